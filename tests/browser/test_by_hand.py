"""What a person does with a keyboard, without scripts, and in a hurry."""

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import PROXY_HEADERS
from tests.browser.pages import PATHS

pytestmark = pytest.mark.browser

EXIT = "Lämna sidan snabbt"


def focused(page) -> str:
    return page.evaluate("document.activeElement.outerHTML")


def test_first_tab_is_the_skip_link_and_it_leads_to_the_content(open_page):
    page = open_page("/")
    page.keyboard.press("Tab")
    skip_link = page.locator(":focus")
    expect(skip_link).to_be_visible()
    expect(skip_link).to_be_in_viewport()
    page.keyboard.press("Enter")
    assert page.url.endswith("#innehall")
    page.keyboard.press("Tab")
    assert page.evaluate("document.querySelector('main').contains(document.activeElement)")


@pytest.mark.parametrize("path", ["/", "/lan/stockholm/", "/aktorer/"])
def test_every_link_and_field_is_reached_by_tab_and_shows_its_focus(open_page, path):
    page = open_page(path)
    reachable = page.evaluate(
        """[...document.querySelectorAll('a[href], button, input:not([type=hidden]), select')]
           .filter(element => element.offsetParent !== null || element.getClientRects().length)
           .length"""
    )
    seen = set()
    for _tab in range(reachable + 1):
        page.keyboard.press("Tab")
        marks = page.evaluate(
            """(() => {
                const element = document.activeElement, style = getComputedStyle(element);
                const all = [...document.querySelectorAll('*')];
                const ringed = style.outlineStyle !== 'none' && style.outlineWidth !== '0px';
                return [all.indexOf(element), ringed || style.boxShadow !== 'none',
                        element.tagName];
            })()"""
        )
        if marks[2] == "BODY":
            break
        assert marks[1], focused(page)
        seen.add(marks[0])
    assert len(seen) == reachable


def test_reader_without_scripts_finds_a_municipality_by_the_filter(open_page):
    page = open_page("/aktorer/", scripts=False)
    page.get_by_label("Namn").fill("österåker")
    page.locator("main form button").click()
    expect(page.get_by_role("main")).to_contain_text("Österåker")
    expect(page.get_by_role("main")).to_contain_text("En aktör")


def test_reader_comes_from_start_to_a_promise_in_three_clicks(open_page):
    page = open_page("/")
    page.get_by_role("table").get_by_role("link", name="Stockholm").first.click()
    page.get_by_role("link", name="Gryning").first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Gryning")
    expect(page.get_by_role("main")).to_contain_text("Uppföljning saknas")


@pytest.mark.parametrize("language", ["", "/en"])
@pytest.mark.parametrize("path", ["/hjalp/", "/strategier/ett-jamstallt-stockholm/"])
def test_sensitive_page_is_left_by_one_link_without_scripts(browser, site, path, language):
    context = browser.new_context(java_script_enabled=False, extra_http_headers=PROXY_HEADERS)
    page = context.new_page()
    page.goto(site + language + path)
    name = EXIT if not language else "Leave this page quickly"
    link = page.get_by_role("link", name=name).first
    expect(link).to_be_in_viewport()
    requests = []
    context.route(
        lambda url: not url.startswith(site),
        lambda route: (requests.append(route.request), route.fulfill(body="Väder")),
    )
    link.click()
    page.wait_for_load_state()
    assert not page.url.startswith(site)
    assert "referer" not in requests[0].all_headers()
    context.close()


def test_help_is_one_click_away_from_every_page(open_page):
    for path in PATHS:
        page = open_page(path)
        links = page.locator('header a[href="/hjalp/"]')
        expect(links.first).to_be_visible()


@pytest.mark.parametrize("path", ["/", "/lan/stockholm/"])
def test_paper_shows_the_content_and_no_menu(open_page, path):
    page = open_page(path)
    page.emulate_media(media="print")
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    expect(page.locator("header nav").first).to_be_hidden()
