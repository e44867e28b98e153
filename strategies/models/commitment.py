from typing import Self

from django.apps import apps
from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Exists, F, OuterRef, Prefetch, Q, Subquery
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from actors.access import Access
from actors.models import Actor, County, RuledQuerySet
from records.constraints import not_empty, one_of
from records.models import PubliclyIdentified, Publishable, Sourced, Versioned, any_of
from records.partial_dates import PartialDateField, in_order_check, partial_dates_check
from records.swedish import in_swedish_order
from strategies.choices import (
    IN_DRAFT,
    CommitmentKind,
    ContributionState,
    Grade,
    ReportState,
    StrategyState,
)
from strategies.models.strategy import Strategy
from strategies.rules.editing import editable_commitment_q
from strategies.rules.public import public_commitment_q
from strategies.rules.reading import commitment_ties
from strategies.rules.reporting import reportable_commitment_q
from strategies.standing import Standing, standing_of


def handled_by_q(person_id: int | None) -> Q:
    return Q(handler=person_id) | Q(deputy=person_id)


# Done, or given up; what runs on is not.
OVER = (Grade.COMPLETED, Grade.NOT_RELEVANT, Grade.DISCONTINUED)


class CommitmentQuerySet(RuledQuerySet):
    def public(self) -> Self:
        return self.filter(public_commitment_q())

    def visible_q(self, access: Access) -> Q:
        return public_commitment_q() | Q(pk__in=Commitment.keys_of_taken_part_in(access))

    def editable_q(self, access: Access) -> Q:
        return editable_commitment_q(access)

    def real(self) -> Self:
        """All but the invented ones of Exempel län."""
        return self.exclude(home__county__is_example=True)

    def serving(self, strategy: Strategy) -> Self:
        """Those whose home is the strategy or a plan under it, and those that another home lends
        to it by an accepted contribution.

        Three id queries in a union: on 200,000 commitments a tenth of the time of an OR.
        """
        accepted = strategy.contributions.filter(state=ContributionState.ACCEPTED)
        return self.filter(
            pk__in=any_of(
                Commitment,
                Q(home=strategy),
                Q(home__under=strategy),
                Q(pk__in=accepted.values("commitment")),
            )
        )

    def in_county(self, county: County) -> Self:
        return self.filter(home__county=county)

    def promised_by(self, actor: Actor) -> Self:
        return self.filter(responsible=actor)

    def supported_by(self, actor: Actor) -> Self:
        """Those that another answers for and this one contributes to."""
        return self.filter(pk__in=actor.contributed_commitments.values("pk"))

    def reportable_by(self, access: Access) -> Self:
        """Those that the person may tell of."""
        return self if access.is_superuser else self.owed_by(access)

    def owed_by(self, access: Access) -> Self:
        """The same by membership alone: a superuser may tell of all, and owes nothing."""
        return self.filter(reportable_commitment_q(access))

    def handled_by(self, person_id: int | None) -> Self:
        """Those that a person handles or is the deputy for."""
        return self.filter(handled_by_q(person_id))

    def left_by(self, person_id: int) -> Self:
        """What moves when a person leaves: what they handle or step in for, and what nobody
        handles and they have begun to tell of."""
        begun = apps.get_model("strategies", "ProgressReport").objects.filter(
            commitment=OuterRef("pk"), author=person_id, state__in=IN_DRAFT
        )
        return self.filter(handled_by_q(person_id) | Q(handler__isnull=True) & Exists(begun))

    def in_work_of(self, strategy: Strategy) -> Self:
        """Those at home in the strategy or in a plan under it: reported on one page."""
        return self.filter(Q(home=strategy) | Q(home__under=strategy))

    def with_last_received(self) -> Self:
        """Each with the key of what was last submitted and received of it, public or not, as
        `last_received`.

        First the report and then its version, each by the index of what it hangs on: joined, a
        database without statistics compares every version with every report.
        """
        reports = apps.get_model("strategies", "ProgressReport").objects.filter(
            commitment=OuterRef(OuterRef("pk")), state=ReportState.RECEIVED
        )
        last = reports.order_by("-as_of", "-pk").values("pk")[:1]
        versions = apps.get_model("strategies", "ReportVersion").objects.filter(
            report=Subquery(last)
        )
        return self.annotate(last_received=Subquery(versions.order_by("-number").values("pk")[:1]))

    def with_first_end(self) -> Self:
        """Each with the end that it had before it was moved, as `first_end`; None where it never
        was."""
        moves = apps.get_model("strategies", "EndMove").objects.filter(commitment=OuterRef("pk"))
        first = moves.order_by("pk").values("moved_from")[:1]
        return self.annotate(first_end=Subquery(first))

    def with_story(self) -> Self:
        """Each with its told reports (`story`, the latest first, with versions) and moved ends.
        Three queries more."""
        reports = apps.get_model("strategies", "ProgressReport").objects
        story = Prefetch("reports", reports.told().with_versions(), to_attr="story")
        return self.prefetch_related(story, "end_moves")

    def unfinished(self) -> Self:
        """Those that somebody still has to carry out, as far as everybody is told."""
        unfinished = self.exclude(latest_public_grade__in=OVER)
        return unfinished.exclude(home__state=StrategyState.ENDED)

    def told_as(self, grade: str) -> Self:
        """Those whose latest public report says so; for no grade, those without one."""
        return self.filter(latest_public_grade=grade)

    def matching(self, text: str) -> Self:
        return self.filter(Q(title__icontains=text) | Q(description__icontains=text))


