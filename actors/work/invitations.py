"""Asking people to act for an organisation, and taking it back."""

from allauth.core.ratelimit import consume_or_429
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.functional import cached_property
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from actors.models import Invitation
from actors.services import (
    InvitationClosedError,
    invite,
    revoke_invitation,
    send_invitation_again,
)
from actors.work.forms import InvitationForm
from actors.work.pages import OrganisationPage, OrganisationTemplate


class SendsLetters(OrganisationPage):
    """Each press of its button is a letter to somebody: so many an hour and no more."""

    def post(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        return consume_or_429(request, action="invite") or self.send(request)

    def send(self, request: HttpRequest) -> HttpResponse:
        raise NotImplementedError


class InviteView(SendsLetters, OrganisationTemplate):
    template_name = "work/invite.html"

    def get(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        return self.show(self.form(initial={"language": get_language()}))

    def send(self, request: HttpRequest) -> HttpResponse:
        form = self.form(request.POST)
        if not form.is_valid():
            return self.show(form)
        try:
            invitation = invite(invitation=form.instance, by=request.user)
        except ValidationError as error:
            form.add_error(None, error)
            return self.show(form)
        sent = _("Inbjudan är skickad till %(address)s.") % {"address": invitation.email}
        messages.success(request, sent)
        return redirect(self.people_address)

    def form(self, *args, **kwargs) -> InvitationForm:
        return InvitationForm(*args, actor=self.actor, access=self.access, **kwargs)

    def show(self, form: InvitationForm) -> HttpResponse:
        return self.render_to_response(self.get_context_data(form=form))


class InvitationPage(OrganisationPage):
    """One invitation of the organisation. What was answered meanwhile leads to the list."""

    http_method_names = ["post"]

    @cached_property
    def invitation(self) -> Invitation:
        rows = self.actor.invitations.select_related("actor")
        return get_object_or_404(rows, public_id=self.kwargs["public_id"])

    def dispatch(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        try:
            return super().dispatch(request, *args, **kwargs)
        except InvitationClosedError:
            messages.info(request, _("Inbjudan är redan besvarad eller återkallad."))
            return redirect(self.people_address)


class InvitationRevokeView(InvitationPage):
    def post(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        revoke_invitation(invitation=self.invitation, by=request.user)
        messages.success(request, _("Inbjudan är återkallad. Länken i brevet öppnar inget mer."))
        return redirect(self.people_address)


class InvitationAgainView(InvitationPage, SendsLetters):
    def send(self, request: HttpRequest) -> HttpResponse:
        try:
            invitation = send_invitation_again(invitation=self.invitation, by=request.user)
        except ValidationError as error:
            messages.error(request, " ".join(error.messages))
            return redirect(self.people_address)
        sent = _("En ny inbjudan är skickad till %(address)s.") % {"address": invitation.email}
        messages.success(request, sent)
        return redirect(self.people_address)
