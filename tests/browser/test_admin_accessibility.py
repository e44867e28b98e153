"""The admin as an editor of Exempel län meets it: axe finds nothing serious on any kind of page."""

import pytest
from axe_playwright_python.sync_playwright import Axe

from tests.browser.conftest import PROXY_HEADERS

pytestmark = pytest.mark.browser

EDITOR = "strategisamordnare@exempel.example"
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
PAGES = [
    "/admin/",
    "/admin/strategies/",
    "/admin/strategies/strategy/",
    "/admin/strategies/strategy/add/",
    "/admin/strategies/commitment/",
    "/admin/strategies/commitment/add/",
    "/admin/strategies/endmove/add/",
    "/admin/records/source/add/",
    "/admin/actors/document/add/",
]


@pytest.fixture
def editor(browser, site, site_shell, tmp_path):
    kept = tmp_path / "session"
    site_shell(SIGNED_IN.format(email=EDITOR, target=str(kept)))
    context = browser.new_context(base_url=site, extra_http_headers=PROXY_HEADERS)
    context.add_cookies([{"name": "sessionid", "value": kept.read_text(), "url": site}])
    # Not watched for what the console says: the admin's search lists try a style that our policy
    # refuses, and do without.
    yield context.new_page()
    context.close()


def serious(page) -> list[str]:
    found = Axe().run(page).response["violations"]
    return [
        f"{fault['id']}: {fault['nodes'][0]['target']}"
        for fault in found
        if fault["impact"] in ("serious", "critical")
    ]


@pytest.mark.parametrize("width", [1280, 375])
def test_admin_of_an_editor_has_no_serious_fault(editor, width):
    editor.set_viewport_size({"width": width, "height": 900})
    editor.goto("/admin/strategies/strategy/")
    change = editor.locator("#result_list a").first.get_attribute("href")
    for path in [*PAGES, change, change.replace("/change/", "/delete/")]:
        response = editor.goto(path)
        assert response.status in (200, 403), path
        assert serious(editor) == [], (path, width)
