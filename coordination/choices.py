from django.db import models
from django.utils.translation import gettext_lazy as _


class NetworkKind(models.TextChoices):
    AGENCY_NETWORK = "agency_network", _("myndighetsnätverk")
    COUNCIL = "council", _("råd")
    STEERING = "steering", _("styrgrupp")
    WORKING = "working", _("arbetsgrupp")
    RESOURCE = "resource", _("resursgrupp")
    COUNTY_COOPERATION = "county_cooperation", _("länssamverkan")


class SeatRole(models.TextChoices):
    """What a seat is called; which of them a network has depends on its kind (`ROLES_OF`)."""

    CHAIR = "chair", _("ordförande")
    LEADS = "leads", _("leder")
    MEMBER = "member", _("ledamot")
    CONVENER = "convener", _("sammankallande")
    REPRESENTATIVE = "representative", _("representant")
    SUBSTITUTE = "substitute", _("ersättare")
    SECRETARY = "secretary", _("sekreterare")


OF_GROUPS = (
    SeatRole.CHAIR,
    SeatRole.LEADS,
    SeatRole.MEMBER,
    SeatRole.SUBSTITUTE,
    SeatRole.SECRETARY,
)
OF_NETWORKS = (
    SeatRole.CONVENER,
    SeatRole.REPRESENTATIVE,
    SeatRole.SUBSTITUTE,
    SeatRole.SECRETARY,
)
ROLES_OF: dict[str, tuple[SeatRole, ...]] = {
    NetworkKind.AGENCY_NETWORK: OF_NETWORKS,
    NetworkKind.COUNTY_COOPERATION: OF_NETWORKS,
    NetworkKind.COUNCIL: OF_GROUPS,
    NetworkKind.STEERING: OF_GROUPS,
    NetworkKind.WORKING: OF_GROUPS,
    NetworkKind.RESOURCE: OF_GROUPS,
}

# Who runs a network: edits it, its seats and its meetings.
RUNNING = (SeatRole.CHAIR, SeatRole.CONVENER, SeatRole.SECRETARY)


class MeetingState(models.TextChoices):
    PLANNED = "planned", _("planerat")
    HELD = "held", _("har hållits")
    CANCELLED = "cancelled", _("inställt")


class MeetingForm(models.TextChoices):
    ON_SITE = "on_site", _("på plats")
    DIGITAL = "digital", _("digitalt")
    HYBRID = "hybrid", _("på plats och digitalt")


class Audience(models.TextChoices):
    """For whom something at a meeting is."""

    AT_MEETING = "at_meeting", _("bara på mötet")
    MEMBERS = "members", _("nätverkets egna")
    PUBLIC = "public", _("alla")


class ChallengeState(models.TextChoices):
    IDENTIFIED = "identified", _("identifierad")
    WORKED_ON = "worked_on", _("arbete pågår")
    HANDLED = "handled", _("hanterad")


class NotesState(models.TextChoices):
    """What is written down at a meeting: for who runs it, then for its own to comment, then as it
    stays."""

    DRAFT = "draft", _("utkast")
    SENT = "sent", _("på kommentar")
    FINAL = "final", _("klara")


class ItemKind(models.TextChoices):
    INFORMATION = "information", _("information")
    DISCUSSION = "discussion", _("diskussion")
    DECISION = "decision", _("beslut")


class InviteAnswer(models.TextChoices):
    WAITING = "waiting", _("inte svarat")
    COMES = "comes", _("kommer")
    SENDS_SUBSTITUTE = "substitute", _("skickar ersättare")
    DOES_NOT_COME = "does_not_come", _("kommer inte")


class DecisionKind(models.TextChoices):
    DECISION = "decision", _("beslut")
    JOINT_POSITION = "joint_position", _("gemensamt ställningstagande")
    RECOMMENDATION = "recommendation", _("rekommendation")


class DecisionState(models.TextChoices):
    IN_FORCE = "in_force", _("gäller")
    REPLACED = "replaced", _("ersatt")
    CARRIED_OUT = "carried_out", _("genomfört")


class AgencyDecisionState(models.TextChoices):
    """Where a decision stands that each organisation has to take for itself."""

    WAITING = "waiting", _("inte beslutat")
    DECIDED = "decided", _("beslutat")
    DECLINED = "declined", _("beslutar inte")


class ProposalState(models.TextChoices):
    WAITING = "waiting", _("väntar")
    TAKEN_UP = "taken_up", _("tas upp")
    LEFT_OUT = "left_out", _("tas inte upp")


class SeatProposalState(models.TextChoices):
    """Where an organisation's proposal of its representative is."""

    WAITING = "waiting", _("väntar på svar")
    CONFIRMED = "confirmed", _("bekräftat")
    DECLINED = "declined", _("avböjt")
