"""The agenda, for who runs the meeting."""

import pytest
from django.test import Client

from coordination.choices import Audience, ItemKind, NotesState
from coordination.models import AgendaItem, Meeting
from tests import builders as make

pytestmark = pytest.mark.once


@pytest.fixture
def items(own_meeting) -> list[AgendaItem]:
    """As an editor leaves them in the admin: none is numbered."""
    return [make.agenda_item(own_meeting, title=title) for title in ("Ett", "Två", "Tre")]


def agenda_of(meeting: Meeting) -> str:
    return f"{meeting.get_work_url()}dagordning/"


def addresses(meeting: Meeting, item: AgendaItem) -> list[str]:
    path = f"{agenda_of(meeting)}{item.public_id}/"
    return [agenda_of(meeting), path, f"{path}flytta/", f"{path}ta-bort/", f"{path}ny-handling/"]


def order(meeting: Meeting) -> list[tuple[int, str]]:
    return list(meeting.items.values_list("position", "title"))


@pytest.mark.parametrize(
    ("kind", "expected"),
    [("signed out", 302), ("other agency", 404), ("ended", 404), ("reader", 403),
     ("coordinator", 403)],
)  # fmt: skip
def test_who_does_not_run_the_meeting_changes_nothing(own_meeting, items, cast, kind, expected):
    client = cast.client(kind)
    for address in addresses(own_meeting, items[0]):
        for answer in (client.get(address), client.post(address, {"title": "Ny", "at": "ner"})):
            assert answer.status_code in (expected, 405 if expected == 403 else expected), address
    assert order(own_meeting) == [(0, "Ett"), (0, "Två"), (0, "Tre")]


def test_secretary_by_seat_alone_opens_every_page(own_meeting, items, secretary):
    pages = addresses(own_meeting, items[0])
    assert [secretary.get(page).status_code for page in pages] == [200, 200, 405, 405, 200]
    assert "dagordning/" in secretary.get(own_meeting.get_work_url()).text


def test_item_of_another_meeting_is_not_there(own_network, items, secretary):
    elsewhere = make.meeting(own_network)
    assert secretary.get(addresses(elsewhere, items[0])[1]).status_code == 404


def test_titles_alone_make_an_agenda(own_meeting, items, secretary):
    answer = secretary.post(agenda_of(own_meeting), {"title": "Fyra"})
    assert answer.headers["Location"].endswith("#id_title")
    assert order(own_meeting) == [(1, "Ett"), (2, "Två"), (3, "Tre"), (4, "Fyra")]
    new = own_meeting.items.last()
    assert (new.kind, new.audience) == (ItemKind.INFORMATION, Audience.MEMBERS)


def test_empty_title_is_refused_beside_its_field(own_meeting, secretary):
    answer = secretary.post(agenda_of(own_meeting), {"title": " "})
    assert answer.status_code == 422
    assert 'id="id_title_error"' in answer.text


def test_identity_number_is_refused_and_what_was_typed_is_kept(own_meeting, secretary):
    answer = secretary.post(agenda_of(own_meeting), {"title": "Om 19900101-0017"})
    assert answer.status_code == 422
    assert "Om 19900101-0017" in answer.text
    assert not own_meeting.items.exists()


def test_two_presses_move_an_item_two_steps_and_come_back_to_the_button(
    own_meeting, items, secretary
):
    last = items[-1]
    address = addresses(own_meeting, last)[2]
    first = secretary.post(address, {"at": "upp"})
    assert first.headers["Location"].endswith(f"#upp-{last.public_id}")
    assert order(own_meeting) == [(1, "Ett"), (2, "Tre"), (3, "Två")]
    second = secretary.post(address, {"at": "upp"})
    # Topmost it has no such button any more.
    assert second.headers["Location"].endswith(f"#ner-{last.public_id}")
    assert order(own_meeting) == [(1, "Tre"), (2, "Ett"), (3, "Två")]
    page = secretary.get(agenda_of(own_meeting)).text
    assert f'id="ner-{last.public_id}"' in page
    assert f'id="upp-{last.public_id}"' not in page
    secretary.post(address, {"at": "upp"})
    assert order(own_meeting) == [(1, "Tre"), (2, "Ett"), (3, "Två")]
    secretary.post(address, {"at": "ner"})
    assert order(own_meeting) == [(1, "Ett"), (2, "Tre"), (3, "Två")]


def details(**changed) -> dict:
    given = {"title": "Ett", "kind": "decision", "presenter": "Länsrådet, länsstyrelsen"}
    return (
        given | {"minutes": "20", "text": "Att ta ställning till.", "audience": "public"} | changed
    )


def test_item_is_told_with_all_that_it_has(own_meeting, items, secretary, cast):
    address = addresses(own_meeting, items[0])[1]
    shown = secretary.get(address).context["form"]["as_shown"].value()
    answer = secretary.post(address, details(as_shown=shown))
    assert answer.headers["Location"].endswith(f"#punkt-{items[0].public_id}")
    page = cast.client("reader").get(own_meeting.get_work_url()).text
    for text in ("Beslut", "Länsrådet, länsstyrelsen", "20 min", "Att ta ställning till."):
        assert text in page, text


def test_two_secretaries_see_what_the_other_wrote(own_meeting, items, secretary, cast):
    """And moved meanwhile, it stays where it was moved."""
    address = addresses(own_meeting, items[0])[1]
    shown = secretary.get(address).context["form"]["as_shown"].value()
    malin = cast.client("maintainer")
    malin.post(address, details(as_shown=shown, title="Malins rubrik"))
    malin.post(addresses(own_meeting, items[0])[2], {"at": "ner"})
    clash = secretary.post(address, details(as_shown=shown, title="Sekars rubrik"))
    assert clash.status_code == 409
    assert "Malins rubrik" in clash.text
    assert "Sekars rubrik" in clash.text
    assert order(own_meeting) == [(1, "Två"), (2, "Malins rubrik"), (3, "Tre")]


