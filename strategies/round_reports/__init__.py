"""The report of a follow-up round: what it says, frozen once, and every form that it takes.

`people.py` holds the one rule about numbers of people.
"""
