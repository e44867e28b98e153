"""The page of the search: what it says, what it keeps to itself, and who it thinks of first."""

import json
import re

import pytest
from django.test import Client

from tests import builders as make
from tests.website.searching import search
from website.search.marking import LENGTH, excerpt, marked
from website.search.words import asked_in

TERM = "kvarnhjulsvarg"


def test_page_is_as_guarded_as_the_pages_it_leads_to(db):
    for response in (search(TERM), search(TERM, lan="atlantis"), search("a" * 101)):
        assert response.headers["Cache-Control"] == "no-store"
        assert response.headers["Referrer-Policy"] == "no-referrer"
        assert response.headers["X-Robots-Tag"] == "noindex"
        assert not response.cookies
        assert "Lämna sidan snabbt" in response.text
        assert re.search(r"<title>(.*?)</title>", response.text).group(1) == "Sök – Samordna"


def test_what_is_searched_for_stands_in_no_line_of_the_log(db, lines):
    for chosen in ({}, {"lan": TERM}, {"page": "99"}, {"slag": TERM}):
        search(TERM, **chosen)
        search(TERM, language="/en", **chosen)
    Client().get(f"/sok/?sok={TERM}%00")
    Client().post("/sok/", {"sok": TERM})
    assert len([line for line in lines if line.get("path") in ("/sok/", "/en/sok/")]) == 10
    assert TERM not in json.dumps(lines)


@pytest.mark.parametrize("path", ["/", "/sok/", "/hjalp/", "/aktorer/", "/en/"])
def test_browser_is_asked_to_remember_no_search(db, path):
    fields = re.findall(r'<input[^>]*name="sok"[^>]*>', Client().get(path).text)
    assert fields
    assert all('autocomplete="off"' in field and 'type="search"' in field for field in fields)


@pytest.mark.parametrize("path", ["/", "/hjalp/", "/en/strategier/", "/finns/inte/"])
def test_every_page_leads_to_the_search(db, path):
    html = Client().get(path).text
    address = "/en/sok/" if path.startswith("/en") else "/sok/"
    assert f'<form class="strip-search" action="{address}"' in html
    assert f'<a class="site-search" href="{address}"' in html


def test_page_of_the_search_has_one_form(db):
    assert search(TERM).text.count("<form") == 1


@pytest.mark.parametrize(
    "words",
    ["slår", "han SLOG mig", "hot", "hotad", "jour", "jourer", "kvinnojour", "våld", "våldet",
     "rädd", "rädda", "min man misshandlar", "Åtgärder mot våld", "help", "112"],
)  # fmt: skip
def test_help_stands_above_the_hits_for_who_may_need_it(db, words):
    html = search(words).text
    help_box, after = html.index("Behöver du hjälp?"), html.index("Om sökningen")
    assert help_box < after
    box = html[help_box : html.index("</section>", help_box)]
    for address in ("tel:112", "tel:020505050", "/hjalp/"):
        assert f'href="{address}"' in box, address
    if '<h2 class="hits">' in html:
        assert help_box < html.index('<h2 class="hits">')


@pytest.mark.parametrize("words", ["hotell", "journal", "plan", "Kalmar", "slott", ""])
def test_help_does_not_stand_above_other_hits(db, words):
    assert "Behöver du hjälp?" not in search(words).text


@pytest.mark.parametrize(
    ("words", "says"),
    [("", "Skriv ett eller flera ord"), ("   ", "Skriv ett eller flera ord"),
     ("?!", "Skriv ett eller flera ord"), ("å", "Skriv minst två"),
     ("finnsinte", "Pröva färre ord")],
)  # fmt: skip
def test_page_without_hits_says_what_to_do(db, words, says):
    response = search(words)
    assert response.status_code == 200
    assert says in response.text
    assert '<h2 class="hits">' not in response.text


def test_page_without_hits_tells_of_the_filters_only_where_some_are_chosen(db):
    assert "Välj alla slag och alla län." in search("finnsinte", lan="kalmar").text
    assert "Välj alla slag och alla län." not in search("finnsinte").text


