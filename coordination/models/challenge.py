from typing import Self

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Prefetch, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from actors.access import Access
from actors.models import RuledQuerySet
from coordination.choices import Audience, ChallengeState
from coordination.models.agenda_item import AgendaItem
from coordination.models.final_notes import (
    keep_as_final,
    keep_at_final_meeting,
    stands_in_final_notes,
)
from coordination.models.meeting import Meeting
from coordination.models.network import Network
from coordination.rules.challenges import (
    editable_challenge_q,
    public_challenge_q,
    readable_challenge_q,
)
from records.constraints import not_empty, one_of
from records.models import PubliclyIdentified, Sourced, Versioned
from strategies.models import Commitment, Goal


class ChallengeQuerySet(RuledQuerySet):
    def public(self) -> Self:
        return self.filter(public_challenge_q())

    def visible_q(self, access: Access) -> Q:
        return readable_challenge_q(access)

    def editable_q(self, access: Access) -> Q:
        return editable_challenge_q(access)

    def with_public_ties(self) -> Self:
        """Each with its goals and commitments that everybody reads, as `public_goals` and
        `public_commitments`. Two queries more."""
        goals = Goal.objects.public().select_related("strategy")
        commitments = Commitment.objects.public().select_related("home", "responsible")
        return self.prefetch_related(
            Prefetch("goals", goals, to_attr="public_goals"),
            Prefetch("commitments", commitments, to_attr="public_commitments"),
        )


class Challenge(PubliclyIdentified, Versioned, Sourced):
    """What more cooperation has to take on: raised at a meeting, tied to goals, and followed until
    it is handled, with the commitments that answer it."""

    network = models.ForeignKey(
        Network,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="challenges",
        verbose_name=_("nätverk"),
    )
    meeting = models.ForeignKey(
        Meeting,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="challenges",
        verbose_name=_("lyft på mötet"),
    )
    item = models.ForeignKey(
        AgendaItem,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="challenges",
        editable=False,
        verbose_name=_("punkt"),
    )
    text = models.TextField(_("utmaning"))
    state = models.CharField(
        _("läge"), max_length=20, choices=ChallengeState, default=ChallengeState.IDENTIFIED
    )
    answer = models.TextField(
        _("vad som görs åt den"), blank=True, help_text=_("Kort, för alla som läser.")
    )
    goals = models.ManyToManyField(
        Goal, blank=True, related_name="challenges", verbose_name=_("mål")
    )
    commitments = models.ManyToManyField(
        Commitment,
        blank=True,
        related_name="challenges",
        verbose_name=_("åtaganden som svarar på den"),
    )
    audience = models.CharField(
        _("för vem"), max_length=20, choices=Audience, default=Audience.MEMBERS
    )
    # Of the meeting's notes, and read when they are: what else was raised there is told by itself.
    is_noted = models.BooleanField(_("står i mötets anteckningar"), default=False, editable=False)
    position = models.PositiveSmallIntegerField(_("ordning"), default=0)

    # Filled by `.with_public_ties()`.
    public_goals: list[Goal]
    public_commitments: list[Commitment]

    objects = ChallengeQuerySet.as_manager()

    class Meta:
        verbose_name = _("utmaning")
        verbose_name_plural = _("utmaningar")
        ordering = ["position", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(network__isnull=False) | Q(meeting__isnull=False),
                name="coordination_challenge_of_network_or_meeting",
                violation_error_message=_("Ange nätverket eller mötet som lyfte den."),
            ),
            models.CheckConstraint(
                condition=Q(is_noted=False) | Q(meeting__isnull=False),
                name="coordination_challenge_noted_at_a_meeting",
                violation_error_message=_("Det som står i anteckningar hör till ett möte."),
            ),
            not_empty("text", name="coordination_challenge_told"),
            one_of("state", ChallengeState, name="coordination_challenge_state_known"),
            one_of("audience", Audience, name="coordination_challenge_audience_known"),
        ]

    def __str__(self) -> str:
        return self.text

    def get_work_url(self) -> str:
        return reverse("work_challenge", args=[self.public_id])

    @property
    def anchor(self) -> str:
        """By which the page that lists it is entered where it stands."""
        return f"utmaning-{self.public_id}"

    @property
    def is_handled(self) -> bool:
        return self.state == ChallengeState.HANDLED

    @property
    def is_example(self) -> bool:
        of = self.network or self.meeting
        return of is not None and of.is_example

    @property
    def has_standing_notes(self) -> bool:
        """Whether its words stand in notes that are final: how it goes is told later."""
        return stands_in_final_notes(self)

    def clean(self) -> None:
        super().clean()
        if self.item is not None and self.item.meeting_id != self.meeting_id:
            raise ValidationError({"meeting": _("Punkten hör till ett annat möte.")})
        keep_as_final(self, "text")
        keep_at_final_meeting(self)
