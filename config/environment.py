"""Reads settings from the environment and says plainly what is wrong with a value.

django-environ parses; this file adds what it leaves out: a misspelt yes or no, an address of a
database that it does not know, and a secret that is no secret are errors with a remedy, instead
of a silent default or a traceback.
"""

import re
from email.utils import parseaddr
from pathlib import Path

import environ
from django.core.exceptions import ImproperlyConfigured

YES = {"1", "true", "yes", "on"}
NO = {"0", "false", "no", "off", ""}
DATABASE_SCHEMES = ("sqlite", "postgres", "postgresql")
CACHE_SCHEMES = ("locmemcache", "dbcache", "filecache")
# How mail is handed over, and the port where nothing else is said.
MAIL_SCHEMES = {"smtp": 25, "smtp+tls": 587, "smtp+ssl": 465}
# One provider of single sign-on: all of these, or none.
IDENTITY_PROVIDER = ("OIDC_SERVER_URL", "OIDC_CLIENT_ID", "OIDC_CLIENT_SECRET", "OIDC_NAME")
WELL_KNOWN = "/.well-known/openid-configuration"
# Without TLS only on the machine itself, for trying out.
SAFE_ORIGIN = r"(https://[a-zA-Z0-9.-]+|http://(localhost|127\.0\.0\.1))(:[0-9]{1,5})?"
# The column of allauth that keeps who has vouched for a person.
LONGEST_ISSUER = 200
MIN_SECRET_LENGTH = 50
BARE_ADDRESS = r"[^@\s<>,]+@[^@\s<>,]+\.[^@\s<>,]+"
MAX_CACHE_ENTRIES = 100_000

env = environ.Env()


def read_env_file(path: Path) -> None:
    """Add the values of a `.env` file; the real environment wins."""
    if path.exists():
        env.read_env(str(path), overwrite=False)


def flag(name: str, *, default: bool = False) -> bool:
    value = env.str(name, default="1" if default else "0").strip().lower()
    if value in YES:
        return True
    if value in NO:
        return False
    raise ImproperlyConfigured(f"{name}={value!r} is neither yes nor no. Write 1 or 0.")


def secret(name: str, *, development: bool) -> str:
    """The secret key; in development a fixed one serves, in production it must be given."""
    if development:
        return env.str(name, default="development-only-" + "not-a-secret-" * 4)
    value = env.str(name, default="")
    if len(value) < MIN_SECRET_LENGTH:
        raise ImproperlyConfigured(
            f"{name} is {'too short' if value else 'missing'}: give at least {MIN_SECRET_LENGTH} "
            "random characters, for example from "
            '`python -c "import secrets; print(secrets.token_urlsafe(50))"`. '
            "For development, set DEBUG=1 instead."
        )
    return value


def hosts(name: str, *, development: bool) -> list[str]:
    if development:
        return env.list(name, default=["localhost", "127.0.0.1", "[::1]"])
    value = env.list(name, default=[])
    if not value or any("*" in host or "/" in host for host in value):
        raise ImproperlyConfigured(
            f"{name} must name the hosts that this site answers to, separated by commas and "
            "without https://, for example samordna.example.se. A star is refused."
        )
    return value


def database(name: str, *, default: str) -> dict:
    value = env.str(name, default=default)
    remedy = (
        f"{name} must be an address that begins with sqlite: or postgres:, "
        "for example postgres://user:password@host:5432/samordna."
    )
    scheme, colon, _rest = value.partition(":")
    if not colon or scheme not in DATABASE_SCHEMES:
        raise ImproperlyConfigured(remedy)
    try:
        return env.db_url_config(value)
    except ValueError as error:
        raise ImproperlyConfigured(f"{remedy} {error}") from error


def cache(name: str, *, default: str) -> dict:
    value = env.str(name, default=default)
    if value.partition(":")[0] not in CACHE_SCHEMES:
        raise ImproperlyConfigured(
            f"{name} must begin with one of {', '.join(s + ':' for s in CACHE_SCHEMES)}, "
            "for example locmemcache://."
        )
    config = env.cache_url_config(value)
    # Django keeps 300 entries unless told: a flood of strangers would wash out the counters that
    # hold it back.
    config.setdefault("OPTIONS", {}).setdefault("MAX_ENTRIES", MAX_CACHE_ENTRIES)
    return config


def whole_number(name: str, *, default: int) -> int:
    value = env.str(name, default=str(default))
    if not value.isascii() or not value.isdigit():
        raise ImproperlyConfigured(f"{name}={value!r} is not a whole number.")
    return int(value)


def private_folder(name: str, *, default: Path, public: list[Path]) -> Path:
    """A folder for what the web server must not show: whole, and apart from what it serves."""
    value = env.str(name, default="")
    folder = Path(value) if value else default
    if not folder.is_absolute():
        raise ImproperlyConfigured(f"{name}={value!r} must be a whole path that begins with /.")
    for served in public:
        if served.is_relative_to(folder) or folder.is_relative_to(served):
            raise ImproperlyConfigured(
                f"{name}={value!r} is private: it must lie beside {served}, which is served to all."
            )
    return folder


def choice(name: str, *, default: str, allowed: tuple[str, ...]) -> str:
    value = env.str(name, default=default)
    if value not in allowed:
        raise ImproperlyConfigured(f"{name}={value!r} must be one of {', '.join(allowed)}.")
    return value


def origin(name: str, *, default: str) -> str:
    value = env.str(name, default=default)
    if not re.match(r"https?://[^/]", value):
        raise ImproperlyConfigured(f"{name}={value!r} must be a whole address with https://.")
    return value


