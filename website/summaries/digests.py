"""What each person is reminded of: the same rows as on Mitt arbete, for everybody at once."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import chain

from actors.access import Access
from actors.choices import Role
from actors.models import Membership, User
from coordination.models import ActionPoint
from strategies.models import Commitment, Contribution, ProgressReport
from strategies.summaries import WorkRow, work_rows
from website.choices import Reminder

# A letter is no list: the rest stands on the page.
MOST_TITLES = 15
# Action points are reminded of from so long before their day.
SOON = timedelta(days=7)


@dataclass(frozen=True)
class DigestGroup:
    """What is reminded of for one reason."""

    reason: Reminder
    commitments: Sequence[Commitment]

    @property
    def shown(self) -> Sequence[Commitment]:
        return self.commitments[:MOST_TITLES]

    @property
    def more(self) -> int:
        return len(self.commitments) - len(self.shown)


@dataclass(frozen=True)
class Digest:
    """All that waits for one person, whatever the organisation."""

    person: User
    # None of them is empty; the most pressing reason first.
    groups: Sequence[DigestGroup]
    # How many action points of their organisations are late, or to be done within a week.
    points: int = 0

    @property
    def waiting(self) -> int:
        return len(self.commitments) + self.points

    @property
    def commitments(self) -> list[Commitment]:
        return [one for group in self.groups for one in group.commitments]

    @property
    def is_of_several(self) -> bool:
        """Whether a title must say whose it is."""
        return len({one.responsible_id for one in self.commitments}) > 1


@dataclass(frozen=True)
class Acting:
    """Who acts for which organisation on one day: people by the key of the organisation."""

    people: dict[int, User]
    reporters: dict[int, set[int]]
    coordinators: dict[int, set[int]]

    @property
    def access(self) -> Access:
        """What all of them may do together."""
        own = frozenset(self.reporters)
        return Access(members=own, reads=own, reports=own, coordinates=frozenset(self.coordinators))


def digests(*, today: date, left_out: Collection[int] = ()) -> list[Digest]:
    """One for each person for whom something waits on that day, but those who are left out (by
    their keys). Twelve queries, whatever the number of people and commitments."""
    acting = acting_on(today)
    waiting: dict[int, dict[Reminder, list[Commitment]]] = defaultdict(lambda: defaultdict(list))
    for key, reason, commitment in chain(
        owed(acting, today), to_receive(acting, today), to_confirm(acting), to_answer(acting)
    ):
        waiting[key][reason].append(commitment)
    points = points_due(acting, today)
    return [
        Digest(
            person=acting.people[key],
            groups=[
                DigestGroup(reason, waiting[key][reason])
                for reason in Reminder
                if reason in waiting[key]
            ],
            points=points[key],
        )
        for key in sorted(waiting.keys() | points.keys())
        if key not in left_out
    ]


def acting_on(day: date) -> Acting:
    """Those who may report for some organisation and can sign in to do so. One query."""
    acting = Acting({}, defaultdict(set), defaultdict(set))
    memberships = Membership.objects.valid(day).reporting().filter(user__is_active=True)
    for membership in memberships.select_related("user").order_by("pk"):
        acting.people[membership.user_id] = membership.user
        acting.reporters[membership.actor_id].add(membership.user_id)
        if membership.role == Role.COORDINATOR:
            acting.coordinators[membership.actor_id].add(membership.user_id)
    return acting


def owed(acting: Acting, today: date) -> Iterator[tuple[int, Reminder, Commitment]]:
    """What somebody is to report: whom to remind, why, and of what."""
    commitments = Commitment.objects.owed_by(acting.access)
    for row in work_rows(commitments, today=today):
        reason = reason_for(row)
        if reason is not None:
            for key in reminded_of(row.commitment, acting):
                yield key, reason, row.commitment


def reason_for(row: WorkRow) -> Reminder | None:
    """Why its organisation is reminded of a commitment; a draft alone is no reason."""
    if not row.is_owed:
        return None
    if row.is_returned:
        return Reminder.RETURNED
    if row.standing.is_late:
        return Reminder.LATE
    if row.standing.is_missing:
        return Reminder.MISSING
    return Reminder.STALE if row.standing.is_stale else None


def reminded_of(commitment: Commitment, acting: Acting) -> Collection[int]:
    """Its handler, else its deputy, else who coordinates its organisation. Whoever no longer may
    report for it is passed over, so that nobody's departure silences a commitment."""
    reporters = acting.reporters[commitment.responsible_id]
    for key in (commitment.handler_id, commitment.deputy_id):
        if key in reporters:
            return [key]
    return acting.coordinators[commitment.responsible_id]


def to_receive(acting: Acting, today: date) -> Iterator[tuple[int, Reminder, Commitment]]:
    """What has long been submitted to a strategy, for the coordinators of its maintainer."""
    reports = ProgressReport.objects.submitted_long_ago(on=today).sent_to(acting.access)
    ties = reports.select_related("commitment__home", "commitment__responsible")
    for report in ties.order_by("as_of", "pk"):
        for key in acting.coordinators[report.commitment.home.maintained_by_id]:
            yield key, Reminder.TO_RECEIVE, report.commitment


def to_confirm(acting: Acting) -> Iterator[tuple[int, Reminder, Commitment]]:
    """Joint efforts of whose last report a contributor has said nothing, for its coordinators."""
    reports = ProgressReport.objects.awaiting_stance(acting.access).with_stances()
    ties = reports.select_related("commitment__responsible").order_by("as_of", "pk")
    for report in ties.prefetch_related("commitment__contributors"):
        commitment = report.commitment
        stated = {
            one.actor_id for one in report.told_stances if one.about_version == report.last_number
        }
        for actor in commitment.contributors.all():
            if actor.pk not in (*stated, commitment.responsible_id):
                for key in acting.coordinators[actor.pk]:
                    yield key, Reminder.TO_CONFIRM, commitment


def points_due(acting: Acting, today: date) -> Counter[int]:
    """How many action points are late or soon to be done, for each who coordinates the
    organisation that promised them (by their keys)."""
    points = ActionPoint.objects.owed_by(acting.access).open()
    soon = points.filter(due_on__lte=today + SOON)
    counts: Counter[int] = Counter()
    for actor in soon.order_by().values_list("actor", flat=True):
        counts.update(acting.coordinators[actor])
    return counts


def to_answer(acting: Acting) -> Iterator[tuple[int, Reminder, Commitment]]:
    """Public commitments that are proposed to a strategy, for the coordinators of its
    maintainer."""
    waiting = Contribution.objects.waiting().sent_to(acting.access)
    shown = waiting.filter(commitment__in=Commitment.objects.public())
    for one in shown.select_related("commitment__responsible", "strategy").oldest_first():
        for key in acting.coordinators[one.strategy.maintained_by_id]:
            yield key, Reminder.TO_ANSWER, one.commitment