def test_what_was_typed_of_an_item_that_is_gone_can_be_copied(own_meeting, items, secretary, cast):
    address = addresses(own_meeting, items[0])[1]
    cast.client("maintainer").post(addresses(own_meeting, items[0])[3])
    answer = secretary.post(address, details())
    assert answer.status_code == 409
    assert "Att ta ställning till." in answer.text
    assert cast.client("reader").post(address, details()).status_code == 403


def test_more_minutes_than_the_meeting_has_are_warned_about(own_meeting, items, secretary, cast):
    AgendaItem.objects.update(minutes=40)
    fits = secretary.get(agenda_of(own_meeting)).text
    assert "Punkterna tar 120 av mötets 120 minuter." in fits
    AgendaItem.objects.filter(pk=items[0].pk).update(minutes=45)
    page = secretary.get(agenda_of(own_meeting)).text
    assert "Punkterna tar 125 minuter, och mötet är 120: 5 för mycket." in page
    assert "5 för mycket" in secretary.get(own_meeting.get_work_url()).text
    assert "5 för mycket" not in cast.client("reader").get(own_meeting.get_work_url()).text


def test_documents_by_stands_on_the_agenda_and_on_the_meeting(own_meeting, secretary, cast):
    Meeting.objects.filter(pk=own_meeting.pk).update(documents_by="2031-05-05")
    told = "Handlingarna skickas senast 5 maj 2031."
    assert told in secretary.get(agenda_of(own_meeting)).text
    assert told in cast.client("reader").get(own_meeting.get_work_url()).text


def test_item_is_removed_and_the_rest_closes_up(own_meeting, items, secretary):
    secretary.post(addresses(own_meeting, items[1])[3])
    assert order(own_meeting) == [(1, "Ett"), (2, "Tre")]


@pytest.mark.parametrize("what", ["decision", "notes"])
def test_item_at_which_something_is_written_stays(own_meeting, items, secretary, what):
    if what == "notes":
        AgendaItem.objects.update(notes="Vi enades.")
    else:
        make.decision(own_meeting, item=items[1])
    answer = secretary.post(addresses(own_meeting, items[1])[3], follow=True)
    assert "Den går inte att ta bort." in answer.text
    assert own_meeting.items.count() == 3


def test_agenda_stands_once_the_notes_are_final(own_meeting, items, secretary):
    now = "2031-06-01T00:00Z"
    Meeting.objects.filter(pk=own_meeting.pk).update(notes_state=NotesState.FINAL, final_at=now)
    assert secretary.post(agenda_of(own_meeting), {"title": "Fyra"}).status_code == 422
    assert secretary.post(addresses(own_meeting, items[0])[1], details()).status_code == 422
    for address in addresses(own_meeting, items[0])[2:4]:
        told = secretary.post(address, {"at": "ner"}, follow=True).text
        assert "Anteckningarna är klara och går inte att ändra längre." in told
    assert order(own_meeting) == [(0, "Ett"), (0, "Två"), (0, "Tre")]
    page = secretary.get(agenda_of(own_meeting)).text
    assert not [one for one in ("Lägg till punkten", 'value="upp"', 'value="ner"') if one in page]


def test_public_page_tells_of_public_items_alone(world, cast):
    item = make.agenda_item(
        world.meeting, title="Läget", presenter="Länsråd", minutes=15, kind="discussion"
    )
    make.agenda_item(world.meeting, title="Inre fråga", presenter="Hemlig", audience="members")
    page = Client().get(world.meeting.get_absolute_url()).text
    for text in ("Läget", "Länsråd", "15 min", "Diskussion"):
        assert text in page
    assert "Hemlig" not in page
    # A change that everybody may read dates the page; one that they may not leaves it.
    malin = cast.client("maintainer")
    for row, is_dated in ((world.meeting.items.last(), False), (item, True)):
        malin.post(addresses(world.meeting, row)[2], {"at": "upp"})
        world.meeting.refresh_from_db()
        assert (world.meeting.content_updated_at is not None) == is_dated


@pytest.mark.usefixtures("notices_were_read")
def test_pages_cost_the_same_with_3_and_30_items(
    own_network, own_meeting, secretary, cast, django_assert_max_num_queries
):
    pages = [agenda_of(own_meeting), own_meeting.get_work_url(), own_network.get_work_url()]
    type(own_network).objects.update(published_at="2026-01-01T00:00Z")
    Meeting.objects.update(published_at="2026-01-01T00:00Z")
    counted = []
    for number in (3, 27):
        for _each in range(number):
            item = make.agenda_item(own_meeting)
            make.item_document(item)
            make.item_document(item, audience="members")
            make.item_proposal(own_network, actor=cast.agency)
            taken = make.item_proposal(own_network, actor=cast.agency, state="taken_up", item=item)
            assert taken.item
            earlier = make.meeting(own_network, notes_state="sent", state="held")
            make.action_point(earlier, actor=cast.agency)
            make.challenge(own_network, meeting=earlier)
        asked = []
        for page in pages:
            secretary.get(page)
            with django_assert_max_num_queries(18) as context:
                assert secretary.get(page).status_code == 200
            asked.append(len(context))
        with django_assert_max_num_queries(15) as context:
            assert Client().get(own_meeting.get_absolute_url()).status_code == 200
        counted.append([*asked, len(context)])
    assert counted[0] == counted[1]
