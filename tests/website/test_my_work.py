"""Mitt arbete: what a person owes and waits for."""

import re
from datetime import timedelta

import pytest
from django.utils import timezone

from actors.access import access_of
from actors.choices import Role
from actors.models import Membership
from coordination.choices import InviteAnswer, MeetingState, NotesState
from coordination.models import Invitee, Meeting
from strategies.models import Commitment
from strategies.services import ask_for_completion, receive_report
from tests import builders as make

# DESIGN: my work 12 queries, any other staff page 3 more than its public kind.
MY_WORK, LIST, DETAIL = 12, 11, 18


@pytest.fixture
def uno(cast):
    return cast.people["reporter"]


def commitments(world, cast, rows: int, **fields) -> list[Commitment]:
    return [make.commitment(world.strategy, responsible=cast.agency, **fields) for _ in range(rows)]


def headings(html: str) -> list[str]:
    return re.findall(r"<h2>([^<]*)</h2>", html)


def test_reader_and_stranger_owe_nothing(world, cast):
    commitments(world, cast, 1, title="Ha en kontaktperson")
    for kind in ("reader", "other agency", "parent", "ended", "superuser"):
        html = cast.client(kind).get("/arbete/").text
        assert "Ha en kontaktperson" not in html, kind


def test_what_is_late_stands_before_what_is_due_and_what_is_done(world, cast, uno):
    malin = cast.people["maintainer"]
    due, waiting, done, returned = commitments(world, cast, 4)
    [late] = commitments(world, cast, 1, end="2020")
    for one in (waiting, done, returned):
        report = make.draft_report(one, by=uno)
        make.submitted(report, by=uno)
        if one == done:
            receive_report(seen=1, report=report, by=malin)
        if one == returned:
            ask_for_completion(seen=1, report=report, reason="Mer.", by=malin)
    html = cast.client("reporter").get("/arbete/").text
    assert headings(html) == ["Sent", "Att redovisa", "Väntar på svar", "Klart för nu"]
    places = [html.index(f">{one.title}<") for one in (late, due, waiting, done)]
    assert places == sorted(places)
    assert "ber om komplettering" in html
    assert "Väntar på Länsstyrelsen i Kalmar län" in html


def test_own_ones_come_first_where_the_person_handles_some(world, cast, uno):
    mine, other = commitments(world, cast, 2)
    client = cast.client("reporter")
    assert other.title in client.get("/arbete/").text
    assert "Din tur" not in client.get("/arbete/").text
    Commitment.objects.filter(pk=mine.pk).update(handler=uno, handler_since="2026-03-03")
    html = client.get("/arbete/").text
    assert mine.title in html
    assert other.title not in html
    assert other.title in client.get("/arbete/?visa=alla").text
    assert client.get("/arbete/?visa=nagot&page=99").status_code == 200


def test_one_who_acts_for_several_organisations_sees_all_of_it(world, cast, uno):
    Membership.objects.create(user=uno, actor=cast.other, role=Role.REPORTER)
    [own] = commitments(world, cast, 1)
    other = make.commitment(world.strategy, responsible=cast.other)
    html = cast.client("reporter").get("/arbete/").text
    assert own.title in html
    assert other.title in html
    assert "Andra myndigheten" in html


def test_draft_of_a_commitment_is_reported_where_one_is_led(world, cast):
    [own] = commitments(world, cast, 1)
    client = cast.client("reporter")
    [link] = re.findall(rf'href="([^"]*#{own.public_id})"', client.get("/arbete/").text)
    assert f'id="{own.public_id}"' in client.get(link.split("#")[0]).text


@pytest.mark.once
def test_link_to_one_of_many_commitments_leads_to_the_page_where_it_is(world, cast):
    commitments(world, cast, 30)
    client = cast.client("reporter")
    html = client.get("/arbete/?visa=alla").text
    links = re.findall(r'href="(/arbete/redovisa/[^"]+)#(\w+)"', html)
    pages = set()
    for place, public_id in links:
        response = client.get(place.replace("&amp;", "&"))
        assert f'id="{public_id}"' in response.text
        pages.add(response.context["page_obj"].number)
    assert pages == {1, 2}
    address = f"/arbete/redovisa/{world.strategy.slug}/"
    for nothing in ("okand", ""):
        assert client.get(address, {"atagande": nothing}).context["page_obj"].number == 1


