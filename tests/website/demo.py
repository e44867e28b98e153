"""Looking at Exempel län: every row of the database, every page of the county."""

import re
from collections.abc import Iterator

from django.apps import apps
from django.db.models import QuerySet
from django.test import Client

from records.examples import can_be_example
from records.mail import queue_mail
from records.models import OutgoingMail
from website.cases.fields import public_id_for
from website.cases.files import read_rows
from website.demo.loading import DEMO_NOUNS, ROWS

MOST_PAGES = 500
# Pages that every frame leads to and that are no part of the county.
FRAME = {
    "/",
    "/hjalp/",
    "/konto/",
    "/strategier/",
    "/uppdrag/",
    "/program/",
    "/ataganden/",
    "/uppfoljningar/",
    "/aktorer/",
    "/natverk/",
    "/moten/",
    "/sok/",
    "/nyheter/",
    "/tillganglighet/",
    "/kakor/",
    "/personuppgifter/",
    "/om/",
    "/allmanna-handlingar/",
    "/sprak/",
}


def everything() -> dict[str, list]:
    """Every row of every table, with all its columns; links to many are tables too."""
    return {
        model._meta.label: sorted(str(told(row)) for row in QuerySet(model).values())
        for model in apps.get_models(include_auto_created=True)
    }


def told(row: dict) -> dict:
    """What is in a row; of bytes PostgreSQL hands out a view, which is another each time."""
    return {
        name: bytes(value) if isinstance(value, memoryview) else value
        for name, value in row.items()
    }


def source_ids() -> list[str]:
    """The public ids of the sources that its files hold."""
    rows = [row for path in ROWS.glob("*.toml") for row in read_rows(path, nouns=DEMO_NOUNS)]
    return [public_id_for(f"source.{row.key}") for row in rows if row.noun == "source"]


def linked(row) -> Iterator:
    """What a row has links to many to, and what tells whether it is invented."""
    for field in row._meta.many_to_many:
        if can_be_example(field.related_model):
            yield from getattr(row, field.name).all()


def crawl(first: str) -> dict[str, object]:
    """Every public page that the county's own pages lead to, in both languages."""
    client, waiting, seen = Client(), {first, f"/en{first}"}, {}
    while waiting:
        address = waiting.pop()
        seen[address] = response = client.get(address)
        assert response.status_code == 200, address
        for link in re.findall(r'href="(/[^"#]*)', response.text) if is_page(response) else ():
            bare = link.removeprefix("/en").split("?")[0]
            within = bare not in FRAME or "?" in link
            if within and not bare.startswith(("/static/", "/arbete/")) and link not in seen:
                waiting.add(link.replace("&amp;", "&"))
        assert len(seen) < MOST_PAGES
    return seen


def is_page(response) -> bool:
    """A page and no file."""
    return response.headers["Content-Type"].startswith("text/html")


def rows_of(response) -> list:
    """What a list shows."""
    assert response.status_code == 200
    return list(response.context["object_list"])


def queue(to: str) -> OutgoingMail:
    return queue_mail(to=to, template="test", context={}, language="sv", key=f"prov:{to}")
