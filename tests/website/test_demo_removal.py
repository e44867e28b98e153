"""Exempel län goes away with one command: all of it, and nothing else."""

import pytest
from django.contrib.admin.models import CHANGE, LogEntry
from django.core.management import CommandError, call_command
from django.test import Client

from actors.choices import Role
from actors.models import Actor, County, Membership, User
from actors.person_data import anonymise_person
from coordination.models import AgendaItem, Attendance, Challenge, Meeting, Network, Seat
from records.models import OutgoingMail, Source
from strategies.models import (
    Commitment,
    EndMove,
    FactRemark,
    FollowUpRound,
    Goal,
    JoinRequest,
    Party,
    RequestSignature,
    RoundNote,
    RoundReportVersion,
    Strategy,
)
from strategies.services import ask_to_join_by_mail
from tests import builders as make
from tests import people
from tests.strategies.joining import wanted
from tests.website import demo as of_demo
from website.demo.loading import load_demo
from website.demo.removal import RealHangsOnItError, remove_demo


@pytest.fixture
def real(cases, world) -> dict[str, list]:
    """All that was there before: the cases, a world, a person with a membership, a letter."""
    Membership.objects.create(user=people.superuser(), actor=make.board(), role=Role.READER)
    of_demo.queue("anna@kalmar.example")
    return of_demo.everything()


def add_as_people_do() -> None:
    """Something of every noun that people add to Exempel län after it was loaded."""
    strategy = Strategy.objects.get(slug="exempel-trygg-overallt")
    agency, county = make.actor("exempel-myndigheten"), County.objects.get(code="99")
    unit = Actor.objects.create(
        key="ny",
        slug="ny",
        name="Ny",
        kind="unit",
        parent=agency,
        is_example=True,
        registry_mailbox="diariet@exempel.example",
    )
    of_theirs = {"county": county, "maintained_by": agency}
    plan = make.plan(strategy, **of_theirs)
    plan.implements.add(make.strategy(**of_theirs))
    plan.documents.add(make.document(actor=agency))
    goal = make.goal(plan)
    goal.sources.add(make.source())
    commitment = make.commitment(plan, responsible=unit, end="2028")
    commitment.contributors.add(agency)
    make.contribution(commitment, plan, goal=goal)
    make.end_move(commitment)
    make.party(plan, unit)
    make.milestone(commitment)
    make.passage(county)
    person = User.objects.create_user("ny@exempel.example", "en lång fras om ek")
    Membership.objects.create(user=person, actor=unit, role=Role.REPORTER)
    make.submitted(make.draft_report(commitment, by=person), by=person)
    Strategy.objects.filter(pk=plan.pk).update(is_open_for_joining=True)
    plan.refresh_from_db()
    words = {"contact_address": "ny@exempel.example"}
    ask_to_join_by_mail(request=wanted(plan, make.actor("exempel-verket"), **words), aims=[])
    meet(plan, unit, person)
    of_demo.queue("ny@exempel.example")
    LogEntry.objects.log_actions(people.superuser().pk, [commitment], CHANGE, single_object=True)
    Client().post("/konto/logga-in/", {"login": person.email, "password": "en lång fras om ek"})
    gone = User.objects.create_user("borta@exempel.example")
    Membership.objects.create(user=gone, actor=unit, role=Role.READER)
    anonymise_person(person=gone, by=people.superuser(), why="Slutade")


def meet(plan: Strategy, who: Actor, person: User) -> None:
    """A network of theirs that has met, and a talk that they convened."""
    of_theirs = {"county": plan.county, "title": "Nytt"}
    network = Network.objects.create(
        kind="working", slug="nytt", maintained_by=plan.maintained_by, host=who, **of_theirs
    )
    network.strategies.add(plan)
    Seat.objects.create(network=network, role="chair", actor=who, person=person)
    Meeting.objects.create(convener=who, **of_theirs)
    meeting = Meeting.objects.create(network=network, **of_theirs)
    meeting.strategies.add(plan)
    AgendaItem.objects.create(meeting=meeting, title="Nytt")
    Attendance.objects.create(meeting=meeting, actor=who)
    challenge = Challenge.objects.create(network=network, meeting=meeting, text="Ny")
    challenge.goals.set(plan.goals.all())
    challenge.commitments.set(plan.commitments.all())
    network.sources.add(make.source())


