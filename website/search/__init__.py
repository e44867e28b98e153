"""Search over all that is public (`/sok/`).

`kinds/` says what can be found, and how another noun is added; `words.py` folds case and
inflection; `indexing.py` writes the entries, `keeping.py` whenever something changes; `finding.py`
asks for what is public when somebody searches; `marking.py` shows where; `need_for_help.py` tells
who may need help first.
"""
