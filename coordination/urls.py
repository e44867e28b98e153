from django.urls import path

from coordination import feeds, views
from coordination.work.agenda_documents import meeting_document

NETWORK = "natverk/<slug:slug>/"

urlpatterns = [
    path("natverk/", views.NetworkListView.as_view(), name="networks"),
    path(NETWORK, views.NetworkDetailView.as_view(), name="network"),
    path(NETWORK + "beslut/", views.DecisionListView.as_view(), name="decisions"),
    path(NETWORK + "kalender.ics", feeds.NetworkCalendarView.as_view(), name="network_calendar"),
    path(NETWORK + "feed.atom", feeds.NetworkFeedView.as_view(), name="network_feed"),
    path(
        "lan/<slug:slug>/kalender.ics", feeds.CountyCalendarView.as_view(), name="county_calendar"
    ),
    path("moten/", views.MeetingListView.as_view(), name="meetings"),
    path("moten/kalender.ics", feeds.AllCalendarView.as_view(), name="meetings_calendar"),
    path("moten/feed.atom", feeds.AllFeedView.as_view(), name="meetings_feed"),
    path("moten/<slug:public_id>/", views.MeetingDetailView.as_view(), name="meeting"),
    path(
        "moten/<slug:public_id>/handlingar/<slug:document>/",
        meeting_document,
        name="meeting_document",
    ),
]
