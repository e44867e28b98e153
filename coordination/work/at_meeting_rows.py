"""Changing or removing what was recorded at a meeting, until its notes are final."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from coordination.models import ActionPoint
from coordination.rules.challenges import can_edit_challenge
from coordination.services.at_meeting import (
    change_action_point,
    change_challenge,
    hold_for_writing,
    remove_action_point,
    remove_challenge,
    remove_decision,
)
from coordination.services.deciding import change_decision
from coordination.summaries import attendance_sheet
from coordination.work.at_meeting import AtMeetingDoor
from coordination.work.at_meeting_forms import REMOVE, ActionPointForm, ChallengeForm, DecisionForm
from coordination.work.at_meeting_page import Organisations, organisations_for
from coordination.work.running import CLASHED, REFUSED
from records.services import lock


class RowView(AtMeetingDoor):
    """One recorded row; shown with its form, saved or removed."""

    template_name = "work/networks/at_meeting/change.html"
    # Of the meeting's related rows, and what the page is called.
    rows: str
    heading: Any

    def get(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        return self.show(self.form(self.row))

    def post(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        form = None
        try:
            with transaction.atomic():
                meeting = hold_for_writing(self.meeting, request.user)
                row = lock(self.row)
                row.meeting = meeting
                form = self.form(row, request.POST)
                is_valid = form.is_valid()
                if form.clash:
                    return self.show(form, CLASHED)
                if REMOVE in request.POST:
                    self.remove(row)
                elif not is_valid:
                    return self.show(form, REFUSED)
                elif form.has_changed():
                    self.change(form.save(commit=False))
        except ValidationError as error:
            form = form or self.form(self.row, request.POST)
            form.is_valid()
            form.add_error(None, error.messages)
            return self.show(form, REFUSED)
        messages.success(request, _("Sparat."))
        return self.to_page(self.row.item.public_id if self.row.item else self.meeting.public_id)

    @cached_property
    def row(self) -> Any:
        found = getattr(self.meeting, self.rows).visible_to(self.access).select_related("item")
        row = get_object_or_404(found, public_id=self.kwargs["row"])
        row.meeting = self.meeting
        if not self.may(row):
            raise PermissionDenied
        return row

    def may(self, row: Any) -> bool:
        """Who runs the meeting changes what was recorded there."""
        return True

    def form(self, row: Any, data: Any = None) -> Any:
        raise NotImplementedError

    def change(self, row: Any) -> None:
        raise NotImplementedError

    def remove(self, row: Any) -> None:
        raise NotImplementedError

    def show(self, form: Any, status: int = 200) -> HttpResponse:
        context = self.get_context_data(
            meeting=self.meeting,
            heading=self.heading,
            form=form,
            organisations=self.organisations.rows if self.rows == "action_points" else [],
            clashes=[form.clash] if form.clash else [],
            is_example=self.meeting.is_example,
        )
        return self.render_to_response(context, status=status)

    @cached_property
    def organisations(self) -> Organisations:
        return organisations_for(self.meeting, attendance_sheet(self.meeting))


class DecisionView(RowView):
    rows = "decisions"
    heading = gettext_lazy("Ändra beslutet")

    def form(self, row, data=None) -> DecisionForm:
        return DecisionForm(data, instance=row)

    def change(self, row) -> None:
        change_decision(decision=row, by=self.request.user)

    def remove(self, row) -> None:
        remove_decision(decision=row, by=self.request.user)


class ChallengeView(RowView):
    rows = "challenges"
    heading = gettext_lazy("Ändra utmaningen")

    def may(self, row) -> bool:
        """One that a network of others has is theirs."""
        return can_edit_challenge(self.access, row)

    def form(self, row, data=None) -> ChallengeForm:
        return ChallengeForm(data, instance=row)

    def change(self, row) -> None:
        change_challenge(challenge=row, by=self.request.user)

    def remove(self, row) -> None:
        remove_challenge(challenge=row, by=self.request.user)


class ActionPointView(RowView):
    rows = "action_points"
    heading = gettext_lazy("Ändra åtgärdspunkten")
    row: ActionPoint

    def form(self, row, data=None) -> ActionPointForm:
        return ActionPointForm(data, instance=row, organisations=self.organisations)

    def change(self, row) -> None:
        change_action_point(point=row, by=self.request.user)

    def remove(self, row) -> None:
        remove_action_point(point=row, by=self.request.user)
