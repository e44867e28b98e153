"""The clock, held still: everything that asks what time it is is told this."""

from datetime import datetime

import pytest
from django.utils import timezone


def local(moment: str) -> datetime:
    """A time in Sweden, as "2027-03-01 08:00:00"."""
    return timezone.make_aware(datetime.fromisoformat(moment))


class Clock:
    def __init__(self, patch: pytest.MonkeyPatch) -> None:
        self.patch = patch

    def set(self, moment: str | datetime) -> datetime:
        """To a time in Sweden, or to a time that tells its own distance from UTC."""
        now = local(moment) if isinstance(moment, str) else moment
        self.patch.setattr(timezone, "now", lambda: now)
        return now
