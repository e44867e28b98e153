"""The tests' set-up: reference data once, and a public world to look at where a test asks."""

import json
import logging
import time
from collections.abc import Iterator

import pytest
from django.conf import settings
from django.core.cache import cache
from django.core.management import call_command
from django.test import Client

from config.logs import JsonFormatter, PathFilter, RequestIdFilter
from records.mail import send_waiting
from tests import people
from website import context

pytest_plugins = ["tests.shared_world"]


def pytest_configure() -> None:
    """A password that is slow to guess is slow to test with."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.fixture(autouse=True)
def nobody_has_tried_before() -> None:
    """Limits count in the cache, which outlives a test."""
    cache.clear()


@pytest.fixture(autouse=True)
def notices_are_read_once(monkeypatch) -> None:
    """Those that are there when a test first shows a page, however long it takes."""
    context.notices.cache_clear()
    monkeypatch.setattr(context, "NOTICES_ARE_KEPT", time.time())


@pytest.fixture
def notices_were_read(db) -> None:
    """As for every page but the first in a while: what counts questions does not count this one."""
    Client().get("/")


@pytest.fixture(scope="session", autouse=True)
def documents_lie_by_themselves(tmp_path_factory) -> None:
    """Files that a test takes in are not put among those of whoever develops here."""
    settings.MEDIA_ROOT = tmp_path_factory.mktemp("media")


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup, django_db_blocker):
    """Every test's database holds the reference data, as every installation's does."""
    with django_db_blocker.unblock():
        call_command("load_reference", verbosity=0, stdout=_Silence())


class _Silence:
    def write(self, text: str) -> None:
        pass


@pytest.fixture
def cases(db) -> None:
    """The five real cases."""
    call_command("load_cases", stdout=_Silence())


@pytest.fixture
def admin(db) -> Client:
    """The browser of a superuser who has signed in."""
    client = Client()
    client.force_login(people.superuser())
    return client


@pytest.fixture
def letters(db, mailoutbox):
    """What has left, after a pass of the worker that sends the outbox."""

    def read():
        send_waiting(limit=100)
        return mailoutbox

    return read


@pytest.fixture
def lines() -> Iterator[list[dict]]:
    """The lines of the log, as they are written."""
    written: list[dict] = []

    class Keep(logging.Handler):
        def emit(self, record):
            written.append(json.loads(self.format(record)))

    handler = Keep()
    handler.setFormatter(JsonFormatter())
    handler.addFilter(RequestIdFilter())
    handler.addFilter(PathFilter())
    logging.getLogger().addHandler(handler)
    yield written
    logging.getLogger().removeHandler(handler)
