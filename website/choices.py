from django.db import models
from django.utils.translation import gettext_lazy as _


class Frequency(models.TextChoices):
    """How often a person is reminded, at most."""

    WEEKLY = "weekly", _("Varje vecka")
    MONTHLY = "monthly", _("Varje månad")
    NEVER = "never", _("Aldrig")


class Reminder(models.TextChoices):
    """What a person is reminded of, the most pressing first."""

    RETURNED = "returned", _("Ska kompletteras")
    LATE = "late", _("Slutet har passerat")
    MISSING = "missing", _("Inget är redovisat")
    STALE = "stale", _("Mer än 15 månader sedan sist")
    TO_RECEIVE = "to_receive", _("Har väntat mer än 30 dagar på att du tar emot det")
    TO_CONFIRM = "to_confirm", _("Väntar på er bekräftelse")
    TO_ANSWER = "to_answer", _("Vill bidra till er strategi, och väntar på ert svar")


class Conformance(models.TextChoices):
    """How well the site meets the law on accessibility, in the words that the law prescribes."""

    FULL = "full", _("helt förenlig")
    PARTIAL = "partial", _("delvis förenlig")
    NONE = "none", _("inte förenlig")


class AssessmentMethod(models.TextChoices):
    """Who judged how accessible the site is."""

    OWN = "own", _("självskattning")
    EXTERNAL = "external", _("granskning av en utomstående")


class LocalHelpKind(models.TextChoices):
    """Who helps in a municipality."""

    SOCIAL_SERVICES = "social_services", _("socialjour")
    SHELTER = "shelter", _("kvinnojour eller tjejjour")
    VICTIM_SUPPORT = "victim_support", _("brottsofferjour")
    OTHER = "other", _("annan hjälp")


class NoticeLevel(models.TextChoices):
    """How much a notice matters: a word, a mark and a colour."""

    INFORMATION = "information", _("information")
    IMPORTANT = "important", _("viktigt")
    WARNING = "warning", _("varning")
