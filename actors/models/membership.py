from datetime import date
from typing import Self

from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from actors.access import REPORTING, valid_on_q
from actors.choices import Role
from actors.models.actor import Actor
from actors.models.user import User
from records.choices import Verb
from records.constraints import one_of
from records.models import PubliclyIdentified, Versioned


class MembershipQuerySet(models.QuerySet):
    def valid(self, on: date | None = None) -> Self:
        """Those that hold on that day (today)."""
        return self.filter(valid_on_q(on or timezone.localdate()))

    def held(self) -> Self:
        """Those that hold today or from a day to come; the first to begin comes first."""
        open_end = Q(valid_to__isnull=True) | Q(valid_to__gte=timezone.localdate())
        return self.filter(open_end, ended_at__isnull=True).order_by("valid_from", "pk")

    def reporting(self) -> Self:
        """Those by which somebody may tell how the organisation's commitments go."""
        return self.filter(role__in=REPORTING)

    def coordinating(self) -> Self:
        """Those by which somebody answers for the organisation today, and can sign in to do so."""
        return self.valid().filter(role=Role.COORDINATOR, user__is_active=True)


class Membership(PubliclyIdentified, Versioned):
    """That a person acts for an organisation, in which role, and from when until when.

    Another role, or another word on signing, is another membership: who had which right when can
    then be read from the rows.
    """

    # A year without anybody saying that the right is still right.
    REVIEW_AFTER_MONTHS = 12

    user = models.ForeignKey(
        User, on_delete=models.PROTECT, related_name="memberships", verbose_name=_("person")
    )
    actor = models.ForeignKey(
        Actor, on_delete=models.PROTECT, related_name="memberships", verbose_name=_("aktör")
    )
    role = models.CharField(_("roll"), max_length=20, choices=Role)
    office = models.CharField(_("befattning"), max_length=150, blank=True)
    may_sign = models.BooleanField(_("får fastställa svar"), default=False)
    valid_from = models.DateField(_("från"), default=timezone.localdate)
    valid_to = models.DateField(
        _("till"), null=True, blank=True, help_text=_("Till och med den dagen.")
    )
    # A day is too coarse for taking a right away: it ends at once.
    ended_at = models.DateTimeField(_("avslutat"), null=True, blank=True, editable=False)
    reviewed_on = models.DateField(_("översett"), null=True, blank=True, editable=False)

    objects = MembershipQuerySet.as_manager()

    class Meta:
        verbose_name = _("medlemskap")
        verbose_name_plural = _("medlemskap")
        ordering = ["actor", "user", "valid_from"]
        constraints = [
            models.UniqueConstraint(
                fields=["user", "actor"],
                condition=Q(valid_to__isnull=True),
                name="actors_membership_one_open",
                violation_error_message=_("Personen har redan ett medlemskap utan slut här."),
            ),
            one_of("role", Role, name="actors_membership_role_known"),
            models.CheckConstraint(
                condition=Q(valid_to__isnull=True) | Q(valid_to__gte=F("valid_from")),
                name="actors_membership_in_order",
                violation_error_message=_("Slutet ligger före början."),
            ),
            models.CheckConstraint(
                condition=Q(ended_at__isnull=True) | Q(valid_to__isnull=False),
                name="actors_membership_ended_has_last_day",
                violation_error_message=_("Det som är avslutat har en sista dag."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user}, {self.get_role_display()}, {self.actor}"

    @property
    def begins_later(self) -> bool:
        return self.valid_from > timezone.localdate()

    @property
    def known_right_since(self) -> date:
        """When somebody last said that the person is to have this right."""
        return self.reviewed_on or self.valid_from

    @property
    def needs_review(self) -> bool:
        """Whether it is more than a year since anybody said so."""
        today = timezone.localdate()
        since = self.known_right_since
        months = (today.year - since.year) * 12 + today.month - since.month
        return (months, today.day) > (self.REVIEW_AFTER_MONTHS, since.day)

    def get_additional_data(self) -> dict:
        """What the history tells of every change of a role: by keys, for a name would stay there
        when the person is anonymised."""
        return {"verb": Verb.ROLE_CHANGED, "for_actor": self.actor_id, "person": self.user_id}
