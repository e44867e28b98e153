"""Who may write, read, receive and hide progress reports.

A draft is its own organisation's alone, the maintainer of the strategy included among those who do
not read it. What was submitted is read by those it concerns, and by all once it is published.
"""

from dataclasses import replace
from typing import TYPE_CHECKING

from django.db.models import Q
from django.utils import timezone

from actors.access import Access
from records.rules import is_published
from strategies.choices import IN_DRAFT
from strategies.rules.editing import can_edit_strategy, editable_strategy_q
from strategies.rules.reading import doers, is_public_commitment

if TYPE_CHECKING:
    from strategies.models import Commitment, ProgressReport


# ---------------------------------------------------------------- for lists


def reportable_commitment_q(access: Access, prefix: str = "") -> Q:
    """Commitments of which the person's organisations tell how they go."""
    return Q(**{f"{prefix}responsible__in": access.reports})


def report_ties(access: Access) -> list[Q]:
    """Reports that the person reads before they are public."""
    is_told = Q(as_of__isnull=False)
    return [
        reportable_commitment_q(access, "commitment__"),
        is_told & Q(commitment__contributors__in=access.reports),
        is_told & editable_strategy_q(access, "commitment__home__"),
    ]


def draftable_report_q(access: Access) -> Q:
    return Q(state__in=IN_DRAFT) & reportable_commitment_q(access, "commitment__")


def manageable_report_q(access: Access) -> Q:
    """Submitted to a strategy that the person coordinates, received ones included."""
    return Q(as_of__isnull=False) & editable_strategy_q(access, "commitment__home__")


# ---------------------------------------------------------------- for one object


def can_report(access: Access, commitment: "Commitment") -> bool:
    """Write and submit: reporters and up of the organisation that answers for it."""
    return access.is_superuser or commitment.responsible_id in access.reports


def can_write_report(access: Access, report: "ProgressReport") -> bool:
    """While it is in draft; what is submitted waits for the maintainer."""
    is_open = access.is_superuser or report.is_in_draft
    return is_open and can_report(access, report.commitment)


def can_read_draft(access: Access, report: "ProgressReport") -> bool:
    """The words that are not submitted."""
    return can_report(access, report.commitment)


def can_read_report(access: Access, report: "ProgressReport") -> bool:
    """What was submitted of it, and where it stands."""
    return is_public_report(report) or can_read_every_version(access, report)


def can_read_every_version(access: Access, report: "ProgressReport") -> bool:
    """Also before it is public, and what it said before it was completed: those it concerns."""
    if can_read_draft(access, report):
        return True
    if report.as_of is None:
        return False
    helps = not access.reports.isdisjoint(doers(report.commitment))
    return helps or can_edit_strategy(access, report.commitment.home)


def is_of_own_reports(access: Access, report: "ProgressReport") -> bool:
    """Whether a membership opens every version, whatever else does."""
    return can_read_every_version(replace(access, is_superuser=False), report)


def is_public_report(report: "ProgressReport") -> bool:
    is_up = is_published(report, at=timezone.now())
    return is_up and is_public_commitment(report.commitment)


def can_manage_report(access: Access, report: "ProgressReport") -> bool:
    """Receive, ask for completion, publish: coordinators of the maintainer of its home."""
    is_told = access.is_superuser or report.as_of is not None
    return is_told and can_edit_strategy(access, report.commitment.home)


def can_hide_report(access: Access, report: "ProgressReport") -> bool:
    """Off every public page at once: coordinators of either side."""
    return access.can_coordinate(report.commitment.responsible_id) or can_manage_report(
        access, report
    )


def can_share_out(access: Access, commitment: "Commitment") -> bool:
    """Who handles a commitment is its own organisation's coordinators' to say."""
    return access.can_coordinate(commitment.responsible_id)


def manages_reports(access: Access) -> bool:
    """Whether the list of what waits to be received opens; it holds what the person receives."""
    return access.is_editor
