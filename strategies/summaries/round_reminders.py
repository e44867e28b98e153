"""The letters of a round for those who run it: which reminders leave when, and what has left."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone
from django.utils.translation import gettext as _

from actors.access import Access
from actors.models import User
from actors.rules import sees_person
from records.choices import MailState
from records.models import OutgoingMail
from strategies.choices import LetterKind
from strategies.models import FollowUpRound, RoundRequest
from strategies.services.rounds import (
    ReminderDay,
    can_be_repeated,
    is_missing,
    reminder_plan,
    reminders_as_read,
)


@dataclass(frozen=True)
class PlannedReminder:
    """A day on which a reminder leaves, and to how many if nobody answers until then."""

    day: ReminderDay
    is_past: bool
    recipients: int
    # As the function mailbox of one of them gets it.
    subject: str
    text: str


@dataclass(frozen=True)
class ReminderPlan:
    round: FollowUpRound
    rows: Sequence[PlannedReminder]
    # Those that are waited for and have more time: their days are counted from their own last day.
    own_days: int
    missing: int
    # Whose letter is shown.
    example: RoundRequest | None


def reminder_plan_of(round: FollowUpRound, requests: Sequence[RoundRequest]) -> ReminderPlan:
    """Two queries, whatever the number of organisations. Nothing is planned in a round that is
    closed: those who have more time are reminded by their own days."""
    today = timezone.localdate()
    missing = [one for one in requests if is_missing(one, today)]
    example = next(iter([*missing, *requests]), None)
    days = [] if round.is_closed else days_of(round)
    texts = reminders_as_read(example, [day.leaves for day in days], "sv") if example else []
    shared = [one for one in requests if one.due_on == round.due_on]
    return ReminderPlan(
        round=round,
        rows=[
            PlannedReminder(
                day=day,
                is_past=day.leaves < today,
                recipients=sum(is_missing(one, day.leaves) for one in shared),
                subject=letter["subject"],
                text=letter["text"],
            )
            for day, letter in zip(days, texts, strict=False)
        ],
        own_days=sum(one.due_on != round.due_on for one in missing),
        missing=len(missing),
        example=example,
    )


def days_of(round: FollowUpRound) -> list[ReminderDay]:
    if round.due_on is None:
        return []
    opened_on = timezone.localdate(round.opened_at) if round.opened_at else None
    return reminder_plan(round.reminder_days, due_on=round.due_on, opened_on=opened_on)


@dataclass(frozen=True)
class LetterRow:
    """A letter that was written to an organisation."""

    request: RoundRequest
    # The part of its key, and the same in words.
    kind: str
    about: str
    written_at: datetime
    sent_at: datetime | None
    state: MailState
    # Empty where it is a person's that is not shown, or is nobody's any more.
    address: str
    # The first of its kind on the page, where the same may be sent again.
    can_be_repeated: bool

    @property
    def has_failed(self) -> bool:
        return self.state == MailState.FAILED


def letter_rows(
    mails: Iterable[OutgoingMail], requests: Sequence[RoundRequest], access: Access
) -> list[LetterRow]:
    """One query, whatever the number of letters."""
    chosen = list(mails)
    by_id = {one.public_id: one for one in requests}
    people = {one.email: one for one in User.objects.filter(email__in=[one.to for one in chosen])}
    offered: set[tuple[str, str]] = set()
    rows = []
    for mail in chosen:
        about, kind = mail.key.split("/")[1:3]
        request = by_id[about]
        rows.append(
            LetterRow(
                request=request,
                kind=kind,
                about=in_words(kind),
                written_at=mail.created_at,
                sent_at=mail.sent_at,
                state=MailState(mail.state),
                address=shown_address(mail.to, request, people, access),
                can_be_repeated=(about, kind) not in offered and can_be_repeated(request, kind),
            )
        )
        offered.add((about, kind))
    return rows


def in_words(kind: str) -> str:
    return str(LetterKind(kind).label if kind in LetterKind.values else _("brev"))


def shown_address(
    to: str, request: RoundRequest, people: Mapping[str, User], access: Access
) -> str:
    """The function mailbox, or a person's where that person is shown by name."""
    if to.lower() == request.actor.function_mailbox.lower():
        return to
    person = people.get(to)
    return to if person is not None and sees_person(access, person, request.actor) else ""
