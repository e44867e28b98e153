from typing import Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from actors.access import Access
from actors.models import Actor, RuledQuerySet
from records.models import PubliclyIdentified, any_of
from strategies.models.progress_report import ProgressReport
from strategies.rules.public import public_report_q
from strategies.rules.reporting import report_ties
from strategies.rules.stances import editable_stance_q


class StanceQuerySet(RuledQuerySet):
    def public(self) -> Self:
        return self.filter(self.public_q())

    def public_q(self) -> Q:
        """What holds now, beside a public report; what was said before is told at work only."""
        return Q(replaced_at__isnull=True) & public_report_q("report__")

    def visible_q(self, access: Access) -> Q:
        reports = any_of(ProgressReport, *report_ties(access))
        return self.public_q() | Q(report__in=reports)

    def editable_q(self, access: Access) -> Q:
        """Those that the person may say anew."""
        return editable_stance_q(access)

    def current(self) -> Self:
        """What each contributor says now: dissent first, then in the order it was said."""
        return self.filter(replaced_at__isnull=True).order_by("agrees", "stated_at", "pk")


class Stance(PubliclyIdentified):
    """That a contributor to a joint effort confirms what the responsible organisation has told of
    it, or does not share the picture, in which office and when. No person is named.

    Said anew it is another row, and what was said before keeps its day.
    """

    report = models.ForeignKey(
        ProgressReport,
        on_delete=models.PROTECT,
        related_name="stances",
        verbose_name=_("uppföljning"),
    )
    about_version = models.PositiveSmallIntegerField(_("om version"))
    actor = models.ForeignKey(
        Actor, on_delete=models.PROTECT, related_name="stances", verbose_name=_("medverkande")
    )
    agrees = models.BooleanField(_("bekräftar"))
    sentence = models.TextField(_("en mening"), blank=True)
    office = models.CharField(_("befattning"), max_length=150, blank=True)
    organisation = models.CharField(
        _("organisation"), max_length=250, help_text=_("Som den hette då.")
    )
    stated_at = models.DateTimeField(_("lämnad"))
    replaced_at = models.DateTimeField(_("ersatt"), null=True, blank=True)

    objects = StanceQuerySet.as_manager()

    class Meta:
        verbose_name = _("ställningstagande")
        verbose_name_plural = _("ställningstaganden")
        ordering = ["report", "stated_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["report", "actor"],
                condition=Q(replaced_at__isnull=True),
                name="strategies_stance_one_current",
                violation_error_message=_("Organisationen har redan sagt något om uppföljningen."),
            ),
            models.CheckConstraint(
                condition=Q(agrees=True) | ~Q(sentence=""),
                name="strategies_stance_dissent_says_why",
                violation_error_message=_("Skriv med en mening vad ni ser annorlunda."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.organisation}, {self.report}"

    @property
    def is_example(self) -> bool:
        return self.report.is_example
