"""Whichever button of the notes is pressed, all that was written in them is saved first."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from coordination.models import AgendaItem
from coordination.work.at_meeting_saving import save_notes
from coordination.work.notes_page import NotesPage
from coordination.work.running import CLASHED, REFUSED

ABOUT_ALL = "alla"


class NotesAction(NotesPage):
    """A press of a button: `act` is what it does, once the notes are saved."""

    http_method_names = ["post"]
    # What the comment is about that this button sends.
    sends_about = ""

    def post(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        # Held until the answer is made: nobody writes between what is saved and what is done.
        with transaction.atomic():
            return self.saved_first() or self.act(request, *args, **kwargs)

    def act(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        raise NotImplementedError

    def saved_first(self) -> HttpResponse | None:
        """The page again where something stands in the way: a note that could not be saved, or a
        comment that was begun and that this button does not send."""
        posted = self.request.POST
        typed = [posted[name] for name in posted if name.endswith("-notes")]
        if not self.runs:
            return None
        try:
            notes = save_notes(self.meeting, posted, self.request.user) if typed else {}
        except ValidationError as error:
            faults = [*error.messages, _("Inget är sparat.")]
            return self.show_anew(CLASHED, faults=faults, typed=self.unsaved(typed))
        troubled: dict[Any, Any] = {
            ("note", form.instance.pk): form for form in notes.values() if not form.is_valid()
        }
        clashes = [form.clash for form in troubled.values() if form.clash]
        troubled |= self.begun_comments()
        if not troubled:
            return None
        return self.show(CLASHED if clashes else REFUSED, refused=troubled, clashes=clashes)

    def unsaved(self, typed: list[str]) -> list[str]:
        stored = set(self.meeting.items.values_list("notes", flat=True))
        texts = [text.replace("\r\n", "\n").strip() for text in typed]
        return [text for text in texts if text and text not in stored]

    def begun_comments(self) -> dict[Any, Any]:
        if not self.meeting.takes_comments:
            return {}
        found: dict[Any, Any] = {}
        rows = AgendaItem.objects.visible_to(self.access).filter(meeting=self.meeting)
        for item in (*rows, None):
            form = self.comment_form(item, self.request.POST)
            is_own = self.sends_about == (item.public_id if item else ABOUT_ALL)
            if is_own or not form.data.get(form.add_prefix("text"), "").strip():
                continue
            form.is_valid()
            form.add_error("text", _("Inte skickad än. Skicka kommentaren, eller ta bort texten."))
            found["comment", item.pk if item else None] = form
        return found


class RunningAction(NotesAction):
    def may(self) -> bool:
        return self.runs
