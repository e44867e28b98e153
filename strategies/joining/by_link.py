"""What the link in a letter about joining opens: confirming the request, seeing that it waits, or
changing it when it was sent back."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from actors.models import AnswerLink
from actors.services import LinkHolder
from strategies.choices import JoinState
from strategies.joining.forms import HolderForm, JoinForm
from strategies.models import JoinRequest
from strategies.services import change_join_request, confirm_join_request
from strategies.services.joining import hold_request, request_of_link

REFUSED = 422


def join_by_link(request: HttpRequest, link: AnswerLink) -> HttpResponse:
    asked = request_of_link(link=link)
    if request.method != "POST":
        return show(request, asked, HolderForm(), change_form(asked))
    if asked.state == JoinState.ASKED_BACK:
        return change(request, link, asked)
    holder = HolderForm(request.POST)
    if not holder.is_valid() and asked.state == JoinState.UNCONFIRMED:
        return show(request, asked, holder, None, REFUSED)
    try:
        confirm_join_request(holder=holder_of(link, holder))
    except ValidationError as error:
        holder.add_error(None, error.messages)
        return show(request, asked, holder, None, REFUSED)
    return redirect(request.path)


def change(request: HttpRequest, link: AnswerLink, asked: JoinRequest) -> HttpResponse:
    holder = HolderForm(request.POST)
    try:
        with transaction.atomic():
            form = change_form(hold_request(asked), request.POST)
            # Both, so that each tells what is missing.
            if not all([holder.is_valid(), form.is_valid()]):
                return show(request, asked, holder, form, REFUSED)
            change_join_request(request=form.instance, aims=form.aims, by=holder_of(link, holder))
    except ValidationError as error:
        form.add_refusal(error)
        return show(request, asked, holder, form, REFUSED)
    return redirect(request.path)


def holder_of(link: AnswerLink, form: HolderForm) -> LinkHolder:
    said = form.cleaned_data
    return LinkHolder(link, said.get("name", ""), said.get("office", ""))


def change_form(asked: JoinRequest, data=None) -> JoinForm | None:
    if data is None and asked.state != JoinState.ASKED_BACK:
        return None
    return JoinForm(data, instance=asked, goals=asked.strategy.goals.public())


def show(
    request: HttpRequest,
    asked: JoinRequest,
    holder: HolderForm,
    form: JoinForm | None,
    status: int = 200,
) -> HttpResponse:
    context = {
        "asked": asked,
        "aims": list(asked.aims.select_related("goal")),
        "holder": holder,
        "form": form,
        "is_sensitive": asked.strategy.sensitive,
        "is_example": asked.is_example,
    }
    return render(request, "strategies/joining/by_link.html", context, status=status)
