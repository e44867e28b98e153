from records.admin.base import (
    ChosenRows,
    KeptAdmin,
    PublishableAdmin,
    RecordAdmin,
    RecordInline,
    ShownOnly,
)
from records.admin.outgoing_mail import OutgoingMailAdmin

__all__ = [
    "ChosenRows",
    "KeptAdmin",
    "OutgoingMailAdmin",
    "PublishableAdmin",
    "RecordAdmin",
    "RecordInline",
    "ShownOnly",
]
