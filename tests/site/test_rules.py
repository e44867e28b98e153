"""A rule for lists and its rule for one object say the same, of every row and every person."""

from datetime import timedelta
from itertools import cycle, product

import pytest
from django.db import connection
from django.utils import timezone

from actors.access import NOBODY, access_of
from actors.choices import DocumentAudience
from actors.models import Document, Membership
from actors.rules import can_edit_document, can_read_document
from coordination.choices import Audience, NotesState, SeatRole
from coordination.models import (
    ActionPoint,
    AgencyDecision,
    AgendaItem,
    Attendance,
    Challenge,
    Decision,
    Invitee,
    ItemDocument,
    ItemProposal,
    Meeting,
    Network,
    NotesComment,
    Seat,
    SeatProposal,
)
from coordination.rules import challenges, deciding, documents, meetings, networks, seats
from records.services import withdraw
from strategies.choices import CommitmentKind, ContributionState, JoinState, PartyRole
from strategies.models import (
    Commitment,
    Contribution,
    EndMove,
    FollowUpRound,
    Goal,
    JoinRequest,
    Milestone,
    Party,
    Passage,
    ProgressReport,
    RoundRequest,
    Stance,
    Strategy,
)
from strategies.rules import editing, joining, reading, reporting, rounds, stances
from strategies.services import ask_for_completion, hide_report, receive_report, state_stance
from tests import builders as make
from tests.people import KINDS

RULES = {
    Strategy: (reading.can_read_strategy, editing.can_edit_strategy),
    Goal: (reading.can_read_goal, editing.can_edit_part),
    Party: (reading.can_read_party, editing.can_edit_part),
    Passage: (reading.can_read_passage, editing.can_edit_passage),
    Commitment: (reading.can_read_commitment, editing.can_edit_commitment),
    Milestone: (reading.can_read_milestone, editing.can_edit_milestone),
    Contribution: (reading.can_read_contribution, editing.can_edit_contribution),
    Document: (can_read_document, can_edit_document),
    EndMove: (reading.can_read_end_move, editing.can_move_end),
    ProgressReport: (reporting.can_read_report, reporting.can_write_report),
    JoinRequest: (joining.can_read_join_request, joining.can_edit_join_request),
    Stance: (stances.can_read_stance, stances.can_edit_stance),
    FollowUpRound: (rounds.can_read_round, rounds.can_run_round),
    RoundRequest: (rounds.can_read_request, rounds.can_answer_request),
    Network: (networks.can_read_network, networks.can_edit_network),
    Seat: (seats.can_read_seat, seats.can_edit_seat),
    SeatProposal: (seats.can_read_proposal, seats.can_edit_proposal),
    Meeting: (meetings.can_read_meeting, meetings.can_edit_meeting),
    AgendaItem: (meetings.can_read_at_meeting, meetings.can_edit_at_meeting),
    Attendance: (meetings.can_read_at_meeting, meetings.can_edit_at_meeting),
    Challenge: (challenges.can_read_challenge, challenges.can_edit_challenge),
    Invitee: (meetings.can_read_of_meeting, meetings.can_edit_at_meeting),
    ItemDocument: (documents.can_read_item_document, meetings.can_edit_at_meeting),
    ItemProposal: (networks.can_read_of_network, networks.can_edit_of_network),
    NotesComment: (meetings.can_read_of_meeting, meetings.can_edit_at_meeting),
    Decision: (deciding.can_read_decision, deciding.can_run_deciding),
    AgencyDecision: (deciding.can_read_agency_decision, deciding.can_answer_agency_decision),
    ActionPoint: (deciding.can_read_action_point, deciding.can_run_deciding),
}
OF_NETWORKS = (
    Network, Seat, Meeting, AgendaItem, Attendance, Challenge, Invitee, ItemDocument, ItemProposal,
    NotesComment, Decision, AgencyDecision, ActionPoint,
)  # fmt: skip


