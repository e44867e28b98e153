"""Where every link without sign-in leads: `/svar/<token>/`. A GET shows, only a POST acts, for mail
filters open every link of a letter.

A room that sends such links says in its `AppConfig.ready` which page they open:

    opens_answer_link("join", JoinAnswerView.as_view())

The page is called as `view(request, link=link)` with a link that waits, for GET and for POST; a
POST has passed `public_form`. It asks the link again (`hold_link` or `use_link`) in the transaction
in which it acts. Who answers is a stranger, whoever is signed in: the page looks at no session.
"""

from collections.abc import Callable
from typing import Any

from allauth.core.ratelimit import consume_or_429
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from actors.models import AnswerLink
from actors.services import LinkClosedError, waiting_link
from records.public_forms import TOO_MANY, fields_of, public_form, texts_of, told_again

# What `as_view()` is typed as is wider than what it answers.
AnswerPage = Callable[..., Any]

pages: dict[str, AnswerPage] = {}


def opens_answer_link(purpose: str, page: AnswerPage) -> None:
    pages[purpose] = page


@public_form
def answer_page(request: HttpRequest, token: str) -> HttpResponse:
    response = answered(request, waiting_link(token=token))
    # The address opens something: it is stored nowhere, and told to nobody.
    response.headers["Cache-Control"] = "no-store"
    response.headers["Referrer-Policy"] = "no-referrer"
    response.headers["X-Robots-Tag"] = "noindex"
    return response


def answered(request: HttpRequest, link: AnswerLink | None) -> HttpResponse:
    limited = consume_or_429(request, action="open_answer_link", limit_get=True)
    if limited:
        return wait(request) if request.method == "POST" else limited
    page = pages.get(link.purpose) if link else None
    if page is None:
        return closed(request)
    try:
        return page(request, link=link)
    except LinkClosedError:
        return closed(request)


def wait(request: HttpRequest) -> HttpResponse:
    """What was typed, to send again in a while."""
    return told_again(request, fields=fields_of(request), fault=TOO_MANY, status=429)


def closed(request: HttpRequest) -> HttpResponse:
    """One page for every link that does not hold: it tells whom to ask, and not why. What was typed
    until it ended stands on it, to copy."""
    texts = texts_of(request)
    return render(request, "actors/answer_closed.html", {"texts": texts}, status=404)
