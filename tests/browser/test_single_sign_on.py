"""Single sign-on by hand: out to the provider's own page and back, under the strict policy."""

import time

import pytest
from playwright.sync_api import expect

from tests.actors.coming_by_provider import OLLE
from tests.browser.conftest import Faults, serving, watch
from tests.browser.test_accessibility import violations
from tests.identity_provider import free_port, running_provider

pytestmark = pytest.mark.browser

WIDTHS = [1280, 320]
ADD_OLLE = (
    "from actors.models import User; "
    "User.objects.get_or_create(email='olle@samordna.example', defaults={'name': 'Olle'})"
)


@pytest.fixture(scope="module")
def served(site, site_environment):
    """A site of its own that only the provider lets people into, and the provider.

    Without TLS, hence in development: the provider sends people back to where they can be met.
    The policy is the same.
    """
    port = free_port()
    with running_provider([f"http://localhost:{port}"]) as provider:
        environment = site_environment | {"DEBUG": "1", "LOCAL_PASSWORDS": "0"}
        with serving(environment | provider.settings(), port):
            yield f"http://localhost:{port}", provider


@pytest.fixture
def page(browser, served, site_shell):
    """A browser that notes what our own pages do wrong; the provider's are its own business."""
    address, provider = served
    site_shell(ADD_OLLE)
    context = browser.new_context(base_url=address)
    context.set_default_timeout(10_000)
    faults = Faults()
    page = watch(context.new_page(), address, faults)
    yield page
    assert {cookie["name"] for cookie in context.cookies(address)} <= {"sessionid", "csrftoken"}
    context.close()
    assert faults.console == []
    assert [url for url in faults.foreign if not url.startswith(provider.address)] == []


def look(page) -> None:
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        assert violations(page) == [], width
        assert page.evaluate("document.documentElement.scrollWidth") <= width, width


def sign_in_over_there(page, served, subject: str) -> None:
    page.get_by_role("button", name="Logga in med Länets inloggning").click()
    page.wait_for_url(f"{served[1].address}/**")
    page.get_by_placeholder("sub").fill(subject)
    page.get_by_role("button", name="Authorize").click()


def test_invited_person_comes_in_and_shows_themselves_again_to_set_a_factor_up(page, served):
    # Each run its own name over there: the site's database outlives a test.
    subject = f"olle-{time.time_ns()}"
    served[1].has(subject, **OLLE)
    page.goto("/konto/enheter/")
    expect(page.get_by_role("heading", level=1)).to_have_text("Logga in")
    expect(page.get_by_label("Lösenord")).to_have_count(0)
    look(page)
    sign_in_over_there(page, served, subject)
    expect(page.get_by_role("heading", level=1)).to_have_text("Enheter")
    page.goto("/konto/tva-steg/")
    page.get_by_role("link", name="Ställ in en app").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Visa att det är du")
    look(page)
    sign_in_over_there(page, served, subject)
    expect(page.get_by_role("heading", level=1)).to_have_text("Ställ in en app")


def test_unknown_person_is_told_whom_to_ask(page, served):
    served[1].has("okand", email="ingen@samordna.example", email_verified=True)
    page.goto("/en/konto/logga-in/")
    look(page)
    page.get_by_role("button", name="Sign in with Länets inloggning").click()
    page.get_by_placeholder("sub").fill("okand")
    page.get_by_role("button", name="Authorize").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("You have no access here")
    look(page)
    page.get_by_role("banner").get_by_role("link", name="Svenska").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Du har ingen tillgång här")
    assert {cookie["name"] for cookie in page.context.cookies()} <= {"csrftoken"}


def test_no_over_there_is_told_kindly(page):
    page.goto("/konto/logga-in/")
    page.get_by_role("button", name="Logga in med Länets inloggning").click()
    page.get_by_role("button", name="Deny").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Inloggningen blev inte klar")
    expect(page.get_by_role("main")).to_contain_text("Den avbröts hos Länets inloggning.")
    look(page)
