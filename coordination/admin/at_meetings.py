"""What is written at meetings and between them, for superusers to look at: it is written in the
pages under `/arbete/` alone."""

from django.contrib import admin

from coordination.models import (
    ActionPoint,
    AgencyDecision,
    Decision,
    Invitee,
    ItemDocument,
    ItemProposal,
    NotesComment,
    NotesPaper,
)
from records.admin import ChosenRows, ShownOnly


@admin.register(Invitee)
class InviteeAdmin(ShownOnly, ChosenRows):
    """Persons are named in no list."""

    list_display = ["actor", "office", "meeting", "answer", "sent_at"]
    list_select_related = ["actor", "meeting"]
    list_filter = ["answer"]
    search_fields = ["actor__name", "office", "address", "meeting__title", "public_id"]


@admin.register(ItemDocument)
class ItemDocumentAdmin(ShownOnly, ChosenRows):
    list_display = ["document", "item", "meeting", "audience"]
    list_select_related = ["document", "item", "meeting"]
    list_filter = ["audience"]
    search_fields = ["document__title", "item__title", "meeting__title"]


@admin.register(ItemProposal)
class ItemProposalAdmin(ShownOnly, ChosenRows):
    list_display = ["title", "network", "actor", "state", "created_at"]
    list_select_related = ["network", "actor"]
    list_filter = ["state"]
    search_fields = ["title", "text", "network__title", "public_id"]


@admin.register(Decision)
class DecisionAdmin(ShownOnly, ChosenRows):
    list_display = ["text", "kind", "decided_on", "state", "network", "audience"]
    list_select_related = ["network"]
    list_filter = ["kind", "state", "audience"]
    search_fields = ["text", "network__title", "meeting__title", "public_id"]


@admin.register(AgencyDecision)
class AgencyDecisionAdmin(ShownOnly, ChosenRows):
    list_display = ["actor", "decision", "state", "decided_on"]
    list_select_related = ["actor", "decision"]
    list_filter = ["state"]
    search_fields = ["actor__name", "decision__text", "registry_number", "public_id"]


@admin.register(ActionPoint)
class ActionPointAdmin(ShownOnly, ChosenRows):
    list_display = ["text", "actor", "due_on", "closed_at", "network"]
    list_select_related = ["actor", "network"]
    search_fields = ["text", "actor__name", "network__title", "public_id"]


@admin.register(NotesComment)
class NotesCommentAdmin(ShownOnly, ChosenRows):
    list_display = ["text", "meeting", "actor", "created_at"]
    list_select_related = ["meeting", "actor"]
    search_fields = ["text", "meeting__title", "public_id"]


@admin.register(NotesPaper)
class NotesPaperAdmin(ShownOnly, ChosenRows):
    """Which papers were made, and by which sum their bytes are known; what they say is read at the
    meeting."""

    list_display = ["meeting", "number", "is_formal", "made_at", "checksum"]
    list_select_related = ["meeting"]
    search_fields = ["meeting__title", "meeting__public_id", "checksum"]
    fields = ["meeting", "number", "is_formal", "made_at", "checksum"]
