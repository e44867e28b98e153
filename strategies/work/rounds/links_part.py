"""The part of a page that tells of the personal links of an organisation in a round."""

from dataclasses import dataclass

from django.urls import reverse

from actors.access import Access
from strategies.answer_links.forms import LinkForm, MailboxLinkForm
from strategies.models import RoundRequest
from strategies.rules.rounds import can_answer_request, can_give_link, can_read_names_of_holders
from strategies.summaries import link_rows
from strategies.summaries.round_links import LinkRow


@dataclass(frozen=True)
class LinksPart:
    """What a page includes as `work/rounds/_links.html` with `links`, within a form of its own."""

    asked: RoundRequest
    rows: list[LinkRow]
    # None where no link can be sent.
    form: MailboxLinkForm | None
    # Where a link of who runs the round goes; empty where that is not known. Who answers for the
    # organisation chooses.
    mailbox: str | None

    @property
    def lacks_mailbox(self) -> bool:
        return self.mailbox == "" and self.asked.can_be_answered

    @property
    def address(self) -> str:
        return reverse("round_links", args=[self.asked.public_id])


def links_part(
    asked: RoundRequest, access: Access, form: MailboxLinkForm | None = None
) -> LinksPart | None:
    """None for who may send no link."""
    if not can_give_link(access, asked):
        return None
    rows = link_rows(asked, with_names=can_read_names_of_holders(access, asked))
    mailbox = None if can_answer_request(access, asked) else asked.actor.function_mailbox
    if form is None and asked.can_be_answered and mailbox != "":
        form = link_form(asked, access)
    return LinksPart(asked, rows, form, mailbox)


def link_form(asked: RoundRequest, access: Access, data=None) -> MailboxLinkForm:
    chooses = can_answer_request(access, asked)
    return (LinkForm if chooses else MailboxLinkForm)(data, prefix="kollega")
