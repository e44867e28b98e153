"""Taking in, replacing and removing documents. A file is what its content says, or is refused.

What is not looked for, and would need a program of its own: viruses; scripts hidden in compressed
or oddly encoded parts of a PDF; the properties of a PDF (its author); comments, tracked changes,
hidden sheets and links to other places in office files; formulas in CSV. Files are therefore served
only as attachments that cannot run in our origin (`actors/views.py`).
"""

from actors.services.documents.checking import check_file
from actors.services.documents.content import CheckedFile
from actors.services.documents.saving import (
    delete_document,
    erase_document,
    forget_file,
    keep_file,
    leave_file,
    place_file,
    save_document,
    write_document,
)

__all__ = [
    "CheckedFile",
    "check_file",
    "delete_document",
    "erase_document",
    "forget_file",
    "keep_file",
    "leave_file",
    "place_file",
    "save_document",
    "write_document",
]
