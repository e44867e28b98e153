"""Meetings as calendars read them (iCalendar, RFC 5545; invitations by iTIP, RFC 5546)."""
