import json

import pytest
from django.test import Client

from config.logs import loggable_path


def test_request_line_holds_no_query_and_no_address_of_the_reader(db, lines):
    response = Client().get("/aktorer/?sok=hemligt", REMOTE_ADDR="203.0.113.9")
    [line] = [line for line in lines if line["logger"] == "samordna.request"]
    assert line["path"] == "/aktorer/"
    assert (line["method"], line["status"], line["level"]) == ("GET", 200, "INFO")
    assert line["request_id"] == response.headers["X-Request-ID"]
    assert "hemligt" not in json.dumps(lines)
    assert "203.0.113.9" not in json.dumps(lines)


@pytest.mark.parametrize("path", ["/hjalp/", "/en/hjalp/", "/hjalp/lamna-sidan/"])
def test_reading_about_help_is_not_logged_by_address(path):
    assert loggable_path(path) == "-"


@pytest.mark.parametrize("language", ["", "/en"])
def test_key_of_a_new_password_is_not_logged(language):
    path = f"{language}/konto/losenord/nytt/1x-c7y2n1-0a5e/"
    assert loggable_path(path) == f"{language}/konto/losenord/nytt/1x--/"


@pytest.mark.parametrize("language", ["", "/en"])
def test_link_of_an_invitation_is_not_logged(db, lines, language):
    Client().get(f"{language}/konto/inbjudan/hemlig-nyckel/")
    Client(enforce_csrf_checks=True).post(f"{language}/konto/inbjudan/hemlig-nyckel/", {"a": "b"})
    assert any(line.get("path") == f"{language}/konto/inbjudan/-/" for line in lines)
    assert "hemlig" not in json.dumps(lines)


@pytest.mark.parametrize("language", ["", "/en"])
def test_link_without_sign_in_is_not_logged(db, lines, language):
    for path in ("svar/hemlig-nyckel/", "svar/hemlig-nyckel"):
        Client().get(f"{language}/{path}")
        Client(enforce_csrf_checks=True).post(f"{language}/{path}", {"a": "b"})
    assert any(line.get("path") == f"{language}/svar/-/" for line in lines)
    assert "hemlig" not in json.dumps(lines)


@pytest.mark.parametrize("language", ["", "/en"])
def test_secret_address_of_a_calendar_is_not_logged(db, lines, language):
    for path in ("kalender/hemlig-nyckel.ics", "kalender/hemlig-nyckel", "kalender/hemlig.ics/"):
        Client().get(f"{language}/{path}")
        Client(enforce_csrf_checks=True).post(f"{language}/{path}", {"a": "b"})
    assert any(line.get("path") == f"{language}/kalender/-" for line in lines)
    assert "hemlig" not in json.dumps(lines)
    assert loggable_path(f"{language}/arbete/kalender/ta-bort/").endswith("/ta-bort/")
    assert loggable_path(f"{language}/moten/kalender.ics").endswith("/moten/kalender.ics")


def test_crash_is_logged_with_its_traceback_and_answered_without(db, lines, monkeypatch):
    monkeypatch.setattr("website.views.start_page", lambda: 1 / 0)
    response = Client(raise_request_exception=False).get("/?sok=hemligt")
    assert response.status_code == 500
    assert "ZeroDivisionError" not in response.text
    assert any("ZeroDivisionError" in line.get("exception", "") for line in lines)
    assert "hemligt" not in json.dumps(lines)


def test_key_of_a_new_password_stands_in_no_line_of_a_refused_form(db, lines):
    Client(enforce_csrf_checks=True).post("/konto/losenord/nytt/1-hemlig-nyckel/", {"a": "b"})
    assert any(line["logger"].startswith("django.security") for line in lines)
    assert "hemlig" not in json.dumps(lines)


def test_crash_of_a_help_page_does_not_name_it(db, lines, monkeypatch):
    monkeypatch.setattr("website.summaries.help.SupportLine.objects.all", lambda: 1 / 0)
    Client(raise_request_exception=False).get("/hjalp/")
    crash = [line for line in lines if line["logger"] == "django.request"]
    assert crash
    assert "/hjalp" not in json.dumps([line["message"] for line in crash])
