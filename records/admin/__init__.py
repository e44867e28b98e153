from records.admin.base import (
    ChosenRows,
    EditedByMany,
    KeptAdmin,
    PublishableAdmin,
    RecordAdmin,
    RecordInline,
    ShownOnly,
)
from records.admin.outgoing_mail import OutgoingMailAdmin

__all__ = [
    "ChosenRows",
    "EditedByMany",
    "KeptAdmin",
    "OutgoingMailAdmin",
    "PublishableAdmin",
    "RecordAdmin",
    "RecordInline",
    "ShownOnly",
]
