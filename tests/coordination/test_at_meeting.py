"""The page to work in at a meeting: who is there, and what is written down, item by item."""

import re

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from coordination.choices import AgencyDecisionState, Audience, InviteAnswer, NotesState
from coordination.models import AgendaItem, Decision, Meeting
from coordination.services.at_meeting import (
    change_challenge,
    record_decision,
    remove_challenge,
    remove_decision,
)
from tests import builders as make

JSON = {"Accept": "application/json"}


@pytest.fixture
def meeting(cast) -> Meeting:
    network = make.network(maintained_by=cast.maintainer, published_at=None)
    make.seat(network, actor=cast.agency, person=cast.people["reporter"], office="Utredare")
    make.seat(network, actor=cast.other, person=cast.people["other agency"], role="secretary")
    return make.meeting(network, published_at=None, starts_at="2026-11-02T09:00Z")


@pytest.fixture
def item(meeting) -> AgendaItem:
    return make.agenda_item(meeting, title="Lägesrunda", audience="members")


def path_of(meeting: Meeting) -> str:
    return f"/arbete/moten/{meeting.public_id}/pagar/"


def shown(page: str, item: AgendaItem) -> dict[str, str]:
    """What the page carries of the note that it shows."""
    name = f"{item.public_id}-as_shown"
    value = re.search(rf'name="{name}" value="([^"]+)"', page)
    assert value is not None
    return {name: value[1]}


def signed(page: str) -> str:
    """What the page of one row carries of what it shows."""
    return re.search(r'name="as_shown" value="([^"]+)"', page)[1]


def note(item: AgendaItem, text: str, page: str) -> dict[str, str]:
    return {f"{item.public_id}-notes": text, **shown(page, item)}


def finish(meeting: Meeting) -> None:
    Meeting.objects.filter(pk=meeting.pk).update(
        notes_state=NotesState.FINAL, final_at="2026-11-03T09:00Z"
    )


# ---------------------------------------------------------------- refused


def test_page_is_for_who_runs_the_meeting(meeting, item, cast):
    page = path_of(meeting)
    for kind, status in (("signed out", 302), ("unit", 404), ("reporter", 403), ("reader", 404)):
        for method in ("get", "post"):
            assert getattr(cast.client(kind), method)(page).status_code == status, kind
    for kind in ("other agency", "maintainer", "superuser"):
        assert cast.client(kind).get(page).status_code == 200, kind


def test_member_records_nothing_by_the_service(meeting, cast):
    decision = Decision(meeting=meeting, network=meeting.network, text="Vi kör")
    with pytest.raises(PermissionDenied):
        record_decision(decision=decision, by=cast.people["reporter"])
    assert not Decision.objects.filter(meeting=meeting).exists()


def test_nothing_is_written_once_the_notes_are_final(meeting, item, cast):
    client, path = cast.client("maintainer"), path_of(meeting)
    posted = note(item, "För sent, men värt att kopiera", client.get(path).text)
    posted[f"{item.public_id}-beslut-text"] = "Ett sent beslut"
    decision = make.decision(meeting, item=item, text="Som det stod")
    finish(meeting)
    refused = client.post(path, posted)
    assert refused.status_code == 422
    assert "För sent, men värt att kopiera" in refused.text
    assert "Ett sent beslut" in refused.text
    saved = client.post(path, posted, headers=JSON)
    assert saved.status_code == 422
    assert "klara" in saved.json()["rows"][item.public_id]["errors"][""][0]
    change = f"{path}beslut/{decision.public_id}/"
    assert client.post(change, {"ta-bort": "1"}).status_code == 422
    item.refresh_from_db()
    assert item.notes == ""
    assert [one.text for one in meeting.decisions.all()] == ["Som det stod"]
    assert client.get(path).status_code == 302


def test_rows_of_another_meeting_are_not_there(meeting, cast):
    other = make.meeting(meeting.network)
    rows = {
        "beslut": make.decision(other),
        "utmaningar": make.challenge(other),
        "atgardspunkter": make.action_point(other),
    }
    for kind, row in rows.items():
        path = f"{path_of(meeting)}{kind}/{row.public_id}/"
        assert cast.client("maintainer").get(path).status_code == 404


