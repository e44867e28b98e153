"""Two who edit one person, county, source or helpline at the same time undo nothing unseen."""

import pytest
from allauth.account.adapter import get_adapter
from allauth.core.context import request_context
from auditlog.models import LogEntry
from django.test import Client, RequestFactory

from actors.models import County, User
from records.models import Source
from tests import builders as make
from tests.records.test_versioned_editing import clashes, page_of, save, saved_meanwhile, shown
from tests.site.test_admin import address, posted_as_shown
from website.models import SupportLine

pytestmark = pytest.mark.ignore_template_errors


@pytest.fixture
def nora(db) -> User:
    return User.objects.create_user("nora@samordna.example", "en lång fras om ek", name="Nora")


def stored(person: User) -> User:
    return User.objects.get(pk=person.pk)


@pytest.mark.parametrize(
    ("field", "meanwhile", "kept"),
    [("protected", "on", True), ("is_superuser", "on", True), ("is_active", "", False)],
)
def test_tick_that_another_set_meanwhile_is_told_and_stays(confirmed, nora, field, meanwhile, kept):
    form = shown(confirmed, nora) | {"name": "Nora Ny"}
    changed = shown(confirmed, nora) | {field: meanwhile}
    save(confirmed, nora, {name: value for name, value in changed.items() if value != ""})
    response = confirmed.post(page_of(nora), form)
    [clash] = clashes(response)
    label = str(User._meta.get_field(field).verbose_name).capitalize()
    assert ([one.label for one in clash.taken_over], clash.both) == ([label], [])
    assert (stored(nora).name, getattr(stored(nora), field)) == ("Nora", kept)
    save(confirmed, nora, posted_as_shown(response))
    assert (stored(nora).name, getattr(stored(nora), field)) == ("Nora Ny", kept)


def test_name_that_both_wrote_is_shown_side_by_side(confirmed, nora):
    form = shown(confirmed, nora) | {"name": "Mitt namn"}
    saved_meanwhile(confirmed, nora, name="Hennes namn")
    [clash] = clashes(confirmed.post(page_of(nora), form))
    assert [(one.stored, one.written) for one in clash.both] == [("Hennes namn", "Mitt namn")]
    assert stored(nora).name == "Hennes namn"


def test_to_sign_in_or_choose_a_password_meanwhile_stops_nobody(confirmed, nora):
    form = shown(confirmed, nora) | {"name": "Nora Ny"}
    assert Client().login(email=nora.email, password="en lång fras om ek")
    person = stored(nora)
    person.set_password("en annan fras om ask")
    person.save(update_fields=["password"])
    assert stored(nora).version == 1
    save(confirmed, nora, form)
    assert (stored(nora).name, stored(nora).version) == ("Nora Ny", 2)


def test_account_closed_while_its_owner_chooses_a_password_stays_closed(confirmed, nora):
    theirs = stored(nora)
    closed = shown(confirmed, nora)
    del closed["is_active"]
    save(confirmed, nora, closed)
    with request_context(RequestFactory().post("/")):
        get_adapter().set_password(theirs, "en annan fras om ask")
    assert not stored(nora).is_active
    assert stored(nora).check_password("en annan fras om ask")


def test_person_whom_nobody_touched_is_not_saved(confirmed, nora):
    before = User.objects.values().get(pk=nora.pk)
    save(confirmed, nora, shown(confirmed, nora))
    assert User.objects.values().get(pk=nora.pk) == before


def test_history_of_a_person_leaves_the_version_out(confirmed, nora):
    saved_meanwhile(confirmed, nora, language="en")
    entry = LogEntry.objects.get_for_object(nora).filter(action=LogEntry.Action.UPDATE).get()
    assert set(entry.changes) == {"language"}


def test_new_person_is_asked_for_nothing_that_was_shown(confirmed):
    form = posted_as_shown(confirmed.get(address(User, "add"))) | {"email": "ny@samordna.example"}
    assert confirmed.post(address(User, "add"), form).status_code == 302
    assert User.objects.get(email="ny@samordna.example").version == 1


@pytest.mark.parametrize(
    ("noun", "theirs", "mine"),
    [
        (Source, "publisher", "title"),
        (County, "residence_city", "short_name"),
        (SupportLine, "description", "name"),
    ],
)
def test_what_only_the_other_wrote_stays(confirmed, db, noun, theirs, mine):
    make.source(title="Källan")
    record = noun.objects.first()
    form = shown(confirmed, record) | {mine: "Mitt"}
    saved_meanwhile(confirmed, record, **{theirs: "Hennes"})
    response = confirmed.post(page_of(record), form)
    assert len(clashes(response)[0].taken_over) == 1
    save(confirmed, record, posted_as_shown(response))
    record.refresh_from_db()
    assert (getattr(record, theirs), getattr(record, mine)) == ("Hennes", "Mitt")
