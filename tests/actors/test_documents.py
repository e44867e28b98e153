"""Who writes documents, what the database holds of them, and what happens on disk."""

import stat
from hashlib import sha256
from pathlib import Path

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.files.base import ContentFile
from django.db import IntegrityError, transaction

from actors.access import NOBODY, Access, access_of
from actors.choices import DocumentAudience, MediaType
from actors.models import Document
from actors.services.documents import check_file, delete_document, save_document
from tests import builders as make
from tests.people import KINDS

RUNNER = Access(is_superuser=True)
EDITORS = {"coordinator", "superuser"}


def checked(content: bytes = b"Nytt.", name: str = "nytt.txt"):
    return check_file(ContentFile(content, name))


def on_disk(document: Document) -> Path:
    return Path(document.file.path)


@pytest.mark.parametrize("kind", KINDS)
def test_only_coordinators_of_its_organisation_write_a_document(cast, kind):
    document = make.document(actor=cast.agency)
    user = cast.people[kind]
    by = access_of(user) if user else NOBODY
    new = Document(actor=cast.agency, title="Ett till")
    writes = [
        lambda: save_document(document=document, by=by),
        lambda: save_document(document=new, by=by, file=checked()),
        lambda: delete_document(document=document, by=by),
    ]
    for write in writes:
        if kind in EDITORS:
            write()
        else:
            with pytest.raises(PermissionDenied):
                write()
    assert Document.objects.filter(title="Ett till").exists() == (kind in EDITORS)
    assert Document.objects.filter(pk=document.pk).exists() == (kind not in EDITORS)


def test_document_is_not_handed_to_or_taken_from_another_organisation(cast):
    karin, otto = (access_of(cast.people[kind]) for kind in ("coordinator", "other agency"))
    for by, owner in ((karin, cast.other), (otto, cast.other)):
        document = make.document(actor=cast.agency)
        document.actor = owner
        with pytest.raises(PermissionDenied):
            save_document(document=document, by=by)


@pytest.mark.parametrize(
    "wrong",
    [
        {"file": "", "url": ""},
        {"url": "https://a.example/"},
        {"sha256": ""},
        {"size_bytes": None},
        {"size_bytes": 0},
        {"media_type": "text/html"},
        {"audience": "nobody"},
        {"text_summary": "", "is_accessible": False},
        {"title": ""},
    ],
)
def test_database_refuses_a_document_that_cannot_be(db, wrong):
    document = make.document()
    with pytest.raises(IntegrityError), transaction.atomic():
        Document.objects.filter(pk=document.pk).update(**wrong)


@pytest.mark.parametrize("address", ["http://a.example/", "javascript:alert(1)", "ftp://a.example"])
def test_address_that_is_not_https_is_refused(db, address):
    with pytest.raises(ValidationError):
        make.document(url=address)
    kept = make.document(url="https://a.example/")
    with pytest.raises(IntegrityError), transaction.atomic():
        Document.objects.filter(pk=kept.pk).update(url=address)


def test_document_for_all_without_summary_or_access_is_refused(db):
    with pytest.raises(ValidationError) as refused:
        make.document(text_summary=" \n ")
    assert "sammanfattning i text" in refused.value.messages[0]
    make.document(text_summary="", is_accessible=True)
    make.document(text_summary="", audience=DocumentAudience.MEMBERS)


def test_identity_number_in_a_text_of_a_document_is_refused(db):
    for field in ("title", "registry_number", "text_summary"):
        with pytest.raises(ValidationError) as refused:
            make.document(**{field: "19121212-1212"})
        assert field in refused.value.message_dict


def test_file_lies_by_itself_under_a_name_that_nobody_typed(db, settings):
    document = make.document(name="Hemligt namn.txt", title="Hemlig titel")
    place = on_disk(document)
    assert place.is_relative_to(settings.MEDIA_ROOT)
    assert "emlig" not in str(place)
    assert document.public_id not in str(place)
    assert stat.S_IMODE(place.stat().st_mode) == 0o600
    assert stat.S_IMODE(place.parent.stat().st_mode) == 0o700
    assert (document.original_name, document.size_bytes) == ("Hemligt namn.txt", 11)
    assert document.sha256 == sha256(place.read_bytes()).hexdigest()


def test_file_that_is_replaced_leaves_the_disk_when_that_is_done(
    db, django_capture_on_commit_callbacks
):
    document = make.document()
    before = on_disk(document)
    with django_capture_on_commit_callbacks(execute=True):
        save_document(document=document, by=RUNNER, file=checked(b"a;b", "nytt.csv"))
        assert before.exists()
        assert on_disk(document).read_bytes() == b"a;b"
    assert not before.exists()
    stored = Document.objects.get(pk=document.pk)
    assert on_disk(stored).read_bytes() == b"a;b"
    assert (stored.media_type, stored.size_bytes) == (MediaType.CSV, 3)
    assert (stored.original_name, stored.version) == ("nytt.csv", 2)


def test_file_and_address_at_once_are_refused(db):
    document = make.document()
    document.url = "https://a.example/"
    with pytest.raises(ValidationError):
        save_document(document=document, by=RUNNER, file=checked())
    assert on_disk(Document.objects.get(pk=document.pk)).read_bytes() == b"Ett beslut."


def test_address_takes_the_place_of_the_file(db, django_capture_on_commit_callbacks):
    document = make.document()
    before = on_disk(document)
    document.url = "https://a.example/"
    with django_capture_on_commit_callbacks(execute=True):
        save_document(document=document, by=RUNNER)
        assert before.exists()
    assert not before.exists()
    stored = Document.objects.get(pk=document.pk)
    assert (stored.url, stored.file.name, stored.original_name) == ("https://a.example/", "", "")
    assert (stored.media_type, stored.size_bytes, stored.sha256) == ("", None, "")


@pytest.mark.django_db(transaction=True)
def test_file_stays_when_its_replacement_is_undone():
    document = make.document(actor=make.organisation("Myndigheten"))
    before = on_disk(document)
    with transaction.atomic():
        save_document(document=document, by=RUNNER, file=checked())
        transaction.set_rollback(True)
    assert on_disk(Document.objects.get(pk=document.pk)) == before
    assert before.read_bytes() == b"Ett beslut."


def test_file_that_another_has_replaced_meanwhile_is_kept(db, django_capture_on_commit_callbacks):
    document = make.document()
    open_elsewhere = Document.objects.get(pk=document.pk)
    with django_capture_on_commit_callbacks(execute=True):
        save_document(document=document, by=RUNNER, file=checked())
        open_elsewhere.title = "Ny titel"
        save_document(document=open_elsewhere, by=RUNNER)
    stored = Document.objects.get(pk=document.pk)
    assert (stored.title, on_disk(stored).read_bytes()) == ("Ny titel", b"Nytt.")


def test_file_of_a_removed_document_leaves_the_disk_when_that_is_done(
    db, django_capture_on_commit_callbacks
):
    document = make.document()
    place = on_disk(document)
    with django_capture_on_commit_callbacks(execute=True):
        delete_document(document=document, by=RUNNER)
        assert place.exists()
    assert not place.exists()


def test_disk_that_refuses_to_remove_undoes_nothing(
    db, settings, tmp_path, caplog, django_capture_on_commit_callbacks
):
    document = make.document()
    place = on_disk(document)
    place.unlink()
    place.mkdir()
    (place / "in the way").touch()
    with django_capture_on_commit_callbacks(execute=True):
        delete_document(document=document, by=RUNNER)
    assert not Document.objects.filter(pk=document.pk).exists()
    assert "could not be removed" in caplog.text
