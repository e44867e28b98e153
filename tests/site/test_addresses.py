"""Every address, for everybody who exists so far: signed out, and superuser."""

import gzip
import re

import html5lib
import pytest
from django.conf import settings
from django.templatetags.static import static
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, translate_url

from records.public_forms import STAMP
from tests.site.addresses import (
    ACCOUNT,
    DEVELOPMENT_NAMES,
    FILE_NAMES,
    LINK_NAMES,
    MOST_QUERIES,
    OPERATIONS,
    PUBLIC_NAMES,
    STAFF,
    WORK,
    public_addresses,
)

ROWS = 30
LANGUAGES = [code for code, _name in settings.LANGUAGES]

# Where one types where one lives.
WITH_PLACES = ("start", "place")


def names_in(resolver: URLResolver) -> set[str]:
    """The names of all addresses below, the admin's apart: it has its own test."""
    names = set()
    for entry in resolver.url_patterns:
        if isinstance(entry, URLPattern):
            names.add(entry.name)
        elif entry.namespace != "admin":
            names |= names_in(entry)
    return names


def translated(path: str, language: str) -> str:
    return translate_url(path, language)


@pytest.fixture(params=LANGUAGES)
def pages(world, request):
    """Every public page in one language, as a signed-out reader gets it."""
    client = Client()
    return [
        (address, client.get(translated(address.path, request.param)), request.param)
        for address in public_addresses(world)
    ]


def test_every_address_is_listed(world):
    others = {*OPERATIONS, *DEVELOPMENT_NAMES, *ACCOUNT, *STAFF, *WORK, *FILE_NAMES}
    others |= LINK_NAMES
    assert names_in(get_resolver()) == PUBLIC_NAMES | others
    assert {address.name for address in public_addresses(world)} == PUBLIC_NAMES


def test_public_page_refuses_to_be_posted_to(world):
    client = Client(enforce_csrf_checks=True)
    for address in public_addresses(world):
        refused = 403 if address.takes_form else 405
        assert client.post(address.path).status_code == refused, address


def test_form_without_its_token_is_answered_with_what_to_do(db):
    response = Client(enforce_csrf_checks=True).post("/konto/logga-in/", {"login": "a"})
    assert response.status_code == 403
    assert "skicka igen" in response.text
    assert '<html lang="sv"' in response.text


@pytest.mark.parametrize(
    ("path", "other"),
    [("/finns/inte/?a=1", "/en/finns/inte/?a=1"), ("/en/finns/inte/", "/finns/inte/"),
     ("/aktorer/?sok=kalmar", "/en/aktorer/?sok=kalmar"), ("/en/", "/"),
     ("/en//evil.example/", "/evil.example/"),
     ("/en-gb/lan/", "/en/en-gb/lan/")],
)  # fmt: skip
def test_other_language_is_the_same_page(db, path, other):
    html = Client().get(path).text
    assert f'href="{other}"' in html


def test_public_page_answers_with_its_language(pages):
    for address, response, language in pages:
        assert response.status_code == 200, address
        assert response.headers["Content-Language"] == language, address
        assert f'<html lang="{language}"' in response.text, address


def test_public_page_is_the_same_bytes_for_a_superuser(world, admin):
    signed_out = Client()
    for address in public_addresses(world):
        pages = [client.get(address.path).text for client in (signed_out, admin)]
        # A form carries when it was shown.
        assert len({re.sub(rf'name="{STAMP}" value="[^"]*"', "", page) for page in pages}) == 1, (
            address
        )


def test_public_page_sets_no_cookie_and_varies_by_no_person(pages, admin):
    for address, response, _language in pages:
        assert not response.cookies, address
        vary = response.headers.get("Vary", "")
        assert set(re.split(r",\s*", vary)) <= {"", "Accept-Encoding"}, address
        assert not admin.get(address.path).cookies, address


def test_public_page_loads_nothing_from_another_host(pages):
    loading = re.compile(r'<(?:link|script|img|iframe|source)[^>]*(?:src|href)="([^"]*)"')
    for address, response, _language in pages:
        # What only names an address loads nothing.
        html = re.sub(r'<link rel="(?:canonical|alternate)"[^>]*>', "", response.text)
        loaded = loading.findall(html)
        assert loaded, address
        assert all(place.startswith(("/", "?")) for place in loaded), (address, loaded)
        # Data, which no browser runs, is no script.
        scripts = re.sub(r'<script type="application/ld\+json">', "", html)
        scripts = re.findall(r"<script[^>]*>", scripts)
        leaving = f'<script src="{static("js/exit.js")}" defer>'
        finding = f'<script src="{static("js/place.js")}" defer>'
        may_have = [leaving] * address.is_sensitive + [finding] * (address.name in WITH_PLACES)
        assert scripts == may_have, address
        assert " style=" not in response.text, address


def test_every_answer_has_the_strict_policy(pages):
    for address, response, _language in pages:
        policy = response.headers["Content-Security-Policy"]
        assert "default-src 'self'" in policy, address
        assert "object-src 'none'" in policy, address
        assert "base-uri 'none'" in policy, address
        assert "frame-ancestors 'none'" in policy, address
        assert "unsafe" not in policy, address


