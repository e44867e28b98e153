"""Every page at work of Exempel län, as whoever uses it meets it: axe, and no sideways scroll."""

import json

import pytest

from tests.browser.conftest import watch
from tests.browser.test_accessibility import violations
from tests.site.addresses import STAFF, WORK

pytestmark = pytest.mark.browser

# The layout is the same in both languages; English words are looked at where there is least room.
LOOKED_AT = {"": [1280, 375], "/en": [375]}
NARROWEST = 320
PLACES = """
import json
from pathlib import Path
from actors.models import Actor, Membership
from django.utils import timezone
from coordination.models import (
    ActionPoint, AgencyDecision, Challenge, Decision, Invitee, Network, SeatProposal
)
from strategies.models import Contribution, JoinRequest, Stance, Strategy
agency = Actor.objects.get(key="exempel-myndigheten")
stance = Stance.objects.filter(actor=agency).get()
waiting = Contribution.objects.waiting().get(commitment__responsible=agency)
person = Membership.objects.get(actor=agency, user__email__startswith="uppgiftslamnare@")
home = Strategy.objects.get(slug="exempel-trygg-overallt")
network = Network.objects.get(slug="exempel-natverket-trygg-overallt")
seat = network.seats.filter(actor=agency).first()
proposal = seat.proposals.waiting().first() or SeatProposal.objects.create(
    seat=seat, proposed_by=person.user, office="Chefsjurist"
)
meeting = network.meetings.to_come().first()
at_it = dict(meeting=meeting, network=network, text="Vi samlar oss kring en mall")
decision, _is_new = Decision.objects.get_or_create(**at_it)
challenge, _is_new = Challenge.objects.get_or_create(**at_it)
point, _is_new = ActionPoint.objects.get_or_create(**at_it, defaults=dict(actor=agency))
row, _is_new = AgencyDecision.objects.get_or_create(decision=decision, actor=agency)
noted = network.meetings.past().first()
sent = dict(notes_state="sent", final_at=None)
sent |= dict(notes_sent_at=timezone.now(), comments_by=timezone.localdate())
# What was written at the next one is told to those it concerns, too.
network.meetings.filter(pk__in=[noted.pk, meeting.pk]).update(**sent)
asked, _is_new = JoinRequest.objects.get_or_create(
    strategy=Strategy.objects.get(slug="exempel-jamstalldhetsstrategi"),
    actor=agency,
    defaults=dict(
        decision_kind="delegated",
        decided_on=timezone.localdate(),
        registry_number="EXM 7",
        office="Staben",
        contact_address="kontakt@myndigheten.exempel.example",
        is_declared=True,
        state="asked_back",
        answer="Vem har beslutat?",
        sent_at=timezone.now(),
    ),
)
from actors.models import Document
from coordination.models import ItemDocument, ItemProposal
item = meeting.items.first()
document, _is_new = Document.objects.get_or_create(
    actor=network.maintained_by, title="Underlag", url="https://exempel.example/underlag"
)
ItemDocument.objects.get_or_create(meeting=meeting, item=item, document=document)
item_proposal, _is_new = ItemProposal.objects.get_or_create(
    network=network, title="Jourer", defaults=dict(text="Nytt stöd.", actor=agency)
)
invitee, _is_new = Invitee.objects.get_or_create(
    meeting=meeting, actor=agency, seat=None, defaults=dict(sent_at=timezone.now())
)
{rounds}
Path({target!r}).write_text(json.dumps(dict(
    slug=agency.slug,
    person=person.public_id,
    strategy=waiting.commitment.home.slug,
    commitment=waiting.commitment.public_id,
    contribution=waiting.public_id,
    report=stance.report.public_id,
    open_strategy=home.slug,
    asked=asked.public_id,
    joined=home.parties.get(actor__key="exempel-angbatsvik").public_id,
    round=opened.public_id,
    request=asked_now.public_id,
    given=asked_now.public_id,
    link=link.public_id,
    prepared=prepared.public_id,
    closed=closed.public_id,
    closed_request=closed.requests.get(actor=agency).public_id,
    unopened=opened.requests.get(actor=home.maintained_by).public_id,
    remark="finns-inte",
    network=network.slug,
    seat=seat.public_id,
    proposal=proposal.public_id,
    item=item.public_id,
    item_document=document.public_id,
    item_proposal=item_proposal.public_id,
    meeting=meeting.public_id,
    decision=decision.public_id,
    challenge=challenge.public_id,
    action_point=point.public_id,
    agency_decision=row.public_id,
    invitee=invitee.public_id,
    noted=noted.public_id,
    noted_item="finns-inte",
    comment="finns-inte",
)))
"""
# The county has an open round and a closed one; here a link leaves, and one is prepared.
ROUNDS = """
from actors.models import User
from datetime import timedelta
from strategies.services.rounds import begin_round, open_round, send_round_link
maintainer = User.objects.get(email="strategisamordnare@exempel.example")
officer = User.objects.get(email="uppgiftslamnare@exempel.example")
opened = home.rounds.running().first()
if opened is None:
    # Another test of the same process walked the open one to its end.
    begun = begin_round(strategy=home, by=maintainer)
    begun.due_on = timezone.localdate() + timedelta(days=42)
    begun.save()
    opened = open_round(round=begun, by=maintainer)
asked_now = opened.requests.get(actor=agency)
link = asked_now.links.first() or send_round_link(
    request=asked_now, name="Hanna Holm", office="Utredare",
    address="hanna@myndigheten.exempel.example", by=officer,
)
prepared = begin_round(
    strategy=Strategy.objects.get(slug="exempel-jamstalldhetsstrategi"), by=maintainer
)
closed = home.rounds.filter(report__published_at__isnull=False).earliest("closed_at")
"""
OFFICER = "uppgiftslamnare"
COORDINATOR = "organisationsansvarig"
MAINTAINER = "strategisamordnare"
# Whose pages they are; the others are looked at as the agency's coordinator.
WHOSE = {
    "my_work": OFFICER,
    "report": OFFICER,
    "report_print": OFFICER,
    "report_check": OFFICER,
    "report_receipt": OFFICER,
    "handover_history": OFFICER,
    "report_inbox": MAINTAINER,
    "work_report": MAINTAINER,
    "contribution": MAINTAINER,
    "contribution_inbox": MAINTAINER,
    "join_inbox": MAINTAINER,
    "new_period": MAINTAINER,
    "join_request": MAINTAINER,
    "leave_strategy": MAINTAINER,
    "notes": MAINTAINER,
    "rounds": MAINTAINER,
    "round": MAINTAINER,
    "round_prepare": MAINTAINER,
    "round_preview": MAINTAINER,
    "round_reminders": MAINTAINER,
    "round_request": MAINTAINER,
    "report_of_round": MAINTAINER,
    "request_telephone": MAINTAINER,
    "network_new": MAINTAINER,
    "network_change": MAINTAINER,
    "network_end": MAINTAINER,
    "network_secretariat": MAINTAINER,
    "seat_new": MAINTAINER,
    "seats_new": MAINTAINER,
    "seat": MAINTAINER,
    "seat_proposal": MAINTAINER,
    "agenda": MAINTAINER,
    "agenda_item": MAINTAINER,
    "agenda_attach": MAINTAINER,
    "agenda_document": MAINTAINER,
    "at_meeting": MAINTAINER,
    "at_meeting_decision": MAINTAINER,
    "at_meeting_challenge": MAINTAINER,
    "at_meeting_action_point": MAINTAINER,
    "work_decisions": MAINTAINER,
    "decision_new": MAINTAINER,
    "work_decision": MAINTAINER,
    "decision_change": MAINTAINER,
    "work_action_points": MAINTAINER,
    "action_point_new": MAINTAINER,
    "action_point_change": MAINTAINER,
    "challenge_new": MAINTAINER,
    "work_challenge": MAINTAINER,
    "meeting_invite": MAINTAINER,
    "meeting_plan": MAINTAINER,
    "reserve_dates": MAINTAINER,
    "reserved_letter": MAINTAINER,
    "meeting_change": MAINTAINER,
    "meeting_next": MAINTAINER,
    "meeting_cancel": MAINTAINER,
}
# Bringing in an organisation is a superuser's: test_people.py looks at it, and at what was kept.
ELSEWHERE = {"onboarding", "onboard", "onboarded", "kept_post"}
# Another maintainer is a superuser's to choose, in a form like that which ends a network.
ELSEWHERE |= {"network_hand_over"}
# As are the name and the end of an organisation.
ELSEWHERE |= {"actor_rename", "actor_end"}
PAGES = STAFF | {name: path for name, (path, is_page) in WORK.items() if is_page}
# What an organisation has begun to answer itself, nobody enters for it.
PAGES["request_telephone"] = PAGES["request_telephone"].replace("{request}", "{unopened}")


@pytest.fixture
def places(site_shell, tmp_path) -> dict[str, str]:
    target = tmp_path / "places"
    site_shell(PLACES.format(target=str(target), rounds=ROUNDS))
    return json.loads(target.read_text())


@pytest.mark.parametrize("email", [OFFICER, COORDINATOR, MAINTAINER])
def test_pages_at_work_are_for_everybody(enter_as, site, faults, places, email):
    page = watch(enter_as(f"{email}@exempel.example"), site, faults)
    names = [name for name in PAGES if WHOSE.get(name, COORDINATOR) == email]
    for name in sorted(set(names) - ELSEWHERE):
        for language, widths in LOOKED_AT.items():
            path = language + PAGES[name].format(**places)
            assert page.goto(path).status == 200, path
            for width in widths:
                page.set_viewport_size({"width": width, "height": 900})
                assert violations(page) == [], (path, width)
            page.set_viewport_size({"width": NARROWEST, "height": 900})
            assert page.evaluate("document.documentElement.scrollWidth") <= NARROWEST, path
