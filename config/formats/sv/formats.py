"""Dates in Swedish; only what Django's own formats write otherwise."""

DATETIME_FORMAT = "j F Y, H:i"
YEAR_MONTH_FORMAT = "F Y"
