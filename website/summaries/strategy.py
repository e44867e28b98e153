from collections.abc import Sequence
from dataclasses import dataclass

from coordination.models import Meeting, Network
from coordination.summaries import meetings_shown
from strategies.models import Strategy


@dataclass(frozen=True)
class Together:
    """Who meets over a strategy, and when; beside its `StrategyPage`."""

    networks: Sequence[Network]
    # Those to come, and then the latest that were held.
    meetings: Sequence[Meeting]


def together(strategy: Strategy) -> Together:
    """The public read model. Two queries."""
    networks = Network.objects.public().filter(strategies=strategy)
    return Together(
        networks=list(networks.select_related("host", "parent")),
        meetings=meetings_shown(Meeting.objects.public().filter(strategies=strategy)),
    )
