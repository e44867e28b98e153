"""Where the outlines of a map lie, and how large it is; `make maps` draws them."""

from dataclasses import dataclass
from functools import cache

from actors.reference.loader import rows_of

COUNTRY = "counties"
# The width and height, in pixels, that a map is given on a wide screen (static/css/map.css).
ROOM = (400, 680)
LETTERS_IN_PIXELS = 17


@dataclass(frozen=True)
class Outlines:
    """A file of outlines; a page shows an area by reference to its code (`#a08`, `#a0880`)."""

    name: str
    width: int
    height: int

    @property
    def file(self) -> str:
        """Of the static files."""
        return f"maps/{self.name}.svg"

    @property
    def letters(self) -> int:
        """How high letters are in the map's own units, to be read at the size it is shown in."""
        return round(LETTERS_IN_PIXELS * max(self.width / ROOM[0], self.height / ROOM[1]))

    @property
    def box(self) -> str:
        """What is shown: the outlines, with two lines above where the chosen area is named."""
        edge = self.letters // 4
        above = 3 * self.letters
        return f"{-edge} {-above} {self.width + 2 * edge} {self.height + above + edge}"


@cache
def drawn_maps() -> dict[str, Outlines]:
    rows = rows_of("outlines")
    return {
        row["name"]: Outlines(row["name"], int(row["width"]), int(row["height"])) for row in rows
    }


def outlines_of_country() -> Outlines:
    return drawn_maps()[COUNTRY]


def outlines_of_county(code: str) -> Outlines | None:
    """Of a county's municipalities; what is invented has no outlines."""
    return None if code == COUNTRY else drawn_maps().get(code)
