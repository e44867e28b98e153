"""The law's pages as an organisation leaves them that has told everything."""

from datetime import date

from actors.models import Actor
from tests import builders as make
from website.models import AccessibilityStatement, SiteOwner

OWNER = {
    "telephone": "010-000 00 00",
    "postal_address": "Myndigheten, Box 1, 123 45 Orten",
    "data_protection_mailbox": "dataskydd@samordna.example",
}
STATEMENT = {
    "conformance": "partial",
    "assessed_on": date(2026, 10, 1),
    "method": "own",
    "burdensome": "Vi undantar inget.",
    "not_covered": "Inget undantas.",
}


def tell_all(settings) -> None:
    """Fill in what only the organisation that runs the site can say."""
    board = make.board()
    Actor.objects.filter(pk=board.pk).update(function_mailbox="lanet@samordna.example")
    SiteOwner.objects.update(actor=board, **OWNER)
    AccessibilityStatement.objects.update(**STATEMENT)
    settings.ACCESSIBILITY_MAILBOX = "tillganglighet@samordna.example"
    settings.SECURITY_CONTACT = "mailto:sakerhet@samordna.example"
