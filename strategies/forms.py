from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from actors.forms import RuleForm
from records.forms import OnceFormSet
from strategies.models import Commitment, EndMove

MOVE_WORDS = ("moved_to", "decided_by", "decided_on", "reason")


class MoveEndForm(RuleForm):
    """Where a commitment's end is moved, and by whose decision; from where follows by itself."""

    class Meta:
        model = EndMove
        fields = ["commitment", *MOVE_WORDS]

    def clean(self) -> dict:
        cleaned = super().clean() or {}
        commitment, moved_to = self.commitment_in(cleaned), cleaned.get("moved_to")
        decided_on = cleaned.get("decided_on")
        if decided_on and decided_on > timezone.localdate():
            raise ValidationError({"decided_on": _("Den dagen har inte varit än.")})
        if commitment and not commitment.end:
            raise ValidationError(_("Åtagandet har inget slut att flytta."))
        if commitment and moved_to:
            self.move(commitment, moved_to)
        return cleaned

    def commitment_in(self, cleaned: dict) -> Commitment | None:
        return cleaned.get("commitment")

    def move(self, commitment: Commitment, moved_to: str) -> None:
        """A button pressed twice moves it once: the service answers as the first time."""
        words = {name: self.cleaned_data.get(name) for name in MOVE_WORDS}
        if done := EndMove(commitment=commitment, **words).said_already():
            self.instance.moved_from = done.moved_from
        else:
            self.refuse_impossible(commitment, moved_to)

    def refuse_impossible(self, commitment: Commitment, moved_to: str) -> None:
        if commitment.end == moved_to:
            raise ValidationError({"moved_to": _("Slutet är redan det.")})
        self.instance.moved_from = commitment.end
        commitment.end = moved_to
        try:
            commitment.validate_constraints()
        except ValidationError as error:
            raise ValidationError({"moved_to": error.messages}) from error


class PartyFormSet(OnceFormSet):
    """One actor has a role once, while it has no end."""

    def same(self, row: dict) -> tuple | None:
        return None if row.get("until") else (row.get("actor"), row.get("role"))


class ContributionFormSet(OnceFormSet):
    """A commitment serves a goal once, and a strategy once without naming a goal."""

    def same(self, row: dict) -> tuple | None:
        return (row.get("goal"),) if row.get("goal") else (row.get("strategy"), None)
