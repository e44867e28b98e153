"""At the meeting: one page to work in, for who runs it."""

import re
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db.models import prefetch_related_objects
from django.forms import BaseForm
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import formats, timezone
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.generic import TemplateView

from coordination.models import Meeting
from coordination.services.at_meeting import FINAL
from coordination.summaries import attendance_sheet, record_of
from coordination.summaries.agenda import documents_read
from coordination.summaries.open_points import open_before
from coordination.work.at_meeting_forms import NoteForm
from coordination.work.at_meeting_page import page_context
from coordination.work.at_meeting_saving import save_all, save_notes
from coordination.work.running import CLASHED, REFUSED, MeetingDoor
from records.forms import SHOWN

# Of a sending, as the script of the page gives it.
LONGEST_NAME = 40


class AtMeetingDoor(MeetingDoor, TemplateView):
    def to_page(self, place: str = "", **query: str) -> HttpResponse:
        """To the page to work in, at the part of it with that name."""
        path = reverse("at_meeting", args=[self.meeting.public_id])
        found = {name: value for name, value in query.items() if value}
        asked = f"?{urlencode(found)}" if found else ""
        part = f"#{place}" if re.fullmatch(r"[\w-]+", place, re.ASCII) else ""
        return HttpResponseRedirect(path + asked + part)


class AtMeetingView(AtMeetingDoor):
    template_name = "work/networks/at_meeting/page.html"

    def get(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        if self.meeting.has_final_notes:
            messages.info(request, FINAL)
            return redirect(self.meeting.get_work_url())
        return self.show({})

    def post(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        if request.headers.get("Accept") == "application/json":
            return saved_as_json(self.meeting, request)
        try:
            troubled = save_all(self.meeting, request.POST, request.user)
        except ValidationError as error:
            return self.show_refused(error)
        if troubled:
            return self.show(troubled)
        messages.success(request, _("Sparat %(time)s.") % {"time": now()})
        sent = request.POST.get("sandning", "")[:LONGEST_NAME]
        return self.to_page(request.POST.get("vid", ""), sandning=sent)

    def show(self, troubled: dict[str, BaseForm]) -> HttpResponse:
        record = record_of(self.meeting, self.access)
        items = [part.item for part in record.parts if part.item]
        prefetch_related_objects(items, documents_read(self.access))
        context = page_context(
            record,
            attendance_sheet(self.meeting),
            troubled,
            self.request.POST if troubled else None,
        )
        status = 200 if not troubled else CLASHED if context["clashes"] else REFUSED
        page = self.get_context_data(
            meeting=self.meeting,
            is_refused=bool(troubled),
            open_points=open_before(self.meeting, self.access),
            # The sending that the page answers: see static/js/report.js.
            answers=self.request.GET.get("sandning", ""),
            is_example=self.meeting.is_example,
            **context,
        )
        return self.render_to_response(page, status=status)

    def show_refused(self, error: ValidationError) -> HttpResponse:
        """Nothing is saved any more; what was typed stands to be copied."""
        texts = [
            value
            for name in self.request.POST
            if name.endswith(("-notes", "-text", "-title"))
            and (value := self.request.POST[name].strip())
        ]
        context = self.get_context_data(
            meeting=self.meeting,
            errors=error.messages,
            texts=texts,
            is_example=self.meeting.is_example,
        )
        return render(
            self.request, "work/networks/at_meeting/refused.html", context, status=REFUSED
        )


def saved_as_json(meeting: Meeting, request: HttpRequest) -> JsonResponse:
    """To the script that saves a note while it is written."""
    posted = request.POST
    try:
        notes = save_notes(meeting, posted, request.user)
    except ValidationError as error:
        ending = f"-{SHOWN}"
        ids = [name.removesuffix(ending) for name in posted if name.endswith(ending)]
        told = {"status": REFUSED, "errors": {"": error.messages}}
        return JsonResponse({"at": now(), "rows": dict.fromkeys(ids, told)}, status=REFUSED)
    rows = {name: as_json(form) for name, form in notes.items()}
    worst = max((row["status"] for row in rows.values()), default=200)
    return JsonResponse({"at": now(), "rows": rows}, status=worst)


def as_json(form: NoteForm) -> dict[str, Any]:
    """What became of a note; where another wrote it too, what stands there now."""
    is_saved = form.is_valid()
    theirs = form.clash.both if form.clash else []
    return {
        "status": 200 if is_saved else CLASHED if form.clash else REFUSED,
        "shown": form[SHOWN].value() if is_saved else None,
        "errors": {form.add_prefix(name): list(texts) for name, texts in form.errors.items()},
        "theirs": "\n\n".join(one.stored for one in theirs),
    }


def now() -> str:
    return formats.time_format(timezone.localtime(), "H:i")