@pytest.fixture
def rows(world, cast):
    """Strategies of each state, maintained by each organisation, with each tie to the others. The
    networks come first: who writes reports further down has had their access read."""
    meet(cast)
    for maintainer in (cast.maintainer, cast.other, cast.agency, cast.head):
        strategy = make.strategy(maintained_by=maintainer)
        fill(strategy, cast)
        fill(make.plan(strategy, published_at=None), cast)
    draft = make.strategy(published_at=None)
    fill(draft, cast)
    fill(make.plan(draft, maintained_by=cast.other), cast)
    fill(make.strategy(published_at=timezone.now() + timedelta(days=1)), cast)
    withdrawn = make.strategy()
    fill(withdrawn, cast)
    withdraw(record=withdrawn)
    make.party(make.strategy(published_at=None), cast.agency)
    make.party(make.strategy(published_at=None), cast.agency, until="2020")
    above = make.strategy(published_at=None, maintained_by=cast.other)
    make.party(above, cast.agency, role=PartyRole.CONSULTED)
    make.commitment(make.plan(above, maintained_by=cast.other), responsible=cast.other)
    make.passage(world.county, published_at=None)
    make.passage(make.county("stockholm"), published_at=None)
    helped = make.commitment(make.strategy(published_at=None), published_at=None)
    helped.contributors.add(cast.agency)
    tell_joint_efforts(world, cast)
    ask_in_each_state(cast)
    for owner in (cast.maintainer, cast.other, cast.agency, cast.head):
        for audience in DocumentAudience:
            for published_at in (timezone.now(), timezone.now() + timedelta(days=1), None):
                make.document(actor=owner, audience=audience, published_at=published_at)
        withdraw(record=make.document(actor=owner))
    know_the_rows()


def meet(cast) -> None:
    """Networks of each state of each organisation, alone, under one, and under one that is under
    one; each with seats of persons and of offices, held and ended."""
    owners = (cast.maintainer, cast.other, cast.agency, cast.head)
    for owner, published_at in product(owners, (timezone.now(), None)):
        network = make.network(maintained_by=owner, published_at=published_at)
        group = make.network(maintained_by=cast.other, parent=network)
        below = make.network(maintained_by=owner)
        Network.objects.filter(pk=below.pk).update(parent=group)
        for each in (network, group, Network.objects.get(pk=below.pk)):
            gather(make.meeting(each, published_at=published_at))
            gather(make.meeting(each))
        gather(make.meeting(owner, published_at=published_at))
    withdraw(record=gather(make.meeting(make.network())).network)
    seat(cast)


def seat(cast) -> None:
    """In drafts of strangers: a member, a secretary and a chair, an office, and ends of each."""
    draft = {"maintained_by": cast.other, "published_at": None, "kind": "council"}
    yesterday = timezone.localdate() - timedelta(days=1)
    for role, kind in product(
        (SeatRole.MEMBER, SeatRole.SECRETARY, SeatRole.CHAIR), ("signer", "ended", "unit")
    ):
        until = yesterday if kind == "unit" else None
        network = gather(make.meeting(make.network(**draft))).network
        make.seat(network, person=cast.people[kind], role=role, until=until)
    for until in (None, yesterday):
        network = gather(make.meeting(make.network(**draft))).network
        make.seat(network, actor=cast.agency, office="Chef", until=until, role=SeatRole.CHAIR)
    propose(cast)


def propose(cast) -> None:
    """For vacant seats of each organisation, in drafts of each."""
    owners = (cast.maintainer, cast.other, cast.agency, cast.head)
    for maintainer, actor in product(owners, owners):
        network = make.network(maintained_by=maintainer, published_at=None)
        samira = cast.people["superuser"]
        make.seat_proposal(make.seat(network, actor=actor), samira)
        answered = {"state": "declined", "answered_at": timezone.now()}
        make.seat_proposal(make.seat(network, actor=actor), samira, **answered)


def gather(meeting: Meeting) -> Meeting:
    for audience in Audience:
        make.agenda_item(meeting, audience=audience)
        make.attendance(meeting, make.board(), audience=audience, office=audience)
        make.challenge(meeting, audience=audience)
        if meeting.network:
            make.challenge(meeting.network, audience=audience)
            make.challenge(meeting.network, meeting=meeting, audience=audience)
    decide(meeting)
    elsewhere = make.meeting(make.board(), published_at=None)
    if meeting.network:
        make.seat(meeting.network)
        make.challenge(meeting.network, meeting=elsewhere, audience=Audience.PUBLIC)
    return meeting


