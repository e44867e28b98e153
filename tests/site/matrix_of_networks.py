"""Of the matrix: networks and their seats, meetings, invitations and notes, for their own."""

from collections.abc import Iterator
from functools import partial

from tests.site.addresses import WORK
from tests.site.rows import (
    DIFFERS,
    EDITORS,
    NO_POST_INSIDE,
    OF_STRANGERS,
    OUT,
    Answers,
    Row,
    answers,
    fixed,
    where_open,
)
from tests.site.scene import Scene


def networks_at_work() -> Iterator[Row]:
    """A network that is a draft, in which an office of the agency has a seat; and one of
    strangers."""
    for_all = answers(200, signed_out=OUT, ended=200)
    only_shown = where_open(for_all, 405)
    yield fixed("own_networks", "/arbete/natverk/", for_all, only_shown, "where one sits")
    sits = answers(200, signed_out=OUT, other_agency=404, unit=404, ended=404)
    strangers = answers(404, signed_out=OUT, other_agency=200, superuser=200)
    for name, noun in (
        ("work_network", "coordination_network"),
        ("work_meeting", "coordination_meeting"),
    ):
        for about, whose, get in (
            ("a draft of a network where the agency has a seat", "drafts", sits),
            ("a draft of strangers", "others", strangers),
        ):
            path = partial(work_path_of, noun, whose)
            yield Row(name, about, path, get, where_open(get, 405))
    yield from seats_at_work(sits, strangers)


# What an empty POST is answered where it opens.
RUNNING_NETWORK = {
    "network_change": 409,
    "network_publish": 302,
    "network_withdraw": 302,
    "network_end": 422,
    "network_secretariat": 422,
    "seat_new": 422,
    "seats_new": 422,
    "seat": 409,
    "seat_end": 422,
}


def seats_at_work(sits: Answers, strangers: Answers) -> Iterator[Row]:
    """Who edits the network fills its seats; the organisation whose seat it is proposes."""
    yield fixed("network_new", "/arbete/natverk/nytt/", EDITORS, where_open(EDITORS, 422), "one")
    yield fixed("own_seats", "/arbete/natverk/era-platser/", EDITORS, NO_POST_INSIDE, "the own")
    runs = where_open(sits, 403) | dict.fromkeys(["maintainer", "superuser"], 200)
    hands_over = where_open(sits, 403) | {"superuser": 200}
    proposes = where_open(sits, 403) | dict.fromkeys(["coordinator", "superuser"], 200)
    reads_proposal = answers(404, signed_out=OUT, coordinator=200, maintainer=200, superuser=200)
    for about, whose, run, hand_over, propose, read in (
        ("a draft of a network where the agency has a seat", "drafts", runs, hands_over, proposes,
         reads_proposal),
        ("a draft of strangers", "others", strangers, strangers | {"other agency": 403},
         strangers, strangers),
    ):  # fmt: skip
        at = partial(seat_path, whose=whose)
        for name, empty_post in RUNNING_NETWORK.items():
            get = run if WORK[name][1] else where_open(run, 405)
            yield Row(name, about, partial(at, name), get, where_open(run, empty_post))
        name = "network_hand_over"
        yield Row(name, about, partial(at, name), hand_over, where_open(hand_over, 422))
        reads = sits if whose == "drafts" else strangers
        yield Row("network_attendance", about, partial(at, "network_attendance"), reads,
                  where_open(reads, 405))  # fmt: skip
        yield Row("seat_propose", about, partial(at, "seat_propose"), propose,
                  where_open(propose, 422))  # fmt: skip
        answers_it = read | ({"coordinator": 403} if whose == "drafts" else {})
        yield Row("seat_proposal", about, partial(at, "seat_proposal"), read,
                  where_open(answers_it, 422))  # fmt: skip


def seat_path(name: str, scene: Scene, *, whose: str) -> str:
    rows = getattr(scene, whose)
    return WORK[name][0].format(
        network=rows["coordination_network"].slug,
        seat=rows["coordination_seat"].public_id,
        proposal=rows["coordination_seatproposal"].public_id,
    )


def at_meeting() -> Iterator[Row]:
    """The page to work in, and what was recorded there: for who runs the meeting, here by
    coordinating what maintains its network."""
    whose = {
        "drafts": RUNS_MEETING,
        "others": answers(404, signed_out=OUT, other_agency=200, superuser=200),
    }
    about = {"drafts": "a meeting where the agency has a seat", "others": "a meeting of strangers"}
    for name in (
        "at_meeting",
        "at_meeting_decision",
        "at_meeting_challenge",
        "at_meeting_action_point",
    ):
        for which, get in whose.items():
            # An empty page saves nothing; an empty form differs from what is stored.
            post = where_open(get, 302 if name == "at_meeting" else DIFFERS)
            yield Row(name, about[which], partial(at_meeting_path, name, which), get, post)


