"""Inviting to a meeting: one page with who is asked, the letter, and what they answer."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _
from django.views.generic import TemplateView, View

from actors.access import access_of
from actors.models import Actor
from coordination.answer_links.meeting_answers import answered
from coordination.choices import InviteAnswer
from coordination.forms import AnswerForm
from coordination.models import Invitee, Meeting
from coordination.rules.inviting import is_own_invitation, is_too_late
from coordination.services.inviting import (
    add_guest,
    answer_invitation,
    facts_of,
    invitation_as_read,
    invite,
    send_test_invitation,
    tell_changes,
    when_in_words,
    withdraw_invitee,
)
from coordination.summaries.inviting import InvitePage, invite_page
from coordination.work.inviting_forms import InviteForm, TelephoneForm, WithdrawForm
from coordination.work.running import REFUSED, MeetingDoor

SHOW, ADD_GUEST, TEST = "visa", "gast", "prov"


class RunMeeting(MeetingDoor):
    """A meeting as who runs it meets it."""

    @cached_property
    def page(self) -> InvitePage:
        return invite_page(self.meeting, self.access)

    def show(self, status: int = 200, **forms) -> HttpResponse:
        """The page; what was typed in one of its forms stands there still."""
        form = forms.get("form") or self.invite_form()
        context = {
            "page": self.page,
            "meeting": self.meeting,
            "when": when_in_words(facts_of(self.meeting)),
            "form": form,
            "telephone": forms.get("telephone") or TelephoneForm(rows=self.page.answers.rows),
            "withdrawing": forms.get("withdrawing") or WithdrawForm(rows=self.page.answers.rows),
            "letter": self.letter(form),
            "shows_letter": forms.get("shows_letter", False),
            "is_example": self.meeting.is_example,
        }
        return self.render_to_response(self.get_context_data(**context), status=status)

    def invite_form(self, data=None) -> InviteForm:
        same_world = Actor.objects.in_force().filter(is_example=self.meeting.is_example)
        return InviteForm(data, page=self.page, organisations=same_world, kept=self.request.GET)

    def letter(self, form: InviteForm) -> dict[str, str]:
        if form.is_bound and form.is_valid():
            self.meeting.answer_by = form.day
        return invitation_as_read(self.meeting, language=get_language() or "sv")


class InviteView(RunMeeting, TemplateView):
    template_name = "work/inviting/invite.html"

    def get(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        return self.show()

    def post(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        form, pressed = self.invite_form(request.POST), request.POST.get("gor")
        if not form.is_valid():
            return self.show(REFUSED, form=form)
        if pressed == SHOW:
            return self.show(form=form, shows_letter=True)
        act = {ADD_GUEST: self.add_guest, TEST: self.send_test}.get(pressed, self.send)
        try:
            with transaction.atomic():
                act(form)
        except ValidationError as error:
            form.add_error(None, error.messages)
            return self.show(REFUSED, form=form)
        address = reverse("meeting_invite", args=[self.meeting.public_id])
        return redirect(address if act == self.send else f"{address}?{form.as_query()}")

    def send(self, form: InviteForm) -> None:
        said = form.cleaned_data
        chosen = [*said["chosen"]]
        if said["guest"]:
            chosen.append(self.guest_of(form).public_id)
        sent = invite(
            meeting=self.meeting,
            chosen=chosen,
            answer_by=said["answer_by"],
            seen=said["seen_answer_by"],
            by=self.request.user,
        )
        text = ngettext("%(count)s brev är på väg.", "%(count)s brev är på väg.", sent)
        nobody = _("Inget nytt brev: de valda är bjudna redan, eller har ingen känd adress.")
        messages.success(self.request, text % {"count": sent} if sent else nobody)

    def add_guest(self, form: InviteForm) -> None:
        if not form.cleaned_data["guest"]:
            raise ValidationError(_("Välj vilken organisation som är gäst."))
        guest = self.guest_of(form)
        text = _("%(guest)s står på listan. Inget brev är skickat än.")
        messages.success(self.request, text % {"guest": guest.actor.name_with_kind})

    def guest_of(self, form: InviteForm) -> Invitee:
        said = form.cleaned_data
        return add_guest(
            meeting=self.meeting,
            actor=said["guest"],
            office=said["guest_office"],
            by=self.request.user,
        )

    def send_test(self, form: InviteForm) -> None:
        send_test_invitation(meeting=self.meeting, answer_by=form.day, by=self.request.user)
        text = _("Ett provbrev är på väg till %(address)s.")
        messages.success(self.request, text % {"address": self.request.user.email})


class TellChangesView(RunMeeting, View):
    """All that those invited do not know yet, in one letter to each."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        sent = tell_changes(meeting=self.meeting, by=request.user)
        text = ngettext("%(count)s brev är på väg.", "%(count)s brev är på väg.", sent)
        nothing = _("Inget brev behövdes: inget har ändrats sedan sist.")
        if is_too_late(self.meeting):
            nothing = _("Mötet har redan börjat eller hållits. Inga fler brev går ut om det.")
        messages.success(request, text % {"count": sent} if sent else nothing)
        return redirect("meeting_invite", self.meeting.public_id)


