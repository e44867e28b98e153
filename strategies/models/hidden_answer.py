from django.db import models
from django.utils.translation import gettext_lazy as _

from records.constraints import not_empty
from records.models import Guarded
from records.public_ids import LENGTH
from strategies.models.round_request import RoundRequest


class HiddenAnswer(Guarded):
    """That a text which an organisation answered in a follow-up round is shown in no report. What
    was submitted stays as it was."""

    request = models.ForeignKey(
        RoundRequest,
        on_delete=models.PROTECT,
        related_name="hidden_answers",
        verbose_name=_("förfrågan"),
    )
    # Its public id; empty for why the organisation abstains or is not concerned.
    question = models.CharField(_("fråga"), max_length=LENGTH, blank=True, editable=False)
    reason = models.TextField(_("varför texten döljs"))
    signed = models.CharField(_("dold av"), max_length=300, blank=True, editable=False)
    hidden_at = models.DateTimeField(_("dold"), editable=False)

    class Meta:
        verbose_name = _("dold text i ett svar")
        verbose_name_plural = _("dolda texter i svar")
        ordering = ["request", "hidden_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["request", "question"],
                name="strategies_hiddenanswer_once",
                violation_error_message=_("Texten är redan dold."),
            ),
            not_empty("reason", name="strategies_hiddenanswer_says_why"),
        ]

    def __str__(self) -> str:
        return f"{self.request}, {self.question}"

    @property
    def is_example(self) -> bool:
        return self.request.is_example
