"""One summary for everybody and for a network's own: the same rows by another question."""

from typing import Any

from actors.access import Access


def readable(rows: Any, access: Access | None) -> Any:
    """What everybody reads of these rows; with an `access` what that person reads."""
    return rows.public() if access is None else rows.visible_to(access)
