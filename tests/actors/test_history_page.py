"""The page of the history: who may see which rows, and what they read there."""

from datetime import timedelta

import pytest
from auditlog.models import LogEntry
from django.test import Client
from django.utils import timezone

from actors.access import access_of
from actors.choices import Role
from actors.history import visible_history
from actors.models import Actor, Membership, User
from records.choices import Verb
from records.history import note, told_as
from tests import builders as make
from tests import people

PAGE = "/arbete/historik/"
MARKER = "Smygmarkör"
PEOPLE_WITHOUT = ["reader", "reporter", "signer", "ended"]


def rows_for(user: User) -> list[LogEntry]:
    return list(visible_history(access_of(User.objects.get(pk=user.pk))))


@pytest.mark.parametrize("kind", PEOPLE_WITHOUT)
def test_history_for_who_coordinates_nothing_is_refused(cast, kind):
    assert cast.client(kind).get(PAGE).status_code == 403
    assert rows_for(cast.people[kind]) == []


def test_history_signed_out_leads_to_the_sign_in(db):
    response = Client().get(PAGE)
    assert response.status_code == 302
    assert response.headers["Location"] == f"/konto/logga-in/?next={PAGE}"


def test_coordinator_sees_no_row_about_others(cast, world):
    karin, otto = cast.people["coordinator"], cast.people["other agency"]
    LogEntry.objects.all().delete()
    world.strategy.title = MARKER
    world.strategy.save()
    otto.memberships.get().save()
    Membership.objects.create(user=otto, actor=cast.head, role=Role.READER, office=MARKER)
    cast.other.function_mailbox = "smyg@example.se"
    cast.other.save()
    cast.agency.aliases = MARKER
    cast.agency.save()
    note(verb=Verb.SIGNED_IN, on=otto, by=otto)
    note(verb=Verb.EXPORTED, on=cast.people["reader"], by=people.superuser())
    assert rows_for(karin) == []
    assert MARKER not in cast.client("coordinator").get(PAGE).text


def test_coordinator_sees_roles_mailboxes_and_sign_ins_of_their_own(cast):
    karin, lena = cast.people["coordinator"], cast.people["reader"]
    LogEntry.objects.all().delete()
    role = lena.memberships.get()
    role.role = Role.REPORTER
    role.save()
    cast.agency.registry_mailbox = "registrator@myndigheten.example"
    cast.agency.save()
    note(verb=Verb.SIGNED_IN, on=lena, by=lena)
    assert len(rows_for(karin)) == 3
    html = cast.client("coordinator").get(PAGE).text
    assert "uppgiftslämnare" in html
    assert "registrator@myndigheten.example" in html
    assert "Lena" in html
    assert "/admin/actors/" not in html


def test_coordinator_sees_no_sign_in_from_before_or_after_the_role(cast):
    karin, frans = cast.people["coordinator"], cast.people["ended"]
    LogEntry.objects.all().delete()
    for days in (0, 1, 2):
        entry = note(verb=Verb.SIGNED_IN, on=frans, by=frans)
        LogEntry.objects.filter(pk=entry.pk).update(timestamp=timezone.now() - timedelta(days=days))
    (only,) = rows_for(karin)
    assert timezone.localdate(only.timestamp) == timezone.localdate() - timedelta(days=1)


def test_person_with_two_roles_shows_once(cast):
    lena = cast.people["reader"]
    Membership.objects.filter(user=lena).update(valid_to=timezone.localdate())
    Membership.objects.create(user=lena, actor=cast.agency, role=Role.REPORTER)
    LogEntry.objects.all().delete()
    note(verb=Verb.SIGNED_IN, on=lena, by=lena)
    assert len(rows_for(cast.people["coordinator"])) == 1


def test_superuser_reads_who_did_what_from_what_to_what(world, admin):
    with told_as(by=people.superuser(), why="Efter remissen"):
        world.strategy.title = "Nytt namn"
        world.strategy.save()
    html = admin.get(PAGE).text
    for text in ("Samira", "Ändrade", "Länets strategi", "Nytt namn", "Efter remissen"):
        assert text in html, text
    assert f'href="/admin/strategies/strategy/{world.strategy.pk}/change/"' in html


def test_record_that_was_removed_is_no_link(world, admin):
    passage = make.passage(world.strategy)
    key = passage.pk
    passage.delete()
    html = admin.get(PAGE, {"slag": "passage", "gjort": "removed"}).text
    assert passage.heading in html
    assert f"/passage/{key}/change/" not in html


