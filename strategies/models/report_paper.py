from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from records.constraints import not_empty
from records.models import Guarded
from strategies.models.progress_report import ReportVersion
from strategies.models.written_once import WrittenOnce, WrittenOnceQuerySet

MEDIA_TYPE = "application/pdf"


class ReportPaper(WrittenOnce, Guarded):
    """What was submitted as a paper for both registrars: a PDF that is made once, and the same
    bytes for ever. Some tens of kB, kept in the database, so that a backup holds either both the
    words and their paper or neither."""

    version = models.OneToOneField(
        ReportVersion, on_delete=models.PROTECT, related_name="paper", verbose_name=_("version")
    )
    made_at = models.DateTimeField(_("gjort"), editable=False)
    checksum = models.CharField(_("kontrollsumma (SHA-256)"), max_length=64, editable=False)
    content = models.BinaryField(_("innehåll"))

    objects = WrittenOnceQuerySet.as_manager()

    class Meta:
        verbose_name = _("papper till diariet")
        verbose_name_plural = _("papper till diariet")
        ordering = ["-made_at", "-pk"]
        constraints = [
            not_empty("checksum", name="strategies_reportpaper_summed"),
            models.CheckConstraint(
                condition=~Q(content=b""),
                name="strategies_reportpaper_filled",
                violation_error_message=_("Ett papper är inte tomt."),
            ),
        ]

    def __str__(self) -> str:
        return self.file_name

    @property
    def is_example(self) -> bool:
        return self.version.is_example

    @property
    def file_name(self) -> str:
        """What it is called where it lands: it names no strategy, and can be found again."""
        return f"Uppföljning {self.version.report.public_id} version {self.version.number}.pdf"
