from django.urls import path

from coordination import views

urlpatterns = [
    path("natverk/", views.NetworkListView.as_view(), name="networks"),
    path("natverk/<slug:slug>/", views.NetworkDetailView.as_view(), name="network"),
    path("moten/", views.MeetingListView.as_view(), name="meetings"),
    path("moten/<slug:public_id>/", views.MeetingDetailView.as_view(), name="meeting"),
]
