"""Together: networks, seats, meetings, agendas, decisions, challenges and action points.

The room stands where the imports expect it, above strategies and below the website; its nouns
move in with networks and meetings.
"""
