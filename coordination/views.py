from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from coordination.filters import DecisionFilter, MeetingFilter, NetworkFilter
from coordination.models import Decision, Meeting, Network
from coordination.summaries import by_year, meeting_page, network_page, register_of
from records.lists import FilteredListView
from records.public_pages import PublicDetailView, PublicListView, PublicPage
from records.summaries import Provenance


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


class DecisionListView(PublicPage, FilteredListView):
    """The decisions of one network that are marked for all, under their years."""

    model = Decision
    filterset_class = DecisionFilter
    neutral_title = _("Beslut")
    extra_context = {"heading": _("Beslut")}

    def get(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        rows = Network.objects.public().select_related("county")
        self.network = get_object_or_404(rows, slug=kwargs["slug"])
        self.queryset = register_of(self.network)
        return super().get(request, *args, **kwargs)

    def is_sensitive(self) -> bool:
        return self.network.sensitive

    def is_example(self) -> bool:
        return self.network.is_example

    def get_context_data(self, **kwargs) -> dict:
        context = super().get_context_data(**kwargs)
        dates = Provenance(self.network.published_at, self.network.content_updated_at)
        years = by_year(context["object_list"])
        return context | {"network": self.network, "years": years, "provenance": dates}


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

    def get_context_data(self, **kwargs) -> dict:
        """The files hold what the filter finds, as the list does."""
        chosen = self.filterset.query
        return super().get_context_data(
            calendar=reverse("meetings_calendar") + chosen,
            feed=reverse("meetings_feed") + chosen,
            **kwargs,
        )


class MeetingDetailView(PublicDetailView):
    queryset = Meeting.objects.public().select_related(
        "county", "network__county", "network__maintained_by", "network__parent", "convener"
    )

    neutral_title = _("Ett möte")

    def is_sensitive(self) -> bool:
        return self.object.sensitive

    def get_object(self, queryset=None):
        return get_object_or_404(self.get_queryset(), public_id=self.kwargs["public_id"])

    def get_summary(self):
        return meeting_page(self.object)

    def get_linked_data(self) -> dict | None:
        """Day and town, as everything that everybody may read of where and when."""
        meeting = self.object
        if not meeting.on:
            return None
        return {
            "@type": "Event",
            "name": meeting.title,
            "startDate": meeting.on,
            "eventStatus": meeting.is_cancelled and "https://schema.org/EventCancelled",
            "location": meeting.town and {"@type": "Place", "name": meeting.town},
            "url": settings.SITE_ADDRESS + meeting.get_absolute_url(),
        }