def decide(meeting: Meeting, turns=cycle(product(NotesState, Audience))) -> None:  # noqa: B008
    """What is written at a meeting beside it, and between the meetings of its network. Each in turn
    is for others, with notes that are a draft, out for comments or final: all of them everywhere
    would be thousands of rows."""
    owner, (state, audience) = meeting.maintained_by, next(turns)
    names = ("network", "convener", "county", "title", "published_at")
    another = make.saved(Meeting, {name: getattr(meeting, name) for name in names}, {})
    make.agency_decision(make.decision(another, audience=audience), owner)
    item = make.agenda_item(another, audience=audience)
    make.challenge(another, audience=audience, network=another.network, is_noted=True)
    if state == NotesState.DRAFT:
        hand_out(item)
    make.action_point(another, actor=owner)
    make.notes_comment(another)
    make.invitee(another)
    another.notes_state = state
    another.final_at = timezone.now() if state == NotesState.FINAL else None
    another.save()
    if meeting.network:
        make.item_proposal(meeting.network)
        make.decision(meeting.network)
        make.action_point(meeting.network)


def hand_out(item: AgendaItem) -> None:
    """For more and for fewer than its item is, and one whose own mark has been narrowed."""
    owned = {"actor": item.meeting.maintained_by, "url": "https://a.example/"}
    for for_whom in Audience:
        make.item_document(item, audience=for_whom, document=make.document(**owned))
    narrowed = make.document(**owned, audience=DocumentAudience.MEMBERS)
    make.item_document(item, document=narrowed)


