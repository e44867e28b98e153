"""Of the matrix: what the board of a county tells: help in its municipalities, and notices."""

from collections.abc import Iterator
from functools import partial

from tests.site.rows import DIFFERS, EDITORS, OUT, Row, answers, where_open
from tests.site.scene import Scene

NOUNS = ("website_localhelp", "website_sitenotice")
# To a county board of elsewhere, and to every other organisation, a draft is not there.
OF_BOARD = answers(
    403, signed_out=OUT, other_agency=404, coordinator=404, parent=404, unit=404, maintainer=200,
    superuser=200,
)  # fmt: skip
OF_ANOTHER_BOARD = OF_BOARD | {"maintainer": 404}
HISTORY = answers(403, signed_out=OUT, superuser=302)


def told_by_boards() -> Iterator[Row]:
    for noun in NOUNS:
        yield from rows_of(noun)


def rows_of(noun: str) -> Iterator[Row]:
    row = partial(row_of, noun)
    yield row("changelist", "the list", "", EDITORS, EDITORS)
    yield row("add", "a new one", "", EDITORS, EDITORS)
    for about, whose, may in (
        ("in the board's county", "drafts", OF_BOARD),
        ("in another county", "others", OF_ANOTHER_BOARD),
    ):
        yield row("change", about, whose, may, where_open(may, DIFFERS))
        yield row("delete", about, whose, may, may)
        yield row("history", about, whose, HISTORY, HISTORY)


def row_of(noun: str, page: str, about: str, whose: str, get: dict, post: dict) -> Row:
    def path(scene: Scene) -> str:
        return scene.admin(noun, page, getattr(scene, whose)[noun] if whose else None)

    return Row(f"admin:{noun}_{page}", about, path, get, post)
