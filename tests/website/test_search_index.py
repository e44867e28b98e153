"""The index is true after every change, in its transaction, and written anew it is the same."""

import pytest
from django.core.management import call_command
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import translation

from actors.models import Actor, County
from records.services import publish
from strategies.models import Strategy
from tests import builders as make
from website.models import SearchEntry
from website.search.indexing import rebuild
from website.search.kinds import KINDS


def entry(row) -> SearchEntry:
    return SearchEntry.objects.get(
        kind=next(kind.key for kind in KINDS if kind.model is type(row)), object_id=row.pk
    )


def everything() -> list[dict]:
    names = [field.name for field in SearchEntry._meta.concrete_fields if field.name != "id"]
    return list(SearchEntry.objects.order_by("kind", "object_id").values(*names))


class Undone(Exception):
    pass


def test_entry_that_changes_is_undone_with_its_transaction(db):
    strategy = make.strategy(title="Kvarnhjul")

    def change_and_fail() -> None:
        with transaction.atomic():
            strategy.title = "Väderkvarn"
            strategy.save()
            make.strategy(title="En till", slug="en-till")
            assert entry(strategy).title == "Väderkvarn"
            raise Undone

    with pytest.raises(Undone):
        change_and_fail()
    assert entry(strategy).title == "Kvarnhjul"
    assert not SearchEntry.objects.filter(title="En till").exists()


def test_entry_goes_with_its_record(db):
    passage = make.passage(make.county())
    key = passage.pk
    passage.delete()
    assert not SearchEntry.objects.filter(kind="passage", object_id=key).exists()


def test_entries_go_with_records_that_are_deleted_together(db):
    make.passage(make.county())
    make.passage(make.county())
    make.county().county_passages.all().delete()
    assert not SearchEntry.objects.filter(kind="passage").exists()


def test_entry_is_written_also_where_some_fields_are_saved(db):
    strategy = make.strategy(title="Kvarnhjul")
    strategy.title = "Väderkvarn"
    strategy.save(update_fields=["title"])
    assert entry(strategy).names == "\n väderkvarn\n"


def test_dates_of_a_record_cost_the_index_nothing(db, django_assert_num_queries):
    strategy = make.strategy()
    with django_assert_num_queries(1):
        Strategy(pk=strategy.pk).save(update_fields=["content_updated_at"], force_update=True)


def test_record_above_changes_the_entries_of_those_that_tell_of_it(db):
    strategy = make.strategy(title="Kvarnhjul")
    plan = make.plan(strategy)
    below = [plan, make.goal(strategy), make.commitment(strategy), make.passage(strategy)]
    strategy.title = "Väderkvarn"
    strategy.save()
    for row in below:
        assert entry(row).within == "Väderkvarn", row
        assert "väderkvarn" in entry(row).words

    Strategy.objects.filter(pk=plan.pk).update(under=None)
    strategy.county = make.county("gotland")
    strategy.save()
    assert {entry(row).counties for row in below[1:]} == {" 09 "}
    assert rebuild() == 1  # What was updated past its model.


def test_renamed_county_and_organisation_find_what_belongs_to_them(db):
    strategy = make.strategy()
    commitment = make.commitment(strategy, responsible=make.actor("polismyndigheten"))
    county, police = make.county(), make.actor("polismyndigheten")
    county.name, police.name = "Kvarnlandets län", "Hjulmyndigheten"
    county.save()
    police.save()
    assert "kvarnlandets" in entry(strategy).words
    assert {"kvarnlandets", "hjulmyndigheten"} <= set(entry(commitment).words.split())
    assert rebuild() == 0


def test_counties_of_an_organisation_are_followed_from_both_ends(db):
    actor = make.organisation("Verket")
    kalmar, gotland = make.county(), make.county("gotland")
    steps = [
        (lambda: actor.counties.add(kalmar), " 08 "),
        (lambda: gotland.actors.add(actor), " 08 09 "),
        (lambda: kalmar.actors.remove(actor), " 09 "),
        (lambda: actor.counties.set([kalmar, gotland]), " 08 09 "),
        (lambda: gotland.actors.clear(), " 08 "),
        (lambda: actor.counties.clear(), ""),
    ]
    document = make.document(actor=actor)
    for change, counties in steps:
        change()
        assert entry(actor).counties == counties
        assert entry(document).counties == counties


def test_rebuilding_finds_nothing_to_put_right_and_writes_the_same(world, cases):
    world.grow(2)
    publish(record=make.strategy(published_at=None))
    before = everything()
    assert {one["kind"] for one in before} == {kind.key for kind in KINDS}
    assert rebuild() == 0

    SearchEntry.objects.all().delete()
    SearchEntry.objects.bulk_create(
        [
            SearchEntry(kind="goal", object_id=999_999, title="Borta", address="/"),
            SearchEntry(kind="dikt", object_id=1, title="Okänt slag", address="/"),
        ]
    )
    call_command("rebuild_search")
    assert everything() == before


def test_what_is_saved_on_an_english_page_is_indexed_in_swedish(world):
    with translation.override("en"):
        strategy = make.strategy(title="Kvarnhjulen")
    entry = SearchEntry.objects.get(kind="strategy", object_id=strategy.pk)
    assert entry.address == strategy.get_absolute_url()
    assert rebuild() == 0


def test_demo_leaves_a_true_index_and_takes_its_entries_with_it(demo):
    invented = SearchEntry.objects.filter(is_example=True)
    assert invented.count() > 100
    assert rebuild() == 0
    call_command("remove_demo")
    assert not invented.exists()
    assert rebuild() == 0


def test_reference_data_is_in_the_index(db):
    assert SearchEntry.objects.filter(kind="county").count() == County.objects.count()
    assert SearchEntry.objects.filter(kind="actor").count() == Actor.objects.count()


def test_index_of_an_older_site_is_written_when_its_reference_data_is_loaded(db):
    before = everything()
    SearchEntry.objects.all().delete()
    call_command("load_reference")
    assert everything() == before


def test_rebuilding_what_is_true_costs_the_same_queries_with_3_and_30_rows(db):
    counted = []
    for rows in (3, 30):
        for _row in range(rows):
            make.commitment(make.strategy())
        with CaptureQueriesContext(connection) as context:
            assert rebuild() == 0
        counted.append(len(context))
    assert counted[0] == counted[1]
