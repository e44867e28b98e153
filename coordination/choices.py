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