@pytest.mark.parametrize(
    "chosen", [{"lan": "atlantis"}, {"slag": "troll"}, {"lan": "kal\0mar"}, {"slag": "9" * 5_000}]
)
def test_choice_that_cannot_be_is_a_400_that_keeps_the_words(db, chosen):
    response = search("kvarnhjul", **chosen)
    assert response.status_code == 400
    assert 'value="kvarnhjul"' in response.text
    assert "Rätta det som är markerat" in response.text


@pytest.mark.parametrize("words", ["kvarn\0hjul", "b" * 10_000])
def test_words_that_cannot_be_are_a_400_that_keeps_them(db, words):
    response = search(words)
    assert response.status_code == 400
    assert words.replace("\0", "") in response.text.replace("\0", "")


@pytest.mark.parametrize("page", ["9" * 20, "0", "-1", "ett", "2"])
def test_page_that_is_not_there_is_a_404(db, page):
    assert search("kalmar", slag="county", page=page).status_code == 404


def test_hit_shows_kind_place_and_what_it_belongs_to(db):
    make.goal(make.strategy(title="Länets strategi"), text="Kvarnhjul snurrar.")
    html = search("kvarnhjul").text
    assert "Mål · Kalmar län" in html
    assert "Länets strategi" in html
    assert "<mark>Kvarnhjul</mark> snurrar." in html


def test_hit_that_leads_to_another_site_says_so(db):
    documents = make.strategy().documents
    documents.add(make.document(title="Kvarnhjul", url="https://a.example/kvarnhjul"))
    documents.add(make.document(title="Väderkvarn"))
    html = search("kvarnhjul").text
    assert 'href="https://a.example/kvarnhjul" rel="noreferrer noopener"' in html
    assert "Finns på en annan webbplats." in html
    assert "Finns på en annan webbplats." not in search("väderkvarn").text


def test_found_words_are_marked_and_all_else_is_escaped(db):
    make.strategy(title='<b>Kvarnhjulen</b> & "hjul"', vision="<i>kvarnhjul</i> <script>")
    html = search("kvarnhjul").text
    assert "&lt;b&gt;<mark>Kvarnhjulen</mark>&lt;/b&gt; &amp; &quot;hjul&quot;" in html
    assert "&lt;i&gt;<mark>kvarnhjul</mark>&lt;/i&gt; &lt;script&gt;" in html
    assert "<script>" not in html
    assert "<b>" not in html


def test_words_that_were_typed_are_escaped(db):
    html = search('"><b>kvarnhjul').text
    assert "<b>" not in html


def test_content_is_marked_as_swedish_on_the_english_page(db):
    make.strategy(title="Kvarnhjul")
    html = search("kvarnhjul", language="/en").text
    assert '<span lang="sv"><mark>Kvarnhjul</mark></span>' in html


def test_excerpt_stands_around_the_first_found_word_and_is_short():
    asked = asked_in("kvarnhjul")
    text = f"{'Före ' * 100}kvarnhjulet {'efter ' * 100}"
    shown = str(excerpt(text, asked))
    assert "<mark>kvarnhjulet</mark>" in shown
    assert shown.startswith("… Före")
    assert shown.endswith("efter …")
    assert len(shown.replace("<mark>", "").replace("</mark>", "")) <= LENGTH + 4


def test_excerpt_without_a_found_word_is_the_beginning():
    assert excerpt("Kort text.", asked_in("annat")) == "Kort text."
    assert excerpt("", asked_in("annat")) == ""
    assert len(excerpt("x" * 5_000, asked_in("annat"))) <= LENGTH + 2


def test_mark_holds_the_whole_word_and_nothing_within_another():
    assert marked("Omkvarnhjul kvarnhjulens", asked_in("kvarnhjul")) == (
        "Omkvarnhjul <mark>kvarnhjulens</mark>"
    )


def test_who_searches_in_english_is_led_to_english_pages(db):
    strategy = make.strategy(title="Kvarnhjulen")
    address = strategy.get_absolute_url()
    assert f'href="{address}"' in search("kvarnhjulen").text
    assert f'href="/en{address}"' in Client().get("/en/sok/", {"sok": "kvarnhjulen"}).text
