"""Networks and meetings in the admin: what an editor ties them to, and what stays as it was."""

import pytest
from django.test import Client
from django.utils import timezone

from actors.choices import DocumentAudience, Role
from coordination.choices import Audience
from coordination.models import Attendance, Challenge, Meeting, Network, Seat
from tests import builders as make
from tests.people import person
from tests.site.test_admin import address, posted_as_shown
from tests.site.test_admin_forms import new_form, refused, rows

pytestmark = [pytest.mark.ignore_template_errors, pytest.mark.once]

NOT_YOURS = "Välj något som är ert"


@pytest.fixture
def malin(cast) -> Client:
    """Coordinator of the board that maintains the network of the world."""
    return cast.client("maintainer")


def page_of(client: Client, row) -> tuple[str, dict]:
    target = address(type(row), "change", row.pk)
    return target, posted_as_shown(client.get(target))


def network_form(client: Client, world, **fields) -> dict:
    return new_form(
        client, Network, kind="working", title="Ny", slug="ny", county=world.county.pk, **fields
    )


def test_chair_who_coordinates_nothing_does_not_come_in(world):
    council = make.network(kind="council")
    for name, membership in (("Ada", {}), ("Bea", {"of": world.board, "role": Role.REPORTER})):
        chair = person(name, **membership)
        make.seat(council, role="chair", person=chair)
        client = Client()
        client.force_login(chair)
        assert client.get(address(Network, "changelist")).status_code == 403
        assert client.get(address(Network, "change", council.pk)).status_code == 403


def test_network_is_made_for_the_own_organisation_alone(malin, world, cast):
    form = network_form(malin, world)
    response = malin.post(address(Network, "add"), form | {"maintained_by": cast.other.pk})
    assert response.status_code == 200
    assert not Network.objects.filter(slug="ny").exists()
    form |= rows("seats", {"role": "leads", "actor": cast.agency.pk})
    malin.post(address(Network, "add"), form | {"maintained_by": cast.maintainer.pk})
    network = Network.objects.get(slug="ny")
    assert (network.maintained_by, network.seats.get().role) == (cast.maintainer, "leads")


def test_role_that_the_new_network_does_not_have_is_refused(malin, world, cast):
    form = network_form(malin, world, maintained_by=cast.maintainer.pk)
    form |= rows("seats", {"role": "convener", "actor": cast.agency.pk})
    refused(malin.post(address(Network, "add"), form), "Den rollen finns inte")
    assert not Network.objects.filter(slug="ny").exists()


def test_network_is_handed_over_by_an_administrator_alone(malin, admin, world, cast):
    document = make.item_document(make.agenda_item(world.meeting)).document
    for client, expected in ((malin, cast.maintainer), (admin, cast.other)):
        target, form = page_of(client, world.network)
        form |= {"maintained_by": cast.other.pk, "purpose": f"Nytt {expected}"}
        assert client.post(target, form).status_code == 302
        world.network.refresh_from_db()
        assert (world.network.maintained_by, world.network.purpose) == (
            expected,
            f"Nytt {expected}",
        )
        document.refresh_from_db()
        assert document.actor == expected


def test_meeting_is_handed_over_by_an_administrator_alone(malin, admin, world, cast):
    meeting = make.meeting(world.board)
    document = make.item_document(make.agenda_item(meeting)).document
    for client, expected in ((malin, world.board), (admin, cast.other)):
        target, form = page_of(client, meeting)
        form |= {"convener": cast.other.pk, "town": f"Ort {expected}"}
        assert client.post(target, form).status_code == 302
        meeting.refresh_from_db()
        assert (meeting.convener, meeting.town) == (expected, f"Ort {expected}")
        document.refresh_from_db()
        assert document.actor == expected


def test_group_is_not_hung_under_a_network_of_strangers(malin, world, cast):
    theirs = make.network(maintained_by=cast.other)
    form = network_form(malin, world, maintained_by=cast.maintainer.pk, parent=theirs.pk)
    refused(malin.post(address(Network, "add"), form), NOT_YOURS)
    target, form = page_of(malin, world.network)
    refused(malin.post(target, form | {"parent": theirs.pk}), NOT_YOURS)
    assert not theirs.groups.exists()


def test_group_stays_where_it_hangs_when_its_editor_saves_it(malin, cast):
    hidden = make.network(maintained_by=cast.other, published_at=None, title="Smygmarkör")
    group = make.network(parent=hidden)
    target, form = page_of(malin, group)
    assert "Smygmarkör" not in malin.get(target).text
    assert malin.post(target, form | {"purpose": "Nytt."}).status_code == 302
    group.refresh_from_db()
    assert (group.parent, group.purpose) == (hidden, "Nytt.")


def test_meeting_of_the_network_of_strangers_is_not_made(malin, world, cast):
    theirs = make.network(maintained_by=cast.other)
    hidden = make.network(maintained_by=cast.other, published_at=None)
    form = new_form(malin, Meeting, title="Nytt", county=world.county.pk, state="planned")
    for network in (theirs, hidden):
        response = malin.post(address(Meeting, "add"), form | {"network": network.pk})
        assert response.status_code == 200
        assert not network.meetings.exists()
    assert malin.post(address(Meeting, "add"), form).status_code == 200
    response = malin.post(address(Meeting, "add"), form | {"network": world.network.pk})
    assert response.status_code == 302
    assert world.network.meetings.filter(title="Nytt").exists()


