"""A network is made, changed, put up, taken down, handed over and ended by those who run it."""

from datetime import timedelta

import pytest
from auditlog.models import LogEntry
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.utils import timezone

from coordination.models import Network
from coordination.services.networks import end_network, hand_over_network, publish_network
from records.choices import Verb
from tests import builders as make
from tests.people import person

pytestmark = pytest.mark.once

NEW = "/arbete/natverk/nytt/"


@pytest.fixture
def malin(cast) -> Client:
    """Coordinator of the board that maintains the network."""
    return cast.client("maintainer")


@pytest.fixture
def network(world, cast) -> Network:
    network = make.network(title="Länets nät", maintained_by=cast.maintainer, published_at=None)
    make.seat(network, person=cast.people["reporter"], actor=cast.agency)
    return network


def typed(client: Client, path: str, **changes) -> dict:
    """What the page's form would post, and what somebody changed in it."""
    form = client.get(path).context["form"]
    values = {
        name: form[name].value()
        for name in form.fields
        if form[name].value() not in (None, "") and name != "confirm_personal_data"
    }
    shown = {name: [getattr(one, "pk", one) for one in value] if isinstance(value, list)
             else getattr(value, "pk", value) for name, value in values.items()}  # fmt: skip
    return shown | changes


def sees(network: Network, path: str) -> str:
    return network.get_work_url() + path


def test_network_is_made_by_who_coordinates_an_organisation_alone(cast, malin, world):
    assert cast.client("reader").get(NEW).status_code == 403
    assert cast.client("reader").post(NEW, {}).status_code == 403
    posted = typed(malin, NEW, kind="council", title="Rådet för länet")
    refused = malin.post(NEW, posted | {"maintained_by": cast.other.pk})
    assert refused.status_code == 422
    assert "Rådet för länet" in refused.text
    response = malin.post(NEW, posted | {"strategies": [world.strategy.pk]})
    network = Network.objects.get(slug="radet-for-lanet")
    assert response.headers["Location"] == network.get_work_url()
    assert (network.maintained_by, network.county) == (cast.maintainer, world.county)
    assert list(network.strategies.all()) == [world.strategy]
    assert network.published_at is None


def test_second_network_of_the_same_name_gets_an_address_of_its_own(malin):
    for slug in ("radet", "radet-2"):
        malin.post(NEW, typed(malin, NEW, kind="council", title="Rådet"))
        assert Network.objects.filter(slug=slug).exists()
    malin.post(NEW, typed(malin, NEW, kind="council", title="Nytt"))
    assert Network.objects.get(title="Nytt").slug == "nytt-2"


def test_secretary_changes_the_network_and_its_address_stays(network, cast):
    stranger, uno = cast.client("other agency"), cast.client("reporter")
    path = sees(network, "andra/")
    assert stranger.get(path).status_code == 404
    assert uno.get(path).status_code == uno.post(path, {}).status_code == 403
    network.seats.update(role="secretary")
    assert "maintained_by" not in uno.get(path).context["form"].fields
    posted = typed(uno, path, title="Nytt namn", maintained_by=cast.agency.pk)
    assert uno.post(path, posted).status_code == 302
    before = network.slug
    network.refresh_from_db()
    assert (network.title, network.slug) == ("Nytt namn", before)
    assert network.maintained_by == cast.maintainer


def test_two_who_change_the_network_lose_nothing(network, malin):
    path = sees(network, "andra/")
    late = typed(malin, path, title="Mitt namn")
    malin.post(path, typed(malin, path, title="Ditt namn"))
    response = malin.post(path, late)
    assert response.status_code == 409
    assert "Mitt namn" in response.text
    assert "Ditt namn" in response.text
    network.refresh_from_db()
    assert network.title == "Ditt namn"


def test_kind_whose_roles_the_seats_do_not_have_is_refused(network, malin):
    path = sees(network, "andra/")
    response = malin.post(path, typed(malin, path, kind="council"))
    assert response.status_code == 422
    assert "vars roll inte finns" in response.text


def test_strategy_of_strangers_stays_tied_and_unseen(network, malin, cast, world):
    hidden = make.strategy(title="Smygmarkör", published_at=None, maintained_by=cast.other)
    above = make.network(title="Smygnätverk", published_at=None, maintained_by=cast.other)
    network.strategies.add(hidden)
    Network.objects.filter(pk=network.pk).update(parent=above)
    path = sees(network, "andra/")
    assert "Smyg" not in malin.get(path).text
    malin.post(path, typed(malin, path, strategies=[world.strategy.pk]))
    network.refresh_from_db()
    assert set(network.strategies.all()) == {hidden, world.strategy}
    assert network.parent == above
    refused = malin.post(path, typed(malin, path, host=9**9))
    assert refused.status_code == 422


def test_network_is_published_and_withdrawn_by_who_edits_it(network, cast, malin):
    uno = cast.client("reporter")
    for word in ("publicera/", "avpublicera/"):
        assert uno.post(sees(network, word)).status_code == 403
        assert malin.get(sees(network, word)).status_code == 405
    with pytest.raises(PermissionDenied):
        publish_network(network=network, by=cast.people["reporter"])
    malin.post(sees(network, "publicera/"))
    assert Client().get(network.get_absolute_url()).status_code == 200
    malin.post(sees(network, "avpublicera/"))
    assert Client().get(network.get_absolute_url()).status_code == 404


