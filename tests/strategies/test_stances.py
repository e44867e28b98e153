"""Joint efforts: contributors confirm or dissent, and each step that is refused."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.test import Client
from django.utils import timezone

from actors.choices import Role
from strategies.choices import CommitmentKind, Publishing
from strategies.models import Commitment, ProgressReport, Stance
from strategies.services import (
    NotThereError,
    SeenOtherwiseError,
    ask_for_completion,
    receive_report,
    save_draft,
    state_stance,
)
from tests import builders as make
from tests.people import KINDS, person

SPEAKERS = {"reporter", "coordinator", "signer", "superuser"}


@pytest.fixture
def siv(cast):
    """She reports for the organisation that is responsible."""
    return person("Siv", of=cast.other, role=Role.REPORTER)


@pytest.fixture
def uno(cast):
    return cast.people["reporter"]


@pytest.fixture
def effort(world, cast) -> Commitment:
    """Another organisation is responsible; the agency of the cast contributes."""
    effort = make.commitment(
        world.strategy, kind=CommitmentKind.JOINT_EFFORT, responsible=cast.other
    )
    effort.contributors.add(cast.agency)
    return effort


@pytest.fixture
def report(effort, siv) -> ProgressReport:
    report = make.draft_report(effort, by=siv)
    make.submitted(report, by=siv)
    return ProgressReport.objects.get()


def completed(report, cast, siv, **content) -> None:
    """Asked to be completed, and submitted again."""
    ask_for_completion(report=report, seen=1, reason="Mer.", by=cast.people["maintainer"])
    report.refresh_from_db()
    for name, text in ({"done": "Fler möten."} | content).items():
        setattr(report, name, text)
    save_draft(report=report, by=siv)
    make.submitted(report, by=siv)


# ---------------------------------------------------------------- refused


@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind not in (*SPEAKERS, "signed out")])
def test_stance_is_refused_to_who_does_not_report_for_the_contributor(cast, report, kind):
    with pytest.raises(PermissionDenied):
        state_stance(report=report, actor=cast.agency, agrees=True, by=cast.people[kind])
    assert not Stance.objects.exists()


@pytest.mark.parametrize("whose", ["other", "head", "maintainer"])
def test_only_a_contributor_has_a_stance(cast, report, whose):
    with pytest.raises(PermissionDenied):
        state_stance(
            report=report,
            actor=getattr(cast, whose),
            agrees=True,
            by=cast.people["superuser"],
        )


def test_responsible_organisation_confirms_nothing_of_its_own(cast, effort, report, siv):
    effort.contributors.add(cast.other)
    with pytest.raises(PermissionDenied):
        state_stance(report=report, actor=cast.other, agrees=True, by=siv)


def test_dissent_without_a_sentence_is_refused(cast, report, uno):
    with pytest.raises(ValidationError):
        state_stance(report=report, actor=cast.agency, agrees=False, sentence="  ", by=uno)
    assert not Stance.objects.exists()


def test_only_a_joint_effort_is_confirmed(cast, effort, report, uno):
    Commitment.objects.filter(pk=effort.pk).update(kind=CommitmentKind.COMMITMENT)
    with pytest.raises(ValidationError):
        state_stance(report=report, actor=cast.agency, agrees=True, by=uno)


def test_draft_is_not_confirmed(cast, effort, siv, uno):
    draft = make.draft_report(effort, by=siv)
    with pytest.raises(PermissionDenied):
        state_stance(report=draft, actor=cast.agency, agrees=True, by=uno)


def test_report_that_is_being_completed_is_not_confirmed(cast, report, uno):
    ask_for_completion(report=report, seen=1, reason="Mer.", by=cast.people["maintainer"])
    with pytest.raises(NotThereError):
        state_stance(report=report, actor=cast.agency, agrees=True, by=uno)


def test_words_that_were_submitted_anew_are_read_first(cast, report, siv, uno):
    completed(report, cast, siv)
    with pytest.raises(SeenOtherwiseError):
        state_stance(report=report, actor=cast.agency, agrees=True, seen=1, by=uno)


def test_identity_number_is_refused(cast, report, uno):
    with pytest.raises(ValidationError):
        state_stance(
            report=report, actor=cast.agency, agrees=False, sentence="Om 811218-9876.", by=uno
        )


# ---------------------------------------------------------------- what happens


@pytest.mark.parametrize("kind", sorted(SPEAKERS))
def test_contributor_confirms_in_an_office_and_without_a_name(cast, report, kind):
    who = cast.people[kind]
    stance = state_stance(report=report, actor=cast.agency, agrees=True, by=who)
    assert (stance.organisation, stance.about_version) == ("Myndigheten", 1)
    membership = who.memberships.first()
    assert stance.office == (membership.get_role_display() if membership else "")


def test_received_report_is_confirmed_too(cast, report, uno):
    receive_report(report=report, seen=1, by=cast.people["maintainer"])
    assert state_stance(report=report, actor=cast.agency, agrees=True, by=uno).agrees


def test_same_said_twice_is_said_once(cast, report, uno):
    said = {"report": report, "actor": cast.agency, "agrees": False, "sentence": "Nej.", "by": uno}
    assert state_stance(**said) == state_stance(**said)
    assert Stance.objects.count() == 1


def test_what_is_said_anew_leaves_what_was_said_with_its_day(cast, report, uno):
    first = state_stance(
        report=report, actor=cast.agency, agrees=False, sentence="Två möten blev inte av.", by=uno
    )
    second = state_stance(report=report, actor=cast.agency, agrees=True, by=uno)
    first.refresh_from_db()
    assert first.replaced_at == second.stated_at
    assert first.sentence == "Två möten blev inte av."
    assert Stance.objects.current().get() == second


def test_completed_report_waits_to_be_confirmed_again_and_old_dissent_stays(cast, report, siv, uno):
    waiting = ProgressReport.objects.awaiting_stance
    assert waiting(uno.access).get() == report
    state_stance(report=report, actor=cast.agency, agrees=False, sentence="Nej.", by=uno)
    assert not waiting(uno.access).exists()
    completed(report, cast, siv)
    assert waiting(uno.access).get() == report
    [shown] = ProgressReport.objects.with_stances().get().told_stances
    assert (shown.about_version, shown.agrees) == (1, False)


def test_nobody_but_contributors_is_waited_for(cast, report, effort, siv):
    waiting = ProgressReport.objects.awaiting_stance
    speakers = {"reporter", "coordinator", "signer"}
    for kind, who in cast.people.items():
        if who is not None:
            assert waiting(who.access).exists() == (kind in speakers), kind
    effort.contributors.add(cast.other)
    assert not waiting(siv.access).exists()


def test_only_the_last_report_is_waited_for(cast, effort, report, siv, uno):
    receive_report(report=report, seen=1, by=cast.people["maintainer"])
    newer = make.draft_report(effort, by=siv)
    make.submitted(newer, by=siv)
    assert ProgressReport.objects.awaiting_stance(uno.access).get() == newer


def test_stance_is_public_with_its_report_and_no_sooner(cast, world, report, uno):
    world.strategy.report_publishing = Publishing.LATER
    world.strategy.save()
    state_stance(report=report, actor=cast.agency, agrees=False, sentence="Nej.", by=uno)
    receive_report(report=report, seen=1, by=cast.people["maintainer"])
    assert not Stance.objects.public().exists()
    ProgressReport.objects.update(published_at=timezone.now())
    assert Stance.objects.public().exists()


def test_what_was_said_before_and_who_is_silent_is_not_for_outsiders(
    cast, effort, report, siv, uno
):
    effort.contributors.add(cast.head)
    state_stance(report=report, actor=cast.agency, agrees=False, sentence="Vi ser fem.", by=uno)
    completed(report, cast, siv)
    state_stance(report=report, actor=cast.agency, agrees=True, by=uno)
    receive_report(report=report, seen=2, by=cast.people["maintainer"])
    place = ProgressReport.objects.get(pk=report.pk).get_work_url()
    stranger = person("Pelle", of=make.organisation("Utanför"), role=Role.REPORTER)
    client = Client()
    client.force_login(stranger)
    page = client.get(place)
    assert page.status_code == 200
    assert "Vi ser fem." not in page.text
    assert "Har inte svarat" not in page.text
    concerned = cast.client("reporter").get(place).text
    assert "Vi ser fem." in concerned
    assert "Har inte svarat" in concerned
