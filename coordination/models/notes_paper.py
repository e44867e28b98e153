from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from coordination.models.meeting import Meeting
from records.constraints import not_empty
from records.models import Guarded
from strategies.models.written_once import WrittenOnce, WrittenOnceQuerySet


class NotesPaper(WrittenOnce, Guarded):
    """The notes or minutes of a meeting as they were final: a PDF that is made once, and the same
    bytes for ever. What is corrected is another, with the next number; the earlier one stays."""

    meeting = models.ForeignKey(
        Meeting, on_delete=models.PROTECT, related_name="papers", verbose_name=_("möte")
    )
    number = models.PositiveSmallIntegerField(_("version"), editable=False)
    is_formal = models.BooleanField(_("protokoll"), editable=False)
    made_at = models.DateTimeField(_("gjort"), editable=False)
    checksum = models.CharField(_("kontrollsumma (SHA-256)"), max_length=64, editable=False)
    content = models.BinaryField(_("innehåll"))

    objects = WrittenOnceQuerySet.as_manager()

    class Meta:
        verbose_name = _("färdiga anteckningar")
        verbose_name_plural = _("färdiga anteckningar")
        ordering = ["meeting", "-number"]
        constraints = [
            models.UniqueConstraint(
                fields=["meeting", "number"],
                name="coordination_notespaper_number_once",
                violation_error_message=_("Versionen finns redan."),
            ),
            not_empty("checksum", name="coordination_notespaper_summed"),
            models.CheckConstraint(
                condition=~Q(content=b""),
                name="coordination_notespaper_filled",
                violation_error_message=_("Ett papper är inte tomt."),
            ),
        ]

    def __str__(self) -> str:
        return self.file_name

    @property
    def is_example(self) -> bool:
        return self.meeting.is_example

    @property
    def file_name(self) -> str:
        """What it is called where it lands: it names no network, and can be found again."""
        kind = "Protokoll" if self.is_formal else "Minnesanteckningar"
        return f"{kind} {self.meeting.public_id} version {self.number}.pdf"
