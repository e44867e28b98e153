"""How the files are loaded: what is missing is created, what exists is left alone."""

from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from actors.models import Actor
from coordination.models import AgendaItem, Attendance, Challenge, Meeting, Network, Seat
from records.models import Source
from records.public_ids import ALPHABET, LENGTH
from strategies.choices import PartyRole
from strategies.models import Commitment, Goal, Milestone, Party, Passage, Strategy
from website.cases.fields import public_id_for
from website.cases.files import CaseFileError
from website.cases.loading import load_cases
from website.cases.nouns import NOUNS

SMALL = """
[source.bok]
title = "En bok"

[strategy.prov]
kind = "strategy"
level = "national"
title = "Prov"
maintained_by = "jamstalldhetsmyndigheten"
sources = ["bok"]
"""


def everything() -> dict[str, list]:
    """All rows that the files may hold, with all their columns and links."""
    return {
        noun: [
            {**values, "links": links_of(model.objects.get(pk=values["id"]))}
            for values in model.objects.order_by("pk").values()
        ]
        for noun, model in NOUNS.items()
    }


def links_of(row) -> dict[str, list]:
    return {
        field.name: sorted(getattr(row, field.name).values_list("pk", flat=True))
        for field in row._meta.many_to_many
    }


def load_text(folder: Path, text: str, name: str = "prov.toml") -> list:
    (folder / name).write_text(text, encoding="utf-8")
    return load_cases(folder=folder)


def test_load_cases_run_twice_creates_nothing_new(cases):
    before = everything()

    again = load_cases()

    assert everything() == before
    assert [file.created for file in again] == [0] * 5
    assert sum(file.already_there for file in again) == sum(map(len, before.values()))


def test_load_cases_says_what_it_did_with_each_file(db, capsys):
    call_command("load_cases")
    first = capsys.readouterr().out.splitlines()
    call_command("load_cases")
    second = capsys.readouterr().out.splitlines()

    assert [line[0] for line in first] == ["a", "b", "c", "d", "e"]
    assert all(line.endswith("already there 0") for line in first)
    assert all(": created 0, already there " in line for line in second)


def test_load_cases_after_an_editors_changes_leaves_them(cases):
    Source.objects.update(title="Ändrad", publisher="")
    Strategy.objects.update(title="Ändrad", period_start="2020", published_at=None)
    Goal.objects.update(text="Ändrat", number="7")
    Commitment.objects.update(title="Ändrat", responsible=Actor.objects.get(key="regeringen"))
    Party.objects.update(actor=Actor.objects.get(key="bris"), until="2020")
    Milestone.objects.update(text="Ändrad", on="2020")
    Passage.objects.update(heading="Ändrad", text="Ändrad", position=99)
    Network.objects.update(title="Ändrat", host=None, published_at=None)
    Seat.objects.update(actor=Actor.objects.get(key="bris"), office="Ändrad")
    Meeting.objects.update(title="Ändrat", on="2020", state="cancelled")
    AgendaItem.objects.update(title="Ändrad", position=99)
    Attendance.objects.update(audience="members", named_as="Ändrat")
    Challenge.objects.update(text="Ändrad", state="handled")
    for strategy in Strategy.objects.all():
        strategy.sources.clear()
    for goal in Goal.objects.all():
        goal.contributes_to.clear()
    changed = everything()

    load_cases()

    assert everything() == changed


def test_load_cases_with_an_editors_own_party_does_not_double_it(cases):
    ours = Party.objects.get(strategy__slug="jamstalldhet-i-myndighet", role=PartyRole.RECEIVES)
    strategy, actor = ours.strategy, ours.actor
    ours.delete()
    theirs = Party.objects.create(strategy=strategy, actor=actor, role=PartyRole.RECEIVES)

    load_cases()

    assert strategy.parties.get(role=PartyRole.RECEIVES) == theirs


def test_load_cases_with_an_editors_own_seat_or_attendance_does_not_double_it(cases):
    for model in (Seat, Attendance):
        ours = list(model.objects.order_by("pk"))
        model.objects.all().delete()
        for row in ours:
            fields = ("network", "role") if model is Seat else ("meeting",)
            same = {name: getattr(row, name) for name in (*fields, "actor", "office")}
            model.objects.create(**same)

        load_cases()

        assert model.objects.count() == len(ours), model


