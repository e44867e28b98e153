from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from actors.access import Access
from actors.models import Actor, RuledQuerySet
from coordination.models.agenda_item import AgendaItem
from coordination.models.meeting import Meeting
from coordination.rules.meetings import editable_meeting_q, own_meeting_q
from records.constraints import not_empty
from records.models import Guarded, PubliclyIdentified


class NotesCommentQuerySet(RuledQuerySet):
    def visible_q(self, access: Access) -> Q:
        return own_meeting_q(access, "meeting__")

    def editable_q(self, access: Access) -> Q:
        return editable_meeting_q(access, "meeting__")


class NotesComment(PubliclyIdentified, Guarded):
    """What one of a network's own says of the notes while they are out for comments: beside an
    item, or of them all. Signed by office and organisation."""

    meeting = models.ForeignKey(
        Meeting, on_delete=models.PROTECT, related_name="comments", verbose_name=_("möte")
    )
    item = models.ForeignKey(
        AgendaItem,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="comments",
        verbose_name=_("punkt"),
    )
    text = models.TextField(_("kommentar"))
    actor = models.ForeignKey(
        Actor,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="notes_comments",
        verbose_name=_("organisation"),
    )
    office = models.CharField(_("befattning"), max_length=200, blank=True)
    created_at = models.DateTimeField(_("skriven"), auto_now_add=True)
    handled_at = models.DateTimeField(_("omhändertagen"), null=True, editable=False)

    objects = NotesCommentQuerySet.as_manager()

    class Meta:
        verbose_name = _("kommentar till anteckningar")
        verbose_name_plural = _("kommentarer till anteckningar")
        ordering = ["meeting", "item", "created_at", "pk"]
        constraints = [not_empty("text", name="coordination_notescomment_said")]

    def __str__(self) -> str:
        return self.text

    @property
    def is_example(self) -> bool:
        return self.meeting.is_example
