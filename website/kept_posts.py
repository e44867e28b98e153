"""What somebody sent when they were no longer signed in, or with a token that was too old.

It is kept, and shown to them when they are in again, so that nothing that was typed is lost. It
waits in the session of that browser, which ends when the browser is closed; nobody else reads it.
"""

from dataclasses import dataclass

from allauth.core.ratelimit import consume_or_429
from django.contrib.sessions.backends.base import SessionBase
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.views.decorators.http import require_safe

KEY = "kept_post"
TOKEN = "csrfmiddlewaretoken"
# Letters: more than a page of twenty-five long reports.
MOST = 200_000
# A shorter text is told by its field's own page, when it is sent again.
SHOWN_FROM = 20


@dataclass(frozen=True)
class KeptPost:
    """Where it was to go, and every field by its name."""

    path: str
    fields: list[tuple[str, str]]

    @property
    def texts(self) -> list[str]:
        """What somebody would be sorry to lose."""
        return [text for name, text in self.fields if len(text) >= SHOWN_FROM and " " in text]


def post_in(request: HttpRequest) -> KeptPost | None:
    """The form that was sent; none for a file, too much, or a script, which keeps its own."""
    if request.method != "POST" or request.headers.get("Accept") == "application/json":
        return None
    fields = fields_of(request.POST)
    if not fields or request.FILES or sum(len(text) for _name, text in fields) > MOST:
        return None
    return KeptPost(request.get_full_path(), fields)


def fields_of(data: QueryDict) -> list[tuple[str, str]]:
    return [(name, text) for name, texts in data.lists() if name != TOKEN for text in texts]


def keep_post(request: HttpRequest) -> bool:
    """Keep the form that was sent, and say whether there was one."""
    post = post_in(request)
    if post is None or consume_or_429(request, action="kept_post"):
        return False
    request.session[KEY] = {"path": post.path, "fields": post.fields}
    return True


def kept_post(session: SessionBase) -> KeptPost | None:
    """What waits, if anything does."""
    kept = session.get(KEY)
    return KeptPost(kept["path"], [tuple(pair) for pair in kept["fields"]]) if kept else None


def forget_post(request: HttpRequest) -> None:
    """Once it is sent again, it waits no longer."""
    kept = kept_post(request.session)
    if kept and kept.path == request.get_full_path():
        del request.session[KEY]


@require_safe
def kept_post_page(request: HttpRequest) -> HttpResponse:
    """What waits, to send again or to copy."""
    return render(request, "work/kept_post.html", {"kept": kept_post(request.session)})


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A token that is too old, for example after signing in anew in another tab. What came from a
    page of ours is shown, to send again; what came from elsewhere is not."""
    is_ours = request.headers.get("Sec-Fetch-Site") == "same-origin"
    kept = post_in(request) if is_ours else None
    return render(request, "403_csrf.html", {"kept": kept}, status=403)
