"""Who handles what: shared out, taken over, handed over."""

import json
import re

import pytest
from auditlog.models import LogEntry
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone

from actors.choices import Role
from actors.models import User
from actors.person_data import export_person
from records.models import OutgoingMail
from strategies.models import Commitment
from strategies.services import Shares, hand_over, share_out, take_over
from tests import builders as make
from tests.people import KINDS, person

DETAIL = 18


@pytest.fixture
def commitment(world, cast) -> Commitment:
    return make.commitment(world.strategy, responsible=cast.agency, title="Ha en kontaktperson")


@pytest.fixture
def uno(cast):
    return cast.people["reporter"]


@pytest.fixture
def karin(cast):
    return cast.people["coordinator"]


def to(who) -> Shares:
    return Shares(handler=who, changes_handler=True)


# ---------------------------------------------------------------- who may not


@pytest.mark.parametrize(
    "kind", [kind for kind in KINDS if kind not in ("coordinator", "superuser", "signed out")]
)
def test_sharing_and_handing_over_are_refused_to_who_does_not_coordinate(
    cast, commitment, uno, kind
):
    who = cast.people[kind]
    with pytest.raises(PermissionDenied):
        share_out(commitments=[commitment], shares=to(uno), by=who)
    with pytest.raises(PermissionDenied):
        hand_over(actor=cast.agency, leaver=uno, successor=cast.people["signer"], by=who)


@pytest.mark.parametrize(
    "kind", ["other agency", "reader", "maintainer", "parent", "unit", "ended"]
)
def test_taking_over_is_refused_to_who_does_not_report_for_it(cast, commitment, kind):
    with pytest.raises(PermissionDenied):
        take_over(commitment=commitment, by=cast.people[kind])


@pytest.mark.parametrize("kind", ["other agency", "reader", "maintainer", "ended", "superuser"])
def test_commitment_is_not_given_to_who_does_not_report_for_it(cast, commitment, uno, karin, kind):
    stranger = cast.people[kind]
    with pytest.raises(ValidationError):
        share_out(commitments=[commitment], shares=to(stranger), by=karin)
    Commitment.objects.filter(pk=commitment.pk).update(handler=uno, handler_since="2026-03-03")
    with pytest.raises(ValidationError):
        hand_over(actor=cast.agency, leaver=uno, successor=stranger, by=karin)


def test_one_that_is_not_theirs_keeps_all_from_being_shared_out(
    world, cast, commitment, uno, karin
):
    other = make.commitment(world.strategy, responsible=cast.other)
    with pytest.raises(PermissionDenied):
        share_out(commitments=[commitment, other], shares=to(uno), by=karin)
    assert not Commitment.objects.filter(handler=uno).exists()


def test_handing_over_to_oneself_is_refused(cast, uno, karin):
    with pytest.raises(ValidationError):
        hand_over(actor=cast.agency, leaver=uno, successor=uno, by=karin)


# ---------------------------------------------------------------- sharing out


def test_chosen_commitments_get_their_handler_and_others_stay(world, cast, commitment, uno):
    other = make.commitment(world.strategy, responsible=cast.agency)
    client = cast.client("coordinator")
    place = f"/arbete/fordela/{cast.agency.slug}/"
    who = cast.agency.memberships.get(user=uno).public_id
    form = {"commitments": [commitment.public_id], "handler": who, "deputy": ""}
    response = client.post(place, form, follow=True)
    assert "1 åtagande är fördelat." in response.text
    commitment.refresh_from_db()
    assert (commitment.handler, commitment.handler_since) == (uno, timezone.localdate())
    other.refresh_from_db()
    assert other.handler is None
    assert commitment.title not in client.get(f"{place}?lediga").text


def test_sharing_nothing_or_to_nobody_is_told_and_keeps_the_ticks(cast, commitment):
    client, place = cast.client("coordinator"), f"/arbete/fordela/{cast.agency.slug}/"
    response = client.post(place, {"handler": "-"})
    assert response.status_code == 422
    assert "Kryssa i minst ett åtagande." in response.text
    response = client.post(place, {"commitments": [commitment.public_id]})
    assert response.status_code == 422
    assert f'value="{commitment.public_id}" checked' in response.text


