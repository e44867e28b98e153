"""One commitment for those who work with it, and moving its end."""

from dataclasses import replace

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.generic import TemplateView, View

from actors.access import Access, access_of
from records.history import note_reading
from records.services import lock
from strategies.models import Commitment
from strategies.rules.editing import can_edit_commitment
from strategies.rules.reading import can_read_commitment
from strategies.services import EndMovedError, move_end
from strategies.summaries import work_commitment
from strategies.work.commitment_forms import MoveOwnEndForm, move_end_form, seen_now

CLASHED, REFUSED = 409, 422


class CommitmentPage(View):
    """One commitment, for those who may read it."""

    access: Access
    commitment: Commitment

    def dispatch(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        self.access = access_of(request.user)
        rows = Commitment.objects.visible_to(self.access).select_related(
            "home__maintained_by", "home__county", "home__under", "responsible", "handler"
        )
        self.commitment = get_object_or_404(rows, public_id=kwargs["public_id"])
        if not self.may():
            raise PermissionDenied
        note_reading_at_work(self.commitment, request)
        return super().dispatch(request, *args, **kwargs)

    def may(self) -> bool:
        return True


def note_reading_at_work(commitment: Commitment, request: HttpRequest) -> None:
    """Keep that a superuser read a draft that no membership opens for them."""
    as_member = replace(access_of(request.user), is_superuser=False)
    if request.user.is_superuser:
        reads_anyway = can_read_commitment(as_member, commitment)
        note_reading(record=commitment, by=request.user, may_read_anyway=reads_anyway)


class WorkCommitmentView(CommitmentPage, TemplateView):
    template_name = "work/commitments/commitment.html"

    def get_context_data(self, **kwargs) -> dict:
        page = work_commitment(self.commitment, self.access)
        return super().get_context_data(page=page, **kwargs)


class MoveEndView(CommitmentPage, TemplateView):
    """For who may edit it."""

    template_name = "work/commitments/move_end.html"

    def may(self) -> bool:
        return can_edit_commitment(self.access, self.commitment)

    def get(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        return self.show(move_end_form(self.commitment, self.access))

    def post(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        try:
            with transaction.atomic():
                form = move_end_form(lock(self.commitment), self.access, request.POST)
                if not form.is_valid():
                    return self.show(form, REFUSED)
                self.move(form)
        except EndMovedError as error:
            self.commitment.refresh_from_db(fields=["end"])
            seen_now(form, self.commitment.end)
            form.add_error("moved_to", error)
            return self.show(form, CLASHED)
        except ValidationError as error:
            form.add_error(None, error.messages)
            return self.show(form, REFUSED)
        messages.success(request, _("Slutet är flyttat. Det gamla står kvar bredvid."))
        return redirect("work_commitment", self.commitment.public_id)

    def move(self, form: MoveOwnEndForm) -> None:
        said = form.cleaned_data
        move_end(
            commitment=self.commitment,
            to=said["moved_to"],
            decided_by=said["decided_by"],
            decided_on=said["decided_on"],
            reason=said["reason"],
            by=self.access,
            seen=said["seen"],
        )

    def show(self, form: MoveOwnEndForm, status: int = 200) -> HttpResponse:
        context = self.get_context_data(
            form=form, commitment=self.commitment, end_moves=list(self.commitment.end_moves.all())
        )
        return self.render_to_response(context, status=status)
