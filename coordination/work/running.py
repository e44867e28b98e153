"""One network, for its own or those who run it; one meeting, for those who run it."""

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.views.generic import View
from django.views.generic.base import ContextMixin, TemplateResponseMixin

from actors.access import Access, access_of
from coordination.models import Meeting, Network
from coordination.rules.meetings import can_edit_meeting, takes_part_in_meeting
from coordination.rules.networks import can_edit_network, takes_part_in
from records.history import note_reading

CLASHED, REFUSED = 409, 422


class OfNetwork(ContextMixin, View):
    """Something of a network, for its own; to anybody else there is no such page."""

    access: Access
    network: Network

    def dispatch(self, request: HttpRequest, *args, **kwargs) -> HttpResponseBase:
        self.access = access_of(request.user)
        rows = Network.objects.own_of(self.access).select_related(
            "county", "parent", "maintained_by"
        )
        self.network = get_object_or_404(rows, slug=kwargs["slug"])
        if not self.may():
            raise PermissionDenied
        reads_anyway = takes_part_in(self.access, self.network)
        note_reading(record=self.network, by=request.user, may_read_anyway=reads_anyway)
        return super().dispatch(request, *args, **kwargs)

    def may(self) -> bool:
        return True

    @property
    def runs(self) -> bool:
        return can_edit_network(self.access, self.network)

    def get_context_data(self, **kwargs) -> dict:
        return super().get_context_data(
            network=self.network, is_example=self.network.is_example, **kwargs
        )


class OfRunNetwork(OfNetwork):
    """For who runs the network. Who only sits in it is told that they may not."""

    def may(self) -> bool:
        return self.runs


class OwnNetworkPage(TemplateResponseMixin, OfRunNetwork):
    """A page of the network that is shown, for the same."""


class MeetingDoor(View):
    """A meeting, for who runs it."""

    access: Access
    meeting: Meeting

    def dispatch(self, request: HttpRequest, *args, **kwargs) -> HttpResponseBase:
        self.access = access_of(request.user)
        rows = Meeting.objects.own_of(self.access).select_related(
            "county", "network__county", "network__maintained_by", "network__parent", "convener"
        )
        self.meeting = get_object_or_404(rows, public_id=kwargs["public_id"])
        if not can_edit_meeting(self.access, self.meeting):
            raise PermissionDenied
        reads_anyway = takes_part_in_meeting(self.access, self.meeting)
        note_reading(record=self.meeting, by=request.user, may_read_anyway=reads_anyway)
        return super().dispatch(request, *args, **kwargs)


class OwnMeetingPage(TemplateResponseMixin, ContextMixin, MeetingDoor):
    """A page of the meeting that is shown."""

    def get_context_data(self, **kwargs) -> dict:
        return super().get_context_data(
            meeting=self.meeting, is_example=self.meeting.is_example, **kwargs
        )
