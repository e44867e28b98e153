"""What is open comes to the next agenda by itself, and leaves it when it is done."""

import pytest
from django.utils import timezone

from coordination.choices import Audience, ChallengeState, MeetingState, NotesState
from coordination.models import ActionPoint, Challenge, Meeting
from coordination.summaries.open_points import open_points
from tests import builders as make

pytestmark = pytest.mark.once

HEADING = "Öppet sedan tidigare"


@pytest.fixture
def before(own_network) -> Meeting:
    return make.meeting(
        own_network, on="2026-01-12", state=MeetingState.HELD, notes_state=NotesState.SENT
    )


@pytest.fixture
def point(before, cast) -> ActionPoint:
    return make.action_point(
        before, text="Ta fram ett förslag", actor=cast.agency, due_on="2026-02-01"
    )


@pytest.fixture
def challenge(before, own_network) -> Challenge:
    return make.challenge(own_network, meeting=before, text="Ingen ser helheten")


def pages(meeting: Meeting) -> list[str]:
    return [meeting.get_work_url(), f"{meeting.get_work_url()}dagordning/"]


def test_stranger_reads_none_of_it(own_meeting, point, challenge, cast):
    type(own_meeting.network).objects.update(published_at="2026-01-01T00:00Z")
    Meeting.objects.update(published_at="2026-01-01T00:00Z")
    otto = cast.client("other agency")
    assert HEADING not in otto.get(own_meeting.get_absolute_url()).text
    assert all(otto.get(page).status_code == 404 for page in pages(own_meeting))


def test_open_points_come_to_the_next_agenda_and_vanish_when_closed(
    own_meeting, point, challenge, secretary, cast
):
    lena, agency = cast.client("reader"), cast.agency.name_with_kind
    told = (HEADING, "Ta fram ett förslag", agency, "Klar senast 1 februari 2026", "Försenad",
            "Ingen ser helheten", "Identifierad")  # fmt: skip
    for page in (*map(secretary.get, pages(own_meeting)), lena.get(own_meeting.get_work_url())):
        assert [text for text in told if text not in page.text] == []
        # It stands before the agenda's own items.
        assert page.text.index(HEADING) < page.text.index("Inga punkter än.")
    ActionPoint.objects.update(closed_at=timezone.now(), done="Förslaget är klart.")
    assert "Ta fram ett förslag" not in secretary.get(pages(own_meeting)[0]).text
    Challenge.objects.filter(pk=challenge.pk).update(state=ChallengeState.HANDLED)
    for page in pages(own_meeting):
        assert HEADING not in secretary.get(page).text


def test_meeting_that_has_been_shows_only_its_own(before, own_network, point, secretary):
    assert HEADING not in secretary.get(before.get_work_url()).text


def test_what_the_meeting_itself_writes_is_not_since_before(own_meeting, secretary, cast):
    make.action_point(own_meeting, actor=cast.agency)
    make.challenge(own_meeting.network, meeting=own_meeting)
    assert HEADING not in secretary.get(own_meeting.get_work_url()).text


def test_members_read_nothing_of_notes_that_are_a_draft(
    own_meeting, before, point, cast, secretary
):
    Meeting.objects.filter(pk=before.pk).update(notes_state=NotesState.DRAFT)
    make.challenge(own_meeting.network, text="Bara vi", audience=Audience.AT_MEETING)
    page = cast.client("reader").get(own_meeting.get_work_url()).text
    assert "Ta fram ett förslag" not in page
    assert "Bara vi" not in page
    assert "Ta fram ett förslag" in secretary.get(own_meeting.get_work_url()).text


def test_points_of_another_network_stay_there(own_meeting, cast, secretary):
    make.action_point(make.network(), actor=cast.agency, text="Någon annans")
    assert HEADING not in secretary.get(own_meeting.get_work_url()).text


def test_open_points_are_read_by_two_questions(
    own_network, before, cast, django_assert_num_queries
):
    access = cast.people["reader"].access
    for number in (3, 27):
        for _each in range(number):
            make.action_point(before, actor=cast.agency)
            make.challenge(own_network)
        with django_assert_num_queries(2):
            found = open_points(own_network, access)
            assert [point.actor.name for point in found.action_points]
    assert (len(found.action_points), len(found.challenges)) == (30, 30)
