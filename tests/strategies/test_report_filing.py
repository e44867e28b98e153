"""The paper of a submission is kept as it is, reaches both registrars, and is no hindrance."""

from hashlib import sha256

import pytest
from django.core.exceptions import ValidationError
from django.core.management import CommandError, call_command
from django.db import DatabaseError, connection, transaction
from django.db.models import QuerySet

from records.models import OutgoingMail
from strategies.models import ReportPaper, ReportVersion
from strategies.papers import typesetting
from strategies.services import ask_for_completion, save_draft, submit_reports
from tests import builders as make
from tests.people import Cast

OURS, THEIRS = "diariet@myndigheten.example", "registrator@lansstyrelsen.example"


@pytest.fixture
def commitment(world, cast):
    return make.commitment(world.strategy, responsible=cast.agency, title="Utbilda alla")


@pytest.fixture
def uno(cast):
    return cast.people["reporter"]


@pytest.fixture
def mailboxes(cast):
    """Both sides have said where to send what is to be registered."""
    for actor, address in ((cast.agency, OURS), (cast.maintainer, THEIRS)):
        actor.registry_mailbox = address
        actor.save()


@pytest.fixture
def no_papers(tmp_path, monkeypatch):
    """A template that fails, whatever stands on the paper."""
    broken = tmp_path / "broken.typ"
    broken.write_text('#panic("Tio möten.")', encoding="utf-8")
    monkeypatch.setattr(typesetting, "TEMPLATE", broken)


def told(commitment, by, **content) -> ReportVersion:
    return make.submitted(make.draft_report(commitment, by=by, **content), by=by)


def completed(version: ReportVersion, cast: Cast) -> ReportVersion:
    """The next version of the same report, after it was given back."""
    report = ask_for_completion(
        report=version.report, seen=1, reason="Mer.", by=cast.people["maintainer"]
    )
    report.done = "Tio möten, sextio deltagare."
    by = cast.people["reporter"]
    return make.submitted(save_draft(report=report, by=by), by=by)


def registrars() -> QuerySet[OutgoingMail]:
    return OutgoingMail.objects.filter(key__startswith="registrering/").order_by("to")


# ---------------------------------------------------------------- made once, and kept


def test_each_version_gets_its_own_paper_with_its_sum(cast, commitment, uno):
    first = told(commitment, uno)
    second = completed(first, cast)
    papers = [version.paper for version in (first, second)]
    assert papers[0].content != papers[1].content
    for paper in papers:
        assert bytes(paper.content).startswith(b"%PDF")
        assert paper.checksum == sha256(paper.content).hexdigest()
    report = first.report.public_id
    assert papers[1].file_name == f"Uppföljning {report} version 2.pdf"


def test_submitting_twice_makes_one_paper(commitment, uno, mailboxes):
    report = make.draft_report(commitment, by=uno)
    seen = [(report, report.version)]
    submit_reports(seen=seen, by=uno)
    before = ReportPaper.objects.get().checksum
    submit_reports(seen=seen, by=uno)
    assert ReportPaper.objects.get().checksum == before
    assert registrars().count() == 2


def test_paper_is_not_changed_nor_removed_by_our_code(commitment, uno):
    paper = told(commitment, uno).paper
    paper.content = b"%PDF annat"
    for act in (
        paper.save,
        paper.delete,
        ReportPaper.objects.all().delete,
        lambda: ReportPaper.objects.update(content=b"annat"),
    ):
        with pytest.raises(ValidationError):
            act()


def test_database_refuses_to_change_a_paper_whoever_asks(commitment, uno):
    paper = told(commitment, uno).paper
    raw = QuerySet(ReportPaper).filter(pk=paper.pk)
    for change in ({"content": b"annat"}, {"checksum": "0"}, {"made_at": paper.made_at}):
        with pytest.raises(DatabaseError), transaction.atomic():
            raw.update(**change)
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("UPDATE strategies_reportpaper SET checksum = ''")
    assert ReportPaper.objects.get().checksum == paper.checksum


