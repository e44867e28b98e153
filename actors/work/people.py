"""People of an organisation: who they are, what they may, how it is changed and ended."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.views.generic import TemplateView

from actors.access import access_of
from actors.models import Actor, Membership
from actors.services import (
    LastCoordinatorError,
    change_membership,
    confirm_rights,
    end_membership,
    set_mailboxes,
)
from actors.services.people import current, is_last_coordinator
from actors.summaries import people_page, person_row
from actors.work.forms import MailboxesForm, MembershipForm
from actors.work.pages import OrganisationPage, OrganisationTemplate
from records.services import lock
from records.swedish import in_swedish_order


class PeopleChoiceView(TemplateView):
    """The organisations that one keeps; straight in where there is only one."""

    template_name = "work/people_choice.html"

    def get(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        access = access_of(request.user)
        actors = list(
            Actor.objects.filter(pk__in=access.coordinates).order_by(in_swedish_order("name"), "pk")
        )
        if len(actors) == 1:
            return redirect("people_of", actors[0].slug)
        if access.is_superuser and not actors:
            return redirect("onboarding")
        if not actors:
            raise PermissionDenied
        return self.render_to_response(self.get_context_data(actors=actors))


class PeopleView(OrganisationTemplate):
    template_name = "work/people.html"

    def get_context_data(self, **kwargs) -> dict:
        page = people_page(actor=self.actor, access=self.access)
        return super().get_context_data(page=page, **kwargs)


class PersonPage(OrganisationPage):
    """One who acts for the organisation. What is changed or ended meanwhile leads to the list."""

    @cached_property
    def membership(self) -> Membership:
        rows = self.actor.memberships.filter(valid_from__lte=timezone.localdate())
        rows = rows.select_related("user", "actor")
        return get_object_or_404(rows, public_id=self.kwargs["public_id"])

    def dispatch(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        try:
            return super().dispatch(request, *args, **kwargs)
        except Membership.DoesNotExist:
            return self.is_over()

    def is_over(self) -> HttpResponse:
        messages.info(self.request, _("Uppdraget är redan ändrat eller avslutat."))
        return redirect(self.people_address)


class PersonView(PersonPage, OrganisationTemplate):
    template_name = "work/person.html"

    def get(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        return self.show(MembershipForm(instance=self.held(), access=self.access))

    @transaction.atomic
    def post(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        # Held before the form is made, the organisation first as in every service here.
        lock(self.actor)
        held = current(self.membership)
        form = MembershipForm(request.POST, instance=held, access=self.access)
        if not form.is_valid():
            return self.show(form)
        try:
            change_membership(membership=self.membership, rights=form.rights, by=request.user)
        except LastCoordinatorError:
            form.add_error("role", _("Ge först någon annan uppdraget som organisationsansvarig."))
            return self.show(form)
        messages.success(request, _("Ändringen är sparad."))
        return redirect(self.people_address)

    def held(self) -> Membership:
        return (
            self.actor.memberships.valid()
            .select_related("user", "actor")
            .get(pk=self.membership.pk)
        )

    def show(self, form: MembershipForm) -> HttpResponse:
        # As it stands: what was typed is in the form alone.
        membership = self.held()
        is_last = is_last_coordinator(membership)
        clashes = [form.clash] if form.clash else []
        context = self.get_context_data(
            form=form,
            clashes=clashes,
            row=person_row(membership=membership, actor=self.actor, access=self.access),
            is_last=is_last,
            can_end=not is_last or self.access.is_superuser,
        )
        return self.render_to_response(context, status=409 if clashes else 200)


class PersonEndView(PersonPage):
    http_method_names = ["post"]

    def post(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        end_membership(membership=self.membership, by=request.user)
        messages.success(request, _("Uppdraget är avslutat."))
        if self.membership.user_id == request.user.pk and not self.access.is_superuser:
            return redirect("account")
        return redirect(self.people_address)


class PersonConfirmView(PersonPage):
    http_method_names = ["post"]

    def post(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        confirm_rights(membership=self.membership, by=request.user)
        messages.success(request, _("Tack. Vi frågar igen om ett år."))
        return redirect(self.people_address)


class MailboxesView(OrganisationTemplate):
    template_name = "work/mailboxes.html"

    def get(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        return self.show(MailboxesForm(instance=self.actor))

    @transaction.atomic
    def post(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        # Locked before the form is made: what another saved meanwhile is shown, not overwritten.
        form = MailboxesForm(request.POST, instance=lock(self.actor))
        if not form.is_valid():
            return self.show(form)
        set_mailboxes(
            actor=self.actor,
            function_mailbox=form.cleaned_data["function_mailbox"],
            registry_mailbox=form.cleaned_data["registry_mailbox"],
            by=request.user,
        )
        messages.success(request, _("Brevlådorna är sparade."))
        return redirect(self.people_address)

    def show(self, form: MailboxesForm) -> HttpResponse:
        clashes = [form.clash] if form.clash else []
        context = self.get_context_data(form=form, clashes=clashes)
        return self.render_to_response(context, status=409 if clashes else 200)
