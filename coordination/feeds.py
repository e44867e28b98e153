"""Meetings for calendars and readers of feeds: files of what the pages beside them show."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _

from actors.models import County
from coordination.calendars import entries, feed
from coordination.calendars.feed import meetings_feed
from coordination.calendars.public import public_calendar
from coordination.filters import MeetingFilter
from coordination.models import Meeting, Network
from coordination.models.meeting import MeetingQuerySet
from records.public_pages import PublicPage


class MeetingsFile(PublicPage):
    """A file of meetings that everybody may read, with the headers of its page."""

    http_method_names = ["get", "head", "options"]
    content_type = ""

    def get(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        meetings = self.get_meetings()
        content = self.content_of(meetings)
        return self.with_headers(HttpResponse(content, content_type=self.content_type))

    def get_meetings(self) -> MeetingQuerySet:
        raise NotImplementedError

    def content_of(self, meetings: MeetingQuerySet) -> str | bytes:
        raise NotImplementedError


class CalendarFile(MeetingsFile):
    content_type = entries.CONTENT_TYPE

    def content_of(self, meetings: MeetingQuerySet) -> bytes:
        name = f"{self.get_name()} – Samordna"
        return public_calendar(meetings, name=name, is_example=self.is_example())


class FeedFile(MeetingsFile):
    content_type = feed.CONTENT_TYPE

    def content_of(self, meetings: MeetingQuerySet) -> str:
        return meetings_feed(
            meetings,
            title=f"{self.get_name()} – Samordna",
            path=self.get_page(),
            feed_path=self.request.path,
        )


class OfAll:
    """What the list of meetings finds, by the same filter."""

    def get_meetings(self) -> MeetingQuerySet:
        rows = Meeting.objects.public()
        self.filterset = MeetingFilter(self.request.GET, queryset=rows, request=self.request)
        return self.filterset.qs if self.filterset.is_valid() else rows.none()

    def get(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        """A filter that cannot be is answered as the list answers it."""
        response = super().get(request, *args, **kwargs)
        response.status_code = 200 if self.filterset.is_valid() else 400
        return response

    def is_example(self) -> bool:
        return self.filterset.shows_example

    def get_name(self) -> str:
        return _("Möten")

    def get_page(self) -> str:
        return reverse("meetings") + self.filterset.query


class OfNetwork:
    def get_meetings(self) -> MeetingQuerySet:
        rows = Network.objects.public().select_related("county")
        self.network = get_object_or_404(rows, slug=self.kwargs["slug"])
        return self.network.meetings.public()

    def is_sensitive(self) -> bool:
        return self.network.sensitive

    def is_example(self) -> bool:
        return self.network.is_example

    def get_name(self) -> str:
        return _("Möten i ett nätverk") if self.network.sensitive else self.network.title

    def get_page(self) -> str:
        return self.network.get_absolute_url()


class OfCounty:
    def get_meetings(self) -> MeetingQuerySet:
        self.county = get_object_or_404(County, slug=self.kwargs["slug"])
        return Meeting.objects.public().in_county(self.county)

    def is_example(self) -> bool:
        return self.county.is_example

    def get_name(self) -> str:
        return _("Möten i %(county)s") % {"county": self.county.name}


class AllCalendarView(OfAll, CalendarFile):
    pass


class NetworkCalendarView(OfNetwork, CalendarFile):
    pass


class CountyCalendarView(OfCounty, CalendarFile):
    pass


class AllFeedView(OfAll, FeedFile):
    pass


class NetworkFeedView(OfNetwork, FeedFile):
    pass
