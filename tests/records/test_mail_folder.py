"""Mail of development lies as files, read at an address that production does not have."""

import os
import subprocess
import sys

import pytest
from django.conf import settings as project
from django.test import Client

from records.mail import CalendarPart, send_waiting
from tests.config.test_environment import GOOD
from tests.records.test_mail import CALENDAR, queue

ASK = """
import django; django.setup()
from django.conf import settings
from django.urls import Resolver404, resolve
for path in ("/", "/utveckling/post/", "/utveckling/post/x/", "/utveckling/post/x/html/"):
    try:
        print(resolve(path).url_name)
    except Resolver404:
        print("absent")
print(settings.MAIL_FOLDER)
"""


@pytest.fixture
def folder(db, settings, tmp_path):
    settings.EMAIL_BACKEND = "records.mail.folder.FolderBackend"
    settings.MAIL_FOLDER = tmp_path / "mail"
    return settings.MAIL_FOLDER


def test_address_and_folder_are_absent_in_production():
    kept = {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ}
    result = subprocess.run(
        [sys.executable, "-c", ASK],
        cwd=project.BASE_DIR, capture_output=True, text=True,
        env=kept | GOOD | {"DJANGO_SETTINGS_MODULE": "config.settings", "LOG_LEVEL": "ERROR"},
    )  # fmt: skip
    assert result.stdout.split() == ["start", "absent", "absent", "absent", "None"], result.stderr


@pytest.mark.parametrize("name", ["finns-inte", "..", "a%2Fb", "%00", "a" * 5_000])
def test_mail_that_is_not_there_is_a_404(folder, name):
    assert Client().get(f"/utveckling/post/{name}/").status_code == 404
    assert Client().get(f"/utveckling/post/{name}/html/").status_code == 404


def test_empty_folder_says_what_will_lie_there(folder):
    assert "Inga meddelanden än" in Client().get("/utveckling/post/").text


@pytest.mark.parametrize("language", ["", "/en"])
def test_mail_is_listed_and_read_without_signing_in(folder, language):
    queue(calendar=CalendarPart(CALENDAR))
    assert send_waiting(limit=1).sent == 1
    (file,) = folder.iterdir()
    client = Client()
    address = f"{language}/utveckling/post/{file.stem}/"
    html = client.get(f"{language}/utveckling/post/").text
    assert f'href="{address}"' in html
    assert "anna@kalmar.example" in html
    html = client.get(address).text
    assert "Provmeddelande från Samordna" in html
    assert "SUMMARY:Möte" in html
    letter = client.get(f"{address}html/")
    assert "<h1>Det här är ett provmeddelande.</h1>" in letter.text
    assert "script-src" not in letter.headers["Content-Security-Policy"]
    assert "default-src 'none'" in letter.headers["Content-Security-Policy"]
    assert not letter.cookies
