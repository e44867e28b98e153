"""All that can be searched for, in the order of the choices on the page. What a kind is, and how
another is added: `base.py`."""

from website.search.kinds.actor import Actors
from website.search.kinds.agenda_item import AgendaItems
from website.search.kinds.base import Kind
from website.search.kinds.challenge import Challenges
from website.search.kinds.commitment import Commitments
from website.search.kinds.county import Counties
from website.search.kinds.decision import Decisions
from website.search.kinds.document import Documents
from website.search.kinds.goal import Goals
from website.search.kinds.meeting import Meetings
from website.search.kinds.network import Networks
from website.search.kinds.news import News
from website.search.kinds.passage import Passages
from website.search.kinds.round_report import RoundReports
from website.search.kinds.strategy import Strategies

KINDS: list[Kind] = [
    Strategies(),
    Goals(),
    Commitments(),
    RoundReports(),
    Counties(),
    Actors(),
    Networks(),
    Meetings(),
    AgendaItems(),
    Decisions(),
    Challenges(),
    Documents(),
    Passages(),
    News(),
]
KIND_OF = {kind.key: kind for kind in KINDS}
