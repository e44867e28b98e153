"""Bringing an organisation of the register in: a superuser names its first coordinator."""

from allauth.core.ratelimit import consume_or_429
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.functional import cached_property
from django.utils.translation import get_language
from django.views.generic import TemplateView

from actors.models import Actor
from actors.services import onboard
from actors.services.onboarding import Mailboxes
from actors.summaries import register_page
from actors.work.forms import FirstCoordinatorForm, MailboxesForm, SearchForm
from actors.work.pages import SuperuserPage
from records.services import lock

# Two forms stand on one page.
MAILBOXES = "brevlador"


class OnboardingView(SuperuserPage, TemplateView):
    """The register by name; before it, the organisations that nobody answers for."""

    template_name = "work/organisations.html"

    def get(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        form = SearchForm(request.GET)
        text = form.cleaned_data["sok"] if form.is_valid() else ""
        context = self.get_context_data(form=form, text=text, register=register_page(text=text))
        return self.render_to_response(context, status=200 if form.is_valid() else 400)


class OnboardView(SuperuserPage, TemplateView):
    template_name = "work/onboard.html"

    @cached_property
    def actor(self) -> Actor:
        return get_object_or_404(Actor, slug=self.kwargs["slug"])

    def get(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        if self.actor.memberships.coordinating().exists():
            return redirect("people_of", self.actor.slug)
        return self.show(
            MailboxesForm(instance=self.actor, prefix=MAILBOXES),
            self.person_form(initial={"language": get_language()}),
        )

    @transaction.atomic
    def post(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        if limited := consume_or_429(request, action="invite"):
            return limited
        mailboxes = MailboxesForm(request.POST, instance=lock(self.actor), prefix=MAILBOXES)
        person = self.person_form(request.POST)
        if not (mailboxes.is_valid() and person.is_valid()):
            return self.show(mailboxes, person)
        kept = {name: mailboxes.cleaned_data[name] for name in mailboxes.Meta.fields}
        try:
            onboard(invitation=person.instance, mailboxes=Mailboxes(**kept), by=request.user)
        except ValidationError as error:
            person.add_error(None, error)
            return self.show(mailboxes, person)
        return redirect("onboarded", self.actor.slug)

    def person_form(self, *args, **kwargs) -> FirstCoordinatorForm:
        return FirstCoordinatorForm(*args, actor=self.actor, access=self.access, **kwargs)

    def show(self, mailboxes: MailboxesForm, person: FirstCoordinatorForm) -> HttpResponse:
        clashes = [mailboxes.clash] if mailboxes.clash else []
        context = self.get_context_data(
            actor=self.actor, mailboxes=mailboxes, person=person, clashes=clashes
        )
        return self.render_to_response(context, status=409 if clashes else 200)


class OnboardedView(SuperuserPage, TemplateView):
    """What was sent, and what happens next."""

    template_name = "work/onboarded.html"

    def get(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        actor = get_object_or_404(Actor, slug=self.kwargs["slug"])
        invitation = actor.invitations.waiting().first()
        if invitation is None:
            return redirect("onboard", actor.slug)
        return self.render_to_response(self.get_context_data(actor=actor, invitation=invitation))
