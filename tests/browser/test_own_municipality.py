"""A reader finds what their municipality has promised in at most three clicks."""

import json

import pytest
from playwright.sync_api import expect

from tests.browser.hand import Hand

pytestmark = pytest.mark.browser

MOST_CLICKS = 3
# The one municipality of the tests' world that has promised something: by its name and its address.
PROMISED = """
import json
from pathlib import Path
from actors.models import Actor
from strategies.models import Commitment
own = Commitment.objects.public().filter(responsible__kind="municipality")
row = own.filter(responsible__is_example=False).select_related("responsible").first()
Path({target!r}).write_text(json.dumps(dict(
    name=row.responsible.name, address=row.responsible.get_absolute_url(), title=row.title,
)))
"""


@pytest.mark.parametrize("scripts", [True, False])
def test_promises_of_a_municipality_are_three_clicks_away(open_page, told, scripts):
    promised = json.loads(told(PROMISED))
    page, hand = open_page("/", scripts=scripts), Hand()
    field = page.get_by_label("Din kommun eller ort").last
    hand.write(field, promised["name"])
    if scripts:
        expect(page.locator("#orter option")).to_have_count(21 + 290)
    hand.press(field.locator("xpath=ancestor::form").get_by_role("button"))
    page.wait_for_url(f"**{promised['address']}")
    expect(page.get_by_role("main")).to_contain_text(promised["title"])
    assert hand.clicks <= MOST_CLICKS
