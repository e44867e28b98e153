from django.contrib import admin
from django.db.models import Model
from django.http import HttpRequest

from records.admin import ChosenRows, ShownOnly
from records.history import note_reading
from strategies.models import (
    FollowUpRound,
    RequestItem,
    RequestSignature,
    RequestVersion,
    RoundNote,
    RoundQuestion,
    RoundRequest,
)


class ReadIsNoted(ShownOnly, ChosenRows):
    """Of one organisation in a round: that a superuser reads it is told in the history."""

    def asked_in(self, row: Model) -> RoundRequest:
        return row.request

    def render_change_form(self, request: HttpRequest, context: dict, *args, **kwargs):
        read = self.asked_in(context["original"])
        note_reading(record=read, by=request.user, may_read_anyway=False)
        return super().render_change_form(request, context, *args, **kwargs)


@admin.register(FollowUpRound)
class FollowUpRoundAdmin(ShownOnly, ChosenRows):
    """Where rounds are, for superusers. They are prepared and run at their own pages."""

    list_display = ["title", "strategy", "due_on", "opened_at", "closed_at"]
    list_select_related = ["strategy"]
    search_fields = ["title", "strategy__title", "public_id"]


@admin.register(RoundQuestion)
class RoundQuestionAdmin(ShownOnly, ChosenRows):
    list_display = ["text", "kind", "about_people", "round"]
    list_select_related = ["round"]
    search_fields = ["text", "round__title"]


@admin.register(RoundRequest)
class RoundRequestAdmin(ReadIsNoted):
    """Who is asked and where they are. What a draft says is read at its own page alone."""

    list_display = ["round", "actor", "answer", "submitted_at", "received_at"]
    list_select_related = ["round", "actor"]
    list_filter = ["answer"]
    search_fields = ["actor__name", "round__title", "public_id"]
    fields = [
        "round",
        "actor",
        "first_opened_at",
        "prepared_until",
        "preparation",
        "extended_to",
        "answer",
        "submitted_at",
        "completion_asked_at",
        "request_for_completion",
        "received_at",
    ]

    def asked_in(self, row: Model) -> RoundRequest:
        return row


@admin.register(RequestItem)
class RequestItemAdmin(ReadIsNoted):
    list_display = ["request", "commitment", "report"]
    list_select_related = ["request__round", "request__actor", "commitment", "report__commitment"]
    search_fields = ["commitment__title", "request__actor__name"]


@admin.register(RequestVersion)
class RequestVersionAdmin(ReadIsNoted):
    """What was submitted, word for word."""

    list_display = ["request", "number", "answer", "organisation", "submitted_at", "is_late"]
    list_select_related = ["request__round", "request__actor"]
    search_fields = ["organisation", "request__round__title", "public_id"]


@admin.register(RequestSignature)
class RequestSignatureAdmin(ReadIsNoted):
    list_display = ["version", "decision", "decided_on", "organisation", "signed_at"]
    list_select_related = ["version__request__round", "version__request__actor"]
    search_fields = ["organisation", "registry_number"]

    def asked_in(self, row: Model) -> RoundRequest:
        return row.version.request


@admin.register(RoundNote)
class RoundNoteAdmin(ReadIsNoted):
    list_display = ["request", "done_on", "kind", "signed"]
    list_select_related = ["request__round", "request__actor"]
    search_fields = ["text", "request__actor__name"]
