"""What a page says to search engines in their own words (schema.org, JSON-LD): facts that stand on
the page, of organisations and days, never of persons."""

import json
from collections.abc import Mapping

from django.utils.safestring import SafeString

# What would end the element, or begin another, whatever the text says.
ESCAPES = {ord(">"): "\\u003E", ord("<"): "\\u003C", ord("&"): "\\u0026"}


def as_linked_data(facts: Mapping | None) -> SafeString:
    """A block of data, which no browser runs; nothing without facts. What is empty is left out."""
    if not facts:
        return SafeString("")
    known = {"@context": "https://schema.org"} | {
        name: fact for name, fact in facts.items() if fact
    }
    text = json.dumps(known, ensure_ascii=False, separators=(",", ":")).translate(ESCAPES)
    return SafeString(f'<script type="application/ld+json">{text}</script>\n')
