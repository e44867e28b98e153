"""The page of a round's letters: its plan, previews, changes and log, and sending again."""

from datetime import date, timedelta

import html5lib
import pytest
from auditlog.models import LogEntry

from actors.models import User
from records.choices import MailState
from records.mail import send_waiting
from records.models import OutgoingMail
from strategies.choices import AnswerKind
from strategies.models import FollowUpRound
from strategies.services import NotThereError
from strategies.services.rounds import (
    ask_also,
    close_round,
    extend_request,
    name_contact,
    open_round,
    remind_missing,
    write_again,
)
from tests import builders as make
from tests.clock import Clock
from tests.strategies.rounds import Asked, opened, prepared, submit

pytestmark = pytest.mark.once

DUE = date(2027, 3, 8)
MOST_QUERIES = 18


@pytest.fixture
def clock(monkeypatch) -> Clock:
    clock = Clock(monkeypatch)
    clock.set("2027-02-02 09:00")
    return clock


@pytest.fixture
def asked(clock, world, cast) -> Asked:
    return opened(world, cast, due_on=DUE)


@pytest.fixture
def malin(cast, asked):
    return cast.client("maintainer")


def path_of(round: FollowUpRound, more: str = "") -> str:
    return f"/arbete/uppfoljningar/omgangar/{round.public_id}/paminnelser/{more}"


def again(asked: Asked, kind: str = "oppnad") -> dict[str, str]:
    return {"request": asked.request.public_id, "kind": kind}


# ---------------------------------------------------------------- what it shows


@pytest.mark.parametrize("language", ["", "/en"])
def test_page_tells_the_plan_and_previews_each_letter(asked, malin, language):
    page = malin.get(language + path_of(asked.round))
    assert page.status_code == 200
    plan = page.context["plan"]
    assert [f"{row.day.leaves:%m-%d}" for row in plan.rows] == [
        "02-15", "03-01", "03-05", "03-09", "03-15",
    ]  # fmt: skip
    assert [row.recipients for row in plan.rows] == [2] * 5
    assert "Svara senast 8 mars 2027" in plan.rows[2].text
    assert "skulle ha kommit senast 8 mars 2027" in plan.rows[3].text
    assert plan.rows[2].day.is_moved
    html5lib.HTMLParser(strict=True).parse(page.text)
    assert " style=" not in page.text


def test_moved_day_is_told_with_why(asked, malin):
    text = malin.get(path_of(asked.round)).text
    assert "flyttad från 7 mars 2027, då påminnelser inte går ut" in text
    assert "1 dag före" in text


def test_who_has_more_time_is_counted_for_itself(asked, malin):
    extend_request(request=asked.request, to=DUE + timedelta(days=7), by=asked.malin)
    page = malin.get(path_of(asked.round))
    assert [row.recipients for row in page.context["plan"].rows] == [1] * 5
    assert "1 organisation har fått mer tid" in page.text


def test_prepared_round_shows_its_plan_and_nothing_to_change(clock, world, cast):
    round = prepared(world, cast, due_on=DUE)
    page = cast.client("maintainer").get(path_of(round))
    assert len(page.context["plan"].rows) == 5
    assert "Flytta svarsdagen" not in page.text
    assert not OutgoingMail.objects.exists()


def test_closed_round_shows_its_log_alone(asked, malin):
    close_round(round=asked.round, by=asked.malin)
    page = malin.get(path_of(asked.round))
    assert page.context["plan"].rows == []
    assert "Skicka igen:" not in page.text
    assert len(page.context["letters"]) == OutgoingMail.objects.count() > 0


def test_log_tells_what_was_written_and_how_it_went(asked, cast, malin):
    cast.agency.function_mailbox = "brevlada@myndigheten.example"
    cast.agency.save()
    remind_missing(round=asked.round, by=asked.malin)
    OutgoingMail.objects.filter(key__contains="/oppnad/").update(state=MailState.FAILED)
    rows = malin.get(path_of(asked.round)).context["letters"]
    ours = [(one.about, one.state, one.address) for one in rows if one.request == asked.request]
    assert ours[0] == ("påminnelse", MailState.WAITING, "brevlada@myndigheten.example")
    assert {one[:2] for one in ours[1:]} == {("frågorna", MailState.FAILED)}


def test_letters_of_another_round_are_not_in_the_log(asked, world, cast, malin):
    before = len(malin.get(path_of(asked.round)).context["letters"])
    home = make.strategy(slug="annan", maintained_by=world.board)
    make.commitment(home, responsible=cast.other)
    other = make.round_of(home, by=cast.people["superuser"], questions=[{}])
    open_round(round=other, by=cast.people["superuser"])
    assert OutgoingMail.objects.filter(key__contains=other.requests.get().public_id).exists()
    assert len(malin.get(path_of(asked.round)).context["letters"]) == before


def test_address_of_a_protected_person_is_not_shown(asked, malin):
    name_contact(request=asked.request, contact=asked.uno, by=asked.uno)
    remind_missing(round=asked.round, by=asked.malin)
    assert asked.uno.email in malin.get(path_of(asked.round)).text
    User.objects.filter(pk=asked.uno.pk).update(protected=True)
    text = malin.get(path_of(asked.round)).text
    assert asked.uno.email not in text
    assert "den som organisationen har angett" in text