def test_meeting_is_not_convened_in_the_name_of_others(malin, world, cast):
    form = new_form(malin, Meeting, title="Nytt", county=world.county.pk, state="planned")
    response = malin.post(address(Meeting, "add"), form | {"convener": cast.other.pk})
    assert response.status_code == 200
    response = malin.post(address(Meeting, "add"), form | {"convener": world.board.pk})
    assert response.status_code == 302
    assert Meeting.objects.get(title="Nytt").convener == world.board


def test_day_of_a_meeting_follows_when_it_begins(malin, world):
    target, form = page_of(malin, world.meeting)
    form |= {"starts_at_0": "2026-12-01", "starts_at_1": "23:30"}
    assert malin.post(target, form).status_code == 302
    world.meeting.refresh_from_db()
    assert world.meeting.on == "2026-12-01"


def test_challenge_is_not_put_on_the_page_of_strangers(malin, world, cast):
    theirs = make.meeting(make.network(maintained_by=cast.other))
    form = new_form(
        malin, Challenge, text="Ny", state="identified", audience=Audience.PUBLIC, position=0
    )
    for tie in ({"meeting": theirs.pk}, {"network": theirs.network.pk},
                {"network": world.network.pk, "meeting": theirs.pk}):  # fmt: skip
        refused(malin.post(address(Challenge, "add"), form | tie), NOT_YOURS)
    refused(malin.post(address(Challenge, "add"), form), "Ange nätverket eller mötet")
    assert not Challenge.objects.filter(text="Ny").exists()


def test_challenge_is_tied_to_nothing_that_is_hidden(malin, world, cast):
    goal = make.goal(make.strategy(published_at=None, maintained_by=cast.other))
    target, form = page_of(malin, world.network.challenges.get())
    response = malin.post(target, form | {"goals": [goal.pk]})
    assert response.status_code == 200
    assert response.context["adminform"].form.errors["goals"]


def test_seat_names_persons_of_the_own_organisation_alone(malin, world, cast):
    lena, malins = cast.people["reader"], cast.people["maintainer"]
    seat = make.seat(world.network, actor=world.board)
    target, form = page_of(malin, seat)
    assert "Lena" not in malin.get(target).text
    assert malin.post(target, form | {"person": lena.pk}).status_code == 200
    assert malin.post(target, form | {"person": malins.pk}).status_code == 302
    seat.refresh_from_db()
    assert seat.person == malins


def test_person_of_others_keeps_the_seat_and_is_not_shown(malin, world, cast):
    lena = cast.people["reader"]
    seat = make.seat(world.network, actor=cast.agency, person=lena)
    target, form = page_of(malin, seat)
    lists = (address(Seat, "changelist"), address(Seat, "changelist") + "?q=lena")
    for place in (target, *lists, address(Network, "change", world.network.pk)):
        told = malin.get(place).text
        assert "Lena" not in told, place
        assert lena.email not in told, place
    assert malin.post(target, form | {"office": "Chef"}).status_code == 302
    target, form = page_of(malin, world.network)
    place = next(name for name in form if form[name] == "Chef").removesuffix("office")
    assert malin.post(target, form | {f"{place}office": "Enhetschef"}).status_code == 302
    seat.refresh_from_db()
    assert (seat.person, seat.office) == (lena, "Enhetschef")


def test_same_attendance_twice_in_one_form_is_refused(malin, world, cast):
    target, form = page_of(malin, world.meeting)
    again = {"actor": cast.agency.pk, "audience": Audience.PUBLIC}
    added = rows("attendances", again, again, initial=1)
    response = malin.post(target, form | added)
    assert response.status_code == 200
    assert response.context["errors"]
    assert Attendance.objects.count() == 1
    assert malin.post(target, form | rows("attendances", again, initial=1)).status_code == 302
    assert world.meeting.attendances.filter(actor=cast.agency).exists()


def test_what_has_been_public_is_withdrawn_and_not_deleted(malin, world):
    for row in (world.network, world.meeting):
        assert malin.post(address(type(row), "delete", row.pk), {"post": "yes"}).status_code == 403
        form = {"action": "withdraw_chosen", "_selected_action": [row.pk]}
        malin.post(address(type(row), "changelist"), form)
        row.refresh_from_db()
        assert row.withdrawn_at <= timezone.now()
    assert Client().get(world.network.get_absolute_url()).status_code == 404


def test_second_of_two_who_edit_a_network_sees_what_the_first_wrote(malin, admin, world):
    target, stale = page_of(malin, world.network)
    _target, form = page_of(admin, world.network)
    assert admin.post(target, form | {"purpose": "Först."}).status_code == 302
    response = malin.post(target, stale | {"purpose": "Sedan."})
    assert response.status_code == 409
    assert "Först." in response.text
    assert "Sedan." in response.text
    world.network.refresh_from_db()
    assert world.network.purpose == "Först."


def test_identity_number_is_refused(malin, world):
    target, form = page_of(malin, world.network)
    refused(malin.post(target, form | {"purpose": "Om 19121212-1212."}), "personnummer")


def test_item_saved_beside_its_meeting_takes_its_documents_with_it(malin, world):
    document = make.item_document(world.meeting.items.get()).document
    target, form = page_of(malin, world.meeting)
    malin.post(target, form | {"items-0-audience": Audience.AT_MEETING})
    document.refresh_from_db()
    assert document.audience == DocumentAudience.COORDINATORS


def test_item_saved_beside_its_meeting_dates_it(malin, world):
    target, form = page_of(malin, world.meeting)
    assert malin.post(target, form | {"items-0-title": "Läget nu"}).status_code == 302
    world.meeting.refresh_from_db()
    assert world.meeting.content_updated_at is not None
    assert world.meeting.items.get().title == "Läget nu"
