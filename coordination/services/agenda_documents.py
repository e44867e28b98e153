"""Documents of an agenda. They belong to the organisation that answers for the meeting, and are
kept by who runs it: by a seat, that is nobody who may write that organisation's other documents."""

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import QuerySet

from actors.access import access_of
from actors.choices import DocumentAudience
from actors.models import Actor, Document, User
from actors.services.documents import CheckedFile, erase_document, write_document
from coordination.choices import Audience
from coordination.models import AgendaItem, ItemDocument, Meeting
from coordination.rules.documents import audience_at_items
from coordination.rules.meetings import can_edit_meeting
from records.history import told_as
from records.services import date_content, hold, lock


def hold_documents(meeting: Meeting, *, by: User) -> Meeting:
    """The meeting, held while its documents change; what was shown at it comes in afterwards too.
    Raises PermissionDenied."""
    held = lock(meeting)
    if not can_edit_meeting(access_of(by), held):
        raise PermissionDenied
    return held


@transaction.atomic
def keep_item_document(
    *, attached: ItemDocument, by: User, file: CheckedFile | None = None
) -> None:
    """Save a new or changed document of an item. It says for whom it is as its row and its item do,
    so that its own address tells no more than the meeting does, and is never published by itself.

    Raises PermissionDenied, and ValidationError for what is malformed.
    """
    meeting = hold_documents(attached.item.meeting, by=by)
    before = [lock(attached).audience] if attached.pk else []
    document = attached.document
    attached.item = lock(attached.item)
    document.audience = audience_at_items([attached, *others(attached)])
    with told_as(by=by, for_actor=document.actor_id):
        write_document(document=document, file=file)
        # Its key is known now.
        attached.document = document
        attached.meeting = meeting
        attached.full_clean()
        attached.save()
    if Audience.PUBLIC in (*before, attached.audience):
        date_content(record=meeting)


def others(attached: ItemDocument) -> list[ItemDocument]:
    """Where else the same document hangs."""
    if attached.document.pk is None:
        return []
    rows = attached.document.item_documents.select_related("item")
    return list(rows.exclude(pk=attached.pk))


@transaction.atomic
def follow_item(item: AgendaItem) -> None:
    """Let the documents of an item that has changed be for no more than the item is. What not all
    can read is opened to none by this: who marks the document for all is asked for a summary. The
    caller has asked the rule and tells who does it."""
    rows = item.item_documents.values("document")
    for document in hold(Document.objects.filter(pk__in=rows)):
        follow_items(document)


def follow_items(document: Document) -> None:
    """For a caller that holds it."""
    audience = audience_at_items(document.item_documents.select_related("item"))
    if audience == DocumentAudience.PUBLIC and not is_readable_for_all(document):
        audience = DocumentAudience.MEMBERS
    if document.audience != audience:
        document.audience = audience
        document.save()


def is_readable_for_all(document: Document) -> bool:
    return document.is_accessible or document.text_summary != ""


@transaction.atomic
def remove_item_document(*, attached: ItemDocument, by: User) -> None:
    """Take a document off an item, and off the disk where nothing else names it. Raises
    PermissionDenied."""
    meeting = hold_documents(attached.meeting, by=by)
    with told_as(by=by, for_actor=meeting.maintained_by.pk):
        erase(lock(attached))
    if attached.audience == Audience.PUBLIC:
        date_content(record=meeting)


def move_documents(meetings: QuerySet[Meeting], *, to: Actor) -> None:
    """Let the documents go with the meetings to who answers for them from now on. The caller has
    asked the rule, and holds whose they were."""
    rows = ItemDocument.objects.filter(meeting__in=meetings.order_by()).values("document")
    for document in hold(Document.objects.filter(pk__in=rows).exclude(actor=to)):
        document.actor = to
        document.save()


def erase_documents_of(item: AgendaItem) -> None:
    """All of an item that goes. Its agenda is held, and who does it is told of by the caller."""
    for attached in item.item_documents.select_related("document"):
        erase(attached)


def erase(attached: ItemDocument) -> None:
    document: Document = attached.document
    attached.delete()
    if document.item_documents.exists():
        follow_items(lock(document))
    elif not document.strategies.exists():
        erase_document(document=document)
