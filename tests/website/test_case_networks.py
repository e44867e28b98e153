"""What the real cases tell of networks and meetings: no name, date, number or person more."""

import pytest
from django.test import Client

from coordination.choices import Audience, ChallengeState, MeetingForm, MeetingState
from coordination.choices import NetworkKind as Kind
from coordination.choices import SeatRole as Role
from coordination.models import AgendaItem, Attendance, Challenge, Meeting, Network, Seat
from website.cases.fields import find

pytestmark = pytest.mark.usefixtures("cases")

STOCKHOLM = "lansstyrelsen-i-stockholms-lan"
AGENCY = "jamstalldhetsmyndigheten"
NATIONAL = "nationell-strategi"


def network(slug: str) -> Network:
    return Network.objects.get(slug=slug)


def slugs(rows) -> list[str]:
    return list(rows.values_list("slug", flat=True))


# ---------------------------------------------------------------- all of them


def test_cases_hold_these_networks_and_meetings_and_no_more():
    rows = (Network, Seat, Meeting, AgendaItem, Attendance, Challenge)
    assert [model.objects.count() for model in rows] == [5, 2, 3, 3, 5, 4]


def test_cases_name_no_person_no_room_and_no_time():
    assert not Seat.objects.filter(person__isnull=False).exists()
    assert not Seat.objects.exclude(since=None, until=None).exists()
    for meeting in Meeting.objects.all():
        assert (meeting.starts_at, meeting.ends_at) == (None, None), meeting
        assert (meeting.place, meeting.joining_link) == ("", ""), meeting


def test_cases_tell_of_a_network_no_start_no_county_and_one_host_alone():
    for one in Network.objects.all():
        assert (one.since, one.until, one.county, one.parent) == ("", "", None, None), one
    assert slugs(Network.objects.filter(host__isnull=False)) == ["myndighetsnatverket"]


def test_names_that_the_sources_do_not_give_are_our_labels():
    named = Network.objects.filter(title_is_label=False)
    assert set(named.values_list("title", flat=True)) == {
        "Nationella operativa ledningsgruppen",
        "Nationella resursgruppen",
    }
    assert not Meeting.objects.filter(title_is_label=False).exists()


def test_what_was_read_into_the_sources_is_marked():
    assert slugs(Network.objects.exclude(reading="")) == ["myndighetsnatverket"]
    assert "inrättat av" in network("myndighetsnatverket").reading
    assert not Seat.objects.exclude(reading="").exists()
    read = Meeting.objects.exclude(reading="").values_list("title", flat=True)
    assert not set(read) & {"Nästa möte"}
    [police] = Attendance.objects.exclude(reading="")
    assert police.actor.key == "polisregion-stockholm"
    assert len(set(Challenge.objects.values_list("reading", flat=True)) - {""}) == 1


def test_all_that_the_cases_tell_is_for_everybody():
    for model in (AgendaItem, Attendance, Challenge):
        assert not model.objects.exclude(audience=Audience.PUBLIC).exists(), model
        assert model.objects.public().count() == model.objects.count(), model


@pytest.mark.parametrize("language", ["", "/en"])
def test_pages_of_the_cases_networks_and_meetings_open(language):
    rows = [*Network.objects.public(), *Meeting.objects.public()]
    assert len(rows) == 8
    for row in rows:
        response = Client().get(f"{language}{row.get_absolute_url()}")
        assert response.status_code == 200, row
        assert row.title in response.text, row


# ---------------------------------------------------------------- each its own


def test_case_a_talk_is_the_governors_without_network_and_year():
    talk = find(Meeting, "a-samtalet")

    assert (talk.network, talk.convener.key) == (None, STOCKHOLM)
    assert talk.convener_office == "landshövdingen"
    assert (talk.state, talk.form) == (MeetingState.HELD, MeetingForm.DIGITAL)
    assert (talk.on, talk.on_wording) == ("", "8 mars")
    assert (talk.town, talk.attendance_wording) == ("", "")
    assert slugs(talk.strategies) == ["ett-jamstallt-stockholm"]


def test_case_a_talk_has_its_three_topics_in_order():
    topics = find(Meeting, "a-samtalet").items.values_list("title", flat=True)

    assert list(topics) == [
        "Hur organisationerna kan använda ledarskap för att driva igenom viktiga"
        " jämställdhetsfrågor de kommande åren",
        "Vad var och en vill lägga tonvikten på",
        "Om det finns behov av gemensamma satsningar och samverkan",
    ]


