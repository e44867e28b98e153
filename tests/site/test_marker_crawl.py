"""What is private is planted with a marker word, and every public address is searched for it."""

import json
import re
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from actors.choices import DocumentAudience
from actors.models import Actor, Membership, User
from coordination.choices import Audience
from coordination.models import AgendaItem
from records.services import withdraw
from strategies.answers import frozen
from strategies.choices import ContributionState, Grade, JoinState, Publishing
from strategies.models import (
    Contribution,
    FactRemark,
    HiddenAnswer,
    JoinRequest,
    ProgressReport,
    RequestItem,
    RequestVersion,
    RoundQuestion,
    RoundReport,
    RoundReportVersion,
    Strategy,
)
from strategies.round_reports.typesetting import inputs_of
from strategies.services import ask_for_completion, hide_report, receive_report, state_stance
from tests import builders as make
from tests.people import superuser
from tests.site.addresses import public_addresses
from website.services import tell_of_fault

pytestmark = pytest.mark.once

MARKER = "Smygmarkör"
# What one organisation counted of people.
SMALL_COUNT = 7_654_321
MOST_PAGES = 2_000
WORDS = ("done", "results", "obstacles", "next_step", "evidence", "reason")


@pytest.fixture
def private(world):
    """One of each private thing, tied to public ones by every tie that a page follows.

    Returns the addresses of its own that some of them would have.
    """
    later = timezone.now() + timedelta(days=1)
    unpublished = make.strategy(
        title=MARKER, vision=MARKER, purpose=MARKER, published_at=None, reading=MARKER
    )
    ahead = make.strategy(title=MARKER, published_at=later)
    withdrawn = make.strategy(title=MARKER)
    withdraw(record=withdrawn)
    private_strategies = [unpublished, ahead, withdrawn]
    hidden = [*private_strategies]
    for strategy in private_strategies:
        source = make.source(title=MARKER)
        strategy.sources.add(source)
        hidden.append(make.plan(strategy, title=MARKER))
        goal = make.goal(strategy, text=MARKER, reading=MARKER)
        commitment = make.commitment(strategy, title=MARKER, part_of=world.commitment)
        commitment.contributors.add(world.board)
        hidden += [goal, commitment]
        make.contribution(commitment, strategy, goal=goal)
        make.party(strategy, world.board, named_as=MARKER)
        make.passage(strategy, heading=MARKER, text=MARKER)
        make.milestone(strategy, text=MARKER)
        world.goal.contributes_to.add(goal)
        goal.contributes_to.add(world.goal)
        world.strategy.implements.add(strategy)
        world.strategy.replaces.add(strategy)
        make.contribution(world.commitment, strategy, goal=goal)
        make.contribution(commitment, world.strategy, goal=world.goal)
    Contribution.objects.update(state=ContributionState.ACCEPTED)
    hidden.append(make.goal(world.strategy, text=MARKER, published_at=None))
    hidden.append(make.goal(world.strategy, text=MARKER, parent=world.goal, published_at=later))
    draft = make.commitment(world.strategy, title=MARKER, description=MARKER, published_at=None)
    make.milestone(draft, text=MARKER)
    hidden.append(draft)
    middle, lowest = make.plan(world.strategy, title=MARKER), make.plan(world.strategy)
    withdraw(record=middle)
    Strategy.objects.filter(pk=lowest.pk).update(under=middle, title=MARKER)
    hidden.append(lowest)
    for place in (world.strategy, world.county):
        passage = make.passage(place, heading=MARKER, published_at=None, reading=MARKER)
        passage.sources.add(make.source(title=MARKER))
    for state in (
        {"audience": DocumentAudience.MEMBERS},
        {"published_at": None},
        {"published_at": later},
    ):
        document = make.document(
            MARKER.encode(), title=MARKER, text_summary=MARKER, registry_number=MARKER, **state
        )
        world.strategy.documents.add(document)
        hidden.append(document)
    document = make.document(MARKER.encode(), title=MARKER)
    withdraw(record=document)
    world.strategy.documents.add(document)
    hidden.append(document)
    plant_stances(world)
    plant_join_requests(world)
    plant_round_report(world)
    hidden += plant_networks(world)
    person = User.objects.create_user("m@samordna.example", name=MARKER, protected=True)
    Membership.objects.create(user=person, actor=world.board, role="coordinator")
    private_reports(world, by=person)
    Membership.objects.filter(user=person).update(office=MARKER)
    plant_message(world)
    make.notice(world.county, text=MARKER, published_at=None)
    make.notice(world.county, text=MARKER, withdrawn_at=timezone.now())
    make.notice(text=MARKER, published_at=timezone.now() + timedelta(days=1))
    make.news(title=MARKER, county=world.county, published_at=None)
    make.news(title=MARKER, strategy=make.strategy(published_at=None))
    make.news(title=MARKER, network=make.network(published_at=None))
    municipality = world.county.actors.municipalities().first()
    make.local_help(municipality, name=MARKER, text=MARKER, published_at=None)
    return [record.get_absolute_url() for record in hidden]


