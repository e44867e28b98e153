"""News and notices: who tells them, where they show, and until when."""

from datetime import timedelta
from xml.etree import ElementTree

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.utils import timezone

from actors.access import access_of
from tests import builders as make
from tests.actors import files
from website.models import NewsItem, SiteNotice
from website.rules.news import can_edit_news
from website.rules.notices import can_edit_notice

ATOM = "{http://www.w3.org/2005/Atom}"
PEOPLE = ("signed out", "coordinator", "maintainer", "other agency", "parent", "superuser")


def text_of(path: str) -> str:
    return Client().get(path).text


# ---------------------------------------------------------------- who tells


def test_notices_and_news_are_told_by_who_answers_for_what_they_are_about(world, cast):
    stockholm = make.county("stockholm")
    theirs = make.strategy(maintained_by=cast.other)
    network = make.network(maintained_by=cast.maintainer)
    told_by = {
        make.notice(world.county): {"maintainer"},
        make.notice(stockholm): set(),
        make.notice(): set(),
        make.news(county=world.county): {"maintainer"},
        make.news(county=stockholm): set(),
        make.news(strategy=theirs): {"other agency"},
        make.news(network=network): {"maintainer"},
        make.news(): set(),
    }
    for kind in PEOPLE:
        access = access_of(cast.people[kind]) if cast.people[kind] else None
        if access is None:
            continue
        for row, who in told_by.items():
            may = can_edit_notice if isinstance(row, SiteNotice) else can_edit_news
            expected = kind in who or kind == "superuser"
            assert may(access, row) is expected, (kind, row)
            listed = type(row).objects.editable_by(access).filter(pk=row.pk).exists()
            assert listed is expected, (kind, row)


def test_board_tells_over_no_pages_but_its_own_countys(world, cast):
    client = cast.client("maintainer")
    page = "/admin/website/sitenotice/add/"
    form = {"level": "warning", "text": "Stängt.", "text_en": "", "link_text": "", "link_url": ""}
    for county in ("", make.county("stockholm").pk):
        assert client.post(page, form | {"county": county}).status_code == 200, county
    assert client.post(page, form | {"county": world.county.pk}).status_code == 302
    assert SiteNotice.objects.get().county == world.county


def test_notice_whose_link_says_nothing_is_refused(world):
    with pytest.raises(ValidationError):
        make.notice(link_url="https://a.example/")


def test_news_about_two_things_and_a_picture_without_words_are_refused(world):
    with pytest.raises(ValidationError):
        NewsItem(slug="x", title="x", county=world.county, strategy=world.strategy).full_clean()
    picture = make.document(files.picture("PNG"), "bild.png")
    for words in ({}, {"picture_alt": "Ett bord"}, {"picture_credit": "Foto: Vi"}):
        with pytest.raises(ValidationError):
            NewsItem(slug="x", title="x", picture=picture, **words).full_clean()
    with pytest.raises(ValidationError, match="ingen bild"):
        make.news(picture=make.document(), picture_alt="a", picture_credit="b")


# ---------------------------------------------------------------- notices show


def test_notice_of_a_county_stands_over_its_pages_and_no_others(world):
    make.notice(world.county, text="Växeln är stängd.", level="warning")
    municipality = world.county.actors.municipalities().first()
    for row in (world.county, world.strategy, world.network, world.news, municipality):
        path = row.get_absolute_url()
        assert "Varning:</strong> Växeln är stängd." in text_of(path), path
    for path in ("/", "/lan/stockholm/", "/strategier/", world.national.get_absolute_url()):
        assert "Växeln är stängd." not in text_of(path), path


def test_notice_over_all_pages_stands_over_all_in_their_language(world, admin):
    make.notice(text="Nere i kväll.", text_en="Down tonight.")
    for path in ("/", "/hjalp/", "/strategier/"):
        assert "Nere i kväll." in text_of(path), path
        assert "Down tonight." in text_of(f"/en{path}"), path
    # At work one has other things to read first.
    assert "Nere i kväll." not in admin.get("/arbete/").text


def test_notice_shows_from_its_start_until_its_end(world):
    now = timezone.now()
    make.notice(text="Snart.", published_at=now + timedelta(hours=1))
    make.notice(text="Förbi.", published_at=now - timedelta(hours=2), withdrawn_at=now)
    until = now + timedelta(hours=1)
    make.notice(text="Just nu.", published_at=now - timedelta(hours=1), withdrawn_at=until)
    html = text_of("/")
    assert "Just nu." in html
    assert "Snart." not in html
    assert "Förbi." not in html


