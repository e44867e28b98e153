"""A meeting in Exempel län from the first click to the next agenda: the secretary plans, invites
and writes down what is decided; those who are invited answer by the link in the letter."""

import json
from datetime import timedelta
from urllib.parse import urljoin

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from records.public_forms import LEAST_SECONDS
from tests.browser.hand import Hand, button, is_told, link

pytestmark = pytest.mark.browser

TITLE = "Möte om samtyckesbladet"
NETWORK = "Nätverket Trygg överallt"
MOST_CLICKS, FEWEST_INVITED = 25, 20
POINT = "Pröva bladet med en kommun till"

# Twenty organisations meet: each of some invented municipalities is given a seat for an office.
SEATS = """
from actors.models import Actor
from coordination.models import Network, Seat
network = Network.objects.get(slug="exempel-natverket-trygg-overallt")
seated = set(network.seats.values_list("actor", flat=True))
free = Actor.objects.filter(is_example=True, kind="municipality").exclude(pk__in=seated)
for place, actor in enumerate(free[:14]):
    if not actor.function_mailbox:
        actor.function_mailbox = f"brev-{{place}}@kommunen.exempel.example"
        actor.save()
    Seat.objects.create(network=network, role="representative", actor=actor, office="socialchef")
"""
LETTERS = """
import json, re
from pathlib import Path
from records.models import OutgoingMail
rows = [
    dict(
        to=one.to,
        method=one.calendar_method,
        attendees=re.findall("ATTENDEE", one.calendar),
        uid=re.search("UID:([^\\s]+)", one.calendar).group(1),
        sequence=re.search("SEQUENCE:([0-9]+)", one.calendar).group(1),
        link=(re.search(r"/svar/[^/\\s]+/", one.text) or [""])[0],
    )
    for one in OutgoingMail.objects.exclude(calendar="").order_by("pk")
]
Path({target!r}).write_text(json.dumps(rows))
"""


def plan(page: Page, hand: Hand) -> None:
    start = timezone.localtime() + timedelta(days=40)
    hand.press(link(page, NETWORK))
    hand.press(link(page, "Planera ett möte"))
    hand.write(page.get_by_label("Rubrik"), TITLE)
    hand.write(page.get_by_label("Börjar"), f"{start:%Y-%m-%d}T09:00")
    hand.write(page.get_by_label("Slutar"), f"{start:%Y-%m-%d}T11:30")
    hand.press(button(page, "Planera mötet"))
    expect(page.get_by_role("heading", level=1)).to_have_text(TITLE)


def invite(page: Page, hand: Hand) -> None:
    hand.press(link(page, "Bjud in"))
    hand.press(button(page, "Skicka"))
    is_told(page, "Inbjudan")


def answer(page: Page) -> None:
    """Without an account, by the link alone."""
    is_told(page, TITLE)
    page.get_by_label("Vem kommer i stället?").fill("Verksamhetschefen")
    page.wait_for_timeout(LEAST_SECONDS * 1000)
    button(page, "Skickar ersättare").click()
    is_told(page, "Tack. Ditt svar: Skickar ersättare (Verksamhetschefen)")


def test_secretary_plans_invites_and_records_and_the_next_agenda_shows_what_is_open(
    person, stranger, told, site, site_shell
):
    site_shell(SEATS)
    hand, page = Hand(), person("strategisamordnare")
    page.goto("/arbete/natverk/")
    plan(page, hand)
    meeting = page.url
    invite(page, hand)
    assert hand.clicks <= MOST_CLICKS, hand.clicks
    letters = json.loads(told(LETTERS))
    assert len(letters) >= FEWEST_INVITED
    assert {(one["method"], one["sequence"]) for one in letters} == {("REQUEST", "0")}
    assert len({one["uid"] for one in letters}) == 1
    assert all(len(one["attendees"]) == 1 for one in letters)
    answer(stranger(letters[-1]["link"]))
    page.goto(meeting)
    is_told(page, "Verksamhetschefen")
    record_and_look_ahead(page, meeting)


def record_and_look_ahead(page: Page, meeting: str) -> None:
    page.goto(urljoin(meeting, "pagar/"))
    new = page.locator("details").filter(has_text="Ny åtgärdspunkt").last
    new.locator("summary").click()
    new.get_by_label("Vad ska göras?").fill(POINT)
    new.get_by_label("Vem gör det?").fill("Exempelverket")
    new.get_by_role("button", name="Spara").click()
    is_told(page, POINT)
    page.goto("/arbete/natverk/exempel-natverket-trygg-overallt/")
    link(page, "Nätverksmöte om kunskapsdagen").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Nätverksmöte om kunskapsdagen")
    for text in (POINT, "Fråga de två kommunerna vilket stöd de behöver med rutinerna"):
        is_told(page, text)
