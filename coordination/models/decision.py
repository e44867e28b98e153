from typing import Self

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Case, Count, F, OuterRef, Q, Subquery, When
from django.db.models.functions import Coalesce, Substr
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from actors.access import Access
from actors.models import Actor, RuledQuerySet
from coordination.choices import AgencyDecisionState, Audience, DecisionKind, DecisionState
from coordination.models.agenda_item import AgendaItem
from coordination.models.final_notes import keep_as_final, stands_in_final_notes
from coordination.models.meeting import Meeting
from coordination.models.network import Network
from coordination.rules.deciding import (
    answerable_decision_q,
    asked_agency_q,
    editable_decision_q,
    public_decision_q,
    readable_agency_decision_q,
    readable_decision_q,
)
from records.constraints import not_empty, one_of
from records.models import PubliclyIdentified, Versioned
from records.partial_dates import PartialDateField, partial_dates_check
from records.swedish import in_swedish_order


class DecisionQuerySet(RuledQuerySet):
    def public(self) -> Self:
        return self.filter(public_decision_q())

    def visible_q(self, access: Access) -> Q:
        return readable_decision_q(access)

    def editable_q(self, access: Access) -> Q:
        return editable_decision_q(access)

    def real(self) -> Self:
        """All but the invented ones of Exempel län."""
        return self.exclude(network__county__is_example=True).exclude(
            meeting__county__is_example=True
        )

    def in_force(self) -> Self:
        return self.filter(state=DecisionState.IN_FORCE)

    def in_year(self, year: str) -> Self:
        return self.filter(decided_on__startswith=year)

    def years(self) -> list[str]:
        """The years in which they were taken, the latest first. One query."""
        known = self.exclude(decided_on="").annotate(year=Substr("decided_on", 1, 4))
        return list(known.order_by("-year").values_list("year", flat=True).distinct())

    def with_paragraphs(self) -> Self:
        """Each with the place of its item on the agenda, as `paragraph`: what minutes call §. What
        belongs to no item stands under the one after the last."""
        before = Q(position__lt=OuterRef("item__position"))
        itself = Q(position=OuterRef("item__position"), pk__lte=OuterRef("item"))
        items = AgendaItem.objects.filter(before | itself, meeting=OuterRef("meeting"))
        all_of_it = AgendaItem.objects.filter(meeting=OuterRef("meeting"))
        last = Coalesce(Subquery(counted(all_of_it)), 0) + 1
        return self.annotate(
            paragraph=Case(When(item__isnull=True, then=last), default=Subquery(counted(items)))
        )


def counted(items: models.QuerySet) -> models.QuerySet:
    """How many of a meeting's items, as a subquery; nothing where there are none."""
    return items.order_by().values("meeting").annotate(number=Count("pk")).values("number")


