"""Reference data: Sweden's counties, municipalities and the organisations known from the start.

The CSV files beside this one are facts, not settings. `basis` in organisations.csv says how sure
we are of a row, and is neither loaded nor shown.
"""