def test_sensitive_page_is_not_stored_and_has_a_neutral_title(pages):
    for address, response, _language in pages:
        title = re.search(r"<title>(.*?)</title>", response.text, re.DOTALL).group(1)
        has_exit = settings.QUICK_EXIT_URL in response.text
        if address.is_sensitive:
            assert response.headers["Cache-Control"] == "no-store", address
            assert response.headers["Referrer-Policy"] == "no-referrer", address
            assert "Länets strategi" not in title, address
            assert "Ingen utsätts" not in title, address
            assert "Gemensam insats" not in title, address
            assert "våld" not in title.lower(), address
            assert has_exit, address
        else:
            assert re.fullmatch(
                r"public, max-age=\d+|max-age=\d+, public", response.headers["Cache-Control"]
            ), address
            assert response.headers["ETag"], address
            assert not has_exit, address


def test_public_page_is_valid_html_with_unique_ids(pages):
    for address, response, _language in pages:
        html5lib.HTMLParser(strict=True).parse(response.text)
        ids = re.findall(r'\sid="([^"]*)"', response.text)
        assert len(ids) == len(set(ids)), address
        assert len(re.findall(r"<h1[\s>]", response.text)) == 1, address
        assert len(re.findall(r"<main[\s>]", response.text)) == 1, address


@pytest.mark.once
@pytest.mark.usefixtures("notices_were_read")
def test_public_page_costs_the_same_queries_with_3_and_30_rows(
    world, django_assert_max_num_queries
):
    world.grow(3)
    counted = {}
    for address in public_addresses(world):
        with django_assert_max_num_queries(MOST_QUERIES[address.kind]) as context:
            Client().get(address.path)
        counted[address.name] = len(context)
    world.grow(ROWS)
    for address in public_addresses(world):
        with django_assert_max_num_queries(MOST_QUERIES[address.kind]) as context:
            Client().get(address.path)
        assert len(context) == counted[address.name], address


@pytest.mark.once
def test_public_page_with_30_rows_stays_small(world):
    world.grow(ROWS)
    for address in public_addresses(world):
        for language in LANGUAGES:
            response = Client().get(translated(address.path, language))
            size = len(gzip.compress(response.content, 6))
            assert size <= address.most_bytes, (address, size)


def test_english_page_marks_its_swedish_content(world):
    for path, text in (
        (world.strategy.get_absolute_url(), "Länets strategi"),
        (world.goal.get_absolute_url(), "Ingen utsätts."),
        (world.commitment.get_absolute_url(), "Gemensam insats"),
    ):
        html = Client().get(translated(path, "en")).text
        assert re.search(rf'<[^>]*lang="sv"[^>]*>\s*(?:<p>)?{text}', html), path


# What the frame of each kind of page loads; Django's own sheets of the admin apart.
FRAME = {"designsystemet.css", "app.css"}
PUBLIC = FRAME | {"print.css"}
SHEETS = {
    "public": PUBLIC,
    "public map": PUBLIC | {"map.css"},
    "public search": PUBLIC | {"search.css"},
    "public report": PUBLIC | {"report.css"},
    "law's page": PUBLIC | {"law.css"},
    "help": PUBLIC | {"help.css"},
    "strategy": PUBLIC | {"around.css"},
    "news": PUBLIC | {"news.css"},
    "staff": FRAME | {"work.css"},
    "staff on paper": FRAME | {"work.css", "paper.css"},
    "admin": {"admin.css", "clash.css"},
}


@pytest.mark.parametrize("kind", SHEETS)
def test_compressed_style_sheets_of_a_page_stay_small(kind):
    folders = (settings.BASE_DIR / "static", settings.ASSETS_DIR)
    sheets = {sheet.name: sheet for folder in folders for sheet in folder.rglob("*.css")}
    assert set(sheets) == set.union(*SHEETS.values())
    size = sum(len(gzip.compress(sheets[name].read_bytes(), 6)) for name in SHEETS[kind])
    assert 0 < size <= 16_000


def test_pages_load_the_style_sheets_that_are_weighed(world, admin):
    for kind, path in (
        ("public", "/strategier/"), ("public map", "/"), ("help", "/hjalp/"),
        ("strategy", world.strategy.get_absolute_url()), ("staff", "/arbete/"),
    ):  # fmt: skip
        loaded = re.findall(r'href="/static/css/([^"]*)"', admin.get(path).text)
        assert set(loaded) == SHEETS[kind], path


def test_compressed_script_of_public_pages_is_small():
    for name in ("exit.js", "place.js"):
        script = settings.BASE_DIR / "static" / "js" / name
        assert 0 < len(gzip.compress(script.read_bytes(), 6)) <= 1_000


def test_compressed_scripts_of_staff_pages_stay_small():
    scripts = (settings.BASE_DIR / "static" / "js").glob("*.js")
    assert 0 < sum(len(gzip.compress(one.read_bytes(), 6)) for one in scripts) <= 30_000
