"""From the name of where one lives to its page, and municipalities beside each other."""

import pytest
from django.test import Client

from tests import builders as make
from website.places.comparing import beside_each_other


def found(text: str):
    return Client().get("/din-kommun/", {"ort": text})


@pytest.mark.parametrize("text", ["a\0b", "x" * 10_000])
def test_what_is_no_name_is_bad_input_and_kept(db, text):
    response = found(text)
    assert response.status_code == 400
    assert f'value="{text.replace(chr(0), "")[:100]}"' in response.text
    assert "Skriv namnet på en kommun" in response.text


@pytest.mark.parametrize("text", ["Atlantis", "<script>", "Exempelköping", "%"])
def test_name_of_nothing_real_is_kept_and_told_what_can_be_typed(db, text):
    response = found(text)
    assert response.status_code == 200
    assert "Det namnet hittar vi inte" in response.text
    assert "<script>" not in response.text
    assert len(response.context["counties"]) == 21


def test_nothing_typed_shows_the_box_alone(db):
    assert "hittar vi inte" not in found("").text


@pytest.mark.parametrize(
    ("text", "address"),
    [("Österåker", "/aktorer/osteraker-0117/"), ("österåker", "/aktorer/osteraker-0117/"),
     ("  ÖSTERÅKERS  kommun ", "/aktorer/osteraker-0117/"), ("Habo", "/aktorer/habo-0643/"),
     ("skåne län", "/lan/skane/"), ("Hallands län", "/lan/halland/")],
)  # fmt: skip
def test_name_leads_to_its_page(db, text, address):
    assert found(text).url == address


def test_name_of_a_municipality_and_a_county_lets_one_choose(db):
    page = found("Kalmar")
    assert [one.name for one in page.context["found"].places] == ["Kalmar län", "Kalmar (kommun)"]
    begun = [one.name for one in found("söder").context["found"].places]
    assert {"Södermanlands län", "Södertälje (kommun)"} <= set(begun)


def test_name_that_is_misspelt_is_guessed(db):
    near = found("Österåcker").context["found"].near
    assert near[0].name == "Österåker (kommun)"


def test_suggestions_are_the_real_names(db):
    names = Client().get("/din-kommun/namn.json").json()
    assert len(names) == 21 + 290
    assert "Österåker (kommun)" in names


def test_name_stands_in_no_line_of_the_log(db, lines):
    found("Österåker")
    assert lines
    assert "steråker" not in str(lines)


def test_suggested_name_leads_to_its_page(db):
    assert found("Österåker (kommun)").url == "/aktorer/osteraker-0117/"


# ---------------------------------------------------------------- beside each other


def test_draft_and_report_that_is_not_public_are_not_compared(world):
    county = make.county("stockholm")
    municipality = county.actors.municipalities().first()
    make.commitment(world.strategy, responsible=municipality, published_at=None)
    make.party(make.strategy(published_at=None), municipality)
    make.party(world.strategy, municipality, role="joined", until="2020")
    row = next(one for one in beside_each_other(county) if one.actor == municipality)
    assert (row.parties, row.commitments, row.told, row.latest) == ([], 0, [], None)


def test_municipalities_stand_by_the_alphabet_with_what_they_told(world):
    county = make.county("stockholm")
    first, *_others, last = county.actors.municipalities()
    joined = make.party(world.strategy, last, role="joined")
    for grade in ("completed", "started", "started", ""):
        one = make.commitment(world.strategy, responsible=last)
        day = "2026-05-01" if grade else None
        type(one).objects.filter(pk=one.pk).update(latest_public_grade=grade, latest_public_on=day)
    rows = beside_each_other(county)
    assert [row.actor for row in rows] == list(county.actors.municipalities())
    row = rows[-1]
    assert (row.actor, row.parties, row.commitments) == (last, [joined], 4)
    assert [(one.grade, one.count) for one in row.told] == [("started", 2), ("completed", 1)]
    assert row.latest.isoformat() == "2026-05-01"
    html = Client().get("/lan/stockholm/kommuner/").text
    assert "Ingen rangordnas" in html
    assert "1 maj 2026" in html
    assert first.get_absolute_url() in html


def test_municipality_that_has_told_nothing_is_not_said_to_have_failed(world):
    municipality = world.county.actors.municipalities().first()
    make.commitment(world.strategy, responsible=municipality)
    html = Client().get("/lan/kalmar/kommuner/").text
    assert "Ingen uppföljning är publicerad än." in html


def test_page_of_a_municipality_leads_to_its_county_and_the_others(world):
    municipality = world.county.actors.municipalities().first()
    html = Client().get(municipality.get_absolute_url()).text
    assert world.strategy.get_absolute_url() in html
    assert "/lan/kalmar/kommuner/" in html
    assert "/lan/kalmar/kommuner/" not in Client().get(world.board.get_absolute_url()).text


@pytest.mark.once
@pytest.mark.usefixtures("notices_were_read")
def test_comparison_costs_the_same_with_3_and_30_rows(world, django_assert_max_num_queries):
    municipalities, counted = list(world.county.actors.municipalities()), []
    for rows in (3, 30):
        for place in range(rows):
            who = municipalities[place % len(municipalities)]
            make.commitment(world.strategy, responsible=who)
            make.party(make.strategy(), who)
        with django_assert_max_num_queries(15) as asked:
            Client().get("/lan/kalmar/kommuner/")
        counted.append(len(asked))
    assert counted[0] == counted[1]
