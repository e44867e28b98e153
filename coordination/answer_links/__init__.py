"""Pages of this room that links without sign-in open (`actors/answer_links.py`). Who reads them is
a stranger: they look at no session, and are written without a cookie."""
