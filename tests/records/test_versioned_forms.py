"""A form of our own, as a view uses it, and two people who save at the same moment."""

import threading
import time

import pytest
from django.contrib.sessions.models import Session
from django.db import connection, transaction
from django.template.loader import render_to_string
from django.test import Client, RequestFactory
from django.test.utils import CaptureQueriesContext

from actors.models import User
from records.forms import RecordForm
from records.services import hold, lock, save_content
from strategies.models import Goal, Passage, Strategy
from tests import builders as make
from tests import people
from tests.records.test_mail_workers import in_threads
from tests.site.test_admin import address, posted_as_shown


class PassageForm(RecordForm):
    class Meta:
        model = Passage
        fields = ["heading", "text"]


def shown(passage: Passage) -> dict:
    form = PassageForm(instance=Passage.objects.get(pk=passage.pk))
    return {field.html_name: field.value() for field in form}


def save(passage: Passage, posted: dict) -> PassageForm:
    """What a view does: the record is held from before the form is made until it is saved."""
    with transaction.atomic():
        form = PassageForm(posted, instance=lock(passage))
        if form.is_valid():
            save_content(record=form.save(commit=False))
    return form


def test_own_form_that_came_too_late_has_a_clash_and_saves_nothing(db):
    passage = make.passage(make.strategy(), text="Först.")
    late = shown(passage) | {"text": "Min <b>text</b>.\r\nOch mer."}
    assert save(passage, shown(passage) | {"text": "Hennes text."}).clash is None
    form = save(passage, late)
    assert not form.is_valid()
    html = render_to_string(
        "components/clashes.html", {"clashes": [form.clash], "request": RequestFactory().get("/")}
    )
    assert "Hennes text." in html
    assert "Min &lt;b&gt;text&lt;/b&gt;.<br>Och mer." in html
    assert '<a href="#id_text">' in html
    passage.refresh_from_db()
    assert passage.text == "Hennes text."


def test_own_form_that_is_saved_again_is_saved(db):
    passage = make.passage(make.strategy(), text="Först.")
    late = shown(passage) | {"text": "Min text."}
    save(passage, shown(passage) | {"text": "Hennes text.", "heading": "Hennes rubrik"})
    form = save(passage, late)
    assert save(passage, {field.html_name: field.value() for field in form}).is_valid()
    passage.refresh_from_db()
    assert (passage.heading, passage.text, passage.version) == ("Hennes rubrik", "Min text.", 3)


def test_new_record_asks_for_nothing_that_was_shown(db):
    strategy = make.strategy()
    form = PassageForm({"heading": "Ny", "text": "Text."}, instance=Passage(strategy=strategy))
    assert form.is_valid(), form.errors


@pytest.mark.ignore_template_errors
@pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite holds no single rows")
def test_page_is_held_before_the_row_that_it_shows(world, admin):
    """As in the form of the page itself: two who save at once never wait for each other."""
    target = address(Goal, "change", world.goal.pk)
    form = posted_as_shown(admin.get(target)) | {"text": "Ett annat mål."}
    with CaptureQueriesContext(connection) as queries:
        assert admin.post(target, form).status_code == 302
    held = [query["sql"] for query in queries if "FOR UPDATE" in query["sql"]]
    assert ["strategies_goal" in sql.split("WHERE")[0] for sql in held[:2]] == [False, True]
    assert "strategies_strategy" in held[0]


def wait_until_waiting(count: int) -> None:
    """Until so many connections wait for a row that another holds."""
    for _attempt in range(200):
        with connection.cursor() as cursor:
            cursor.execute("SELECT count(DISTINCT pid) FROM pg_locks WHERE NOT granted")
            if cursor.fetchone()[0] >= count:
                return
        time.sleep(0.05)
    pytest.fail("Nobody waits for the row")


@pytest.mark.ignore_template_errors
@pytest.mark.skipif(
    connection.vendor != "postgresql", reason="on SQLite one writer waits for the other"
)
def test_of_two_who_save_at_the_same_moment_the_second_sees_what_the_first_saved(db):
    """Committed by connections of their own: the test's transaction hides its rows from others."""
    made: dict = {}
    is_held = threading.Event()

    def prepare(_number: int) -> None:
        made["strategy"] = make.strategy(vision="Först.")
        made["target"] = address(Strategy, "change", made["strategy"].pk)
        for number in range(2):
            client = Client()
            client.force_login(people.superuser())
            made[number] = client, posted_as_shown(client.get(made["target"]))

    def work(number: int) -> int:
        if number == 2:
            return hold_both_back()
        client, form = made[number]
        is_held.wait(timeout=10)
        return client.post(made["target"], form | {"vision": f"Vision {number}"}).status_code

    def hold_both_back() -> int:
        with transaction.atomic():
            hold(Strategy.objects.all()).get(pk=made["strategy"].pk)
            is_held.set()
            wait_until_waiting(2)
        return 0

    def clear(_number: int) -> None:
        Strategy.objects.all().delete()
        Session.objects.all().delete()
        User.objects.all().delete()

    try:
        in_threads(1, prepare)
        statuses = in_threads(3, work)[:2]
        assert sorted(statuses) == [302, 409]
        first = statuses.index(302)
        assert Strategy.objects.get(pk=made["strategy"].pk).vision == f"Vision {first}"
    finally:
        in_threads(1, clear)
