"""Who asks to join the strategy of Exempel län, told so many days before it is loaded."""

import tomllib
from datetime import timedelta
from pathlib import Path
from typing import Any

from actors.models import Actor
from records.partial_dates import first_day
from strategies.choices import JoinState, PartyRole
from strategies.models import JoinAim, JoinRequest, Strategy
from website.cases.fields import flowing, public_id_for
from website.demo.days import morning, morning_of

JOINING = Path(__file__).parent / "joining.toml"
WORDS = ("state", "decision_kind", "registry_number", "office", "contact_address")

Told = dict[str, Any]


def load_joining() -> int:
    """Create the requests to join of Exempel län where it has none, and say how many. Sends no
    letter.

    A county in which somebody has asked is left wholly untouched.
    """
    if JoinRequest.objects.filter(strategy__county__is_example=True).exists():
        return 0
    rows = tomllib.loads(JOINING.read_text(encoding="utf-8"))["request"]
    for row in rows:
        ask(row)
    return len(rows)


def ask(row: Told) -> None:
    strategy = Strategy.objects.get(slug=row["strategy"])
    actor = Actor.objects.get(key=row["actor"])
    request = JoinRequest(
        public_id=public_id_for(f"join_request.{row['strategy']}.{row['actor']}"),
        strategy=strategy,
        actor=actor,
        is_declared=True,
        **{name: row[name] for name in WORDS},
    )
    if request.state == JoinState.ACCEPTED:
        be_party(request)
    else:
        request.created_at = request.sent_at = morning(row["days_ago"])
        request.decided_on = request.sent_at.date() - timedelta(days=7)
    request.full_clean()
    request.save()
    for aim in row["aim"]:
        goal = strategy.goals.get(slug=aim["goal"]) if "goal" in aim else None
        one = JoinAim(request=request, goal=goal, text=flowing(aim["text"]))
        one.full_clean()
        one.save()


def be_party(request: JoinRequest) -> None:
    """The party that the rows hold is what came of it, from the day of the decision."""
    party = request.strategy.parties.get(actor=request.actor, role=PartyRole.JOINED)
    request.party, request.decided_on = party, first_day(party.since)
    decided_at = morning_of(request.decided_on)
    request.created_at = request.sent_at = decided_at + timedelta(days=3)
    request.answered_at = decided_at + timedelta(days=13)
    request.answer_signed = f"Utvecklingsledare, {request.strategy.maintained_by.name_with_kind}"
