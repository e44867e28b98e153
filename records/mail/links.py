"""Links in letters: whole addresses, for a letter is read far from the site."""

from django.conf import settings
from django.urls import reverse
from django.utils import translation


def link_to(name: str, *args: str, language: str) -> str:
    """The address of a page of ours, in the language of the letter."""
    with translation.override(language):
        return settings.SITE_ADDRESS + reverse(name, args=args)
