"""Someone who must not be seen here leaves at once, and the way back does not lead here."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import PROXY_HEADERS

pytestmark = pytest.mark.browser

PLACES = ["/hjalp/", "/hjalp/lamna-sidan/", "/strategier/ett-jamstallt-stockholm/"]
ELSEWHERE = "<title>Väder</title>Väder"


@pytest.fixture
def reader(browser, site):
    """A page of one who came by the start page; other hosts answer with the weather."""
    context = browser.new_context(extra_http_headers=PROXY_HEADERS)
    context.route(
        lambda url: not url.startswith(site),
        lambda route: route.fulfill(body=ELSEWHERE, content_type="text/html; charset=utf-8"),
    )
    page = context.new_page()
    page.goto(f"{site}/")
    yield page
    context.close()


def press(page: Page, *keys: str) -> None:
    for key in keys:
        page.keyboard.press(key)


def expect_away(page: Page, site: str) -> None:
    page.wait_for_url(lambda url: not url.startswith(site))
    expect(page.locator("body")).to_have_text("Väder")


@pytest.mark.parametrize("path", PLACES)
def test_shift_three_times_leaves_and_the_way_back_leads_past_the_page(reader, site, path):
    reader.goto(site + path)
    press(reader, "Shift", "Shift", "Shift")
    expect_away(reader, site)
    reader.go_back()
    assert reader.url == f"{site}/"


def test_button_leaves_and_the_way_back_leads_past_the_page(reader, site):
    reader.goto(f"{site}/hjalp/")
    reader.evaluate("scrollTo(0, document.body.scrollHeight)")
    button = reader.get_by_role("link", name="Lämna sidan snabbt")
    expect(button).to_be_in_viewport(ratio=1)
    button.click()
    expect_away(reader, site)
    reader.go_back()
    assert reader.url == f"{site}/"


def test_keyboard_reaches_the_button_as_the_second_link(reader, site):
    reader.goto(f"{site}/hjalp/")
    press(reader, "Tab", "Tab")
    expect(reader.get_by_role("link", name="Lämna sidan snabbt")).to_be_focused()
    press(reader, "Enter")
    expect_away(reader, site)


@pytest.mark.parametrize(
    "keys",
    [
        ("Shift", "Shift"),
        ("Shift+A", "Shift+B", "Shift+C"),
        ("Shift", "Shift", "a", "Shift"),
        ("Shift+Tab", "Shift+Tab", "Shift+Tab"),
    ],
)
def test_shift_as_when_one_writes_does_not_leave(reader, site, keys):
    reader.goto(f"{site}/hjalp/")
    press(reader, *keys)
    reader.wait_for_timeout(200)
    assert reader.url == f"{site}/hjalp/"
    expect(reader.get_by_role("heading", level=1)).to_be_visible()


def test_page_is_blank_while_the_other_one_is_fetched(reader, site):
    # The other host never answers.
    reader.context.unroute_all()
    reader.context.route(lambda url: not url.startswith(site), lambda route: None)
    reader.goto(f"{site}/hjalp/")
    press(reader, "Shift", "Shift")
    reader.evaluate("dispatchEvent(new KeyboardEvent('keydown', {key: 'Shift'}))")
    left = reader.evaluate(
        "(dispatchEvent(new KeyboardEvent('keyup', {key: 'Shift'})),"
        " document.body.childElementCount + document.title.length)"
    )
    assert left == 0


def test_leaving_keeps_nothing_in_the_browser(reader, site):
    reader.goto(f"{site}/hjalp/")
    press(reader, "Shift", "Shift")
    kept = reader.evaluate("[sessionStorage.length, localStorage.length, document.cookie]")
    assert kept == [0, 0, ""]
    press(reader, "Shift")
    expect_away(reader, site)
    assert reader.context.cookies() == []


def test_page_without_the_button_is_not_left_by_shift(reader, site):
    press(reader, "Shift", "Shift", "Shift")
    reader.wait_for_timeout(200)
    assert reader.url == f"{site}/"


def test_narrow_page_is_not_covered_at_its_end(reader, site):
    reader.set_viewport_size({"width": 320, "height": 480})
    reader.goto(f"{site}/hjalp/")
    reader.evaluate("scrollTo(0, document.documentElement.scrollHeight)")
    last = reader.locator("footer a").last.bounding_box()
    button = reader.get_by_role("link", name="Lämna sidan snabbt").bounding_box()
    assert last["y"] + last["height"] <= button["y"]
