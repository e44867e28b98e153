"""What those invited answer: by the link in their letter, signed in, or by telephone to who runs
the meeting."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from actors.access import access_of
from actors.models import AnswerLink, User
from actors.services import LinkClosedError, hold_link
from coordination.choices import InviteAnswer
from coordination.models import Invitee
from coordination.rules.inviting import is_own_invitation
from coordination.rules.meetings import can_edit_meeting
from coordination.services.inviting.holding import require_to_come
from coordination.services.inviting.letters import PURPOSE
from coordination.services.inviting.seated import seats_of, those_who_left
from records.history import told_as
from records.services import hold
from strategies.services.reports.holding import require

BY_LINK, BY_TELEPHONE = _("Svar genom länken i brevet"), _("Svar som någon annan har fört in")


def invitee_of_link(link: AnswerLink) -> Invitee:
    """Who answers by a link. Raises LinkClosedError where it is about nobody who is invited, or who
    has left the seat: the link shows where the others meet."""
    rows = Invitee.objects.invited().select_related(
        "actor", "meeting__county", "meeting__network", "meeting__convener"
    )
    invitee = rows.filter(public_id=link.about).first()
    if invitee is None or those_who_left([invitee], seats_of(invitee.meeting)):
        raise LinkClosedError
    return invitee


@transaction.atomic
def answer_invitation(
    *,
    invitee: Invitee,
    answer: InviteAnswer,
    substitute: str = "",
    remark: str = "",
    by: User | AnswerLink,
) -> Invitee:
    """Keep what somebody answers; the last answer counts, until the meeting begins. A substitute
    is kept only of who sends one. No letter leaves.

    Raises PermissionDenied (LinkClosedError of a link), ValidationError.
    """
    rows = Invitee.objects.select_related("meeting__network", "meeting__convener")
    kept = hold(rows).get(pk=invitee.pk)
    why = reason_for(kept, by)
    if kept.withdrawn_at is not None:
        raise ValidationError(_("Den är inte längre bjuden."))
    require_to_come(kept.meeting)
    if answer == InviteAnswer.WAITING:
        raise ValidationError({"answer": _("Välj ett svar.")})
    kept.answer, kept.remark, kept.answered_at = answer, remark.strip(), timezone.now()
    is_sent = answer == InviteAnswer.SENDS_SUBSTITUTE
    kept.substitute = substitute.strip() if is_sent else ""
    kept.full_clean(exclude=["meeting", "seat", "person"])
    with told_as(by=by if isinstance(by, User) else None, for_actor=kept.actor_id, why=why):
        kept.save()
    return kept


def reason_for(invitee: Invitee, by: User | AnswerLink) -> str:
    """What the history says beside the answer. Raises PermissionDenied for who may not give it."""
    if isinstance(by, AnswerLink):
        if hold_link(link=by).about != invitee.public_id or by.purpose != PURPOSE:
            raise LinkClosedError
        return in_swedish(BY_LINK)
    if is_own_invitation(access_of(by), invitee):
        return ""
    require(may=can_edit_meeting(access_of(by), invitee.meeting))
    return in_swedish(BY_TELEPHONE)


def in_swedish(text: object) -> str:
    with override("sv"):
        return str(text)
