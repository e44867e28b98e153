"""What the link in an invitation opens: a GET shows, only a POST acts, for mail filters open every
link of a letter."""

from allauth.core.ratelimit import consume_or_429
from django import forms
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.forms import SetPasswordMixin
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.utils.formats import date_format
from django.utils.functional import cached_property
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.generic import TemplateView

from actors.choices import Role
from actors.models import Invitation, Membership, User
from actors.services import (
    InvitationClosedError,
    Newcomer,
    accept_as_new_person,
    accept_invitation,
    waiting_invitation,
)
from actors.sign_in.forms import GOOD_PASSWORD
from records.forms import RecordForm

CLOSED, NEWCOMER, SIGN_IN, SOMEBODY_ELSE, ACCEPT = (
    "closed", "newcomer", "sign_in", "somebody_else", "accept",
)  # fmt: skip
STATUS = {CLOSED: 404, SOMEBODY_ELSE: 403}


class NewcomerForm(SetPasswordMixin, RecordForm):
    """What a person chooses who has no account; no password where none is kept here."""

    password1, password2 = SetPasswordMixin.create_password_fields()

    class Meta:
        model = User
        fields = ["name", "language"]

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["name"].required = True
        self.fields["name"].widget.attrs["autocomplete"] = "name"
        self.has_password = settings.LOCAL_PASSWORDS
        self.fields["password1"].help_text = GOOD_PASSWORD
        self.fields["password2"].label = _("Lösenordet en gång till")
        self.fields["password2"].help_text = ""
        if not self.has_password:
            del self.fields["password1"], self.fields["password2"]

    def clean(self) -> dict:
        if self.has_password:
            self.validate_passwords()
        return super().clean()

    def _post_clean(self) -> None:
        super()._post_clean()
        if self.has_password:
            self.validate_password_for_user(self.instance)

    @property
    def newcomer(self) -> Newcomer:
        said = self.cleaned_data
        return Newcomer(
            name=said["name"], language=said["language"], password=said.get("password1")
        )


@method_decorator(login_not_required, name="dispatch")
class InvitationView(TemplateView):
    """One page for every link that no longer opens anything: it tells whom to ask, and not why."""

    template_name = "account/invitation.html"

    def dispatch(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        limited = consume_or_429(request, action="open_invitation", limit_get=True)
        response = limited or super().dispatch(request, *args, **kwargs)
        # The link itself is told to nobody. Without any origin our own form could not be posted.
        response.headers["Referrer-Policy"] = "strict-origin"
        return response

    @cached_property
    def invitation(self) -> Invitation | None:
        return waiting_invitation(token=self.kwargs["token"])

    @cached_property
    def state(self) -> str:
        person = self.request.user
        if self.invitation is None:
            return CLOSED
        if person.is_authenticated:
            return ACCEPT if person.email == self.invitation.email else SOMEBODY_ELSE
        has_account = User.objects.filter(email=self.invitation.email).exists()
        return SIGN_IN if has_account else NEWCOMER

    def get(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        return self.show(self.newcomer_form() if self.state == NEWCOMER else None)

    def post(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        answers = {NEWCOMER: self.begin, SIGN_IN: self.sign_in, ACCEPT: self.accept}
        try:
            return answers.get(self.state, self.show)()
        except (InvitationClosedError, ValidationError):
            # Answered or taken back since this page was asked for, or no membership can come of it.
            self.state = CLOSED
            return self.show()

    def begin(self) -> HttpResponse:
        form = self.newcomer_form(self.request.POST)
        if not form.is_valid():
            return self.show(form)
        try:
            accept_as_new_person(invitation=self.invitation, newcomer=form.newcomer)
        except InvitationClosedError:
            raise
        except PermissionDenied:
            return self.sign_in()
        messages.success(self.request, _("Kontot är klart. Nu kan du logga in."))
        return redirect(reverse("account_login"))

    def sign_in(self) -> HttpResponse:
        return redirect(reverse("account_login", query={"next": self.request.path}))

    def accept(self) -> HttpResponse:
        membership = accept_invitation(invitation=self.invitation, by=self.request.user)
        messages.success(self.request, told(membership))
        return redirect("account")

    def newcomer_form(self, posted=None) -> NewcomerForm:
        """The account begins in the language of the page, with the name that the inviter wrote."""
        person = User(email=self.invitation.email)
        initial = {"name": self.invitation.name, "language": get_language()}
        return NewcomerForm(posted, instance=person, initial=initial)

    def show(self, form: forms.Form | None = None) -> HttpResponse:
        context = self.get_context_data(
            state=self.state,
            invitation=self.invitation,
            form=form,
            has_passwords=settings.LOCAL_PASSWORDS,
            asks_for_second_factor=self.asks_for_second_factor(),
        )
        return self.render_to_response(context, status=STATUS.get(self.state, 200))

    def asks_for_second_factor(self) -> bool:
        answers_for_much = self.invitation is not None and (
            self.invitation.role == Role.COORDINATOR or self.invitation.may_sign
        )
        return settings.REQUIRE_SECOND_FACTOR and answers_for_much


def told(membership: Membership) -> str:
    """What was accepted, or what the person had already."""
    words = {"organisation": membership.actor.name_with_kind}
    if membership.begins_later:
        words["day"] = date_format(membership.valid_from)
        return _("Ditt uppdrag hos %(organisation)s börjar %(day)s.") % words
    return _("Nu har du ditt uppdrag hos %(organisation)s.") % words
