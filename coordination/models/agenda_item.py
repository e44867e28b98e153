from typing import Self

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from actors.access import Access
from actors.models import Document, RuledQuerySet
from coordination.choices import Audience, ItemKind
from coordination.models.final_notes import keep_as_final
from coordination.models.meeting import Meeting
from coordination.rules.documents import public_item_document_q, readable_item_document_q
from coordination.rules.meetings import (
    editable_meeting_q,
    public_at_meeting_q,
    readable_at_meeting_q,
)
from records.constraints import not_empty, one_of
from records.models import PubliclyIdentified, Versioned


class AgendaItemQuerySet(RuledQuerySet):
    def public(self) -> Self:
        return self.filter(public_at_meeting_q())

    def visible_q(self, access: Access) -> Q:
        return readable_at_meeting_q(access)

    def editable_q(self, access: Access) -> Q:
        return editable_meeting_q(access, "meeting__")


class AgendaItem(PubliclyIdentified, Versioned):
    """What is taken up at a meeting, in its order."""

    meeting = models.ForeignKey(
        Meeting, on_delete=models.PROTECT, related_name="items", verbose_name=_("möte")
    )
    title = models.CharField(_("punkt"), max_length=300)
    text = models.TextField(_("mer om punkten"), blank=True)
    kind = models.CharField(
        _("slag"), max_length=20, choices=ItemKind, default=ItemKind.INFORMATION
    )
    presenter = models.CharField(
        _("föredragande"),
        max_length=200,
        blank=True,
        help_text=_("Befattning och organisation, inte person."),
    )
    minutes = models.PositiveSmallIntegerField(_("minuter"), null=True, blank=True)
    documents = models.ManyToManyField(
        Document,
        blank=True,
        through="ItemDocument",
        related_name="agenda_items",
        verbose_name=_("handlingar"),
    )
    # What is written down about it; for others than who runs the meeting once it is sent to them.
    notes = models.TextField(_("anteckning"), blank=True)
    audience = models.CharField(
        _("för vem"), max_length=20, choices=Audience, default=Audience.MEMBERS
    )
    position = models.PositiveSmallIntegerField(_("ordning"), default=0)

    # Those that the reader of the page may read, filled by `agenda_of`.
    shown_documents: "list[ItemDocument]"

    objects = AgendaItemQuerySet.as_manager()

    class Meta:
        verbose_name = _("punkt på dagordningen")
        verbose_name_plural = _("punkter på dagordningar")
        ordering = ["meeting", "position", "pk"]
        constraints = [
            not_empty("title", name="coordination_agendaitem_named"),
            one_of("audience", Audience, name="coordination_agendaitem_audience_known"),
            one_of("kind", ItemKind, name="coordination_agendaitem_kind_known"),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def is_example(self) -> bool:
        return self.meeting.is_example

    def clean(self) -> None:
        super().clean()
        if self.meeting_id is not None:
            keep_as_final(self, "title", "notes")


class ItemDocumentQuerySet(RuledQuerySet):
    def public(self) -> Self:
        return self.filter(public_item_document_q())

    def visible_q(self, access: Access) -> Q:
        return readable_item_document_q(access)

    def editable_q(self, access: Access) -> Q:
        return editable_meeting_q(access, "meeting__")


class ItemDocument(Versioned):
    """A document for an item, and for whom it is there: at the meeting, for its own, for all."""

    meeting = models.ForeignKey(
        Meeting, on_delete=models.PROTECT, related_name="item_documents", verbose_name=_("möte")
    )
    item = models.ForeignKey(
        AgendaItem,
        on_delete=models.PROTECT,
        related_name="item_documents",
        verbose_name=_("punkt"),
    )
    document = models.ForeignKey(
        Document,
        on_delete=models.PROTECT,
        related_name="item_documents",
        verbose_name=_("dokument"),
    )
    audience = models.CharField(
        _("för vem"), max_length=20, choices=Audience, default=Audience.MEMBERS
    )

    objects = ItemDocumentQuerySet.as_manager()

    class Meta:
        verbose_name = _("handling")
        verbose_name_plural = _("handlingar")
        ordering = ["item", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["item", "document"],
                name="coordination_itemdocument_once",
                violation_error_message=_("Handlingen finns redan vid punkten."),
            ),
            one_of("audience", Audience, name="coordination_itemdocument_audience_known"),
        ]

    def __str__(self) -> str:
        return self.document.title

    def get_absolute_url(self) -> str:
        """Where everybody gets it, when it is public: from its meeting, or where it is kept."""
        return self.document.url or reverse("meeting_document", args=self.key)

    def get_work_url(self) -> str:
        """The same for the meeting's own."""
        return self.document.url or reverse("work_meeting_document", args=self.key)

    @property
    def key(self) -> tuple[str, str]:
        return self.meeting.public_id, self.document.public_id

    @property
    def is_example(self) -> bool:
        return self.meeting.is_example
