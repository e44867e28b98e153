"""Who writes for an organisation: somebody who has signed in, or who holds its personal link in a
follow-up round. What each may is asked here, so that services take either as `by`."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from actors.access import access_of
from actors.models import User
from actors.services import hold_link
from records.services import lock
from strategies.models import Commitment, LinkHolder, ProgressReport, RoundRequest
from strategies.rules.reporting import can_report
from strategies.rules.rounds import can_answer_request, holder_can_answer, holder_can_report

Writer = User | LinkHolder


def hold_writer(by: Writer) -> None:
    """Hold what a link opens, and the link itself, until the transaction ends: the round, then the
    request, then the link, before any commitment. A person is held by nothing.

    Raises LinkClosedError for a link that was taken back since its page was shown.
    """
    if isinstance(by, LinkHolder):
        asked = by.link.request
        round = lock(asked.round)
        kept = lock(asked)
        kept.round, kept.actor = round, asked.actor
        by.link.request = kept
        hold_link(link=by.link.answer_link)


def may_answer(by: Writer, request: RoundRequest) -> bool:
    """Whether they may write and submit in a request, which is held."""
    if isinstance(by, LinkHolder):
        hold_link(link=by.link.answer_link)
        return holder_can_answer(by.link, request)
    return can_answer_request(access_of(by), request)


def may_report(by: Writer, commitment: Commitment) -> bool:
    """Whether they may tell how a commitment goes; a holder was held before (`hold_writer`)."""
    if isinstance(by, LinkHolder):
        return holder_can_report(by.link, commitment)
    return can_report(access_of(by), commitment)


def sign_as_author(report: ProgressReport, by: Writer) -> None:
    """That they were the last to write in it."""
    report.author = None if isinstance(by, LinkHolder) else by
    report.author_link = by.link if isinstance(by, LinkHolder) else None


def require_stated(by: Writer) -> None:
    """Raise ValidationError for a holder who has not said who they are: what is submitted tells the
    office."""
    if isinstance(by, LinkHolder) and not (by.name and by.office):
        raise ValidationError(_("Skriv först ditt namn och din befattning."))


def told_why(by: Writer) -> str:
    """What the history says of a holder, whom it knows by no key: the office that they stated."""
    return f"Personlig länk: {by.office}".rstrip(": ") if isinstance(by, LinkHolder) else ""
