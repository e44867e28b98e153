"""The real cases as data, one TOML file each, and what loads them.

A file is made of tables `[noun.key]`, and the fields of the noun stand under it by their names in
the model. Within a long text a line break is a space and an empty line a new paragraph. Other rows
are named by their keys: an actor by its own, a county by its code, a strategy by its slug, a goal
by `strategy/slug`, the rest by their keys in these files. A key is never changed: it is how a row
is found again. Another noun joins by one line in `nouns.py`.
"""
