"""What the frame of every page needs: nothing that differs between readers."""

import time
from functools import lru_cache
from pathlib import Path

from django.conf import settings
from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from website.models import SiteNotice
from website.sharing import prefix_of, shared

# Asked once: a style sheet that is built later is there after the next start.
HAS_DESIGN_SYSTEM = Path(settings.ASSETS_DIR, "css", "designsystemet.css").exists()

# Seconds.
NOTICES_ARE_KEPT = 20


def site(request: HttpRequest) -> dict:
    current = getattr(request, "LANGUAGE_CODE", settings.LANGUAGE_CODE)
    return {
        "has_design_system": HAS_DESIGN_SYSTEM,
        # Where a paper says that it comes from.
        "site_address": settings.SITE_ADDRESS,
        "quick_exit_url": settings.QUICK_EXIT_URL,
        # Of all counties, for they are few: a county's pages show theirs too.
        "notices": SimpleLazyObject(lambda: notices(int(time.time() // NOTICES_ARE_KEPT))),
        "shared": shared(request, language=current),
        "other_languages": [
            {"code": code, "name": name, "address": address_in(code, request, current=current)}
            for code, name in settings.LANGUAGES
            if code != current
        ],
    }


@lru_cache(maxsize=1)
def notices(period: int) -> list[SiteNotice]:
    """What is to be read before anything else now. Asked of the database once in so many seconds,
    and not for each page: browsers keep a page longer than that anyway."""
    return list(SiteNotice.objects.public())


def address_in(language: str, request: HttpRequest, *, current: str) -> str:
    """The same page in another language, also where there is no page at that address."""
    bare = request.get_full_path().removeprefix(prefix_of(current))
    # One slash: two would lead to another host.
    return f"{prefix_of(language)}/{bare.lstrip('/')}"