class TelephoneView(RunMeeting, TemplateView):
    """What one of those invited said by telephone."""

    template_name = "work/inviting/invite.html"
    http_method_names = ["post"]

    def post(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        form = TelephoneForm(request.POST, rows=self.page.answers.rows)
        if not form.is_valid():
            return self.show(REFUSED, telephone=form)
        try:
            keep_answer(form.invitee, form, by=request.user)
        except ValidationError as error:
            form.add_error(None, error.messages)
            return self.show(REFUSED, telephone=form)
        messages.success(request, _("Svaret är sparat."))
        return redirect("meeting_invite", self.meeting.public_id)


class WithdrawView(RunMeeting, TemplateView):
    """Somebody who is not invited any more."""

    template_name = "work/inviting/invite.html"
    http_method_names = ["post"]

    def post(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        form = WithdrawForm(request.POST, rows=self.page.answers.rows)
        if not form.is_valid():
            return self.show(REFUSED, withdrawing=form)
        try:
            withdraw_invitee(invitee=form.invitee, by=request.user)
        except ValidationError as error:
            form.add_error(None, error.messages)
            return self.show(REFUSED, withdrawing=form)
        messages.success(request, _("Den är inte längre bjuden."))
        return redirect("meeting_invite", self.meeting.public_id)


class OwnAnswerView(TemplateView):
    """Who is invited answers, signed in."""

    template_name = "work/inviting/answer.html"
    meeting: Meeting
    invitee: Invitee

    def dispatch(self, request: HttpRequest, *args, **kwargs) -> HttpResponseBase:
        access = access_of(request.user)
        rows = Meeting.objects.own_of(access).select_related("county", "network", "convener")
        self.meeting = get_object_or_404(rows, public_id=kwargs["public_id"])
        invited = self.meeting.invitees.invited().select_related("actor")
        self.invitee = get_object_or_404(invited, public_id=kwargs["invitee"])
        # As the services see it: an invitation knows its meeting.
        self.invitee.meeting = self.meeting
        if not is_own_invitation(access, self.invitee):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        return self.show(AnswerForm(initial=answered(self.invitee)))

    def post(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        form = AnswerForm(request.POST, initial=answered(self.invitee))
        if not form.is_valid():
            return self.show(form, REFUSED)
        try:
            keep_answer(self.invitee, form, by=request.user)
        except ValidationError as error:
            form.add_error(None, error.messages)
            return self.show(form, REFUSED)
        messages.success(request, _("Tack. Ditt svar är sparat."))
        return redirect(self.meeting.get_work_url())

    def show(self, form: AnswerForm, status: int = 200) -> HttpResponse:
        context = self.get_context_data(
            meeting=self.meeting,
            invitee=self.invitee,
            when=when_in_words(facts_of(self.meeting)),
            form=form,
            can_answer=not self.meeting.is_cancelled and not is_too_late(self.meeting),
            is_example=self.meeting.is_example,
        )
        return self.render_to_response(context, status=status)


def keep_answer(invitee: Invitee, form: AnswerForm, *, by) -> None:
    said = form.cleaned_data
    answer_invitation(
        invitee=invitee,
        answer=InviteAnswer(said["answer"]),
        substitute=said["substitute"],
        remark=said["remark"],
        by=by,
    )
