"""Who answered by a personal link is named as long as somebody may ask about it, and no longer."""

import secrets
from datetime import datetime, timedelta

from django.db import transaction

from actors.models import User
from actors.models.user import ANONYMOUS_DOMAIN
from records.choices import MailState
from records.history import told_as
from records.models import OutgoingMail
from records.services import hold
from strategies.models import RoundLink

# From the closing of the round: until the next one has been answered.
NAMED = timedelta(days=365)


@transaction.atomic
def forget_link_holders(*, now: datetime) -> None:
    """Take away names and addresses of those who held a personal link in a round that was closed a
    year ago. Office, times and what they wrote stay."""
    links = RoundLink.objects.filter(request__round__closed_at__lt=now - NAMED).exclude(name="")
    with told_as(by=None):
        for link in hold(
            links.select_related("answer_link", "request__round", "request__actor").order_by("pk")
        ):
            forget_holder(link)


def forget_holder(link: RoundLink) -> None:
    forget_letters_to(link)
    forget_name(link)
    link.answer_link.address = f"{secrets.token_hex(8)}{ANONYMOUS_DOMAIN}"
    link.answer_link.save(update_fields=["address"])


def forget_name(link: RoundLink) -> None:
    link.name = ""
    link.save(update_fields=["name"])


def forget_letters_to(link: RoundLink) -> None:
    """What had left for the address when the round was closed; unless it is an organisation's, or
    somebody's who has an account, to whom the letters belong."""
    address = link.answer_link.address
    is_shared = address == link.request.actor.function_mailbox.lower()
    if is_shared or User.objects.filter(email=address).exists():
        return
    letters = OutgoingMail.objects.filter(
        to__iexact=address,
        state=MailState.SENT,
        created_at__lte=link.request.round.closed_at,
    )
    letters.update(to=f"brev{ANONYMOUS_DOMAIN}", error_history="")
