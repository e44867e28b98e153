from collections import Counter

from actors.choices import ActorKind
from actors.models import Actor, County
from actors.reference.loader import load_actors, load_counties
from tests import builders as make
from website.models import SupportLine
from website.reference.loader import load_support_lines


def test_reference_data_is_whole(db):
    kinds = Counter(Actor.objects.values_list("kind", flat=True))
    assert County.objects.count() == 21
    assert kinds[ActorKind.MUNICIPALITY] == 290
    assert sum(kinds.values()) == 290 + 91
    assert kinds[ActorKind.COUNTY_BOARD] == 21
    assert kinds[ActorKind.REGION] == 20
    assert make.county("stockholm").actors.municipalities().count() == 26
    assert make.county("kalmar").actors.municipalities().count() == 12


def test_loading_again_keeps_what_an_editor_changed(db):
    Actor.objects.filter(key="storsthlm").update(name="Nytt namn", function_mailbox="a@b.example")
    make.actor("storsthlm").counties.clear()
    County.objects.filter(code="08").update(residence_city="Annan ort")
    SupportLine.objects.filter(key="bris").update(number="0")
    assert (load_counties(), load_actors(), load_support_lines()) == (0, 0, 0)
    assert make.actor("storsthlm").name == "Nytt namn"
    assert not make.actor("storsthlm").counties.exists()
    assert make.county().residence_city == "Annan ort"
    assert SupportLine.objects.get(key="bris").number == "0"


def test_loading_again_brings_back_what_is_missing(db):
    make.actor("storsthlm").delete()
    assert load_actors() == 1
    assert [county.code for county in make.actor("storsthlm").counties.all()] == ["01"]


def test_what_nobody_has_checked_is_left_empty(db):
    assert not make.actor("polisregion-syd").counties.exists()
    assert make.actor("polisregion-syd").parent is None
    assert not make.actor("region-skane").counties.exists()


def test_what_the_cases_say_stands(db):
    stockholm = make.actor("polisregion-stockholm")
    assert [county.code for county in stockholm.counties.all()] == ["01"]
    assert stockholm.parent == make.actor("polismyndigheten")
    assert [county.code for county in make.actor("region-stockholm").counties.all()] == ["01"]
    assert not Actor.objects.exclude(organisation_number="").exists()


def test_gotland_is_one_actor_with_two_tasks(db):
    gotland = make.actor("kommun-0980")
    assert gotland.has_region_tasks
    assert "Region Gotland" in gotland.alias_list
    assert not Actor.objects.filter(name="Region Gotland").exists()


def test_helplines_are_whole_and_unchecked(db):
    numbers = list(SupportLine.objects.values_list("number", flat=True))
    assert numbers == [
        "112", "020-50 50 50", "020-80 80 80", "020-55 00 00", "020-555 666", "116 111",
        "116 006", "114 14", "1177",
    ]  # fmt: skip
    assert not SupportLine.objects.exclude(checked_on=None).exists()
