from django.urls import path

from coordination.work import pages

urlpatterns = [
    path("natverk/", pages.OwnNetworksView.as_view(), name="own_networks"),
    path("natverk/<slug:slug>/", pages.NetworkWorkView.as_view(), name="work_network"),
    path("moten/<slug:public_id>/", pages.MeetingWorkView.as_view(), name="work_meeting"),
]
