from records.models.any_of import any_of
from records.models.guarded import Guarded
from records.models.identity import PubliclyIdentified
from records.models.outgoing_mail import OutgoingMail
from records.models.publishing import Dated, Publishable
from records.models.sources import Source, Sourced
from records.models.versioning import Versioned

__all__ = [
    "Dated",
    "Guarded",
    "OutgoingMail",
    "PubliclyIdentified",
    "Publishable",
    "Source",
    "Sourced",
    "Versioned",
    "any_of",
]
