from django.shortcuts import get_object_or_404
from django.utils.translation import gettext_lazy as _

from coordination.filters import MeetingFilter, NetworkFilter
from coordination.models import Meeting, Network
from coordination.summaries import meeting_page, network_page
from records.public_pages import PublicDetailView, PublicListView


class NetworkListView(PublicListView):
    model = Network
    filterset_class = NetworkFilter
    extra_context = {
        "heading": _("Nätverk"),
        "lead": _("Nätverk, råd och grupper där myndigheter, regioner och kommuner samordnar sig."),
    }

    def get_queryset(self):
        return super().get_queryset().public().select_related("county", "host", "parent")


class NetworkDetailView(PublicDetailView):
    queryset = Network.objects.public().select_related(
        "county", "host", "parent__county", "maintained_by"
    )

    neutral_title = _("Ett nätverk")

    def is_sensitive(self) -> bool:
        return self.object.sensitive

    def get_summary(self):
        return network_page(self.object)


class MeetingListView(PublicListView):
    model = Meeting
    filterset_class = MeetingFilter
    extra_context = {
        "heading": _("Möten"),
        "lead": _("Möten och samtal, de senaste och de kommande."),
    }

    def get_queryset(self):
        rows = super().get_queryset().public().by_day()
        return rows.select_related("county", "network", "convener")


class MeetingDetailView(PublicDetailView):
    queryset = Meeting.objects.public().select_related(
        "county", "network__county", "network__maintained_by", "convener"
    )

    neutral_title = _("Ett möte")

    def is_sensitive(self) -> bool:
        return self.object.sensitive

    def get_object(self, queryset=None):
        return get_object_or_404(self.get_queryset(), public_id=self.kwargs["public_id"])

    def get_summary(self):
        return meeting_page(self.object)
