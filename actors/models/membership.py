from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from actors.choices import Role
from actors.models.actor import Actor
from actors.models.user import User
from records.choices import Verb
from records.constraints import one_of
from records.models import Guarded


class Membership(Guarded):
    """That a person acts for an organisation, in which role, and from when until when."""

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
        ]

    def __str__(self) -> str:
        return f"{self.user}, {self.get_role_display()}, {self.actor}"

    def get_additional_data(self) -> dict:
        """What the history tells of every change of a role: by keys, for a name would stay there
        when the person is anonymised."""
        return {"verb": Verb.ROLE_CHANGED, "for_actor": self.actor_id, "person": self.user_id}
