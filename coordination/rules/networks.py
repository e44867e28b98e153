"""Who reads a network, who runs it, and what of it is for its own alone."""

from typing import TYPE_CHECKING

from django.db.models import Q
from django.utils import timezone

from actors.access import Access
from records.rules import is_published, published_q

if TYPE_CHECKING:
    from coordination.models import ItemProposal, Network


def public_network_q(prefix: str = "") -> Q:
    """A network under another is public only while that one is; there are no two steps."""
    stands_alone = Q(**{f"{prefix}parent__isnull": True})
    under_one_alone = Q(**{f"{prefix}parent__parent__isnull": True})
    return published_q(prefix) & (
        stands_alone | (under_one_alone & published_q(f"{prefix}parent__"))
    )


def own_network_q(access: Access, prefix: str = "") -> Q:
    """What one reads from its first draft: where one sits, what one's organisation maintains."""
    return Q(**{f"{prefix}pk__in": access.sits_in}) | Q(
        **{f"{prefix}maintained_by__in": access.reads}
    )


def editable_network_q(access: Access, prefix: str = "") -> Q:
    return Q(**{f"{prefix}pk__in": access.runs_networks}) | Q(
        **{f"{prefix}maintained_by__in": access.coordinates}
    )


# ---------------------------------------------------------------- for one object


def is_public_network(network: "Network") -> bool:
    now, above = timezone.now(), network.parent
    if above is None:
        return is_published(network, at=now)
    return is_published(network, at=now) and above.parent_id is None and is_published(above, at=now)


def takes_part_in(access: Access, network: "Network") -> bool:
    """Whether a seat or a membership opens the network, whatever else does."""
    return network.pk in access.sits_in or network.maintained_by_id in access.reads


def is_own_network(access: Access, network: "Network") -> bool:
    return access.is_superuser or takes_part_in(access, network)


def can_read_network(access: Access, network: "Network") -> bool:
    return is_public_network(network) or is_own_network(access, network)


def can_edit_network(access: Access, network: "Network") -> bool:
    return network.pk in access.runs_networks or access.can_coordinate(network.maintained_by_id)


def can_hang_under(access: Access, network: "Network") -> bool:
    """A group is put under a network by those who edit that one too: it shows on its page."""
    return network.parent is None or can_edit_network(access, network.parent)


def can_hand_over_network(access: Access) -> bool:
    """Another organisation maintains it from then on: an administrator's to decide."""
    return access.is_superuser


def can_read_of_network(access: Access, row: "ItemProposal") -> bool:
    return is_own_network(access, row.network)


def can_edit_of_network(access: Access, row: "ItemProposal") -> bool:
    return can_edit_network(access, row.network)
