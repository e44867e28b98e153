from typing import Self

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from actors.access import Access
from actors.models import Actor, RuledQuerySet
from records.constraints import not_empty, one_of
from records.examples import EXAMPLE_DOMAIN, is_example_address
from records.models import Guarded, PubliclyIdentified, Versioned
from strategies.choices import OPEN_TO_JOIN, DecisionKind, JoinState
from strategies.models.goal import Goal
from strategies.models.party import Party
from strategies.models.strategy import Strategy
from strategies.rules.editing import editable_strategy_q
from strategies.rules.joining import editable_join_request_q, visible_join_request_q
from strategies.rules.public import public_goal_q


class JoinRequestQuerySet(RuledQuerySet):
    def public(self) -> Self:
        """None: what is told of one that was accepted stands with the party."""
        return self.none()

    def visible_q(self, access: Access) -> Q:
        return visible_join_request_q(access)

    def editable_q(self, access: Access) -> Q:
        return editable_join_request_q(access)

    def open(self) -> Self:
        """Those that wait for one side or the other."""
        return self.filter(state__in=OPEN_TO_JOIN)

    def waiting(self) -> Self:
        """Those that the maintainer of the strategy has not answered."""
        return self.filter(state=JoinState.WAITING)

    def answerable_by(self, access: Access) -> Self:
        """Those to a strategy that the person coordinates."""
        return self if access.is_superuser else self.sent_to(access)

    def sent_to(self, access: Access) -> Self:
        """The same by membership alone: a superuser may answer, and nobody waits for them."""
        return self.filter(editable_strategy_q(access, prefix="strategy__"))

    def asked_by(self, access: Access) -> Self:
        """What the person's own organisations have asked and confirmed."""
        return self.exclude(state=JoinState.UNCONFIRMED).filter(actor__in=access.reads)

    def asked_back_first(self) -> Self:
        """What waits for one's own organisation first, then the newest."""
        is_asked_back = models.Case(models.When(state=JoinState.ASKED_BACK, then=0), default=1)
        return self.order_by(is_asked_back, "-sent_at", "pk")

    def oldest_first(self) -> Self:
        return self.order_by(F("sent_at").asc(nulls_first=True), "pk")