def test_case_a_talk_was_taken_part_in_by_these_offices():
    took_part = find(Meeting, "a-samtalet").attendances.all()

    assert {one.actor.key: (one.office, one.named_as) for one in took_part} == {
        "polisregion-stockholm": ("regionpolischef", "regionpolischefen i Stockholm"),
        "arbetsformedlingen": ("chef", ""),
        "forsakringskassan": ("chef", ""),
        STOCKHOLM: ("chef", "Länsstyrelsen Stockholm"),
        "region-stockholm": ("chef", ""),
    }


def test_case_b_groups_are_of_the_assignment_and_of_no_known_unit():
    steering = network("nationella-operativa-ledningsgruppen")
    resource = network("nationella-resursgruppen")

    assert (steering.kind, resource.kind) == (Kind.STEERING, Kind.RESOURCE)
    for group in (steering, resource):
        assert slugs(group.strategies) == ["jamstalldhet-i-myndighet"]
        assert not group.meetings.exists()
    assert not steering.seats.exists()


def test_case_b_resource_group_has_a_chair_of_an_organisation_not_stated():
    [chair] = network("nationella-resursgruppen").seats.all()

    assert (chair.role, chair.actor, chair.office) == (Role.CHAIR, None, "ordförande")
    page = Client().get("/natverk/nationella-resursgruppen/").text
    assert 'Organisation: <span class="missing">Uppgift saknas' in page


def test_case_d_network_is_set_up_by_the_agency_and_of_unknown_size():
    one = network("myndighetsnatverket")

    assert (one.kind, one.host.key) == (Kind.AGENCY_NETWORK, AGENCY)
    assert one.purpose == "Göra samordningen på nationell nivå starkare."
    assert slugs(one.strategies) == [NATIONAL]
    assert not one.is_given_as_example
    assert not one.seats.exists()


def test_case_d_first_meeting_was_in_goteborg_with_nearly_twenty_who_are_not_named():
    first = find(Meeting, "d-forsta-motet")

    assert (first.network, first.state) == (network("myndighetsnatverket"), MeetingState.HELD)
    assert (first.on, first.on_wording, first.town) == ("2023-05-10", "", "Göteborg")
    assert first.attendance_wording == "närmare 20 myndigheter"
    assert (first.form, first.county) == ("", None)
    assert not first.attendances.exists()


def test_case_d_next_meeting_has_words_for_a_day_and_no_date():
    following = find(Meeting, "d-nasta-mote")

    assert following.state == MeetingState.PLANNED
    assert (following.on, following.on_wording) == ("", "i slutet av året")
    assert (following.town, following.form, following.attendance_wording) == ("", "", "")
    assert following.network.meetings.to_come().get() == following


def test_case_d_challenges_are_these_four_in_order_and_nothing_is_told_of_answers():
    challenges = network("myndighetsnatverket").challenges.all()

    assert [one.text for one in challenges] == [
        "Hur det som olika utsatta grupper varit med om kan få större plats",
        "Hur kunskap och metoder kan komma till användning överallt inom myndigheterna",
        "Hur perspektivet barnets rättigheter kan få en starkare ställning",
        "Hur myndigheterna kan gå till väga för att följa upp det som görs",
    ]
    for one in challenges:
        assert one.meeting == find(Meeting, "d-forsta-motet")
        assert (one.state, one.answer) == (ChallengeState.IDENTIFIED, "")
        assert not one.goals.exists()
        assert not one.commitments.exists()


def test_case_d_council_is_an_example_led_by_the_director_general():
    council = network("gd-radet")
    [leader] = council.seats.all()

    assert (council.kind, council.is_given_as_example) == (Kind.COUNCIL, True)
    assert council.since_wording == "två år tidigare"
    assert (leader.role, leader.actor.key, leader.office) == (
        Role.LEADS,
        AGENCY,
        "generaldirektör",
    )
    assert slugs(council.strategies) == [NATIONAL]


def test_case_d_cooperation_with_the_county_boards_is_an_example_and_names_none_of_them():
    cooperation = network("samarbete-med-lansstyrelserna")

    assert (cooperation.kind, cooperation.is_given_as_example) == (Kind.COUNTY_COOPERATION, True)
    assert slugs(cooperation.strategies) == [NATIONAL]
    assert not cooperation.seats.exists()


def test_case_d_infrastructure_stands_together_around_the_national_strategy():
    page = Client().get("/natverk/myndighetsnatverket/").context["page"]

    assert {one.slug for one in page.around} == {
        "myndighetsnatverket",
        "gd-radet",
        "samarbete-med-lansstyrelserna",
    }


def test_reading_of_a_network_is_told_once_on_its_page():
    page = Client().get("/natverk/myndighetsnatverket/").context["page"]
    about = [name for reading in page.provenance.readings for name in reading.about]

    assert len(about) == len(set(about)) == 6
