"""What the link in an invitation opens: when and where, and the reader's own answer."""

from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from actors.models import AnswerLink
from coordination.choices import InviteAnswer
from coordination.forms import AnswerForm
from coordination.models import Invitee
from coordination.rules.inviting import is_too_late
from coordination.services.inviting import (
    answer_invitation,
    facts_of,
    invitee_of_link,
    when_in_words,
)
from records.public_forms import texts_of

CLASHED, REFUSED = 409, 422


def answer_by_link(request: HttpRequest, link: AnswerLink) -> HttpResponse:
    invitee = invitee_of_link(link)
    if request.method != "POST":
        return show(request, invitee, AnswerForm(initial=answered(invitee)))
    if not is_open(invitee):
        return show(request, invitee, None, CLASHED)
    form = AnswerForm(request.POST, initial=answered(invitee))
    if not form.is_valid():
        return show(request, invitee, form, REFUSED)
    said = form.cleaned_data
    try:
        answer_invitation(
            invitee=invitee,
            answer=InviteAnswer(said["answer"]),
            substitute=said["substitute"],
            remark=said["remark"],
            by=link,
        )
    except ValidationError as error:
        form.add_error(None, error.messages)
        return show(request, invitee, form, REFUSED)
    return redirect(request.path)


def answered(invitee: Invitee) -> dict[str, str]:
    return {"substitute": invitee.substitute, "remark": invitee.remark}


def is_open(invitee: Invitee) -> bool:
    return not invitee.meeting.is_cancelled and not is_too_late(invitee.meeting)


def show(
    request: HttpRequest, invitee: Invitee, form: AnswerForm | None, status: int = 200
) -> HttpResponse:
    """Of a meeting that is cancelled or has begun only that: there is nothing left to join."""
    meeting = invitee.meeting
    context = {
        "meeting": meeting,
        "invitee": invitee,
        "when": when_in_words(facts_of(meeting)),
        "form": form if is_open(invitee) else None,
        "texts": texts_of(request) if status == CLASHED else [],
        "lead": _("Mötet är inställt.")
        if meeting.is_cancelled
        else _("Mötet har börjat eller hållits."),
        "is_sensitive": meeting.sensitive,
        "is_example": meeting.is_example,
    }
    return render(request, "coordination/meeting_answer.html", context, status=status)
