"""The page of a meeting's notes: what each of the meeting's own finds there."""

import re
from dataclasses import dataclass
from functools import cached_property

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.views.generic import TemplateView, View

from actors.access import Access, access_of
from actors.models import Actor
from coordination.choices import NotesState
from coordination.models import AgendaItem, Meeting, NotesComment
from coordination.papers import checksum_of, words_of
from coordination.rules.meetings import can_edit_meeting, takes_part_in_meeting
from coordination.rules.noting import can_comment_on, can_make_final
from coordination.rules.recording import can_write_record, reads_notes
from coordination.services.notes import (
    approvers_of,
    signing_as,
    usual_last_day,
)
from coordination.services.notes.holding import NEEDED
from coordination.summaries.notes import Noted, what_is_noted
from coordination.summaries.record import RecordedPart
from coordination.summaries.seats import name_of
from coordination.work.at_meeting_forms import NoteForm
from coordination.work.notes_forms import CommentForm, ReopenForm, SendForm
from records.history import note_reading

# The name of a sending, as the script of the page gives it.
SENDING, LONGEST_NAME = "sandning", 40


@dataclass(frozen=True)
class NotedPart:
    """An item with what is said of it, and the forms of who may write there."""

    part: RecordedPart
    comments: list[NotesComment]
    comment_form: CommentForm | None
    note_form: NoteForm | None


class NotesDoor(View):
    """The notes of one meeting, for its own."""

    access: Access
    meeting: Meeting

    def dispatch(self, request: HttpRequest, *args, **kwargs) -> HttpResponseBase:
        self.access = access_of(request.user)
        rows = Meeting.objects.own_of(self.access).select_related(*NEEDED)
        self.meeting = get_object_or_404(rows, public_id=kwargs["public_id"])
        if not self.may():
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def may(self) -> bool:
        return True

    def note_reading(self) -> None:
        note_reading(
            record=self.meeting,
            by=self.request.user,
            may_read_anyway=takes_part_in_meeting(self.access, self.meeting),
        )

    @property
    def runs(self) -> bool:
        return can_edit_meeting(self.access, self.meeting)


class NotesPage(NotesDoor, TemplateView):
    """The page, with the forms that fit where the notes are and who reads them. A form that was
    refused stands there again, under the key of what it is about."""

    template_name = "work/networks/notes.html"

    @cached_property
    def noted(self) -> Noted:
        return what_is_noted(self.meeting, self.access)

    @cached_property
    def signing(self) -> dict[Actor, str]:
        return signing_as(self.request.user, self.meeting)

    @cached_property
    def comments(self) -> list[NotesComment]:
        return list(self.meeting.comments.visible_to(self.access).select_related("actor"))

    def comment_form(self, item: AgendaItem | None, data=None) -> CommentForm:
        new = NotesComment(meeting=self.meeting, item=item)
        about = item.public_id if item else "alla"
        return CommentForm(data, instance=new, signing=self.signing, prefix=f"k-{about}")

    def send_form(self, data=None) -> SendForm:
        approvers = None
        if self.meeting.needs_approver:
            approvers = [
                (seat, ", ".join(part for part in (str(seat), name_of(seat, self.access)) if part))
                for seat in approvers_of(self.meeting)
            ]
        initial = {"comments_by": usual_last_day(timezone.localdate())}
        items = list(self.meeting.items.all()) if data else []
        return SendForm(data, approvers=approvers, items=items, initial=initial)

    def noted_part(self, part: RecordedPart, refused: dict) -> NotedPart:
        item, writes = part.item, can_write_record(self.access, self.meeting)
        key = item.pk if item else None
        comments = [one for one in self.comments if one.item_id == key]
        if item is not None:
            item.meeting = self.meeting
        takes = self.meeting.takes_comments and (item is None or can_comment_on(self.access, item))
        comment_form = self.comment_form(item) if takes else None
        note_form = NoteForm(instance=item) if item is not None and writes else None
        return NotedPart(
            part,
            comments,
            refused.get(("comment", key), comment_form),
            refused.get(("note", key), note_form),
        )

    def show(self, status: int = 200, *, refused: dict | None = None, **told) -> HttpResponse:
        refused, meeting = refused or {}, self.meeting
        reads = reads_notes(self.access, meeting)
        record = self.noted.record
        is_draft = meeting.notes_state == NotesState.DRAFT
        waits = meeting.notes_state == NotesState.SENT or (is_draft and not meeting.needs_approver)
        has_been = meeting.has_begun and not meeting.is_cancelled
        can_finish = has_been and waits and can_make_final(self.access, meeting)
        is_open = self.runs and not is_draft
        context = {
            "meeting": meeting,
            "reads": reads,
            "runs": self.runs,
            "writes": reads and can_write_record(self.access, meeting),
            "is_refused": bool(refused) and self.runs,
            # The sending that the page answers: see static/js/report.js.
            "answers": self.request.GET.get(SENDING, ""),
            "attendances": self.noted.attendances if reads else [],
            "parts": [self.noted_part(part, refused) for part in record.parts] if reads else [],
            "whole": self.noted_part(record.without_item, refused) if reads else None,
            "unhandled": sum(one.handled_at is None for one in self.comments) if reads else 0,
            "papers": list(meeting.papers.defer("content")),
            "has_been": has_been,
            "seen": checksum_of(words_of(self.noted)) if can_finish else "",
            # Also of those that one does not see.
            "nobody_came": can_finish and not meeting.attendances.exists(),
            "send_form": self.send_form() if self.runs and is_draft and has_been else None,
            "reopen_form": ReopenForm(auto_id="oppna_%s") if is_open else None,
            "is_example": meeting.is_example,
            "clashes": [],
            # What could not be done, and what was typed then.
            "faults": [],
            "typed": [],
            **told,
        }
        return self.render_to_response(self.get_context_data(**context), status=status)

    def done(self, told: str, place: str = "") -> HttpResponse:
        """To the page anew, at the part of it with that name."""
        messages.success(self.request, told)
        path = reverse("notes", args=[self.meeting.public_id])
        sent = self.request.POST.get(SENDING, "")[:LONGEST_NAME]
        asked = f"?{urlencode({SENDING: sent})}" if sent else ""
        part = f"#{place}" if re.fullmatch(r"[\w-]+", place, re.ASCII) else ""
        return HttpResponseRedirect(path + asked + part)

    def show_anew(self, status: int, **told) -> HttpResponse:
        """As it stands now, for what somebody else changed meanwhile."""
        rows = Meeting.objects.select_related(*NEEDED)
        self.meeting = rows.get(pk=self.meeting.pk)
        self.__dict__.pop("noted", None)
        return self.show(status, **told)
