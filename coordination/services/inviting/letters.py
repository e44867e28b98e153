"""What we write about a meeting to those who are invited: to each a letter of their own."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import cached_property
from typing import Any

from django.utils import timezone
from django.utils.translation import override

from actors.models import User
from actors.models.answer_link import LIFETIME
from actors.services import make_link
from coordination.choices import Audience, InviteAnswer, NetworkKind
from coordination.models import Invitee, Meeting
from coordination.services.inviting.calendar_parts import calendar_part
from coordination.services.inviting.facts import (
    Change,
    Facts,
    changes_between,
    day_in_words,
    facts_of,
    form_in_words,
    when_in_words,
)
from records.mail import link_to, queue_mail
from records.mail.queue import render
from records.partial_dates import has_passed, parts
from strategies.services.joining.letters import Reader

PURPOSE = "meeting"
KEYS = "mote/"
# Where nothing is known of the day, a link holds so long.
UNKNOWN_DAY = timedelta(days=180)

# A council and a group are called to their meetings; others are asked.
CALLED = (NetworkKind.COUNCIL, NetworkKind.STEERING, NetworkKind.WORKING, NetworkKind.RESOURCE)


def is_called(meeting: Meeting) -> bool:
    return meeting.network is not None and meeting.network.kind in CALLED


@dataclass(frozen=True)
class Mailing:
    """An occasion on which letters about a meeting leave, and what is the same in all of them."""

    meeting: Meeting
    # What was told before this occasion; empty where nothing was.
    before: Facts = field(default_factory=dict)
    at: datetime = field(default_factory=timezone.now)

    @cached_property
    def facts(self) -> Facts:
        return facts_of(self.meeting)

    @cached_property
    def items(self) -> Sequence[tuple[str, str]]:
        """Titles on the agenda and for whom they are, but for what is told at the meeting alone."""
        rows = self.meeting.items.exclude(audience=Audience.AT_MEETING)
        return list(rows.values_list("title", "audience"))

    def changes(self) -> Sequence[Change]:
        return changes_between(self.before, self.facts) if self.before else []

    def context(self, invitee: Invitee | None, language: str) -> dict[str, Any]:
        """What the letters hold. Nothing in it is about anybody but who reads it. Without an
        invitee: as the members read it."""
        today = timezone.localdate(self.at)
        meeting, is_guest = self.meeting, invitee is not None and invitee.seat_id is None
        with override(language):
            words = {
                "day": day_in_words(self.facts),
                "when": when_in_words(self.facts),
                "way": form_in_words(self.facts),
                "changes": self.changes(),
            }
        return words | {
            "name": invitee.person.name if invitee and invitee.person else "",
            "for_whom": for_whom(invitee),
            "is_to_mailbox": invitee is not None and invitee.person_id is None,
            "office": invitee.office if invitee else "",
            "is_called": is_called(meeting),
            "maintainer": meeting.maintained_by.name_with_kind,
            "ask_at": meeting.maintained_by.function_mailbox,
            "network": meeting.network.title if meeting.network else "",
            "title": meeting.title,
            "town": meeting.town,
            "place": meeting.place,
            "joining_link": meeting.joining_link,
            "items": [
                title for title, whom in self.items if whom == Audience.PUBLIC or not is_guest
            ],
            "documents_by": meeting.documents_by,
            "answer_by": None if has_passed(self.facts["answer_by"], today) else meeting.answer_by,
            "has_answered": invitee is not None and invitee.answer != InviteAnswer.WAITING,
            "is_withdrawn": False,
            "is_cancelled": meeting.is_cancelled,
            "answer_link": "",
        }


def for_whom(invitee: Invitee | None) -> str:
    """Who is meant in a mailbox that several read."""
    if invitee is None or invitee.person_id is not None:
        return ""
    names = [invitee.office, invitee.actor.name_with_kind if invitee.actor else ""]
    return ", ".join(name for name in names if name)


def write_invited(*, mailing: Mailing, invitee: Invitee) -> None:
    write(mailing, invitee, template="meeting_invited")


def write_changed(*, mailing: Mailing, invitee: Invitee, is_asked_anew: bool) -> None:
    write(mailing, invitee, template="meeting_changed", is_asked_anew=is_asked_anew)


def write_cancelled(*, mailing: Mailing, invitee: Invitee, is_withdrawn: bool = False) -> None:
    """That there is no meeting; or (`is_withdrawn`) that this one is not invited any more."""
    write(mailing, invitee, template="meeting_cancelled", is_withdrawn=is_withdrawn)


def write_let_go(*, mailing: Mailing, reader: Reader) -> None:
    """That there is no meeting, to somebody who was asked to keep its date free."""
    meeting = mailing.meeting
    with override(reader.language):
        calendar = calendar_part(
            meeting, before=mailing.before, attendee=reader.address, ends=True, at=mailing.at
        )
    queue_mail(
        to=reader.address,
        template="meeting_cancelled",
        context=mailing.context(None, reader.language) | {"name": reader.name},
        language=reader.language,
        key=f"{KEYS}{meeting.public_id}/datum/{meeting.sequence}/{reader.address}",
        calendar=calendar,
    )


def write(mailing: Mailing, invitee: Invitee, *, template: str, **more: Any) -> None:
    """One letter, once for each sequence number: pressed twice nothing leaves twice."""
    meeting, is_end = mailing.meeting, template == "meeting_cancelled"
    language = invitee.person.language if invitee.person else "sv"
    said = mailing.context(invitee, language) | more
    if not is_end:
        said["answer_link"] = link_to("answer", answer_token(mailing, invitee), language=language)
    with override(language):
        calendar = calendar_part(
            meeting, before=mailing.before, attendee=invitee.address, ends=is_end, at=mailing.at
        )
    step = f"{meeting.public_id}/{invitee.public_id}/{template}/{meeting.sequence}"
    queue_mail(
        to=invitee.address,
        template=template,
        context=said,
        language=language,
        key=f"{KEYS}{step}",
        calendar=calendar,
    )


def answer_token(mailing: Mailing, invitee: Invitee) -> str:
    """The secret of a link by which the invitee answers, as often as they like."""
    return make_link(
        purpose=PURPOSE,
        about=invitee.public_id,
        address=invitee.address,
        lifetime=lifetime_of(mailing),
    )


def lifetime_of(mailing: Mailing) -> timedelta:
    """Until a while after the meeting: its page then says kindly that it is too late."""
    last = mailing.meeting.starts_at or last_moment_of(mailing.meeting.on)
    left = last - mailing.at if last else UNKNOWN_DAY
    return max(left, timedelta()) + LIFETIME


def last_moment_of(day: str) -> datetime | None:
    """The midnight after all that a partial date may mean."""
    if not day:
        return None
    year, month, number = parts(day)
    if number:
        after = datetime(year, month, number) + timedelta(days=1)
    elif month:
        after = datetime(year + month // 12, month % 12 + 1, 1)
    else:
        after = datetime(year + 1, 1, 1)
    return timezone.make_aware(after)


def invitation_as_read(meeting: Meeting, *, language: str) -> dict[str, str]:
    """The invitation as a member reads it: subject, text and HTML. Nothing is written."""
    return render("meeting_invited", Mailing(meeting).context(None, language), language)


def write_test(*, meeting: Meeting, to: User) -> None:
    """The invitation to who prepares it, without a calendar part: a calendar would keep it. Its
    link leads back to where it is sent."""
    mailing = Mailing(meeting)
    link = link_to("meeting_invite", meeting.public_id, language=to.language)
    context = mailing.context(None, to.language) | {"name": to.name, "answer_link": link}
    queue_mail(
        to=to.email,
        template="meeting_invited",
        context=context,
        language=to.language,
        key=f"{KEYS}{meeting.public_id}/prov/{mailing.at:%Y%m%d%H%M%S%f}",
    )