def test_notice_without_an_address_says_that_the_source_lacks_it(world):
    make.notice(link_text="SMHI")
    assert "SMHI: Länk saknas i källan" in text_of("/")


def test_notice_that_has_ended_is_not_said_anew_by_a_press(world, admin):
    ended = make.notice(text="Förbi.", withdrawn_at=timezone.now())
    chosen = {"action": "publish_chosen", "_selected_action": [ended.pk]}
    admin.post("/admin/website/sitenotice/", chosen)
    assert not SiteNotice.objects.public().exists()


def test_warning_of_the_case_is_over_and_tells_nobody_of_warnings_today(cases):
    notice = SiteNotice.objects.get()
    assert (notice.county.code, notice.level, notice.link_url) == ("08", "warning", "")
    assert "SMHI" in notice.link_text
    assert not SiteNotice.objects.public().exists()
    for path in ("/", "/lan/kalmar/"):
        assert "vädervarning" not in text_of(path)


# ---------------------------------------------------------------- news show


def test_news_that_is_not_public_has_no_address(world):
    for item in (
        make.news(published_at=None),
        make.news(published_at=timezone.now() + timedelta(hours=1)),
        make.news(strategy=make.strategy(published_at=None)),
        make.news(network=make.network(published_at=None)),
    ):
        assert Client().get(item.get_absolute_url()).status_code == 404
        assert item not in Client().get("/nyheter/").context["object_list"]


def test_latest_three_stand_where_they_belong(world):
    type(world.news).objects.filter(pk=world.news.pk).update(published_at="2026-01-01T00:00:00Z")
    for place in range(4):
        published = timezone.now() - timedelta(hours=place)
        make.news(title=f"Nytt {place}", strategy=world.strategy, published_at=published)
    for path in ("/", world.county.get_absolute_url()):
        html = text_of(path)
        assert [place for place in range(4) if f"Nytt {place}" in html] == [0, 1, 2], path
    assert "Nytt 0" not in text_of("/lan/stockholm/")


def test_news_of_a_sensitive_strategy_is_as_sensitive(world):
    item = make.news(title="Hemlig rubrik", strategy=world.strategy)
    response = Client().get(item.get_absolute_url())
    assert response.headers["Cache-Control"] == "no-store"
    assert "<title>Nyhet – Samordna</title>" in response.text
    assert "Hemlig rubrik" not in text_of("/nyheter/feed.atom")


def test_picture_has_its_words_and_shows_while_it_is_for_all(world):
    picture = make.document(files.picture("PNG"), "bild.png")
    item = make.news(picture=picture, picture_alt="Sex personer", picture_credit="Foto: Vi")
    html = text_of(item.get_absolute_url())
    assert f'<img src="/dokument/{picture.public_id}/" alt="Sex personer">' in html
    assert "Foto: Vi" in html
    served = Client().get(f"/dokument/{picture.public_id}/")
    assert served.getvalue().startswith(b"\x89PNG")
    type(picture).objects.filter(pk=picture.pk).update(published_at=None)
    assert "<img" not in text_of(item.get_absolute_url())


def test_list_filters_by_county_and_answers_bad_input(world):
    make.news(title="Om Stockholm", county=make.county("stockholm"))
    html = text_of("/nyheter/?lan=stockholm")
    assert "Om Stockholm" in html
    assert "Länets nyhet" not in html
    for query in ("lan=finns-inte", "sok=" + "x" * 200, "sok=a%00b"):
        for path in ("/nyheter/", "/nyheter/feed.atom"):
            assert Client().get(f"{path}?{query}").status_code == 400, query


def test_invented_news_stand_in_no_list_of_all(world):
    county = make.county("stockholm")
    make.news(title="Påhittat", county=county)
    type(county).objects.filter(pk=county.pk).update(is_example=True)
    for path in ("/", "/nyheter/", "/nyheter/feed.atom"):
        assert "Påhittat" not in text_of(path), path
    assert "Påhittat" in text_of("/nyheter/?lan=stockholm")


def test_feed_tells_the_latest_first_by_addresses_that_stay(world):
    make.news(title="Nyast & störst", county=world.county)
    feed = ElementTree.fromstring(text_of("/nyheter/feed.atom"))
    titles = [entry.find(f"{ATOM}title").text for entry in feed.iter(f"{ATOM}entry")]
    assert titles == ["Nyast & störst", "Länets nyhet"]
    ids = [entry.find(f"{ATOM}id").text for entry in feed.iter(f"{ATOM}entry")]
    assert ids[1].endswith("/nyheter/nyheten/")
