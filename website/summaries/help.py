from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from actors.models import Actor
from website.models import LocalHelp, SupportLine


@dataclass(frozen=True)
class HelpPage:
    """Where somebody who is exposed to violence gets help: in the whole country, and in one
    municipality where one is chosen."""

    lines: Sequence[SupportLine]
    municipalities: Sequence[Actor]
    municipality: Actor | None
    local: Sequence[LocalHelp]

    @property
    def checked_on(self) -> date | None:
        """When all numbers of the country were checked; nothing where one of them was not."""
        dates = [line.checked_on for line in self.lines]
        known = [day for day in dates if day is not None]
        return min(known) if known and len(known) == len(dates) else None


def help_page(municipality: Actor | None) -> HelpPage:
    """The public read model. Three queries at most."""
    return HelpPage(
        lines=list(SupportLine.objects.all()),
        municipalities=list(
            Actor.objects.real().in_force().municipalities().only("name", "slug", "kind")
        ),
        municipality=municipality,
        local=list(LocalHelp.objects.public().filter(actor=municipality)) if municipality else [],
    )
