"""Runs a command with a throw-away PostgreSQL: `python -m tests.postgres -- COMMAND…`.

The server listens on a free port of the loopback, its files lie in a temporary folder, and both
are gone when the command ends, however it ends. A PostgreSQL that DATABASE_URL names is used as it
is. Without a command it prints where it found PostgreSQL. Ends with 3 when there is none.
"""

import contextlib
import os
import pwd
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import psycopg2

MISSING = (
    "Left out: tests on PostgreSQL. None was found; on Debian: apt-get install postgresql "
    "(or name an empty one: DATABASE_URL=postgres://…)."
)
NAME = "samordna"
# Tests may lose everything in a power cut; not waiting for the disk makes them twice as fast.
FAST = ["fsync=off", "synchronous_commit=off", "full_page_writes=off"]


def given_url() -> str | None:
    """DATABASE_URL, where it names a PostgreSQL."""
    url = os.environ.get("DATABASE_URL", "")
    return url if url.startswith(("postgres://", "postgresql://")) else None


def find_binaries() -> Path | None:
    """The folder of initdb and postgres: from the PATH, else Debian's newest, else None."""
    candidates = []
    if initdb := shutil.which("initdb"):
        candidates.append(Path(initdb).resolve().parent)
    versions = Path("/usr/lib/postgresql").glob("[0-9]*")
    candidates += [v / "bin" for v in sorted(versions, key=lambda v: float(v.name), reverse=True)]
    for folder in candidates:
        if (folder / "initdb").exists() and (folder / "postgres").exists():
            return folder
    return None


def as_another_user(folder: Path) -> list[str]:
    """The words before a command when we are root, as whom PostgreSQL refuses to run."""
    if os.geteuid() != 0:
        return []
    names = {user.pw_name: user for user in pwd.getpwall()}
    user = names.get("postgres") or names["nobody"]
    os.chown(folder, user.pw_uid, user.pw_gid)
    return ["setpriv", f"--reuid={user.pw_uid}", f"--regid={user.pw_gid}", "--clear-groups"]


def free_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return listener.getsockname()[1]


def prepare(port: int, server: subprocess.Popen[bytes], log: Path) -> None:
    """Waits until the server answers, makes the database, and sees that it sorts in Swedish."""
    for _ in range(300):
        if server.poll() is not None:
            sys.exit(f"PostgreSQL did not start:\n{log.read_text(errors='replace')}")
        try:
            connection = psycopg2.connect(
                host="127.0.0.1", port=port, user=NAME, dbname="postgres", connect_timeout=5
            )
            break
        except psycopg2.OperationalError:
            time.sleep(0.1)
    else:
        sys.exit("PostgreSQL did not answer within 30 seconds.")
    connection.autocommit = True
    with contextlib.closing(connection), connection.cursor() as cursor:
        cursor.execute("SELECT 1 FROM pg_collation WHERE collname = 'sv-x-icu'")
        if not cursor.fetchone():
            sys.exit("This PostgreSQL was built without ICU, so it cannot sort å, ä and ö right.")
        cursor.execute(f"CREATE DATABASE {NAME}")


@contextlib.contextmanager
def throw_away_server(binaries: Path) -> Iterator[str]:
    """Yields the URL of an empty database on a server that is gone afterwards."""
    folder = Path(tempfile.mkdtemp(prefix="samordna-postgres-"))
    server = None
    try:
        user = as_another_user(folder)
        data, log, port = folder / "data", folder / "log", free_port()
        # C.UTF-8 rather than C: upper() and lower() must fold å, ä and ö.
        initdb = [*user, binaries / "initdb", "-D", data, "-U", NAME, "-A", "trust", "-N"]
        made = subprocess.run(
            [*initdb, "-E", "UTF8", "--locale=C.UTF-8"], capture_output=True, text=True, cwd=folder
        )
        if made.returncode:
            sys.exit(f"initdb failed:\n{made.stderr}")
        settings = ["listen_addresses=127.0.0.1", "unix_socket_directories=", f"port={port}"]
        options = [word for setting in (*settings, *FAST) for word in ("-c", setting)]
        with log.open("wb") as output:
            # A session of its own: Ctrl-C ends the command first, and the server after it.
            server = subprocess.Popen(
                [*user, binaries / "postgres", "-D", data, *options],
                cwd=folder,
                stdout=output,
                stderr=output,
                start_new_session=True,
            )
        prepare(port, server, log)
        yield f"postgres://{NAME}@127.0.0.1:{port}/{NAME}"
    finally:
        if server is not None:
            server.send_signal(signal.SIGINT)  # "fast": open connections are closed
            try:
                server.wait(timeout=10)
            except subprocess.TimeoutExpired:
                server.kill()
                server.wait()
        shutil.rmtree(folder, ignore_errors=True)


def run(command: list[str], url: str) -> int:
    """The command's exit code, as a shell would say it."""
    process = subprocess.Popen(command, env={**os.environ, "DATABASE_URL": url})
    try:
        code = process.wait()
    except KeyboardInterrupt:
        code = process.wait()  # the terminal told it too; let it say its last words
    except SystemExit:
        process.terminate()
        process.wait()
        raise
    return code if code >= 0 else 128 - code


def main(arguments: list[str]) -> int:
    command = arguments[1:] if arguments[:1] == ["--"] else arguments
    url, binaries = given_url(), find_binaries()
    if not url and not binaries:
        print(MISSING, file=sys.stderr)
        return 3
    if not command:
        print(url or binaries)
        return 0
    if url:
        return run(command, url)
    signal.signal(signal.SIGTERM, lambda number, frame: sys.exit(128 + number))
    with throw_away_server(binaries) as url:
        return run(command, url)


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1:]))
    except KeyboardInterrupt:
        sys.exit(130)
