"""What is posted from the page to work in at a meeting: saved part by part."""

from collections.abc import Callable, Iterator
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.forms import BaseForm
from django.http import QueryDict

from actors.models import User
from coordination.models import AgendaItem, Meeting
from coordination.services.agenda import add_item
from coordination.services.at_meeting import (
    hold_for_writing,
    record_action_point,
    record_challenge,
    record_decision,
    save_attendance,
    save_note,
)
from coordination.summaries import attendance_sheet
from coordination.work.at_meeting_forms import AlsoThereForm, NoteForm, WrittenForm
from coordination.work.at_meeting_page import SHOWN, TICKED, Forms, organisations_for
from records.forms import SHOWN as AS_SHOWN
from records.services import hold

ATTENDANCE = "narvaro"


@transaction.atomic
def save_notes(meeting: Meeting, data: QueryDict, by: User) -> dict[str, NoteForm]:
    """Save the notes that were posted, by the names of their items; one that cannot be saved stops
    no other. Raises as `hold_for_writing`."""
    held = hold_for_writing(meeting, by)
    return {item.public_id: saved_note(item, data, by) for item in posted(held, data)}


def posted(meeting: Meeting, data: QueryDict) -> list[AgendaItem]:
    """Those whose note was shown on the page, held until the transaction ends."""
    ending = f"-{AS_SHOWN}"
    ids = {name.removesuffix(ending) for name in data if name.endswith(ending)}
    rows = list(hold(meeting.items.filter(public_id__in=ids)).order_by("pk"))
    for item in rows:
        item.meeting = meeting
    return rows


def saved_note(item: AgendaItem, data: QueryDict, by: User) -> NoteForm:
    form = NoteForm(data, instance=item)
    if not form.is_valid() or not form.has_changed():
        return form
    save_note(item=form.save(commit=False), by=by)
    # What is stored now is what the page shows from now on.
    form = NoteForm(data, instance=item)
    form.is_valid()
    return form


@transaction.atomic
def save_all(meeting: Meeting, data: QueryDict, by: User) -> dict[str, BaseForm]:
    """Save all that was written on the page, and give back what could not be, by the prefix of its
    form. Raises as `hold_for_writing`."""
    troubled: dict[str, BaseForm] = {
        form.prefix: form for form in save_notes(meeting, data, by).values() if not form.is_valid()
    }
    held = hold_for_writing(meeting, by)
    sheet = attendance_sheet(held)
    forms = Forms(held, organisations_for(held, sheet), data)
    for form, save in new_rows(forms, by):
        if form.is_begun and not is_saved(form, save):
            troubled[form.prefix] = form
    also = forms.also_there()
    if not saved_attendance(held, sheet, also, data, by):
        troubled |= {also.prefix: also, "attendance": also}
    return troubled


def new_rows(forms: Forms, by: User) -> Iterator[tuple[WrittenForm, Callable[[Any], Any]]]:
    """The form of each new thing on the page, with how it is kept."""
    for item in (*forms.meeting.items.order_by("position", "pk"), None):
        yield forms.decision(item), lambda row: record_decision(decision=row, by=by)
        yield forms.challenge(item), lambda row: record_challenge(challenge=row, by=by)
        yield forms.action_point(item), lambda row: record_action_point(point=row, by=by)
    yield forms.new_item(), lambda row: add_new_item(row, by)


def add_new_item(item: AgendaItem, by: User) -> None:
    """Once, also where the page is sent twice."""
    last = item.meeting.items.order_by("position", "pk").last()
    if last is None or last.title != item.title:
        add_item(item=item, by=by)


def is_saved(form: WrittenForm, save: Callable[[Any], Any]) -> bool:
    if not form.is_valid():
        return False
    try:
        save(form.save(commit=False))
    except ValidationError as error:
        form.add_error(None, error.messages)
        return False
    return True


def saved_attendance(meeting, sheet, also: AlsoThereForm, data: QueryDict, by: User) -> bool:
    """Whether who is there is as it was ticked: it is saved by its own button, and by any other
    where the ticks were changed."""
    if not also.is_valid():
        return False
    added, office = also.cleaned_data["actor"], also.cleaned_data["office"]
    ticked, shown = set(data.getlist(TICKED)), set(filter(None, data.get(SHOWN, "").split(",")))
    if ticked == shown and not added and ATTENDANCE not in data:
        return True
    known = {row.key: row.present for row in sheet.rows}
    present = {known[key] for key in ticked & known.keys()}
    if added:
        present.add((added.pk, office))
    save_attendance(
        meeting=meeting,
        ticked=present,
        shown={known[key] for key in shown & known.keys()},
        by=by,
    )
    return True
