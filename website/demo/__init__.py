"""Exempel län: an invented county to try everything in.

`rows/` holds it as TOML, read as the cases are (`website/cases/`) but with organisations too, and
`people.toml` who may sign in. What stands in `rows/utkast.toml` is not published. Each new noun
adds its own rows here.
"""
