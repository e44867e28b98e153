from typing import Self

from django.db import models
from django.db.models import Prefetch, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from actors.access import Access
from actors.models import County, RuledQuerySet
from records.constraints import not_empty
from records.models import PubliclyIdentified, Publishable, Versioned
from strategies.models.follow_up_round import FollowUpRound
from strategies.models.written_once import WrittenOnce, WrittenOnceQuerySet
from strategies.rules.round_reports import (
    editable_round_report_q,
    public_round_report_q,
    visible_round_report_q,
)


class RoundReportQuerySet(RuledQuerySet):
    def public(self) -> Self:
        return self.filter(public_round_report_q())

    def visible_q(self, access: Access) -> Q:
        return public_round_report_q() | visible_round_report_q(access)

    def editable_q(self, access: Access) -> Q:
        return editable_round_report_q(access)

    def real(self) -> Self:
        """All but the invented ones of Exempel län."""
        return self.exclude(round__strategy__county__is_example=True)

    def in_county(self, county: County) -> Self:
        return self.filter(round__strategy__county=county)

    def matching(self, text: str) -> Self:
        return self.filter(
            Q(round__title__icontains=text) | Q(round__strategy__title__icontains=text)
        )

    def latest_first(self) -> Self:
        return self.order_by("-published_at", "-pk")

    def for_links(self) -> Self:
        """With the names that a link shows, and without what those who checked the facts saw."""
        return self.select_related("round__strategy").defer("draft").latest_first()

    def with_versions(self) -> Self:
        """Each with what is told of its versions, the latest first, as `told_versions`: not what
        they say. One query more."""
        rows = RoundReportVersion.objects.defer("payload").order_by("-number")
        return self.prefetch_related(Prefetch("versions", rows, to_attr="told_versions"))


class RoundReport(PubliclyIdentified, Publishable, Versioned):
    """The report of a follow-up round: a draft that those who answered check for facts, and then a
    publication whose versions are frozen. Its address is given once, and all versions share it."""

    round = models.OneToOneField(
        FollowUpRound,
        on_delete=models.PROTECT,
        related_name="report",
        verbose_name=_("uppföljningsomgång"),
    )
    slug = models.SlugField(_("ord i adressen"), max_length=120, unique=True, editable=False)
    # What those who answered check: a payload of `strategies.round_reports`.
    draft = models.JSONField(_("utkast"), null=True, blank=True, editable=False)
    drafted_at = models.DateTimeField(
        _("faktagranskningen började"), null=True, blank=True, editable=False
    )
    fact_check_until = models.DateField(
        _("faktagranskas till och med"), null=True, blank=True, editable=False
    )

    # Filled by `.with_versions()`.
    told_versions: "list[RoundReportVersion]"

    objects = RoundReportQuerySet.as_manager()

    class Meta(Publishable.Meta):
        abstract = False
        verbose_name = _("rapport av en uppföljning")
        verbose_name_plural = _("rapporter av uppföljningar")
        ordering = ["-published_at", "-pk"]
        constraints = [
            *Publishable.Meta.constraints,
            not_empty("slug", name="strategies_roundreport_addressed"),
            models.CheckConstraint(
                condition=Q(
                    draft__isnull=True, drafted_at__isnull=True, fact_check_until__isnull=True
                )
                | Q(draft__isnull=False, drafted_at__isnull=False, fact_check_until__isnull=False),
                name="strategies_roundreport_draft_is_checked",
                violation_error_message=_("Det som faktagranskas har en dag då det slutar."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.round.strategy}, {self.round}"

    def get_absolute_url(self) -> str:
        return reverse("round_report", args=[self.slug])

    def get_work_url(self) -> str:
        return reverse("report_of_round", args=[self.round.public_id])

    @property
    def is_example(self) -> bool:
        return self.round.is_example

    @property
    def is_in_fact_check(self) -> bool:
        return self.draft is not None and self.published_at is None


class RoundReportVersion(WrittenOnce, PubliclyIdentified):
    """A report as it was published, with the checksum of what it says. The database refuses to
    change it. A correction, or a text that was hidden, makes another version."""

    report = models.ForeignKey(
        RoundReport, on_delete=models.PROTECT, related_name="versions", verbose_name=_("rapport")
    )
    number = models.PositiveSmallIntegerField(_("version"))
    payload = models.JSONField(_("innehåll"))
    checksum = models.CharField(_("kontrollsumma (SHA-256)"), max_length=64, editable=False)
    published_at = models.DateTimeField(_("publicerad"))
    reason = models.TextField(_("vad som är ändrat och varför"), blank=True)
    # Where a text was hidden: no version before this one is shown any more.
    hides_earlier = models.BooleanField(_("döljer tidigare versioner"), default=False)

    objects = WrittenOnceQuerySet.as_manager()

    class Meta:
        verbose_name = _("publicerad version av en rapport")
        verbose_name_plural = _("publicerade versioner av rapporter")
        ordering = ["report", "-number"]
        constraints = [
            models.UniqueConstraint(
                fields=["report", "number"],
                name="strategies_roundreportversion_once",
                violation_error_message=_("Versionen finns redan."),
            ),
            models.CheckConstraint(
                condition=Q(number=1) | ~Q(reason=""),
                name="strategies_roundreportversion_says_why",
                violation_error_message=_("Skriv vad som är ändrat och varför."),
            ),
            models.CheckConstraint(
                condition=Q(hides_earlier=False) | Q(number__gt=1),
                name="strategies_roundreportversion_first_hides_none",
                violation_error_message=_("Den första versionen har ingen tidigare att dölja."),
            ),
            models.CheckConstraint(
                condition=Q(number__gte=1) & ~Q(checksum=""),
                name="strategies_roundreportversion_summed",
                violation_error_message=_("En version har ett nummer och en kontrollsumma."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.report}, {self.number}"

    @property
    def is_example(self) -> bool:
        return self.report.is_example
