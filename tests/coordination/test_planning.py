"""Planning a meeting: by whom, with which hours, and without losing what two people write."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.utils import timezone

from coordination.choices import MeetingState
from coordination.models import Meeting, Network
from records.models import OutgoingMail
from tests import builders as make
from tests.people import person

pytestmark = pytest.mark.once

STOCKHOLM = ZoneInfo("Europe/Stockholm")
YEAR = timezone.localdate().year + 1
HOURS = {"starts_at": f"{YEAR}-05-11T09:00", "ends_at": f"{YEAR}-05-11T12:00"}


@pytest.fixture
def network(world, cast) -> Network:
    network = make.network(title="Länets råd", maintained_by=cast.maintainer, published_at=None)
    make.seat(network, actor=cast.agency, person=cast.people["reporter"])
    return network


@pytest.fixture
def meeting(network) -> Meeting:
    starts_at = datetime(YEAR, 3, 9, 9, tzinfo=STOCKHOLM)
    ends_at = starts_at + timedelta(hours=3)
    return make.meeting(
        network, title="Möte 2", starts_at=starts_at, ends_at=ends_at, town="Kalmar", on=""
    )


@pytest.fixture
def secretary(network, client):
    """Somebody who has nothing but the seat."""
    make.seat(network, person=(who := person("Sek")), actor=None, role="secretary")
    client.force_login(who)
    return client


def plan_path(network: Network) -> str:
    return f"/arbete/natverk/{network.slug}/nytt-mote/"


def paths(meeting: Meeting) -> list[str]:
    of_meeting = ["andra", "nasta", "stall-in"]
    of_network = ["nytt-mote", "datum", "datum/brev"]
    return [f"/arbete/moten/{meeting.public_id}/{one}/" for one in of_meeting] + [
        f"/arbete/natverk/{meeting.network.slug}/{one}/" for one in of_network
    ]


def test_planning_is_for_who_runs_the_network(meeting, cast, secretary):
    stranger, member = cast.client("other agency"), cast.client("reporter")
    for path in paths(meeting):
        assert stranger.get(path).status_code == stranger.post(path).status_code == 404, path
        assert member.get(path).status_code == member.post(path).status_code == 403, path
        assert secretary.get(path).status_code == 200, path
        assert cast.client("maintainer").get(path).status_code == 200, path


def test_buttons_are_for_who_runs_the_meeting(meeting, cast):
    for button in ("publicera", "avpublicera", "hallet", "stall-in", "planerat-igen"):
        path = f"/arbete/moten/{meeting.public_id}/{button}/"
        assert cast.client("other agency").post(path).status_code == 404
        assert cast.client("reporter").post(path).status_code == 403
    meeting.refresh_from_db()
    assert meeting.state == MeetingState.PLANNED


def test_secretary_plans_a_meeting_that_tells_nobody(network, secretary):
    network.strategies.add(strategy := make.strategy())
    asked = secretary.get(plan_path(network)).context["form"]
    assert asked.initial["title"] == "Möte 1"
    assert asked["strategies"].value() == [strategy.pk]
    chosen = {"title": "Möte 1", "town": "Kalmar", "form": "hybrid", "strategies": [strategy.pk]}
    response = secretary.post(plan_path(network), chosen | HOURS)
    planned = network.meetings.get()
    assert response.headers["Location"] == planned.get_work_url()
    assert timezone.localtime(planned.starts_at).hour == 9
    assert (planned.county, planned.published_at) == (network.county, None)
    assert list(planned.strategies.all()) == [strategy]
    assert planned.content_updated_at
    assert not OutgoingMail.objects.exists()


def test_new_meeting_begins_from_the_last(network, meeting, secretary):
    Meeting.objects.update(form="digital", joining_link="https://mote.example/1")
    begun = secretary.get(plan_path(network)).context["form"].initial
    assert (begun["title"], begun["town"], begun["form"]) == ("Möte 3", "Kalmar", "digital")
    assert begun["joining_link"] == "https://mote.example/1"


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"starts_at": "", "ends_at": ""}, "starts_at"),
        ({"starts_at": ""}, "starts_at"),
        ({"starts_at": "om en vecka"}, "starts_at"),
        ({"starts_at": "0001-01-01T00:00", "ends_at": ""}, "starts_at"),
        ({"ends_at": f"{YEAR}-05-11T09:00"}, "ends_at"),
        # The night when the clock goes from two to three, and from three to two.
        ({"starts_at": "2027-03-28T02:30", "ends_at": ""}, "starts_at"),
        ({"starts_at": "2027-10-31T02:30", "ends_at": ""}, "starts_at"),
        ({"starts_at": "", "ends_at": "", "on": "2027-13"}, "on"),
        ({"answer_by": f"{YEAR}-05-12"}, "answer_by"),
        ({"joining_link": "inte en länk"}, "joining_link"),
        ({"description": "19640823-3234"}, "description"),
    ],
)
def test_wrong_times_are_refused_and_what_was_typed_stays(network, secretary, wrong, field):
    response = secretary.post(plan_path(network), {"title": "Vårmötet"} | HOURS | wrong)
    assert response.status_code == 422
    assert field in response.context["form"].errors
    assert 'value="Vårmötet"' in response.text
    assert not network.meetings.exists()


def test_day_may_be_known_by_words_alone(network, secretary):
    said = {"title": "Höstmötet", "on": "", "on_wording": "i slutet av året"}
    assert secretary.post(plan_path(network), said).status_code == 302
    planned = network.meetings.get()
    assert (planned.on_wording, planned.starts_at) == ("i slutet av året", None)
    change = f"/arbete/moten/{planned.public_id}/andra/"
    shown = secretary.get(change).context["form"]
    data = said | HOURS | {"as_shown": shown.signed_shown()}
    assert secretary.post(change, data).status_code == 302
    planned.refresh_from_db()
    assert (planned.on, planned.on_wording) == (f"{YEAR}-05-11", "")


def test_same_hour_twice_is_one_meeting(network, secretary):
    for status in (302, 422):
        response = secretary.post(plan_path(network), {"title": "Möte 1"} | HOURS)
        assert response.status_code == status
    assert network.meetings.count() == 1


def test_street_address_of_the_place_is_not_asked_about(network, secretary):
    said = {"title": "Möte 1", "place": "Smalgatan 2"} | HOURS
    assert secretary.post(plan_path(network), said).status_code == 302


def test_change_keeps_what_another_changed_and_asks_where_both_did(meeting, cast, secretary):
    path = f"/arbete/moten/{meeting.public_id}/andra/"
    shown = secretary.get(path).context["form"]
    data = {name: shown[name].value() or "" for name in ("title", "town", "form", "place")}
    data |= {"starts_at": f"{YEAR}-03-09T09:00", "ends_at": f"{YEAR}-03-09T12:00"}
    data |= {"as_shown": shown.signed_shown()}
    stored = Meeting.objects.get(pk=meeting.pk)
    stored.town = "Växjö"
    stored.save()
    clash = secretary.post(path, data | {"town": "Borgholm"})
    assert clash.status_code == 409
    assert "Växjö" in clash.text
    assert 'value="Borgholm"' in clash.text
    again = data | {"as_shown": clash.context["form"].signed_shown(), "town": "Borgholm"}
    assert secretary.post(path, again).status_code == 302
    meeting.refresh_from_db()
    assert meeting.town == "Borgholm"
    assert meeting.starts_at == datetime(YEAR, 3, 9, 9, tzinfo=STOCKHOLM)


def test_change_leaves_strategies_that_one_may_not_read(meeting, network, secretary):
    hidden, open_to_all = make.strategy(published_at=None), make.strategy()
    network.strategies.set([hidden, open_to_all])
    meeting.strategies.set([hidden, open_to_all])
    path = f"/arbete/moten/{meeting.public_id}/andra/"
    page = secretary.get(path)
    assert open_to_all.title in page.text
    assert hidden.title not in page.text
    data = {"title": "Möte 2", "as_shown": page.context["form"].signed_shown()} | HOURS
    assert secretary.post(path, data).status_code == 302
    assert list(meeting.strategies.all()) == [hidden]


def test_talk_without_network_is_made_by_who_coordinates(cast, secretary):
    path = "/arbete/moten/nytt/"
    for client in (cast.client("reporter"), secretary):
        assert client.get(path).status_code == client.post(path).status_code == 403
    karin = cast.client("coordinator")
    said = {"title": "Samtal", "convener_office": "Generaldirektören"} | HOURS
    other = karin.post(path, said | {"convener": cast.other.pk})
    assert other.status_code == 422
    assert karin.post(path, said | {"convener": cast.agency.pk}).status_code == 302
    talk = Meeting.objects.get(title="Samtal")
    assert (talk.convener, talk.network) == (cast.agency, None)
    change = f"/arbete/moten/{talk.public_id}/andra/"
    assert karin.get(change).status_code == 200
    assert cast.client("reader").get(change).status_code == 403
    assert cast.client("maintainer").get(change).status_code == 404


def test_meeting_is_shown_to_all_and_not_by_buttons(meeting, network, client, secretary):
    Network.objects.update(published_at=timezone.now())
    Meeting.objects.update(published_at=None, place="Lilla salen", description="Vi ses.")
    address = f"/arbete/moten/{meeting.public_id}"
    # Whoever presses the button, or fills in the form, has been told all that will show.
    page = secretary.get(meeting.get_work_url()).text
    assert "Visa mötet för alla" in page
    for text in (page, secretary.get(f"{address}/andra/").text):
        assert "syns rubrik, dag, ort, form, strategier och Om mötet" in text
    secretary.post(f"{address}/publicera/")
    page = client.get(meeting.get_absolute_url())
    assert page.status_code == 200
    for shown in (meeting.title, "Kalmar", "Vi ses."):
        assert shown in page.text
    assert "Lilla salen" not in page.text
    secretary.post(f"{address}/avpublicera/")
    assert client.get(meeting.get_absolute_url()).status_code == 404


def test_cancelled_meeting_stays_and_is_cancelled_once(meeting, secretary):
    path = f"/arbete/moten/{meeting.public_id}/stall-in/"
    assert "Ställ in mötet?" in secretary.get(path).text
    assert "Mötet är inställt." in secretary.post(path, follow=True).text
    assert "Det går inte längre: mötet är inställt." in secretary.post(path, follow=True).text
    meeting.refresh_from_db()
    assert meeting.is_cancelled


@pytest.mark.parametrize("state", [MeetingState.HELD, MeetingState.CANCELLED])
def test_slip_of_the_hand_is_taken_back(meeting, network, secretary, state):
    path = f"/arbete/moten/{meeting.public_id}/planerat-igen/"
    assert "mötet är redan planerat" in secretary.post(path, follow=True).text
    assert "Mötet är planerat igen" not in secretary.get(meeting.get_work_url()).text
    Meeting.objects.filter(pk=meeting.pk).update(state=state)
    assert "Mötet är planerat igen" in secretary.get(meeting.get_work_url()).text
    other = make.meeting(network, starts_at=meeting.starts_at, on="")
    assert "Det finns redan ett möte då" in secretary.post(path, follow=True).text
    other.delete()
    assert "Mötet är planerat igen." in secretary.post(path, follow=True).text
    meeting.refresh_from_db()
    assert meeting.state == MeetingState.PLANNED


def test_meeting_with_final_notes_stays_held(meeting, secretary):
    Meeting.objects.filter(pk=meeting.pk).update(
        state=MeetingState.HELD, notes_state="final", final_at=timezone.now()
    )
    path = f"/arbete/moten/{meeting.public_id}/planerat-igen/"
    assert "Mötet är planerat igen" not in secretary.get(meeting.get_work_url()).text
    assert "anteckningarna klara" in secretary.post(path, follow=True).text
    meeting.refresh_from_db()
    assert meeting.state == MeetingState.HELD


def test_past_meeting_stands_out_until_somebody_says_it_was_held(meeting, network, secretary, cast):
    held = f"/arbete/moten/{meeting.public_id}/hallet/"
    assert "Mötet har inte varit än." in secretary.post(held, follow=True).text
    assert "Har mötet hållits?" not in secretary.get(network.get_work_url()).text
    past = timezone.now() - timedelta(days=1)
    meeting.starts_at, meeting.ends_at = past, None
    meeting.save()
    for page in (network.get_work_url(), meeting.get_work_url()):
        assert "Har mötet hållits?" in secretary.get(page).text
        assert "Har mötet hållits?" not in cast.client("reporter").get(page).text
    secretary.post(held)
    meeting.refresh_from_db()
    assert meeting.state == MeetingState.HELD
    assert "Har mötet hållits?" not in secretary.get(network.get_work_url()).text


def test_pages_cost_the_same_with_3_and_30_rows(
    meeting, network, cast, secretary, django_assert_max_num_queries
):
    counted = []
    for rows in (3, 27):
        for _row in range(rows):
            make.agenda_item(meeting)
            make.meeting(network, starts_at=meeting.starts_at - timedelta(days=rows), on="")
            make.seat(network, actor=cast.agency, office="Utredare")
            network.strategies.add(make.strategy())
            meeting.strategies.add(make.strategy())
        costs = []
        for path in [*paths(meeting), network.get_work_url(), meeting.get_work_url()]:
            with django_assert_max_num_queries(18) as context:
                assert secretary.get(path).status_code == 200, path
            costs.append(len(context))
        counted.append(costs)
    assert counted[0] == counted[1]