def know_the_rows() -> None:
    """Let a database that plans by statistics have some. In use they come by themselves; without
    them a question over many tables may take minutes."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")


def ask_in_each_state(cast) -> None:
    """Requests to join, of each organisation to strategies of each."""
    owners = (cast.maintainer, cast.other, cast.agency, cast.head)
    for maintainer, actor in product(owners, owners):
        for state in (JoinState.UNCONFIRMED, JoinState.WAITING, JoinState.ASKED_BACK):
            sent_at = None if state == JoinState.UNCONFIRMED else timezone.now()
            to = make.strategy(maintained_by=maintainer)
            make.join_request(to, actor, state=state, sent_at=sent_at, answer="Varför?")
        make.joined(make.strategy(maintained_by=maintainer), actor)


def tell_joint_efforts(world, cast) -> None:
    """Reports in each state, each with what two contributors say now and one said before."""
    samira = cast.people["superuser"]
    for responsible, published_at in product((cast.agency, cast.other), (timezone.now(), None)):
        effort = make.commitment(
            world.strategy,
            kind=CommitmentKind.JOINT_EFFORT,
            responsible=responsible,
            published_at=published_at,
        )
        effort.contributors.add(cast.agency, cast.other, cast.head)
        for end in (receive_report, receive_report, ask_for_completion):
            report = make.submitted(make.draft_report(effort, by=samira), by=samira).report
            for actor in {cast.agency, cast.other, cast.head} - {responsible}:
                said = {"report": report, "actor": actor, "by": samira}
                state_stance(agrees=False, sentence="Nej.", **said)
                state_stance(agrees=True, **said)
            words = {"reason": "Mer."} if end is ask_for_completion else {}
            end(report=report, seen=1, by=samira, **words)
        withdraw(record=effort.reports.filter(state="received").first())
        effort.contributors.remove(cast.head)


def fill(strategy, cast) -> None:
    goal = make.goal(strategy)
    make.goal(strategy, published_at=None)
    make.goal(strategy, parent=goal)
    make.passage(strategy, published_at=None)
    make.milestone(strategy)
    for responsible in (cast.agency, cast.other):
        for published_at in (timezone.now(), None):
            commitment = make.commitment(
                strategy, responsible=responsible, published_at=published_at, end="2026"
            )
            make.end_move(commitment)
            make.milestone(commitment)
            make.contribution(commitment, strategy, goal=goal)
    report_in_each_state(strategy, cast)
    elsewhere = make.strategy(maintained_by=cast.head)
    make.contribution(commitment, elsewhere)
    other_goal = make.goal(elsewhere, published_at=None)
    make.contribution(commitment, elsewhere, goal=other_goal)
    Contribution.objects.filter(goal=other_goal).update(state=ContributionState.ACCEPTED)


def report_in_each_state(strategy, cast) -> None:
    """Each of a commitment of its own, helped by strangers too; one is hidden again."""
    uno, samira = cast.people["reporter"], cast.people["superuser"]
    for step in range(5):
        commitment = make.commitment(strategy, responsible=cast.agency)
        commitment.contributors.add(cast.other, cast.head)
        report = make.draft_report(commitment, by=uno)
        if step > 0:
            make.submitted(report, by=uno)
        if step == 2:
            ask_for_completion(report=report, seen=1, reason="Mer.", by=samira)
        if step > 2:
            receive_report(report=report, seen=1, by=samira)
        if step > 3:
            hide_report(report=report, by=samira)


@pytest.mark.once
def test_list_rule_is_object_rule_for_everybody_and_every_row(rows, cast):
    for model, (can_read, can_edit) in RULES.items():
        # Read once for all people: what a row hangs on is then asked once.
        every_row = list(model.objects.all())
        for kind in KINDS:
            user = cast.people[kind]
            access = access_of(user) if user else NOBODY
            listed = list(model.objects.visible_to(access).order_by().values_list("pk", flat=True))
            visible = set(listed)
            assert len(listed) == len(visible), (kind, model)
            changed = model.objects.editable_by(access).order_by()
            editable = set(changed.values_list("pk", flat=True))
            for row in every_row:
                assert (row.pk in visible) == can_read(access, row), (kind, model, row.pk)
                assert (row.pk in editable) == can_edit(access, row), (kind, model, row.pk)
            assert editable <= visible, (kind, model)
            edits = EDITS_SOME | WRITES_TOO.get(model, set())
            assert bool(editable) <= (kind in edits), (kind, model)
            if kind == "signed out" and hasattr(model.objects, "public"):
                assert visible == set(model.objects.public().values_list("pk", flat=True)), model


EDITS_SOME = {"other agency", "coordinator", "maintainer", "parent", "superuser"}
WRITES_SOME = {"reporter", "coordinator", "signer", "superuser"}
# Secretary and chair by a seat: also where no membership holds any more.
SEATED = {"signer", "ended"}
WRITES_TOO = dict.fromkeys((ProgressReport, Stance), WRITES_SOME) | dict.fromkeys(
    OF_NETWORKS, SEATED
)


def test_reader_of_a_party_reads_its_draft_until_the_party_ends(world, cast):
    draft = make.strategy(published_at=None, maintained_by=cast.other)
    party = make.party(draft, cast.agency)
    lena = cast.people["reader"].access
    assert draft in Strategy.objects.visible_to(lena)
    party.until = "2020"
    party.save()
    assert draft not in Strategy.objects.visible_to(lena)


def test_membership_holds_on_its_last_day_and_not_after(world, cast):
    frans = cast.people["ended"]
    assert access_of(frans).members == frozenset()
    Membership.objects.filter(user=frans).update(valid_to=timezone.localdate())
    frans = type(frans).objects.get(pk=frans.pk)
    assert access_of(frans).coordinates == {cast.agency.pk}


def test_membership_of_a_parent_reads_its_units_and_writes_nothing_for_them(cast):
    petra = access_of(cast.people["parent"])
    assert petra.reads == {cast.head.pk, cast.agency.pk}
    assert petra.reports == petra.coordinates == {cast.head.pk}


def test_access_is_read_by_two_queries_and_once(cast, django_assert_num_queries):
    """Memberships, and seats in networks."""
    karin = type(cast.people["coordinator"]).objects.get(email="karin@samordna.example")
    with django_assert_num_queries(2):
        assert access_of(karin).coordinates == {cast.agency.pk}
        assert access_of(karin).members == {cast.agency.pk}


def test_closed_account_acts_for_nobody(cast):
    karin = cast.people["coordinator"]
    karin.is_active = False
    assert access_of(karin) == NOBODY