def test_challenge_that_a_network_of_others_has_is_not_taken(meeting, cast):
    theirs = make.network(maintained_by=cast.other, published_at=None)
    told = make.challenge(theirs, meeting=meeting, text="Deras ord", audience="members")
    hidden = make.challenge(theirs, meeting=meeting, text="Hemligt", audience="at_meeting")
    malin, path = cast.client("maintainer"), f"{path_of(meeting)}utmaningar/{told.public_id}/"
    posted = {"text": "Våra ord", "audience": "public"}
    assert malin.get(path).status_code == 403
    for post in (posted, posted | {"ta-bort": "1"}):
        assert malin.post(path, post).status_code == 403
    path = path.replace(told.public_id, hidden.public_id)
    assert malin.get(path).status_code == 404
    told.text, told.network = "Våra ord", meeting.network
    for service in (change_challenge, remove_challenge):
        with pytest.raises(PermissionDenied):
            service(challenge=told, by=cast.people["maintainer"])
    told.refresh_from_db()
    assert (told.text, told.network) == ("Deras ord", theirs)


# ---------------------------------------------------------------- who is there


def test_those_who_come_are_ticked_and_saved_by_one_press(meeting, cast):
    seat = meeting.network.seats.get(actor=cast.agency)
    comes = make.invitee(meeting, seat=seat, actor=None, answer=InviteAnswer.COMES)
    substitute = make.invitee(
        meeting, actor=cast.head, office="Chef", answer="substitute", substitute="Nisse Namn"
    )
    stays = make.invitee(meeting, actor=cast.maintainer, answer="does_not_come")
    client, path = cast.client("other agency"), path_of(meeting)
    page = client.get(path).text
    ticked = re.findall(r'value="(\w+)" checked', page)
    assert set(ticked) == {comes.public_id, substitute.public_id}
    assert stays.public_id in page
    assert "inte bjuden" in page  # The secretary's own seat.
    assert "Nisse Namn" not in page
    posted = {"narvarande": ticked, "visade": ",".join(ticked), "narvaro": "1"}
    posted |= {"ytterligare-actor": "Enheten", "ytterligare-office": "Enhetschef"}
    assert client.post(path, posted).status_code == 302
    told = {(row.actor.name, row.office, row.audience) for row in meeting.attendances.all()}
    assert told == {
        ("Myndigheten", "Utredare", Audience.MEMBERS),
        ("Huvudmyndigheten", "", Audience.MEMBERS),
        ("Enheten", "Enhetschef", Audience.MEMBERS),
    }


def test_what_two_tick_at_the_same_time_is_kept_of_both(meeting, cast):
    rows = [make.invitee(meeting, actor=one) for one in (cast.agency, cast.head, cast.other)]
    first, second, third = (row.public_id for row in rows)
    client, path = cast.client("maintainer"), path_of(meeting)
    client.post(path, {"narvarande": [first, second], "visade": "", "narvaro": "1"})
    # Two pages that both show these; one unticks the first, the other ticks the third.
    both = f"{first},{second}"
    client.post(path, {"narvarande": [second], "visade": both})
    client.post(path, {"narvarande": [first, second, third], "visade": both})
    assert {row.actor for row in meeting.attendances.all()} == {cast.head, cast.other}


def test_unknown_organisation_is_refused_and_the_ticks_are_kept(meeting, cast):
    row = make.invitee(meeting, actor=cast.agency)
    posted = {"narvarande": [row.public_id], "visade": "", "ytterligare-actor": "Finns inte"}
    response = cast.client("maintainer").post(path_of(meeting), posted)
    assert response.status_code == 422
    assert "Välj en organisation i listan." in response.text
    assert f'value="{row.public_id}" checked' in response.text
    assert not meeting.attendances.exists()


# ---------------------------------------------------------------- what is recorded


def test_each_kind_is_recorded_with_one_press_and_the_notes_are_saved_too(meeting, item, cast):
    client, path, place = cast.client("other agency"), path_of(meeting), item.public_id
    posted = note(item, "Alla berättade.", client.get(path).text)
    posted |= {
        f"{place}-beslut-text": "Vi samlar oss",
        f"{place}-beslut-kind": "joint_position",
        f"{place}-beslut-audience": "public",
        f"{place}-utmaning-text": "Vi mäter olika",
        f"{place}-utmaning-audience": "members",
        f"{place}-atgard-text": "Ta fram ett underlag",
        f"{place}-atgard-actor": "myndigheten",
        f"{place}-atgard-due_on": "2026-12-01",
        f"{meeting.public_id}-atgard-text": "Boka lokal",
        f"{meeting.public_id}-atgard-actor": "Andra myndigheten",
        f"{meeting.public_id}-punkt-title": "Övrigt från mötet",
        "vid": place,
        "sandning": "abc",
    }
    response = client.post(path, posted)
    assert response.headers["Location"] == f"{path}?sandning=abc#{place}"
    item.refresh_from_db()
    assert item.notes == "Alla berättade."
    [decision], [challenge] = item.decisions.all(), item.challenges.all()
    assert (decision.kind, decision.audience) == ("joint_position", "public")
    assert (decision.decided_on, decision.network) == ("2026-11-02", meeting.network)
    assert (challenge.meeting, challenge.network) == (meeting, meeting.network)
    assert challenge.is_noted
    [point] = item.action_points.all()
    assert (point.actor, f"{point.due_on}") == (cast.agency, "2026-12-01")
    assert meeting.action_points.get(item=None).actor == cast.other
    assert meeting.items.order_by("position").last().title == "Övrigt från mötet"
    page = client.get(path).text
    for text in ("Vi samlar oss", "Vi mäter olika", "Ta fram ett underlag", "Boka lokal"):
        assert text in page


