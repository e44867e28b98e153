"""Writes docs/permissions.md from the access matrix: `make permissions`."""

from collections.abc import Iterable
from pathlib import Path

from tests.people import KINDS
from tests.site.matrix import Row

PERMISSIONS = Path(__file__).parents[2] / "docs" / "permissions.md"

INTRODUCTION = """# Who is answered what

Every address, what is behind it, and the status that each kind of person is answered: to GET, and
after a stroke to an empty POST where that differs. 200 opens (or shows the form again), 302 leads
elsewhere (signed out: to the sign-in), 403 is not allowed, 404 is not there for this person, 405
takes no POST. Written from the tests by `make permissions`; it holds wherever they pass.

"""


def as_markdown(rows: Iterable[Row]) -> str:
    lines = [INTRODUCTION + "| person | who that is |", "|---|---|"]
    lines += [f"| {kind} | {who} |" for kind, who in KINDS.items()]
    lines += ["", "| address | of what | " + " | ".join(KINDS) + " |"]
    lines += ["|---|---|" + "---|" * len(KINDS)]
    for row in rows:
        told = " | ".join(cell(row.get[kind], row.post[kind]) for kind in KINDS)
        lines.append(f"| `{row.name}` | {row.about} | {told} |")
    return "\n".join(lines) + "\n"


def cell(get: int, post: int) -> str:
    return str(get) if get == post else f"{get}/{post}"
