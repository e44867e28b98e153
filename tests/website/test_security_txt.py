"""Where one writes who finds a hole in the site's safety."""

from datetime import UTC, datetime, timedelta

import pytest
from django.test import Client

PATH = "/.well-known/security.txt"


@pytest.fixture
def named(settings) -> None:
    settings.SECURITY_CONTACT = "mailto:sakerhet@samordna.example"
    settings.SITE_ADDRESS = "https://samordna.example"


def test_where_nobody_is_named_there_is_none(db):
    response = Client().get(PATH)
    assert response.status_code == 404
    assert not response.cookies


def test_it_takes_no_post(named):
    assert Client(enforce_csrf_checks=True).post(PATH).status_code == 405


def test_it_names_whom_to_write_to_and_holds_less_than_a_year(named):
    response = Client().get(PATH)
    assert response.status_code == 200
    assert response.headers["Content-Type"] == "text/plain; charset=utf-8"
    assert not response.cookies
    fields = dict(line.split(": ", 1) for line in response.text.splitlines())
    assert fields["Contact"] == "mailto:sakerhet@samordna.example"
    assert fields["Canonical"] == "https://samordna.example/.well-known/security.txt"
    assert fields["Preferred-Languages"] == "sv, en"
    ends = datetime.fromisoformat(fields["Expires"].replace("Z", "+00:00"))
    assert timedelta(days=90) < ends - datetime.now(UTC) < timedelta(days=364)
