from django.db import models
from django.utils.translation import gettext_lazy as _

from records.models import Guarded
from strategies.choices import Grade

# What a person writes in a progress report, in the order of the form.
CONTENT = ("grade", "done", "results", "obstacles", "next_step", "evidence", "reason")


class ReportContent(Guarded):
    """What a progress report says: how far it has come, and the words to it. A draft stands on the
    report itself; what was submitted stands in its versions."""

    grade = models.CharField(_("genomförandegrad"), max_length=20, choices=Grade, blank=True)
    done = models.TextField(_("vad som har gjorts"), blank=True)
    results = models.TextField(_("resultat"), blank=True)
    obstacles = models.TextField(_("hinder"), blank=True)
    next_step = models.TextField(_("nästa steg"), blank=True)
    evidence = models.TextField(
        _("underlag"), blank=True, help_text=_("Var det går att läsa mer, till exempel en rapport.")
    )
    reason = models.TextField(_("motivering"), blank=True)
    repeats = models.BooleanField(
        _("oförändrat sedan sist"),
        default=False,
        help_text=_("Förra uppföljningen gäller fortfarande, ord för ord."),
    )
    stands_by = models.BooleanField(
        _("vi står fast vid uppgifterna"),
        default=False,
        help_text=_("Komplettering begärdes, och uppgifterna lämnas som de är."),
    )

    class Meta:
        abstract = True

    def content(self) -> dict[str, str]:
        """The grade and the words, by field."""
        return {name: getattr(self, name) for name in CONTENT}
