"""The report of a round on the screen and on paper, whatever words it holds."""

import pytest

from tests.browser.conftest import watch
from tests.browser.test_work_pages import OFFICER, places

pytestmark = pytest.mark.browser
# A fixture that is shared.
__all__ = ["places"]

ADDRESS = """
from pathlib import Path
from strategies.models import RoundReport
report = RoundReport.objects.public().get(round__strategy__title="Nationell strategi")
Path({target!r}).write_text(report.get_absolute_url())
"""
LONG_WORDS = """
document.querySelectorAll(".ruled tbody th > span").forEach(
  span => span.textContent = "våldsförebyggandesamverkan".repeat(5)
)
"""
HEADS = """
[...document.querySelectorAll(".ruled thead")].map(head => getComputedStyle(head).display)
"""
A4_WIDTH = 680


@pytest.fixture
def report(site_shell, tmp_path) -> str:
    target = tmp_path / "address"
    site_shell(ADDRESS.format(target=str(target)))
    return target.read_text()


@pytest.mark.parametrize("width", [1280, 800, 320])
def test_report_keeps_within_the_screen(open_page, report, width):
    page = open_page(report, width=width)
    page.evaluate(LONG_WORDS)
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_tables_are_tables_on_paper(open_page, report):
    page = open_page(report, width=A4_WIDTH)
    assert set(page.evaluate(HEADS)) == {"block"}
    page.emulate_media(media="print")
    assert set(page.evaluate(HEADS)) == {"table-header-group"}


def test_own_sheet_is_printed_on_one_a4(enter_as, site, faults, places):
    page = watch(enter_as(f"{OFFICER}@exempel.example"), site, faults)
    assert page.goto(f"/arbete/svara/{places['closed_request']}/rapport/blad/").status == 200
    paper = page.pdf(format="A4", margin=dict.fromkeys(("top", "right", "bottom", "left"), "15mm"))
    assert paper.count(b"/Type /Page\n") == 1
