"""The notes of a meeting: read and commented on, written, sent, and made final."""

from io import BytesIO

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from actors.views import DOWNLOAD_HEADERS
from coordination.models import AgendaItem, NotesPaper
from coordination.papers import checksum_of, words_of
from coordination.rules.noting import can_make_final
from coordination.services.notes import (
    SeenOtherwiseError,
    add_comment,
    handle_comment,
    make_final,
    reopen_notes,
    send_for_comments,
)
from coordination.services.notes.holding import held_meeting
from coordination.summaries.notes import what_is_noted
from coordination.work.at_meeting import now, saved_as_json
from coordination.work.notes_forms import ReopenForm
from coordination.work.notes_page import NotesDoor
from coordination.work.notes_saving import ABOUT_ALL, NotesAction, RunningAction
from coordination.work.running import CLASHED, REFUSED
from strategies.models.report_paper import MEDIA_TYPE
from strategies.services.reports.holding import NotThereError


class NotesView(NotesAction):
    """Read by the meeting's own; written, with a button at each item, by who runs it."""

    http_method_names = ["get", "head", "post"]

    def get(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        self.note_reading()
        return self.show()

    def post(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        if not self.runs:
            raise PermissionDenied
        if request.headers.get("Accept") == "application/json":
            return saved_as_json(self.meeting, request)
        return super().post(request, *args, **kwargs)

    def act(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        return self.done(_("Sparat %(time)s.") % {"time": now()}, request.POST.get("vid", ""))


class SendView(RunningAction):
    def act(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        form = self.send_form(request.POST)
        if not form.is_valid():
            return self.show(REFUSED, send_form=form)
        try:
            letters = send_for_comments(
                meeting=self.meeting,
                comments_by=form.cleaned_data["comments_by"],
                approver=form.approver,
                by=request.user,
            )
        except NotThereError as error:
            return self.show_anew(CLASHED, faults=error.messages)
        except ValidationError as error:
            form.add_error(None, error.messages)
            return self.show(REFUSED, send_form=form)
        told = ngettext("%(count)s brev är på väg.", "%(count)s brev är på väg.", letters)
        what = (
            _("Protokollet är skickat.")
            if self.meeting.is_formal
            else _("Anteckningarna är skickade.")
        )
        return self.done(" ".join((what, told % {"count": letters})))


class CommentView(NotesAction):
    @property
    def sends_about(self) -> str:
        return self.kwargs.get("item", ABOUT_ALL)

    def act(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        item = None
        if "item" in kwargs:
            rows = AgendaItem.objects.visible_to(self.access).filter(meeting=self.meeting)
            item = get_object_or_404(rows, public_id=kwargs["item"])
        form = self.comment_form(item, request.POST)
        refused = {("comment", item.pk if item else None): form}
        if self.meeting.takes_comments and not form.is_valid():
            return self.show(REFUSED, refused=refused)
        try:
            add_comment(comment=form.instance, by=request.user)
        except NotThereError as error:
            return self.show_anew(CLASHED, faults=error.messages, typed=[form["text"].value()])
        except ValidationError as error:
            form.add_error(None, error.messages)
            return self.show(REFUSED, refused=refused)
        return self.done(_("Tack, kommentaren är sparad."), item.public_id if item else "")


class HandleView(RunningAction):
    def act(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        comment = get_object_or_404(self.meeting.comments, public_id=kwargs["comment"])
        is_handled = "oppen" not in request.POST
        try:
            handle_comment(comment=comment, is_handled=is_handled, by=request.user)
        except NotThereError as error:
            return self.show_anew(CLASHED, faults=error.messages)
        told = _("Kommentaren är omhändertagen.") if is_handled else _("Kommentaren är öppen igen.")
        return self.done(told, comment.public_id)


class FinalView(NotesAction):
    def may(self) -> bool:
        return can_make_final(self.access, self.meeting)

    def post(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        # What is written on this page is read by who wrote it: it changes what stands from what was
        # read, and what others wrote meanwhile is still seen.
        with transaction.atomic():
            self.seen = request.POST.get("seen", "")
            is_as_read = self.checksum() == self.seen
            if (answer := self.saved_first()) is not None:
                return answer
            self.seen = self.checksum() if is_as_read else self.seen
            return self.act(request, *args, **kwargs)

    def checksum(self) -> str:
        return checksum_of(words_of(what_is_noted(held_meeting(self.meeting), self.access)))

    def act(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        try:
            make_final(meeting=self.meeting, seen=self.seen, by=request.user)
        except (NotThereError, SeenOtherwiseError) as error:
            return self.show_anew(CLASHED, faults=error.messages)
        except ValidationError as error:
            return self.show_anew(REFUSED, faults=error.messages)
        if self.meeting.needs_approver:
            return self.done(_("Protokollet är justerat."))
        return self.done(_("Anteckningarna är fastställda."))


class ReopenView(RunningAction):
    def act(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        form = ReopenForm(request.POST, auto_id="oppna_%s")
        if not form.is_valid():
            return self.show(REFUSED, reopen_form=form)
        reason = form.cleaned_data["reason"]
        try:
            reopen_notes(meeting=self.meeting, reason=reason, by=request.user)
        except NotThereError as error:
            return self.show_anew(CLASHED, faults=error.messages, typed=[reason])
        return self.done(_("Anteckningarna är ett utkast igen."))


class PaperView(NotesDoor):
    """The paper of final notes as a file: the latest, or the one with that number."""

    def get(self, request: HttpRequest, public_id: str, number: int = 0) -> FileResponse:
        papers = NotesPaper.objects.filter(meeting=self.meeting).order_by("-number")
        if number:
            papers = papers.filter(number=number)
        paper = papers.first()
        if paper is None:
            raise Http404
        paper.meeting = self.meeting
        self.note_reading()
        return FileResponse(
            BytesIO(paper.content),
            as_attachment=True,
            filename=paper.file_name,
            content_type=MEDIA_TYPE,
            headers=DOWNLOAD_HEADERS,
        )
