from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q, Value
from django.db.models.functions import Concat
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from actors.access import Access
from actors.models import Actor, RuledQuerySet
from coordination.choices import InviteAnswer, MeetingState
from coordination.models.meeting import Meeting
from coordination.models.seat import Seat
from coordination.rules.inviting import own_invitation_q
from coordination.rules.meetings import editable_meeting_q, own_meeting_q
from records.constraints import one_of
from records.models import PubliclyIdentified, Versioned
from records.swedish import in_swedish_order


class InviteeQuerySet(RuledQuerySet):
    def visible_q(self, access: Access) -> Q:
        return own_meeting_q(access, "meeting__")

    def editable_q(self, access: Access) -> Q:
        return editable_meeting_q(access, "meeting__")

    def own_of(self, access: Access) -> Self:
        """Those that the person answers themselves."""
        return self.filter(own_invitation_q(access))

    def invited(self) -> Self:
        """Those that the meeting still counts on."""
        return self.filter(withdrawn_at__isnull=True)

    def unanswered(self) -> Self:
        """Those whose letter has left, and who can still answer."""
        today = timezone.localdate().isoformat()
        has_an_hour = Q(meeting__starts_at__gt=timezone.now())
        has_a_day = Q(meeting__on="") | Q(last__gte=today)
        has_a_day &= Q(meeting__starts_at__isnull=True)
        # "2026-11" has not passed before that month has.
        rows = self.alias(last=Concat("meeting__on", Value("-99")))
        waiting = rows.invited().written_to().filter(answer=InviteAnswer.WAITING)
        return waiting.filter(has_an_hour | has_a_day, meeting__state=MeetingState.PLANNED)

    def written_to(self) -> Self:
        """Those to whom the invitation has left."""
        return self.filter(sent_at__isnull=False)


class Invitee(PubliclyIdentified, Versioned):
    """Who is invited to a meeting: a seat, or an organisation that is a guest; what was sent, and
    what they answered. For the network's own alone."""

    meeting = models.ForeignKey(
        Meeting, on_delete=models.PROTECT, related_name="invitees", verbose_name=_("möte")
    )
    seat = models.ForeignKey(
        Seat,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="invitations",
        verbose_name=_("plats"),
    )
    actor = models.ForeignKey(
        Actor,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="meeting_invitations",
        verbose_name=_("organisation"),
    )
    office = models.CharField(_("befattning"), max_length=200, blank=True)
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="meeting_invitations",
        verbose_name=_("person"),
    )
    # Where letters go: the person's, or the mailbox of the organisation; none where none is known.
    address = models.EmailField(_("adress"), blank=True)
    sent_at = models.DateTimeField(_("skickad"), null=True, editable=False)
    sent_sequence = models.PositiveIntegerField(_("senaste utskick"), null=True, editable=False)
    withdrawn_at = models.DateTimeField(_("inte längre bjuden"), null=True, editable=False)

    answer = models.CharField(
        _("svar"), max_length=20, choices=InviteAnswer, default=InviteAnswer.WAITING
    )
    substitute = models.CharField(
        _("ersättare"),
        max_length=200,
        blank=True,
        help_text=_("Befattning, eller namn när det behövs. Visas bara för nätverkets egna."),
    )
    remark = models.CharField(_("meddelande"), max_length=500, blank=True)
    answered_at = models.DateTimeField(_("svarade"), null=True, editable=False)

    objects = InviteeQuerySet.as_manager()

    class Meta:
        verbose_name = _("bjuden till ett möte")
        verbose_name_plural = _("bjudna till möten")
        ordering = ["meeting", in_swedish_order("actor__name"), "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["meeting", "seat"],
                condition=Q(seat__isnull=False),
                name="coordination_invitee_seat_once",
                violation_error_message=_("Den platsen är redan bjuden."),
            ),
            models.UniqueConstraint(
                fields=["meeting", "address"],
                condition=~Q(address=""),
                name="coordination_invitee_address_once",
                violation_error_message=_("Den adressen är redan bjuden."),
            ),
            models.CheckConstraint(
                condition=Q(seat__isnull=False) | Q(actor__isnull=False),
                name="coordination_invitee_is_somebody",
                violation_error_message=_("Välj en plats eller en organisation."),
            ),
            one_of("answer", InviteAnswer, name="coordination_invitee_answer_known"),
        ]

    def __str__(self) -> str:
        return f"{self.actor or self.office}"

    @property
    def is_example(self) -> bool:
        return self.meeting.is_example

    @property
    def comes(self) -> bool:
        return self.answer in (InviteAnswer.COMES, InviteAnswer.SENDS_SUBSTITUTE)

    @property
    def sends_substitute(self) -> bool:
        return self.answer == InviteAnswer.SENDS_SUBSTITUTE
