"""The form of a document: what is wrong with a file is told beside it, and what was typed stays."""

from pathlib import Path

import pytest
from django.contrib.admin import site
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from actors.admin.document import DocumentAdmin
from actors.models import Actor, Document
from strategies.models import Strategy
from tests import builders as make
from tests.actors import files
from tests.site.test_admin import address, posted_as_shown

# Django's own admin templates look up names that are not always there.
pytestmark = pytest.mark.ignore_template_errors

CHOOSE_AGAIN = "Välj filen en gång till: den är inte sparad."


def new_form(admin, **fields) -> dict:
    form = posted_as_shown(admin.get(address(Document, "add")))
    given = {"actor": make.board().pk, "title": "Beslutet", "text_summary": "Kort."}
    return form | given | fields


def errors_of(response) -> dict:
    assert response.status_code == 200
    return response.context["adminform"].form.errors


@pytest.mark.parametrize(
    ("name", "content", "told"),
    [
        ("sida.html", b"<html>", "Filen är av ett slag som inte tas emot."),
        ("beslut.docx", files.pdf(), "Filens namn slutar på .docx, men innehållet är PDF."),
        ("beslut.pdf", b"", "tom"),
        ("beslut.pdf", files.pdf(b"/S /JavaScript"), "Filen innehåller makron, skript"),
    ],
)
def test_file_that_is_refused_is_told_beside_it_and_the_text_stays(admin, name, content, told):
    form = new_form(admin, file=SimpleUploadedFile(name, content, "application/pdf"))
    response = admin.post(address(Document, "add"), form)
    assert told in errors_of(response)["file"][0]
    assert 'value="Beslutet"' in response.text
    assert not Document.objects.exists()


@pytest.mark.parametrize("fields", [{}, {"url": "https://a.example/", "file": True}])
def test_neither_or_both_of_file_and_address_is_refused(admin, fields):
    if "file" in fields:
        fields = fields | {"file": SimpleUploadedFile("a.txt", b"text")}
    response = admin.post(address(Document, "add"), new_form(admin, **fields))
    assert errors_of(response)["__all__"] == ["Ange en fil eller en adress, inte båda."]
    assert not Document.objects.exists()


def test_for_all_without_summary_is_refused(admin):
    upload = SimpleUploadedFile("a.txt", b"text")
    form = new_form(admin, file=upload, audience="public", text_summary="")
    response = admin.post(address(Document, "add"), form)
    assert "sammanfattning i text" in errors_of(response)["__all__"][0]


def test_new_file_is_saved_as_it_was_found(admin):
    upload = SimpleUploadedFile("Beslut.JPG", files.photograph(), "text/html")
    response = admin.post(address(Document, "add"), new_form(admin, file=upload))
    assert response.status_code == 302
    document = Document.objects.get()
    assert (document.media_type, document.original_name) == ("image/jpeg", "Beslut.JPG")
    assert document.size_bytes == Path(document.file.path).stat().st_size
    page = admin.get(address(Document, "change", document.pk))
    assert f'href="/arbete/dokument/{document.public_id}/"' in page.text
    assert document.file.name not in page.text


def test_file_is_replaced_and_a_new_title_keeps_it(admin, django_capture_on_commit_callbacks):
    document = make.document()
    before = Path(document.file.path)
    target = address(Document, "change", document.pk)
    form = posted_as_shown(admin.get(target)) | {"title": "Ny titel"}
    with django_capture_on_commit_callbacks(execute=True):
        assert admin.post(target, form | {"file": ""}).status_code == 302
    assert before.exists()
    with django_capture_on_commit_callbacks(execute=True):
        form["file"] = SimpleUploadedFile("nytt.txt", b"Nytt.")
        assert admin.post(target, form).status_code == 302
    assert not before.exists()
    document.refresh_from_db()
    assert (document.title, document.file.read()) == ("Ny titel", b"Nytt.")
    document.file.close()


