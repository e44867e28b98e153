"""What the frame of every page needs: nothing that differs between readers."""

from pathlib import Path

from django.conf import settings
from django.http import HttpRequest
from django.urls import translate_url

# Asked once: a style sheet that is built later is there after the next start.
HAS_DESIGN_SYSTEM = Path(settings.ASSETS_DIR, "css", "designsystemet.css").exists()


def site(request: HttpRequest) -> dict:
    return {
        "has_design_system": HAS_DESIGN_SYSTEM,
        "quick_exit_url": settings.QUICK_EXIT_URL,
        "other_languages": [
            {"code": code, "name": name, "address": translate_url(request.get_full_path(), code)}
            for code, name in settings.LANGUAGES
            if code != getattr(request, "LANGUAGE_CODE", settings.LANGUAGE_CODE)
        ],
    }
