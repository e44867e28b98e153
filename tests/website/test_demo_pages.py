"""Where Exempel län shows: on its own pages, each of which says that it is invented, and on no
list, figure or mail server of what is real."""

import gzip
import re

import pytest
from django.test import Client

from actors.models import Actor
from coordination.models import Meeting, Network
from records.examples import is_example_address
from records.models import OutgoingMail
from strategies.models import RoundReport, Strategy
from tests.site.addresses import DETAIL, LIST, MOST_BYTES_ELSEWHERE, MOST_QUERIES, START
from tests.website import demo as of_demo
from website.demo.removal import remove_demo

pytestmark = [pytest.mark.usefixtures("demo"), pytest.mark.once]


ON_LISTS = [
    "/strategier/", "/uppdrag/", "/program/", "/ataganden/", "/aktorer/", "/uppfoljningar/",
    "/natverk/", "/moten/",
]  # fmt: skip


def test_every_page_of_the_demo_says_so_and_leads_to_nothing_real(cases):
    real = {one.get_absolute_url() for one in Strategy.objects.public().real()}
    for model in (Actor, Network, Meeting):
        real |= {one.get_absolute_url() for one in model.objects.real()}
    seen = of_demo.crawl("/lan/exempel/")
    assert len(seen) > 100
    for address, response in seen.items():
        assert response.headers["X-Robots-Tag"] == "noindex", address
        assert not response.cookies, address
    pages = {path: response for path, response in seen.items() if of_demo.is_page(response)}
    # In both languages: the report of its follow-up in each form, its calendars and its feeds.
    assert len(seen) - len(pages) == 6 + 10
    for address, response in pages.items():
        is_english = address.startswith("/en/")
        banner = "Exempel län is an invented county" if is_english else "Exempel län är påhittat"
        assert banner in response.text, address
        assert '<meta name="robots" content="noindex">' in response.text, address
        links = re.findall(r'href="(?:/en)?(/[^"#?]*)', response.text.split("<main")[1])
        assert not set(links) & real, address


def test_list_of_all_leaves_the_demo_out_until_a_filter_names_it(cases):
    for path in ON_LISTS:
        unchosen = Client().get(path)
        chosen = Client().get(path, {"lan": "exempel"})

        assert "Exempel län är påhittat" not in unchosen.text, path
        assert not [row for row in of_demo.rows_of(unchosen) if row.is_example], path
        assert all(row.is_example for row in of_demo.rows_of(chosen)), path
        assert "Exempel län är påhittat" in chosen.text, path
        assert chosen.headers["X-Robots-Tag"] == "noindex", path


def test_list_of_all_does_not_find_the_demo_by_its_words():
    for path, word in (("/strategier/", "trygg överallt"), ("/ataganden/", "samma väg in"),
                       ("/aktorer/", "exempel"), ("/uppfoljningar/", "överallt"),
                       ("/natverk/", "trygg överallt"), ("/moten/", "kunskapsdagen")):  # fmt: skip
        assert of_demo.rows_of(Client().get(path, {"sok": word})) == [], path
        assert of_demo.rows_of(Client().get(path, {"sok": word, "lan": "exempel"})), path


def test_list_of_commitments_by_something_of_the_demo_shows_it():
    for query in ("strategi=exempel-trygg-overallt", "aktor=exempelmyndigheten",
                  "medverkar=kommunerna-i-exempel-lan"):  # fmt: skip
        response = Client().get(f"/ataganden/?{query}")
        assert of_demo.rows_of(response), query
        assert "Exempel län är påhittat" in response.text, query


def test_filter_that_names_the_demo_and_something_real_finds_nothing(cases):
    response = Client().get("/ataganden/?lan=stockholm&strategi=exempel-trygg-overallt")
    assert of_demo.rows_of(response) == []


def test_filters_offer_the_demo_last():
    for path in ON_LISTS:
        options = re.findall(
            r'<option value="([\w-]+)">[^<]* län</option>', Client().get(path).text
        )
        assert len(options) == 22
        assert options[-1] == "exempel"


def test_start_leads_to_the_demo_apart_from_the_counties(cases):
    html = Client().get("/").text
    assert html.count('href="/lan/exempel/"') == 1
    assert html.index('href="/lan/exempel/"') > html.index("</table>")
    assert "Trygg överallt" not in html
    assert "noindex" not in html


MEASURED = {
    "/": START,
    "/lan/exempel/": START,
    "/strategier/exempel-trygg-overallt/": DETAIL,
    "/strategier/exempel-handlingsplan/": DETAIL,
    "/strategier/exempel-trygg-overallt/mal/mal-2/": DETAIL,
    "/aktorer/exempelmyndigheten/": DETAIL,
    "/aktorer/?lan=exempel": LIST,
    "/strategier/?lan=exempel": LIST,
    "/ataganden/?lan=exempel": LIST,
    "/uppfoljningar/?lan=exempel": LIST,
    "/natverk/?lan=exempel": LIST,
    "/moten/?lan=exempel": LIST,
    "/natverk/exempel-natverket-trygg-overallt/": DETAIL,
}


def test_page_of_the_demo_keeps_within_its_measures(cases, django_assert_max_num_queries):
    report = RoundReport.objects.get().get_absolute_url()
    for path, kind in (MEASURED | {report: DETAIL}).items():
        with django_assert_max_num_queries(MOST_QUERIES[kind]):
            response = Client().get(path)
        assert len(gzip.compress(response.content, 6)) <= MOST_BYTES_ELSEWHERE, path


def test_page_of_what_is_real_is_the_same_bytes_without_the_demo(cases):
    paths = [
        "/hjalp/", "/lan/stockholm/", "/lan/kalmar/", "/strategier/ett-jamstallt-stockholm/",
        "/strategier/nationell-strategi/", "/aktorer/polisregion-stockholm/",
        "/strategier/ett-jamstallt-stockholm/mal/mal-6/", "/natverk/myndighetsnatverket/",
        *ON_LISTS, "/",
    ]  # fmt: skip
    with_it = {path: Client().get(path).text for path in paths}
    remove_demo()
    option = re.compile(r'<option value="exempel">Exempel län</option>')
    line = re.compile(r'<p class="example">.*</p>\n')
    for path in paths:
        bare = line.sub("", option.sub("", with_it[path]))
        assert bare == Client().get(path).text, path


# ---------------------------------------------------------------- mail


def test_mail_to_the_demo_lands_in_the_folder_whatever_server_there_is(settings, tmp_path, letters):
    settings.MAIL_FOLDER = tmp_path
    of_demo.queue("lasare@exempel.example")
    of_demo.queue("anna@kalmar.example")

    assert [one.to for one in letters()] == [["anna@kalmar.example"]]
    assert len(list(tmp_path.glob("*.eml"))) == 1
    assert OutgoingMail.objects.filter(state="sent").count() == 2


def test_mail_to_the_demo_in_production_is_given_up_and_handed_to_nobody(settings, letters):
    settings.MAIL_FOLDER = None
    of_demo.queue("LASARE@Exempel.Example")
    of_demo.queue("kontakt@lansstyrelsen.exempel.example")

    assert letters() == []
    assert OutgoingMail.objects.filter(state="failed", attempts=1).count() == 2
    assert "invented" in OutgoingMail.objects.first().error_history


def test_address_that_only_looks_like_the_demos_is_no_example():
    for address in ("a@minexempel.example", "a@exempel.example.se"):
        assert not is_example_address(address)