def without_sign_ins(rows: dict[str, list]) -> dict[str, list]:
    """A session holds no name; it ends by itself."""
    return {label: found for label, found in rows.items() if label != "sessions.Session"}


def test_remove_demo_leaves_everything_as_it_was_before(real, passwords):
    load_demo(passwords=passwords)
    add_as_people_do()
    remove_demo()

    assert without_sign_ins(of_demo.everything()) == without_sign_ins(real)


def test_remove_demo_leaves_anonymised_people_who_worked_elsewhere_too(db, passwords):
    load_demo(passwords=passwords)
    person = User.objects.create_user("kim@samordna.example")
    Membership.objects.create(user=person, actor=make.board(), role=Role.READER)
    anonymise_person(person=person, by=people.superuser(), why="Slutade")
    remove_demo()
    assert User.objects.filter(pk=person.pk).exists()


def test_remove_demo_takes_something_of_every_noun(demo):
    removed = remove_demo()

    for model in (
        County,
        Actor,
        User,
        Membership,
        Strategy,
        Party,
        Goal,
        Commitment,
        EndMove,
        JoinRequest,
        FollowUpRound,
        RequestSignature,
        RoundNote,
        RoundReportVersion,
        FactRemark,
        Network,
        Seat,
        Meeting,
        AgendaItem,
        Attendance,
        Challenge,
        Source,
    ):
        assert removed[str(model._meta.verbose_name)], model
    assert remove_demo().total() == 0


def test_remove_demo_takes_the_files_of_its_documents(
    demo, world, django_capture_on_commit_callbacks
):
    invented = make.document(actor=make.actor("exempel-myndigheten")).file
    kept = make.document(actor=world.board).file
    with django_capture_on_commit_callbacks(execute=True):
        remove_demo()
    assert not invented.storage.exists(invented.name)
    assert kept.storage.exists(kept.name)


def test_remove_demo_can_be_loaded_again(demo, passwords):
    before = {label: len(rows) for label, rows in of_demo.everything().items()}
    remove_demo()
    load_demo(passwords=passwords)

    assert {label: len(rows) for label, rows in of_demo.everything().items()} == before


def test_remove_demo_needs_no_setting_and_says_what_went(demo, settings, capsys):
    settings.ALLOW_DEMO = False
    call_command("remove_demo")
    printed = capsys.readouterr().out

    assert "34  aktör" in printed
    assert not Actor.objects.filter(is_example=True).exists()
    assert not User.objects.exists()
    assert not OutgoingMail.objects.exists()


def tie_party() -> None:
    """A real organisation, written past every form into the invented strategy."""
    Party.objects.create(
        strategy=Strategy.objects.get(slug="exempel-trygg-overallt"),
        actor=make.actor("polismyndigheten"),
        role="joined",
    )


def tie_goal() -> None:
    make.goal(make.strategy(), text="Ett riktigt mål").contributes_to.add(
        Goal.objects.filter(strategy__county__code="99").first()
    )


def tie_maintainer() -> None:
    Strategy.objects.filter(pk=make.strategy(level="national", title="Riktig").pk).update(
        maintained_by=make.actor("exempel-myndigheten")
    )


def tie_network() -> None:
    """A real organisation, written past every form as host of the invented network."""
    Network.objects.filter(county__code="99").update(host=make.actor("polismyndigheten"))


def tie_person() -> None:
    person = User.objects.get(email="lasare@exempel.example")
    Membership.objects.create(user=person, actor=make.board(), role=Role.READER)


@pytest.mark.once
@pytest.mark.parametrize(
    ("tie", "named"),
    [(tie_party, "Polismyndigheten"), (tie_goal, "Ett riktigt mål"),
     (tie_maintainer, "Riktig"), (tie_network, "Polismyndigheten"),
     (tie_person, "Länsstyrelsen i Kalmar län")],
)  # fmt: skip
def test_remove_demo_where_something_real_hangs_on_it_is_refused_by_name(demo, tie, named):
    tie()
    before = of_demo.everything()

    with pytest.raises(RealHangsOnItError, match=named):
        remove_demo()
    with pytest.raises(CommandError, match="Nothing was removed"):
        call_command("remove_demo")
    assert of_demo.everything() == before


def test_remove_demo_keeps_a_source_that_something_real_names(demo):
    shared = Source.objects.get(public_id=of_demo.source_ids()[0])
    make.strategy().sources.add(shared)
    remove_demo()

    assert list(Source.objects.all()) == [shared]
