import pytest
from axe_playwright_python.sync_playwright import Axe

from tests.browser.conftest import PROXY_HEADERS
from tests.browser.pages import PATHS

pytestmark = pytest.mark.browser

RULES = {
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    # What is right needs no description: half the time.
    "resultTypes": ["violations"],
}


def violations(page) -> list[str]:
    found = Axe().run(page, options=RULES).response["violations"]
    return [f"{rule['id']}: {node['html'][:200]}" for rule in found for node in rule["nodes"]]


@pytest.mark.parametrize("language", ["", "/en"])
@pytest.mark.parametrize("path", PATHS)
def test_public_page_is_for_everybody(open_page, path, language):
    """Axe finds nothing, and nothing reaches out of a narrow screen."""
    page = open_page(language + path, width=375)
    assert violations(page) == []
    if not language:
        # The layout is the same in both languages.
        page.set_viewport_size({"width": 1280, "height": 900})
        assert violations(page) == []
    page.set_viewport_size({"width": 320, "height": 900})
    assert page.evaluate("document.documentElement.scrollWidth") <= 320


@pytest.mark.parametrize("path", ["/", "/lan/kalmar/"])
def test_page_without_the_design_system_is_readable_and_accessible(browser, site, path):
    context = browser.new_context(
        viewport={"width": 375, "height": 900}, extra_http_headers=PROXY_HEADERS
    )
    context.route("**/designsystemet*.css", lambda route: route.abort())
    page = context.new_page()
    page.goto(site + path)
    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= 375
    context.close()
