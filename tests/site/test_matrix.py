"""The access matrix holds: each address, each kind of person, GET and POST."""

import os
from http.cookies import SimpleCookie

import pytest
from django.db import transaction
from django.template.response import SimpleTemplateResponse
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver

from tests.people import KINDS
from tests.site.addresses import DEVELOPMENT_NAMES
from tests.site.matrix import rows
from tests.site.permissions import PERMISSIONS, as_markdown
from tests.site.scene import Scene, build_scene

pytestmark = pytest.mark.ignore_template_errors


@pytest.fixture
def scene(world, cast) -> Scene:
    return build_scene(world, cast)


def names_in(resolver: URLResolver, namespace: str = "") -> set[str]:
    """The names of all addresses below; a nameless one is known by its pattern."""
    names = set()
    for entry in resolver.url_patterns:
        if isinstance(entry, URLPattern):
            names.add(f"{namespace}{entry.name or entry.pattern}")
        else:
            inner = f"{entry.namespace}:" if entry.namespace else namespace
            names |= names_in(entry, inner)
    return names


# Django's own: what no address fits, and an old form of the address of a row, which leads to it.
UNNAMED = {r"admin:(?P<url>.*)$", "admin:<path:object_id>/"}


def test_every_address_is_in_the_matrix(scene):
    known = {row.name for row in rows(scene)} | DEVELOPMENT_NAMES | UNNAMED
    assert names_in(get_resolver()) == known


@pytest.mark.once
@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.usefixtures("nothing_is_drawn")
def test_everybody_is_answered_as_the_matrix_says(scene, kind):
    wrong = []
    client = scene.cast.client(kind)
    signed_in = client.cookies.output(header="")
    for row in rows(scene):
        path = row.path(scene)
        for method, expected in (("get", row.get[kind]), ("post", row.post[kind])):
            client.cookies = SimpleCookie(signed_in)
            status = answered(client, method, path)
            if status != expected:
                wrong.append(f"{method} {path} ({row.about}): {status}, not {expected}")
    assert not wrong, "\n".join(wrong)


@pytest.fixture
def nothing_is_drawn(monkeypatch) -> None:
    """Who is let in is settled before a page is drawn, which takes most of the time."""
    monkeypatch.setattr(SimpleTemplateResponse, "rendered_content", "")


def answered(client: Client, method: str, path: str) -> int:
    """The status, and nothing that was done stays."""
    with transaction.atomic():
        response = getattr(client, method)(path)
        transaction.set_rollback(True)
    if response.streaming:
        response.close()
    return response.status_code


def test_document_of_permissions_is_written_from_the_matrix(scene):
    if "WRITE_PERMISSIONS" in os.environ:
        PERMISSIONS.write_text(as_markdown(rows(scene)), encoding="utf-8")
    assert PERMISSIONS.read_text(encoding="utf-8") == as_markdown(rows(scene)), (
        "Run: make permissions"
    )
