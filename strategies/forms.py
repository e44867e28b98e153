from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from actors.forms import RuleForm
from records.forms import OnceFormSet
from strategies.models import EndMove


class MoveEndForm(RuleForm):
    """Where a commitment's end is moved, and by whose decision; from where follows by itself."""

    class Meta:
        model = EndMove
        fields = ["commitment", "moved_to", "decided_by", "decided_on", "reason"]

    def clean(self) -> dict:
        cleaned = super().clean() or {}
        commitment, moved_to = cleaned.get("commitment"), cleaned.get("moved_to")
        if commitment and not commitment.end:
            raise ValidationError({"commitment": _("Åtagandet har inget slut att flytta.")})
        if commitment and commitment.end == moved_to:
            raise ValidationError({"moved_to": _("Slutet är redan det.")})
        if commitment and moved_to and "moved_to" not in self.errors:
            self.instance.moved_from = commitment.end
            commitment.end = moved_to
            try:
                commitment.validate_constraints()
            except ValidationError as error:
                raise ValidationError({"moved_to": error.messages}) from error
        return cleaned


class PartyFormSet(OnceFormSet):
    """One actor has a role once, while it has no end."""

    def same(self, row: dict) -> tuple | None:
        return None if row.get("until") else (row.get("actor"), row.get("role"))


class ContributionFormSet(OnceFormSet):
    """A commitment serves a goal once, and a strategy once without naming a goal."""

    def same(self, row: dict) -> tuple | None:
        return (row.get("goal"),) if row.get("goal") else (row.get("strategy"), None)
