"""What is written down at a meeting, as each reader may read it."""

import pytest

from actors.access import access_of
from coordination.choices import Audience, NotesState
from coordination.models import AgendaItem, Meeting, Network
from coordination.summaries import record_of
from tests import builders as make


@pytest.fixture
def meeting(cast) -> Meeting:
    network = make.network(maintained_by=cast.maintainer)
    make.seat(network, actor=cast.agency, person=cast.people["reporter"])
    return make.meeting(network, is_formal=True)


def record_for(cast, kind: str, meeting: Meeting):
    return record_of(meeting, access_of(cast.people[kind]) if cast.people[kind] else None)


def end(meeting: Meeting, state: str) -> None:
    at = "2026-11-02T12:00Z" if state == NotesState.FINAL else None
    Meeting.objects.filter(pk=meeting.pk).update(notes_state=state, final_at=at)
    meeting.refresh_from_db()


def test_draft_is_read_by_nobody_but_who_runs_the_meeting(meeting, cast):
    item = make.agenda_item(meeting, notes="Vi talade om hemlig sak")
    make.decision(meeting, item=item)
    make.action_point(meeting, item=item)
    for kind in ("reporter", "other agency", "signed out"):
        [part] = record_for(cast, kind, meeting).parts
        assert part.is_empty, kind
    [part] = record_for(cast, "maintainer", meeting).parts
    assert part.note == "Vi talade om hemlig sak"
    assert len(part.decisions) == len(part.action_points) == 1


def test_notes_sent_are_read_by_members_and_final_ones_by_all(meeting, cast):
    item = make.agenda_item(meeting, notes="Anteckningen")
    make.decision(meeting, item=item)
    make.action_point(meeting, item=item)
    end(meeting, NotesState.SENT)
    [part] = record_for(cast, "reporter", meeting).parts
    assert part.note
    assert part.decisions
    assert part.action_points
    assert record_for(cast, "signed out", meeting).is_empty
    end(meeting, NotesState.FINAL)
    [part] = record_for(cast, "signed out", meeting).parts
    assert part.note
    assert part.decisions
    # What an organisation promised is never for everybody.
    assert not part.action_points


def test_public_page_has_no_heading_of_notes_that_nobody_wrote(meeting, cast, client):
    item = make.agenda_item(meeting, notes="Vi mäter varje år")
    make.decision(meeting, item=item)
    end(meeting, NotesState.FINAL)
    Network.objects.update(published_at="2026-01-01T00:00Z", parent=None)
    Meeting.objects.update(published_at="2026-01-01T00:00Z")
    assert "Det som är för alla." in client.get(meeting.get_absolute_url()).text
    AgendaItem.objects.filter(pk=item.pk).update(notes="")
    assert "Det som är för alla." not in client.get(meeting.get_absolute_url()).text


def test_decision_has_the_same_number_to_every_reader(meeting, cast):
    second = make.agenda_item(meeting, position=2)
    first = make.agenda_item(meeting, position=1, audience=Audience.AT_MEETING)
    make.decision(meeting, text="Sist")
    make.decision(meeting, text="Två", item=second)
    make.decision(meeting, text="Ett", item=first, audience=Audience.AT_MEETING)
    end(meeting, NotesState.FINAL)

    def told(kind):
        rows = record_for(cast, kind, meeting).decisions
        return [(row.paragraph, row.decision.text) for row in rows]

    assert told("maintainer") == [("§ 1", "Ett"), ("§ 2", "Två"), ("§ 3", "Sist")]
    assert told("reporter") == told("signed out") == [("§ 2", "Två"), ("§ 3", "Sist")]
    meeting.is_formal = False
    assert [paragraph for paragraph, _text in told("reporter")] == ["", ""]


def test_what_stands_under_a_hidden_item_belongs_to_none(meeting, cast):
    hidden = make.agenda_item(meeting, audience=Audience.AT_MEETING)
    make.decision(meeting, text="För alla", item=hidden)
    make.challenge(meeting, item=hidden)
    end(meeting, NotesState.SENT)
    record = record_for(cast, "reporter", meeting)
    assert not record.parts
    assert [row.decision.text for row in record.without_item.decisions] == ["För alla"]
    assert len(record.without_item.challenges) == 1


@pytest.mark.parametrize("kind", ["maintainer", "reporter", "superuser", "signed out"])
@pytest.mark.parametrize("rows", [3, 30])
def test_record_asks_as_many_questions_whatever_its_length(
    meeting, cast, django_assert_max_num_queries, kind, rows
):
    for place in range(rows):
        item = make.agenda_item(meeting, position=place, notes="Anteckning")
        make.decision(meeting, item=item)
        make.challenge(meeting, item=item)
        make.action_point(meeting, item=item)
    end(meeting, NotesState.FINAL)
    access = access_of(cast.people[kind]) if cast.people[kind] else None
    meeting = Meeting.objects.select_related("network__parent", "network__county").get(
        pk=meeting.pk
    )
    with django_assert_max_num_queries(4):
        record = record_of(meeting, access)
        assert len(record.decisions) == rows
        assert [one.actor.name for one in record.action_points] or access is None
