"""What a network's own read of it: the public page and what everybody does not see."""

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.views.generic import TemplateView

from actors.access import Access, access_of
from coordination.models import Meeting, Network
from coordination.rules.meetings import can_edit_meeting, is_public_meeting, takes_part_in_meeting
from coordination.rules.networks import (
    can_edit_network,
    can_hand_over_network,
    is_own_network,
    is_public_network,
    takes_part_in,
)
from coordination.summaries import (
    meeting_page,
    network_page,
    own_seats,
    waiting_by_network,
    waiting_proposals,
)
from coordination.summaries.inviting import meeting_invitations
from coordination.summaries.item_proposals import proposed_items, waiting_items
from coordination.summaries.open_points import open_before
from records.history import note_reading


class OwnNetworksView(TemplateView):
    """Where one sits, and what one's organisations maintain."""

    template_name = "work/networks/list.html"

    def get_context_data(self, **kwargs) -> dict:
        access = access_of(self.request.user)
        rows = Network.objects.own_of(access).select_related("county", "host", "parent")
        waiting = waiting_by_network(access)
        return super().get_context_data(
            rows=[(network, waiting.get(network.pk, 0)) for network in rows],
            has_organisation=access.is_editor,
            **kwargs,
        )


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
        edits = can_edit_network(self.access, self.network)
        return super().get_context_data(
            page=page,
            proposals=waiting_proposals(self.network, self.access) if edits else [],
            own_groups=[one for one in page.groups if is_own_network(self.access, one)],
            seats=own_seats(self.network, self.access),
            proposed_items=proposed_items(self.network, self.access),
            is_public=is_public_network(self.network),
            edits=edits,
            edits_in_admin=edits and self.access.is_editor,
            hands_over=can_hand_over_network(self.access),
            runs=edits,
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
        runs = can_edit_meeting(self.access, self.meeting)
        return super().get_context_data(
            meeting=self.meeting,
            invitations=meeting_invitations(self.meeting, self.access, runs=runs),
            page=meeting_page(self.meeting, access=self.access),
            open_points=open_before(self.meeting, self.access),
            runs=runs,
            waiting=len(waiting_items(self.meeting)) if runs else 0,
            is_public=is_public_meeting(self.meeting),
            edits=self.access.is_editor and runs,
            is_example=self.meeting.is_example,
            **kwargs,
        )