def at_meeting_path(name: str, whose: str, scene: Scene) -> str:
    meeting = getattr(scene, whose)["coordination_meeting"]
    rows = {
        "decision": meeting.decisions.get(),
        "challenge": meeting.challenges.get(),
        "action_point": meeting.action_points.get(),
    }
    ids = {kind: row.public_id for kind, row in rows.items()}
    return WORK[name][0].format(meeting=meeting.public_id, **ids)


# What an empty POST is answered by who runs the meeting.
INVITING = {
    "meeting_invite": 422,
    "meeting_tell": 302,
    "meeting_answer_for": 422,
    "invitee_withdraw": 422,
}


def invitations() -> Iterator[Row]:
    """The agency is invited to a meeting of a network where an office of it has a seat."""
    about = "a meeting of a network where the agency has a seat"
    runs = answers(
        403, signed_out=OUT, other_agency=404, unit=404, ended=404, maintainer=200, superuser=200
    )
    strangers = answers(404, signed_out=OUT, other_agency=200, superuser=200)
    for name, empty_post in INVITING.items():
        for which, whose, may in (
            (about, "drafts", runs),
            ("a meeting of strangers", "others", strangers),
        ):
            get = may if WORK[name][1] else where_open(may, 405)
            path = partial(invite_path, name, whose)
            yield Row(name, which, path, get, where_open(may, empty_post))
    invited = runs | {"maintainer": 403, "superuser": 403}
    invited |= dict.fromkeys(["reporter", "coordinator", "signer"], 200)
    path = partial(invite_path, "meeting_answer", "drafts")
    yield Row("meeting_answer", about, path, invited, where_open(invited, 422))


def invite_path(name: str, whose: str, scene: Scene) -> str:
    meeting = getattr(scene, whose)["coordination_meeting"]
    invitee = scene.registers["coordination_invitee"]
    return WORK[name][0].format(meeting=meeting.public_id, invitee=invitee.public_id)


RUNS_MEETING = answers(
    403, signed_out=OUT, other_agency=404, unit=404, ended=404, maintainer=200, superuser=200
)
SITS_AT_MEETING = answers(200, signed_out=OUT, other_agency=404, unit=404, ended=404)
# What an empty form of notes that are a draft is answered, and who may send it.
NOTES = {
    "notes_send": (RUNS_MEETING, 422),
    "notes_comment": (SITS_AT_MEETING, 409),
    "notes_comment_all": (SITS_AT_MEETING, 409),
    "notes_handle": (RUNS_MEETING, 302),
    "notes_final": (RUNS_MEETING, 409),
    "notes_reopen": (RUNS_MEETING, 422),
}


def notes_of_meetings() -> Iterator[Row]:
    """Of a draft of a meeting, whose notes are a draft too; there is a paper from before."""
    own, strange = "notes where the agency has a seat", "notes of strangers"
    for about, whose, may in ((own, "drafts", SITS_AT_MEETING), (strange, "others", OF_STRANGERS)):
        writes = where_open(RUNS_MEETING if whose == "drafts" else OF_STRANGERS, 302)
        yield Row("notes", about, partial(notes_path, "notes", whose), may, writes)
    for name, (may, empty_post) in NOTES.items():
        path = partial(notes_path, name, "drafts")
        yield Row(name, own, path, where_open(may, 405), where_open(may, empty_post))
        path = partial(notes_path, name, "others")
        # Nobody has commented there.
        status = 404 if name == "notes_handle" else empty_post
        post = where_open(OF_STRANGERS, status)
        yield Row(name, strange, path, where_open(OF_STRANGERS, 405), post)
    for name, ending in (("notes_paper", ".pdf"), ("notes_paper_version", "/1.pdf")):
        path = partial(paper_of_notes, ending, "drafts")
        yield Row(name, own, path, SITS_AT_MEETING, where_open(SITS_AT_MEETING, 405))


def notes_path(name: str, whose: str, scene: Scene) -> str:
    rows = getattr(scene, whose)
    comment = scene.registers["coordination_notescomment"].public_id
    return WORK[name][0].format(
        noted=rows["coordination_meeting"].public_id,
        noted_item=rows["coordination_agendaitem"].public_id,
        comment=comment,
    )


def paper_of_notes(ending: str, whose: str, scene: Scene) -> str:
    return notes_path("notes", whose, scene).rstrip("/") + ending


def work_path_of(noun: str, whose: str, scene: Scene) -> str:
    return getattr(scene, whose)[noun].get_work_url()
