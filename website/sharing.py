"""How a page is known elsewhere: its one address, and the same page in another language. Nothing of
who reads it."""

from dataclasses import dataclass

from django.conf import settings
from django.http import HttpRequest

# What makes another page of the same list; a filter makes none.
PAGE = "page"
LOCALES = {"sv": "sv_SE", "en": "en_GB"}


@dataclass(frozen=True)
class Shared:
    """Whole addresses of a page, in each language by its code; `address` is the page's own."""

    address: str
    languages: dict[str, str]
    locale: str


def shared(request: HttpRequest, *, language: str) -> Shared:
    bare = request.path.removeprefix(prefix_of(language))
    number = request.GET.get(PAGE, "")
    query = f"?{PAGE}={number}" if number.isascii() and number.isdigit() else ""
    languages = {
        code: f"{settings.SITE_ADDRESS}{prefix_of(code)}{bare}{query}"
        for code, _name in settings.LANGUAGES
    }
    return Shared(languages[language], languages, LOCALES[language])


def prefix_of(language: str) -> str:
    return "" if language == settings.LANGUAGE_CODE else f"/{language}"
