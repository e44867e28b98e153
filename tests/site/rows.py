"""What a row of the access matrix is, and the answers that many rows share."""

from collections.abc import Callable
from dataclasses import dataclass

from tests.people import KINDS
from tests.site.scene import Scene

Answers = dict[str, int]


def answers(rest: int, **others: int) -> Answers:
    """The same to everybody, but for those that are named."""
    named = {kind.replace("_", " "): status for kind, status in others.items()}
    assert set(named) <= set(KINDS), named
    return {kind: named.get(kind, rest) for kind in KINDS}


def where_open(answered: Answers, status: int) -> Answers:
    """The same, but another status to those to whom it opens."""
    return {kind: status if seen == 200 else seen for kind, seen in answered.items()}


@dataclass(frozen=True)
class Row:
    """One address with one thing behind it."""

    name: str
    about: str
    path: Callable[[Scene], str]
    get: Answers
    post: Answers


# Who comes in nowhere else is led to the sign-in, whether the thing exists or not.
OUT = 302
ALL, NO_POST = answers(200), answers(405)
NO_POST_INSIDE = answers(405, signed_out=OUT)
SUPERUSER = answers(403, signed_out=OUT, superuser=200)
# The admin opens for coordinators, whatever they coordinate.
COORDINATORS = ["other agency", "coordinator", "maintainer", "parent", "unit"]
EDITORS = SUPERUSER | dict.fromkeys(COORDINATORS, 200)
# A draft that the agency takes part in: its maintainer's to edit; a stranger's eyes find nothing.
MAINTAINERS = answers(
    403, signed_out=OUT, other_agency=404, unit=404, maintainer=200, superuser=200
)
# An empty form, posted over a record that people edit side by side, is answered with what differs.
DIFFERS, SAVES_NOTHING = 409, 302
# Where nobody is seated and nothing is known.
OF_STRANGERS = answers(404, signed_out=OUT, other_agency=200, superuser=200)


def fixed(
    name: str, path: str, get: Answers, post: Answers, about: str = "the admin itself"
) -> Row:
    return Row(name, about, lambda scene: path, get, post)
