from django.db import models
from django.utils.translation import gettext_lazy as _


class StrategyKind(models.TextChoices):
    STRATEGY = "strategy", _("strategi")
    ACTION_PLAN = "action_plan", _("handlingsplan")
    ASSIGNMENT = "assignment", _("regeringsuppdrag")
    PROGRAMME = "programme", _("program")
    FRAMEWORK = "framework", _("målramverk")


class Level(models.TextChoices):
    NATIONAL = "national", _("nationell nivå")
    COUNTY = "county", _("länsnivå")


class StrategyState(models.TextChoices):
    DRAFT = "draft", _("utkast")
    CONSULTATION = "consultation", _("på remiss")
    ADOPTED = "adopted", _("beslutad")
    ENDED = "ended", _("avslutad")
    UNKNOWN = "unknown", _("okänt")


class PartyRole(models.TextChoices):
    STANDS_BEHIND = "stands_behind", _("står bakom")
    JOINED = "joined", _("ansluten")
    PARTICIPATES = "participates", _("deltar")
    ISSUES = "issues", _("utfärdare")
    RECEIVES = "receives", _("har fått uppdraget")
    REFERENCE = "reference", _("referensmyndighet")
    CONSULTED = "consulted", _("remissinstans")


class CommitmentKind(models.TextChoices):
    COMMITMENT = "commitment", _("åtagande")
    JOINT_EFFORT = "joint_effort", _("myndighetsgemensam satsning")
    SPECIAL_INITIATIVE = "special_initiative", _("särskild satsning")
    CITIZEN_PROMISE = "citizen_promise", _("medborgarlöfte")
    ACTIVITY = "activity", _("aktivitet")


class ContributionState(models.TextChoices):
    PROPOSED = "proposed", _("föreslaget")
    ACCEPTED = "accepted", _("godtaget")
