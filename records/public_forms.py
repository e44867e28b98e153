"""What a form of a public page does in place of a cookie: one decorator, and its two hidden fields.

A POST must come from a page of ours (the browser says so, by `Sec-Fetch-Site` or `Origin`), from a
page that was shown a while ago but not too long, with a field left empty that only programs fill,
and not too often from one address, where the view itself does not count. What fails and may be a
person's is shown to them again, to send again: nothing that was typed is lost. What came from
elsewhere is not shown.
"""

import time
from collections.abc import Callable
from functools import wraps
from typing import Any

from allauth.core.ratelimit import consume
from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.core.signing import BadSignature, Signer
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.csrf import csrf_exempt

# The names of the hidden fields; the second is one that programs like to fill.
STAMP, TRAP = "sidan_visades", "webbplats"
# Nobody reads and writes faster; a day's work is shorter.
LEAST_SECONDS, MOST_SECONDS = 2, 12 * 60 * 60
# Letters of a form that is shown again: more than anybody writes in one.
MOST = 200_000

TOO_FAST = _("Det gick så fort att vi inte kan skilja er från ett datorprogram.")
TOO_OLD = _("Sidan har varit öppen för länge.")
TRAPPED = _("Ett fält som inte syns var ifyllt, som när ett datorprogram skickar.")
TOO_MANY = _("Många formulär har skickats på kort tid. Vänta en stund.")

View = Callable[..., HttpResponse]


def public_form(
    view: View, *, per_address: bool = True, least_seconds: int = LEAST_SECONDS
) -> View:
    """Lets anybody post to a view, without a cookie, when the form looks like a person's.

    Its template has `{% public_form_fields %}` in the form, and no CSRF token. A view that counts
    itself how often is posted, by something else than the address, says so; and one that a program
    cannot find says that its form may be sent as fast as somebody presses.
    """

    @login_not_required
    @csrf_exempt
    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        refused = refusal(request, per_address, least_seconds) if request.method == "POST" else None
        return refused or view(request, *args, **kwargs)

    return guarded


def refusal(request: HttpRequest, per_address: bool, least_seconds: int) -> HttpResponse | None:
    """What a POST is answered that does not look like a person's on a page of ours."""
    if not is_from_our_page(request):
        return told_again(request, fields=[], fault=None, status=403)
    if per_address and not consume(request, action="public_form"):
        return wait_and_send_again(request)
    fault = fault_of(request, least_seconds)
    return (
        told_again(request, fields=fields_of(request), fault=fault, status=422) if fault else None
    )


def wait_and_send_again(request: HttpRequest) -> HttpResponse:
    return told_again(request, fields=fields_of(request), fault=TOO_MANY, status=429)


def is_from_our_page(request: HttpRequest) -> bool:
    """A page without a referrer has `null` for its origin: there the browser's other word counts,
    which no page can write itself."""
    site, origin = request.headers.get("Sec-Fetch-Site"), request.headers.get("Origin")
    ours = {f"{request.scheme}://{request.get_host()}", *settings.CSRF_TRUSTED_ORIGINS}
    if site is None:
        return origin in ours
    return site == "same-origin" and (origin in ours or origin in (None, "null"))


def fault_of(request: HttpRequest, least_seconds: int):
    """Why a form does not look like a person's; nothing where it does."""
    if request.POST.get(TRAP):
        return TRAPPED
    seconds = seconds_since(request.POST.get(STAMP, ""))
    if seconds is None or seconds > MOST_SECONDS:
        return TOO_OLD
    return TOO_FAST if seconds < least_seconds else None


def stamp(at: float | None = None) -> str:
    """When a page was shown, so that nobody else can write it."""
    return signer().sign(str(int(time.time() if at is None else at)))


def seconds_since(stamped: str) -> float | None:
    """None for a stamp that is not ours."""
    try:
        return time.time() - int(signer().unsign(stamped))
    except (BadSignature, ValueError):
        return None


def signer() -> Signer:
    return Signer(salt="public form")


def fields_of(request: HttpRequest) -> list[tuple[str, str]]:
    """What was typed, to send again; none where it is far too much."""
    own = (STAMP, TRAP)
    fields = [(name, text) for name, texts in request.POST.lists() for text in texts]
    if sum(len(text) for _name, text in fields) > MOST:
        return []
    return [(name, text) for name, text in fields if name not in own]


def texts_of(request: HttpRequest) -> list[str]:
    """What was typed in a form that can be sent nowhere, to read and copy."""
    return texts_in(fields_of(request))


def texts_in(fields: list[tuple[str, str]]) -> list[str]:
    """What somebody would be sorry to lose: one word is soon typed again, and so is all that a page
    carries in hidden fields."""
    return [text for _name, text in fields if len(text.split()) > 1]


def told_again(
    request: HttpRequest, *, fields: list[tuple[str, str]], fault, status: int
) -> HttpResponse:
    told = {"fields": fields, "texts": texts_in(fields), "fault": fault}
    response = render(request, "records/public_form_again.html", told, status=status)
    response.headers["Cache-Control"] = "no-store"
    response.headers["Referrer-Policy"] = "no-referrer"
    return response
