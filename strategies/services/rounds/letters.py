"""What we write about a follow-up round, to the organisations that are asked."""

from collections.abc import Iterator
from typing import Any

from django.utils import timezone

from actors.models import User
from records.mail import link_to, queue_mail
from strategies.answers import told
from strategies.models import FollowUpRound, RequestVersion, RoundRequest

Letter = dict[str, Any]


def write_opened(*, request: RoundRequest) -> None:
    """That it is asked, what, and until when."""
    write(request, "round_opened", occasion="oppnad")


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
        key=f"omgang/{round.public_id}/prov/{timezone.now():%Y%m%d%H%M%S%f}",
    )


def write_reminder(*, request: RoundRequest, occasion: str = "") -> None:
    """That its answer is still waited for; at most once for each occasion, else once a day."""
    write(request, "round_reminder", occasion=occasion or f"paminnelse/{timezone.localdate()}")


def write_extended(*, request: RoundRequest) -> None:
    write(request, "round_extended", occasion=f"forlangd/{request.extended_to}")


def write_completion_asked(*, request: RoundRequest) -> None:
    write(request, "round_completion_asked", occasion=f"komplettera/{request.version}")


def write_entered_for_them(*, version: RequestVersion) -> None:
    """A copy of what was said by telephone, to confirm or correct."""
    write(
        version.request,
        "round_entered_for_them",
        occasion=f"telefon/{version.number}",
        version=version,
        answers=told(version.answers),
    )


def write_receipt(*, version: RequestVersion, to: User) -> None:
    """A copy of what was submitted, to who did it."""
    context = context_of(version.request, to.language) | {
        "name": to.name,
        "version": version,
        "answers": told(version.answers),
    }
    key = f"omgang/{version.request.public_id}/kvitto/{version.number}"
    queue_mail(
        to=to.email, template="round_receipt", context=context, language=to.language, key=key
    )


def write(request: RoundRequest, template: str, *, occasion: str, **more: Any) -> None:
    for to, language, name in recipients(request):
        queue_mail(
            to=to,
            template=template,
            context=context_of(request, language) | {"name": name} | more,
            language=language,
            key=f"omgang/{request.public_id}/{occasion}/{to}",
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