class Decision(PubliclyIdentified, Versioned):
    """What those who met decided, took a joint position on or recommend: at a meeting, or between
    meetings (per capsulam). It stands in the register of its network until it is replaced or
    carried out, and longer."""

    network = models.ForeignKey(
        Network,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="decisions",
        verbose_name=_("nätverk"),
    )
    meeting = models.ForeignKey(
        Meeting,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="decisions",
        verbose_name=_("möte"),
        help_text=_("Tomt för ett beslut mellan möten (per capsulam)."),
    )
    item = models.ForeignKey(
        AgendaItem,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="decisions",
        verbose_name=_("punkt"),
    )
    kind = models.CharField(
        _("slag"), max_length=20, choices=DecisionKind, default=DecisionKind.DECISION
    )
    text = models.TextField(_("beslut"))
    decided_on = PartialDateField(_("beslutat"))
    state = models.CharField(
        _("läge"), max_length=20, choices=DecisionState, default=DecisionState.IN_FORCE
    )
    replaces = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="replaced_by",
        verbose_name=_("ersätter"),
    )
    needs_agency_decision = models.BooleanField(
        _("kräver beslut i respektive myndighet"), default=False
    )
    audience = models.CharField(
        _("för vem"), max_length=20, choices=Audience, default=Audience.MEMBERS
    )
    position = models.PositiveSmallIntegerField(_("ordning"), default=0)

    # Filled by `.with_paragraphs()`, and by the summaries: what replaced it that the reader reads.
    paragraph: int | None
    shown_replacements: list["Decision"]

    objects = DecisionQuerySet.as_manager()

    class Meta:
        verbose_name = _("beslut")
        verbose_name_plural = _("beslut")
        ordering = ["-decided_on", "meeting", "position", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(network__isnull=False) | Q(meeting__isnull=False),
                name="coordination_decision_of_network_or_meeting",
                violation_error_message=_("Ange nätverket eller mötet som beslutade."),
            ),
            models.CheckConstraint(
                condition=Q(replaces__isnull=True) | ~Q(replaces=F("id")),
                name="coordination_decision_not_replacing_itself",
                violation_error_message=_("Ett beslut kan inte ersätta sig självt."),
            ),
            partial_dates_check("decided_on", name="coordination_decision_dates"),
            not_empty("text", name="coordination_decision_told"),
            one_of("kind", DecisionKind, name="coordination_decision_kind_known"),
            one_of("state", DecisionState, name="coordination_decision_state_known"),
            one_of("audience", Audience, name="coordination_decision_audience_known"),
        ]

    def __str__(self) -> str:
        return self.text

    def get_absolute_url(self) -> str:
        """In the register of its network; on the page of its meeting where there is none."""
        if self.network is None:
            assert self.meeting is not None
            return f"{self.meeting.get_absolute_url()}#{self.anchor}"
        year = f"?ar={self.decided_on[:4]}" if self.decided_on else ""
        return f"{reverse('decisions', args=[self.network.slug])}{year}#{self.anchor}"

    def get_work_url(self) -> str:
        return reverse("work_decision", args=[self.public_id])

    @property
    def anchor(self) -> str:
        return f"beslut-{self.public_id}"

    @property
    def is_example(self) -> bool:
        of = self.network or self.meeting
        return of is not None and of.is_example

    @property
    def is_per_capsulam(self) -> bool:
        """Whether it was taken between meetings."""
        return self.meeting_id is None

    @property
    def has_standing_notes(self) -> bool:
        """Whether its words stand in notes that are final: they are not changed any more."""
        return stands_in_final_notes(self)

    def clean(self) -> None:
        super().clean()
        if self.item is not None and self.item.meeting_id != self.meeting_id:
            raise ValidationError({"item": _("Punkten hör till ett annat möte.")})
        if self.meeting is not None and self.meeting.network_id != self.network_id:
            raise ValidationError({"network": _("Mötet hör till ett annat nätverk.")})
        keep_as_final(self, "kind", "text", "decided_on")


class AgencyDecisionQuerySet(RuledQuerySet):
    def visible_q(self, access: Access) -> Q:
        return readable_agency_decision_q(access)

    def editable_q(self, access: Access) -> Q:
        return answerable_decision_q(access)

    def waiting(self) -> Self:
        """Those that are still asked for."""
        return self.filter(state=AgencyDecisionState.WAITING, decision__needs_agency_decision=True)

    def owed_by(self, access: Access) -> Self:
        """What the person is to answer for organisations by membership alone: a superuser may
        answer all, and owes nothing."""
        return self.filter(asked_agency_q(access.coordinates))


class AgencyDecision(PubliclyIdentified, Versioned):
    """That an organisation has to decide for itself what a network decided, and whether it has."""

    decision = models.ForeignKey(
        Decision,
        on_delete=models.PROTECT,
        related_name="agency_decisions",
        verbose_name=_("beslut"),
    )
    actor = models.ForeignKey(
        Actor,
        on_delete=models.PROTECT,
        related_name="agency_decisions",
        verbose_name=_("organisation"),
    )
    state = models.CharField(
        _("läge"),
        max_length=20,
        choices=AgencyDecisionState,
        default=AgencyDecisionState.WAITING,
    )
    decided_on = models.DateField(_("dag"), null=True, blank=True)
    registry_number = models.CharField(_("diarienummer"), max_length=100, blank=True)

    objects = AgencyDecisionQuerySet.as_manager()

    class Meta:
        verbose_name = _("beslut i en myndighet")
        verbose_name_plural = _("beslut i respektive myndighet")
        ordering = ["decision", in_swedish_order("actor__name"), "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["decision", "actor"],
                name="coordination_agencydecision_once",
                violation_error_message=_("Organisationen står redan här."),
            ),
            one_of("state", AgencyDecisionState, name="coordination_agencydecision_state_known"),
        ]

    def __str__(self) -> str:
        return f"{self.actor}: {self.get_state_display()}"

    def get_work_url(self) -> str:
        return reverse("agency_decision", args=[self.public_id])

    @property
    def is_example(self) -> bool:
        return self.decision.is_example
