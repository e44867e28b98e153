"""What the history keeps: who, what, from what to what; and what it must never hold."""

import json

import pytest
from auditlog.models import LogEntry
from django.core.exceptions import ImproperlyConfigured
from django.core.management import call_command
from django.forms.models import model_to_dict
from django.test import Client
from django.utils.translation import override

from actors.models import Membership, User
from records.choices import Verb
from records.history import keep, kept_fields, note, note_reading, told_as
from records.models import OutgoingMail
from strategies.models import Commitment, Strategy
from tests import builders as make
from tests import people
from tests.actors.signing_in import sign_in
from tests.site.test_admin import posted_as_shown

NAME = "Smygmarkör"
ADDRESS = "smygmarkor@samordna.example"
SECRETS = {"password", "last_login"}


def newest() -> LogEntry:
    return LogEntry.objects.latest("pk")


def everything_kept() -> str:
    """Every column of every row, as text."""
    rows = [model_to_dict(entry) for entry in LogEntry.objects.all()]
    return json.dumps(rows, default=str, ensure_ascii=False).casefold()


def test_password_and_sign_in_time_are_never_kept():
    assert not SECRETS & set(kept_fields(User))


def test_new_password_writes_no_row(db):
    person = people.superuser()
    before = LogEntry.objects.count()
    person.set_password("en annan fras om gran")
    person.save()
    assert LogEntry.objects.count() == before


def test_letter_writes_no_row(db):
    Client().post("/konto/losenord/glomt/", {"email": people.superuser().email})
    assert OutgoingMail.objects.exists()
    assert not LogEntry.objects.filter(content_type__model="outgoingmail").exists()


def test_name_and_address_of_a_person_stand_nowhere(db):
    person = User.objects.create_user(ADDRESS, "en lång fras om ek", name=NAME)
    with told_as(by=person, why="Bytte avdelning"):
        person.name = f"{NAME} Ny"
        person.email = f"ny-{ADDRESS}"
        person.save()
        role = make.saved(Membership, {"user": person, "actor": make.board(), "role": "reader"}, {})
        role.delete()
    sign_in(Client(), person.email)
    note(verb=Verb.EXPORTED, on=person, by=person)
    assert LogEntry.objects.filter(actor=person).count() == 5
    assert NAME.casefold() not in everything_kept()
    assert "smygmarkor" not in everything_kept()


def test_changed_name_is_told_without_the_name(db):
    person = people.superuser()
    person.name = "Ny"
    person.save()
    assert newest().changes == {"name": ["***", "***"]}
    assert newest().object_repr == f"person {person.pk}"


def test_person_is_told_in_one_language_whoever_changed_them(db):
    board = make.board()
    with override("en"):
        role = make.saved(
            Membership, {"user": people.superuser(), "actor": board, "role": "reader"}, {}
        )
    assert newest().object_repr == f"medlemskap {role.pk}"


def test_name_of_another_noun_is_kept(world):
    world.strategy.title = "Nytt namn"
    world.strategy.save()
    assert newest().changes == {"title": ["Länets strategi", "Nytt namn"]}
    assert newest().object_repr == "Nytt namn"


def test_seat_is_told_without_the_name_of_who_sits_in_it(world):
    person = User.objects.create_user(ADDRESS, name=NAME)
    seat = make.seat(world.network, person=person, actor=None)
    assert newest().changes["person"] == [None, person.pk]
    seat.until = "2026-12-31"
    seat.save()
    assert NAME.casefold() not in everything_kept()
    assert "smygmarkor" not in everything_kept()


def test_link_to_a_meeting_is_told_to_have_changed_and_not_how(world):
    world.meeting.joining_link = "https://mote.example/hemlig-nyckel"
    world.meeting.save()
    assert "joining_link" in newest().changes
    assert "hemlig" not in everything_kept()


def test_saving_without_a_change_writes_no_row(world):
    before = LogEntry.objects.count()
    world.strategy.save()
    assert LogEntry.objects.count() == before


def test_new_row_tells_its_own_columns_and_nothing_that_hangs_on_it(world):
    created = LogEntry.objects.get_for_object(world.national).get()
    assert created.action == LogEntry.Action.CREATE
    assert set(created.changes) <= set(kept_fields(Strategy))
    assert created.changes["maintained_by"] == [None, world.board.pk]