def plant_message(world) -> None:
    """What somebody told of a fault; and where the registrar is of whom no list names."""
    tell_of_fault(text=MARKER, page=MARKER, email="smygmarkör@example.se", language="sv")
    for name, fields in (("invented", {"is_example": True}), ("gone", {"valid_to": "2020-01-01"})):
        hidden = make.organisation(f"{MARKER} {name}", **fields)
        Actor.objects.filter(pk=hidden.pk).update(registry_mailbox="smygmarkör@example.se")


def marked(**fields):
    return make.document(title=MARKER, text_summary=MARKER, published_at=None, **fields)


def plant_networks(world) -> list:
    """Networks and meetings that are not public; and of those that are, what is for their own."""
    later = timezone.now() + timedelta(days=1)
    person = User.objects.create_user("s@samordna.example", name=MARKER)
    # For all, of an item that is not; and of an item for all, but not readable for all.
    hidden_item = make.agenda_item(world.meeting, title=MARKER, audience=Audience.MEMBERS)
    make.item_document(hidden_item, document=marked())
    own = marked(audience=DocumentAudience.MEMBERS)
    make.item_document(make.agenda_item(world.meeting), document=own)
    make.item_proposal(world.network, title=MARKER, text=MARKER, answer=MARKER)
    make.seat(world.network, person=person, actor=world.board)
    make.seat(world.network, office=MARKER, until=timezone.localdate() - timedelta(days=1))
    plant_invitees(world.meeting, person)
    words = {"place": MARKER, "joining_link": f"https://möte.example/{MARKER}"}
    type(world.meeting).objects.filter(pk=world.meeting.pk).update(**words)
    world_decision = world.network.decisions.get()
    for audience in (Audience.MEMBERS, Audience.AT_MEETING):
        make.agenda_item(world.meeting, title=MARKER, text=MARKER, audience=audience)
        make.item_document(make.agenda_item(world.meeting), document=marked(), audience=audience)
        make.attendance(world.meeting, make.organisation(f"{MARKER} {audience}"), audience=audience)
        for of in (world.network, world.meeting):
            make.challenge(of, text=MARKER, answer=MARKER, audience=audience)
        make.decision(world.network, text=MARKER, audience=audience)
        make.decision(world.network, text=MARKER, audience=audience, replaces=world_decision)
        make.decision(world.meeting, text=MARKER, audience=audience)
    make.decision(world.meeting, text=MARKER)  # Its notes are a draft.
    make.action_point(world.network, text=MARKER, done=MARKER, closed_at=timezone.now())
    Actor.objects.filter(name__startswith=MARKER).update(valid_to="2020-01-01")
    plant_notes(world)
    drafts = [
        make.network(title=MARKER, purpose=MARKER, slug=f"smyg-{place}", published_at=published_at)
        for place, published_at in enumerate((None, later))
    ]
    withdrawn = make.network(title=MARKER, slug="smyg-avpublicerat")
    withdraw(record=withdrawn)
    hidden = [*drafts, withdrawn]
    for network in (*drafts, withdrawn):
        group = make.network(title=MARKER, parent=network, slug=f"grupp-{network.slug}")
        meeting = make.meeting(network, title=MARKER)
        hidden += [group, meeting]
        for each in (network, group):
            each.strategies.add(world.strategy)
            make.seat(each, office=MARKER)
        meeting.strategies.add(world.strategy)
        make.agenda_item(meeting, title=MARKER)
        make.decision(network, text=MARKER)
        make.decision(meeting, text=MARKER)
        for tie in ({"meeting": meeting}, {}):
            challenge = make.challenge(network, text=MARKER, **tie)
            challenge.goals.add(world.goal)
            challenge.commitments.add(world.commitment)
        # Raised at a hidden meeting, or by a hidden network at a public one.
        make.challenge(world.network, text=MARKER, meeting=meeting)
        make.challenge(network, text=MARKER, meeting=world.meeting)
    hidden += [
        make.network(title=MARKER, parent=world.network, published_at=None),
        make.meeting(world.network, title=MARKER, published_at=None),
        make.meeting(world.board, title=MARKER, published_at=later),
    ]
    private_strategy = make.strategy(title=MARKER, published_at=None)
    for row in (world.network, world.meeting):
        row.strategies.add(private_strategy)
    shown = world.network.challenges.filter(audience=Audience.PUBLIC).first()
    shown.goals.add(make.goal(private_strategy, text=MARKER))
    shown.commitments.add(make.commitment(world.strategy, title=MARKER, published_at=None))
    return hidden


