"""A real server with the five cases and Exempel län, and a real Chromium that notes every fault of
a page."""

import fcntl
import os
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from django.conf import settings
from playwright.sync_api import Browser, Page, Playwright, sync_playwright

from tests.chromium import find_chromium
from tests.identity_provider import free_port

# Quiet: nothing of the browser's own may reach the network.
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-quic",
    "--no-first-run",
]
SECONDS_TO_START = 30


# As in production, behind a proxy that ends TLS: pages of errors and file names are the real ones.
PROXY_HEADERS = {"X-Forwarded-Proto": "https"}
PRODUCTION = {
    "DEBUG": "0",
    "SECRET_KEY": "for the tests of one run only " * 2,
    "ALLOWED_HOSTS": "127.0.0.1,localhost",
    "BEHIND_TLS_PROXY": "1",
    "SITE_ADDRESS": "https://samordna.example",
    "LOG_LEVEL": "ERROR",
    "EMAIL_URL": "smtp://localhost",
    "DEFAULT_FROM_EMAIL": "samordna@samordna.example",
    "ALLOW_DEMO": "1",
}


SIGNED_IN = """
from pathlib import Path
from django.contrib.auth import get_user_model
from django.test import Client
client = Client()
person = get_user_model().objects.get(email={email!r})
client.force_login(person)
session = client.session
session["account_authentication_methods"] = [dict(method="mfa", type="totp", at=0)]
session["account_authentication_methods_user"] = str(person.pk)
session.save()
from allauth.mfa.models import Authenticator
Authenticator.objects.get_or_create(user=person, type="totp", defaults=dict(data=dict(secret="x")))
Path({target!r}).write_text(client.cookies["sessionid"].value)
"""


@pytest.fixture(scope="session")
def site_environment(tmp_path_factory) -> dict[str, str]:
    """What the server of our own is told, and who else looks into its database."""
    folder = tmp_path_factory.mktemp("site")
    own = {
        "DATABASE_URL": f"sqlite:///{folder / 'site.sqlite3'}",
        "MEDIA_ROOT": str(folder / "media"),
    }
    return os.environ | PRODUCTION | own


@pytest.fixture
def site_shell(site, site_environment):
    """Runs a line of Python beside the server."""
    return lambda line: manage("shell", "-v0", "-c", line, environment=site_environment)


@pytest.fixture(scope="session")
def site(tmp_path_factory, site_environment) -> Iterator[str]:
    """The address of a server of our own: reference data, the five cases, Exempel län, the
    tests' world."""
    environment = dict(site_environment)
    # Workers of one run share the folder above theirs; without workers that one outlives the run.
    folder = tmp_path_factory.getbasetemp()
    collect_static_once(
        folder.parent if "PYTEST_XDIST_WORKER" in os.environ else folder, environment
    )
    grow_the_world = "from tests.world import build_world; build_world().grow(25)"
    add_people = "from tests.people import superuser; superuser()"
    for command in (
        ["migrate", "-v0"],
        ["load_reference"],
        ["load_cases"],
        ["load_demo"],
        ["shell", "-v0", "-c", grow_the_world],
        ["shell", "-v0", "-c", add_people],
    ):
        manage(*command, environment=environment)
    with serving(environment, free_port()) as address:
        yield address


