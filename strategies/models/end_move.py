from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from actors.access import Access
from actors.models import RuledQuerySet
from records.constraints import not_empty
from records.models import PubliclyIdentified
from records.partial_dates import PartialDateField, partial_dates_check
from strategies.models.commitment import Commitment
from strategies.rules.editing import editable_commitment_q
from strategies.rules.public import public_commitment_q

NEVER_CHANGED = _("Ett flyttat slut ändras aldrig i efterhand.")
NEVER_ERASED = _("Ett flyttat slut tas aldrig bort.")


class EndMoveQuerySet(RuledQuerySet):
    """Rows that are added and read, and nothing else."""

    def visible_q(self, access: Access) -> Q:
        own = Commitment.keys_of_taken_part_in(access)
        return public_commitment_q("commitment__") | Q(commitment__in=own)

    def editable_q(self, access: Access) -> Q:
        """Who may move an end; what was moved is only read."""
        return editable_commitment_q(access, "commitment__")

    def update(self, **kwargs):
        raise ValidationError(NEVER_CHANGED)

    def delete(self):
        raise ValidationError(NEVER_ERASED)


class EndMove(PubliclyIdentified):
    """That a commitment's end was moved: from when to when, who decided it, when and why. It is
    shown beside the commitment and never erased."""

    commitment = models.ForeignKey(
        Commitment, on_delete=models.PROTECT, related_name="end_moves", verbose_name=_("åtagande")
    )
    moved_from = PartialDateField(_("från"), blank=False)
    moved_to = PartialDateField(_("till"), blank=False)
    decided_by = models.CharField(
        _("beslutat av"), max_length=200, help_text=_("Befattning och organisation, ingen person.")
    )
    decided_on = models.DateField(_("beslutat den"))
    reason = models.TextField(_("skäl"))

    objects = EndMoveQuerySet.as_manager()

    class Meta:
        verbose_name = _("flyttat slut")
        verbose_name_plural = _("flyttade slut")
        ordering = ["commitment", "decided_on", "pk"]
        constraints = [
            partial_dates_check("moved_from", "moved_to", name="strategies_endmove_dates"),
            models.CheckConstraint(
                condition=~Q(moved_from=F("moved_to")),
                name="strategies_endmove_moves",
                violation_error_message=_("Slutet är redan det."),
            ),
            not_empty(
                "moved_from", "moved_to", "decided_by", "reason", name="strategies_endmove_complete"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.moved_from} → {self.moved_to}"

    def said_already(self) -> "EndMove | None":
        """The last move of the commitment, if it says the same: a button pressed twice."""
        last = EndMove.objects.filter(commitment=self.commitment_id).order_by("pk").last()
        return last if last and last.words() == self.words() else None

    def words(self) -> tuple:
        """What a person says of it."""
        return self.moved_to, self.decided_by, self.decided_on, self.reason

    def save(self, *args, **kwargs):
        if not self._state.adding:
            raise ValidationError(NEVER_CHANGED)
        super().save(*args, **kwargs)

    def delete(self, *args, **kwargs):
        raise ValidationError(NEVER_ERASED)
