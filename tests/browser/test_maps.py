"""The maps by hand: with the keyboard, with the pointer, on a narrow screen."""

import pytest

pytestmark = pytest.mark.browser

OPACITY = "one => getComputedStyle(one).opacity"
DRAWN = "one => { const box = one.getBoundingClientRect(); return box.width * box.height }"


@pytest.mark.parametrize("width", [1280, 320])
def test_each_county_is_drawn_within_the_screen(open_page, width):
    page = open_page("/", width=width)
    areas = page.query_selector_all(".outlines a > use")
    assert len(areas) == 21
    assert all(area.evaluate(DRAWN) > 50 for area in areas)
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_area_is_named_and_opened_with_the_keyboard(open_page):
    page = open_page("/lan/kalmar/")
    first = page.locator(".outlines a").first
    name, address = first.locator("text").first, first.get_attribute("href")
    assert name.evaluate(OPACITY) == "0"
    first.focus()
    page.keyboard.press("Tab")
    page.keyboard.press("Shift+Tab")
    assert name.evaluate(OPACITY) == "1"
    page.keyboard.press("Enter")
    page.wait_for_url(f"**{address}")


def test_area_is_named_and_opened_with_the_pointer(open_page):
    page = open_page("/")
    area = page.get_by_role("link", name="Jämtlands län").first
    area.locator("use").hover()
    assert area.locator("text").evaluate(OPACITY) == "1"
    area.locator("use").click()
    page.wait_for_url("**/lan/jamtland/")


def test_map_in_the_readers_own_colours_keeps_its_borders_and_marks(open_page):
    page = open_page("/")
    page.emulate_media(forced_colors="active")
    fills = {
        kind: page.locator(f".outlines a{kind} use").first.evaluate(
            "one => getComputedStyle(one).fill"
        )
        for kind in (".has", ":not(.has)")
    }
    assert fills[".has"] != fills[":not(.has)"]
