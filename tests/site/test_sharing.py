"""How public pages are known elsewhere: one address each, both languages, and neutral where it is
sensitive."""

import json
import re
from xml.etree import ElementTree

import pytest
from django.conf import settings
from django.test import Client

from tests import builders as make
from tests.site.addresses import public_addresses

OURS = settings.SITE_ADDRESS
MAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"

# What hangs on a page and is led to from there.
LED_TO = ("/anslut/", "/skickat/", "/beslut/", "/version/1/", "/beratta/", "/kommuner/")


def head(path: str, pattern: str) -> str:
    return re.search(pattern, Client().get(path).text).group(1)


def meta(html: str, name: str) -> str | None:
    found = re.search(rf'<meta property="og:{name}" content="([^"]*)">', html)
    return found and found.group(1)


def located(path: str) -> list[str]:
    response = Client().get(path)
    assert response.status_code == 200, path
    return [one.text for one in ElementTree.fromstring(response.content).iter(f"{MAP}loc")]


def everything_located() -> set[str]:
    """What all parts tell, as paths."""
    parts = located("/sitemap.xml")
    found = (address for part in parts for address in located("/" + part.split("/", 3)[3]))
    return {address.removeprefix(OURS) for address in found}


def test_every_page_has_one_address_and_knows_the_other_language(world):
    for address in public_addresses(world):
        path = address.path.split("?")[0]
        for prefix in ("", "/en"):
            html = Client().get(prefix + address.path).text
            canonical = re.search(r'<link rel="canonical" href="([^"]*)">', html).group(1)
            assert canonical == OURS + prefix + path, address
            languages = dict(re.findall(r'hreflang="([^"]*)" href="(http[^"]*)"', html))
            assert languages == {
                "sv": OURS + path,
                "en": f"{OURS}/en{path}",
                "x-default": OURS + path,
            }, address


def test_filtered_list_is_the_same_page_and_its_second_page_another(world):
    canonical = r'<link rel="canonical" href="([^"]*)">'
    assert head("/aktorer/?sok=kalmar&utm_source=x", canonical) == f"{OURS}/aktorer/"
    assert head("/aktorer/?page=2", canonical) == f"{OURS}/aktorer/?page=2"


def test_link_to_a_sensitive_page_shows_nothing_of_it(world):
    for address in public_addresses(world):
        html = Client().get(address.path).text
        if address.is_sensitive:
            assert "Länets strategi" not in (meta(html, "title") or ""), address
            assert meta(html, "description") is None, address
            assert "ld+json" not in html, address
        else:
            assert meta(html, "description"), address
        title = re.search(r"<title>(.*) – Samordna</title>", html).group(1)
        assert meta(html, "title") == title, address
        assert meta(html, "image") is None


def test_page_of_nothing_is_no_page_to_share(db):
    html = Client().get("/finns/inte/").text
    assert "canonical" not in html
    assert "og:" not in html


def test_linked_data_tells_what_the_page_tells_and_ends_no_element(world):
    evil = "</script><script>alert(1)</script>"
    strategy = make.strategy(title=evil, sensitive=False)
    actor = make.organisation("Myndigheten & co", aliases="Myndis")
    for row, name in ((strategy, evil), (actor, "Myndigheten & co")):
        html = Client().get(row.get_absolute_url()).text
        data = re.findall(r'<script type="application/ld\+json">(.*?)</script>', html)
        assert len(data) == 1
        told = json.loads(data[0])
        assert told["name"] == name
        assert told["url"] == OURS + row.get_absolute_url()
        assert html.count("<script") == 1
    assert told["alternateName"] == ["Myndis"]
    assert "identifier" not in told


def test_linked_data_of_a_meeting_tells_its_day_and_town_alone(world):
    meeting = make.meeting(
        make.network(sensitive=False), on="2026-03-08", town="Kalmar", place="Rum 12"
    )
    html = Client().get(meeting.get_absolute_url()).text
    told = json.loads(re.search(r'ld\+json">(.*?)</script>', html).group(1))
    assert (told["startDate"], told["location"]["name"]) == ("2026-03-08", "Kalmar")
    assert "Rum 12" not in html


def test_what_is_invented_has_no_linked_data(world):
    county = make.county()
    type(county).objects.filter(pk=county.pk).update(is_example=True)
    assert "ld+json" not in Client().get(county.get_absolute_url()).text


# ---------------------------------------------------------------- what may be found


def test_sitemap_names_every_public_page_of_a_record_and_nothing_private(world):
    draft = make.strategy(slug="smyg", published_at=None)
    make.goal(draft, slug="smygmal")
    hidden = make.commitment(world.strategy, published_at=None)
    ended = make.organisation("Borta", valid_to="2020-01-01")
    found = everything_located()
    listed = {one.path for one in public_addresses(world) if "?" not in one.path}
    listed = {path for path in listed if not path.endswith(LED_TO)}
    assert listed - found == set()
    assert {f"/en{path}" for path in listed} <= found
    for row in (draft, hidden, ended):
        assert row.get_absolute_url() not in found
    assert not [path for path in found if "smyg" in path or path.startswith("/arbete")]


def test_sitemap_leaves_out_what_is_invented(world):
    county = make.county("stockholm")
    invented = make.strategy(county=county)
    assert invented.get_absolute_url() in everything_located()
    type(county).objects.filter(pk=county.pk).update(is_example=True)
    found = everything_located()
    assert not {invented.get_absolute_url(), county.get_absolute_url()} & found


@pytest.mark.parametrize(
    "path",
    ["/sitemap/finns-inte.xml", "/sitemap/mal-sv.xml?p=99", "/sitemap/mal-sv.xml?p=x",
     "/sitemap/mal-sv.xml?p=-1", "/sitemap/mal-sv.xml?p=99999999999999999999999",
     "/sitemap/mal-sv.xml?p=%00"],
)  # fmt: skip
def test_part_of_the_sitemap_that_is_none_is_not_found(world, path):
    assert Client().get(path).status_code == 404


@pytest.mark.once
def test_sitemap_costs_the_same_queries_with_3_and_30_rows(world, django_assert_max_num_queries):
    counted = []
    for rows in (3, 30):
        world.grow(rows)
        for path in ("/sitemap.xml", "/sitemap/ataganden-sv.xml", "/sitemap/mal-en.xml"):
            with django_assert_max_num_queries(40) as asked:
                Client().get(path)
            counted.append(len(asked))
    assert counted[:3] == counted[3:]
    assert counted[1:3] == [2, 2]


def test_robots_are_told_where_they_have_nothing_to_do(db):
    response = Client().get("/robots.txt")
    assert response.headers["Content-Type"].startswith("text/plain")
    assert not response.cookies
    lines = response.text.splitlines()
    assert "Disallow: /arbete/" in lines
    assert "Disallow: /en/svar/" in lines
    assert f"Sitemap: {OURS}/sitemap.xml" in lines
    assert "Disallow: /" not in lines
