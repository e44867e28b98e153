"""Who comes in where what a network decided is worked with: 404 for what one may not see, 403 for
what one may see and not do."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.views.generic import TemplateView
from django.views.generic.base import ContextMixin, View

from actors.access import Access, access_of
from coordination.rules.meetings import takes_part_in_meeting
from coordination.rules.networks import takes_part_in
from coordination.services.action_points import ClosedError
from coordination.work.running import CLASHED, REFUSED
from records.forms import RecordForm
from records.history import note_reading


class OneRow(ContextMixin, View):
    """One thing that was decided, promised or raised, for those who may read it."""

    access: Access
    row: Any
    rows: Any

    def dispatch(self, request: HttpRequest, *args, **kwargs) -> HttpResponseBase:
        self.access = access_of(request.user)
        self.row = get_object_or_404(
            self.rows.visible_to(self.access), public_id=kwargs["public_id"]
        )
        if not self.may():
            raise PermissionDenied
        self.note_reading()
        return super().dispatch(request, *args, **kwargs)

    def may(self) -> bool:
        return True

    def note_reading(self) -> None:
        """Keep that a superuser read what neither a seat nor a membership opens for them."""
        network, meeting = self.row.network, self.row.meeting
        if network is not None:
            reads_anyway = takes_part_in(self.access, network)
            note_reading(record=network, by=self.request.user, may_read_anyway=reads_anyway)
        elif meeting is not None:
            reads_anyway = takes_part_in_meeting(self.access, meeting)
            note_reading(record=meeting, by=self.request.user, may_read_anyway=reads_anyway)

    def get_context_data(self, **kwargs) -> dict:
        return super().get_context_data(is_example=self.row.is_example, **kwargs)


class FormPage(TemplateView):
    """One form that a service saves: what is refused is shown again as it was typed.

    A subclass says what it is called (`heading`, `button`, `said`) and where it leads back to.
    """

    template_name = "work/deciding/form.html"
    heading: Any
    button: Any
    said: Any

    def form(self, data=None) -> RecordForm:
        """Of a row that is stored, held where something was posted."""
        raise NotImplementedError

    def save(self, form) -> None:
        raise NotImplementedError

    def back(self) -> str:
        raise NotImplementedError

    def get(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        return self.show(self.form())

    def post(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        try:
            with transaction.atomic():
                form = self.form(request.POST)
                if not form.is_valid():
                    return self.show(form, CLASHED if getattr(form, "clash", None) else REFUSED)
                self.save(form)
        except ValidationError as error:
            for name, told in error.update_error_dict({}).items():
                form.add_error(name if name in form.fields else None, told)
            return self.show(form, CLASHED if isinstance(error, ClosedError) else REFUSED)
        messages.success(request, self.said)
        return redirect(self.done())

    def done(self) -> str:
        return self.back()

    def show(self, form, status: int = 200) -> HttpResponse:
        clash = getattr(form, "clash", None)
        context = self.get_context_data(
            form=form,
            clashes=[clash] if clash else [],
            heading=self.heading,
            button=self.button,
            back=self.back(),
        )
        return self.render_to_response(context, status=status)
