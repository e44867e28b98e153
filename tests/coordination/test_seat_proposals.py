"""An organisation's coordinator proposes whom it sends; who runs the network answers."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.test import Client
from django.utils import timezone

from actors.models import User
from coordination.models import Network, Seat, SeatProposal
from coordination.services.seat_proposals import (
    confirm_proposal,
    decline_proposal,
    propose_representative,
)
from strategies.services import NotThereError
from tests import builders as make
from tests.people import person

pytestmark = pytest.mark.once


@pytest.fixture
def seat(world, cast) -> Seat:
    """Of the agency in a draft, with nobody named for it."""
    network = make.network(title="Länets nät", maintained_by=cast.maintainer, published_at=None)
    return make.seat(network, actor=cast.agency)


@pytest.fixture
def karin(cast) -> Client:
    """Coordinator of the agency."""
    return cast.client("coordinator")


@pytest.fixture
def waiting(seat, cast) -> SeatProposal:
    proposal = SeatProposal(seat=seat, person=cast.people["reporter"], office="Utredare")
    return propose_representative(proposal=proposal, by=cast.people["coordinator"])


@pytest.fixture
def signe(seat, cast) -> User:
    """Secretary of the network, who coordinates nothing."""
    make.seat(seat.network, role="secretary", person=cast.people["signer"], actor=cast.other)
    return cast.people["signer"]


def test_vacant_seat_shows_to_its_coordinator_alone(seat, karin, cast):
    page = karin.get("/arbete/natverk/era-platser/").text
    assert "Länets nät" in page
    assert seat.get_proposal_url() in page
    assert karin.get(seat.network.get_work_url()).status_code == 404
    assert "Länets nät" not in cast.client("other agency").get("/arbete/natverk/era-platser/").text
    assert cast.client("reporter").get("/arbete/natverk/era-platser/").status_code == 403


def test_proposal_is_the_coordinators_to_make(seat, cast):
    for kind, status in (("other agency", 404), ("reporter", 404), ("maintainer", 403)):
        client = cast.client(kind)
        assert client.get(seat.get_proposal_url()).status_code == status, kind
        assert client.post(seat.get_proposal_url(), {"office": "Chef"}).status_code == status, kind
    proposal = SeatProposal(seat=seat, office="Chef")
    with pytest.raises(PermissionDenied):
        propose_representative(proposal=proposal, by=cast.people["reporter"])
    assert not SeatProposal.objects.exists()


def test_own_person_is_proposed_and_the_maintainer_told(seat, karin, cast, letters):
    path, otto = seat.get_proposal_url(), cast.people["other agency"]
    assert "Otto" not in karin.get(path).text
    assert karin.post(path, {}).status_code == 422
    assert karin.post(path, {"person": otto.pk}).status_code == 422
    response = karin.post(path, {"person": cast.people["reporter"].pk, "office": "Utredare"})
    assert response.headers["Location"] == "/arbete/natverk/era-platser/"
    proposal = SeatProposal.objects.get()
    assert (proposal.proposed_by, proposal.is_waiting) == (cast.people["coordinator"], True)
    [letter] = letters()
    assert letter.to == [cast.people["maintainer"].email]
    assert proposal.get_work_url() in letter.body
    assert "Uno" not in letter.body
    assert "Länets nät" not in letter.subject


def test_secretary_is_told_where_there_is_one(seat, signe, waiting, letters):
    assert [letter.to for letter in letters()] == [[signe.email]]


def test_waiting_proposal_is_changed_and_stays_one(seat, waiting, karin):
    path = seat.get_proposal_url()
    shown = karin.get(path).context["form"]["as_shown"].value()
    stale = {"office": "Gammal", "as_shown": shown}
    assert karin.post(path, {"office": "Jurist", "as_shown": shown}).status_code == 302
    assert karin.post(path, stale).status_code == 409
    assert SeatProposal.objects.get().office == "Jurist"
    page = karin.get("/arbete/natverk/era-platser/").text
    assert waiting.get_work_url() in page


def test_proposal_that_was_answered_meanwhile_is_not_sent_again(seat, waiting, karin, cast):
    shown = karin.get(seat.get_proposal_url()).context["form"]["as_shown"].value()
    decline_proposal(proposal=waiting, by=cast.people["maintainer"])
    response = karin.post(seat.get_proposal_url(), {"office": "Jurist", "as_shown": shown})
    assert response.status_code == 409
    with pytest.raises(NotThereError):
        propose_representative(proposal=waiting, by=cast.people["coordinator"])


def test_proposal_is_answered_by_who_runs_the_network_alone(waiting, karin, cast):
    path = waiting.get_work_url()
    for kind, status in (("other agency", 404), ("reporter", 404), ("coordinator", 403)):
        assert cast.client(kind).post(path, {"gor": "bekrafta"}).status_code == status, kind
    for answer in (confirm_proposal, decline_proposal):
        with pytest.raises(PermissionDenied):
            answer(proposal=waiting, by=cast.people["coordinator"])
    assert karin.get(path).status_code == 200
    assert "Bekräfta" not in karin.get(path).text


def test_vacant_seat_is_filled_by_one_press(seat, waiting, signe, cast, letters):
    letters().clear()
    client = cast.client("signer")
    page = client.get(seat.network.get_work_url()).text
    assert f'action="{waiting.get_work_url()}"' in page
    assert client.post(waiting.get_work_url(), {"gor": "bekrafta"}).status_code == 422
    pressed = {"gor": "bekrafta", "seen": waiting.version}
    assert client.post(waiting.get_work_url(), pressed | {"gor": "annat"}).status_code == 422
    response = client.post(waiting.get_work_url(), pressed)
    assert response.headers["Location"] == seat.network.get_work_url()
    seat.refresh_from_db()
    uno = cast.people["reporter"]
    assert (seat.person, seat.office, seat.since) == (uno, "Utredare", timezone.localdate())
    assert seat.network.seats.filter(actor=cast.agency).count() == 1
    told = {letter.to[0]: letter for letter in letters()}
    assert set(told) == {uno.email, cast.people["coordinator"].email}
    assert "bekräftat" in told[cast.people["coordinator"].email].body
    assert cast.client("reporter").get(seat.network.get_work_url()).status_code == 200


def test_who_sat_there_before_has_that_day_as_the_last(seat, waiting, cast, letters):
    Seat.objects.filter(pk=seat.pk).update(person=cast.people["signer"], since="2026-01-01")
    begins = timezone.localdate() + timedelta(days=14)
    SeatProposal.objects.update(since=begins)
    letters().clear()
    confirm_proposal(proposal=waiting, by=cast.people["maintainer"])
    seat.refresh_from_db()
    assert (seat.person, seat.until) == (cast.people["signer"], begins)
    given = seat.network.seats.get(person=cast.people["reporter"])
    assert (given.since, given.role, given.actor) == (begins, seat.role, cast.agency)
    assert {letter.to[0] for letter in letters()} == {
        cast.people[kind].email for kind in ("signer", "reporter", "coordinator")
    }


@pytest.mark.parametrize(("after_days", "lasts"), [(40, True), (14, False), (7, False)])
def test_day_on_which_a_seat_was_to_end_stays_unless_it_is_who_left_that_ends(
    seat, waiting, cast, after_days, lasts
):
    begins = timezone.localdate() + timedelta(days=14)
    until = timezone.localdate() + timedelta(days=after_days)
    Seat.objects.filter(pk=seat.pk).update(
        person=cast.people["signer"], since="2026-01-01", until=until
    )
    SeatProposal.objects.update(since=begins)
    confirm_proposal(proposal=waiting, by=cast.people["maintainer"])
    seat.refresh_from_db()
    given = seat.network.seats.get(person=cast.people["reporter"])
    assert (seat.until, given.until) == (min(until, begins), until if lasts else None)


def test_declined_proposal_tells_why_and_leaves_the_seat(seat, waiting, cast, letters):
    letters().clear()
    malin = cast.client("maintainer")
    said = {"gor": "avboj", "seen": waiting.version, "answer": "Ring 19811218-9876"}
    assert malin.post(waiting.get_work_url(), said).status_code == 422
    malin.post(waiting.get_work_url(), said | {"answer": "Vi behöver en chef."})
    seat.refresh_from_db()
    assert seat.is_vacant
    [letter] = letters()
    assert letter.to == [cast.people["coordinator"].email]
    assert "Vi behöver en chef." in letter.body
    assert "Vi behöver en chef." in cast.client("coordinator").get(waiting.get_work_url()).text


def test_proposal_that_was_changed_or_answered_meanwhile_is_read_again(waiting, cast):
    malin = cast.client("maintainer")
    stale = {"gor": "bekrafta", "seen": waiting.version, "answer": "Välkommen!"}
    waiting.office = "Jurist"
    waiting.save()
    response = malin.post(waiting.get_work_url(), stale)
    assert response.status_code == 409
    assert "Välkommen!" in response.text
    now = stale | {"seen": waiting.version}
    malin.post(waiting.get_work_url(), now)
    assert malin.post(waiting.get_work_url(), now | {"gor": "avboj"}).status_code == 409
    # A second press of the same button is no fault.
    assert malin.post(waiting.get_work_url(), now).status_code == 302
    assert Seat.objects.filter(person=cast.people["reporter"]).count() == 1


def test_seat_that_is_over_or_a_person_who_left_is_not_confirmed(seat, waiting, cast):
    malin = cast.people["maintainer"]
    cast.people["reporter"].memberships.update(valid_from="2019-01-01", valid_to="2020-01-01")
    with pytest.raises(ValidationError):
        confirm_proposal(proposal=waiting, by=malin)
    Seat.objects.filter(pk=seat.pk).update(until="2020-01-01")
    SeatProposal.objects.update(person=None)
    with pytest.raises(ValidationError):
        confirm_proposal(proposal=waiting, by=malin)
    assert SeatProposal.objects.waiting().exists()
    with pytest.raises(ValidationError):
        propose_representative(
            proposal=SeatProposal(seat=seat, office="Chef"), by=cast.people["coordinator"]
        )


def test_protected_person_is_not_named_to_others(waiting, cast):
    User.objects.filter(pk=cast.people["reporter"].pk).update(protected=True)
    for path in (waiting.get_work_url(), waiting.seat.network.get_work_url()):
        page = cast.client("maintainer").get(path).text
        assert "Utredare" in page
        assert "Uno" not in page
    assert "Uno" in cast.client("coordinator").get(waiting.get_work_url()).text


def test_network_page_costs_the_same_with_3_and_30_proposals(
    seat, cast, django_assert_max_num_queries
):
    counted = []
    for more in (3, 27):
        for place in range(more):
            officer = person(f"Nils{more}{place}", of=cast.agency)
            make.seat_proposal(
                make.seat(seat.network, actor=cast.agency),
                cast.people["coordinator"],
                person=officer,
            )
        client = cast.client("maintainer")
        client.get(seat.network.get_work_url())
        with django_assert_max_num_queries(18) as context:
            assert client.get(seat.network.get_work_url()).status_code == 200
        counted.append(len(context))
    assert counted[0] == counted[1]


def test_pages_of_one_seat_stay_within_their_queries(waiting, cast, django_assert_max_num_queries):
    network: Network = waiting.seat.network
    for kind, path in (
        ("maintainer", waiting.get_work_url()),
        ("coordinator", waiting.get_work_url()),
        ("coordinator", waiting.seat.get_proposal_url()),
        ("maintainer", waiting.seat.get_work_url()),
        ("maintainer", f"{network.get_work_url()}andra/"),
        ("maintainer", f"{network.get_work_url()}platser/flera/?slag=municipality"),
        ("maintainer", f"{network.get_work_url()}sekreterare/"),
        ("superuser", waiting.seat.get_work_url()),
    ):
        client = cast.client(kind)
        client.get(path)
        with django_assert_max_num_queries(18):
            assert client.get(path).status_code == 200, path
