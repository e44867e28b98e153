"""Showing once more who one is, before what touches the account's safety."""

import time
from functools import wraps

from allauth.account import app_settings
from allauth.account.authentication import get_authentication_records
from allauth.account.internal.flows.reauthentication import (
    did_recently_reauthenticate,
    get_reauthentication_flows,
)
from allauth.core.exceptions import ReauthenticationRequired
from django.http import HttpRequest

from actors.sign_in.links import links_of


def has_just_shown(request: HttpRequest) -> bool:
    """allauth lets pass who has neither a password nor a second factor. Whom the identity provider
    knows can show it there."""
    person = request.user
    if person.is_anonymous:
        return False
    if get_reauthentication_flows(person) or not links_of(person).exists():
        return did_recently_reauthenticate(request)
    since = time.time() - app_settings.REAUTHENTICATION_TIMEOUT
    records = get_authentication_records(request, person)
    return any(record.get("reauthenticated") and record["at"] > since for record in records)


def by_one_who_has_shown(view):
    @wraps(view)
    def wrapped(request, *args, **kwargs):
        if request.user.is_authenticated and not has_just_shown(request):
            raise ReauthenticationRequired
        return view(request, *args, **kwargs)

    return wrapped
