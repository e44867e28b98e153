"""What a room above this one shows beside a commitment at work: it knows of them, and nobody asks
upwards."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from actors.access import Access
from strategies.models import Commitment


@dataclass(frozen=True)
class Beside:
    """Where something leads that has to do with a commitment."""

    label: str
    text: str
    address: str


Provider = Callable[[Commitment, Access], Sequence[Beside]]
PROVIDERS: list[Provider] = []


def also_beside(provider: Provider) -> None:
    """Let `provider` tell what of it the person may read, in one query. Called when the application
    starts."""
    PROVIDERS.append(provider)


def beside(commitment: Commitment, access: Access) -> list[Beside]:
    return [one for provider in PROVIDERS for one in provider(commitment, access)]
