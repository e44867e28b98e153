"""Forms of public pages, sent as a browser sends them."""

import time
from http import HTTPStatus

from django.http import HttpResponse
from django.test import Client

from records.public_forms import STAMP, stamp

OURS = {"sec-fetch-site": "same-origin", "origin": "http://testserver"}
# So long somebody reads and writes.
A_WHILE = 60


def send(client: Client, path: str, said: dict, *, seconds: float = A_WHILE) -> HttpResponse:
    """What somebody wrote on a page of ours that was shown so many seconds ago."""
    shown = stamp(time.time() - seconds)
    return client.post(path, {STAMP: shown} | said, headers=OURS)


def is_sent_on(response: HttpResponse) -> bool:
    """Whether the form was done with, so that reloading the page sends nothing again."""
    return response.status_code == HTTPStatus.FOUND
