"""Where somebody exposed to violence gets help, how they leave, and that numbers are tried."""

from datetime import datetime, timedelta

import pytest
from django.conf import settings
from django.core.exceptions import PermissionDenied, ValidationError
from django.test import Client
from django.utils import timezone

from actors.models import Actor
from records.models import OutgoingMail
from tests import builders as make
from website.models import LocalHelp, SupportLine
from website.services.checking import ask_for_checks, mark_checked

# A Tuesday in November, at work.
AT_WORK = timezone.make_aware(datetime(2026, 11, 24, 9))


@pytest.fixture
def municipality(world) -> Actor:
    return world.county.actors.municipalities().first()


def at(actor: Actor) -> str:
    return f"/hjalp/?kommun={actor.slug}"


# ---------------------------------------------------------------- who tells it


def test_local_help_is_told_by_the_board_of_its_county_alone(cast, municipality):
    help = make.local_help(municipality)
    elsewhere = make.local_help(make.county("stockholm").actors.municipalities().first())
    for kind in ("coordinator", "other agency", "parent", "unit", "reader", "ended"):
        with pytest.raises(PermissionDenied):
            mark_checked(row=help, by=cast.people[kind])
    with pytest.raises(PermissionDenied):
        mark_checked(row=elsewhere, by=cast.people["maintainer"])
    with pytest.raises(PermissionDenied):
        mark_checked(row=SupportLine.objects.first(), by=cast.people["maintainer"])
    mark_checked(row=help, by=cast.people["maintainer"])
    help.refresh_from_db()
    assert help.checked_on == timezone.localdate()


def test_board_adds_help_in_its_own_county_alone(cast, municipality):
    client = cast.client("maintainer")
    form = {
        "kind": "shelter", "name": "Kvinnojouren", "number": "010-123 45 67", "position": 0,
        "hours": "", "url": "", "text": "", "checked_on": "",
    }  # fmt: skip
    page = "/admin/website/localhelp/add/"
    elsewhere = make.county("stockholm").actors.municipalities().first()
    agency = {"actor": cast.agency.pk}
    for refused in ({"actor": elsewhere.pk}, agency, {"actor": municipality.pk, "number": ""}):
        answer = client.post(page, form | refused)
        assert answer.status_code == 200, refused
    assert not LocalHelp.objects.exists()
    answer = client.post(page, form | {"actor": municipality.pk})
    assert answer.status_code == 302, answer.context["adminform"].form.errors
    assert LocalHelp.objects.get().published_at is None


def test_shelters_address_is_asked_about(cast, municipality):
    with pytest.raises(ValidationError):
        make.local_help(municipality, text="Ring 19811218-9876")


def test_help_hangs_on_a_municipality(world):
    with pytest.raises(ValidationError):
        make.local_help(world.board)


# ---------------------------------------------------------------- where it shows


def test_draft_and_what_is_withdrawn_show_nowhere(municipality):
    make.local_help(municipality, name="Inte än", published_at=None)
    yesterday = timezone.now() - timedelta(days=1)
    make.local_help(municipality, name="Inte mer", published_at=yesterday, withdrawn_at=yesterday)
    for page in (at(municipality), municipality.get_absolute_url()):
        html = Client().get(page).text
        assert "Inte än" not in html
        assert "Inte mer" not in html


def test_local_help_stands_first_on_its_municipality_and_on_the_help_page(municipality):
    make.local_help(municipality, name="Socialjouren", number="010-123 45 67", hours="Kvällar")
    html = Client().get(municipality.get_absolute_url()).text
    assert html.index("tel:0101234567") < html.index("Strategier, planer och uppdrag")
    html = Client().get(at(municipality)).text
    assert html.index("tel:0101234567") < html.index('tel:112"><span')
    assert "Kvällar" in html
    assert "tel:0101234567" not in Client().get("/hjalp/").text


def test_municipality_without_numbers_says_so_and_what_to_do(municipality):
    assert "inga nummer för kommunen" in Client().get(at(municipality)).text


