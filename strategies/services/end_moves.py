from datetime import date

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from actors.access import Access
from records.partial_dates import in_words
from records.services import save_content
from strategies.models import Commitment, EndMove
from strategies.rules.editing import can_edit_commitment


class EndMovedError(ValidationError):
    """Another moved the end after the page was made on which it was to be moved."""


@transaction.atomic
def move_end(
    *,
    commitment: Commitment,
    to: str,
    decided_by: str,
    decided_on: date,
    reason: str,
    by: Access,
    seen: str | None = None,
) -> EndMove:
    """Move a commitment's end, and keep from when, who decided it, when and why, for ever.

    `to` is a partial date, `decided_by` an office and its organisation, `seen` the end that the
    person moved it from. The same said twice moves it once. Raises EndMovedError where another has
    moved it since it was seen; ValidationError when there is no end to move, or something is
    missing or malformed; PermissionDenied when the commitment is not `by`'s to edit.
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
    if done := move.said_already():
        return done
    if seen not in (None, locked.end):
        moved = _("Någon annan har flyttat slutet medan du skrev. Det är nu %(end)s.")
        raise EndMovedError(moved, params={"end": in_words(locked.end)})
    move.full_clean()
    move.save()
    locked.end = to
    locked.full_clean()
    save_content(record=locked)
    return move
