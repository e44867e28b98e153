from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from records.constraints import not_empty, one_of
from records.models import Guarded, PubliclyIdentified
from strategies.answers import ToldAnswer, told
from strategies.choices import AnswerKind, DecisionKind
from strategies.models.round_request import RoundRequest
from strategies.models.written_once import WrittenOnce, WrittenOnceQuerySet


class RequestVersion(WrittenOnce, PubliclyIdentified):
    """What an organisation submitted in a follow-up round, word for word, by which office, and
    when. It is an official document: the database refuses to change it. No person is named."""

    request = models.ForeignKey(
        RoundRequest, on_delete=models.PROTECT, related_name="versions", verbose_name=_("förfrågan")
    )
    number = models.PositiveSmallIntegerField(_("version"))
    answer = models.CharField(_("svar"), max_length=20, choices=AnswerKind)
    explanation = models.TextField(_("motivering"), blank=True)
    # The questions as they were asked, each with what was answered: see `strategies.answers`.
    answers = models.JSONField(_("svar på frågorna"), default=list, blank=True)
    # The public ids of the versions of progress reports that belong to the answer.
    reports = models.JSONField(_("uppföljningar av åtaganden"), default=list, blank=True)
    submitted_at = models.DateTimeField(_("inlämnad"))
    is_late = models.BooleanField(_("efter svarsdagen"), default=False)
    by_telephone = models.BooleanField(
        _("lämnat per telefon"),
        default=False,
        help_text=_("Skrivet av den som samordnar strategin; organisationen har fått en kopia."),
    )
    office = models.CharField(_("befattning"), max_length=150, blank=True)
    organisation = models.CharField(
        _("organisation"), max_length=250, help_text=_("Som den hette då.")
    )

    objects = WrittenOnceQuerySet.as_manager()

    class Meta:
        verbose_name = _("inlämnat svar")
        verbose_name_plural = _("inlämnade svar")
        ordering = ["request", "-number"]
        constraints = [
            models.UniqueConstraint(
                fields=["request", "number"],
                name="strategies_requestversion_once",
                violation_error_message=_("Versionen finns redan."),
            ),
            one_of("answer", AnswerKind, name="strategies_requestversion_answer_known"),
            models.CheckConstraint(
                condition=~models.Q(answer=AnswerKind.ABSTAINS) | ~models.Q(explanation=""),
                name="strategies_requestversion_abstains_why",
                violation_error_message=_("Skriv varför ni avstår."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.request}, {self.number}"

    @property
    def is_example(self) -> bool:
        return self.request.is_example

    @property
    def told(self) -> list[ToldAnswer]:
        """The questions as they were asked, with what was answered."""
        return told(self.answers)

    @property
    def is_signed(self) -> bool:
        return hasattr(self, "signature")


class RequestSignature(WrittenOnce, Guarded):
    """That one who may sign for an organisation has signed off what it submitted (fastställt), in
    which office and by which kind of decision."""

    version = models.OneToOneField(
        RequestVersion,
        on_delete=models.PROTECT,
        related_name="signature",
        verbose_name=_("inlämnat svar"),
    )
    decision = models.CharField(_("slag av beslut"), max_length=20, choices=DecisionKind)
    decided_on = models.DateField(_("beslutat den"), default=timezone.localdate)
    paragraph = models.CharField(
        _("paragraf"), max_length=50, blank=True, help_text=_("Till exempel ”§ 47”.")
    )
    registry_number = models.CharField(_("diarienummer"), max_length=100, blank=True)
    office = models.CharField(_("befattning"), max_length=150)
    organisation = models.CharField(
        _("organisation"), max_length=250, help_text=_("Som den hette då.")
    )
    signed_at = models.DateTimeField(_("fastställt"))

    objects = WrittenOnceQuerySet.as_manager()

    class Meta:
        verbose_name = _("fastställande")
        verbose_name_plural = _("fastställanden")
        ordering = ["version"]
        constraints = [
            one_of("decision", DecisionKind, name="strategies_requestsignature_kind_known"),
            not_empty("office", name="strategies_requestsignature_in_office"),
        ]

    def __str__(self) -> str:
        return f"{self.version}, {self.get_decision_display()}"

    @property
    def is_example(self) -> bool:
        return self.version.is_example
