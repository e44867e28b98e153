from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from records.constraints import not_empty
from records.models import PubliclyIdentified
from strategies.models.round_report import RoundReport
from strategies.models.round_request import RoundRequest


class FactRemark(PubliclyIdentified):
    """What an organisation says of the draft of a report when it checks the facts, in which office,
    and what who makes the report answers. No person is named."""

    report = models.ForeignKey(
        RoundReport, on_delete=models.PROTECT, related_name="remarks", verbose_name=_("rapport")
    )
    request = models.ForeignKey(
        RoundRequest, on_delete=models.PROTECT, related_name="remarks", verbose_name=_("förfrågan")
    )
    text = models.TextField(
        _("anmärkning"), help_text=_("Skriv vad som inte stämmer, och vad som ska stå.")
    )
    office = models.CharField(_("befattning"), max_length=150, blank=True, editable=False)
    organisation = models.CharField(
        _("organisation"), max_length=250, help_text=_("Som den hette då."), editable=False
    )
    said_at = models.DateTimeField(_("lämnad"), editable=False)
    answer = models.TextField(_("svar på anmärkningen"), blank=True)
    answer_signed = models.CharField(
        _("svaret lämnat av"), max_length=300, blank=True, editable=False
    )
    answered_at = models.DateTimeField(_("besvarad"), null=True, blank=True, editable=False)

    class Meta:
        verbose_name = _("anmärkning vid faktagranskning")
        verbose_name_plural = _("anmärkningar vid faktagranskning")
        ordering = ["report", "said_at", "pk"]
        constraints = [
            not_empty("text", name="strategies_factremark_said"),
            models.CheckConstraint(
                condition=Q(answer="", answered_at__isnull=True)
                | (~Q(answer="") & Q(answered_at__isnull=False)),
                name="strategies_factremark_answered_at",
                violation_error_message=_("Ett svar har sin tid, och tvärtom."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.organisation}, {self.report}"

    @property
    def is_example(self) -> bool:
        return self.report.is_example
