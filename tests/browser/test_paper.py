"""What a board takes in hand: the pages of a county, a strategy and a commitment on paper."""

import re
import shutil
import subprocess

import pytest

pytestmark = pytest.mark.browser

ADDRESSES = """
from pathlib import Path
from strategies.models import Strategy
plan = Strategy.objects.public().filter(county__code="99", commitments__isnull=False).first()
commitment = plan.commitments.public().first()
Path({target!r}).write_text(plan.get_absolute_url() + " " + commitment.get_absolute_url())
"""
SHOWN = """
selector => [...document.querySelectorAll(selector)].filter(one => one.checkVisibility()).length
"""
# Ways to somewhere else, which paper does not lead.
OF_THE_SCREEN = ["nav", ".strip", ".quick-exit", ".site-footer", ".ds-skip-link", ".not-printed"]
CUT_NOWHERE = "one => getComputedStyle(one).breakInside"


@pytest.fixture
def pages_of_a_board(site_shell, tmp_path) -> list[str]:
    target = tmp_path / "addresses"
    site_shell(ADDRESSES.format(target=str(target)))
    own = ["/lan/exempel/", "/lan/stockholm/", *target.read_text().split()]
    return [*own, *(f"/en{path}" for path in own)]


def test_paper_holds_the_page_and_none_of_its_ways_out(open_page, pages_of_a_board):
    for path in pages_of_a_board:
        page = open_page(path)
        assert not page.is_visible(".printed-from"), path
        page.emulate_media(media="print")
        for selector in OF_THE_SCREEN:
            assert page.evaluate(SHOWN, selector) == 0, (path, selector)
        for selector in ("h1", ".site-name .mark", ".provenance h2", ".printed-from"):
            assert page.is_visible(selector), (path, selector)
        assert page.inner_text(".printed-from").endswith(f"https://samordna.example{path}")


def test_rows_are_whole_and_heads_come_again_on_the_next_page(open_page):
    page = open_page("/lan/exempel/")
    page.emulate_media(media="print")
    rows = page.query_selector_all("tr, .rows > li, .goals > li")
    assert len(rows) > 30
    assert {row.evaluate(CUT_NOWHERE) for row in rows} == {"avoid"}
    heads = page.query_selector_all("thead")
    assert {head.evaluate("one => getComputedStyle(one).display") for head in heads} == {
        "table-header-group"
    }
    # A grade's shape is drawn as background, which browsers leave out unless asked.
    grades = page.query_selector_all(".grade")
    assert {one.evaluate("one => getComputedStyle(one).printColorAdjust") for one in grades} == {
        "exact"
    }


def test_paper_is_a4_of_few_pages_with_its_title(open_page, pages_of_a_board, tmp_path):
    for path in pages_of_a_board:
        page = open_page(path)
        file = tmp_path / "paper.pdf"
        paper = page.pdf(path=str(file), format="A4", prefer_css_page_size=True)
        assert 1 <= paper.count(b"/Type /Page\n") <= 8, path
        if shutil.which("pdftotext"):
            text = subprocess.run(
                ["pdftotext", str(file), "-"], capture_output=True, text=True, check=True
            ).stdout
            words = " ".join(text.split())
            assert page.inner_text("h1") in words, path
            assert re.search(r"\b1 \(\d\)", words), path
            assert "112" not in words, path
