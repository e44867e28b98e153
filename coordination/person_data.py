"""What this room keeps about a person, for who asks what is kept of them."""

from typing import Any

from actors.models import User
from actors.person_data import also_export


def keep_person_data() -> None:
    also_export("seats", seats_of)


def seats_of(person: User) -> list[dict[str, Any]]:
    """The seats that the person has or had in networks."""
    seats = person.seats.select_related("network", "actor").order_by("pk")
    return [
        {
            "network": one.network.title,
            "role": one.get_role_display(),
            "organisation": one.actor.name if one.actor else "",
            "office": one.office,
            "since": one.since,
            "until": one.until,
        }
        for one in seats
    ]