def test_long_log_stands_on_pages_and_costs_the_same(
    asked, cast, clock, malin, django_assert_max_num_queries
):
    clock.set("2027-02-02 09:05")
    for number in range(60):
        actor = make.organisation(f"Organisation {number}", function_mailbox=f"o{number}@x.example")
        ask_also(round=asked.round, actor=actor, by=asked.malin)
    with django_assert_max_num_queries(MOST_QUERIES):
        page = malin.get(path_of(asked.round))
    assert len(page.context["letters"]) == 50
    assert len(malin.get(path_of(asked.round) + "?page=2").context["letters"]) > 10


# ---------------------------------------------------------------- what it changes


def test_days_are_chosen_and_kept_in_the_history(asked, malin):
    answer = malin.post(path_of(asked.round, "dagar/"), {"days": ["-7", "1"]}, follow=True)
    assert "Påminnelserna är sparade." in answer.text
    assert FollowUpRound.objects.latest("pk").reminder_days == [-7, 1]
    entry = LogEntry.objects.get_for_object(asked.round).latest("pk")
    assert "reminder_days" in entry.changes
    assert entry.actor == asked.malin


def test_no_day_chosen_reminds_nobody(asked, malin):
    answer = malin.post(path_of(asked.round, "dagar/"), {}, follow=True)
    assert "Ingen påminnelse går ut av sig själv." in answer.text
    assert FollowUpRound.objects.latest("pk").reminder_days == []


@pytest.mark.parametrize("days", [["-8"], ["x"], ["1", "900"]])
def test_day_that_is_not_offered_is_refused(asked, malin, days):
    assert malin.post(path_of(asked.round, "dagar/"), {"days": days}).status_code == 422
    assert FollowUpRound.objects.latest("pk").reminder_days == [-21, -7, -1, 1, 5]


def test_due_date_is_moved_and_told(asked, malin):
    answer = malin.post(path_of(asked.round, "svarsdag/"), {"due_on": "2027-03-29"}, follow=True)
    assert "Svaren behövs nu senast 29 mars 2027." in answer.text
    # Annandag påsk.
    assert "Svarsdagen är en ledig dag." in answer.text
    letters = OutgoingMail.objects.filter(key__contains="/ny-dag/")
    assert {key.split("/")[1] for key in letters.values_list("key", flat=True)} == set(
        asked.round.requests.values_list("public_id", flat=True)
    )


@pytest.mark.parametrize("typed", ["2027-02-01", "i morgon", ""])
def test_day_that_cannot_be_is_refused_with_what_was_typed(asked, malin, typed):
    answer = malin.post(path_of(asked.round, "svarsdag/"), {"due_on": typed})
    assert answer.status_code == 422
    assert f'value="{typed}"' in answer.text if typed else True
    assert FollowUpRound.objects.latest("pk").due_on == DUE


@pytest.mark.parametrize("more", ["dagar/", "svarsdag/", "igen/"])
def test_buttons_take_a_post_alone_and_from_who_runs_it(asked, cast, malin, more):
    assert malin.get(path_of(asked.round, more)).status_code == 405
    assert cast.client("coordinator").post(path_of(asked.round, more)).status_code == 403
    assert cast.client("other agency").post(path_of(asked.round, more)).status_code == 404
    assert cast.client("signed out").post(path_of(asked.round, more)).status_code == 302


# ---------------------------------------------------------------- once more


def test_letter_is_sent_again_as_it_reads_now(asked, cast, malin, mailoutbox):
    send_waiting(limit=10)
    cast.agency.function_mailbox = "ny@myndigheten.example"
    cast.agency.save()
    malin.post(path_of(asked.round, "svarsdag/"), {"due_on": "2027-03-12"})
    answer = malin.post(path_of(asked.round, "igen/"), again(asked), follow=True)
    assert "Brevet skickas igen till" in answer.text
    letter = OutgoingMail.objects.get(key__contains="/oppnad/igen/")
    assert letter.to == "ny@myndigheten.example"
    assert "12 mars 2027" in letter.text


def test_letter_is_sent_again_once_an_hour(asked, clock, malin):
    for _press in range(2):
        malin.post(path_of(asked.round, "igen/"), again(asked))
    with pytest.raises(NotThereError):
        write_again(request=asked.request, kind="paminnelse", by=asked.malin)
    count = OutgoingMail.objects.filter(key__contains="/igen/").count()
    clock.set("2027-02-02 10:00:01")
    malin.post(path_of(asked.round, "igen/"), again(asked, "paminnelse"))
    assert OutgoingMail.objects.filter(key__contains="/paminnelse/igen/").exists()
    assert OutgoingMail.objects.filter(key__contains="/oppnad/igen/").count() == count


@pytest.mark.parametrize("kind", ["kvitto", "forlangd", "ny-dag", "", "annat"])
def test_other_letters_are_not_sent_again(asked, malin, kind):
    malin.post(path_of(asked.round, "igen/"), again(asked, kind))
    assert not OutgoingMail.objects.filter(key__contains="/igen/").exists()


@pytest.mark.parametrize("kind", ["oppnad", "paminnelse"])
def test_who_has_answered_gets_none_again(asked, malin, kind):
    submit(asked.request, answer=AnswerKind.NOT_CONCERNED, by=asked.uno)
    answer = malin.post(path_of(asked.round, "igen/"), again(asked, kind), follow=True)
    assert "Inget väntas från organisationen just nu." in answer.text
    assert not OutgoingMail.objects.filter(key__contains="/igen/").exists()


@pytest.mark.parametrize("request_id", ["", "finnsinte2", "\x00"])
def test_letter_to_nobody_is_told(asked, malin, request_id):
    data = {"request": request_id, "kind": "oppnad"}
    answer = malin.post(path_of(asked.round, "igen/"), data, follow=True)
    assert "Välj ett brev i listan." in answer.text
