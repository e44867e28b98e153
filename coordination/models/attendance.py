from typing import Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from actors.access import Access
from actors.models import Actor, RuledQuerySet
from coordination.choices import Audience
from coordination.models.final_notes import keep_as_final
from coordination.models.meeting import Meeting
from coordination.rules.meetings import (
    editable_meeting_q,
    public_at_meeting_q,
    readable_at_meeting_q,
)
from records.constraints import one_of
from records.models import PubliclyIdentified, Sourced, Versioned
from records.swedish import in_swedish_order


class AttendanceQuerySet(RuledQuerySet):
    def public(self) -> Self:
        return self.filter(public_at_meeting_q())

    def visible_q(self, access: Access) -> Q:
        return readable_at_meeting_q(access)

    def editable_q(self, access: Access) -> Q:
        return editable_meeting_q(access, "meeting__")


class Attendance(PubliclyIdentified, Versioned, Sourced):
    """That an organisation took part in a meeting, by which office; never by which person."""

    meeting = models.ForeignKey(
        Meeting, on_delete=models.PROTECT, related_name="attendances", verbose_name=_("möte")
    )
    actor = models.ForeignKey(
        Actor, on_delete=models.PROTECT, related_name="attendances", verbose_name=_("organisation")
    )
    office = models.CharField(_("befattning"), max_length=200, blank=True)
    named_as = models.CharField(_("så skriver källan"), max_length=200, blank=True)
    audience = models.CharField(
        _("för vem"), max_length=20, choices=Audience, default=Audience.MEMBERS
    )

    objects = AttendanceQuerySet.as_manager()

    class Meta:
        verbose_name = _("deltagande")
        verbose_name_plural = _("deltagande")
        ordering = ["meeting", in_swedish_order("actor__name"), "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["meeting", "actor", "office"],
                name="coordination_attendance_once",
                violation_error_message=_("Organisationen är redan med, genom samma befattning."),
            ),
            one_of("audience", Audience, name="coordination_attendance_audience_known"),
        ]

    def __str__(self) -> str:
        return f"{self.actor}, {self.office}" if self.office else str(self.actor)

    @property
    def is_example(self) -> bool:
        return self.meeting.is_example

    @property
    def reading_is_about(self) -> str:
        return str(self)

    def clean(self) -> None:
        super().clean()
        if self.meeting_id is not None:
            keep_as_final(self, "actor_id", "office")
