"""What an organisation writes that asks to join, and the letters about it, for tests."""

import re

from django.utils import timezone

from actors.models import Actor
from records.models import OutgoingMail
from strategies.models import JoinRequest, Strategy

MAILBOX = "registrator@myndigheten.se"


def said(actor: Actor | None = None, **changes) -> dict[str, str]:
    """A form that is filled in."""
    form = {
        "decision_kind": "board",
        "decided_on": timezone.localdate().isoformat(),
        "registry_number": "KS 2026/117",
        "office": "Folkhälsosamordnare",
        "contact_address": "samordnare@myndigheten.se",
        "is_declared": "on",
        "aim_text_1": "Alla som söker stöd får frågan.",
        "aim_goal_1": "malet",
    }
    return (form | ({"actor": actor.slug} if actor else {})) | changes


def wanted(strategy: Strategy, actor: Actor, **words) -> JoinRequest:
    """A request that is not saved yet."""
    form = {
        "decision_kind": "board",
        "decided_on": timezone.localdate(),
        "registry_number": "KS 2026/117",
        "office": "Folkhälsosamordnare",
        "contact_address": "samordnare@myndigheten.se",
        "is_declared": True,
    }
    return JoinRequest(strategy=strategy, actor=actor, **(form | words))


def letters_to(address: str) -> list[OutgoingMail]:
    return list(OutgoingMail.objects.filter(to=address).order_by("pk"))


def link_to_answer(address: str) -> str:
    """The path of the link in the last letter there."""
    return re.search(r"(?:/en)?/svar/\S+/", letters_to(address)[-1].text).group()


def as_shown(page) -> dict[str, str]:
    """What a browser posts of the form of a page that nobody touched."""
    fields = [(field.html_name, field.value()) for field in page.context["form"]]
    return {name: str(value) for name, value in fields if value not in (None, False, "")}
