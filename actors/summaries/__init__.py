"""Read models of the pages where an organisation keeps its people."""

from actors.summaries.onboarding import Register, register_page
from actors.summaries.people import (
    PeoplePage,
    PersonRow,
    name_seen_by,
    own_rights,
    people_page,
    person_row,
)

__all__ = [
    "PeoplePage",
    "PersonRow",
    "Register",
    "name_seen_by",
    "own_rights",
    "people_page",
    "person_row",
    "register_page",
]
