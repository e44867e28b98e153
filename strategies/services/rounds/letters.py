"""What we write about a follow-up round, to the organisations that are asked."""

from collections.abc import Iterator
from datetime import date, datetime
from typing import Any

from django.db.models import QuerySet
from django.db.models.functions import Substr
from django.utils import timezone

from actors.models import User
from records.mail import link_to, queue_mail
from records.mail.queue import render
from records.models import OutgoingMail
from records.public_ids import LENGTH
from strategies.answers import told
from strategies.choices import AnswerKind, LetterKind
from strategies.models import (
    FollowUpRound,
    LinkHolder,
    RequestVersion,
    RoundLink,
    RoundRequest,
)
from strategies.models.round_request import untold

Letter = dict[str, Any]

# The key of a letter: this, the public id of the request, the kind of letter, more, the address.
KEYS = "omgang/"


def write_opened(*, request: RoundRequest, again: str = "") -> None:
    """That it is asked, what, and until when. Once, but for `again`: an occasion of its own."""
    write(request, template="round_opened", occasion=LetterKind.OPENED + again)


def write_test(*, round: FollowUpRound, to: User) -> None:
    """The letter that will ask, to who prepares it; its link leads back to the preview."""
    asked = round.requests.select_related("actor").first()
    context = {
        "organisation": asked.actor.name_with_kind if asked else "…",
        "maintainer": round.strategy.maintained_by.name_with_kind,
        "round": round.title,
        "introduction": round.introduction,
        "questions": round.questions.count(),
        "commitments": round.strategy.commitments.filter(responsible=asked.actor).count()
        if asked
        else 0,
        "due_on": round.due_on or timezone.localdate(),
        "name": to.name,
        "link": link_to("round_preview", round.public_id, language=to.language),
    }
    queue_mail(
        to=to.email,
        template="round_opened",
        context=context,
        language=to.language,
        key=f"{KEYS}{round.public_id}/prov/{timezone.now():%Y%m%d%H%M%S%f}",
    )


def write_reminder(*, request: RoundRequest, on: date | None = None, again: str = "") -> None:
    """That its answer is still waited for. One for each day of reminders (`on`, today where nobody
    says): one that is sent by hand and one that leaves by itself on that day are the same."""
    occasion = LetterKind.REMINDER + (again or f"/{on or timezone.localdate()}")
    write(request, template="round_reminder", occasion=occasion, **words_of_reminder(request))


def words_of_reminder(request: RoundRequest, on: date | None = None) -> Letter:
    """What a reminder that is read on that day says: of a day to come, or of one that has passed;
    of an answer, or of what is missing in one that has come."""
    today = on or timezone.localdate()
    return {
        "days_left": (request.due_on - today).days if request.due_on else 0,
        "completes": request.completion_asked_at is not None,
    }


def reminders_as_read(request: RoundRequest, days: list[date], language: str) -> list[Letter]:
    """The reminder to the function mailbox as it reads on each of these days: subject, text and
    HTML. Nothing is written."""
    context = context_of(request, language) | {"name": ""}
    return [
        render("round_reminder", context | words_of_reminder(request, on=day), language)
        for day in days
    ]


def write_due_moved(*, request: RoundRequest) -> None:
    """That its answer is due on another day: once for each time that the day is moved."""
    write(
        request,
        template="round_due_moved",
        occasion=f"{LetterKind.DUE_MOVED}/{request.round.version}",
    )


def write_extended(*, request: RoundRequest) -> None:
    write(
        request, template="round_extended", occasion=f"{LetterKind.EXTENDED}/{request.extended_to}"
    )


def write_completion_asked(*, request: RoundRequest) -> None:
    write(
        request,
        template="round_completion_asked",
        occasion=f"{LetterKind.COMPLETION_ASKED}/{request.version}",
    )


def write_entered_for_them(*, version: RequestVersion) -> None:
    """A copy of what was said by telephone, to confirm or correct, with what the organisation still
    has to tell by itself."""
    items = version.request.items.select_related("commitment", "report")
    answers_all = version.answer == AnswerKind.ANSWERS
    write(
        version.request,
        template="round_entered_for_them",
        occasion=f"{LetterKind.BY_TELEPHONE}/{version.number}",
        version=version,
        answers=told(version.answers),
        untold=[one.commitment.title for one in untold(items)] if answers_all else [],
    )


