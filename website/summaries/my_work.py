from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Count, Min, Q, QuerySet, Value
from django.db.models.functions import Concat

from actors.access import Access
from coordination.models import ActionPoint, AgencyDecision, Invitee, Meeting, SeatProposal
from strategies.choices import JoinState
from strategies.models import (
    Commitment,
    Contribution,
    JoinRequest,
    ProgressReport,
    RoundRequest,
    Strategy,
)
from strategies.models.progress_report import submitted_q, unpublished_q
from strategies.rules.editing import editable_strategy_q
from strategies.summaries import Turn, WorkRow, work_rows

# By what the page is found where the first of them is dealt with.
FIRST = {
    "invitations": Min(Concat("meeting__public_id", Value(" "), "public_id")),
    "comments": Min("public_id"),
    "approvals": Min("public_id"),
    "proposals": Min("seat__network__slug"),
}


@dataclass(frozen=True)
class Waiting:
    """How many wait, and where the first of them is."""

    count: int
    first: str

    @property
    def place(self) -> list[str]:
        """What the address is made of."""
        return self.first.split()


@dataclass(frozen=True)
class AtMeetings:
    """What waits for the person in networks and at meetings: an answer to an invitation, a word on
    notes, minutes to approve, and proposals of whom organisations send."""

    invitations: Waiting
    comments: Waiting
    approvals: Waiting
    proposals: Waiting

    def __bool__(self) -> bool:
        return any(one.count for one in vars(self).values())


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
    # What networks and meetings wait for.
    at_meetings: AtMeetings
    # What the person's organisations are asked in follow-up rounds and have not answered.
    asked: Sequence[RoundRequest]
    # What they have answered there, and the person may sign off.
    to_sign: Sequence[RoundRequest]
    # What they promised at meetings and have not done, and what they have to decide for themselves.
    points: Sequence[ActionPoint]
    decisions: Sequence[AgencyDecision]

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
    """Eight queries at most beside those of `work_rows`, less those that nothing can answer,
    whatever the number of commitments. `only_mine` None: the own ones, where the person handles
    any."""
    owed = Commitment.objects.owed_by(access)
    mine = owed.handled_by(access.user_id)
    asked_to_join = JoinRequest.objects.all()
    found = count_together(
        all=owed,
        mine=mine,
        to_answer=Contribution.objects.sent_to(access).waiting(),
        to_let_in=asked_to_join.filter(waits_to_be_let_in(access)),
        to_change=asked_to_join.filter(state=JoinState.ASKED_BACK, actor__in=access.coordinates),
        **asked_at_meetings(access),
    )
    counts = {name: waiting.count for name, waiting in found.items()}
    shows_mine = bool(counts["mine"]) if only_mine is None else only_mine
    reports = reports_of(access)
    requests = requests_for(access)
    return MyWork(
        rows=work_rows(mine if shows_mine else owed),
        mine=counts["mine"],
        all=counts["all"],
        to_receive=reports["to_receive"],
        to_publish=reports["to_publish"],
        to_answer=counts["to_answer"],
        to_confirm=reports["to_confirm"],
        to_let_in=counts["to_let_in"],
        to_change=counts["to_change"],
        at_meetings=AtMeetings(**{name: found[name] for name in FIRST}),
        acts_for_several=len(access.reports) > 1,
        asked=[one for one in requests if one.is_waited_for],
        to_sign=[one for one in requests if not one.is_waited_for],
        points=open_points(access),
        decisions=waiting_decisions(access),
    )


def open_points(access: Access) -> list[ActionPoint]:
    """What organisations promised that the person reports for, what is late first."""
    points = ActionPoint.objects.owed_by(access).open().by_due_day()
    return list(points.select_related("network", "meeting", "actor"))


def waiting_decisions(access: Access) -> list[AgencyDecision]:
    """What networks decided, and organisations that the person coordinates have to decide for
    themselves."""
    rows = AgencyDecision.objects.owed_by(access).waiting()
    ties = rows.select_related("decision__network", "decision__meeting", "actor")
    return list(ties.order_by("decision__decided_on", "pk"))


def asked_at_meetings(access: Access) -> dict[str, QuerySet]:
    """A guest, who cannot open the meeting, answers by the letter."""
    return {
        "invitations": Invitee.objects.visible_to(access).own_of(access).unanswered(),
        "comments": Meeting.objects.to_be_commented_by(access),
        "approvals": Meeting.objects.to_be_approved_by(access),
        "proposals": SeatProposal.objects.waiting().sent_to(access),
    }


def count_together(**questions: QuerySet) -> dict[str, Waiting]:
    """How many rows each question finds, of whatever nouns, in one query."""
    counts = [
        rows.order_by()
        .values(asked=Value(name))
        .annotate(found=Count("pk"), first=FIRST.get(name, Value("")))
        for name, rows in questions.items()
    ]
    rows = counts[0].union(*counts[1:], all=True).values_list("asked", "found", "first")
    found = {name: Waiting(count, first) for name, count, first in rows}
    return {name: found.get(name, Waiting(0, "")) for name in questions}


def waits_to_be_let_in(access: Access) -> Q:
    return Q(state=JoinState.WAITING) & editable_strategy_q(access, "strategy__")


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
