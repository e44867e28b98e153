from collections.abc import Mapping, Sequence
from datetime import date

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from actors.models import Actor, User
from actors.services.people import withdraw_invitation
from actors.services.rights import access_now
from actors.services.succession.open_things import Handing, open_things
from records.history import told_as
from records.services import lock, save_content


@transaction.atomic
def end_actor(
    *,
    actor: Actor,
    successors: Sequence[Actor],
    on: date,
    by: User,
    choices: Mapping[str, Actor] | None = None,
) -> int:
    """Let an organisation end on that day, its last, and others come after it: one where it goes up
    in another, several where it is split. Says how many open things went on.

    `choices` says to which successor a thing goes, by its key; the first takes the rest. What
    invites people is taken back. Raises PermissionDenied for who is no superuser, and
    ValidationError.
    """
    if not access_now(by).is_superuser:
        raise PermissionDenied
    kept = lock(actor)
    check(kept, successors, on)
    things = open_things(kept)
    with told_as(by=by, for_actor=kept.pk):
        for one in things:
            to = (choices or {}).get(one.key, successors[0])
            one.hand_on(Handing(to=to, by=by, on=on))
        for invitation in kept.invitations.open():
            withdraw_invitation(invitation)
        kept.valid_to = on
        kept.full_clean()
        save_content(record=kept)
        kept.succeeded_by.set(successors)
    return len(things)


def check(actor: Actor, successors: Sequence[Actor], on: date) -> None:
    if not successors:
        raise ValidationError(_("Välj vem som tar över."))
    if not actor.is_in_force:
        raise ValidationError(_("Organisationen har redan upphört."))
    if on > timezone.localdate():
        raise ValidationError(
            _("Den sista dagen har inte varit än. Gör det här tidigast den dagen.")
        )
    for one in successors:
        if one == actor or one.parent_id == actor.pk:
            raise ValidationError(_("En organisation kan inte ta över efter sig själv."))
        if not one.is_in_force:
            raise ValidationError(_("%(name)s har upphört.") % {"name": one})
        if one.is_example != actor.is_example:
            raise ValidationError(_("Det påhittade och det verkliga hålls isär."))
