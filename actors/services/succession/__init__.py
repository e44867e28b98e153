"""An organisation gets another name, goes up in another, or is split up.

What is open goes on with who comes after it. What is closed stays with the one that did it, under
the name that it had then: one that has ended keeps its row, and the old name of one that is renamed
is written where a row would else tell the new one.
"""

from actors.services.succession.ending import end_actor
from actors.services.succession.open_things import Handing, OpenThing, also_hand_on, open_things
from actors.services.succession.renaming import also_rename, rename_actor

__all__ = [
    "Handing",
    "OpenThing",
    "also_hand_on",
    "also_rename",
    "end_actor",
    "open_things",
    "rename_actor",
]