def plant_invitees(meeting, person: User) -> None:
    """Who is invited to a public meeting, what they were told, and what they answered."""
    said = {"office": MARKER, "substitute": MARKER, "remark": MARKER, "answer": "substitute"}
    make.invitee(meeting, person=person, **said)
    guest = make.invitee(meeting, actor=make.organisation(f"{MARKER} gäst"), **said)
    type(guest).objects.filter(pk=guest.pk).update(address="smygmarkör@example.se")
    type(meeting).objects.filter(pk=meeting.pk).update(
        invited_at=timezone.now(), told={"title": MARKER, "place": MARKER}
    )


def plant_notes(world) -> None:
    """What is written down at a meeting that is public: while it is a draft or out for comments,
    and when it stands but is not for all. What is said of it, and what somebody is to do, is never
    for all."""
    final = {"notes_state": "final", "final_at": timezone.now()}
    for state in ({}, {"notes_state": "sent", "comments_by": timezone.localdate()}, final):
        meeting = make.meeting(world.network)
        audience = Audience.MEMBERS if state == final else Audience.PUBLIC
        item = make.agenda_item(meeting, title="Nuläget", notes=MARKER, audience=audience)
        AgendaItem.objects.filter(pk=item.pk, audience=Audience.MEMBERS).update(title=MARKER)
        make.decision(meeting, item=item, text=MARKER, audience=audience)
        noted = {"network": world.network, "is_noted": True, "audience": audience}
        make.challenge(meeting, item=item, text=MARKER, **noted)
        make.action_point(meeting, item=item, text=MARKER)
        for whose in (Audience.MEMBERS, Audience.AT_MEETING):
            make.challenge(meeting, item=item, text=MARKER, answer=MARKER, audience=whose)
        make.notes_comment(meeting, item=item, text=MARKER, office=MARKER)
        make.notes_paper(meeting, content=MARKER.encode())
        type(meeting).objects.filter(pk=meeting.pk).update(**({"correction": MARKER} | state))


