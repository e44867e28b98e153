from coordination.models.agenda_item import AgendaItem
from coordination.models.attendance import Attendance
from coordination.models.challenge import Challenge
from coordination.models.meeting import Meeting
from coordination.models.network import Network
from coordination.models.seat import Seat

__all__ = ["AgendaItem", "Attendance", "Challenge", "Meeting", "Network", "Seat"]
