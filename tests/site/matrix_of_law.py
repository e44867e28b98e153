"""Of the matrix: what the law's pages have beside the pages for all."""

from collections.abc import Iterator

from tests.site.rows import NO_POST, Row, answers, fixed


def law_pages() -> Iterator[Row]:
    yield fixed(
        "accessibility_told",
        "/tillganglighet/skickat/finns-inte/",
        answers(404),
        NO_POST,
        "the receipt of no message",
    )
    security = "/.well-known/security.txt"
    yield fixed("security_txt", security, answers(404), NO_POST, "where nobody is named")