class Commitment(PubliclyIdentified, Publishable, Versioned, Sourced):
    """What one organisation has promised to do, and answers for. It has no state of its own: how
    it goes is told by its reports."""

    home = models.ForeignKey(
        Strategy,
        on_delete=models.PROTECT,
        related_name="commitments",
        verbose_name=_("hör hemma i"),
        help_text=_("Strategin eller planen vars förvaltare tar emot uppföljningarna."),
    )
    kind = models.CharField(_("slag"), max_length=30, choices=CommitmentKind)
    title = models.CharField(_("titel"), max_length=300)
    description = models.TextField(_("beskrivning"), blank=True)
    responsible = models.ForeignKey(
        Actor, on_delete=models.PROTECT, related_name="commitments", verbose_name=_("ansvarig")
    )
    contributors = models.ManyToManyField(
        Actor, blank=True, related_name="contributed_commitments", verbose_name=_("medverkande")
    )
    part_of = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="parts",
        verbose_name=_("del av satsningen"),
        help_text=_("När detta är en aktörs egen del av en myndighetsgemensam satsning."),
    )
    start = PartialDateField(_("börjar"))
    end = PartialDateField(_("slutar"))
    handler = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="handled_commitments",
        verbose_name=_("handläggare"),
        editable=False,
    )
    handler_since = models.DateField(_("handläggare sedan"), null=True, blank=True, editable=False)
    deputy = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="deputised_commitments",
        verbose_name=_("ersättare"),
        editable=False,
    )
    # A copy of what the latest public report says, for lists and sums:
    # `strategies.services.refresh_latest_public` alone writes it.
    latest_public_grade = models.CharField(
        _("genomförandegrad"), max_length=20, choices=Grade, blank=True, editable=False
    )
    latest_public_on = models.DateField(_("läget per"), null=True, blank=True, editable=False)

    # Filled by `.with_first_end()` and `.with_last_received()`.
    first_end: str | None
    last_received: int | None

    # Who acts for its organisation: it hangs on no person.
    doers = frozenset({"handler", "deputy"})

    objects = CommitmentQuerySet.as_manager()

    class Meta(Publishable.Meta):
        abstract = False
        verbose_name = _("åtagande")
        verbose_name_plural = _("åtaganden")
        ordering = [in_swedish_order("title"), "pk"]
        constraints = [
            *Publishable.Meta.constraints,
            partial_dates_check("start", "end", name="strategies_commitment_dates"),
            in_order_check("start", "end", name="strategies_commitment_in_order"),
            one_of("kind", CommitmentKind, name="strategies_commitment_kind_known"),
            not_empty("title", name="strategies_commitment_named"),
            models.CheckConstraint(
                condition=Q(latest_public_grade="", latest_public_on__isnull=True)
                | (~Q(latest_public_grade="") & Q(latest_public_on__isnull=False)),
                name="strategies_commitment_latest_public_whole",
                violation_error_message=_("En genomförandegrad har sin dag, och tvärtom."),
            ),
            models.CheckConstraint(
                condition=Q(handler__isnull=True, handler_since__isnull=True)
                | Q(handler__isnull=False, handler_since__isnull=False),
                name="strategies_commitment_handled_since",
                violation_error_message=_("En handläggare har en dag då det började."),
            ),
            models.CheckConstraint(
                condition=Q(part_of__isnull=True) | ~Q(part_of=F("id")),
                name="strategies_commitment_not_part_of_itself",
                violation_error_message=_("En satsning kan inte vara del av sig själv."),
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("commitment", args=[self.public_id])

    @classmethod
    def keys_of_taken_part_in(cls, access: Access) -> models.QuerySet:
        """Those that the person reads as drafts too, for `…__in`."""
        return any_of(cls, *commitment_ties(access))

    @property
    def is_example(self) -> bool:
        return self.home.is_example

    @property
    def is_over(self) -> bool:
        """Whether it is done or given up, by what it last told everybody."""
        return self.latest_public_grade in OVER

    @property
    def public_standing(self) -> Standing:
        """How it stands today by what is public; late by its first end where `.with_first_end()`
        asked for that."""
        return standing_of(
            grade=self.latest_public_grade,
            on=self.latest_public_on,
            end=self.end,
            first_end=getattr(self, "first_end", None),
            today=timezone.localdate(),
        )

    def clean(self) -> None:
        """Only a joint effort has parts, and it is itself no part of another."""
        has_parts = bool(self.pk) and self.parts.exists()
        if has_parts and (self.part_of_id or self.kind != CommitmentKind.JOINT_EFFORT):
            raise ValidationError(_("Det som har egna delar är en myndighetsgemensam satsning."))
        if self.part_of_id and self.part_of and self.part_of.kind != CommitmentKind.JOINT_EFFORT:
            raise ValidationError(_("Bara en myndighetsgemensam satsning kan ha delar."))
        if self.part_of_id and self.part_of and self.part_of.part_of_id:
            raise ValidationError(_("En del av en satsning kan inte ha egna delar."))