@pytest.mark.parametrize("by_action", [False, True])
def test_removed_document_takes_its_file_with_it(
    admin, django_capture_on_commit_callbacks, by_action
):
    document = make.document(published_at=None)
    with django_capture_on_commit_callbacks(execute=True):
        if by_action:
            form = {"action": "delete_selected", "_selected_action": [document.pk], "post": "yes"}
            admin.post(address(Document, "changelist"), form)
        else:
            admin.post(address(Document, "delete", document.pk), {"post": "yes"})
    assert not Document.objects.exists()
    assert not Path(document.file.path).exists()


def test_publishing_from_the_list_never_breaks(admin):
    document = make.document(published_at=None, audience="members", text_summary="")
    form = {"action": "publish_chosen", "_selected_action": [document.pk]}
    assert admin.post(address(Document, "changelist"), form).status_code == 302
    assert Client().get(document.get_absolute_url()).status_code == 404


def test_post_that_could_fill_the_disk_is_a_400(db, settings):
    settings.DOCUMENT_MAX_BYTES = 1024
    upload = SimpleUploadedFile("a.txt", b"a" * 4096)
    assert Client().post("/konto/logga-in/", {"file": upload}).status_code == 400


def test_file_somewhat_too_large_is_told_beside_it(admin, settings):
    settings.DOCUMENT_MAX_BYTES = 4096
    upload = SimpleUploadedFile("a.txt", b"a" * 4097)
    response = admin.post(address(Document, "add"), new_form(admin, file=upload))
    assert "för stor" in errors_of(response)["file"][0]


def test_editor_keeps_the_documents_of_the_own_organisation(cast):
    karin = cast.client("coordinator")
    form = posted_as_shown(karin.get(address(Document, "add")))
    form |= {"title": "Beslutet", "url": "https://a.example/"}
    response = karin.post(address(Document, "add"), form | {"actor": cast.other.pk})
    assert errors_of(response)["actor"]
    assert karin.post(address(Document, "add"), form).status_code == 302
    document = Document.objects.get(title="Beslutet")
    assert document.actor == cast.agency
    target = address(Document, "change", document.pk)
    form = posted_as_shown(karin.get(target)) | {"title": "Ny titel"}
    form |= {"actor": cast.other.pk, "file": ""}
    assert karin.post(target, form).status_code == 302
    document.refresh_from_db()
    assert (document.actor, document.title) == (cast.agency, "Ny titel")


def test_second_of_two_who_replace_a_file_is_asked(admin):
    document = make.document()
    target = address(Document, "change", document.pk)
    form = posted_as_shown(admin.get(target)) | {"file": ""}
    first = form | {"file": SimpleUploadedFile("ett.txt", b"Ett.")}
    assert admin.post(target, first).status_code == 302
    response = admin.post(target, form | {"file": SimpleUploadedFile("tva.txt", b"Tva.")})
    assert response.status_code == 409
    assert "en fil" in response.text
    document.refresh_from_db()
    assert document.file.name not in response.text
    assert Path(document.file.path).read_bytes() == b"Ett."


def kept_file(response) -> str:
    """What the page shows as the file that there is."""
    return DocumentAdmin(Document, site).kept_file(response.context["adminform"].form.instance)


def test_new_file_of_a_form_that_is_shown_again_is_asked_for_once_more(admin):
    document = make.document()
    target = address(Document, "change", document.pk)
    form = posted_as_shown(admin.get(target)) | {"text_summary": "Ring 070-123 45 67."}
    response = admin.post(target, form | {"file": SimpleUploadedFile("nytt.csv", b"a;b")})
    assert errors_of(response)["file"] == [CHOOSE_AGAIN]
    assert CHOOSE_AGAIN in response.text
    assert "nytt.csv" not in response.text
    assert kept_file(response) == kept_file(admin.get(target))
    form = posted_as_shown(response) | {"confirm_personal_data": "on"}
    form["file"] = SimpleUploadedFile("nytt.csv", b"a;b")
    assert admin.post(target, form).status_code == 302
    assert "nytt.csv" in kept_file(admin.get(target))


def test_form_without_a_new_file_asks_for_none(admin):
    document = make.document()
    target = address(Document, "change", document.pk)
    form = posted_as_shown(admin.get(target)) | {"text_summary": "Ring 070-123 45 67.", "file": ""}
    assert "file" not in errors_of(admin.post(target, form))


