"""Seats are made, filled and ended, and the secretary's handed over."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.test import Client
from django.utils import timezone

from actors.choices import ActorKind, Role
from actors.models import Actor, Membership
from coordination.models import Network, Seat
from coordination.services.seats import add_vacant_seats, end_seat, hand_over_secretariat
from tests import builders as make
from tests.coordination.test_networks_at_work import typed
from tests.people import person

pytestmark = pytest.mark.once


@pytest.fixture
def network(world, cast) -> Network:
    return make.network(title="Länets nät", maintained_by=cast.maintainer, published_at=None)


@pytest.fixture
def malin(cast) -> Client:
    return cast.client("maintainer")


@pytest.fixture
def secretary(network, cast) -> Seat:
    """Uno of the agency, who coordinates nothing."""
    return make.seat(network, role="secretary", person=cast.people["reporter"], actor=cast.agency)


def new(network: Network) -> str:
    return f"{network.get_work_url()}platser/ny/"


def test_seat_is_added_by_who_runs_the_network_alone(network, malin, cast, letters):
    make.seat(network, person=cast.people["reporter"], actor=cast.agency)
    assert cast.client("other agency").get(new(network)).status_code == 404
    assert cast.client("reporter").post(new(network), {}).status_code == 403
    own = {"actor": cast.maintainer.pk, "person": cast.people["maintainer"].pk}
    assert malin.post(new(network), {"role": "chair", **own}).status_code == 422
    assert malin.post(new(network), {"role": "convener", **own}).status_code == 302
    seat = network.seats.get(role="convener")
    assert (seat.person, seat.until) == (cast.people["maintainer"], None)
    assert letters() == []


def test_person_of_another_organisation_is_neither_named_nor_seated(network, malin, cast):
    karin = cast.people["coordinator"]
    assert f'value="{karin.pk}">Karin' not in malin.get(new(network)).text
    form = {"role": "representative", "actor": cast.agency.pk, "person": karin.pk}
    assert malin.post(new(network), form).status_code == 422
    assert not network.seats.exists()


def test_person_without_an_organisation_sits_there_for_the_own(network, malin, cast):
    form = {"role": "representative", "person": cast.people["maintainer"].pk}
    assert malin.post(new(network), form).status_code == 302
    assert network.seats.get().actor == cast.maintainer


def test_organisation_is_asked_for_where_the_person_has_several(network, malin, cast):
    person = cast.people["maintainer"]
    Membership.objects.create(user=person, actor=cast.other, role=Role.COORDINATOR)
    form = {"role": "representative", "person": person.pk}
    refused = malin.post(new(network), form)
    assert refused.status_code == 422
    assert "Välj organisationen som personen sitter där för." in refused.text
    assert not network.seats.exists()


def test_seat_without_organisation_and_office_is_named_by_who_sits_there(network, malin, cast):
    make.seat(network, actor=None, person=cast.people["maintainer"])
    page = malin.get(network.get_work_url()).text
    assert "Ändra platsen: ," not in page
    assert "Ändra platsen: Malin, " in page


def test_administrator_fills_a_vacant_seat_and_its_person_is_told(network, admin, cast, letters):
    seat = make.seat(network, actor=cast.agency)
    uno = cast.people["reporter"]
    path = seat.get_work_url()
    assert admin.post(path, typed(admin, path, person=uno.pk)).status_code == 302
    seat.refresh_from_db()
    assert seat.person == uno
    [letter] = letters()
    assert (letter.to, "Länets nät" in letter.body) == ([uno.email], True)


def test_seat_that_somebody_has_is_changed_and_keeps_its_person(secretary, malin, cast):
    path = secretary.get_work_url()
    assert "person" not in malin.get(path).context["form"].fields
    changed = typed(malin, path, office="Utredare", person=cast.people["maintainer"].pk)
    assert malin.post(path, changed).status_code == 302
    secretary.refresh_from_db()
    assert (secretary.office, secretary.person) == ("Utredare", cast.people["reporter"])


def test_two_who_change_a_seat_lose_nothing(secretary, malin):
    path = secretary.get_work_url()
    late = typed(malin, path, office="Min")
    malin.post(path, typed(malin, path, office="Din"))
    response = malin.post(path, late)
    assert (response.status_code, "Min" in response.text) == (409, True)


def test_seat_of_another_network_is_not_there(secretary, malin, cast):
    elsewhere = make.network(maintained_by=cast.maintainer)
    path = f"{elsewhere.get_work_url()}platser/{secretary.public_id}/"
    assert malin.get(path).status_code == 404


def test_seat_is_ended_and_its_person_told_at_once(secretary, malin, cast, letters):
    path, today = f"{secretary.get_work_url()}avsluta/", timezone.localdate()
    make.seat(secretary.network, person=cast.people["signer"], actor=cast.agency)
    assert cast.client("signer").post(path, {"on": today}).status_code == 403
    with pytest.raises(PermissionDenied):
        end_seat(seat=secretary, on=today, by=cast.people["signer"])
    Seat.objects.filter(pk=secretary.pk).update(since="2026-03-01")
    early = malin.post(path, {"on": "2026-02-01"})
    assert (early.status_code, "Slutet ligger före början" in early.text) == (422, True)
    in_half_a_year = today + timedelta(days=180)
    assert malin.post(path, {"on": in_half_a_year}).status_code == 302
    assert malin.post(path, {"on": in_half_a_year}).status_code == 302
    secretary.refresh_from_db()
    assert secretary.until == in_half_a_year
    [letter] = letters()
    assert letter.to == [secretary.person.email]
    assert letter.subject.startswith("Ditt uppdrag upphör den")


def test_seat_that_is_over_is_not_ended_again(secretary, malin):
    Seat.objects.filter(pk=secretary.pk).update(until="2020-01-01")
    path = f"{secretary.get_work_url()}avsluta/"
    assert malin.post(path, {"on": "2020-02-01"}).status_code == 422


def test_who_ends_the_own_seat_is_led_to_what_is_left(secretary, cast):
    uno = cast.client("reporter")
    yesterday = timezone.localdate() - timedelta(days=1)
    response = uno.post(f"{secretary.get_work_url()}avsluta/", {"on": yesterday})
    assert response.headers["Location"] == "/arbete/natverk/"


# ---------------------------------------------------------------- several at once


def test_many_organisations_get_a_vacant_seat_each_by_a_search(network, malin, world, cast):
    path = f"{network.get_work_url()}platser/flera/"
    make.seat(network, person=cast.people["reporter"], actor=cast.agency)
    assert cast.client("reporter").get(path).status_code == 403
    assert malin.get(path).context["form"].fields["actors"].queryset.count() == 0
    search = f"{path}?slag=municipality&lan=kalmar"
    municipalities = Actor.objects.municipalities().in_county(world.county)
    chosen = [one.slug for one in municipalities[:2]]
    assert malin.post(search, {"role": "representative"}).status_code == 422
    assert malin.post(search, {"role": "chair", "actors": chosen}).status_code == 422
    assert malin.post(path, {"role": "representative", "actors": chosen}).status_code == 422
    malin.post(search, {"role": "representative", "actors": chosen})
    made = network.seats.filter(actor__kind=ActorKind.MUNICIPALITY)
    assert [seat.is_vacant for seat in made] == [True, True]
    malin.post(search, {"role": "representative", "alla": "1"})
    assert made.all().count() == municipalities.count() == 12
    assert "Ingen organisation utan plats" in malin.get(search).text
    assert malin.get(f"{path}?lan=atlantis").status_code == 400


def test_invented_organisation_gets_no_seat_in_a_real_network(network, malin):
    make.organisation("Exempelmyndigheten", is_example=True)
    assert (
        "Exempelmyndigheten" not in malin.get(f"{network.get_work_url()}platser/flera/?sok=").text
    )


def test_organisation_that_has_the_role_gets_no_second_seat(network, cast):
    malin = cast.people["maintainer"]
    given = {"network": network, "actors": [cast.agency, cast.other], "role": "representative"}
    assert len(add_vacant_seats(**given, by=malin)) == 2
    assert add_vacant_seats(**given, by=malin) == []
    with pytest.raises(ValidationError):
        add_vacant_seats(network=network, actors=[cast.head], role="chair", by=malin)
    with pytest.raises(PermissionDenied):
        add_vacant_seats(**given, by=cast.people["reporter"])


# ---------------------------------------------------------------- the secretariat


def test_secretariat_goes_to_another_in_one_step(secretary, cast, letters):
    network, today = secretary.network, timezone.localdate()
    signe = make.seat(network, person=cast.people["signer"], actor=cast.agency, office="Jurist")
    path = f"{network.get_work_url()}sekreterare/"
    assert cast.client("signer").get(path).status_code == 403
    uno = cast.client("reporter")
    chosen = {"leaver": secretary.public_id, "begins": today}
    assert uno.post(path, chosen).status_code == 422
    assert uno.post(path, chosen | {"to": secretary.public_id}).status_code == 422
    assert uno.post(path, chosen | {"to": signe.public_id}).status_code == 302
    secretary.refresh_from_db()
    assert secretary.until == today
    given = network.seats.get(role="secretary", until=None)
    assert (given.person, given.office, given.since) == (signe.person, "Jurist", today)
    assert network.seats.filter(pk=signe.pk, until=None).exists()
    assert {letter.to[0] for letter in letters()} == {secretary.person.email, signe.person.email}
    assert type(signe.person).objects.get(pk=signe.person.pk).access.runs_networks == {network.pk}


def test_secretariat_without_a_secretary_is_given(network, malin, cast):
    seat = make.seat(network, person=cast.people["signer"], actor=cast.agency)
    path = f"{network.get_work_url()}sekreterare/"
    assert "leaver" not in malin.get(path).context["form"].fields
    malin.post(path, {"to": seat.public_id, "begins": timezone.localdate()})
    assert network.seats.filter(role="secretary").count() == 1


@pytest.mark.parametrize("wrong", ["past", "elsewhere", "vacant", "oneself"])
def test_secretariat_goes_to_nobody_else_and_to_no_day_before(secretary, cast, wrong):
    network, today = secretary.network, timezone.localdate()
    signe = make.seat(network, person=cast.people["signer"], actor=cast.agency)
    to, begins = signe, today
    if wrong == "past":
        begins = today - timedelta(days=1)
    elif wrong == "elsewhere":
        to = make.seat(make.network(), person=cast.people["signer"])
    elif wrong == "vacant":
        to = make.seat(network, actor=cast.other)
    else:
        to = make.seat(network, person=secretary.person, actor=cast.agency)
    with pytest.raises(ValidationError):
        hand_over_secretariat(
            network=network, to=to, begins=begins, leaver=secretary, by=secretary.person
        )
    secretary.refresh_from_db()
    assert secretary.until is None
    assert network.seats.filter(role="secretary").count() == 1


def test_protected_person_is_chosen_without_a_name(secretary, malin, cast):
    ida = person("Ida", of=cast.other)
    type(ida).objects.filter(pk=ida.pk).update(protected=True)
    make.seat(secretary.network, person=ida, actor=cast.other)
    page = malin.get(f"{secretary.network.get_work_url()}sekreterare/").text
    assert "Ida" not in page
    assert "Handläggare, " in page
