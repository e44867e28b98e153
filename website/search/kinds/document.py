from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from actors.models import Document
from strategies.models import Strategy
from website.search.kinds.base import Kind, Told


class Documents(Kind):
    """A hit leads to the file itself."""

    key = "document"
    word, plural = _("dokument"), _("Dokument")
    model = Document
    above = ("actor",)
    links = ("actor__counties",)

    def public(self) -> QuerySet:
        """Those that some page lists: of meetings, the page of the meeting is found."""
        listed = Strategy.documents.through.objects.filter(
            strategy__in=Strategy.objects.public().order_by().values("pk")
        )
        return Document.objects.public().filter(pk__in=listed.values("document"))

    def told(self, row: Document) -> Told:
        return Told(
            title=row.title,
            address=row.get_absolute_url(),
            text=row.text_summary,
            within=row.actor.name_with_kind,
            more=[row.registry_number],
            counties=row.actor.counties.all(),
            is_example=row.is_example,
        )