def test_handler_who_has_left_is_told_and_can_be_replaced_by_nobody(cast, commitment, uno, karin):
    share_out(commitments=[commitment], shares=to(uno), by=karin)
    uno.memberships.update(valid_to=timezone.localdate(), ended_at=timezone.now())
    client, place = cast.client("coordinator"), f"/arbete/fordela/{cast.agency.slug}/"
    assert "har slutat" in client.get(place).text
    client.post(place, {"commitments": [commitment.public_id], "handler": "-"})
    commitment.refresh_from_db()
    assert (commitment.handler, commitment.handler_since) == (None, None)


def test_page_costs_the_same_queries_with_3_and_45_rows(
    world, cast, uno, django_assert_max_num_queries
):
    counted = []
    for rows in (3, 42):
        for _row in range(rows):
            one = make.commitment(world.strategy, responsible=cast.agency)
            Commitment.objects.filter(pk=one.pk).update(handler=uno, handler_since="2026-03-03")
        client = cast.client("coordinator")
        with django_assert_max_num_queries(DETAIL) as context:
            client.get(f"/arbete/fordela/{cast.agency.slug}/")
        counted.append(len(context))
    assert counted[0] == counted[1]


# ---------------------------------------------------------------- taking over


def test_colleague_is_told_who_handles_it_and_takes_it_over(cast, commitment, uno, karin):
    share_out(commitments=[commitment], shares=to(karin), by=karin)
    client = cast.client("reporter")
    assert "Karin svarar sedan" in client.get("/arbete/?visa=alla").text
    path = f"/arbete/ataganden/{commitment.public_id}/ta-over/"
    for _press in range(2):
        assert client.post(path).status_code == 302
    commitment.refresh_from_db()
    assert commitment.handler == uno
    letter = OutgoingMail.objects.get()
    assert letter.to == karin.email
    assert "Uno" not in letter.text


def test_colleague_who_has_left_is_written_no_letter(cast, commitment, uno, karin):
    share_out(commitments=[commitment], shares=to(karin), by=karin)
    karin.memberships.update(valid_to=timezone.localdate(), ended_at=timezone.now())
    client = cast.client("reporter")
    assert "Karin har slutat" in client.get("/arbete/?visa=alla").text
    path = f"/arbete/ataganden/{commitment.public_id}/ta-over/"
    assert "fått ett brev" not in client.post(path, follow=True).text
    assert not OutgoingMail.objects.exists()


def test_protected_colleague_is_named_within_the_organisation_alone(cast, commitment, uno, karin):
    User.objects.filter(pk=uno.pk).update(protected=True)
    share_out(commitments=[commitment], shares=to(uno), by=karin)
    place = f"/arbete/fordela/{cast.agency.slug}/"
    assert "Uno" in cast.client("coordinator").get(place).text
    html = cast.client("superuser").get(place).text
    assert "Uno" not in html
    assert "Handläggare, Myndigheten" in html


def test_one_who_would_step_in_for_themselves_is_refused(commitment, uno, karin):
    with pytest.raises(ValidationError):
        share_out(commitments=[commitment], shares=Shares(uno, uno, True, True), by=karin)


def test_superuser_who_reports_for_nobody_takes_nothing_over(cast, commitment):
    path = f"/arbete/ataganden/{commitment.public_id}/ta-over/"
    response = cast.client("superuser").post(path, follow=True)
    assert "Bara en uppgiftslämnare" in response.text
    assert Commitment.objects.get(pk=commitment.pk).handler is None


# ---------------------------------------------------------------- handing over


@pytest.fixture
def signe(cast):
    return cast.people["signer"]


