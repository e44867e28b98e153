"""Documents of an agenda: who attaches them, and who gets them."""

import pytest
from auditlog.models import LogEntry
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from actors.choices import DocumentAudience
from actors.models import Document
from actors.models.document import private_storage
from coordination.choices import Audience
from coordination.models import AgendaItem, ItemDocument, Meeting, Network
from coordination.services.agenda_documents import follow_item
from records.choices import Verb
from records.services import publish, withdraw
from tests import builders as make
from tests.people import person

pytestmark = pytest.mark.once

CONTENT = "Underlag om läget."


@pytest.fixture
def item(own_meeting) -> AgendaItem:
    return make.agenda_item(own_meeting, audience=Audience.PUBLIC)


def typed(**changed) -> dict:
    file = SimpleUploadedFile("underlag.txt", CONTENT.encode())
    return {"title": "Underlaget", "file": file, "for_whom": "members"} | changed


def new_address(item: AgendaItem) -> str:
    return f"{item.meeting.get_work_url()}dagordning/{item.public_id}/ny-handling/"


def own_address(row: ItemDocument) -> str:
    return f"{row.meeting.get_work_url()}handlingar/{row.document.public_id}/"


def public_address(row: ItemDocument) -> str:
    return f"/moten/{row.meeting.public_id}/handlingar/{row.document.public_id}/"


def status_of(client: Client, address: str) -> int:
    """The file is read to its end, and is then closed as a server does."""
    response = client.get(address)
    response.getvalue()
    return response.status_code


def test_only_who_runs_the_meeting_attaches(item, cast):
    for kind, expected in (("other agency", 404), ("reader", 403), ("coordinator", 403)):
        assert cast.client(kind).post(new_address(item), typed()).status_code == expected
    assert not item.item_documents.exists()


def test_secretary_by_seat_keeps_a_document_of_the_maintainer_and_no_other(
    item, secretary, cast, own_meeting
):
    assert secretary.post(new_address(item), typed()).status_code == 302
    row = ItemDocument.objects.latest("pk")
    assert (row.meeting, row.item, row.audience) == (own_meeting, item, Audience.MEMBERS)
    assert row.document.actor == cast.maintainer
    assert b"".join(secretary.get(own_address(row)).streaming_content) == CONTENT.encode()
    # What else the maintainer has stays its own.
    other = make.document(actor=cast.maintainer, published_at=None)
    assert secretary.get(f"/arbete/dokument/{other.public_id}/").status_code == 404
    path = f"{item.meeting.get_work_url()}dagordning/{item.public_id}/handlingar/"
    assert secretary.get(f"{path}{other.public_id}/").status_code == 404


@pytest.mark.parametrize(
    ("audience", "expected"),
    [
        ("members", {"reader": 200, "of maintainer": 200, "other agency": 404, "ended": 404}),
        ("at_meeting", {"reader": 404, "of maintainer": 404, "other agency": 404, "ended": 404}),
        ("public", {"reader": 200, "of maintainer": 200, "other agency": 404, "ended": 404}),
    ],
)
def test_document_of_a_draft_is_given_to_those_it_is_for(item, secretary, cast, audience, expected):
    """Neither of its addresses tells more than the other, nor does the document's own."""
    secretary.post(new_address(item), typed(for_whom=audience, text_summary="Läget."))
    row = ItemDocument.objects.latest("pk")
    runs = {"maintainer": 200, "superuser": 200}
    ragnar = Client()
    ragnar.force_login(person("Ragnar", of=cast.maintainer))
    for who, status in (expected | runs).items():
        client = ragnar if who == "of maintainer" else cast.client(who)
        assert status_of(client, own_address(row)) == status, who
        # An outsider who sits in the network has its meeting's address alone.
        is_of_owner = who in ("of maintainer", *runs)
        of_document = status if is_of_owner else 404
        assert status_of(client, f"/arbete/dokument/{row.document.public_id}/") == of_document, who
        assert status_of(client, public_address(row)) == 404, who
    assert status_of(secretary, own_address(row)) == 200
    assert Client().get(own_address(row)).status_code == 302
    assert status_of(Client(), row.document.get_absolute_url()) == 404


