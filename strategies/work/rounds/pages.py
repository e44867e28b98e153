"""What the pages of follow-up rounds share: who may open them, and how a button is answered."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.generic import View
from django.views.generic.base import ContextMixin, TemplateResponseMixin

from actors.access import Access, access_of
from records.history import note_reading
from strategies.models import FollowUpRound, RoundRequest
from strategies.rules.rounds import answering, can_run_request, can_run_round

CLASHED, REFUSED = 409, 422


def number_in(text: str) -> int:
    """A number that a page carries; zero, which is none, for what is typed wrong."""
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else 0


class RoundDoor(View):
    """One round, for those who run it. Who is only asked is told that they may not; to anybody
    else there is no such page."""

    access: Access
    round: FollowUpRound

    def dispatch(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        self.access = access_of(request.user)
        rows = FollowUpRound.objects.visible_to(self.access).select_related(
            "strategy__county", "strategy__maintained_by", "strategy__under"
        )
        self.round = get_object_or_404(rows, public_id=kwargs["public_id"])
        if not can_run_round(self.access, self.round):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)


class RoundPage(ContextMixin, TemplateResponseMixin, RoundDoor):
    """A page of the round that is shown."""

    def get_context_data(self, **kwargs) -> dict:
        return super().get_context_data(
            round=self.round, is_example=self.round.is_example, **kwargs
        )


class RequestPage(ContextMixin, TemplateResponseMixin, View):
    """One organisation in a round, for those who may read it."""

    access: Access
    asked: RoundRequest

    def dispatch(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        self.access = access_of(request.user)
        rows = RoundRequest.objects.visible_to(self.access).select_related(
            "round__strategy__county",
            "round__strategy__maintained_by",
            "round__strategy__under",
            "actor",
            "contact",
        )
        self.asked = get_object_or_404(rows, public_id=kwargs["public_id"])
        if not self.may():
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def may(self) -> bool:
        return True

    def note_reading(self) -> None:
        """Keep that a superuser read what no membership opens for them."""
        asked, mine = self.asked, answering(self.access)
        note_reading(
            record=asked,
            by=self.request.user,
            may_read_anyway=asked.actor_id in mine
            or asked.round.strategy.maintained_by_id in self.access.coordinates,
        )

    def get_context_data(self, **kwargs) -> dict:
        return super().get_context_data(
            asked=self.asked,
            round=self.asked.round,
            is_example=self.asked.is_example,
            runs=can_run_request(self.access, self.asked),
            **kwargs,
        )


class Pressed(View):
    """A button of such a page: it does one thing, comes back, and says what it could not."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        try:
            with transaction.atomic():
                messages.success(request, self.act())
        except ValidationError as error:
            for text in error.messages:
                messages.error(request, text)
        return redirect(self.back())

    def act(self) -> str:
        """Do it, and say what was done."""
        raise NotImplementedError

    def back(self) -> str:
        raise NotImplementedError