@pytest.mark.parametrize(
    "asked", ["", "finns-inte", "a\0b", "x" * 5000, "<script>", "polismyndigheten"]
)
def test_municipality_that_is_none_is_as_if_nothing_was_asked(db, asked):
    response = Client().get("/hjalp/", {"kommun": asked})
    assert response.status_code == 200
    assert "<script>" not in response.text
    assert 'id="lokalt"' not in response.text


def test_page_tells_of_a_line_what_is_known_and_no_more(db):
    html = Client().get("/hjalp/").text
    assert html.count("Öppet:") == 1
    assert "Dygnet runt" in html
    SupportLine.objects.filter(key="bris").update(
        hours="Vardagar", languages="Svenska", cost="Gratis", chat_address="https://bris.example/"
    )
    html = Client().get("/hjalp/").text
    for told in ("Vardagar", "Svenska", 'href="https://bris.example/"'):
        assert told in html


def test_english_page_tells_in_english_what_is_told_so(db):
    html = Client().get("/en/hjalp/").text
    assert "Day and night" in html
    assert '<span lang="sv">Dygnet runt' not in html


@pytest.mark.once
@pytest.mark.usefixtures("notices_were_read")
def test_help_page_costs_the_same_with_3_and_30_rows(municipality, django_assert_max_num_queries):
    counted = []
    for rows in (3, 27):
        for number in range(rows):
            make.local_help(municipality, name=f"Hjälp {rows} {number}")
        with django_assert_max_num_queries(15) as asked:
            Client().get(at(municipality))
        counted.append(len(asked))
    assert counted[0] == counted[1]


# ---------------------------------------------------------------- leaving


def test_sensitive_pages_lead_away_by_their_second_link(world):
    for page in ("/hjalp/", "/hjalp/lamna-sidan/", world.strategy.get_absolute_url()):
        html = Client().get(page).text
        links = html.split("<body>")[1].split("<a ")[1:3]
        assert 'href="#innehall"' in links[0]
        assert f'href="{settings.QUICK_EXIT_URL}"' in links[1]
        assert html.count(f'href="{settings.QUICK_EXIT_URL}"') == 1


def test_page_on_leaving_promises_no_more_than_it_can(db):
    html = Client().get("/hjalp/lamna-sidan/").text
    assert "Det tar inte bort spåren" in html
    assert "Ingen webbplats kan radera det åt dig" in html


# ---------------------------------------------------------------- numbers are tried


def test_keepers_are_asked_once_a_month_to_try_old_numbers(cast, municipality):
    make.local_help(municipality)
    make.local_help(municipality, published_at=None)
    for now in (AT_WORK, AT_WORK + timedelta(hours=1)):
        ask_for_checks(now=now)
    letters = OutgoingMail.objects.filter(key__startswith="kontroll/")
    asked = {letter.to for letter in letters}
    assert asked == {cast.people["maintainer"].email, cast.people["superuser"].email}
    assert len(letters) == 2
    assert not [one for one in letters if "våld" in one.subject.lower()]
    ask_for_checks(now=AT_WORK + timedelta(days=7))
    assert letters.all().count() == 4


def test_nobody_is_asked_when_all_numbers_are_tried_or_on_a_day_off(cast, municipality):
    help = make.local_help(municipality)
    ask_for_checks(now=AT_WORK + timedelta(days=4))
    SupportLine.objects.update(checked_on=timezone.localdate())
    mark_checked(row=help, by=cast.people["maintainer"])
    ask_for_checks(now=AT_WORK)
    assert not OutgoingMail.objects.filter(key__startswith="kontroll/").exists()


def test_number_is_to_be_tried_after_ninety_days(db):
    line = SupportLine.objects.first()
    for days, is_old in ((90, False), (91, True)):
        line.checked_on = timezone.localdate() - timedelta(days=days)
        line.save()
        assert line.is_to_be_checked is is_old
        assert SupportLine.objects.to_check().filter(pk=line.pk).exists() is is_old


def test_list_shows_what_is_to_be_tried_and_one_press_notes_it(admin):
    page = "/admin/website/supportline/"
    line = SupportLine.objects.get(key="bris")
    assert line in admin.get(page, {"kontroll": "behovs"}).context["cl"].result_list
    admin.post(page, {"action": "checked_today", "_selected_action": [line.pk]})
    assert line not in admin.get(page, {"kontroll": "behovs"}).context["cl"].result_list
