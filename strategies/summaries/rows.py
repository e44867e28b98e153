"""Parts that several pages show."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby

from strategies.choices import PartyRole, StrategyKind
from strategies.models import Commitment, Party, Strategy
from strategies.models.commitment import CommitmentQuerySet

# A page shows so many commitments itself; the list with its filters shows the rest.
ROWS_OF_AN_EXCERPT = 20

ROLE_ORDER = list(PartyRole)
KIND_ORDER = list(StrategyKind)


@dataclass(frozen=True)
class Excerpt:
    """The first rows of a longer list, and how many there are in all."""

    rows: Sequence[Commitment]
    total: int

    @property
    def is_cut(self) -> bool:
        return self.total > len(self.rows)


@dataclass(frozen=True)
class PartyGroup:
    """Those that have one role in a strategy."""

    role: str
    label: str
    parties: Sequence[Party]


def excerpt(commitments: CommitmentQuerySet, *, total: int | None = None) -> Excerpt:
    """Two queries whatever the number of rows: the first ones, and the count; one where that is
    known."""
    rows = commitments.with_first_end().select_related("home", "responsible")
    counted = commitments.count() if total is None else total
    return Excerpt(list(rows[:ROWS_OF_AN_EXCERPT]), counted)


def group_parties(parties: Iterable[Party]) -> list[PartyGroup]:
    """By role, in the order in which a reader asks: who stands behind it comes first. Those who
    have left stand last in their group."""

    def place(party: Party) -> tuple[int, bool]:
        return ROLE_ORDER.index(PartyRole(party.role)), not party.is_current

    ordered = sorted(parties, key=place)
    return [
        PartyGroup(role, str(PartyRole(role).label), list(group))
        for role, group in groupby(ordered, key=lambda party: party.role)
    ]


def in_reading_order(strategies: Iterable[Strategy]) -> list[Strategy]:
    """Strategies first, each with its plans after it; then what stands alone, kind by kind."""
    rows = list(strategies)
    above = {row.pk: row for row in rows}

    def place(row: Strategy) -> tuple:
        head = above.get(row.under_id or 0, row)
        return (KIND_ORDER.index(StrategyKind(head.kind)), rows.index(head), row is not head)

    return sorted(rows, key=place)
