"""Where every link without sign-in leads: `/svar/<token>/`. A GET shows, only a POST acts, for mail
filters open every link of a letter.

A room that sends such links says in its `AppConfig.ready` which page they open:

    opens_answer_link("join", JoinAnswerView.as_view())

The page is called as `view(request, link=link)` with a link that waits, for GET and for POST; a
POST has passed `public_form`. It asks the link again (`hold_link` or `use_link`) in the transaction
in which it acts. Who answers is a stranger, whoever is signed in: the page looks at no session.
"""

from collections.abc import Callable
from functools import partial
from typing import Any

from allauth.core.ratelimit import consume_or_429, respond_429
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from actors.models import AnswerLink
from actors.services import LinkClosedError, waiting_link
from records.public_forms import public_form, texts_of, wait_and_send_again

# What `as_view()` is typed as is wider than what it answers.
AnswerPage = Callable[..., Any]

pages: dict[str, AnswerPage] = {}


def opens_answer_link(purpose: str, page: AnswerPage) -> None:
    pages[purpose] = page


# Only who has the letter finds the page, and two fields are answered in a moment.
@partial(public_form, per_address=False, least_seconds=0)
def answer_page(request: HttpRequest, token: str) -> HttpResponse:
    response = answered(request, waiting_link(token=token))
    # The address opens something: it is stored nowhere, and told to nobody.
    response.headers["Cache-Control"] = "no-store"
    response.headers["Referrer-Policy"] = "no-referrer"
    response.headers["X-Robots-Tag"] = "noindex"
    return response


def answered(request: HttpRequest, link: AnswerLink | None) -> HttpResponse:
    if is_too_often(request, link):
        return wait_and_send_again(request) if request.method == "POST" else respond_429(request)
    page = pages.get(link.purpose) if link else None
    if page is None:
        return closed(request)
    try:
        return page(request, link=link)
    except LinkClosedError:
        return closed(request)


def is_too_often(request: HttpRequest, link: AnswerLink | None) -> bool:
    """A whole office sits at one address, so each link that holds counts by itself. What opens
    nothing counts as a guess of the address: who has made too many opens nothing for a while."""
    is_over = partial(consume_or_429, request, limit_get=True)
    if is_over(action="guess_answer_link", dry_run=link is not None):
        return True
    return link is not None and bool(is_over(action="open_answer_link", key=str(link.pk)))


def closed(request: HttpRequest) -> HttpResponse:
    """One page for every link that does not hold: it tells whom to ask, and not why. What was typed
    until it ended stands on it, to copy."""
    texts = texts_of(request)
    return render(request, "actors/answer_closed.html", {"texts": texts}, status=404)
