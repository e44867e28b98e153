"""Searching as a reader does."""

from django.test import Client


def search(words: str, *, language: str = "", **chosen: str):
    return Client().get(f"{language}/sok/", {"sok": words} | chosen)


def found(words: str, **chosen: str) -> list[str]:
    """The titles of the hits, in their order, without marks."""
    response = search(words, **chosen)
    assert response.status_code == 200
    titles = (str(hit.title) for hit in response.context["hits"])
    return [title.replace("<mark>", "").replace("</mark>", "") for title in titles]
