"""Which nouns the files hold, and how their rows are known."""

from django.db.models import Model

from actors.models import Actor, County
from coordination.models import AgendaItem, Attendance, Challenge, Meeting, Network, Seat
from records.models import Source
from strategies.models import Commitment, Contribution, Goal, Milestone, Party, Passage, Strategy
from website.models import NewsItem, SiteNotice

# In the order in which they are created: what another row names comes before it.
NOUNS: dict[str, type[Model]] = {
    "source": Source,
    "strategy": Strategy,
    "party": Party,
    "goal": Goal,
    "commitment": Commitment,
    "milestone": Milestone,
    "passage": Passage,
    "network": Network,
    "seat": Seat,
    "meeting": Meeting,
    "agenda_item": AgendaItem,
    "attendance": Attendance,
    "challenge": Challenge,
    "notice": SiteNotice,
    "news": NewsItem,
}

# Loaded by load_reference; the files only name them.
REFERENCE = (Actor, County)

# Known by a name of their own; every other row carries a public id that is made from its key.
NAMED_BY: dict[type[Model], str] = {
    Actor: "key",
    County: "code",
    Strategy: "slug",
    Network: "slug",
    NewsItem: "slug",
}

# What people may have written themselves before us: the same in these fields is the same row.
SAME_BY: dict[type[Model], tuple[str, ...]] = {
    Party: ("strategy", "actor", "role"),
    Contribution: ("commitment", "strategy", "goal"),
    Seat: ("network", "actor", "role", "office"),
    Attendance: ("meeting", "actor", "office"),
}

# Set by the load or by people, never by a file.
NOT_IN_FILES = {"published_at", "withdrawn_at", "position", "is_example"}
