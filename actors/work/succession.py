"""An organisation gets another name, goes up in another or is split: a superuser says so."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.views.generic import TemplateView

from actors.models import Actor
from actors.services.succession import end_actor, open_things, rename_actor
from actors.summaries import register_page
from actors.work.forms import SearchForm
from actors.work.pages import SuperuserPage
from actors.work.succession_forms import EndActorForm, RenameForm

REFUSED = 422
# More come after nobody, and each is a column to choose from.
MOST_SUCCESSORS = 10


class OfActor(SuperuserPage, TemplateView):
    @cached_property
    def actor(self) -> Actor:
        return get_object_or_404(Actor, slug=self.kwargs["slug"])

    def show(self, form, status: int = 200, **more) -> HttpResponse:
        context = self.get_context_data(form=form, actor=self.actor, **more)
        return self.render_to_response(context, status=status)


class RenameView(OfActor):
    template_name = "work/actor_rename.html"

    def get(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        return self.show(RenameForm(initial={"name": self.actor.name}))

    def post(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        form = RenameForm(request.POST)
        if not form.is_valid():
            return self.show(form, REFUSED)
        try:
            rename_actor(actor=self.actor, name=form.cleaned_data["name"], by=request.user)
        except ValidationError as error:
            form.add_error(None, error.messages)
            return self.show(form, REFUSED)
        messages.success(request, _("Organisationen har fått sitt nya namn."))
        return redirect("onboarding")


class EndActorView(OfActor):
    """First who takes over (in the address, chosen from a search), then what goes to whom."""

    template_name = "work/actor_end.html"

    @cached_property
    def successors(self) -> list[Actor]:
        """What names none, or the organisation itself, is no choice."""
        chosen = [slug for slug in self.request.GET.getlist("till") if "\0" not in slug]
        others = Actor.objects.in_force().exclude(pk=self.actor.pk)
        found = {one.slug: one for one in others.filter(slug__in=chosen[:MOST_SUCCESSORS])}
        return [found[slug] for slug in dict.fromkeys(chosen) if slug in found]

    def form(self, data=None) -> EndActorForm:
        things = open_things(self.actor) if self.successors else []
        return EndActorForm(data, things=things, successors=self.successors)

    def get(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        return self.show(self.form())

    def post(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        form = self.form(request.POST)
        if not form.is_valid():
            return self.show(form, REFUSED)
        try:
            moved = end_actor(
                actor=self.actor,
                successors=self.successors,
                on=form.cleaned_data["on"],
                choices=form.choices,
                by=request.user,
            )
        except ValidationError as error:
            form.add_error(None, error.messages)
            return self.show(form, REFUSED)
        told = _("%(name)s har upphört. %(count)d saker har gått vidare.")
        messages.success(request, told % {"name": self.actor.name_with_kind, "count": moved})
        return redirect("onboarding")

    def show(self, form: EndActorForm, status: int = 200, **more) -> HttpResponse:
        search = SearchForm(self.request.GET)
        text = search.cleaned_data["sok"] if search.is_valid() else ""
        chosen = {self.actor.pk, *(one.pk for one in self.successors)}
        hits = [one for one in register_page(text=text).hits if one.pk not in chosen]
        status = status if search.is_valid() else 400
        return super().show(
            form, status, search=search, text=text, hits=hits, successors=self.successors, **more
        )