class JoinRequest(PubliclyIdentified, Versioned):
    """That an organisation asks to join a strategy: its own decision, what it wants to do, whom to
    turn to, and what the maintainer answers. Accepted, the organisation is a party from the day of
    its decision. No person is named: an office is told.

    Sent without an account it waits for the organisation's mailbox to confirm it, by the link of a
    letter (`actors.models.AnswerLink`).
    """

    strategy = models.ForeignKey(
        Strategy, on_delete=models.PROTECT, related_name="join_requests", verbose_name=_("strategi")
    )
    actor = models.ForeignKey(
        Actor,
        on_delete=models.PROTECT,
        related_name="strategy_join_requests",
        verbose_name=_("organisation"),
    )
    decision_kind = models.CharField(_("slag av beslut"), max_length=20, choices=DecisionKind)
    decided_on = models.DateField(_("beslutets datum"))
    registry_number = models.CharField(_("beslutets diarienummer"), max_length=100)
    office = models.CharField(_("kontaktfunktion"), max_length=150)
    contact_address = models.EmailField(_("kontaktens e-postadress"))
    is_declared = models.BooleanField(_("förklaringen är avgiven"), default=False)
    state = models.CharField(
        _("läge"), max_length=20, choices=JoinState, default=JoinState.UNCONFIRMED, editable=False
    )
    # Where the confirming link went; empty where a coordinator has sent it signed in.
    confirmed_by_address = models.EmailField(
        _("bekräftas från adressen"), blank=True, editable=False
    )
    by_address_given = models.BooleanField(
        _("adressen är den som skrevs"),
        default=False,
        editable=False,
        help_text=_("Organisationens egen brevlåda är inte känd."),
    )
    confirmed_by_office = models.CharField(
        _("bekräftad av befattningen"), max_length=150, blank=True, editable=False
    )
    confirmed_by_name = models.CharField(
        _("bekräftad av"), max_length=150, blank=True, editable=False
    )
    created_at = models.DateTimeField(_("skriven"), default=timezone.now, editable=False)
    sent_at = models.DateTimeField(_("inkommen"), null=True, blank=True, editable=False)
    answered_at = models.DateTimeField(_("besvarad"), null=True, blank=True, editable=False)
    answer = models.TextField(
        _("svar"), blank=True, help_text=_("Från den som förvaltar strategin.")
    )
    answer_signed = models.CharField(
        _("svaret lämnat av"), max_length=300, blank=True, editable=False
    )
    party = models.ForeignKey(
        Party,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="join_requests",
        verbose_name=_("part"),
    )

    objects = JoinRequestQuerySet.as_manager()

    class Meta:
        verbose_name = _("begäran om anslutning")
        verbose_name_plural = _("begäranden om anslutning")
        ordering = ["strategy", "-created_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["strategy", "actor"],
                condition=Q(state__in=OPEN_TO_JOIN),
                name="strategies_joinrequest_one_open",
                violation_error_message=_(
                    "Organisationen har redan en begäran som väntar på svar."
                ),
            ),
            not_empty(
                "registry_number", "office", "contact_address",
                name="strategies_joinrequest_complete",
            ),
            models.CheckConstraint(
                condition=Q(is_declared=True),
                name="strategies_joinrequest_declared",
                violation_error_message=_("Kryssa i att ni ställer er bakom strategin."),
            ),
            models.CheckConstraint(
                condition=Q(state=JoinState.UNCONFIRMED, sent_at__isnull=True)
                | (~Q(state=JoinState.UNCONFIRMED) & Q(sent_at__isnull=False)),
                name="strategies_joinrequest_sent_when_confirmed",
                violation_error_message=_("Den som är bekräftad har en dag då den kom in."),
            ),
            models.CheckConstraint(
                condition=Q(state=JoinState.ACCEPTED, party__isnull=False)
                | (~Q(state=JoinState.ACCEPTED) & Q(party__isnull=True)),
                name="strategies_joinrequest_accepted_is_party",
                violation_error_message=_("Den som är godtagen är part i strategin."),
            ),
            models.CheckConstraint(
                condition=~Q(state__in=[JoinState.ASKED_BACK, JoinState.DECLINED]) | ~Q(answer=""),
                name="strategies_joinrequest_answer_says_why",
                violation_error_message=_("Skriv med en mening varför."),
            ),
            one_of("state", JoinState, name="strategies_joinrequest_state_known"),
            one_of("decision_kind", DecisionKind, name="strategies_joinrequest_decision_known"),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.actor}: {self.strategy}"

    def get_work_url(self) -> str:
        return reverse("join_request", args=[self.public_id])

    @property
    def is_example(self) -> bool:
        return self.strategy.is_example

    @property
    def is_waiting(self) -> bool:
        return self.state == JoinState.WAITING

    def clean(self) -> None:
        """A decision has been made; and what is invented has an invented address."""
        super().clean()
        if self.decided_on and self.decided_on > timezone.localdate():
            raise ValidationError({"decided_on": _("Den dagen har inte varit än.")})
        if self.strategy_id is None or not self.contact_address:
            return
        if self.is_example and not is_example_address(self.contact_address):
            text = _("Exempel län är påhittat. Skriv en adress som slutar på @%(domain)s.")
            raise ValidationError({"contact_address": text % {"domain": EXAMPLE_DOMAIN}})
        if is_example_address(self.contact_address) and not self.is_example:
            raise ValidationError({"contact_address": _("Adressen är påhittad. Skriv en verklig.")})


class JoinAimQuerySet(models.QuerySet):
    def shown(self) -> Self:
        """What those say who were accepted."""
        return self.filter(request__state=JoinState.ACCEPTED)

    def with_public_goal(self) -> Self:
        """Each with whether everybody may read its goal, as `goal_is_public`."""
        return self.annotate(
            goal_is_public=models.ExpressionWrapper(
                Q(goal__isnull=False) & public_goal_q("goal__"),
                output_field=models.BooleanField(),
            )
        )


class JoinAim(Guarded):
    """What an organisation that asks to join wants to reach itself, and which goal of the strategy
    that serves. Shown beside its name once it is accepted."""

    request = models.ForeignKey(
        JoinRequest, on_delete=models.CASCADE, related_name="aims", verbose_name=_("begäran")
    )
    goal = models.ForeignKey(
        Goal,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="join_aims",
        verbose_name=_("mål"),
    )
    text = models.TextField(_("eget mål"), max_length=500)

    objects = JoinAimQuerySet.as_manager()

    class Meta:
        verbose_name = _("eget mål i en anslutning")
        verbose_name_plural = _("egna mål i anslutningar")
        ordering = ["request", "pk"]
        constraints = [not_empty("text", name="strategies_joinaim_says_something")]

    def __str__(self) -> str:
        return self.text

    @property
    def is_example(self) -> bool:
        return self.request.is_example

    def clean(self) -> None:
        super().clean()
        if self.goal and self.goal.strategy_id != self.request.strategy_id:
            raise ValidationError({"goal": _("Målet hör till en annan strategi.")})
