"""From the register to a coordinator at work, by hand; every page of it looked at."""

import re

import pytest
from playwright.sync_api import expect

from tests.actors.inviting import NEW_PASSWORD
from tests.actors.signing_in import PASSWORD, code_of
from tests.browser.conftest import PROXY_HEADERS, watch
from tests.browser.test_accessibility import violations

pytestmark = pytest.mark.browser

WIDTHS = [1280, 375, 320]
PREPARE = """
from allauth.mfa.models import Authenticator
from django.contrib.auth import get_user_model
from actors.models import Invitation, Membership
Authenticator.objects.all().delete()
Invitation.objects.exclude(actor__is_example=True).delete()
Membership.objects.exclude(actor__is_example=True).delete()
get_user_model().objects.filter(email="nils@samordna.example").delete()
"""
SHOWN = """
from django.contrib.sessions.backends.db import SessionStore
session = SessionStore({key!r})
session["account_authentication_methods"].append(dict(method="mfa", type="totp", at=0))
session.save()
"""
LETTER = """
from pathlib import Path
from records.models import OutgoingMail
from tests.actors.inviting import link_in, letter_to
Path({target!r}).write_text(link_in(letter_to("nils@samordna.example")))
"""


@pytest.fixture
def visit(browser, site, faults):
    """A person's browser, without scripts as with them."""
    contexts = []

    def start(*, scripts: bool = True):
        context = browser.new_context(
            base_url=site,
            viewport={"width": 1280, "height": 900},
            java_script_enabled=scripts,
            extra_http_headers=PROXY_HEADERS | {"X-Forwarded-For": "198.51.100.7"},
        )
        contexts.append(context)
        context.set_default_timeout(10_000)
        return watch(context.new_page(), site, faults)

    yield start
    for context in contexts:
        context.close()


def look(page) -> None:
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        where = (width, page.url)
        assert violations(page) == [], where
        assert page.evaluate("document.documentElement.scrollWidth") <= width, where


def look_in_both_languages(page, path: str) -> None:
    for language in ("/en", ""):
        page.goto(language + path)
        look(page)


def sign_in(page, email: str, password: str) -> None:
    page.goto("/konto/logga-in/")
    page.get_by_label("E-postadress").fill(email)
    page.get_by_label("Lösenord", exact=True).fill(password)
    page.get_by_role("main").get_by_role("button", name="Logga in").click()


def set_app_up(page, password: str) -> None:
    page.goto("/konto/tva-steg/app/")
    page.get_by_label("Lösenord").fill(password)
    page.get_by_role("button", name="Fortsätt").click()
    secret = page.locator("code.secret").inner_text()
    page.get_by_label("Koden som appen visar").fill(code_of(secret))
    page.get_by_role("button", name="Spara").click()
    expect(page.locator(".codes li")).to_have_count(10)


def enter(page, site_shell, email: str, password: str) -> None:
    """Signed in, in a session that has shown the second step, which this test is not about."""
    sign_in(page, email, password)
    set_app_up(page, password)
    key = next(c["value"] for c in page.context.cookies() if c["name"] == "sessionid")
    site_shell(SHOWN.format(key=key))


def test_organisation_is_brought_in_and_its_coordinator_comes_to_work(visit, site_shell, tmp_path):
    site_shell(PREPARE)
    page = visit()
    enter(page, site_shell, "samira@samordna.example", PASSWORD)
    look_in_both_languages(page, "/konto/")
    look_in_both_languages(page, "/arbete/organisationer/?sok=myndig")
    look_in_both_languages(page, "/arbete/organisationer/?sok=finns-inte")
    look_in_both_languages(page, "/arbete/organisationer/polismyndigheten/")
    page.set_viewport_size({"width": 1280, "height": 900})
    page.get_by_label("E-postadress").fill("fel")
    page.get_by_role("button", name="Bjud in").click()
    expect(page.locator(".field-error")).to_be_visible()
    look(page)
    page.get_by_label("E-postadress").fill("nils@samordna.example")
    page.get_by_role("button", name="Bjud in").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Inbjudan är skickad")
    look(page)
    look_in_both_languages(page, "/arbete/medarbetare/polismyndigheten/")

    target = tmp_path / "link"
    site_shell(LETTER.format(target=str(target)))
    link = target.read_text()
    page = visit(scripts=False)
    page.goto(link)
    page.get_by_label("Namn").fill("Nils Ny")
    page.get_by_label("Lösenord", exact=True).fill("kort")
    page.get_by_role("button", name="Ta emot uppdraget").click()
    expect(page.locator(".field-error").first).to_be_visible()
    page = visit()
    look_in_both_languages(page, link)
    page.get_by_label("Namn").fill("Nils Ny")
    page.get_by_label("Lösenord", exact=True).fill(NEW_PASSWORD)
    page.get_by_label("Lösenordet en gång till").fill(NEW_PASSWORD)
    page.get_by_role("button", name="Ta emot uppdraget").click()
    expect(page.get_by_role("status")).to_contain_text("Kontot är klart")
    enter(page, site_shell, "nils@samordna.example", NEW_PASSWORD)
    page.goto("/konto/")
    page.get_by_role("link", name="Se medarbetare").click()
    expect(page.get_by_role("main")).to_contain_text("Nils Ny (du)")
    look_in_both_languages(page, "/arbete/medarbetare/polismyndigheten/bjud-in/")
    look_in_both_languages(page, "/arbete/medarbetare/polismyndigheten/brevlador/")
    page.goto("/arbete/medarbetare/")
    page.get_by_role("link", name="Nils Ny").click()
    look_in_both_languages(page, re.sub(r"^https?://[^/]+", "", page.url))
    look_in_both_languages(page, link)
    expect(page.get_by_role("heading", level=1)).to_have_text("Länken öppnar inget längre")
