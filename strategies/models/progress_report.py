from datetime import date
from typing import Any, Self

from django.apps import apps
from django.conf import settings
from django.db import models
from django.db.models import Exists, F, OuterRef, Prefetch, Q, Subquery
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from actors.access import Access
from actors.models import RuledQuerySet
from records.constraints import one_of
from records.models import PubliclyIdentified, Publishable, Versioned, any_of
from strategies.choices import IN_DRAFT, OPEN_TO_STANCES, CommitmentKind, ReportState
from strategies.models.commitment import Commitment
from strategies.models.report_content import ReportContent
from strategies.models.written_once import WrittenOnce, WrittenOnceQuerySet
from strategies.rules.public import public_report_q
from strategies.rules.reporting import (
    draftable_report_q,
    manageable_report_q,
    report_ties,
)
from strategies.standing import RECEIVED_WITHIN


def submitted_q() -> Q:
    return Q(state=ReportState.SUBMITTED)


def unpublished_q() -> Q:
    return Q(state=ReportState.RECEIVED, published_at__isnull=True)


class ProgressReportQuerySet(RuledQuerySet):
    def public(self) -> Self:
        return self.filter(public_report_q())

    def visible_q(self, access: Access) -> Q:
        """Everybody reads what is published; before that those who are concerned."""
        return public_report_q() | Q(pk__in=any_of(ProgressReport, *report_ties(access)))

    def editable_q(self, access: Access) -> Q:
        """Those that the person may write in now."""
        return draftable_report_q(access)

    def managed_by(self, access: Access) -> Self:
        """Those that the person may receive: submitted to a strategy that they coordinate."""
        return self if access.is_superuser else self.sent_to(access)

    def sent_to(self, access: Access) -> Self:
        """The same by membership alone: a superuser may receive, and nobody waits for them."""
        return self.filter(manageable_report_q(access))

    def open(self) -> Self:
        """Those that somebody still has to do something with: at most one for a commitment."""
        return self.exclude(state=ReportState.RECEIVED)

    def in_draft(self) -> Self:
        """Those that wait for the responsible organisation."""
        return self.filter(state__in=IN_DRAFT)

    def submitted(self) -> Self:
        """Those that wait for the maintainer of the strategy."""
        return self.filter(submitted_q())

    def unpublished(self) -> Self:
        """Those that are received and that nobody has published yet; hidden ones were."""
        return self.filter(unpublished_q())

    def submitted_long_ago(self, *, on: date) -> Self:
        """Those that on that day have waited too long for the maintainer."""
        return self.submitted().filter(as_of__lt=on - RECEIVED_WITHIN)

    def told(self) -> Self:
        """Those of which something was submitted, the latest first."""
        return self.filter(as_of__isnull=False).order_by("-as_of", "-pk")

    def published(self) -> Self:
        """Those that are published and not hidden, whatever their commitment is; the latest first.
        The first of these is what `latest_public_grade` and `latest_public_on` are copied from."""
        return self.told().filter(published_at__isnull=False, withdrawn_at__isnull=True)

    def with_what_they_follow(self) -> Self:
        """Each with whether the report before it is shown too, as `follows_shown`: without that,
        "unchanged" says nothing to a reader."""
        earlier = ProgressReport.objects.filter(
            Q(as_of__lt=OuterRef("as_of")) | Q(as_of=OuterRef("as_of"), pk__lt=OuterRef("pk")),
            commitment=OuterRef("commitment"),
            state=ReportState.RECEIVED,
        ).order_by("-as_of", "-pk")
        shown = Q(published_at__isnull=False, withdrawn_at__isnull=True)
        last = earlier.annotate(is_shown=shown).values("is_shown")[:1]
        return self.annotate(follows_shown=Subquery(last))

    def with_versions(self) -> Self:
        """Each with its versions, the latest first, as `told_versions`. One query more."""
        versions = ReportVersion.objects.order_by("-number")
        return self.prefetch_related(Prefetch("versions", versions, to_attr="told_versions"))

    def with_stances(self) -> Self:
        """Each with what contributors say of it now, dissent first, as `told_stances`. One query
        more."""
        current = apps.get_model("strategies", "Stance").objects.current()
        return self.prefetch_related(Prefetch("stances", current, to_attr="told_stances"))

    def awaiting_stance(self, access: Access) -> Self:
        """The last told of each joint effort, unless it is hidden, where a contributor that the
        person reports for has said nothing of the words that stand there, each with their number
        as `last_number`."""
        versions = ReportVersion.objects.filter(report=OuterRef("pk")).order_by("-number")
        told = ProgressReport.objects.filter(commitment=OuterRef("commitment")).told()
        stances = apps.get_model("strategies", "Stance").objects
        stated = stances.current().filter(
            report=OuterRef(OuterRef("pk")),
            about_version=OuterRef(OuterRef("last_number")),
            actor=OuterRef("actor"),
        )
        contributors = Commitment.contributors.through.objects.filter(
            commitment=OuterRef("commitment"), actor__in=access.reports
        ).exclude(commitment__responsible=F("actor"))
        return (
            self.filter(
                commitment__kind=CommitmentKind.JOINT_EFFORT,
                state__in=OPEN_TO_STANCES,
                withdrawn_at__isnull=True,
                pk=Subquery(told.values("pk")[:1]),
            )
            .annotate(last_number=Subquery(versions.values("number")[:1]))
            .filter(Exists(contributors.filter(~Exists(stated))))
        )


