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
from strategies.models import Contribution, JoinRequest, Stance, Strategy
agency = Actor.objects.get(key="exempel-myndigheten")
stance = Stance.objects.filter(actor=agency).get()
waiting = Contribution.objects.waiting().get(commitment__responsible=agency)
person = Membership.objects.get(actor=agency, user__email__startswith="uppgiftslamnare@")
home = Strategy.objects.get(slug="exempel-trygg-overallt")
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
    closed_request=closed.requests.get().public_id,
    remark="finns-inte",
)))
"""
# A round of each kind, each in a strategy of its own: with every kind of question, with answers and
# notes in the open one, and a published report of the closed one.
ROUNDS = """
from actors.models import User
from strategies.services.rounds import (
    begin_round, note_help, open_round, save_answers, send_round_link, submit_request,
)
from tests import builders as make
maintainer = User.objects.get(email="strategisamordnare@exempel.example")
officer = User.objects.get(email="uppgiftslamnare@exempel.example")
questions = [
    dict(text="Har ni en handlingsplan mot våld i nära relationer?"),
    dict(text="Vilket slag av plan?", kind="choice", options="Egen\\nGemensam med andra"),
    dict(text="Hur många utbildningar har ni hållit?", kind="number"),
    dict(text="Hur många deltog?", kind="number_by_sex", about_people=True),
    dict(text="Vad behöver ni av länet?", kind="text"),
]
opened = home.rounds.opened().first() or open_round(
    round=make.round_of(home, by=maintainer, questions=questions), by=maintainer
)
asked_now = opened.requests.get(actor=agency)
link = asked_now.links.first() or send_round_link(
    request=asked_now, name="Hanna Holm", office="Utredare",
    address="hanna@myndigheten.exempel.example", by=officer,
)
board = opened.requests.get(actor=home.maintained_by)
if not board.answer:
    submit_request(request=board, answer="not_concerned", seen=board.version, by=maintainer)
    note_help(request=asked_now, kind="call", done_on=timezone.localdate(),
              text="De väntar på nämnden.", by=maintainer)
prepared = begin_round(
    strategy=Strategy.objects.get(slug="exempel-jamstalldhetsstrategi"), by=maintainer
)
plan = home.plans.first()
closed = plan.rounds.first() or make.closed_round(plan, asked=agency)
if not hasattr(closed, "report"):
    make.round_report(plan, round=closed)
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
    "join_request": MAINTAINER,
    "leave_strategy": MAINTAINER,
    "rounds": MAINTAINER,
    "round": MAINTAINER,
    "round_prepare": MAINTAINER,
    "round_preview": MAINTAINER,
    "round_reminders": MAINTAINER,
    "round_request": MAINTAINER,
    "report_of_round": MAINTAINER,
    # Nothing is written there yet by the organisation itself, so it may be entered.
    "request_telephone": MAINTAINER,
}
# Bringing in an organisation is a superuser's: test_people.py looks at it, and at what was kept.
ELSEWHERE = {"onboarding", "onboard", "onboarded", "kept_post"}
PAGES = STAFF | {name: path for name, (path, is_page) in WORK.items() if is_page}


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
