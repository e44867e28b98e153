"""Who reads news, and who writes them: whoever answers for what they are about."""

from typing import TYPE_CHECKING

from django.db.models import Q

from actors.access import Access
from actors.rules import can_edit_county, county_of_boards_q
from coordination.rules.networks import public_network_q
from records.rules import published_q
from strategies.rules.editing import can_edit_strategy, editable_strategy_q
from strategies.rules.public import public_strategy_q

if TYPE_CHECKING:
    from website.models import NewsItem


def public_news_q(prefix: str = "") -> Q:
    """What hangs on a strategy or a network is public only while that is."""
    no_strategy = Q(**{f"{prefix}strategy__isnull": True})
    no_network = Q(**{f"{prefix}network__isnull": True})
    of_strategy = no_strategy | public_strategy_q(f"{prefix}strategy__")
    of_network = no_network | public_network_q(f"{prefix}network__")
    return published_q(prefix) & of_strategy & of_network


def editable_news_q(access: Access) -> Q:
    """An item is about one thing at most; about nothing, it is the whole site's."""
    return (
        county_of_boards_q(access.coordinates, "county__")
        | editable_strategy_q(access, "strategy__")
        | Q(network__maintained_by__in=access.coordinates)
    )


def can_edit_news(access: Access, item: "NewsItem") -> bool:
    if item.county:
        return can_edit_county(access, item.county)
    if item.strategy:
        return can_edit_strategy(access, item.strategy)
    if item.network:
        return access.can_coordinate(item.network.maintained_by_id)
    return access.is_superuser
