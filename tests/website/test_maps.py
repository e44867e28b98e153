"""The outlines that `make maps` wrote, and the pages that refer to them."""

import gzip
import re
from xml.etree import ElementTree

import pytest
from django.conf import settings
from django.test import Client

from actors.models import Actor, County
from actors.reference.loader import rows_of
from strategies.choices import PartyRole
from strategies.models import Strategy
from tests import builders as make
from website.summaries.outlines import drawn_maps, outlines_of_country, outlines_of_county

FOLDER = settings.BASE_DIR / "static" / "maps"
COUNTIES = sorted(row["code"] for row in rows_of("counties"))
MUNICIPALITIES = sorted(row["code"] for row in rows_of("municipalities"))
# What a path of ours is written with: whole numbers, one corner relative to the last.
PATH = re.compile(r"(M-?\d+[ -]\d+l-?\d+[ -]\d+(?:[ -]\d+[ -]\d+|-\d+ \d+)*z)+")
SVG = "{http://www.w3.org/2000/svg}"


def shapes(name: str, tag: str, prefix: str) -> list[str]:
    """The codes of the file's shapes of that kind, in order."""
    root = ElementTree.parse(FOLDER / f"{name}.svg").getroot()
    named = [shape.get("id", "") for shape in root.iter(f"{SVG}{tag}")]
    assert all(one.startswith(prefix) for one in named)
    return sorted(one.removeprefix(prefix) for one in named)


def test_map_of_the_country_has_each_county_once():
    assert len(COUNTIES) == 21
    assert shapes("counties", "path", "a") == COUNTIES


def test_maps_of_counties_have_each_municipality_once_with_its_dot():
    assert len(MUNICIPALITIES) == 290
    for county in COUNTIES:
        own = [code for code in MUNICIPALITIES if code.startswith(county)]
        assert shapes(county, "path", "a") == own
        assert shapes(county, "circle", "d") == own
    assert {path.stem for path in FOLDER.iterdir()} == {"counties", *COUNTIES}


@pytest.mark.parametrize("name", ["counties", *COUNTIES])
def test_outlines_are_whole_within_their_map_and_small(name):
    content = (FOLDER / f"{name}.svg").read_bytes()
    assert len(gzip.compress(content, 6)) <= (6_000 if name == "counties" else 5_000)
    root = ElementTree.fromstring(content)
    drawn = drawn_maps()[name]
    assert root.get("viewBox") == f"0 0 {drawn.width} {drawn.height}"
    # Nothing but shapes: no script, no style, no address of another place.
    assert {shape.tag for shape in root.iter()} <= {SVG + tag for tag in ("svg", "path", "circle")}
    for path in root.iter(f"{SVG}path"):
        assert PATH.fullmatch(path.get("d", "")), path.get("id")
        for x, y in corners(path.get("d", "")):
            assert 0 <= x <= drawn.width, path.get("id")
            assert 0 <= y <= drawn.height, path.get("id")


def corners(path: str):
    for ring in re.findall(r"M([^z]*)z", path):
        numbers = [int(one) for one in re.findall(r"-?\d+", ring)]
        x = y = 0
        for dx, dy in zip(numbers[::2], numbers[1::2], strict=True):
            x, y = x + dx, y + dy
            yield x, y


def test_what_is_invented_has_no_outlines():
    assert outlines_of_county("99") is None
    assert outlines_of_county("counties") is None
    assert outlines_of_country().name == "counties"


def areas_on(html: str) -> dict[str, str]:
    """For each area of the page's map: its address, and the words of its link."""
    links = re.findall(r'<a href="([^"]*)"[^>]*><use href="[^"#]*#a\d+"/>(.*?)</a>', html, re.S)
    return {path: " ".join(re.sub(r"<[^>]*>", " ", rest).split()) for path, rest in links}


def test_start_page_shows_every_county_as_a_named_link(cases):
    areas = areas_on(Client().get("/").text)
    real = County.objects.filter(is_example=False)
    assert set(areas) == {county.get_absolute_url() for county in real}
    assert areas["/lan/kalmar/"] == "Kalmar län Något är publicerat"
    assert areas["/lan/gotland/"] == "Gotlands län"


def test_county_page_names_the_standing_of_its_municipalities_on_map_and_in_table(cases):
    html = Client().get("/lan/stockholm/").text
    areas = areas_on(html)
    assert len(areas) == 26
    stockholm, solna = (Actor.objects.get(municipality_code=code) for code in ("0180", "0184"))
    assert areas[stockholm.get_absolute_url()] == "Stockholm Står bakom"
    assert areas[solna.get_absolute_url()] == "Solna"
    assert "#d0180" in html
    assert "#d0184" not in html
    assert "Står bakom: " in html


def test_map_tells_those_who_joined_from_those_who_left_or_wait(cases):
    plan = Strategy.objects.public().filter(county__code="08").first()
    hidden = make.strategy(published_at=None)
    kalmar, nybro, vimmerby, torsas = (
        Actor.objects.get(municipality_code=code) for code in ("0880", "0881", "0884", "0834")
    )
    make.party(plan, kalmar, role=PartyRole.JOINED)
    make.party(plan, nybro, role=PartyRole.JOINED, since="2019", until="2020")
    make.party(hidden, vimmerby, role=PartyRole.JOINED)
    make.party(plan, torsas, role=PartyRole.CONSULTED)
    areas = areas_on(Client().get("/lan/kalmar/").text)
    assert areas[kalmar.get_absolute_url()] == "Kalmar Har anslutit sig"
    assert areas[nybro.get_absolute_url()] == "Nybro"
    assert areas[vimmerby.get_absolute_url()] == "Vimmerby"
    assert areas[torsas.get_absolute_url()] == "Torsås Är med på annat sätt"


def test_maps_say_where_the_outlines_come_from(cases):
    for path in ("/", "/lan/kalmar/"):
        assert "SCB:s öppna geodata (CC0)" in Client().get(path).text


def test_county_without_outlines_shows_its_table_and_says_why(demo):
    html = Client().get("/lan/exempel/").text
    assert not areas_on(html)
    assert "<use" not in html
    assert "finns inte på någon karta" in html
    assert "Kommuner som är med i länets strategier" in html
