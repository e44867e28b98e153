"""Exempel län: what it holds, how it is loaded, and that it is apart from all that is real."""

import itertools
import json
from collections import Counter

import pytest
from django.apps import apps
from django.core.exceptions import ValidationError
from django.core.management import CommandError, call_command
from django.db import transaction
from django.test import Client

from actors.choices import ActorKind, Role
from actors.models import Actor, County, Membership, User
from records.examples import MIXED, can_be_example, hangs_on, is_example_address
from records.models import OutgoingMail, Sourced
from strategies.choices import PartyRole
from strategies.models import (
    Commitment,
    Contribution,
    Goal,
    JoinRequest,
    ProgressReport,
    ReportVersion,
    Stance,
    Strategy,
)
from tests import builders as make
from tests.site.test_admin import address, posted_as_shown
from tests.website import demo as of_demo
from website.cases.files import CaseFileError
from website.demo.loading import load_demo
from website.demo.people import load_people

# What was loaded reads alike on both databases; that it loads and goes away is tested on both.
pytestmark = [pytest.mark.usefixtures("demo"), pytest.mark.once]

OURS = ("records", "actors", "strategies", "coordination", "website")


def examples(model) -> list:
    """What the mark says is invented."""
    return [row for row in model.objects.all() if row.is_example]


# ---------------------------------------------------------------- what it is


def test_demo_has_a_county_of_26_municipalities_that_are_none_of_swedens():
    county = County.objects.get(is_example=True)
    invented = county.actors.municipalities()
    real = Actor.objects.municipalities().filter(is_example=False)

    assert (county.code, county.slug) == ("99", "exempel")
    assert invented.count() == 26
    assert sorted(invented.values_list("municipality_code", flat=True)) == [
        f"99{place:02}" for place in range(1, 27)
    ]
    assert not {one.name.casefold() for one in invented} & {one.name.casefold() for one in real}


def test_demo_has_a_strategy_with_31_parties_and_an_agency_with_twelve_commitments():
    strategy = Strategy.objects.get(slug="exempel-trygg-overallt")
    roles = Counter(strategy.parties.values_list("role", flat=True))

    assert roles == {PartyRole.STANDS_BEHIND: 6, PartyRole.JOINED: 26}
    assert strategy.parties.current().count() == 31
    municipalities = strategy.parties.filter(actor__kind=ActorKind.MUNICIPALITY)
    assert municipalities.values("actor").distinct().count() == 26
    agency = make.actor("exempel-myndigheten")
    assert Commitment.objects.public().promised_by(agency).count() == 12
    assert Commitment.objects.public().serving(strategy).count() == 29


def test_demo_has_something_unpublished_of_each_kind():
    for model in (Strategy, Goal, Commitment):
        hidden = [row for row in examples(model) if row.published_at is None]
        assert hidden, model
        for row in hidden:
            assert Client().get(row.get_absolute_url()).status_code == 404, row


def test_demo_commitment_whose_end_moved_ends_where_it_was_moved_to():
    moved = Commitment.objects.filter(end_moves__isnull=False).distinct()
    assert moved.count() == 2
    for commitment in moved:
        moves = list(commitment.end_moves.all())
        assert moves[-1].moved_to == commitment.end
        assert all(one.moved_to == two.moved_from for one, two in itertools.pairwise(moves))


def test_demo_commitment_serves_a_goal_and_names_its_source():
    for commitment in Commitment.objects.public().filter(home__county__is_example=True):
        assert commitment.contributions.public().exists(), commitment
        assert commitment.sources.exists(), commitment


def test_demo_has_a_joint_effort_that_not_everybody_sees_the_same_way(demo):
    effort = Commitment.objects.get(title="Samma väg in i hela länet")
    assert [stance.agrees for stance in Stance.objects.current()] == [False, True, True]
    assert "skanna in i journalen" in Client().get(effort.get_absolute_url()).text


def test_demo_has_a_report_that_was_completed_and_one_that_is_hidden(demo):
    completed = ReportVersion.objects.get(number=2)
    page = Client().get(completed.report.commitment.get_absolute_url()).text
    assert "310 av 480" in page
    assert "De flesta handläggare" not in page
    hidden = ProgressReport.objects.get(withdrawn_at__isnull=False)
    assert "Ekvägen" not in Client().get(hidden.commitment.get_absolute_url()).text


