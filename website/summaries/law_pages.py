"""What the law's pages still lack: every part that must be told, and where it is filled in."""

from dataclasses import dataclass
from enum import Enum

from django.conf import settings
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from website.models import AccessibilityStatement, SiteOwner


class Place(Enum):
    """Where a part is filled in."""

    OWNER = "owner"
    STATEMENT = "statement"
    SETTING = "setting"


@dataclass(frozen=True)
class Part:
    """One thing that must be told, by the name of its field or its setting."""

    place: Place
    name: str
    label: str | Promise


# Each with its source in docs/accessibility-statement.md, which a test compares with this.
STATEMENT_PARTS = (
    Part(Place.OWNER, "actor", _("vem som driver webbplatsen")),
    Part(Place.OWNER, "mailbox", _("brevlåda dit allmänheten kan skriva")),
    Part(Place.OWNER, "telephone", _("telefon")),
    Part(Place.OWNER, "postal_address", _("postadress")),
    Part(Place.STATEMENT, "conformance", _("hur väl webbplatsen följer lagen")),
    Part(Place.STATEMENT, "assessed_on", _("vilken dag det bedömdes")),
    Part(Place.STATEMENT, "method", _("vilken metod som användes")),
    Part(Place.STATEMENT, "not_accessible", _("brister mot lagens krav")),
    Part(Place.STATEMENT, "burdensome", _("oskäligt betungande anpassning")),
    Part(Place.STATEMENT, "not_covered", _("innehåll som inte omfattas av lagen")),
    Part(Place.STATEMENT, "alternatives", _("andra sätt att få samma innehåll")),
    Part(Place.STATEMENT, "measures", _("vad som görs åt bristerna")),
    Part(Place.STATEMENT, "tested", _("hur webbplatsen är prövad")),
    Part(Place.STATEMENT, "content_updated_at", _("när redogörelsen senast uppdaterades")),
    Part(Place.SETTING, "ACCESSIBILITY_MAILBOX", _("brevlåda för meddelanden om brister")),
)
# What the other pages must tell: whom to ask about personal data, and whom to tell of a leak.
OTHER_PARTS = (
    Part(Place.OWNER, "data_protection_mailbox", _("dataskyddsombudets brevlåda")),
    Part(Place.SETTING, "SECURITY_CONTACT", _("vart den skriver som hittar ett säkerhetsfel")),
)
PARTS = (*STATEMENT_PARTS, *OTHER_PARTS)


def missing_parts() -> list[Part]:
    """The parts that are empty, in two queries."""
    places = {
        Place.OWNER: SiteOwner.the(),
        Place.STATEMENT: AccessibilityStatement.the(),
        Place.SETTING: settings,
    }
    return [part for part in PARTS if not told(places[part.place], part.name)]


def told(place: object, name: str) -> bool:
    """Whether something stands there: white space alone tells nothing."""
    value = getattr(place, name)
    return bool(value.strip() if isinstance(value, str) else value)