def site_address(name: str, *, development: bool) -> str:
    """Where the site stands, without a path: links in letters begin with it."""
    value = env.str(name, default="http://localhost:8000" if development else "").rstrip("/")
    pattern = r"https?://[^/?#@\s]+" if development else r"https://[^/?#@\s]+"
    if not re.fullmatch(pattern, value):
        raise ImproperlyConfigured(
            f"{name} must be where people reach this site, "
            "for example https://samordna.example.se. Links in letters begin with it."
        )
    return value


def mail_server(name: str, *, development: bool) -> dict:
    """Django's settings of a mail server; in development letters become files unless one is given.

    Letters hold links that open something, so printing them (`consolemail://`) is for development.
    """
    value = env.str(name, default="")
    if development and not value:
        return mail_settings("records.mail.folder.FolderBackend")
    scheme, _colon, rest = value.partition(":")
    if development and scheme == "consolemail":
        return mail_settings("django.core.mail.backends.console.EmailBackend")
    remedy = (
        f"{name} must name the mail server that takes our mail, as one of "
        f"{', '.join(f'{s}://' for s in MAIL_SCHEMES)} with user, password, host and port, "
        "for example smtp+tls://user:password@mail.example.se:587. In a password write %40 for @."
    )
    if scheme not in MAIL_SCHEMES or not rest.startswith("//"):
        raise ImproperlyConfigured(remedy)
    try:
        read = env.email_url_config(value)
    except ValueError as error:
        raise ImproperlyConfigured(f"{remedy} {error}") from error
    if not read["EMAIL_HOST"]:
        raise ImproperlyConfigured(remedy)
    return mail_settings(
        read["EMAIL_BACKEND"],
        host=read["EMAIL_HOST"],
        port=read["EMAIL_PORT"] or MAIL_SCHEMES[scheme],
        user=read["EMAIL_HOST_USER"] or "",
        password=read["EMAIL_HOST_PASSWORD"] or "",
        use_tls=scheme == "smtp+tls",
        use_ssl=scheme == "smtp+ssl",
    )


def mail_settings(backend: str, **given) -> dict:
    nothing = {"host": "", "port": 25, "user": "", "password": "", "use_tls": False}
    return {"backend": backend, "use_ssl": False} | nothing | given


def sender(name: str, *, development: bool) -> str:
    """Whom our mail is from: an address, with or without a name before it."""
    default = "Samordna <samordna@samordna.example>" if development else ""
    value = env.str(name, default=default)
    _name, address = parseaddr(value)
    if not re.fullmatch(r"[^@\s<>]+@[^@\s<>]+\.[^@\s<>]+", address) or "\n" in value:
        raise ImproperlyConfigured(
            f"{name} must be the address that our mail comes from, "
            "for example Samordna <samordna@example.se>."
        )
    return value


def mailbox(name: str, *, default: str = "") -> str:
    """One address without a name before it, or nothing where mail of that kind has no reader."""
    value = env.str(name, default=default).strip()
    if value and not re.fullmatch(BARE_ADDRESS, value):
        raise ImproperlyConfigured(
            f"{name}={value!r} must be one e-mail address, for example funktion@example.se."
        )
    return value


def contact(name: str) -> str:
    """Where one writes to, as an address that a program can open (RFC 9116), or nothing."""
    value = env.str(name, default="").strip()
    if re.fullmatch(BARE_ADDRESS, value):
        return f"mailto:{value}"
    if value and not re.fullmatch(r"https://[!-~]+", value):
        raise ImproperlyConfigured(
            f"{name}={value!r} must be an e-mail address, or the https:// address of a page."
        )
    return value


def identity_provider() -> dict | None:
    """The organisation's own sign-in by OpenID Connect, or None where none is set.

    `issuer` is its address as it calls itself. `origins` are the hosts that a form may lead to on
    the way to its page.
    """
    given = {name: env.str(name, default="").strip() for name in IDENTITY_PROVIDER}
    missing = [name for name, value in given.items() if not value]
    if len(missing) == len(given):
        return None
    if missing:
        raise ImproperlyConfigured(
            f"{', '.join(missing)} is missing: single sign-on needs "
            f"{', '.join(IDENTITY_PROVIDER)}, or none of them."
        )
    issuer = given["OIDC_SERVER_URL"].removesuffix(WELL_KNOWN).rstrip("/")
    found = re.fullmatch(rf"({SAFE_ORIGIN})(/[\w.~/-]*)?", issuer, re.ASCII)
    if not found or len(issuer) > LONGEST_ISSUER:
        raise ImproperlyConfigured(
            "OIDC_SERVER_URL must be the https:// address of the identity provider (its issuer), "
            "for example https://login.example.se/realms/anstallda."
        )
    return {
        "issuer": issuer,
        "client_id": given["OIDC_CLIENT_ID"],
        "client_secret": given["OIDC_CLIENT_SECRET"],
        "name": given["OIDC_NAME"],
        "trusts_addresses": flag("OIDC_TRUST_EMAIL"),
        "origins": [found[1], *origins("OIDC_ORIGINS")],
    }


def origins(name: str) -> list[str]:
    value = env.list(name, default=[])
    for origin in value:
        if not re.fullmatch(SAFE_ORIGIN, origin):
            raise ImproperlyConfigured(
                f"{name}={origin!r} must be https:// and a host, without a path; "
                "several are separated by commas."
            )
    return value