def test_version_has_one_paper_which_is_not_empty(commitment, uno):
    paper = told(commitment, uno).paper
    with pytest.raises(ValidationError):
        ReportPaper(
            version=paper.version, made_at=paper.made_at, checksum="0", content=b"%PDF"
        ).full_clean()
    with pytest.raises(DatabaseError), transaction.atomic():
        ReportPaper.objects.create(
            version=paper.version, made_at=paper.made_at, checksum="0", content=b"%PDF"
        )


# ---------------------------------------------------------------- to the registrars


def test_no_mailbox_is_no_letter(commitment, uno):
    told(commitment, uno)
    assert not registrars().exists()


def test_both_registrars_get_the_paper_and_how_to_know_it(commitment, uno, mailboxes, letters):
    paper = told(commitment, uno, done="Tio möten.").paper
    assert [letter.to for letter in registrars()] == [OURS, THEIRS]
    for letter in registrars():
        assert letter.language == "sv"
        assert letter.subject == "En handling att diarieföra"
        assert paper.checksum in letter.text
        assert "Att den inte är publicerad gör den inte hemlig" in letter.text
        assert "Ansvarig: Myndigheten" in letter.text
        assert "Tio möten." not in letter.text + letter.html
        assert uno.name not in letter.text + letter.html
    sent = [letter for letter in letters() if letter.to in ([OURS], [THEIRS])]
    assert len(sent) == 2
    for message in sent:
        [(name, content, media_type)] = message.attachments
        assert (name, media_type) == (paper.file_name, "application/pdf")
        assert content == bytes(paper.content)


def test_side_without_a_mailbox_keeps_no_letter_from_the_other(cast, commitment, uno, mailboxes):
    cast.agency.registry_mailbox = ""
    cast.agency.save()
    told(commitment, uno)
    assert registrars().get().to == THEIRS


def test_one_mailbox_of_both_sides_gets_one_letter(cast, commitment, uno, mailboxes):
    cast.agency.registry_mailbox = THEIRS.upper()
    cast.agency.save()
    told(commitment, uno)
    assert registrars().count() == 1


def test_next_version_is_a_letter_of_its_own(cast, commitment, uno, mailboxes):
    completed(told(commitment, uno), cast)
    assert registrars().count() == 4
    assert OutgoingMail.objects.filter(attachment_name__contains="version 2").count() == 2


def test_twelve_at_once_are_twelve_letters_to_each(world, cast, uno, mailboxes):
    reports = [
        make.draft_report(make.commitment(world.strategy, responsible=cast.agency), by=uno)
        for _number in range(12)
    ]
    submit_reports(seen=[(report, report.version) for report in reports], by=uno)
    assert ReportPaper.objects.count() == 12
    assert registrars().filter(to=OURS).count() == registrars().filter(to=THEIRS).count() == 12


# ---------------------------------------------------------------- when it cannot be made


def test_paper_that_fails_loses_no_submission_and_registrars_get_the_words(
    commitment, uno, mailboxes, no_papers, caplog
):
    version = told(commitment, uno, done="Tio möten.", obstacles="Natt & helg.")
    assert commitment.reports.get().state == "submitted"
    assert not ReportPaper.objects.exists()
    assert OutgoingMail.objects.filter(to=uno.email).exists()
    assert registrars().count() == 2
    for letter in registrars():
        assert letter.attachment == letter.attachment_name == ""
        assert "gick inte att göra som PDF" in letter.text
        assert "Tio möten." in letter.text
        assert "Natt & helg." in letter.text
    assert version.public_id in caplog.text
    assert "Tio möten." not in caplog.text


def test_missing_papers_are_made_later_without_a_letter(
    commitment, uno, mailboxes, no_papers, monkeypatch, capsys
):
    version = told(commitment, uno)
    with pytest.raises(CommandError):
        call_command("file_papers")
    monkeypatch.undo()
    call_command("file_papers")
    call_command("file_papers")
    assert "Papers: 1 made" in capsys.readouterr().out
    assert ReportPaper.objects.get().version == version
    assert registrars().count() == 2