def test_maintainer_is_told_what_waits(world, cast, uno):
    [one] = commitments(world, cast, 1)
    make.submitted(make.draft_report(one, by=uno), by=uno)
    assert "väntar på att du tar emot den" in cast.client("maintainer").get("/arbete/").text
    assert "väntar på att du tar emot den" not in cast.client("superuser").get("/arbete/").text


def test_what_networks_and_meetings_wait_for_leads_to_where_it_is_done(world, cast, uno):
    network = make.network(maintained_by=cast.other, published_at=None)
    seat = make.seat(network, actor=cast.agency, person=uno)
    soon, now = timezone.localdate() + timedelta(days=9), timezone.now()
    meeting = make.meeting(network, on=soon.isoformat())
    own = make.invitee(meeting, seat=seat, person=uno, actor=cast.agency, sent_at=now)
    out = {"notes_state": NotesState.SENT, "comments_by": soon}
    noted = make.meeting(network, state=MeetingState.HELD, **out)
    formal = make.meeting(
        network,
        state=MeetingState.HELD,
        is_formal=True,
        approver=seat,
        **out | {"comments_by": None},
    )
    make.seat_proposal(make.seat(network, actor=cast.agency), cast.people["coordinator"])
    told = {
        "En inbjudan till ett möte väntar på svar": (
            "reporter", f"{meeting.get_work_url()}svar/{own.public_id}/"),
        "Anteckningar från ett möte är ute på kommentar": (
            "reporter", f"{noted.get_work_url()}anteckningar/"),
        "Ett protokoll väntar på att du justerar det": (
            "reporter", f"{formal.get_work_url()}anteckningar/"),
        "Ett förslag på vem som ska sitta": ("other agency", network.get_work_url()),
    }  # fmt: skip
    for kind in ("reader", "reporter", "other agency", "superuser"):
        html = cast.client(kind).get("/arbete/").text
        for text, (who, address) in told.items():
            assert (text in html) == (kind == who), (kind, text)
            assert (f'href="{address}"' in html) == (kind == who), (kind, text)
    for _who, address in list(told.values())[:3]:
        assert cast.client("reporter").get(address).status_code == 200


@pytest.mark.parametrize(
    "changed",
    [
        {"meeting": {"state": MeetingState.CANCELLED}},
        {"meeting": {"on": "2026-01"}},
        {"meeting": {"starts_at": timezone.now() - timedelta(hours=1)}},
        {"invitee": {"answer": InviteAnswer.COMES}},
        {"invitee": {"sent_at": None}},
        {"invitee": {"withdrawn_at": timezone.now()}},
    ],
)
def test_invitation_that_cannot_be_answered_does_not_wait(cast, uno, changed):
    network = make.network(maintained_by=cast.other)
    meeting = make.meeting(network, on=timezone.localdate().isoformat()[:7])
    row = make.invitee(
        meeting, seat=make.seat(network, person=uno), person=uno, sent_at=timezone.now()
    )
    asked = Invitee.objects.own_of(access_of(uno)).unanswered()
    assert asked.count() == 1
    Invitee.objects.filter(pk=row.pk).update(**changed.get("invitee", {}))
    Meeting.objects.filter(pk=meeting.pk).update(**changed.get("meeting", {}))
    assert not asked.all().exists()


@pytest.mark.once
def test_pages_cost_the_same_queries_with_3_and_300_rows(
    world, cast, uno, django_assert_max_num_queries
):
    place = f"/arbete/redovisa/{world.strategy.slug}/"
    pages = {"/arbete/": MY_WORK, place: DETAIL, f"{place}utskrift/": DETAIL,
             f"{place}kontrollera/": DETAIL, f"{place}kvitto/": DETAIL}  # fmt: skip
    counted = []
    for rows in (3, 297):
        for number, one in enumerate(commitments(world, cast, rows, end="2026")):
            report = make.draft_report(one, by=uno) if number % 3 or rows == 3 else None
            if report and number % 2:
                make.submitted(report, by=uno)
        counts = {}
        for path, most in pages.items():
            client = cast.client("reporter")
            with django_assert_max_num_queries(most) as context:
                assert client.get(path).status_code == 200
            counts[path] = len(context)
        malin = cast.client("maintainer")
        with django_assert_max_num_queries(LIST) as context:
            assert malin.get("/arbete/uppfoljningar/").status_code == 200
        counts["inbox"] = len(context)
        counted.append(counts)
    assert counted[0] == counted[1]
