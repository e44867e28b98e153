"""How a commitment comes to serve another strategy, and ceases to: proposed by the organisation
that answers for it, accepted or declined by the maintainer of the strategy.

Everybody locks the commitment first and then the contribution: of two who press at the same time
the second sees what the first did.
"""

from strategies.services.contributions.answering import accept_contribution, decline_contribution
from strategies.services.contributions.proposing import (
    announce_proposal,
    propose_contribution,
    take_back_contribution,
)

__all__ = [
    "accept_contribution",
    "announce_proposal",
    "decline_contribution",
    "propose_contribution",
    "take_back_contribution",
]
