"""Together: networks, seats, meetings, agenda items and challenges."""