def test_protected_person_is_told_by_organisation(cast, admin):
    User.objects.filter(pk=cast.people["reader"].pk).update(protected=True, name=MARKER)
    lena = User.objects.get(pk=cast.people["reader"].pk)
    note(verb=Verb.SIGNED_IN, on=lena, by=lena)
    for client in (admin, cast.client("coordinator")):
        html = client.get(PAGE, {"gjort": Verb.SIGNED_IN}).text
        assert "Handläggare, Myndigheten" in html
        assert MARKER not in html


def test_values_are_told_in_words(world, admin):
    board = world.board
    world.strategy.sensitive = False
    world.strategy.state = "adopted"
    world.strategy.lead = board
    world.strategy.period_start = "2026-05"
    world.strategy.save()
    html = admin.get(PAGE, {"slag": "strategy", "gjort": "changed"}).text
    for text in ("nej", "beslutad", board.name, "maj 2026"):
        assert text in html, text


def test_what_came_and_what_went_is_told_apart(world, admin):
    world.commitment.contributors.add(world.board)
    world.commitment.contributors.remove(world.board)
    html = admin.get(PAGE, {"slag": "commitment"}).text
    assert "Medverkande, tillagt" in html
    assert "Medverkande, borttaget" in html


def test_long_text_shows_where_it_changed(world, admin):
    text = "ord " * 500
    world.strategy.vision = f"{text}slut"
    world.strategy.save()
    world.strategy.vision = f"{text}början"
    world.strategy.save()
    html = admin.get(PAGE, {"slag": "strategy", "gjort": "changed"}).text
    assert "ord slut" in html
    assert "ord början" in html
    assert html.count("ord ") < 500


@pytest.mark.parametrize(
    ("query", "hits"),
    [({"gjort": "signed_in"}, 1), ({"slag": "source"}, 1), ({"gjort": "removed"}, 0),
     ({"fran": "2100-01-01"}, 0), ({"till": "2001-01-01"}, 0), ({"nr": "999999"}, 0),
     ({"fran": "2020-01-01", "slag": "source"}, 1), ({"nr": str(2**63 - 1)}, 0)],
)  # fmt: skip
def test_filter_narrows_the_list(admin, query, hits):
    make.source(title="Källan")
    response = admin.get(PAGE, query)
    assert response.status_code == 200
    assert len(response.context["rows"]) == hits


@pytest.mark.parametrize("page", ["9999", "0", "ett", "9" * 5_000])
def test_page_that_does_not_exist_is_a_404(admin, page):
    assert admin.get(PAGE, {"page": page}).status_code == 404


@pytest.mark.parametrize(
    "query",
    [{"gjort": "trollade"}, {"slag": "user\0"}, {"fran": "i går"}, {"till": "0001-01-01"},
     {"fran": "9999-12-31"}, {"nr": "9" * 5_000}, {"nr": "-1"}, {"nr": "\0"}],
)  # fmt: skip
def test_filter_value_that_cannot_be_is_a_400(admin, query):
    response = admin.get(PAGE, query)
    assert response.status_code == 400
    assert 'role="alert"' in response.text


def test_what_was_typed_is_kept_beside_the_error(admin):
    response = admin.get(PAGE, {"fran": "i går", "slag": "source", "nr": "7"})
    assert response.status_code == 400
    assert 'value="i går"' in response.text
    assert '<option value="source" selected' in response.text
    assert 'name="nr" value="7"' in response.text


def test_record_of_a_noun_that_is_gone_is_still_told(admin):
    make.source(title="Källan")
    entry = LogEntry.objects.latest("pk")
    entry.content_type.__class__.objects.filter(pk=entry.content_type_id).update(model="borta")
    entry.content_type.__class__.objects.clear_cache()
    response = admin.get(PAGE)
    assert response.status_code == 200
    assert "borta" in response.text
    entry.content_type.__class__.objects.clear_cache()


@pytest.mark.parametrize("kind", ["superuser", "coordinator"])
def test_history_costs_the_same_queries_with_3_and_30_rows(
    world, cast, kind, django_assert_max_num_queries
):
    client = cast.client(kind)
    counted = []
    for rows in (3, 30):
        some_of_everything(world, cast.agency, rows)
        with django_assert_max_num_queries(11) as context:
            client.get(PAGE)
        counted.append(len(context))
    assert counted[0] == counted[1]


def some_of_everything(world, agency: Actor, rows: int) -> None:
    for place in range(rows):
        by = people.person(f"P{rows}x{place}", of=agency)
        with told_as(by=by):
            make.commitment(world.strategy, responsible=agency)
            make.goal(world.strategy)
            make.passage(world.county)
            world.commitment.contributors.set([agency] if place % 2 else [])
        note(verb=Verb.SIGNED_IN, on=by, by=by)
    User.objects.filter(pk__in=Membership.objects.filter(actor=agency).values("user")).update(
        protected=True
    )