def test_all_that_one_handles_goes_to_the_successor_in_one_step(
    world, cast, commitment, uno, signe, karin
):
    deputised, other = (make.commitment(world.strategy, responsible=cast.agency) for _ in "ab")
    share_out(commitments=[commitment], shares=to(uno), by=karin)
    as_deputy = Shares(deputy=uno, changes_deputy=True)
    share_out(commitments=[deputised], shares=as_deputy, by=karin)
    share_out(commitments=[other], shares=to(karin), by=karin)
    make.draft_report(commitment, by=uno, done="Ett utkast.")
    place = (
        f"/arbete/lamna-over/{cast.agency.slug}/{cast.agency.memberships.get(user=uno).public_id}/"
    )
    client = cast.client("coordinator")
    assert "Ha en kontaktperson" in client.get(place).text
    assert client.post(place).status_code == 422
    successor = cast.agency.memberships.get(user=signe).public_id
    response = client.post(place, {"successor": successor}, follow=True)
    assert "2 åtaganden är överlämnade" in response.text
    handled = dict(Commitment.objects.values_list("pk", "handler__name"))
    assert handled[commitment.pk] == "Signe"
    assert handled[other.pk] == "Karin"
    deputised.refresh_from_db()
    assert deputised.deputy == signe
    letter = OutgoingMail.objects.get(key__startswith="overlamnat/")
    assert letter.to == signe.email
    assert "Ha en kontaktperson" in letter.text
    assert commitment.reports.get().done == "Ett utkast."


def test_successor_reads_what_has_happened_on_one_page(cast, commitment, uno, signe, karin):
    make.end_move(make.commitment(commitment.home, responsible=cast.agency, end="2026"))
    report = make.draft_report(commitment, by=uno, done="Tre möten.")
    make.submitted(report, by=uno)
    share_out(commitments=[commitment], shares=to(uno), by=karin)
    hand_over(actor=cast.agency, leaver=uno, successor=signe, by=karin)
    place = f"/arbete/overlamnat/{cast.agency.slug}/"
    assert "Tre möten." in cast.client("signer").get(place).text
    assert "Tre möten." not in cast.client("reporter").get(place).text
    assert cast.client("other agency").get(place).status_code == 404


def test_report_begun_of_what_nobody_handles_goes_along(world, cast, uno, signe, karin):
    begun, told, others = (
        make.commitment(world.strategy, responsible=cast.agency) for _ in range(3)
    )
    make.draft_report(begun, by=uno)
    make.submitted(make.draft_report(told, by=uno), by=uno)
    make.draft_report(others, by=signe)
    hand_over(actor=cast.agency, leaver=uno, successor=signe, by=karin)
    for one, handler in [(begun, signe), (told, None), (others, None)]:
        one.refresh_from_db()
        assert one.handler == handler


def test_trace_of_a_handover_names_nobody(cast, commitment, uno, signe, karin):
    share_out(commitments=[commitment], shares=to(uno), by=karin)
    hand_over(actor=cast.agency, leaver=uno, successor=signe, by=karin)
    entry = LogEntry.objects.filter(object_id=commitment.pk).latest("pk")
    assert entry.actor_id == karin.pk
    told = json.dumps([entry.changes, entry.additional_data], default=str)
    assert "handler" in told
    for name in ("Uno", "Signe", "samordna.example"):
        assert name not in told


def test_coordinator_reads_from_whom_what_went_to_whom(cast, commitment, uno, signe, karin):
    share_out(commitments=[commitment], shares=to(uno), by=karin)
    hand_over(actor=cast.agency, leaver=uno, successor=signe, by=karin)
    html = cast.client("coordinator").get("/arbete/historik/").text
    assert "Lämnade över åtaganden" in html
    assert "Fick åtaganden överlämnade" in html
    assert "Skäl: Ha en kontaktperson" in re.sub("<[^>]*>", "", html)


def test_what_is_kept_is_handed_out(cast, commitment, uno, karin):
    share_out(commitments=[commitment], shares=to(uno), by=karin)
    make.draft_report(commitment, by=uno)
    exported = export_person(person=uno, by=cast.people["superuser"])
    assert [one["commitment"] for one in exported["commitments_handled"]] == [commitment.title]
    assert [one["commitment"] for one in exported["progress_reports"]] == [commitment.title]


def test_person_of_two_organisations_keeps_what_they_handle_in_the_other(
    world, cast, commitment, karin
):
    siv = person("Siv", of=cast.agency, role=Role.REPORTER)
    other = make.commitment(world.strategy, responsible=cast.other)
    Commitment.objects.filter(pk=other.pk).update(handler=siv, handler_since="2026-03-03")
    share_out(commitments=[commitment], shares=to(siv), by=karin)
    hand_over(actor=cast.agency, leaver=siv, successor=cast.people["signer"], by=karin)
    other.refresh_from_db()
    assert other.handler == siv
