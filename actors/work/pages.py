"""What the pages of one organisation's people share: who may open them."""

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.views.generic import TemplateView, View

from actors.access import Access, access_of
from actors.models import Actor
from actors.rules import can_manage_people, knows_organisation


class OrganisationPage(View):
    """Open to the organisation's coordinators and to superusers; others who act for it are told
    that they may not, and to anybody else there is no such page."""

    actor: Actor
    access: Access

    def dispatch(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        self.access = access_of(request.user)
        self.actor = get_object_or_404(Actor, slug=kwargs["slug"])
        if not can_manage_people(self.access, self.actor):
            raise PermissionDenied if knows_organisation(self.access, self.actor) else Http404
        return super().dispatch(request, *args, **kwargs)

    @property
    def people_address(self) -> str:
        return reverse("people_of", args=[self.actor.slug])


class OrganisationTemplate(OrganisationPage, TemplateView):
    def get_context_data(self, **kwargs) -> dict:
        return super().get_context_data(actor=self.actor, **kwargs)


class SuperuserPage(View):
    """For those who run the installation; others are told that they may not."""

    access: Access

    def dispatch(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        self.access = access_of(request.user)
        if not self.access.is_superuser:
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)
