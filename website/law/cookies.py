"""Which cookies the site sets, read from the settings that set them."""

from dataclasses import dataclass

from django.conf import settings
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

HOUR, DAY = 60 * 60, 60 * 60 * 24


@dataclass(frozen=True)
class Cookie:
    name: str
    why: str | Promise
    # Seconds; None: until the browser is closed.
    seconds: int | None
    # Seconds after which the server forgets what the cookie names, where it does so sooner.
    server_seconds: int | None = None

    @property
    def lasts(self) -> str:
        return in_words(self.seconds) if self.seconds else ""

    @property
    def server_lasts(self) -> str:
        return in_words(self.server_seconds) if self.server_seconds else ""


def cookies() -> list[Cookie]:
    """Those of people who sign in. There are no others: `messages` lie in the session."""
    ends_with_browser = settings.SESSION_EXPIRE_AT_BROWSER_CLOSE
    age = settings.SESSION_COOKIE_AGE
    return [
        Cookie(
            settings.SESSION_COOKIE_NAME,
            _("Håller dig inloggad. Innehåller en slumpad nyckel och inget om dig."),
            None if ends_with_browser else age,
            age if ends_with_browser else None,
        ),
        Cookie(
            settings.CSRF_COOKIE_NAME,
            _("Skyddar formulären: visar att det är du som skickar dem, och ingen annan sida."),
            settings.CSRF_COOKIE_AGE,
        ),
    ]


def in_words(seconds: int) -> str:
    if seconds < DAY:
        hours = max(1, round(seconds / HOUR))
        return ngettext("%(count)d timme", "%(count)d timmar", hours) % {"count": hours}
    days = round(seconds / DAY)
    return ngettext("%(count)d dag", "%(count)d dagar", days) % {"count": days}