def private_reports(world, *, by: User) -> None:
    """Of public commitments: a draft, a submitted report, one that is given back, one that is
    received and not published, one that is hidden, and a public one whose first version was
    another."""
    later = make.strategy(report_publishing=Publishing.LATER)
    words = dict.fromkeys(WORDS, MARKER) | {"grade": Grade.STARTED}
    steps = ["draft", "submitted", "returned", "unpublished", "hidden", "completed"]
    for step in steps:
        commitment = make.commitment(later if step == "unpublished" else world.strategy)
        report = make.draft_report(commitment, by=by, **words)
        if step != "draft":
            make.submitted(report, by=by)
        if step in ("returned", "completed"):
            ask_for_completion(report=report, seen=1, reason=MARKER, by=by)
        if step in ("unpublished", "hidden"):
            receive_report(report=report, seen=1, by=by, comment=MARKER)
        if step == "hidden":
            hide_report(report=report, by=by)
        if step == "completed":
            report = make.draft_report(commitment, by=by, **dict.fromkeys(WORDS, "Kompletterat."))
            make.submitted(report, by=by)
            receive_report(report=report, seen=2, by=by)
            ProgressReport.objects.filter(pk=report.pk).update(done=MARKER)


def plant_stances(world) -> None:
    """Dissent from a report that is public, taken back since; and from one that is not yet."""
    samira = superuser()
    contributor = make.organisation("Medverkande")
    world.commitment.contributors.add(contributor)
    for is_received in (True, False):
        report = make.draft_report(world.commitment, by=samira)
        report = make.submitted(report, by=samira).report
        said = {"report": report, "actor": contributor, "by": samira}
        state_stance(agrees=False, sentence=MARKER, **said)
        if is_received:
            state_stance(agrees=True, **said)
            receive_report(report=report, seen=1, by=samira)


def plant_join_requests(world) -> None:
    """In each state: of those who were accepted only the aims are told."""
    for state in JoinState:
        actor = make.organisation(f"Ansökande {state}")
        words = {"office": MARKER, "registry_number": MARKER, "confirmed_by_name": MARKER,
                 "contact_address": "smygmarkör@example.se", "answer": MARKER}  # fmt: skip
        if state == JoinState.ACCEPTED:
            make.joined(world.strategy, actor, "Ett eget mål.")
            JoinRequest.objects.filter(actor=actor).update(**words)
            continue
        sent_at = None if state == JoinState.UNCONFIRMED else timezone.now()
        request = make.join_request(
            world.strategy, actor, state=state, sent_at=sent_at, answer="Varför?"
        )
        request.aims.create(text=MARKER)
        JoinRequest.objects.filter(pk=request.pk).update(**words)
    hidden = make.goal(world.strategy, text=MARKER, slug="smyg", published_at=None)
    JoinRequest.objects.get(state=JoinState.ACCEPTED).aims.create(text="Annat.", goal=hidden)


def plant_round_report(world) -> None:
    """A published report of a round in which one abstained by a text that is hidden, in which
    numbers of people were few, and that asked about a commitment that is not public and about one
    whose report is not. Beside it what was said of its draft, and an unpublished report."""
    round, samira = make.closed_round(world.strategy), superuser()
    people = {"kind": "number", "about_people": True, "text": "Hur många?", "why": "För att veta."}
    question = make.saved(RoundQuestion, people | {"round": round}, {})
    request = round.requests.get()
    draft = make.commitment(world.strategy, title=MARKER, published_at=None)
    shown = make.commitment(world.strategy, title="Visas")
    report = make.draft_report(shown, by=samira, **dict.fromkeys(WORDS, MARKER))
    report = make.submitted(report, by=samira).report
    for commitment in (draft, shown):
        about = {"commitment": commitment, "report": report if commitment == shown else None}
        RequestItem.objects.create(request=request, **about)
    said = frozen([question], {question.public_id: SMALL_COUNT})
    abstains = {"answer": "abstains", "explanation": MARKER, "answers": said, "number": 1}
    office = {"office": MARKER, "organisation": MARKER, "submitted_at": timezone.now()}
    RequestVersion.objects.create(request=request, **abstains, **office)
    now = timezone.now()
    HiddenAnswer.objects.create(request=request, reason=MARKER, signed=MARKER, hidden_at=now)
    published = make.round_report(world.strategy, round=round)
    RoundReport.objects.filter(pk=published.pk).update(
        draft={"text": MARKER}, drafted_at=now, fact_check_until=now.date()
    )
    remark = {"report": published, "request": request, "text": MARKER, "answer": MARKER}
    FactRemark.objects.create(
        **remark, organisation=MARKER, office=MARKER, said_at=now, answered_at=now
    )
    other = make.strategy()
    unpublished = make.round_report(other, round=make.closed_round(other))
    RoundReport.objects.filter(pk=unpublished.pk).update(published_at=None)
    type(unpublished.round).objects.filter(pk=unpublished.round_id).update(title=MARKER)


