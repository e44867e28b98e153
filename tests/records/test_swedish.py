import pytest

from actors.models import Actor
from records.swedish import in_swedish_order
from tests import builders as make

IN_ORDER = [
    "12 år", "ab", "Ab", "ab c", "abc", "Alvesta", "eko", "éko", "Vy", "Wå", "Zorn", "Åmål",
    "Åre", "Älvdalen", "ärende", "Öckerö", "Örebro",
]  # fmt: skip


def test_swedish_order_puts_the_three_letters_last_on_both_databases(db):
    for place, name in enumerate(reversed(IN_ORDER)):
        Actor.objects.create(key=f"t-{place}", slug=f"t-{place}", name=name, kind="business")
    names = Actor.objects.filter(kind="business").order_by(in_swedish_order("name"))
    assert list(names.values_list("name", flat=True)) == IN_ORDER


@pytest.mark.parametrize("text", ["österåker", "Österåker", "ÖSTERÅKER", "sterå"])
def test_search_folds_the_three_letters(db, text):
    assert make.actor("kommun-0117") in Actor.objects.matching(text)


@pytest.mark.parametrize("text", ["%", "_", "\\", "Öst%ker"])
def test_search_takes_wildcards_as_written(db, text):
    assert not Actor.objects.matching(text).exists()


def test_search_finds_an_organisation_by_another_name(db):
    assert make.actor("polismyndigheten") in Actor.objects.matching("polisen")
    assert make.actor("kommun-0180") in Actor.objects.matching("stockholms stad")