def test_demo_lends_a_commitment_of_another_plan_to_its_strategy(demo):
    lent = Commitment.objects.get(home__slug="exempel-angbatsvik-plan")
    goal = lent.contributions.get().goal
    page = Client().get(goal.get_absolute_url()).text
    assert lent.title in page
    assert "Trygg vardag i Ångbåtsvik" in page
    assert "1 av 3 åtaganden" in page


def test_demo_has_a_contribution_that_waits_for_its_answer(demo):
    coordinator = User.objects.get(email="strategisamordnare@exempel.example")
    waiting = Contribution.objects.waiting().answerable_by(coordinator.access)
    assert [one.strategy.slug for one in waiting] == ["exempel-jamstalldhetsstrategi"]


def test_demo_has_a_request_to_join_that_waits_and_one_who_has_left(demo):
    coordinator = User.objects.get(email="strategisamordnare@exempel.example")
    [waiting] = JoinRequest.objects.waiting().answerable_by(coordinator.access)
    assert waiting.actor.key == "exempel-verket"
    page = Client().get(waiting.strategy.get_absolute_url()).text
    assert "1 oktober 2024–31 mars 2026" in page
    assert "Frågan ställs på alla familjecentraler" in page
    assert "när de möter en arbetsplats" not in page
    assert Client().get(f"{waiting.strategy.get_absolute_url()}anslut/").status_code == 200
    assert not OutgoingMail.objects.exists()


def test_demo_has_a_person_for_each_role_who_can_sign_in(demo):
    people = {one.email: one for one in demo.sign_ins}

    assert {one.membership.role for one in demo.sign_ins} == set(Role)
    assert any(one.membership.may_sign for one in demo.sign_ins)
    assert any(one.membership.user.protected for one in demo.sign_ins)
    assert any(one.membership.valid_to for one in demo.sign_ins)
    assert any(one.membership.actor.parent for one in demo.sign_ins)
    assert all(one.membership.office for one in demo.sign_ins)
    assert len({one.password for one in people.values()}) == len(people)
    for one in demo.sign_ins:
        assert is_example_address(one.email)
        assert Client().login(email=one.email, password=one.password), one.email


# ---------------------------------------------------------------- loading it


def test_load_demo_without_the_setting_is_refused_and_says_which(settings):
    settings.ALLOW_DEMO = False
    with pytest.raises(CommandError, match="ALLOW_DEMO=1"):
        call_command("load_demo")


def test_load_demo_twice_changes_nothing(demo, passwords):
    before = of_demo.everything()
    again = load_demo(passwords=passwords)

    assert of_demo.everything() == before
    assert sum(file.created for file in again.files) == 0
    assert [one.password for one in again.sign_ins] == [one.password for one in demo.sign_ins]


def test_load_demo_leaves_what_people_have_changed(passwords):
    Strategy.objects.filter(slug="exempel-trygg-overallt").update(title="Ändrad")
    Actor.objects.filter(key="exempel-verket").update(name="Ändrat")
    Membership.objects.filter(user__email="lasare@exempel.example").update(role=Role.COORDINATOR)
    User.objects.filter(email="lasare@exempel.example").update(name="Ändrat")
    changed = of_demo.everything()

    load_demo(passwords=passwords)

    assert of_demo.everything() == changed


def test_load_demo_when_the_file_of_passwords_is_lost_gives_new_ones(demo, passwords):
    passwords.unlink()
    again = load_people(passwords=passwords)

    assert [one.password for one in again] != [one.password for one in demo.sign_ins]
    for one in again:
        assert Client().login(email=one.email, password=one.password), one.email


def test_load_demo_where_no_file_can_be_written_gives_passwords_that_work(tmp_path):
    (tmp_path / "no-folder").write_text("a file", encoding="utf-8")
    for one in load_people(passwords=tmp_path / "no-folder" / "exempel.json"):
        assert Client().login(email=one.email, password=one.password), one.email


