"""Whose history this room keeps, and the history as people read it."""

from actors.history.nouns import NOT_KEPT, keep_history, note_sign_in
from actors.history.rows import history_rows, visible_history

__all__ = ["NOT_KEPT", "history_rows", "keep_history", "note_sign_in", "visible_history"]
