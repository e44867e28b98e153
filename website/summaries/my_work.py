from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Count, Q

from actors.access import Access
from strategies.choices import JoinState
from strategies.models import (
    Commitment,
    Contribution,
    JoinRequest,
    ProgressReport,
    RoundRequest,
    Strategy,
)
from strategies.models.commitment import handled_by_q
from strategies.models.progress_report import submitted_q, unpublished_q
from strategies.rules.editing import editable_strategy_q
from strategies.summaries import Turn, WorkRow, work_rows


@dataclass(frozen=True)
class MyWork:
    """All that a person owes or waits for."""

    rows: Sequence[WorkRow]
    # How many stand under each tab.
    mine: int
    all: int
    # How many submitted reports wait for the person to receive them.
    to_receive: int
    # How many received ones nobody has published.
    to_publish: int
    # How many proposed contributions wait for an answer, and how many reports of joint efforts for
    # a word from the person's organisations.
    to_answer: int
    to_confirm: int
    # How many organisations ask to join, and how many of one's own requests were sent back.
    to_let_in: int
    to_change: int
    acts_for_several: bool
    # What the person's organisations are asked in follow-up rounds and have not answered.
    asked: Sequence[RoundRequest]
    # What they have answered there, and the person may sign off.
    to_sign: Sequence[RoundRequest]

    def count(self, turn: Turn) -> int:
        return sum(row.turn == turn for row in self.rows)

    @property
    def to_report(self) -> list[tuple[Strategy, int]]:
        """The strategies of which something is owed, and how much; what is late comes first."""
        owed = Counter(row.strategy for row in self.rows if row.is_owed)
        return list(owed.items())

    @property
    def late(self) -> int:
        return self.count(Turn.LATE)

    @property
    def due(self) -> int:
        return self.count(Turn.DUE)

    @property
    def waiting(self) -> int:
        return self.count(Turn.WAITING)


def my_work(*, access: Access, only_mine: bool | None) -> MyWork:
    """Twelve queries, whatever the number of commitments. `only_mine` None: the own ones, where the
    person handles any."""
    owed = Commitment.objects.owed_by(access)
    mine = owed.handled_by(access.user_id)
    is_mine = handled_by_q(access.user_id)
    counts = owed.aggregate(all=Count("pk"), mine=Count("pk", filter=is_mine))
    shows_mine = bool(counts["mine"]) if only_mine is None else only_mine
    reports = reports_of(access)
    joining = joining_of(access)
    requests = requests_for(access)
    return MyWork(
        rows=work_rows(mine if shows_mine else owed),
        mine=counts["mine"],
        all=counts["all"],
        to_receive=reports["to_receive"],
        to_publish=reports["to_publish"],
        to_answer=Contribution.objects.sent_to(access).waiting().count(),
        to_confirm=reports["to_confirm"],
        to_let_in=joining["to_let_in"],
        to_change=joining["to_change"],
        acts_for_several=len(access.reports) > 1,
        asked=[one for one in requests if one.is_waited_for],
        to_sign=[one for one in requests if not one.is_waited_for],
    )


def requests_for(access: Access) -> list[RoundRequest]:
    """Those to answer and those to sign off, in one query: none is both, for what is waited for has
    nothing to sign."""
    owed = RoundRequest.objects.owed_by(access).order_by().values("pk")
    to_sign = RoundRequest.objects.to_be_signed_by(access).order_by().values("pk")
    rows = RoundRequest.objects.filter(Q(pk__in=owed) | Q(pk__in=to_sign))
    return list(
        rows.select_related("round__strategy", "actor").order_by(
            "round__due_on", "submitted_at", "pk"
        )
    )


def reports_of(access: Access) -> dict[str, int]:
    """Progress reports that wait for the person: as maintainer, or to be confirmed."""
    sent = Q(pk__in=ProgressReport.objects.sent_to(access).order_by().values("pk"))
    to_confirm = Q(pk__in=ProgressReport.objects.awaiting_stance(access).order_by().values("pk"))
    return ProgressReport.objects.filter(sent | to_confirm).aggregate(
        to_receive=Count("pk", filter=sent & submitted_q()),
        to_publish=Count("pk", filter=sent & unpublished_q()),
        to_confirm=Count("pk", filter=to_confirm),
    )


def joining_of(access: Access) -> dict[str, int]:
    """Requests to join that wait for the person, of either side."""
    to_let_in = Q(state=JoinState.WAITING) & editable_strategy_q(access, "strategy__")
    to_change = Q(state=JoinState.ASKED_BACK, actor__in=access.coordinates)
    return JoinRequest.objects.aggregate(
        to_let_in=Count("pk", filter=to_let_in), to_change=Count("pk", filter=to_change)
    )