def test_public_document_is_given_to_all_while_its_meeting_and_item_are(item, secretary):
    for audience in ("public", "members", "at_meeting"):
        secretary.post(new_address(item), typed(for_whom=audience, text_summary="Läget."))
    public, *others = item.item_documents.order_by("pk")
    for row in (item.meeting.network, item.meeting):
        publish(record=row)
    response = Client().get(public_address(public))
    assert response.getvalue() == CONTENT.encode()
    assert not response.cookies
    assert response.headers["Content-Disposition"].startswith("attachment")
    for row in others:
        assert status_of(Client(), public_address(row)) == 404
    page = Client().get(item.meeting.get_absolute_url()).text
    assert public_address(public) in page
    assert not any(public_address(row) in page for row in others)
    # By its meeting's address alone: the document is not published by itself.
    assert status_of(Client(), public.document.get_absolute_url()) == 404
    AgendaItem.objects.update(audience=Audience.MEMBERS)
    assert status_of(Client(), public_address(public)) == 404
    AgendaItem.objects.update(audience=Audience.PUBLIC)
    Document.objects.update(audience=DocumentAudience.MEMBERS)
    assert status_of(Client(), public_address(public)) == 404
    Document.objects.update(audience=DocumentAudience.PUBLIC)
    assert status_of(Client(), public_address(public)) == 200
    withdraw(record=item.meeting.network)
    assert status_of(Client(), public_address(public)) == 404


@pytest.mark.parametrize("for_whom", ["members", "public"])
def test_document_of_an_item_for_the_meeting_alone_opens_at_no_address(
    item, secretary, cast, for_whom
):
    AgendaItem.objects.update(audience=Audience.AT_MEETING)
    secretary.post(new_address(item), typed(for_whom=for_whom, text_summary="Läget."))
    row = ItemDocument.objects.latest("pk")
    ragnar = Client()
    ragnar.force_login(person("Ragnar", of=cast.maintainer))
    for address in (own_address(row), f"/arbete/dokument/{row.document.public_id}/"):
        assert status_of(ragnar, address) == 404
        assert status_of(cast.client("maintainer"), address) == 200


def test_document_follows_its_item_and_never_past_its_row(item, secretary, cast):
    """From the agenda and from the admin; what not all can read is not opened."""
    for for_whom in ("members", "public"):
        secretary.post(new_address(item), typed(for_whom=for_whom, text_summary="Läget."))
    address = f"{item.meeting.get_work_url()}dagordning/{item.public_id}/"
    in_admin = f"/admin/coordination/agendaitem/{item.pk}/change/"
    doors = [(secretary, address), (cast.client("maintainer"), in_admin)]
    for client, door in doors:
        for audience, expected in (
            ("at_meeting", ["coordinators", "coordinators"]),
            ("members", ["members", "members"]),
            ("public", ["members", "public"]),
        ):
            given = in_form(client, door) | {"audience": audience}
            assert client.post(door, given).status_code == 302
            rows = item.item_documents.order_by("pk")
            assert list(rows.values_list("document__audience", flat=True)) == expected, door
    secretary.post(address, in_form(secretary, address) | {"audience": "members"})
    item.documents.update(text_summary="")
    secretary.post(address, in_form(secretary, address) | {"audience": "public"})
    assert set(item.documents.values_list("audience", flat=True)) == {DocumentAudience.MEMBERS}


def in_form(client: Client, address: str) -> dict:
    """What the form on a page would send as it stands."""
    shown = client.get(address).context
    form = shown["adminform"].form if "adminform" in shown else shown["form"]
    values = {field.html_name: field.value() for field in form}
    return {name: "" if value is None else value for name, value in values.items()}


def test_document_at_two_items_is_for_those_of_the_widest(item, secretary):
    secretary.post(new_address(item), typed())
    document = item.documents.get()
    closed = make.agenda_item(item.meeting, audience=Audience.AT_MEETING)
    row = make.item_document(closed, document=document, audience=Audience.MEMBERS)
    follow_item(closed)
    document.refresh_from_db()
    assert document.audience == DocumentAudience.MEMBERS
    path = f"{item.meeting.get_work_url()}dagordning/{item.public_id}/handlingar/"
    secretary.post(f"{path}{document.public_id}/ta-bort/")
    document.refresh_from_db()
    assert row.document == document
    assert document.audience == DocumentAudience.COORDINATORS


def test_document_for_all_is_readable_for_all(item, secretary):
    answer = secretary.post(new_address(item), typed(for_whom="public"))
    assert answer.status_code == 422
    assert "sammanfattning i text" in answer.text
    assert "Underlaget" in answer.text
    assert not Document.objects.filter(title="Underlaget").exists()


