"""Who gets the file of a document, and how it is served."""

import gzip
import re
from datetime import timedelta
from pathlib import Path

import pytest
from auditlog.models import LogEntry
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from actors.choices import DocumentAudience
from records.choices import Verb
from records.services import withdraw
from tests import builders as make
from tests.actors import files
from tests.people import KINDS

READERS = {"reader", "reporter", "coordinator", "signer", "parent", "superuser"}


def public(document) -> str:
    return reverse("document", args=[document.public_id])


def at_work(document) -> str:
    return reverse("work_document", args=[document.public_id])


def status_of(client: Client, address: str) -> int:
    """The file is read to its end, and is then closed as a server does."""
    response = client.get(address)
    response.getvalue()
    return response.status_code


@pytest.fixture
def private(cast):
    """A document of the agency in each state in which not everybody reads it."""
    owned = {"actor": cast.agency}
    withdrawn = make.document(**owned)
    withdraw(record=withdrawn)
    return [
        make.document(**owned, audience=DocumentAudience.MEMBERS),
        make.document(**owned, published_at=None),
        make.document(**owned, published_at=timezone.now() + timedelta(minutes=5)),
        withdrawn,
    ]


@pytest.mark.parametrize("kind", KINDS)
def test_public_address_gives_to_all_what_is_for_all_and_nothing_else(cast, private, kind):
    client = cast.client(kind)
    for document in private:
        for language in ("", "/en"):
            assert status_of(client, language + public(document)) == 404
    response = client.get(public(make.document(actor=cast.agency)))
    assert response.getvalue() == b"Ett beslut."
    assert not response.cookies
    assert response.headers.get("Vary", "") in ("", "Accept-Encoding")


@pytest.mark.parametrize("kind", KINDS)
def test_what_is_for_coordinators_is_given_to_no_other_reader(cast, kind):
    document = make.document(actor=cast.agency, audience=DocumentAudience.COORDINATORS)
    expected = 200 if kind in ("coordinator", "superuser") else 404
    client = cast.client(kind)
    if kind != "signed out":
        assert status_of(client, at_work(document)) == expected
    assert status_of(client, public(document)) == 404


@pytest.mark.parametrize("kind", KINDS)
def test_address_at_work_gives_what_the_person_may_read(cast, private, kind):
    client = cast.client(kind)
    open_to_all = make.document(actor=cast.agency)
    for document in [*private, open_to_all]:
        expected = 200 if kind in READERS or document is open_to_all else 404
        if kind == "signed out":
            expected = 302
        assert status_of(client, at_work(document)) == expected, document


def test_signed_out_is_led_to_sign_in_whether_the_document_exists_or_not(db):
    for address in (at_work(make.document()), "/arbete/dokument/finnsinte2/"):
        response = Client().get(address)
        assert response.status_code == 302
        assert response.headers["Location"].startswith("/konto/logga-in/?next=/arbete/")


@pytest.mark.parametrize(
    "public_id", ["finnsinte2", "%00", "%ff%fe", "a" * 10_000, "..%2f..%2fetc", "1"]
)
def test_id_that_is_none_is_a_404(admin, public_id):
    for language in ("", "/en"):
        assert Client().get(f"{language}/dokument/{public_id}/").status_code == 404
        assert admin.get(f"{language}/arbete/dokument/{public_id}/").status_code == 404


def test_address_of_a_document_elsewhere_is_no_file_of_ours(admin):
    document = make.document(url="https://a.example/beslut")
    assert document.get_absolute_url() == "https://a.example/beslut"
    assert Client().get(public(document)).status_code == 404
    assert admin.get(at_work(document)).status_code == 404


def test_address_of_a_file_refuses_to_be_posted_to(admin):
    document = make.document()
    assert Client(enforce_csrf_checks=True).post(public(document)).status_code == 405
    assert admin.post(at_work(document)).status_code == 405
    response = Client().head(public(document))
    assert (response.status_code, response.getvalue()) == (200, b"")


