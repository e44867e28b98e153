"""Who is invited to a meeting and what they answer, for who runs it and for themselves."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from actors.access import Access
from coordination.choices import InviteAnswer
from coordination.models import Invitee, Meeting
from coordination.rules.inviting import is_own_invitation, is_too_late
from coordination.services.inviting import (
    Candidate,
    Change,
    candidates_of,
    changes_since_told,
    seats_of,
    those_who_left,
)
from coordination.summaries.seats import name_of


@dataclass(frozen=True)
class InviteeRow:
    """One who is invited; `name` is empty where no person is named, or shown by name."""

    invitee: Invitee
    name: str
    # Has no seat on the day of the meeting any more, and is told nothing of it.
    has_left: bool = False

    @property
    def is_unreached(self) -> bool:
        """Whether no letter has reached them: somebody has to ring."""
        return self.invitee.sent_at is None

    @property
    def who(self) -> str:
        return ", ".join(text for text in (self.name, self.invitee.office) if text)


@dataclass(frozen=True)
class Answers:
    """How those invited have answered, and each of them."""

    rows: Sequence[InviteeRow]

    @property
    def unreached(self) -> Sequence[InviteeRow]:
        return [row for row in self.rows if row.is_unreached and not row.has_left]

    @property
    def left(self) -> Sequence[InviteeRow]:
        return [row for row in self.rows if row.has_left]

    @property
    def counts(self) -> Sequence[tuple[str, int]]:
        """Each answer in words with how many gave it, also nobody."""
        given = Counter(row.invitee.answer for row in self.rows if not row.has_left)
        return [(str(answer.label), given[answer]) for answer in InviteAnswer]


@dataclass(frozen=True)
class CandidateRow:
    candidate: Candidate
    name: str
    is_chosen: bool


@dataclass(frozen=True)
class InvitePage:
    meeting: Meeting
    to_invite: Sequence[CandidateRow]
    # Of whom another in the list reads the letter.
    sharing: Sequence[CandidateRow]
    answers: Answers
    changes: Sequence[Change]
    can_invite: bool


def invite_page(meeting: Meeting, access: Access) -> InvitePage:
    """Four queries. From the start everybody is ticked; once letters have left, who was left out
    then is not, but who has got the seat of somebody invited."""
    rows = [row_of(one, meeting, access) for one in candidates_of(meeting)]
    return InvitePage(
        meeting=meeting,
        to_invite=[row for row in rows if row.candidate.is_to_be_written_to],
        sharing=[row for row in rows if row.candidate.shares],
        answers=answers_to(meeting, access),
        changes=changes_since_told(meeting),
        can_invite=not meeting.is_cancelled and not is_too_late(meeting),
    )


def row_of(candidate: Candidate, meeting: Meeting, access: Access) -> CandidateRow:
    seat, invitee = candidate.seat, candidate.invitee
    is_counted_on = invitee is not None and invitee.withdrawn_at is None
    is_new_guest = seat is None and is_counted_on
    is_instead = candidate.follows or (candidate.has_other_person and is_counted_on)
    return CandidateRow(
        candidate=candidate,
        name=name_of(seat, access) if seat is not None else "",
        is_chosen=meeting.invited_at is None or is_new_guest or is_instead,
    )


def answers_to(meeting: Meeting, access: Access) -> Answers:
    """Those that are invited by now; a guest whose letter has not left is not yet. Two queries."""
    rows = list(meeting.invitees.invited().select_related("actor", "person"))
    left = {one.pk for one in those_who_left(rows, seats_of(meeting))}
    return Answers(
        [
            InviteeRow(one, name_of(one, access), has_left=one.pk in left)
            for one in rows
            if one.sent_at is not None or one.address == ""
        ]
    )


@dataclass(frozen=True)
class MeetingInvitations:
    """What the page of a meeting tells of invitations."""

    # What the reader answers themselves.
    own: Sequence[Invitee]
    # Whether one may still invite and answer.
    is_open: bool
    # Of the others, for who runs the meeting alone.
    answers: Answers | None
    changes: Sequence[Change]


def meeting_invitations(meeting: Meeting, access: Access, *, runs: bool) -> MeetingInvitations:
    """Two queries at most."""
    answers = answers_to(meeting, access) if runs else None
    if answers is not None:
        invited = [row.invitee for row in answers.rows if not row.has_left]
        own = [one for one in invited if is_own_invitation(access, one)]
    else:
        own = list(meeting.invitees.invited().own_of(access).select_related("actor"))
    return MeetingInvitations(
        own=[one for one in own if one.sent_at is not None and not meeting.is_cancelled],
        is_open=not meeting.is_cancelled and not is_too_late(meeting),
        answers=answers,
        changes=changes_since_told(meeting) if runs else [],
    )
