"""Personal links of an organisation in a round: sent and taken back by who answers for it, and by
who runs the round."""

from allauth.core.ratelimit import consume_or_429
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _

from strategies.answer_links.forms import MailboxLinkForm, tell
from strategies.rules.rounds import can_give_link, can_read_answers_in_draft
from strategies.services.rounds import revoke_round_link, send_round_link
from strategies.work.rounds.answer_page import AnswerPage
from strategies.work.rounds.beside import SHOWN_ANSWERS
from strategies.work.rounds.links_part import link_form, links_part
from strategies.work.rounds.pages import REFUSED


class LinksPage(AnswerPage):
    """For those who may send and take back links of an organisation: on a page of its own, and by
    who answers for it beside the answers."""

    template_name = "work/rounds/links.html"

    def may(self) -> bool:
        return can_give_link(self.access, self.asked)

    @property
    def is_beside_answers(self) -> bool:
        may_read = can_read_answers_in_draft(self.access, self.asked)
        return SHOWN_ANSWERS in self.request.POST and may_read

    def show(self, *args, **kwargs) -> HttpResponse:
        """The page of the answers, from which the button was pressed."""
        self.template_name = AnswerPage.template_name
        return super().show(*args, **kwargs)

    def show_links(self, status: int = 200, form: MailboxLinkForm | None = None) -> HttpResponse:
        if self.is_beside_answers:
            return self.show(status, link_form=form)
        part = links_part(self.asked, self.access, form)
        return self.render_to_response(self.get_context_data(links=part), status=status)

    def told(self, text: str, done: str) -> HttpResponse:
        if self.is_beside_answers:
            return self.saved(text, done)
        messages.success(self.request, text)
        return redirect("round_links", self.asked.public_id)


class LinksView(LinksPage):
    """All links of the organisation, and the form that sends one more."""

    def get(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        return self.show_links()

    def post(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        with transaction.atomic():
            if refused := self.keep_sent_answers():
                return refused
        limited = consume_or_429(request, action="invite")
        if limited:
            return limited
        form = link_form(self.asked, self.access, request.POST)
        if not form.is_valid():
            return self.show_links(REFUSED, form)
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
            return self.show_links(REFUSED, form)
        return self.told(_("Länken är skickad."), "link_form")


class RevokeLinkView(LinksPage):
    http_method_names = ["post"]

    def post(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        links = self.asked.links.select_related("request__round__strategy", "request__actor")
        link = get_object_or_404(links, public_id=kwargs["link"])
        with transaction.atomic():
            if refused := self.keep_sent_answers():
                return refused
        revoke_round_link(link=link, by=request.user)
        return self.told(_("Länken är tillbakadragen och öppnar inget längre."), "")
