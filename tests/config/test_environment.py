import os
import re
import subprocess
import sys

import pytest
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

from config import environment
from config.environment import mail_server

GOOD = {
    "SECRET_KEY": "k" * 60,
    "ALLOWED_HOSTS": "samordna.example",
    "SITE_ADDRESS": "https://samordna.example",
    "DATABASE_URL": "sqlite://:memory:",
    "EMAIL_URL": "smtp://localhost",
    "DEFAULT_FROM_EMAIL": "Samordna <samordna@samordna.example>",
    "ENV_FILE": os.devnull,
}
SINGLE_SIGN_ON = {
    "OIDC_SERVER_URL": "https://login.example.se/realms/anstallda/",
    "OIDC_CLIENT_ID": "samordna",
    "OIDC_CLIENT_SECRET": "hemlig",
    "OIDC_NAME": "Länets inloggning",
}


def check_with(**environment: str) -> subprocess.CompletedProcess:
    """`manage.py check` in a process of its own, with this environment and nothing else of ours."""
    kept = {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ}
    return subprocess.run(
        [sys.executable, "manage.py", "check"],
        cwd=settings.BASE_DIR, env=kept | environment, capture_output=True, text=True,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("wrong", "remedy"),
    [
        ({"SECRET_KEY": ""}, "SECRET_KEY is missing"),
        ({"SECRET_KEY": "kort"}, "SECRET_KEY is too short"),
        ({"ALLOWED_HOSTS": ""}, "ALLOWED_HOSTS must name the hosts"),
        ({"ALLOWED_HOSTS": "*"}, "A star is refused"),
        ({"DEBUG": "kanske"}, "neither yes nor no"),
        ({"DATABASE_URL": "oracle://x"}, "DATABASE_URL must be an address"),
        ({"CACHE_URL": "minne"}, "CACHE_URL must begin with"),
        ({"LOG_LEVEL": "LOUD"}, "LOG_LEVEL='LOUD' must be one of"),
        ({"QUICK_EXIT_URL": "smhi.se"}, "must be a whole address"),
        ({"QUICK_EXIT_URL": "https://"}, "must be a whole address"),
        ({"ALLOWED_HOSTS": "https://samordna.example"}, "without https://"),
        ({"SITE_ADDRESS": ""}, "SITE_ADDRESS must be where"),
        ({"SITE_ADDRESS": "http://samordna.example"}, "SITE_ADDRESS must be where"),
        ({"SITE_ADDRESS": "https://samordna.example/start"}, "SITE_ADDRESS must be where"),
        ({"DATABASE_URL": "postgres"}, "DATABASE_URL must be an address"),
        ({"DATABASE_URL": "postgres://a:b@host:port/x"}, "DATABASE_URL must be an address"),
        ({"ACCESSIBILITY_MAILBOX": "brev"}, "must be one e-mail address"),
        ({"ACCESSIBILITY_MAILBOX": "a@b.se, c@d.se"}, "must be one e-mail address"),
        ({"SECURITY_CONTACT": "http://samordna.example"}, "an e-mail address, or the https://"),
        ({"SECURITY_CONTACT": "https://samordna.example/a b"}, "an e-mail address, or the"),
        ({"MEDIA_ROOT": "media"}, "MEDIA_ROOT='media' must be a whole path"),
        ({"MEDIA_ROOT": str(settings.BASE_DIR / "static")}, "is served to all"),
        ({"MEDIA_ROOT": "/"}, "is served to all"),
        ({"DOCUMENT_MAX_MEGABYTES": "20 MB"}, "is not a whole number"),
        ({"EMAIL_URL": ""}, "EMAIL_URL must name the mail server"),
        ({"EMAIL_URL": "mail.example.se"}, "EMAIL_URL must name the mail server"),
        ({"EMAIL_URL": "smtp://"}, "EMAIL_URL must name the mail server"),
        ({"EMAIL_URL": "smtp://mail.example.se:port"}, "EMAIL_URL must name the mail server"),
        ({"EMAIL_URL": "consolemail://"}, "EMAIL_URL must name the mail server"),
        ({"DEFAULT_FROM_EMAIL": ""}, "DEFAULT_FROM_EMAIL must be the address"),
        ({"DEFAULT_FROM_EMAIL": "Samordna"}, "DEFAULT_FROM_EMAIL must be the address"),
        ({"CONN_MAX_AGE": "länge"}, "is not a whole number"),
    ],
)
def test_wrong_value_stops_with_its_name_and_a_remedy(wrong, remedy):
    result = check_with(**(GOOD | wrong))
    assert result.returncode != 0
    assert remedy in result.stderr