def test_many_to_many_tells_what_came_and_what_went(world):
    world.commitment.contributors.add(world.board)
    change = newest().changes["contributors"]
    assert (change["operation"], change["objects"]) == ("add", [str(world.board)])
    world.commitment.contributors.remove(world.board)
    assert newest().changes["contributors"]["operation"] == "delete"
    assert newest().content_type.model_class() is Commitment


def test_many_to_many_to_persons_cannot_be_kept():
    class Many:
        related_model = User

    class Meta:
        concrete_fields = ()

        @staticmethod
        def get_field(name):
            return Many

    class Fake:
        _meta = Meta

    with pytest.raises(ImproperlyConfigured):
        keep(Fake, many=["readers"])


@pytest.mark.ignore_template_errors
def test_edit_in_the_admin_is_told_of_the_person_and_not_where_they_sit(world, admin):
    target = f"/admin/records/source/{make.source().pk}/change/"
    response = admin.post(
        target,
        posted_as_shown(admin.get(target)) | {"title": "Ny titel"},
        headers={"x-forwarded-for": "192.0.2.7"},
        REMOTE_ADDR="192.0.2.7",
    )
    assert response.status_code == 302
    entry = newest()
    assert entry.actor == people.superuser()
    assert (entry.remote_addr, entry.remote_port, entry.actor_email) == (None, None, None)
    assert "192.0.2.7" not in everything_kept()


def test_nobody_is_told_of_where_nobody_has_signed_in(world):
    assert LogEntry.objects.get_for_object(world.national).get().actor is None


def test_person_of_one_request_is_not_told_of_the_next(world, admin):
    admin.get("/admin/")
    make.source()
    assert newest().actor is None


def test_story_is_told_in_each_row_and_ends_with_it(world):
    person = people.superuser()
    with told_as(by=person, verb=Verb.EXPORTED, for_actor=world.board.pk, why="Därför"):
        source = make.source()
    assert newest().actor == person
    assert newest().additional_data == {
        "verb": "exported", "for_actor": world.board.pk, "why": "Därför",
    }  # fmt: skip
    source.title = "Nu"
    source.save()
    assert (newest().actor, newest().additional_data) == (None, None)


def test_refused_sign_in_writes_no_row(db):
    sign_in(Client(), people.superuser().email, "fel lösenord")
    assert not LogEntry.objects.filter(additional_data__verb=Verb.SIGNED_IN).exists()


def test_sign_in_is_told(db):
    person = people.superuser()
    sign_in(Client(), person.email)
    entry = LogEntry.objects.get(additional_data__verb=Verb.SIGNED_IN)
    assert (entry.actor, entry.object_id) == (person, person.pk)


def test_role_is_told_with_its_organisation_and_person(cast):
    karin = cast.people["coordinator"]
    role = karin.memberships.get()
    role.role = "reader"
    role.save()
    entry = newest()
    assert entry.changes == {"role": ["coordinator", "reader"]}
    assert entry.additional_data == {
        "verb": "role_changed", "for_actor": cast.agency.pk, "person": karin.pk,
    }  # fmt: skip


def test_reading_by_who_may_is_no_news(cast):
    draft = make.strategy(published_at=None)
    for person, may_read in ((cast.people["superuser"], True), (cast.people["reader"], False)):
        assert not note_reading(record=draft, by=person, may_read_anyway=may_read)
    public = make.strategy()
    assert not note_reading(record=public, by=cast.people["superuser"], may_read_anyway=False)
    assert not LogEntry.objects.filter(additional_data__verb=Verb.READ_DRAFT).exists()


def test_superusers_reading_of_a_draft_is_told_once_a_day(db):
    draft, other = make.strategy(published_at=None), make.strategy(published_at=None)
    samira = people.superuser()
    assert note_reading(record=draft, by=samira, may_read_anyway=False)
    assert not note_reading(record=draft, by=samira, may_read_anyway=False)
    assert note_reading(record=other, by=samira, may_read_anyway=False)
    rows = LogEntry.objects.filter(additional_data__verb=Verb.READ_DRAFT)
    assert {row.object_id for row in rows} == {draft.pk, other.pk}
    assert {row.actor for row in rows} == {samira}


def test_reference_data_is_loaded_without_rows(db):
    """Its lists are their own history; a row for each of 400 would hide what people did."""
    assert not LogEntry.objects.exists()


def test_loaded_cases_are_told_of_nobody(db):
    call_command("load_cases", verbosity=0)
    assert LogEntry.objects.filter(content_type__model="strategy", actor=None).exists()
    assert not LogEntry.objects.exclude(actor=None).exists()
