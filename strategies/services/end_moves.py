from datetime import date

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from actors.access import Access
from records.services import save_content
from strategies.models import Commitment, EndMove
from strategies.rules.editing import can_edit_commitment


@transaction.atomic
def move_end(
    *,
    commitment: Commitment,
    to: str,
    decided_by: str,
    decided_on: date,
    reason: str,
    by: Access,
) -> EndMove:
    """Move a commitment's end, and keep from when, who decided it, when and why, for ever.

    `to` is a partial date, `decided_by` an office and its organisation. Raises ValidationError
    when there is no end to move, or something is missing or malformed; PermissionDenied when the
    commitment is not `by`'s to edit.
    """
    if not can_edit_commitment(by, commitment):
        raise PermissionDenied
    locked = Commitment.objects.select_for_update().get(pk=commitment.pk)
    if not locked.end:
        raise ValidationError(_("Åtagandet har inget slut att flytta."))
    move = EndMove(
        commitment=locked,
        moved_from=locked.end,
        moved_to=to,
        decided_by=decided_by,
        decided_on=decided_on,
        reason=reason,
    )
    move.full_clean()
    move.save()
    locked.end = to
    locked.full_clean()
    save_content(record=locked)
    return move
