"""How a progress report goes from hand to hand, and each step that is refused."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone

from actors.choices import Role
from records.models import OutgoingMail
from strategies.choices import Grade, Publishing, ReportState
from strategies.models import Commitment, ProgressReport, ReportVersion
from strategies.services import (
    NotThereError,
    SeenOtherwiseError,
    ask_for_completion,
    draft_of,
    hide_report,
    publish_report,
    receive_report,
    save_draft,
    set_registry_numbers,
    submit_reports,
)
from tests import builders as make
from tests.people import KINDS, person

STATES = ["draft", "submitted", "completion_asked", "received"]
WRITERS = {"reporter", "coordinator", "signer", "superuser"}
MANAGERS = {"maintainer", "superuser"}


@pytest.fixture
def commitment(world, cast) -> Commitment:
    return make.commitment(world.strategy, responsible=cast.agency)


@pytest.fixture
def uno(cast):
    return cast.people["reporter"]


@pytest.fixture
def malin(cast):
    return cast.people["maintainer"]


def report_in(state: str, commitment, uno, malin, **content) -> ProgressReport:
    """A report that has come so far."""
    report = make.draft_report(commitment, by=uno, **content)
    if state != "draft":
        make.submitted(report, by=uno)
    if state == "completion_asked":
        ask_for_completion(seen=1, report=report, reason="Hur många?", by=malin)
    if state == "received":
        receive_report(seen=1, report=report, by=malin)
    return ProgressReport.objects.get(pk=report.pk)


# ---------------------------------------------------------------- who


@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind not in (*WRITERS, "signed out")])
def test_draft_is_refused_to_who_does_not_report_for_the_organisation(cast, commitment, uno, kind):
    who = cast.people[kind]
    with pytest.raises(PermissionDenied):
        draft_of(commitment=commitment, by=who)
    report = make.draft_report(commitment, by=uno)
    with pytest.raises(PermissionDenied):
        save_draft(report=report, by=who)
    with pytest.raises(PermissionDenied):
        submit_reports(seen=[(report, report.version)], by=who)
    with pytest.raises(PermissionDenied):
        set_registry_numbers(report=report, registry_number="1", by=who)
    assert not ReportVersion.objects.exists()


@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind not in (*MANAGERS, "signed out")])
def test_receiving_is_refused_to_who_does_not_coordinate_the_maintainer(
    cast, commitment, uno, malin, kind
):
    report, who = report_in("submitted", commitment, uno, malin), cast.people[kind]
    with pytest.raises(PermissionDenied):
        receive_report(seen=1, report=report, by=who)
    with pytest.raises(PermissionDenied):
        ask_for_completion(seen=1, report=report, reason="Mer.", by=who)
    with pytest.raises(PermissionDenied):
        publish_report(report=report, by=who)
    with pytest.raises(PermissionDenied):
        set_registry_numbers(report=report, received_registry_number="1", by=who)


@pytest.mark.parametrize("kind", ["other agency", "reader", "reporter", "signer", "parent",
                                  "unit", "ended"])  # fmt: skip
def test_hiding_is_refused_to_who_coordinates_neither_side(cast, commitment, uno, malin, kind):
    report = report_in("received", commitment, uno, malin)
    with pytest.raises(PermissionDenied):
        hide_report(report=report, by=cast.people[kind])
    assert ProgressReport.objects.public().get() == report


# ---------------------------------------------------------------- from which state


@pytest.mark.parametrize("state", ["submitted", "received"])
def test_what_is_submitted_is_not_written_in(commitment, uno, malin, state):
    report = report_in(state, commitment, uno, malin)
    report.done = "Något annat."
    with pytest.raises(NotThereError):
        save_draft(report=report, by=uno)


def test_draft_is_not_there_for_the_maintainer(commitment, uno, malin):
    report = report_in("draft", commitment, uno, malin)
    assert report not in ProgressReport.objects.visible_to(malin.access)
    for act in (publish_report, hide_report):
        with pytest.raises(PermissionDenied):
            act(report=report, by=malin)
    with pytest.raises(PermissionDenied):
        receive_report(seen=1, report=report, by=malin)
    with pytest.raises(PermissionDenied):
        ask_for_completion(seen=1, report=report, reason="Mer.", by=malin)


@pytest.mark.parametrize("state", ["completion_asked"])
def test_what_is_not_submitted_is_not_received(commitment, uno, malin, state):
    report = report_in(state, commitment, uno, malin)
    with pytest.raises(NotThereError):
        receive_report(seen=1, report=report, by=malin)


@pytest.mark.parametrize("state", ["completion_asked", "received"])
def test_completion_is_asked_of_what_is_submitted_only(commitment, uno, malin, state):
    report = report_in(state, commitment, uno, malin)
    with pytest.raises(NotThereError):
        ask_for_completion(seen=1, report=report, reason="Mer.", by=malin)


@pytest.mark.parametrize("state", ["submitted", "completion_asked"])
def test_what_is_not_received_is_not_published(commitment, uno, malin, state):
    report = report_in(state, commitment, uno, malin)
    with pytest.raises(NotThereError):
        publish_report(report=report, by=malin)
    assert hide_report(report=report, by=malin) is False


def test_completion_without_a_reason_is_refused(commitment, uno, malin):
    report = report_in("submitted", commitment, uno, malin)
    with pytest.raises(ValidationError):
        ask_for_completion(seen=1, report=report, reason="  ", by=malin)


def test_draft_that_was_changed_after_the_check_is_not_submitted(commitment, uno):
    report = make.draft_report(commitment, by=uno)
    seen = report.version
    report.done = "Mer."
    save_draft(report=report, by=uno)
    with pytest.raises(SeenOtherwiseError):
        submit_reports(seen=[(report, seen)], by=uno)


@pytest.mark.parametrize(
    ("content", "field"),
    [
        ({"grade": ""}, "grade"),
        ({"done": ""}, "done"),
        ({"grade": Grade.DISCONTINUED}, "reason"),
        ({"grade": Grade.NOT_RELEVANT, "done": ""}, "reason"),
        ({"repeats": True}, "repeats"),
    ],
)
def test_report_that_lacks_something_is_not_submitted(commitment, uno, content, field):
    report = make.draft_report(commitment, by=uno, **content)
    with pytest.raises(ValidationError) as refused:
        submit_reports(seen=[(report, report.version)], by=uno)
    assert list(refused.value.message_dict) == [field]


def test_one_that_lacks_something_keeps_all_from_being_submitted(commitment, world, cast, uno):
    whole = make.draft_report(commitment, by=uno)
    other = make.commitment(world.strategy, responsible=cast.agency)
    lacking = make.draft_report(other, by=uno, grade="")
    with pytest.raises(ValidationError):
        submit_reports(seen=[(r, r.version) for r in (whole, lacking)], by=uno)
    assert not ReportVersion.objects.exists()


def test_reason_is_asked_for_only_when_it_has_gone_backwards(commitment, uno, malin):
    report_in("received", commitment, uno, malin, grade=Grade.HALF_OR_MORE)
    back = make.draft_report(commitment, by=uno, grade=Grade.STARTED)
    with pytest.raises(ValidationError) as refused:
        make.submitted(back, by=uno)
    assert list(refused.value.message_dict) == ["reason"]
    back.grade = Grade.CONTINUOUS
    save_draft(report=back, by=uno)
    make.submitted(back, by=uno)


# ---------------------------------------------------------------- what happens


def test_submitting_writes_a_version_and_one_receipt(commitment, world, cast, uno):
    other = make.commitment(world.strategy, responsible=cast.agency)
    reports = [make.draft_report(one, by=uno, done="Tio möten.") for one in (commitment, other)]
    versions = submit_reports(seen=[(r, r.version) for r in reports], by=uno)
    assert [v.number for v in versions] == [1, 1]
    version = commitment.reports.get().versions.get()
    assert (version.done, version.as_of) == ("Tio möten.", timezone.localdate())
    assert version.organisation == "Myndigheten"
    assert version.office == Role.REPORTER.label
    letter = OutgoingMail.objects.get(to=uno.email)
    assert commitment.title in letter.text
    assert other.title in letter.text
    assert "Tio möten." in letter.text


def test_office_of_a_protected_person_is_never_written(commitment, uno, malin):
    for who in (uno, malin):
        who.protected = True
        who.save()
        who.memberships.update(office="Chef i Vimmerby")
    report = report_in("submitted", commitment, uno, malin)
    received = receive_report(seen=1, report=report, by=malin, comment="Tack.")
    assert received.versions.get().office == "Handläggare"
    assert received.comment_signed == "Handläggare, Länsstyrelsen i Kalmar län"


def test_submitting_twice_writes_one_version_and_one_receipt(commitment, uno):
    report = make.draft_report(commitment, by=uno)
    seen = [(report, report.version)]
    [first] = submit_reports(seen=seen, by=uno)
    [second] = submit_reports(seen=seen, by=uno)
    assert first == second
    assert OutgoingMail.objects.count() == 1


def test_unchanged_since_last_is_a_dated_confirmation_of_the_same_words(commitment, uno, malin):
    report_in("received", commitment, uno, malin, grade=Grade.STARTED, done="Tre möten.")
    again = report_in("received", commitment, uno, malin, repeats=True, grade="", done="")
    version = again.versions.get()
    assert (version.repeats, version.grade, version.done) == (True, Grade.STARTED, "Tre möten.")


def test_completion_opens_that_report_alone_and_tells_its_writer(
    commitment, world, cast, uno, malin
):
    report = report_in("submitted", commitment, uno, malin, done="Tre möten.")
    other = make.commitment(world.strategy, responsible=cast.agency)
    report_in("submitted", other, uno, malin)
    ask_for_completion(seen=1, report=report, reason="Hur många kom?", by=malin)
    states = dict(ProgressReport.objects.values_list("commitment", "state"))
    assert states == {commitment.pk: "completion_asked", other.pk: "submitted"}
    letter = OutgoingMail.objects.get(key__startswith="komplettering/")
    assert letter.to == uno.email
    assert "Hur många kom?" in letter.text
    assert draft_of(commitment=commitment, by=uno).done == "Tre möten."


def test_completion_is_written_to_the_mailbox_when_its_writer_has_left(
    commitment, cast, uno, malin
):
    report = report_in("submitted", commitment, uno, malin)
    cast.agency.function_mailbox = "brevlada@myndigheten.example"
    cast.agency.save()
    uno.memberships.update(valid_to=timezone.localdate(), ended_at=timezone.now())
    ask_for_completion(seen=1, report=report, reason="Mer.", by=malin)
    letter = OutgoingMail.objects.get(key__startswith="komplettering/")
    assert letter.to == "brevlada@myndigheten.example"


def test_completed_report_gets_another_version_and_the_first_stays(commitment, uno, malin):
    report = report_in("completion_asked", commitment, uno, malin, done="Tre möten.")
    with pytest.raises(ValidationError) as refused:
        make.submitted(report, by=uno)
    assert list(refused.value.message_dict) == ["stands_by"]
    report.done = "Tre möten, sextio deltagare."
    save_draft(report=report, by=uno)
    make.submitted(report, by=uno)
    told = list(report.versions.order_by("number").values_list("number", "done"))
    assert told == [(1, "Tre möten."), (2, "Tre möten, sextio deltagare.")]


def test_confirmation_that_is_to_be_completed_is_not_confirmed_unchanged(commitment, uno, malin):
    report_in("received", commitment, uno, malin, done="Tre möten.")
    report = report_in("completion_asked", commitment, uno, malin, repeats=True, grade="", done="")
    with pytest.raises(ValidationError) as refused:
        make.submitted(report, by=uno)
    assert list(refused.value.message_dict) == ["stands_by"]
    report.repeats, report.grade, report.done = False, "half_or_more", "Sju möten."
    save_draft(report=report, by=uno)
    make.submitted(report, by=uno)
    assert report.versions.latest("number").done == "Sju möten."


def test_organisation_that_stands_by_its_words_can_only_be_received(commitment, uno, malin):
    report = report_in("completion_asked", commitment, uno, malin)
    report.stands_by = True
    save_draft(report=report, by=uno)
    make.submitted(report, by=uno)
    with pytest.raises(ValidationError):
        ask_for_completion(seen=2, report=report, reason="Mer.", by=malin)
    received = receive_report(seen=2, report=report, by=malin, comment="Vi ser det annorlunda.")
    assert received.comment == "Vi ser det annorlunda."
    assert received.comment_signed == "organisationsansvarig, Länsstyrelsen i Kalmar län"


def test_version_that_was_not_read_is_neither_received_nor_given_back(commitment, uno, malin):
    report = report_in("completion_asked", commitment, uno, malin)
    report.done = "Mer."
    save_draft(report=report, by=uno)
    make.submitted(report, by=uno)
    with pytest.raises(NotThereError):
        receive_report(seen=1, report=report, by=malin)
    with pytest.raises(NotThereError):
        ask_for_completion(seen=1, report=report, reason="Mer.", by=malin)
    receive_report(seen=2, report=report, by=malin)


def test_receipt_publishes_or_not_as_the_strategy_says(commitment, world, uno, malin):
    report_in("received", commitment, uno, malin, grade=Grade.STARTED)
    commitment.refresh_from_db()
    assert commitment.latest_public_grade == Grade.STARTED
    assert commitment.latest_public_on == timezone.localdate()
    world.strategy.report_publishing = Publishing.LATER
    world.strategy.save()
    later = report_in("received", commitment, uno, malin, grade=Grade.HALF_OR_MORE)
    commitment.refresh_from_db()
    assert commitment.latest_public_grade == Grade.STARTED
    assert publish_report(report=later, by=malin) is True
    assert publish_report(report=later, by=malin) is False
    commitment.refresh_from_db()
    assert commitment.latest_public_grade == Grade.HALF_OR_MORE


def test_receiving_twice_changes_nothing(commitment, uno, malin):
    report = report_in("received", commitment, uno, malin)
    receive_report(seen=1, report=report, by=malin, comment="Senare.")
    assert ProgressReport.objects.get().comment == ""


def test_hidden_report_leaves_the_one_before_it_and_comes_back(cast, commitment, uno, malin):
    report_in("received", commitment, uno, malin, grade=Grade.STARTED)
    second = report_in("received", commitment, uno, malin, grade=Grade.COMPLETED)
    assert hide_report(report=second, by=cast.people["coordinator"]) is True
    commitment.refresh_from_db()
    assert commitment.latest_public_grade == Grade.STARTED
    publish_report(report=second, by=malin)
    commitment.refresh_from_db()
    assert commitment.latest_public_grade == Grade.COMPLETED


def test_commitment_without_a_public_report_has_no_grade(commitment, uno, malin):
    report = report_in("received", commitment, uno, malin)
    hide_report(report=report, by=malin)
    commitment.refresh_from_db()
    assert (commitment.latest_public_grade, commitment.latest_public_on) == ("", None)


def test_each_side_writes_its_own_registry_number(commitment, uno, malin):
    report = report_in("submitted", commitment, uno, malin)
    set_registry_numbers(report=report, registry_number="MY 12-2026", by=uno)
    set_registry_numbers(report=report, received_registry_number="LST 801-2026", by=malin)
    report.refresh_from_db()
    assert report.registry_number == "MY 12-2026"
    assert report.received_registry_number == "LST 801-2026"


def test_identity_number_is_never_submitted(commitment, uno):
    report = make.draft_report(commitment, by=uno)
    ProgressReport.objects.filter(pk=report.pk).update(done="Om 811218-9876.")
    report.refresh_from_db()
    with pytest.raises(ValidationError):
        submit_reports(seen=[(report, report.version)], by=uno)


def test_person_of_another_organisation_does_not_report_for_it(world, cast, commitment):
    stranger = person("Siv", of=cast.other, role=Role.REPORTER)
    with pytest.raises(PermissionDenied):
        draft_of(commitment=commitment, by=stranger)
    assert ReportState.values == STATES
