"""What a search finds: only what is public now, in Swedish, in an order that holds."""

from datetime import timedelta

import pytest
from django.apps import apps
from django.test import Client
from django.utils import timezone

from actors.choices import ActorKind
from actors.models import Actor, County
from coordination.choices import Audience
from records.services import publish, withdraw
from strategies.models import Passage, Strategy
from tests import builders as make
from tests.site.test_house import OURS
from tests.website.searching import found, search
from website.models import SearchEntry
from website.search.indexing import rebuild
from website.search.kinds import KIND_OF, KINDS

MOST_QUERIES = 8


def test_what_is_not_published_is_not_found(db):
    later = timezone.now() + timedelta(days=1)
    make.strategy(title="Kvarnhjul", published_at=None)
    make.strategy(title="Kvarnhjul", published_at=later)
    withdraw(record=make.strategy(title="Kvarnhjul"))
    assert SearchEntry.objects.filter(title="Kvarnhjul").count() == 3

    assert found("kvarnhjul") == []
    assert "Inget som är publicerat här" in search("kvarnhjul").text


def test_what_hangs_on_something_that_is_not_public_is_not_found(db):
    strategy = make.strategy(title="Fritt", published_at=None)
    make.goal(strategy, text="Kvarnhjul snurrar.")
    make.commitment(strategy, title="Kvarnhjul")
    make.passage(strategy, heading="Kvarnhjul")
    strategy.documents.add(make.document(title="Kvarnhjul"))
    assert found("kvarnhjul") == []

    publish(record=strategy)
    titles = ["Kvarnhjul", "Kvarnhjul", "Kvarnhjul"]
    assert [title for title in found("kvarnhjul") if title in titles] == titles
    assert len(found("kvarnhjul")) == 4


def test_what_is_public_is_asked_when_somebody_searches(db):
    """A day comes without anybody saving anything."""
    strategy = make.strategy(title="Kvarnhjul", published_at=None)
    Strategy.objects.filter(pk=strategy.pk).update(published_at=timezone.now())
    assert found("kvarnhjul") == ["Kvarnhjul"]
    Strategy.objects.filter(pk=strategy.pk).update(withdrawn_at=timezone.now())
    assert found("kvarnhjul") == []


def test_what_is_for_the_networks_own_is_not_found(db):
    network = make.network(title="Ett nätverk")
    meeting = make.meeting(network, place="Kvarnhjul 2", joining_link="https://kvarnhjul.example/")
    for audience in (Audience.MEMBERS, Audience.AT_MEETING):
        make.decision(network, text="Kvarnhjul beslutas.", audience=audience)
        make.challenge(network, text="Kvarnhjul saknas.", audience=audience)
        make.agenda_item(meeting, title="Kvarnhjul", audience=audience)
    make.agenda_item(meeting, title="Annat", notes="Kvarnhjul")
    make.document(title="Kvarnhjul", actor=make.board())  # Listed on no page.
    assert found("kvarnhjul") == []

    make.decision(network, text="Kvarnhjul för alla.")
    assert found("kvarnhjul") == ["Kvarnhjul för alla."]


def test_organisation_that_has_ended_is_not_found(db):
    make.organisation("Kvarnhjulsverket", valid_to="2020-01-01")
    make.organisation("Kvarnhjulsmyndigheten")
    assert found("kvarnhjul") == ["Kvarnhjulsmyndigheten"]


@pytest.mark.parametrize("words", ["österåker", "Österåker", "ÖSTERÅKER", "O\u0308stera\u030aker"])
def test_case_and_accents_are_folded(db, words):
    assert found(words) == ["Österåker"]


@pytest.mark.parametrize(
    ("words", "title"),
    [("åtgärder", "En åtgärd"), ("åtgärd", "Flera ÅTGÄRDERNA"), ("åtgärdernas", "En åtgärd"),
     ("jämställdh", "Jämställdhet"), ("jämställd", "Jämställdhet"),
     ("kommunerna samverkar", "Samverkan i kommuner"), ("nätverkets", "Ett nätverk"),
     ("skyddet", "Skydd"), ("målet", "Mål")],
)  # fmt: skip
def test_inflection_and_half_words_find(db, words, title):
    make.strategy(title=title)
    make.strategy(title="Något helt annat")
    assert found(words, slag="strategy") == [title]


def test_inflected_name_finds_what_is_called_so_first(db):
    assert found("stockholms")[:2] == ["Stockholm", "Stockholms län"]
    assert found("Stockholm")[:2] == ["Stockholm", "Stockholms län"]


def test_every_word_has_to_be_there(db):
    make.strategy(title="Röda kvarnhjul")
    make.strategy(title="Kvarnhjul")
    assert found("kvarnhjul röda") == ["Röda kvarnhjul"]
    assert found("kvarnhjul gröna") == []


@pytest.mark.parametrize("words", ["%", "kvarn_jul", "kvarnhjul%x"])
def test_signs_of_like_mean_nothing(db, words):
    make.strategy(title="Kvarnhjul")
    assert found(words) == []


def test_order_is_whole_name_then_names_then_texts_in_swedish_order(db):
    texts = {"vision": "Kvarnhjul i texten."}
    for title in ("Ö", "Ä", "Å", "Z"):
        make.strategy(title=title, **texts)
    for title in ("Ett kvarnhjul", "Älgens kvarnhjul", "Zebrans kvarnhjul"):
        make.strategy(title=title)
    make.strategy(title="Om hjul", title_en="Kvarnhjul")
    make.strategy(title="Kvarnhjul")

    assert found("kvarnhjulet") == [
        "Kvarnhjul", "Om hjul",
        "Ett kvarnhjul", "Zebrans kvarnhjul", "Älgens kvarnhjul",
        "Z", "Å", "Ä", "Ö",
    ]  # fmt: skip


