"""What a superuser does with all that is kept about a person. The admin's page of it leads here."""

from functools import wraps

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST

from actors.models import User
from actors.person_data import anonymise_person, export_person
from actors.person_data.anonymising import LONGEST_REASON
from actors.sign_in.confirming import by_one_who_has_shown
from records.forms import GuardedForm


class AnonymiseForm(GuardedForm, forms.Form):
    guarded = ("why",)

    why = forms.CharField(
        label=gettext_lazy("Skälet till att personuppgifterna tas bort"),
        help_text=gettext_lazy("Står kvar i historiken. Nämn inte personen."),
        max_length=LONGEST_REASON,
    )
    sure = forms.BooleanField(
        label=gettext_lazy("Jag vet att det inte går att ångra."),
    )


def superusers_only(view):
    """Asked before anything else: who may not must not be asked for a password, nor told who is
    there."""

    @wraps(view)
    def wrapped(request: HttpRequest, *args, **kwargs):
        if not request.user.is_superuser:
            raise PermissionDenied
        return view(request, *args, **kwargs)

    return wrapped


@superusers_only
@by_one_who_has_shown
@require_http_methods(["GET", "POST"])
def person_data(request: HttpRequest, pk: int) -> HttpResponse:
    """Choose: fetch all of it, or take it away. A POST takes it away."""
    person = get_object_or_404(User, pk=pk)
    form = AnonymiseForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            anonymise_person(person=person, by=request.user, why=form.cleaned_data["why"])
        except ValidationError as error:
            # What a row behind the person objects to has no field here.
            is_of_form = getattr(error, "error_dict", {}).keys() <= form.fields.keys()
            form.add_error(None, error if is_of_form else error.messages)
        else:
            messages.success(request, _("Personuppgifterna är borttagna."))
            return redirect("admin:actors_user_changelist")
    return render(request, "actors/person_data.html", {"person": person, "form": form})


@superusers_only
@by_one_who_has_shown
@require_POST
def person_export(request: HttpRequest, pk: int) -> HttpResponse:
    """All of it as a file."""
    person = get_object_or_404(User, pk=pk)
    return JsonResponse(
        export_person(person=person, by=request.user),
        json_dumps_params={"ensure_ascii": False, "indent": 2},
        headers={"Content-Disposition": f'attachment; filename="person-{pk}.json"'},
    )
