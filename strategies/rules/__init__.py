"""Who may read and change what of strategies.

`public` holds what everybody may read, `reading` what organisations that take part read besides,
`editing` who may change a row. A question for lists (a `Q`) stands beside the same question for one
object (a bool); `tests/site/test_rules.py` holds them equal.
"""
