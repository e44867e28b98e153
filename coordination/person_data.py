"""What this room keeps about a person, for who asks what is kept of them."""

from typing import Any

from django.db.models import Q

from actors.models import User
from actors.person_data import also_export, also_forget
from coordination.models import Invitee, SeatProposal


def keep_person_data() -> None:
    also_export("seats", seats_of)
    also_export("seat_proposals", proposals_of)
    also_export("meeting_invitations", meeting_invitations_of)
    also_forget(forget_meeting_invitations)


def seats_of(person: User) -> list[dict[str, Any]]:
    """The seats that the person has or had in networks."""
    seats = person.seats.select_related("network", "actor").order_by("pk")
    return [
        {
            "network": one.network.title,
            "role": one.get_role_display(),
            "organisation": one.actor.name if one.actor else "",
            "office": one.office,
            "since": one.since,
            "until": one.until,
        }
        for one in seats
    ]


def proposals_of(person: User) -> list[dict[str, Any]]:
    """Where an organisation has proposed the person, and what the person has proposed for theirs.
    Nobody else is named."""
    mine = SeatProposal.objects.filter(Q(person=person) | Q(proposed_by=person))
    rows = mine.select_related("seat__network", "seat__actor").order_by("pk")
    return [
        {
            "network": one.seat.network.title,
            "organisation": one.seat.actor.name if one.seat.actor else "",
            "is_proposed": one.person_id == person.pk,
            "has_proposed": one.proposed_by_id == person.pk,
            "proposed_at": one.proposed_at,
            "state": one.state,
        }
        for one in rows
    ]


def invited_q(person: User) -> Q:
    return Q(person=person) | Q(address__iexact=person.email)


def meeting_invitations_of(person: User) -> list[dict[str, Any]]:
    """What the person was invited to, and what was answered."""
    rows = Invitee.objects.filter(invited_q(person)).select_related("meeting", "actor")
    return [
        {
            "meeting": one.meeting.title,
            "organisation": one.actor.name if one.actor else "",
            "office": one.office,
            "address": one.address,
            "sent_at": one.sent_at,
            "withdrawn_at": one.withdrawn_at,
            "answer": one.answer,
            "substitute": one.substitute,
            "remark": one.remark,
            "answered_at": one.answered_at,
        }
        for one in rows.order_by("pk")
    ]


def forget_meeting_invitations(person: User) -> None:
    """Where letters went and what was said are gone; that the organisation was invited and came
    stays. So does nobody's name as the substitute of another."""
    for one in Invitee.objects.filter(invited_q(person)):
        one.address = one.remark = ""
        one.save(update_fields=["address", "remark"])
    if person.name:
        # Case is folded by Python: databases differ in how they do it.
        for one in Invitee.objects.exclude(substitute=""):
            if person.name.casefold() in one.substitute.casefold():
                one.substitute = ""
                one.save(update_fields=["substitute"])