@pytest.mark.parametrize("name", files.GOOD)
def test_file_is_an_attachment_that_runs_nowhere_and_is_stored_nowhere(admin, name):
    kind, content = files.GOOD[name]
    document = make.document(content, name, title="Beslut: länet/2026")
    for client, address in ((Client(), public(document)), (admin, at_work(document))):
        response = client.get(address)
        headers = response.headers
        assert headers["Content-Type"].removesuffix("; charset=utf-8") == kind
        assert ("charset" in headers["Content-Type"]) == kind.startswith("text/")
        assert headers["Content-Disposition"] == (
            f"attachment; filename*=utf-8''Beslut-%20l%C3%A4net-2026.{document.extension}"
        )
        assert headers["Content-Security-Policy"] == (
            "sandbox; default-src 'none'; frame-ancestors 'none'"
        )
        assert headers["X-Content-Type-Options"] == "nosniff"
        assert headers["Cross-Origin-Resource-Policy"] == "same-origin"
        assert headers["Referrer-Policy"] == "no-referrer"
        assert headers["Cache-Control"] == "no-store"
        assert "ETag" not in headers
        assert len(response.getvalue()) == document.size_bytes


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("Beslut", "Beslut.txt"),
        ('a"\r\nSet-Cookie: b=c', "a- Set-Cookie- b=c.txt"),
        ("../../etc/passwd", "-..-etc-passwd.txt"),
        ("b\u202eslut.exe", "b slut.exe.txt"),
        ("x" * 300, "x" * 100 + ".txt"),
    ],
)
def test_file_is_called_what_a_disk_can_name(db, title, name):
    assert make.document(title=title).download_name == name


def test_title_of_nothing_but_signs_gives_the_id(db):
    document = make.document(title="...")
    assert document.download_name == f"{document.public_id}.txt"


def test_compressed_answer_holds_the_whole_file(db):
    content = b"Ett beslut. " * 20_000
    document = make.document(content)
    response = Client().get(public(document), headers={"accept-encoding": "gzip"})
    assert response.headers["Content-Encoding"] == "gzip"
    assert gzip.decompress(response.getvalue()) == content


@pytest.mark.parametrize("as_folder", [False, True])
def test_file_that_is_not_on_disk_is_a_404_and_a_line_in_the_log(admin, caplog, as_folder):
    document = make.document()
    Path(document.file.path).unlink()
    if as_folder:
        Path(document.file.path).mkdir()
    for client, address in ((Client(), public(document)), (admin, at_work(document))):
        caplog.clear()
        assert client.get(address).status_code == 404
        assert document.public_id in caplog.text


def test_file_costs_few_queries(cast, django_assert_num_queries):
    document = make.document(actor=cast.agency)
    with django_assert_num_queries(1):
        status_of(Client(), public(document))
    lena = cast.client("reader")
    # Session, person, memberships, seats in networks, document.
    with django_assert_num_queries(5):
        status_of(lena, at_work(document))


def test_strategy_tells_what_its_documents_are(world):
    world.strategy.documents.set(
        [
            make.document(
                files.pdf(), "a.pdf", title="Strategin", registry_number="123-2026",
                text_summary="Vi ska samverka.",
            ),
            make.document(title="Bilagan", is_accessible=True, text_summary=""),
            make.document(url="https://a.example/", title="Beslutet"),
            make.document(title="Utkastet", audience=DocumentAudience.MEMBERS),
        ]
    )  # fmt: skip
    html = Client().get(world.strategy.get_absolute_url()).text
    section = re.search(r"<h2>Dokument</h2>(.*?)</section>", html, re.DOTALL).group(1)
    assert re.findall(r"<a[^>]*>(.*?)</a>", section) == [
        "Beslutet", "Bilagan (textfil, 11\xa0byte)", "Strategin (PDF, 144\xa0byte)",
    ]  # fmt: skip
    assert section.count("inte tillgänglighetsanpassa") == 2
    assert "123-2026" in section
    assert "Vi ska samverka." in section
    assert "Utkastet" not in html


def test_superusers_reading_of_others_documents_is_told_in_the_history(cast, private):
    open_to_all = make.document(actor=cast.agency)
    for kind in ("superuser", "reader", "superuser"):
        for document in (private[0], open_to_all):
            assert status_of(cast.client(kind), at_work(document)) == 200
    read = LogEntry.objects.filter(additional_data__verb=Verb.READ_DRAFT)
    assert [entry.object_id for entry in read] == [private[0].pk]
    assert read.get().actor == cast.people["superuser"]
