"""Personal links of an organisation in a round: sent and taken back by who answers for it, and by
who runs the round."""

from dataclasses import dataclass

from allauth.core.ratelimit import consume_or_429
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from actors.access import Access
from strategies.answer_links.forms import LinkForm, MailboxLinkForm, tell
from strategies.models import RoundRequest
from strategies.rules.rounds import can_answer_request, can_give_link, can_read_names_of_holders
from strategies.services.rounds import revoke_round_link, send_round_link
from strategies.summaries import link_rows
from strategies.summaries.round_links import LinkRow
from strategies.work.rounds.pages import REFUSED, RequestPage


@dataclass(frozen=True)
class LinksPart:
    """The part of a page about an organisation in a round that tells of its links; another page
    includes it as `work/rounds/_links.html` with `links`."""

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


class LinksPage(RequestPage):
    """For those who may send and take back links of an organisation."""

    template_name = "work/rounds/links.html"

    def may(self) -> bool:
        return can_give_link(self.access, self.asked)


class LinksView(LinksPage):
    """All links of the organisation, and the form that sends one more."""

    def get(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        return self.show()

    def post(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        limited = consume_or_429(request, action="invite")
        if limited:
            return limited
        form = link_form(self.asked, self.access, request.POST)
        if not form.is_valid():
            return self.show(REFUSED, form)
        try:
            send_round_link(
                request=self.asked,
                name=form.cleaned_data["name"],
                office=form.cleaned_data["office"],
                address=form.cleaned_data.get("address", self.asked.actor.function_mailbox),
                by=request.user,
            )
        except ValidationError as error:
            tell(form, error)
            return self.show(REFUSED, form)
        messages.success(request, _("Länken är skickad."))
        return redirect("round_links", self.asked.public_id)

    def show(self, status: int = 200, form: MailboxLinkForm | None = None) -> HttpResponse:
        part = links_part(self.asked, self.access, form)
        return self.render_to_response(self.get_context_data(links=part), status=status)


class RevokeLinkView(LinksPage):
    http_method_names = ["post"]

    def post(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        links = self.asked.links.select_related("request__round__strategy", "request__actor")
        link = get_object_or_404(links, public_id=kwargs["link"])
        revoke_round_link(link=link, by=request.user)
        messages.success(request, _("Länken är tillbakadragen och öppnar inget längre."))
        return redirect("round_links", self.asked.public_id)