def test_passwords_lie_in_a_file_that_only_its_owner_reads(demo, passwords):
    kept = json.loads(passwords.read_text(encoding="utf-8"))
    assert {email: row["password"] for email, row in kept.items()} == {
        one.email: one.password for one in demo.sign_ins
    }
    assert passwords.stat().st_mode & 0o077 == 0


def test_load_demo_prints_a_sign_in_for_each_person(demo, settings, passwords, capsys):
    settings.ALLOW_DEMO = True
    settings.LOCAL_DIR = passwords.parent
    call_command("load_demo")
    printed = capsys.readouterr().out

    for one in demo.sign_ins:
        [line] = [line for line in printed.splitlines() if one.email in line]
        assert one.password in line
        assert one.membership.get_role_display() in line
        assert str(one.membership.actor) in line


def test_load_demo_sends_no_mail(mailoutbox):
    assert not OutgoingMail.objects.exists()
    assert mailoutbox == []


def test_demo_file_that_names_something_real_is_refused(passwords, tmp_path):
    (tmp_path / "fel.toml").write_text(
        '[party.exempel-fel]\nstrategy = "exempel-trygg-overallt"\nactor = "polismyndigheten"\n'
        'role = "joined"\n',
        encoding="utf-8",
    )
    with pytest.raises(CaseFileError, match=r"fel\.toml: \[party\.exempel-fel\]: .*påhittat"):
        load_demo(passwords=passwords, folder=tmp_path)


# ---------------------------------------------------------------- apart from what is real


def test_no_row_is_partly_invented_and_partly_real(cases):
    for room in OURS:
        for model in apps.get_app_config(room).get_models():
            for row in model._default_manager.all():
                others = of_demo.linked(row)
                marks = {one.is_example for one in (*hangs_on(row), *others)}
                if can_be_example(model):
                    marks.add(row.is_example)
                assert len(marks) <= 1, (model, row)


def test_sources_of_the_demo_are_no_sources_of_what_is_real(cases):
    sourced = [model for model in apps.get_models() if issubclass(model, Sourced)]
    for model in sourced:
        for row in model.objects.filter(sources__public_id__in=of_demo.source_ids()):
            marks = {one.is_example for one in hangs_on(row)} | {getattr(row, "is_example", True)}
            assert marks == {True}, row


def test_what_is_invented_and_what_is_real_cannot_be_tied_together(cases):
    invented = Strategy.objects.get(slug="exempel-trygg-overallt")
    real = make.strategy()
    police, agency = make.actor("polismyndigheten"), make.actor("exempel-myndigheten")
    person = User.objects.get(email="lasare@exempel.example")
    officer = User.objects.create_user("anna@kalmar.example", "en lång fras om ek")
    mixed = [
        lambda: make.party(invented, police),
        lambda: make.party(real, agency),
        lambda: make.commitment(invented, responsible=police),
        lambda: make.commitment(real, responsible=agency),
        lambda: make.strategy(maintained_by=agency),
        lambda: make.strategy(lead=agency),
        lambda: make.strategy(county=invented.county),
        lambda: make.strategy(level="national", maintained_by=agency),
        lambda: make.plan(invented),
        lambda: make.contribution(make.commitment(real), invented),
        lambda: Membership(user=person, actor=police, role=Role.READER).full_clean(),
        lambda: Membership(user=officer, actor=agency, role=Role.READER).full_clean(),
        lambda: Actor(name="E", slug="e", key="e", kind=ActorKind.UNIT, parent=agency).full_clean(),
    ]
    for tie in mixed:
        with pytest.raises(ValidationError, match="påhittat"), transaction.atomic():
            tie()


@pytest.mark.ignore_template_errors
def test_editor_who_links_something_invented_to_something_real_is_told(cases, admin):
    commitment = make.commitment(make.strategy())
    target = address(Commitment, "change", commitment.pk)
    form = posted_as_shown(admin.get(target))
    form["contributors"] = [make.actor("exempel-myndigheten").pk]

    response = admin.post(target, form)

    assert response.status_code == 200
    assert str(MIXED) in response.text
    assert not commitment.contributors.exists()
