"""Buttons of a meeting's page: shown to everybody or not, held, cancelled."""

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from coordination.rules.inviting import is_too_late
from coordination.services.inviting import changes_since_told
from coordination.services.planning import (
    cancel_meeting,
    mark_held,
    publish_meeting,
    reopen_meeting,
    withdraw_meeting,
)
from coordination.work.running import MeetingDoor, OwnMeetingPage
from strategies.work.rounds.pages import Pressed


class MeetingButton(MeetingDoor, Pressed):
    def back(self) -> str:
        return self.meeting.get_work_url()


class PublishView(MeetingButton):
    def act(self) -> str:
        publish_meeting(meeting=self.meeting, by=self.request.user)
        if self.meeting.network is None:
            return _("Mötet visas för alla.")
        return _("Mötet visas för alla, när nätverket gör det.")


class WithdrawView(MeetingButton):
    def act(self) -> str:
        withdraw_meeting(meeting=self.meeting, by=self.request.user)
        return _("Mötet visas inte längre för alla.")


class HeldView(MeetingButton):
    def act(self) -> str:
        mark_held(meeting=self.meeting, by=self.request.user)
        return _("Mötet har hållits.")


class ReopenView(MeetingButton):
    """A slip of the hand is taken back."""

    def act(self) -> str:
        reopened = reopen_meeting(meeting=self.meeting, by=self.request.user)
        if changes_since_told(reopened) and not is_too_late(reopened):
            return _("Mötet är planerat igen. De som är bjudna får ett brev om det efter en kvart.")
        return _("Mötet är planerat igen.")


class CancelView(OwnMeetingPage, MeetingButton):
    """Asked about once: letters leave at once."""

    http_method_names = ["get", "post"]
    template_name = "work/planning/cancel.html"

    def get(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        return self.render_to_response(self.get_context_data())

    def act(self) -> str:
        letters = cancel_meeting(meeting=self.meeting, by=self.request.user)
        if not letters:
            return _("Mötet är inställt.")
        told = ngettext(
            "Mötet är inställt. En har fått ett brev.",
            "Mötet är inställt. %(count)s har fått ett brev.",
            letters,
        )
        return told % {"count": letters}