def test_page_that_is_sent_twice_writes_each_once(meeting, item, cast):
    client, path, place = cast.client("maintainer"), path_of(meeting), item.public_id
    posted = note(item, "Alla berättade.", client.get(path).text)
    for of in (place, meeting.public_id):
        posted |= {
            f"{of}-{kind}-text": "Vi samlar oss" for kind in ("beslut", "utmaning", "atgard")
        }
        posted |= {f"{of}-{kind}-audience": "members" for kind in ("beslut", "utmaning")}
        posted |= {f"{of}-beslut-kind": "decision", f"{of}-atgard-actor": "Myndigheten"}
    posted[f"{meeting.public_id}-punkt-title"] = "Övrigt från mötet"
    for _press in range(2):
        assert client.post(path, posted).status_code == 302
    rows = (meeting.decisions, meeting.challenges, meeting.action_points, meeting.items)
    assert [found.count() for found in rows] == [2, 2, 2, 2]


def test_what_cannot_be_saved_stays_and_stops_nothing_else(meeting, item, cast):
    client, path, place = cast.client("maintainer"), path_of(meeting), item.public_id
    posted = note(item, "Sparas", client.get(path).text)
    posted[f"{place}-atgard-text"] = "Ingen har lovat det"
    response = client.post(path, posted)
    assert response.status_code == 422
    assert "Ingen har lovat det" in response.text
    # What is wrong leads to its field, where one is put at once.
    field = f"id_{place}-atgard-actor"
    assert f'href="#{field}">Vem gör det?: ' in response.text
    [focused] = re.findall(r"<[^>]+ autofocus[^>]*>", response.text)
    assert f'id="{field}"' in focused
    assert not meeting.action_points.exists()
    item.refresh_from_db()
    assert item.notes == "Sparas"


def test_decision_that_needs_agencies_asks_each_seat_once(meeting, cast):
    make.seat(meeting.network, actor=cast.agency, office="Chef")
    make.seat(meeting.network, actor=cast.head, until="2020-01-01")
    decision = Decision(
        meeting=meeting, network=meeting.network, text="Var och en", needs_agency_decision=True
    )
    malin = cast.people["maintainer"]
    record_decision(decision=decision, by=malin)
    asked = decision.agency_decisions.all()
    assert {row.actor for row in asked} == {cast.agency, cast.other}
    path = f"{path_of(meeting)}beslut/{decision.public_id}/"
    client = cast.client("maintainer")
    decision.agency_decisions.filter(actor=cast.agency).update(state=AgencyDecisionState.DECIDED)
    with pytest.raises(ValidationError):
        remove_decision(decision=decision, by=malin)
    posted = {"text": "Ändrat", "kind": "decision", "audience": "members"}
    posted["as_shown"] = signed(client.get(path).text)
    refused = client.post(path, posted)
    assert refused.status_code == 422
    assert "har redan svarat" in refused.text
    assert client.post(path, posted | {"needs_agency_decision": "on"}).status_code == 302
    decision.refresh_from_db()
    assert decision.text == "Ändrat"
    assert decision.agency_decisions.count() == 2


def test_recorded_row_is_removed_by_its_page(meeting, item, cast):
    rows = {
        "beslut": make.decision(meeting, item=item, needs_agency_decision=True),
        "utmaningar": make.challenge(meeting, network=meeting.network, item=item),
        "atgardspunkter": make.action_point(meeting, item=item),
    }
    make.agency_decision(rows["beslut"], cast.agency)
    client = cast.client("other agency")
    for kind, row in rows.items():
        path = f"{path_of(meeting)}{kind}/{row.public_id}/"
        page = client.get(path).text
        assert row.text in page
        response = client.post(path, {"ta-bort": "1", "as_shown": signed(page)})
        assert response.headers["Location"] == f"{path_of(meeting)}#{item.public_id}"
        assert not type(row).objects.filter(pk=row.pk).exists()


def test_action_point_that_is_closed_stays(meeting, cast):
    point = make.action_point(meeting, closed_at="2026-11-20T09:00Z", done="Klart")
    path = f"{path_of(meeting)}atgardspunkter/{point.public_id}/"
    malin = cast.client("maintainer")
    posted = {"ta-bort": "1", "as_shown": signed(malin.get(path).text)}
    response = malin.post(path, posted)
    assert response.status_code == 422
    assert "måste stå kvar" in response.text
    assert meeting.action_points.exists()


