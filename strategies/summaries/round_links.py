"""Personal links in a follow-up round: those that were sent, and what one of them opens."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import prefetch_related_objects

from actors.models import User
from strategies.models import Commitment, LinkHolder, RoundLink, RoundRequest
from strategies.models.commitment import CommitmentQuerySet
from strategies.summaries.rounds import ItemRow, RequestPage, request_page
from strategies.summaries.turns import WorkRow, work_rows


@dataclass(frozen=True)
class LinkRow:
    """A link as those who gave it see it. Names are told in the own organisation alone."""

    link: RoundLink
    name: str
    # Who passed it on: by name, or by office; empty where somebody with an account sent it.
    passed_on_by: str

    @property
    def sent_by(self) -> User | None:
        return self.link.sent_by

    @property
    def sent_at(self) -> datetime:
        return self.link.answer_link.created_at

    @property
    def revoked_at(self) -> datetime | None:
        return self.link.answer_link.revoked_at

    @property
    def is_waiting(self) -> bool:
        return self.link.is_waiting


def link_rows(request: RoundRequest, *, with_names: bool) -> list[LinkRow]:
    """The latest first. One query."""

    def called(link: RoundLink | None) -> str:
        if link is None:
            return ""
        return link.name if with_names else link.office

    links = request.links.with_senders().order_by("-answer_link__created_at", "-pk")
    return [
        LinkRow(link, link.name if with_names else "", called(link.passed_on_by)) for link in links
    ]


@dataclass(frozen=True)
class AskedRow:
    """A commitment that a holder is asked about: what was told, and what is written of it."""

    item_row: ItemRow
    row: WorkRow

    @property
    def is_told(self) -> bool:
        return self.item_row.item.is_told

    @property
    def can_be_written(self) -> bool:
        """Whether something is to be written: of what is told only where more is asked for."""
        is_back = self.item_row.item.request.completion_asked_at is not None
        has_form = self.row.report is None or self.row.report.is_in_draft
        return has_form and (not self.is_told or self.row.report is not None or is_back)


@dataclass(frozen=True)
class HolderPage:
    """What the holder of a link is asked: one request, and the commitments in it."""

    holder: LinkHolder
    page: RequestPage
    rows: Sequence[AskedRow]
    can_be_answered: bool

    @property
    def request(self) -> RoundRequest:
        return self.page.request


def asked_commitments(request: RoundRequest) -> CommitmentQuerySet:
    """Those that are asked about and that the organisation still answers for."""
    return Commitment.objects.filter(request_items__request=request, responsible=request.actor_id)


def holder_page(holder: LinkHolder) -> HolderPage:
    """Eleven queries at most, whatever the number of questions and commitments."""
    request = holder.link.request
    page = request_page(request)
    found = {row.commitment.pk: row for row in work_rows(asked_commitments(request))}
    rows = []
    for item_row in page.items:
        item_row.item.request = request
        if item_row.item.commitment_id in found:
            rows.append(AskedRow(item_row, found[item_row.item.commitment_id]))
    # By which link a draft was last written.
    drafts = [one.row.report for one in rows if one.row.report is not None]
    prefetch_related_objects(drafts, "author_link")
    return HolderPage(holder, page, rows, request.can_be_answered)