def test_load_cases_with_an_editors_own_attendance_by_no_office_does_not_double_it(cases, tmp_path):
    meeting = Meeting.objects.get(public_id=public_id_for("meeting.a-samtalet"))
    theirs = Attendance.objects.create(meeting=meeting, actor=Actor.objects.get(key="bris"))

    load_text(tmp_path, '[attendance.x]\nmeeting = "a-samtalet"\nactor = "bris"')

    assert meeting.attendances.get(actor__key="bris") == theirs


def test_load_cases_after_a_deletion_creates_what_is_missing(cases):
    lost = Passage.objects.get(public_id=public_id_for("passage.e-problemet"))
    kept = Passage.objects.count()
    lost.delete()

    load_cases()

    assert Passage.objects.count() == kept
    assert Passage.objects.get(public_id=lost.public_id).text == lost.text


def test_load_cases_publishes_all_of_a_run_at_one_time(cases):
    times = set()
    for model in (Strategy, Goal, Commitment, Passage, Network, Meeting):
        times |= set(model.objects.values_list("published_at", "content_updated_at"))

    assert len(times) == 1
    published, updated = times.pop()
    assert published == updated
    assert published is not None


def test_load_cases_without_reference_data_says_what_to_run(db):
    Actor.objects.filter(key="jamstalldhetsmyndigheten").delete()

    with pytest.raises(CommandError, match=r"no actor “jamstalldhetsmyndigheten”.*load_reference"):
        call_command("load_cases")

    assert not Strategy.objects.exists()


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        (SMALL.replace("level =", "levle ="), r"prov\.toml: \[strategy\.prov\]: unknown .*levle"),
        (SMALL.replace("[source.bok]", "[sorce.bok]"), r"prov\.toml: unknown table \[sorce\]"),
        (SMALL.replace('["bok"]', '["bko"]'), r"\[strategy\.prov\]: there is no source “bko”"),
        (SMALL.replace('["bok"]', '"bok"'), r"\[strategy\.prov\]: sources: write a list"),
        (SMALL.replace('"Prov"', "2016"), r"\[strategy\.prov\]: title: write it in quotation"),
        (SMALL.replace('"national"', '"local"'), r"\[strategy\.prov\]: .*level.*local"),
        (SMALL + 'public_id = "aaaaaaaaaa"', r"unknown fields: public_id"),
        (SMALL + 'published_at = "2020-01-01"', r"unknown fields: published_at"),
        (SMALL + 'slug = "annan"', r"unknown fields: slug"),
        (SMALL + "title = ", r"prov\.toml is not TOML"),
        ('source = "bok"', r"prov\.toml: write \[source\.key\]"),
        ('[goal."okand/mal"]\ntext = "Mål"', r"there is no strategy “okand”"),
        (
            '[passage.x]\ncounty = "99"\nheading = "H"\ntext = "T"',
            r"no county “99”.*load_reference",
        ),
    ],
)
def test_load_cases_with_a_fault_in_a_file_names_it_and_creates_nothing(
    db, tmp_path, text, complaint
):
    with pytest.raises(CaseFileError, match=complaint):
        load_text(tmp_path, text)

    assert not Source.objects.exists()
    assert not Strategy.objects.exists()


def test_load_cases_with_one_key_in_two_files_names_both(db, tmp_path):
    (tmp_path / "a.toml").write_text(SMALL, encoding="utf-8")

    with pytest.raises(CaseFileError, match=r"b\.toml: \[source\.bok\] stands in a\.toml too"):
        load_text(tmp_path, SMALL, "b.toml")


def test_load_cases_joins_lines_and_keeps_paragraphs(db, tmp_path):
    load_text(tmp_path, SMALL + 'vision = """\nEn rad\noch en till.\n\nNästa stycke."""')

    assert Strategy.objects.get().vision == "En rad och en till.\n\nNästa stycke."


def test_public_id_for_a_key_is_lasting():
    # Written down: were the recipe changed, every row would be loaded a second time.
    assert public_id_for("passage.e-problemet") == "cdwj7spezb"
    assert len(public_id_for("x")) == LENGTH
    assert set(public_id_for("x")) <= set(ALPHABET)
