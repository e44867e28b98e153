"""Writing and removing documents, and what follows on disk when that is done for good."""

import logging
from functools import partial

from django.core.exceptions import PermissionDenied
from django.db import transaction

from actors.access import Access
from actors.models import Document
from actors.models.document import private_storage
from actors.rules import can_edit_document
from actors.services.documents.content import CheckedFile
from records.services import lock, save_content

OF_THE_FILE = ("file", "media_type", "size_bytes", "sha256", "original_name")
logger = logging.getLogger(__name__)


def place_file(*, document: Document, file: CheckedFile) -> None:
    """Give the document its file, which is written when it is saved, and what was found of it."""
    document.file = file
    document.media_type = file.media_type
    document.size_bytes = file.size
    document.sha256 = file.sha256
    document.original_name = file.original_name


def leave_file(*, document: Document) -> None:
    """Let the document lie at its address alone."""
    document.file = ""
    document.media_type = ""
    document.size_bytes = None
    document.sha256 = ""
    document.original_name = ""


def keep_file(document: Document, stored: Document) -> None:
    """The file as it stands now: somebody may have replaced it while this one was open."""
    for name in OF_THE_FILE:
        setattr(document, name, getattr(stored, name))


@transaction.atomic
def save_document(*, document: Document, by: Access, file: CheckedFile | None = None) -> None:
    """Save a new or changed document, as `write_document` does. Raises PermissionDenied where the
    document, as it was or as it becomes, is not `by`'s to edit."""
    before = lock(document) if document.pk else document
    if not can_edit_document(by, before) or not can_edit_document(by, document):
        raise PermissionDenied
    write_document(document=document, file=file)


@transaction.atomic
def write_document(*, document: Document, file: CheckedFile | None = None) -> None:
    """Save a new or changed document, with its new file where there is one. For a service that has
    asked a rule of its own: what hangs on a meeting is kept by who runs the meeting.

    An address that it did not have takes the place of the file that it had. The file that is
    replaced leaves the disk once the transaction has come through. Where that is
    undone instead, the new file stays behind under a name that no row and no address knows.
    Raises ValidationError where something is missing or malformed.
    """
    before = lock(document) if document.pk else document
    replaced = before.file.name if document.pk else ""
    if file is not None:
        place_file(document=document, file=file)
    elif document.url and not before.url:
        leave_file(document=document)
    elif document.pk:
        keep_file(document, before)
    document.full_clean()
    save_content(record=document)
    if replaced and replaced != document.file.name:
        forget_file(replaced)


@transaction.atomic
def delete_document(*, document: Document, by: Access) -> None:
    """Remove a document and, once that has come through, its file. Raises PermissionDenied."""
    if not can_edit_document(by, lock(document)):
        raise PermissionDenied
    erase_document(document=document)


@transaction.atomic
def erase_document(*, document: Document) -> None:
    """The same, for a service that has asked a rule of its own."""
    locked = lock(document)
    locked.delete()
    if name := locked.file.name:
        forget_file(name)


def forget_file(name: str) -> None:
    """Remove a file that no row names any longer, when the transaction has come through. A disk
    that refuses is told in the log and undoes nothing."""
    transaction.on_commit(partial(remove_from_disk, name))


def remove_from_disk(name: str) -> None:
    try:
        private_storage().delete(name)
    except OSError:
        logger.exception("a document's file could not be removed")