@pytest.mark.parametrize(
    ("wrong", "remedy"),
    [
        ({"OIDC_NAME": ""}, "OIDC_NAME is missing: single sign-on needs OIDC_SERVER_URL"),
        ({"OIDC_CLIENT_ID": " ", "OIDC_CLIENT_SECRET": ""}, "OIDC_CLIENT_ID, OIDC_CLIENT_SECRET"),
        ({"OIDC_SERVER_URL": "login.example.se"}, "OIDC_SERVER_URL must be the https:// address"),
        ({"OIDC_SERVER_URL": "http://login.example.se"}, "OIDC_SERVER_URL must be"),
        ({"OIDC_SERVER_URL": "http://localhost.example.se"}, "OIDC_SERVER_URL must be"),
        ({"OIDC_SERVER_URL": "https://a.example; script-src *"}, "OIDC_SERVER_URL must be"),
        ({"OIDC_SERVER_URL": "https://a:b@login.example.se"}, "OIDC_SERVER_URL must be"),
        ({"OIDC_SERVER_URL": "https://a.example/" + "x" * 200}, "OIDC_SERVER_URL must be"),
        ({"OIDC_TRUST_EMAIL": "kanske"}, "neither yes nor no"),
        ({"OIDC_ORIGINS": "https://hem.example.se/"}, "must be https:// and a host"),
        ({"OIDC_ORIGINS": "https://*"}, "must be https:// and a host"),
    ],
)
def test_wrong_single_sign_on_says_what_is_missing(monkeypatch, wrong, remedy):
    for name, value in (SINGLE_SIGN_ON | wrong).items():
        monkeypatch.setenv(name, value)
    with pytest.raises(ImproperlyConfigured, match=re.escape(remedy)):
        environment.identity_provider()


def test_single_sign_on_is_read_and_none_is_none(monkeypatch):
    assert environment.identity_provider() is None
    more = {"OIDC_ORIGINS": "https://hem.example.se,https://nav.example.se:8443"}
    for name, value in (SINGLE_SIGN_ON | more).items():
        monkeypatch.setenv(name, value)
    read = environment.identity_provider()
    assert read["issuer"] == "https://login.example.se/realms/anstallda"
    assert read["origins"] == [
        "https://login.example.se", "https://hem.example.se", "https://nav.example.se:8443"
    ]  # fmt: skip
    assert read["trusts_addresses"] is False
    whole = SINGLE_SIGN_ON["OIDC_SERVER_URL"] + ".well-known/openid-configuration"
    monkeypatch.setenv("OIDC_SERVER_URL", whole)
    assert environment.identity_provider()["issuer"] == read["issuer"]


def test_half_a_provider_does_not_start():
    result = check_with(**(GOOD | {"OIDC_NAME": "Länets inloggning"}))
    assert result.returncode != 0
    assert "OIDC_SERVER_URL, OIDC_CLIENT_ID, OIDC_CLIENT_SECRET is missing" in result.stderr


def test_values_of_a_file_serve_in_production_and_not_in_development(tmp_path):
    file = tmp_path / "env"
    file.write_text("LOG_LEVEL=LOUD")
    assert "LOUD" in check_with(**(GOOD | {"ENV_FILE": str(file)})).stderr
    assert check_with(DEBUG="1", ENV_FILE=str(file)).returncode == 0


@pytest.mark.parametrize(
    ("url", "port", "use_tls", "use_ssl"),
    [("smtp://mail.example.se", 25, False, False),
     ("smtp+tls://a%40b.se:p%2Fq@mail.example.se", 587, True, False),
     ("smtp+ssl://a%40b.se:p%2Fq@mail.example.se:4650", 4650, False, True)],
)  # fmt: skip
def test_mail_server_is_read_with_its_usual_port(monkeypatch, url, port, use_tls, use_ssl):
    monkeypatch.setenv("EMAIL_URL", url)
    server = mail_server("EMAIL_URL", development=False)
    assert (server["host"], server["port"]) == ("mail.example.se", port)
    assert (server["use_tls"], server["use_ssl"]) == (use_tls, use_ssl)
    assert (server["user"], server["password"]) == (("a@b.se", "p/q") if "@" in url else ("", ""))


def test_mail_of_development_becomes_files_unless_a_server_is_given(monkeypatch):
    monkeypatch.delenv("EMAIL_URL", raising=False)
    server = mail_server("EMAIL_URL", development=True)
    assert server["backend"] == "records.mail.folder.FolderBackend"
    monkeypatch.setenv("EMAIL_URL", "consolemail://")
    assert "console" in mail_server("EMAIL_URL", development=True)["backend"]


@pytest.mark.parametrize("url", ["locmemcache://", "dbcache://samordna_cache"])
def test_cache_holds_more_counters_than_a_flood_washes_out(monkeypatch, url):
    monkeypatch.setenv("CACHE_URL", url)
    assert environment.cache("CACHE_URL", default="")["OPTIONS"]["MAX_ENTRIES"] >= 100_000


def test_right_values_start():
    result = check_with(**GOOD)
    assert result.returncode == 0, result.stderr
