from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from actors.models import Actor, County
from strategies.choices import PartyRole
from strategies.models import Party
from website.summaries.outlines import Outlines, outlines_of_county


@dataclass(frozen=True)
class MunicipalityRow:
    """A municipality on the map and in the table, with its parts in the county's strategies."""

    actor: Actor
    parties: Sequence[Party]

    @property
    def mark(self) -> str:
        """How the map shows it: the strongest of its roles, or none."""
        roles = {party.role for party in self.parties}
        if PartyRole.STANDS_BEHIND in roles:
            return "behind"
        if PartyRole.JOINED in roles:
            return "joined"
        return "other" if roles else ""


@dataclass(frozen=True)
class Municipalities:
    """A county's municipalities: who is in, and who has not told."""

    rows: Sequence[MunicipalityRow]
    # None where there is nothing to draw: what is invented lies nowhere.
    outlines: Outlines | None

    @property
    def taking_part(self) -> list[MunicipalityRow]:
        return [row for row in self.rows if row.parties]

    @property
    def others(self) -> list[MunicipalityRow]:
        return [row for row in self.rows if not row.parties]

    @property
    def drawn(self) -> list[MunicipalityRow]:
        """Those on the map: the few with a part last, so that their borders lie on top."""
        return [*self.others, *self.taking_part] if self.outlines else []

    @property
    def marks(self) -> list[str]:
        """What the key has to explain, the strongest first."""
        found = {row.mark for row in self.rows}
        return [mark for mark in ("behind", "joined", "other", "") if mark in found]


def municipalities_of(county: County, parties: Iterable[Party]) -> Municipalities:
    """One query: the municipalities. `parties` are those that the page shows already."""
    of_actor: dict[int, list[Party]] = defaultdict(list)
    for party in parties:
        of_actor[party.actor_id].append(party)
    actors = Actor.objects.in_force().municipalities().in_county(county)
    return Municipalities(
        [MunicipalityRow(actor, of_actor[actor.pk]) for actor in actors],
        outlines=outlines_of_county(county.code),
    )