def words_in(response, address: str) -> str:
    """What an answer says; of a PDF, what it was set from."""
    content = response.getvalue()
    if response.headers["Content-Type"] != "application/pdf":
        return content.decode()
    slug = address.removeprefix("/en").split("/")[2]
    version = RoundReportVersion.objects.get(report__slug=slug)
    assert content.startswith(b"%PDF")
    return json.dumps(inputs_of(version), ensure_ascii=False)


def addresses_in(html: str, at: str) -> set[str]:
    """Where the page's links lead within the site, queries kept, the admin left out."""
    found = set()
    for link in re.findall(r'href="([^"#]*)', html):
        address = link.replace("&amp;", "&")
        if address.startswith("?"):
            address = at.split("?")[0] + address
        if address.startswith("/") and not address.startswith(("/static/", "/admin/")):
            found.add(address)
    return found


def test_private_things_have_no_public_address(private):
    client = Client()
    for address in private:
        assert client.get(address).status_code == 404, address
        assert client.get(f"/en{address}").status_code == 404, address


def test_private_things_are_not_found_by_any_filter(world, private):
    client = Client()
    lists = ("/strategier/", "/uppdrag/", "/program/", "/ataganden/", "/natverk/", "/moten/")
    for path in (*lists, "/aktorer/", "/sok/", "/en/sok/"):
        html = client.get(path, {"sok": MARKER}).text
        assert html.count(MARKER) == html.count(f'value="{MARKER}"'), path
    for slug in (address.split("/")[2] for address in private):
        assert MARKER not in client.get("/ataganden/", {"strategi": slug}).text
    for name in ("aktor", "medverkar"):
        response = client.get("/ataganden/", {name: world.board.slug})
        assert response.status_code == 200
        assert MARKER not in response.text


def test_marker_is_nowhere_on_a_crawl_of_all_public_pages(world, private):
    client = Client()
    waiting = {address.path for address in public_addresses(world)}
    waiting |= {f"/en{path}" for path in waiting}
    seen = set()
    while waiting and len(seen) < MOST_PAGES:
        address = waiting.pop()
        seen.add(address)
        response = client.get(address)
        assert response.status_code in (200, 302), address
        if response.status_code == 302:
            continue
        content = words_in(response, address)
        assert MARKER.casefold() not in content.casefold(), address
        assert str(SMALL_COUNT) not in content, address
        waiting |= addresses_in(content, address) - seen
    assert {"pdf", "csv", "json", "ics", "atom"} <= {
        path.split("?")[0].rsplit(".")[-1] for path in seen
    }
    assert not waiting, "The crawl grew past its bound; does a page link without end?"
    assert len(seen) > len(public_addresses(world)) * 2


def test_marker_shows_when_its_owner_publishes_it(world, private):
    """The crawl can fail: the same marker, made public, is seen."""
    make.passage(world.county, heading=MARKER)
    assert MARKER in Client().get(world.county.get_absolute_url()).text
    assert f"<mark>{MARKER}</mark>" in Client().get("/sok/", {"sok": MARKER}).text
