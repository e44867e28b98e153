"""An editor enters a whole strategy: six parties, five goals and ten commitments."""

import json

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.hand import Hand

pytestmark = pytest.mark.browser

MOST_CLICKS = 60
PARTIES = ["Exempelköping", "Ångbåtsvik", "Exempelmyndigheten", "Exempelverket",
           "Region Exempel", "Exempel läns jourförbund"]  # fmt: skip
MADE = """
import json
from pathlib import Path
from strategies.models import Strategy
made = Strategy.objects.get(title="Trygg hemma")
Path({target!r}).write_text(json.dumps(dict(
    county=made.county.code,
    maintained_by=made.maintained_by.name,
    parties=sorted(made.parties.values_list("role", flat=True)),
    goals=made.goals.count(),
    commitments=sorted(made.commitments.values_list("kind", flat=True)),
    public=made.published_at is not None,
)))
"""


def pick(hand: Hand, page: Page, cell: Locator, name: str) -> None:
    """Open the list of a search, type, and choose what it found."""
    hand.press(cell.locator(".select2-selection"))
    page.locator(".select2-search__field").last.fill(name)
    hand.press(page.locator(".select2-results__option", has_text=name).first)


def test_whole_strategy_is_entered_in_few_clicks(enter_as, told):
    page, hand = enter_as("strategisamordnare@exempel.example"), Hand()
    page.set_default_timeout(15_000)
    page.goto("/admin/strategies/strategy/add/")
    hand.write(page.locator("#id_title"), "Trygg hemma")
    page.keyboard.press("Tab")
    page.locator("#id_slug").fill("trygg-hemma")
    for place, name in enumerate(PARTIES):
        pick(hand, page, page.locator(f"#parties-{place} .field-actor"), name)
    for place in range(5):
        hand.write(page.locator(f"#id_goals-{place}-text"), f"Mål {place + 1}")
    for place in range(10):
        hand.write(page.locator(f"#id_commitments-{place}-title"), f"Åtagande {place + 1}")
        cell = page.locator(f"#commitments-{place} .field-responsible")
        pick(hand, page, cell, PARTIES[place % len(PARTIES)])
    hand.press(page.locator("[name=_save]").last)
    expect(page.locator(".messagelist")).to_contain_text("Trygg hemma")
    assert hand.clicks <= MOST_CLICKS
    assert json.loads(told(MADE)) == {
        "county": "99",
        "maintained_by": "Länsstyrelsen i Exempel län",
        "parties": ["stands_behind"] * 6,
        "goals": 5,
        "commitments": ["commitment"] * 10,
        "public": False,
    }
