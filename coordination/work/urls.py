from django.urls import path

from coordination.work import (
    agenda_urls,
    at_meeting_urls,
    attendance,
    deciding_urls,
    inviting_urls,
    networks,
    notes_urls,
    pages,
    planning_urls,
    proposals,
    seats,
)

urlpatterns = [
    path("natverk/", pages.OwnNetworksView.as_view(), name="own_networks"),
    path("natverk/nytt/", networks.NewNetworkView.as_view(), name="network_new"),
    path("natverk/era-platser/", proposals.OwnSeatsView.as_view(), name="own_seats"),
    path("natverk/<slug:slug>/", pages.NetworkWorkView.as_view(), name="work_network"),
    path("natverk/<slug:slug>/andra/", networks.ChangeNetworkView.as_view(), name="network_change"),
    path(
        "natverk/<slug:slug>/publicera/",
        networks.PublishNetworkView.as_view(),
        name="network_publish",
    ),
    path(
        "natverk/<slug:slug>/avpublicera/",
        networks.WithdrawNetworkView.as_view(),
        name="network_withdraw",
    ),
    path("natverk/<slug:slug>/avsluta/", networks.EndNetworkView.as_view(), name="network_end"),
    path(
        "natverk/<slug:slug>/forvaltare/",
        networks.HandOverNetworkView.as_view(),
        name="network_hand_over",
    ),
    path(
        "natverk/<slug:slug>/narvaro/",
        attendance.AttendanceYearView.as_view(),
        name="network_attendance",
    ),
    path(
        "natverk/<slug:slug>/sekreterare/",
        seats.SecretariatView.as_view(),
        name="network_secretariat",
    ),
    path("natverk/<slug:slug>/platser/ny/", seats.NewSeatView.as_view(), name="seat_new"),
    path("natverk/<slug:slug>/platser/flera/", seats.SeatsView.as_view(), name="seats_new"),
    path("natverk/<slug:slug>/platser/<slug:public_id>/", seats.SeatView.as_view(), name="seat"),
    path(
        "natverk/<slug:slug>/platser/<slug:public_id>/avsluta/",
        seats.EndSeatView.as_view(),
        name="seat_end",
    ),
    path(
        "natverk/<slug:slug>/platser/<slug:public_id>/foresla/",
        proposals.ProposeView.as_view(),
        name="seat_propose",
    ),
    path(
        "natverk/<slug:slug>/forslag/<slug:public_id>/",
        proposals.ProposalView.as_view(),
        name="seat_proposal",
    ),
    *planning_urls.urlpatterns,
    path("moten/<slug:public_id>/", pages.MeetingWorkView.as_view(), name="work_meeting"),
    *agenda_urls.urlpatterns,
    *deciding_urls.urlpatterns,
    *inviting_urls.urlpatterns,
    *at_meeting_urls.urlpatterns,
    *notes_urls.urlpatterns,
]
