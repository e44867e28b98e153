"""Personal links of a follow-up round, for the access matrix: one that holds, and others not."""

import re
from dataclasses import dataclass
from datetime import timedelta

from django.utils import timezone

from actors.models import AnswerLink
from records.models import OutgoingMail
from strategies.models import RoundLink, RoundRequest
from strategies.services.rounds import open_round, revoke_round_link, send_round_link
from tests import builders as make
from tests.people import Cast


@dataclass(frozen=True)
class Links:
    """What the agency of the cast is asked, and the secret parts of links, by what they are."""

    asked: RoundRequest
    link: RoundLink
    tokens: dict[str, str]


def build_links(cast: Cast) -> Links:
    strategy, malin = make.strategy(maintained_by=cast.maintainer), cast.people["maintainer"]
    for responsible in (cast.agency, cast.other):
        make.commitment(strategy, responsible=responsible)
    round = open_round(round=make.round_of(strategy, by=malin), by=malin)
    request = round.requests.get(actor=cast.agency)
    others = round.requests.get(actor=cast.other)
    link, valid = send(request, "hanna", by=cast.people["reporter"])
    revoked, token_of_revoked = send(request, "bo", by=cast.people["reporter"])
    revoke_round_link(link=revoked, by=cast.people["reporter"])
    expired, token_of_expired = send(request, "eva", by=cast.people["reporter"])
    now = timezone.now()
    AnswerLink.objects.filter(pk=expired.answer_link_id).update(
        created_at=now - timedelta(days=9), expires_at=now - timedelta(days=1)
    )
    _link, anothers = send(others, "olle", by=cast.people["other agency"])
    return Links(
        request,
        link,
        {
            "valid": valid,
            "revoked": token_of_revoked,
            "expired": token_of_expired,
            "another's": anothers,
        },
    )


def send(request: RoundRequest, name: str, *, by) -> tuple[RoundLink, str]:
    """The link and its secret part, which stands in the letter alone."""
    address = f"{name}@{request.actor.slug}.example"
    link = send_round_link(request=request, name=name, office="Utredare", address=address, by=by)
    letter = OutgoingMail.objects.get(key__endswith=f"/lank/{link.public_id}")
    return link, re.findall(r"/svar/([\w-]+)/", letter.text)[0]