@pytest.mark.parametrize(
    ("given", "told"),
    [
        ({"file": ""}, "Ange en fil eller en adress"),
        ({"file": "", "url": "http://myndigheten.example/"}, "Adressen ska börja med https://."),
        ({"file": SimpleUploadedFile("a.exe", b"MZ")}, "av ett slag som inte tas emot"),
        ({"title": "Om 19900101-0017"}, "personnummer"),
    ],
)
def test_what_cannot_be_kept_is_told(item, secretary, given, told):
    answer = secretary.post(new_address(item), typed(**given))
    assert answer.status_code == 422
    assert told in answer.text
    assert not item.item_documents.exists()


def test_address_elsewhere_is_linked_to_and_not_fetched(item, secretary, cast):
    url = "https://myndigheten.example/underlag"
    secretary.post(new_address(item), typed(file="", url=url))
    row = ItemDocument.objects.latest("pk")
    page = cast.client("reader").get(item.meeting.get_work_url()).text
    assert f'href="{url}"' in page
    assert status_of(cast.client("reader"), own_address(row)) == 404


def test_document_is_changed_and_marked_for_others(item, secretary, cast):
    secretary.post(new_address(item), typed())
    row = ItemDocument.objects.latest("pk")
    path = f"{row.meeting.get_work_url()}dagordning/{item.public_id}/handlingar/"
    address = f"{path}{row.document.public_id}/"
    shown = secretary.get(address).context["form"]["as_shown"].value()
    changed = {"title": "Bilden", "for_whom": "at_meeting", "as_shown": shown, "file": ""}
    assert cast.client("reader").post(address, typed(**changed)).status_code == 403
    assert secretary.post(address, typed(**changed)).status_code == 302
    row.refresh_from_db()
    kept = (row.audience, row.document.audience, row.document.title, bool(row.document.file))
    assert kept == (Audience.AT_MEETING, DocumentAudience.COORDINATORS, "Bilden", True)
    # Another who had the form open meanwhile sees both.
    late = cast.client("maintainer").post(address, typed(**changed | {"title": "Tabellen"}))
    assert late.status_code == 409


def test_removed_document_leaves_the_disk_unless_it_hangs_elsewhere(
    item, secretary, cast, django_capture_on_commit_callbacks
):
    for _each in range(2):
        secretary.post(new_address(item), typed())
    first, second = item.item_documents.order_by("pk")
    make.item_document(make.agenda_item(item.meeting), document=second.document)
    path = f"{item.meeting.get_work_url()}dagordning/{item.public_id}/handlingar/"
    for row, stays in ((first, False), (second, True)):
        address = f"{path}{row.document.public_id}/ta-bort/"
        assert cast.client("reader").post(address).status_code == 403
        with django_capture_on_commit_callbacks(execute=True):
            secretary.post(address)
        assert Document.objects.filter(pk=row.document_id).exists() == stays
        assert private_storage().exists(row.document.file.name) == stays
    assert not item.item_documents.exists()


def test_item_goes_with_its_documents(item, secretary):
    secretary.post(new_address(item), typed())
    document = ItemDocument.objects.latest("pk").document
    secretary.post(f"{item.meeting.get_work_url()}dagordning/{item.public_id}/ta-bort/")
    assert not AgendaItem.objects.filter(pk=item.pk).exists()
    assert not Document.objects.filter(pk=document.pk).exists()


def test_history_tells_who_attached_and_which_superuser_read(item, secretary, cast):
    secretary.post(new_address(item), typed())
    row = ItemDocument.objects.latest("pk")
    made = LogEntry.objects.get_for_object(row.document).get()
    assert made.actor.name == "Sekar"
    assert made.additional_data["for_actor"] == cast.maintainer.pk
    for kind in ("reader", "superuser"):
        status_of(cast.client(kind), own_address(row))
    read = LogEntry.objects.get_for_object(row.document).filter(
        additional_data__verb=Verb.READ_DRAFT
    )
    assert [entry.actor for entry in read] == [cast.people["superuser"]]


def test_meeting_without_a_network_keeps_its_documents_at_the_convener(cast):
    meeting = make.meeting(cast.maintainer, published_at=None)
    item = make.agenda_item(meeting)
    malin = cast.client("maintainer")
    assert malin.post(new_address(item), typed()).status_code == 302
    row = ItemDocument.objects.latest("pk")
    assert row.document.actor == cast.maintainer
    assert status_of(cast.client("reader"), own_address(row)) == 404
    assert not Network.objects.filter(meetings=meeting).exists()
    assert Meeting.objects.get(pk=meeting.pk).maintained_by == cast.maintainer