def write_receipt(*, version: RequestVersion, to: User | LinkHolder) -> None:
    """A copy of what was submitted, to who did it. Who holds a personal link has it in another
    letter, and nowhere else."""
    context = context_of(version.request, to.language) | {
        "name": to.name,
        "version": version,
        "answers": told(version.answers),
    }
    if isinstance(to, LinkHolder):
        context["link"] = ""
    key = f"{KEYS}{version.request.public_id}/{LetterKind.RECEIPT}/{version.number}"
    queue_mail(
        to=to.email, template="round_receipt", context=context, language=to.language, key=key
    )


def write_link(*, link: RoundLink, token: str) -> None:
    """The letter with the secret part of a personal link, which stands nowhere else."""
    request, sender = link.request, link.passed_on_by
    context = context_of(request, LinkHolder.language) | {
        "name": link.name,
        "passed_on_by": sender.name if sender else "",
        # Of what is to be completed, the day may have passed.
        "due_on": request.due_on if not request.is_late_at(timezone.now()) else None,
        "ends_on": timezone.localdate(link.answer_link.expires_at),
        "link": link_to("answer", token, language=LinkHolder.language),
    }
    queue_mail(
        to=link.answer_link.address,
        template="round_link",
        context=context,
        language=LinkHolder.language,
        key=f"{KEYS}{request.public_id}/{LetterKind.LINK}/{link.public_id}",
    )


def write(request: RoundRequest, template: str, *, occasion: str, **more: Any) -> None:
    for to, language, name in recipients(request):
        queue_mail(
            to=to,
            template=template,
            context=context_of(request, language) | {"name": name} | more,
            language=language,
            key=f"{KEYS}{request.public_id}/{occasion}/{to}",
        )


def recipients(request: RoundRequest) -> Iterator[tuple[str, str, str]]:
    """Address, language and name of each who is written to: the function mailbox, and the person
    whom the organisation has named; where neither is known, its coordinators."""
    actor, contact = request.actor, request.contact
    found: dict[str, tuple[str, str]] = {}
    if actor.function_mailbox:
        found[actor.function_mailbox.lower()] = ("sv", "")
    if contact is not None and contact.is_active and actor.pk in contact.access.reports:
        found[contact.email] = (contact.language, contact.name)
    if not found:
        for membership in actor.memberships.coordinating().select_related("user").order_by("pk"):
            person = membership.user
            found[person.email] = (person.language, person.name)
    for address, (language, name) in found.items():
        yield address, language, name


def context_of(request: RoundRequest, language: str) -> Letter:
    round = request.round
    return {
        "organisation": request.actor.name_with_kind,
        "maintainer": round.strategy.maintained_by.name_with_kind,
        "round": round.title,
        "introduction": round.introduction,
        "questions": round.questions.count(),
        "commitments": request.items.count(),
        "due_on": request.due_on,
        "request_for_completion": request.request_for_completion,
        "link": link_to("round_answer", request.public_id, language=language),
    }


def last_written(since: datetime) -> dict[str, datetime]:
    """When something was last written about each request, by its public id, of what was written
    since then. One query."""
    rows = OutgoingMail.objects.filter(key__startswith=KEYS, created_at__gte=since)
    times = rows.order_by("created_at", "pk").values_list("key", "created_at")
    return {key.split("/")[1]: time for key, time in times}


def reminded_on(day: date) -> set[str]:
    """The public ids of the requests about which a reminder was written that day. One query."""
    rows = OutgoingMail.objects.filter(
        key__startswith=KEYS, key__contains=f"/{LetterKind.REMINDER}/{day}/"
    )
    return {key.split("/")[1] for key in rows.values_list("key", flat=True)}


def letters_of(round: FollowUpRound) -> QuerySet[OutgoingMail]:
    """All that was written to those who are asked in it, the latest first; without the words."""
    asked = round.requests.order_by().values("public_id")
    rows = OutgoingMail.objects.filter(key__startswith=KEYS)
    rows = rows.alias(request=Substr("key", len(KEYS) + 1, LENGTH)).filter(request__in=asked)
    return rows.only("key", "to", "state", "created_at", "sent_at").order_by("-created_at", "-pk")