def test_second_new_file_is_asked_for_once_more_and_the_first_is_shown(admin):
    document = make.document()
    target = address(Document, "change", document.pk)
    form = posted_as_shown(admin.get(target)) | {"file": ""}
    admin.post(target, form | {"file": SimpleUploadedFile("ett.txt", b"Ett.")})
    response = admin.post(target, form | {"file": SimpleUploadedFile("tva.txt", b"Tva.")})
    [clash] = response.context["clashes"]
    assert [(one.stored, one.written) for one in clash.both] == [
        ("en fil", "en fil, som du väljer en gång till")
    ]
    assert CHOOSE_AGAIN in response.text
    assert "ett.txt" in kept_file(response)
    form = posted_as_shown(response) | {"file": SimpleUploadedFile("tva.txt", b"Tva.")}
    assert admin.post(target, form).status_code == 302
    assert "tva.txt" in kept_file(admin.get(target))


def test_address_beside_a_new_file_or_a_question_leaves_the_file(admin):
    document = make.document()
    target = address(Document, "change", document.pk)
    form = posted_as_shown(admin.get(target)) | {"url": "https://a.example/", "file": ""}
    both = form | {"file": SimpleUploadedFile("nytt.txt", b"Nytt.")}
    asked = form | {"text_summary": "Ring 070-123 45 67."}
    assert "inte båda" in errors_of(admin.post(target, both))["__all__"][0]
    response = admin.post(target, asked)
    assert set(errors_of(response)) == {"confirm_personal_data"}
    assert kept_file(response) == kept_file(admin.get(target))
    assert Path(document.file.path).exists()


def test_address_takes_the_place_of_the_file_in_the_form(admin, django_capture_on_commit_callbacks):
    document = make.document()
    target = address(Document, "change", document.pk)
    page = admin.get(target)
    assert "ersätter filen som finns nu" in page.text
    with django_capture_on_commit_callbacks(execute=True):
        form = posted_as_shown(page) | {"url": "https://a.example/", "file": ""}
        assert admin.post(target, form).status_code == 302
    assert not Path(document.file.path).exists()
    stored = Document.objects.get()
    assert (stored.url, stored.file.name) == ("https://a.example/", "")
    assert kept_file(admin.get(target)) == "–"
    form = posted_as_shown(admin.get(target)) | {"url": ""}
    form["file"] = SimpleUploadedFile("nytt.txt", b"Nytt.")
    assert admin.post(target, form).status_code == 302
    assert "nytt.txt" in kept_file(admin.get(target))


def test_address_does_not_replace_a_file_that_another_chose_meanwhile_unseen(admin):
    document = make.document()
    target = address(Document, "change", document.pk)
    form = posted_as_shown(admin.get(target)) | {"file": ""}
    admin.post(target, form | {"file": SimpleUploadedFile("ett.txt", b"Ett.")})
    response = admin.post(target, form | {"url": "https://a.example/"})
    [clash] = response.context["clashes"]
    assert [(one.label, one.stored, one.written) for one in clash.both] == [
        ("Fil", "en fil", "tomt")
    ]
    assert "ett.txt" in kept_file(response)
    again = posted_as_shown(response) | {"file": ""}
    assert admin.post(target, again).status_code == 302
    assert Document.objects.get().url == "https://a.example/"


def test_form_of_a_file_that_is_not_on_disk_still_opens(admin):
    document = make.document()
    Path(document.file.path).unlink()
    target = address(Document, "change", document.pk)
    form = posted_as_shown(admin.get(target)) | {"file": "", "title": "Ny titel"}
    assert admin.post(target, form).status_code == 302


def test_real_document_is_not_tied_to_an_invented_strategy(admin, world):
    document = make.document()
    Actor.objects.filter(pk=document.actor_id).update(is_example=True)
    target = address(Strategy, "change", world.national.pk)
    form = posted_as_shown(admin.get(target)) | {"documents": [document.pk]}
    assert "Exempel län är påhittat" in errors_of(admin.post(target, form))["__all__"][0]
    Actor.objects.filter(pk=document.actor_id).update(is_example=False)
    assert admin.post(target, form).status_code == 302
    assert world.national.documents.get() == document