def test_what_another_changed_is_seen_before_it_is_removed(meeting, cast):
    decision = make.decision(meeting, text="Först", kind="decision", audience="members")
    path = f"{path_of(meeting)}beslut/{decision.public_id}/"
    malin = cast.client("maintainer")
    posted = {"ta-bort": "1", "text": "Först", "kind": "decision", "audience": "members",
              "as_shown": signed(malin.get(path).text)}  # fmt: skip
    decision.text = "Den andras"
    decision.save()
    response = malin.post(path, posted)
    assert response.status_code == 409
    assert "Den andras" in response.text
    again = posted | {"text": "Den andras", "as_shown": signed(response.text)}
    assert malin.post(path, again).status_code == 302
    assert not meeting.decisions.exists()


# ---------------------------------------------------------------- what one has before one


def test_page_shows_what_was_told_beforehand_and_what_is_open_since_before(meeting, item, cast):
    AgendaItem.objects.filter(pk=item.pk).update(text="Läs detta innan mötet.")
    attached = make.item_document(item, audience="at_meeting")
    earlier = make.meeting(meeting.network)
    make.action_point(earlier, text="Lovat förra gången")
    make.action_point(earlier, text="Redan klart", closed_at="2026-10-20T09:00Z", done="Klart")
    page = cast.client("other agency").get(path_of(meeting)).text
    assert "Läs detta innan mötet." in page
    assert attached.get_work_url() in page
    before, _, inside = page.partition('<form class="reports"')
    assert "Öppet sedan tidigare" in before
    assert "Lovat förra gången" in before
    assert "Redan klart" not in before + inside


# ---------------------------------------------------------------- two who write


def test_two_who_write_the_same_note_lose_nothing(meeting, item, cast):
    path = path_of(meeting)
    first, second = cast.client("maintainer"), cast.client("other agency")
    opened = second.get(path).text
    saved = first.post(path, note(item, "Den första", first.get(path).text), headers=JSON)
    assert saved.status_code == 200
    row = saved.json()["rows"][item.public_id]
    again = {f"{item.public_id}-notes": "Den första, mer"}
    again[f"{item.public_id}-as_shown"] = row["shown"]
    assert first.post(path, again, headers=JSON).status_code == 200

    clash = second.post(path, note(item, "Den andra", opened), headers=JSON)
    assert clash.status_code == 409
    assert clash.json()["rows"][item.public_id]["theirs"] == "Den första, mer"
    item.refresh_from_db()
    assert item.notes == "Den första, mer"

    page = second.post(path, note(item, "Den andra", opened))
    assert page.status_code == 409
    assert "Den första, mer" in page.text
    assert "Den andra</textarea>" in page.text
    merged = second.post(path, note(item, "Båda", page.text))
    assert merged.status_code == 302
    item.refresh_from_db()
    assert item.notes == "Båda"


def test_page_that_wrote_nothing_in_a_note_leaves_what_another_wrote(meeting, item, cast):
    client, path = cast.client("maintainer"), path_of(meeting)
    opened = note(item, "", client.get(path).text)
    client.post(path, note(item, "En annans", client.get(path).text), headers=JSON)
    opened[f"{item.public_id}-beslut-text"] = "Ett beslut"
    opened[f"{item.public_id}-beslut-kind"] = "decision"
    opened[f"{item.public_id}-beslut-audience"] = "members"
    assert client.post(path, opened).status_code == 302
    item.refresh_from_db()
    assert item.notes == "En annans"
    assert item.decisions.count() == 1


# ---------------------------------------------------------------- how much it asks


@pytest.mark.once
@pytest.mark.parametrize("rows", [3, 30])
@pytest.mark.parametrize("invited", [20, 290])
def test_page_asks_as_many_questions_whatever_its_length(
    meeting, cast, django_assert_num_queries, rows, invited
):
    actors = [make.organisation(f"Organisation {place}") for place in range(invited)]
    for actor in actors:
        make.invitee(meeting, actor=actor, answer=InviteAnswer.COMES)
        make.seat(meeting.network, actor=actor)
    for place in range(rows):
        item = make.agenda_item(meeting, position=place)
        make.decision(meeting, item=item)
        make.challenge(meeting, item=item)
        make.action_point(meeting, item=item)
        make.item_document(item, audience="members")
        make.action_point(make.meeting(meeting.network))
    client = cast.client("other agency")
    with django_assert_num_queries(16):
        page = client.get(path_of(meeting))
    assert page.text.count(" checked>") == invited
