"""What a reader reads on the real cases."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest
from django.test import Client

from actors.models import Actor, County
from records.public_pages import seconds_to_midnight
from records.services import withdraw
from strategies.models import Strategy
from tests import builders as make
from website.models import SupportLine

MISSING = "Uppgift saknas"


def text_of(path: str) -> str:
    response = Client().get(path)
    assert response.status_code == 200, path
    return " ".join(response.text.split())


@pytest.mark.parametrize(
    "path",
    [
        "/strategier/gemensam-strategi-stockholms-lan/",
        "/strategier/gemensam-handlingsplan-stockholms-lan/",
        "/strategier/jamstalldhet-i-myndighet/",
        "/lan/kalmar/",
        "/lan/gotland/",
    ],
)
def test_page_never_counts_what_its_source_only_does_not_list(cases, path):
    text = text_of(path).lower()
    assert "inga mål" not in text
    assert "inga åtaganden" not in text
    assert "0 åtaganden" not in text
    assert "0 mål" not in text
    assert MISSING.lower() in text


def test_label_for_a_title_is_said_to_be_ours(cases):
    text = text_of("/strategier/gemensam-strategi-stockholms-lan/")
    assert "uppgift saknas i källan" in text
    assert "uppgift saknas i källan" not in text_of("/strategier/ett-jamstallt-stockholm/")


def test_six_parties_stand_behind_as_the_source_names_them(cases):
    text = text_of("/strategier/gemensam-strategi-stockholms-lan/")
    for name in (
        "Länsstyrelsen i Stockholms län", "Polisregion Stockholm", "Kriminalvården",
        "Region Stockholm", "Stockholm (kommun)", "Storsthlm", "Stockholms stad",
    ):  # fmt: skip
        assert name in text


def test_commitment_without_report_says_so_without_blame(cases):
    gryning = Strategy.objects.get(slug="ett-jamstallt-stockholm").commitments.get()
    text = text_of(gryning.get_absolute_url())
    assert "Uppföljning saknas" in text
    assert "försen" not in text.lower()
    assert "veckan före 8 mars" in text
    assert "Polisregion Stockholm" in text


def test_goal_shows_what_it_contributes_to_as_a_reading(cases):
    text = text_of("/strategier/ett-jamstallt-stockholm/mal/mal-6/")
    assert "Jämställdhetspolitiska delmål" in text
    assert "tolkning" in text


def test_source_box_tells_what_is_assumed_and_what_is_not_known(cases):
    text = text_of("/strategier/nationell-strategi/")
    assert "(vårt antagande)" in text
    assert "12 maj 2023" in text
    assert "lanserades 2016, tioårig" in text


@pytest.mark.parametrize(
    "path",
    [
        "/lan/stockholm/",
        "/strategier/ett-jamstallt-stockholm/",
        "/aktorer/polisregion-stockholm/",
    ],
)
def test_reading_is_told_wherever_what_was_read_is_shown(cases, path):
    text = text_of(path)
    assert "Att Polisregion Stockholm är ansvarig är vår tolkning" in text
    assert "Jämställdhet och ledarskap i fokus på Internationella kvinnodagen" in text


def test_reading_of_a_plan_is_told_on_the_page_of_its_strategy(cases):
    reading = Strategy.objects.get(slug="riktat-atgardsprogram").reading
    assert reading[:40] in text_of("/strategier/nationell-strategi/")


def test_county_page_puts_plans_after_their_strategy(cases):
    text = text_of("/lan/stockholm/").split("<main")[1]
    strategy = text.index("Gemensam strategi mot våld, Stockholms län</a>")
    assert strategy < text.index(">Handlingsplan</a>")


def test_county_without_known_commitments_is_not_said_to_lack_follow_up(cases):
    assert "Uppföljning saknas" not in text_of("/lan/kalmar/")
    assert "Uppföljning saknas" in text_of("/lan/stockholm/")


def test_help_page_tells_when_all_numbers_were_checked(db):
    SupportLine.objects.update(checked_on=date(2026, 11, 1))
    assert "1 november 2026" in text_of("/hjalp/")
    SupportLine.objects.filter(key="bris").update(checked_on=None)
    assert "1 november 2026" not in text_of("/hjalp/")


def test_commitment_in_a_list_says_that_it_is_partly_read(cases):
    assert "Delvis tolkat ur källan" in text_of("/ataganden/")


def test_list_of_strategies_counts_who_stands_behind(cases):
    assert "6 aktörer står bakom" in text_of("/strategier/")


def test_framework_is_listed_with_no_strategy(cases):
    listed = text_of("/strategier/") + text_of("/uppdrag/") + text_of("/program/")
    assert "Jämställdhetspolitiska delmål" not in listed
    assert "Mäns våld mot kvinnor ska upphöra" in text_of(
        "/strategier/jamstalldhetspolitiska-delmal/"
    )


def test_each_list_has_its_own_kinds(cases):
    assert "Ett jämställt Stockholm" in text_of("/strategier/")
    assert "Regional handlingsplan, Kalmar län" in text_of("/strategier/")
    assert "Jämställdhet i myndighet (JiM)" in text_of("/uppdrag/")
    assert "Jämställdhet i myndighet (JiM)" not in text_of("/strategier/")
    assert "En kommun fri från våld" in text_of("/program/")


def test_start_lists_every_county_on_the_map_and_in_the_table(cases):
    html = Client().get("/").text
    for county in County.objects.all():
        assert html.count(f'href="{county.get_absolute_url()}"') >= 2, county


def test_county_page_names_its_board_and_all_its_municipalities(cases):
    text = text_of("/lan/kalmar/")
    assert "Länsstyrelsen i Kalmar län" in text
    for municipality in Actor.objects.municipalities().in_county(make.county()):
        assert municipality.name in text


def test_county_whose_strategy_is_withdrawn_shows_none(cases):
    assert "Ett jämställt Stockholm" in text_of("/lan/stockholm/")
    withdraw(record=Strategy.objects.get(slug="ett-jamstallt-stockholm"))
    assert "Ett jämställt Stockholm" not in text_of("/lan/stockholm/")
    assert "Gryning" not in text_of("/lan/stockholm/")
    assert "Gryning" not in text_of("/ataganden/")


def test_actor_shows_what_it_stands_behind_and_has_promised(cases):
    text = text_of("/aktorer/polisregion-stockholm/")
    assert "Gemensam strategi mot våld, Stockholms län" in text
    assert "Gryning" in text


def test_actor_with_one_successor_leads_there_and_after_a_split_lists_them(db):
    old, new, other = (make.actor(key) for key in ("roks", "unizon", "bris"))
    old.succeeded_by.add(new)
    assert Client().get(old.get_absolute_url()).status_code == 200  # it has not ended
    old.valid_to = date(2020, 1, 1)
    old.save()
    response = Client().get(old.get_absolute_url())
    assert (response.status_code, response.headers["Location"]) == (302, new.get_absolute_url())
    old.succeeded_by.add(other)
    text = text_of(old.get_absolute_url())
    assert new.name in text
    assert other.name in text


def test_organisations_that_succeed_each_other_lead_nowhere_in_circles(db):
    first, second = make.actor("roks"), make.actor("unizon")
    first.succeeded_by.add(second)
    second.succeeded_by.add(first)
    Actor.objects.filter(pk__in=[first.pk, second.pk]).update(valid_to=date(2020, 1, 1))
    assert Client().get(first.get_absolute_url()).status_code == 200


def test_numbers_in_the_header_are_those_of_the_helplines(db):
    header = Client().get("/").text.split("</header>")[0]
    line = SupportLine.objects.get(key="kvinnofridslinjen")
    assert line.name in header
    assert line.number in header
    assert line.telephone_address in header


def test_help_has_every_number_to_call_and_says_that_calls_stay_in_the_list(cases):
    html = Client().get("/hjalp/").text
    for number in ("112", "020505050", "020808080", "020550000", "020555666", "116111", "116006",
                   "11414", "1177"):  # fmt: skip
        assert f'href="tel:{number}"' in html
    assert "samtalslista" in html or "samtalslistan" in html


def test_filters_narrow_and_combine(cases):
    assert "Gryning" in text_of("/ataganden/?lan=stockholm&slag=special_initiative")
    assert "Gryning" not in text_of("/ataganden/?lan=kalmar")
    assert "Gryning" in text_of("/ataganden/?strategi=ett-jamstallt-stockholm")
    assert "Gryning" not in text_of("/ataganden/?medverkar=polisregion-stockholm")
    assert "Gryning" in text_of("/ataganden/?aktor=polisregion-stockholm&sok=gryning")
    found = text_of("/aktorer/?lan=kalmar&slag=municipality&sok=kalmar")
    assert 'href="/aktorer/kalmar-0880/"' in found
    assert 'href="/aktorer/lansstyrelsen-i-kalmar-lan/"' not in found


def test_page_two_keeps_the_filter(db):
    html = Client().get("/aktorer/?slag=municipality").text
    assert "slag=municipality&amp;page=2" in html
    assert Client().get("/aktorer/?slag=municipality&page=6").status_code == 200
    assert Client().get("/aktorer/?slag=municipality&page=7").status_code == 404


def test_cache_never_outlives_the_day(db):
    stockholm = ZoneInfo("Europe/Stockholm")
    assert seconds_to_midnight(datetime(2026, 11, 22, 23, 59, 30, tzinfo=stockholm)) == 30
    # The night when the clock is put back has 25 hours.
    assert seconds_to_midnight(datetime(2026, 10, 25, 0, 0, tzinfo=stockholm)) == 25 * 3600