class ProgressReport(PubliclyIdentified, Publishable, Versioned, ReportContent):
    """How a commitment goes, told by the organisation that answers for it. The words that stand
    here are a draft; each submission makes a version that is never changed."""

    commitment = models.ForeignKey(
        Commitment, on_delete=models.PROTECT, related_name="reports", verbose_name=_("åtagande")
    )
    state = models.CharField(
        _("läge"), max_length=20, choices=ReportState, default=ReportState.DRAFT
    )
    as_of = models.DateField(
        _("läget per"), null=True, blank=True, help_text=_("Dagen då uppgifterna lämnades.")
    )
    # Who was the last to write: somebody signed in, or who holds a personal link in a round.
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="progress_reports",
        verbose_name=_("senast skriven av"),
        editable=False,
    )
    author_link = models.ForeignKey(
        "strategies.RoundLink",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="progress_reports",
        verbose_name=_("senast skriven genom personlig länk"),
        editable=False,
    )
    saved_at = models.DateTimeField(_("senast sparad"), editable=False)

    request_for_completion = models.TextField(_("vad som ska kompletteras"), blank=True)
    comment = models.TextField(
        _("förvaltarens kommentar"),
        blank=True,
        help_text=_("Syns bredvid uppföljningen, med befattning och organisation."),
    )
    comment_signed = models.CharField(_("kommentaren lämnad av"), max_length=300, blank=True)
    received_at = models.DateTimeField(_("mottagen"), null=True, blank=True, editable=False)
    registry_number = models.CharField(_("avsändarens diarienummer"), max_length=100, blank=True)
    received_registry_number = models.CharField(
        _("mottagarens diarienummer"), max_length=100, blank=True
    )

    # Filled by `.with_what_they_follow()`.
    follows_shown: bool | None
    # Filled by `.awaiting_stance()`.
    last_number: int
    # Filled by `.with_versions()`: the latest first.
    told_versions: list["ReportVersion"]
    # Filled by `.with_stances()`: dissent first.
    told_stances: list[Any]

    # Who wrote: a report hangs on its commitment, and on no person.
    doers = frozenset({"author", "author_link"})

    objects = ProgressReportQuerySet.as_manager()

    class Meta(Publishable.Meta):
        abstract = False
        verbose_name = _("uppföljning")
        verbose_name_plural = _("uppföljningar")
        ordering = ["commitment", "-as_of", "-pk"]
        constraints = [
            *Publishable.Meta.constraints,
            one_of("state", ReportState, name="strategies_report_state_known"),
            models.UniqueConstraint(
                fields=["commitment"],
                condition=~Q(state=ReportState.RECEIVED),
                name="strategies_report_one_open",
                violation_error_message=_("Åtagandet har redan en uppföljning som inte är klar."),
            ),
            models.CheckConstraint(
                condition=Q(published_at__isnull=True) | Q(state=ReportState.RECEIVED),
                name="strategies_report_published_was_received",
                violation_error_message=_("Det som inte är mottaget kan inte publiceras."),
            ),
            models.CheckConstraint(
                condition=Q(state=ReportState.DRAFT, as_of__isnull=True)
                | (~Q(state=ReportState.DRAFT) & Q(as_of__isnull=False)),
                name="strategies_report_told_has_its_day",
                violation_error_message=_("Det som är inlämnat har en dag, och bara det."),
            ),
            models.CheckConstraint(
                condition=Q(state=ReportState.RECEIVED, received_at__isnull=False)
                | (~Q(state=ReportState.RECEIVED) & Q(received_at__isnull=True)),
                name="strategies_report_received_has_its_time",
                violation_error_message=_("Det som är mottaget har en tid, och bara det."),
            ),
            models.CheckConstraint(
                condition=Q(author__isnull=False, author_link__isnull=True)
                | Q(author__isnull=True, author_link__isnull=False),
                name="strategies_report_written_by_one",
                violation_error_message=_("En uppföljning är skriven av en, med konto eller länk."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.commitment}, {self.as_of or self.get_state_display()}"

    def get_absolute_url(self) -> str:
        """Its place on the public page of its commitment."""
        return f"{self.commitment.get_absolute_url()}#{self.public_id}"

    def get_work_url(self) -> str:
        return reverse("work_report", args=[self.public_id])

    @property
    def is_example(self) -> bool:
        return self.commitment.is_example

    @property
    def is_in_draft(self) -> bool:
        return self.state in IN_DRAFT


class ReportVersionQuerySet(WrittenOnceQuerySet):
    def with_paper(self) -> Self:
        """Each with whether its paper was made, as `has_paper`; the paper itself stays where it
        is."""
        return self.annotate(has_paper=Q(paper__isnull=False))


class ReportVersion(WrittenOnce, PubliclyIdentified, ReportContent):
    """What was submitted, word for word, by which office of which organisation, and when. It is an
    official document: the database itself refuses to change it. No person is named."""

    report = models.ForeignKey(
        ProgressReport,
        on_delete=models.PROTECT,
        related_name="versions",
        verbose_name=_("uppföljning"),
    )
    number = models.PositiveSmallIntegerField(_("version"))
    as_of = models.DateField(_("läget per"))
    submitted_at = models.DateTimeField(_("inlämnad"))
    office = models.CharField(_("befattning"), max_length=150, blank=True)
    organisation = models.CharField(
        _("organisation"), max_length=250, help_text=_("Som den hette då.")
    )

    # Filled by `.with_paper()`.
    has_paper: bool

    objects = ReportVersionQuerySet.as_manager()

    class Meta:
        verbose_name = _("inlämnad uppföljning")
        verbose_name_plural = _("inlämnade uppföljningar")
        ordering = ["report", "-number"]
        constraints = [
            models.UniqueConstraint(
                fields=["report", "number"],
                name="strategies_reportversion_once",
                violation_error_message=_("Versionen finns redan."),
            ),
            models.CheckConstraint(
                condition=~Q(grade=""),
                name="strategies_reportversion_graded",
                violation_error_message=_("Det som är inlämnat har en genomförandegrad."),
            ),
        ]

    @property
    def is_hidden(self) -> bool:
        """Whether its report was taken off the public pages."""
        return self.report.withdrawn_at is not None

    def __str__(self) -> str:
        return f"{self.report.commitment}, {self.as_of}, {self.number}"

    def get_paper_url(self) -> str:
        return reverse("report_paper", args=[self.report.public_id, self.number])

    @property
    def is_example(self) -> bool:
        return self.report.is_example
