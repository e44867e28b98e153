"""What of a text is shown among the hits, with the words that were found marked. All of it is
escaped: the marks are the only HTML."""

from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString, mark_safe

from website.search.words import WORD, Asked

# Letters of an excerpt, and how many of them stand before the first word that was found.
LENGTH, BEFORE = 240, 80


def marked(text: str, asked: Asked) -> SafeString:
    """The text with each word that was found in a `<mark>`."""
    parts, end = [], 0
    for word in WORD.finditer(text):
        if asked.finds(word.group()):
            parts += [text[end : word.start()], format_html("<mark>{}</mark>", word.group())]
            end = word.end()
    # Each part is escaped here, and a mark has been.
    return mark_safe("".join(map(conditional_escape, [*parts, text[end:]])))


def excerpt(text: str, asked: Asked) -> SafeString:
    """Some of the text around the first word that was found; its beginning where none was."""
    first = next((word.start() for word in WORD.finditer(text) if asked.finds(word.group())), 0)
    start = at_a_word(text, first - BEFORE)
    end = len(text) if len(text) - start <= LENGTH else at_a_word(text, start + LENGTH)
    cut = text[start:end].strip()
    return marked(f"{'… ' if start else ''}{cut}{' …' if end < len(text) else ''}", asked)


def at_a_word(text: str, place: int) -> int:
    """The place, or the nearest one before it where a word begins; a long word is cut."""
    if place <= 0:
        return 0
    space = text.rfind(" ", max(0, place - BEFORE // 2), place)
    return place if space < 0 else space + 1