@contextmanager
def serving(environment: dict[str, str], port: int) -> Iterator[str]:
    # The browser itself speaks plain HTTP here, and a form's origin says so.
    hosts = ("127.0.0.1", "localhost")
    origins = ",".join(f"http://{host}:{port}" for host in hosts)
    server = subprocess.Popen(
        [sys.executable, "-m", "gunicorn", "config.wsgi", f"--bind=127.0.0.1:{port}"],
        cwd=settings.BASE_DIR,
        env=environment
        | {
            "CSRF_TRUSTED_ORIGINS": origins,
            "GUNICORN_CMD_ARGS": "--threads=4 --no-control-socket",
        },
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        address = f"http://127.0.0.1:{port}"
        wait_for(f"{address}/healthz", server)
        yield address
    finally:
        server.terminate()
        server.wait(timeout=10)


def manage(*command: str, environment: dict[str, str]) -> None:
    subprocess.run(
        [sys.executable, "manage.py", *command],
        cwd=settings.BASE_DIR,
        env=environment,
        check=True,
        capture_output=True,
    )


def collect_static_once(folder: Path, environment: dict[str, str]) -> None:
    """Gather the static files once for all processes of this run."""
    done = folder / "static-is-collected"
    with (folder / "static.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not done.exists():
            manage("collectstatic", "--noinput", "-v0", environment=environment)
            done.touch()


def wait_for(address: str, server: subprocess.Popen) -> None:
    deadline = time.monotonic() + SECONDS_TO_START
    while time.monotonic() < deadline:
        if server.poll() is not None:
            pytest.fail("The server of the browser tests did not start.")
        try:
            urllib.request.urlopen(address, timeout=1).close()
            return
        except OSError:
            time.sleep(0.1)
    pytest.fail("The server of the browser tests did not answer.")


@pytest.fixture(scope="session")
def playwright() -> Iterator[Playwright]:
    with sync_playwright() as started:
        yield started


@pytest.fixture(scope="session")
def browser(playwright: Playwright) -> Iterator[Browser]:
    browser = playwright.chromium.launch(executable_path=find_chromium(), args=FLAGS)
    yield browser
    browser.close()


@dataclass
class Faults:
    """What a page did wrong: errors in the console, requests to other hosts."""

    console: list[str] = field(default_factory=list)
    foreign: list[str] = field(default_factory=list)


@pytest.fixture
def faults() -> Iterator[Faults]:
    """What the pages of a test did wrong; when the test ends, they may have done nothing."""
    noted = Faults()
    yield noted
    assert noted == Faults()


def watch(page: Page, site: str, faults: Faults) -> Page:
    """The page, with every fault of it noted."""

    def note_console(message) -> None:
        # A page that answers 4xx says so here too; its status is the test's own business.
        if message.type in ("error", "warning") and "status of 4" not in message.text:
            faults.console.append(message.text)

    def note_request(request) -> None:
        if not request.url.startswith((site, "data:")):
            faults.foreign.append(request.url)

    page.on("console", note_console)
    page.on("pageerror", lambda error: faults.console.append(str(error)))
    page.on("request", note_request)
    return page


@pytest.fixture
def enter_as(browser: Browser, site: str, site_shell, tmp_path):
    """A browser in which somebody has signed in and shown the second step, by their address."""
    contexts = []

    def enter(email: str) -> Page:
        kept = tmp_path / f"session-{len(contexts)}"
        site_shell(SIGNED_IN.format(email=email, target=str(kept)))
        context = browser.new_context(base_url=site, extra_http_headers=PROXY_HEADERS)
        contexts.append(context)
        context.add_cookies([{"name": "sessionid", "value": kept.read_text(), "url": site}])
        return context.new_page()

    yield enter
    for context in contexts:
        context.close()


@pytest.fixture
def open_page(browser: Browser, site: str, faults: Faults):
    """Opens a path at a width; when the test ends, no page may have set a cookie."""
    contexts = []

    def open_at(path: str, *, width: int = 1280, scripts: bool = True) -> Page:
        context = browser.new_context(
            viewport={"width": width, "height": 900},
            java_script_enabled=scripts,
            extra_http_headers=PROXY_HEADERS,
        )
        contexts.append(context)
        page = watch(context.new_page(), site, faults)
        page.goto(site + path)
        return page

    yield open_at
    cookies = [cookie for context in contexts for cookie in context.cookies()]
    for context in contexts:
        context.close()
    assert cookies == []


@pytest.fixture
def person(enter_as, site, faults):
    """Somebody of Exempel län at their work."""

    def enter(name: str) -> Page:
        page = watch(enter_as(f"{name}@exempel.example"), site, faults)
        page.set_default_timeout(10_000)
        page.goto("/arbete/")
        return page

    return enter


@pytest.fixture
def stranger(browser, site, faults):
    """Somebody who has not signed in, at an address of a letter."""
    contexts = []

    def come(path: str) -> Page:
        caller = {"X-Forwarded-For": "198.51.100.31"}
        context = browser.new_context(base_url=site, extra_http_headers=PROXY_HEADERS | caller)
        contexts.append(context)
        page = watch(context.new_page(), site, faults)
        page.set_default_timeout(10_000)
        page.goto(path)
        return page

    yield come
    for context in contexts:
        context.close()


@pytest.fixture
def told(site_shell, tmp_path):
    """What lines of Python, run beside the server, write to their `target`."""

    def tell(lines: str, **words) -> str:
        target = tmp_path / "told"
        site_shell(lines.format(target=str(target), **words))
        return target.read_text()

    return tell
