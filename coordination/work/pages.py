"""What a network's own read of it: the public page and what everybody does not see."""

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.views.generic import TemplateView

from actors.access import Access, access_of
from coordination.models import Meeting, Network
from coordination.rules import (
    can_edit_meeting,
    can_edit_network,
    is_own_network,
    is_public_meeting,
    is_public_network,
    takes_part_in,
    takes_part_in_meeting,
)
from coordination.summaries import meeting_page, network_page, own_seats
from records.history import note_reading


class OwnNetworksView(TemplateView):
    """Where one sits, and what one's organisations maintain."""

    template_name = "work/networks/list.html"

    def get_context_data(self, **kwargs) -> dict:
        access = access_of(self.request.user)
        rows = Network.objects.own_of(access).select_related("county", "host", "parent")
        return super().get_context_data(networks=list(rows), **kwargs)


class NetworkWorkView(TemplateView):
    """A network with who holds its seats, its drafts, and where its meetings are."""

    template_name = "work/networks/network.html"
    access: Access
    network: Network

    def dispatch(self, request: HttpRequest, *args, **kwargs) -> HttpResponseBase:
        self.access = access_of(request.user)
        rows = Network.objects.own_of(self.access).select_related(
            "county", "host", "parent__county", "maintained_by"
        )
        self.network = get_object_or_404(rows, slug=kwargs["slug"])
        return super().dispatch(request, *args, **kwargs)

    def get(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        note_reading(
            record=self.network,
            by=request.user,
            may_read_anyway=takes_part_in(self.access, self.network),
        )
        return super().get(request, *args, **kwargs)

    def get_context_data(self, **kwargs) -> dict:
        page = network_page(self.network, access=self.access)
        return super().get_context_data(
            page=page,
            own_groups=[one for one in page.groups if is_own_network(self.access, one)],
            seats=own_seats(self.network, self.access),
            is_public=is_public_network(self.network),
            edits=self.access.is_editor and can_edit_network(self.access, self.network),
            is_example=self.network.is_example,
            **kwargs,
        )


class MeetingWorkView(TemplateView):
    """A meeting with its place, its link and what is for the network's own."""

    template_name = "work/networks/meeting.html"
    access: Access
    meeting: Meeting

    def dispatch(self, request: HttpRequest, *args, **kwargs) -> HttpResponseBase:
        self.access = access_of(request.user)
        rows = Meeting.objects.own_of(self.access).select_related(
            "county", "network__county", "network__maintained_by", "network__parent", "convener"
        )
        self.meeting = get_object_or_404(rows, public_id=kwargs["public_id"])
        return super().dispatch(request, *args, **kwargs)

    def get(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        note_reading(
            record=self.meeting,
            by=request.user,
            may_read_anyway=takes_part_in_meeting(self.access, self.meeting),
        )
        return super().get(request, *args, **kwargs)

    def get_context_data(self, **kwargs) -> dict:
        return super().get_context_data(
            page=meeting_page(self.meeting, access=self.access),
            is_public=is_public_meeting(self.meeting),
            edits=self.access.is_editor and can_edit_meeting(self.access, self.meeting),
            is_example=self.meeting.is_example,
            **kwargs,
        )