def test_group_under_a_draft_is_said_not_to_show_yet(network, malin):
    group = make.network(parent=network, maintained_by=network.maintained_by, published_at=None)
    page = malin.post(sees(group, "publicera/"), follow=True)
    assert "när det som det hör till gör det" in page.text


def test_ending_the_network_ends_its_open_seats_that_day_and_tells_who_sat_there(
    network, malin, cast, letters
):
    uno, today = cast.client("reporter"), timezone.localdate()
    assert uno.post(sees(network, "avsluta/"), {"on": today}).status_code == 403
    over = make.seat(network, person=person("Ola"), until=today - timedelta(days=9))
    assert malin.post(sees(network, "avsluta/"), {"on": "i morgon"}).status_code == 422
    assert malin.post(sees(network, "avsluta/"), {"on": today}).status_code == 302
    network.refresh_from_db()
    assert network.until == today.isoformat()
    assert network.seats.get(person=cast.people["reporter"]).until == today
    over.refresh_from_db()
    assert over.until == today - timedelta(days=9)
    [letter] = letters()
    assert letter.to == [cast.people["reporter"].email]
    assert "Länets nät" in letter.body
    assert "Länets nät" not in letter.subject


def test_network_does_not_end_before_it_or_a_seat_began(network, malin, cast):
    today = timezone.localdate()
    Network.objects.filter(pk=network.pk).update(since="2026-05")
    early = malin.post(sees(network, "avsluta/"), {"on": "2020-01-01"})
    assert early.status_code == 422
    assert "Slutet ligger före början" in early.text
    make.seat(network, actor=cast.other, since=today + timedelta(days=30))
    response = malin.post(sees(network, "avsluta/"), {"on": today})
    assert response.status_code == 422
    assert "börjar först senare" in response.text
    network.refresh_from_db()
    assert network.until == ""
    assert not network.seats.filter(until__isnull=False).exists()


def test_network_is_handed_over_by_an_administrator_alone(network, malin, admin, cast):
    path, form = sees(network, "forvaltare/"), {"to": cast.other.slug}
    assert malin.get(path).status_code == malin.post(path, form).status_code == 403
    with pytest.raises(PermissionDenied):
        hand_over_network(network=network, to=cast.other, by=cast.people["maintainer"])
    assert admin.post(path, {}).status_code == 422
    assert admin.post(path, form).status_code == 302
    network.refresh_from_db()
    assert network.maintained_by == cast.other


def test_documents_of_meetings_go_with_their_network_to_who_takes_over(network, admin, cast):
    """Whose coordinator cannot read the meeting does not read its documents either."""
    item = make.agenda_item(make.meeting(network, published_at=None))
    row = make.item_document(item)
    elsewhere = make.document(actor=cast.maintainer)
    admin.post(sees(network, "forvaltare/"), {"to": cast.other.slug})
    row.document.refresh_from_db()
    elsewhere.refresh_from_db()
    assert (row.document.actor, elsewhere.actor) == (cast.other, cast.maintainer)


def test_administrator_who_reads_a_draft_by_its_form_is_told_of_in_the_history(network, admin):
    admin.get(sees(network, "andra/"))
    told = LogEntry.objects.get(additional_data__verb=Verb.READ_DRAFT)
    assert told.object_id == network.pk


@pytest.mark.parametrize("page", ["beslut/", "beslut/nytt/", "datum/", "one decision", "one point"])
def test_administrator_who_reads_what_a_draft_decided_is_told_of_unless_they_sit_there(
    network, admin, cast, page
):
    rows = {"one decision": make.decision, "one point": make.action_point}
    path = rows[page](network).get_work_url() if page in rows else sees(network, page)
    readings = LogEntry.objects.filter(additional_data__verb=Verb.READ_DRAFT)
    seat = make.seat(network, person=cast.people["superuser"], actor=None)
    assert admin.get(path).status_code == 200
    assert not readings.exists()
    seat.delete()
    assert admin.get(path).status_code == 200
    assert readings.get().object_id == network.pk


def test_service_asks_the_rule_too(network, cast):
    with pytest.raises(PermissionDenied):
        end_network(network=network, on=timezone.localdate(), by=cast.people["reporter"])


def test_list_tells_how_many_proposals_wait(network, malin, cast):
    karin = cast.people["coordinator"]
    for _place in range(2):
        make.seat_proposal(make.seat(network, actor=cast.agency), karin)
    assert "2 förslag väntar på svar" in malin.get("/arbete/natverk/").text
    assert "väntar på svar" not in cast.client("reporter").get("/arbete/natverk/").text


def test_list_costs_the_same_with_3_and_30_networks(world, cast, django_assert_max_num_queries):
    counted = []
    for more in (3, 27):
        for _place in range(more):
            network = make.network(maintained_by=cast.maintainer, host=cast.other)
            seat = make.seat(network, actor=cast.agency)
            make.seat_proposal(seat, cast.people["coordinator"])
        for kind, path in (("maintainer", ""), ("coordinator", "era-platser/")):
            client = cast.client(kind)
            with django_assert_max_num_queries(11) as context:
                assert client.get(f"/arbete/natverk/{path}").status_code == 200
            counted.append(len(context))
    assert counted[:2] == counted[2:]
