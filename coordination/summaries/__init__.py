from coordination.summaries.meeting import MeetingPage, meeting_page, meetings_shown
from coordination.summaries.network import NetworkPage, network_page
from coordination.summaries.seats import OwnSeats, own_seats

__all__ = [
    "MeetingPage",
    "NetworkPage",
    "OwnSeats",
    "meeting_page",
    "meetings_shown",
    "network_page",
    "own_seats",
]