def test_other_names_of_an_organisation_find_it(db):
    actor = make.organisation("Verket", abbreviation="KVH", aliases="Kvarnhjulet\nGamla verket")
    for words in ("kvh", "kvarnhjulet", "gamla verket"):
        assert found(words) == ["Verket"], words
    assert actor.get_absolute_url() in search("kvh").text


def test_what_a_record_belongs_to_finds_it(db):
    strategy = make.strategy(title="Kvarnhjul", county=make.county("gotland"))
    make.commitment(strategy, title="Mala", responsible=make.actor("polismyndigheten"))
    assert found("mala gotland") == ["Mala"]
    assert found("mala kvarnhjul polismyndigheten åtagande") == ["Mala"]


def test_filters_by_kind_and_county(db):
    strategy = make.strategy(title="Kvarnhjul")
    make.goal(strategy, text="Kvarnhjul snurrar.")
    make.strategy(title="Kvarnhjul på ön", county=make.county("gotland"))

    assert found("kvarnhjul", slag="goal") == ["Kvarnhjul snurrar."]
    assert found("kvarnhjul", lan="gotland") == ["Kvarnhjul på ön"]
    assert found("kvarnhjul", lan="gotland", slag="goal") == []


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.key)
def test_every_kind_is_found_and_its_hit_leads_to_a_page(world, kind):
    make.challenge(world.network, text="En utmaning.")
    make.passage(world.strategy, heading="Ett avsnitt")
    world.strategy.documents.add(make.document(title="Ett dokument"))
    row = kind.public().order_by("-pk").first()
    entry = SearchEntry.objects.get(kind=kind.key, object_id=row.pk)

    response = search(entry.title[:90], slag=kind.key)
    assert entry.address in [hit.address for hit in response.context["hits"]]
    page = Client().get(entry.address.split("#")[0])
    page.close()
    assert page.status_code == 200


def test_everything_with_a_public_page_can_be_found():
    """Another noun with a page of its own has a kind, or a reason why not."""
    left_out = {
        "ProgressReport": "It is read on the page of its commitment, as it goes.",
        "ItemDocument": "It stands on the page of its meeting, beside its item.",
    }
    nouns = {
        model.__name__
        for model in OURS
        if hasattr(model._default_manager, "public") and hasattr(model, "get_absolute_url")
    }
    assert nouns - {kind.model.__name__ for kind in KINDS} == set(left_out)
    assert set(KIND_OF) == {kind.key for kind in KINDS}
    assert all(apps.is_installed(kind.model._meta.app_label) for kind in KINDS)


def test_anchor_of_what_has_no_page_is_there(world):
    for row in (make.challenge(world.network), make.passage(world.strategy)):
        address = SearchEntry.objects.get(kind=row._meta.model_name, object_id=row.pk).address
        page, _, anchor = address.partition("#")
        assert f'id="{anchor}"' in Client().get(page).text


@pytest.fixture
def invented(db) -> County:
    county = County.objects.create(
        code="99", name="Exempel län", short_name="Exempel", slug="exempel", is_example=True
    )
    agency = make.organisation("Kvarnhjulsverket", is_example=True, kind=ActorKind.COUNTY_BOARD)
    agency.counties.add(county)
    strategy = make.strategy(title="Kvarnhjul", county=county, maintained_by=agency)
    make.goal(strategy, text="Kvarnhjul snurrar.")
    make.passage(strategy, heading="Kvarnhjul igår")
    return county


def test_what_is_invented_is_found_only_where_its_county_is_chosen(invented):
    make.strategy(title="Ett verkligt kvarnhjul")
    assert found("kvarnhjul") == ["Ett verkligt kvarnhjul"]
    assert found("exempel län") == []

    response = search("kvarnhjul", lan="exempel")
    assert len(response.context["hits"]) == 4
    assert "Exempel län är påhittat." in response.text
    assert "Exempel län är påhittat." not in search("kvarnhjul").text


@pytest.mark.usefixtures("notices_were_read")
def test_search_costs_the_same_with_100_and_10_000_entries(db, django_assert_max_num_queries):
    county, counted = make.county(), []
    for rows in (100, 9_900):
        Passage.objects.bulk_create(
            Passage(county=county, heading=f"Kvarnhjul {n}", text="Om", published_at=timezone.now())
            for n in range(rows)
        )
        rebuild()
        with django_assert_max_num_queries(MOST_QUERIES) as context:
            response = search("kvarnhjul", lan="kalmar", slag="passage")
        counted.append(len(context))
        assert len(response.context["hits"]) == 50
    assert SearchEntry.objects.count() > 10_000
    assert response.context["paginator"].count == 10_000
    assert counted[0] == counted[1]


def test_hits_after_the_fiftieth_stand_on_the_next_page(db):
    for number in range(60):
        make.strategy(title=f"Kvarnhjul {number:02}")
    assert len(found("kvarnhjul")) == 50
    assert found("kvarnhjul", page="2")[-1] == "Kvarnhjul 59"
    assert "sok=kvarnhjul&amp;page=2" in search("kvarnhjul").text
    assert search("kvarnhjul", page="3").status_code == 404


def test_no_organisation_is_found_by_its_mailboxes(db):
    actor = make.organisation("Verket", registry_mailbox="kvarnhjul@verket.example")
    assert Actor.objects.get(pk=actor.pk).registry_mailbox
    assert found("kvarnhjul") == []
