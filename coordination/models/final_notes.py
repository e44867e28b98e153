"""What notes that are final say, whoever writes and where."""

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from coordination.choices import NotesState

KEPT = _("Anteckningarna är klara. Öppna dem för att rätta innan du ändrar här.")
WAITING = _("Anteckningarna är skickade. Ta tillbaka dem innan du ändrar om mötet har protokoll.")

# What they say of the meeting itself.
OF_MEETING = (
    "title",
    "starts_at",
    "ends_at",
    "on",
    "on_wording",
    "form",
    "town",
    "place",
    "is_formal",
)


def stands_in_final_notes(row: Any) -> bool:
    """Of what may be of no meeting, too."""
    return row.meeting is not None and row.meeting.has_final_notes


def keep_as_final(row: Any, *fields: str) -> None:
    """Raise ValidationError where the notes of the row's meeting are final, and these columns of it
    would say something else than they do."""
    if not stands_in_final_notes(row):
        return
    stored = type(row)._default_manager.filter(pk=row.pk).values(*fields).first()
    if stored != {name: getattr(row, name) for name in fields}:
        raise ValidationError(KEPT)


def keep_at_final_meeting(row: Any) -> None:
    """Raise ValidationError where the row would leave a meeting whose notes it stands in."""
    rows = type(row)._default_manager.filter(pk=row.pk, meeting__notes_state=NotesState.FINAL)
    if row.pk is not None and rows.exclude(meeting=row.meeting_id).exists():
        raise ValidationError(KEPT)


def keep_meeting_as_noted(meeting: Any) -> None:
    """Raise ValidationError where a meeting would be another than its final notes tell of; and from
    when they are sent, where minutes would be notes that need no approver, or the other way."""
    rows = (
        type(meeting)._default_manager.filter(pk=meeting.pk).exclude(notes_state=NotesState.DRAFT)
    )
    if (stored := rows.values("notes_state", *OF_MEETING).first()) is None:
        return
    changed = {name for name in OF_MEETING if stored[name] != getattr(meeting, name)}
    if changed and stored["notes_state"] == NotesState.FINAL:
        raise ValidationError(KEPT)
    if "is_formal" in changed:
        raise ValidationError(WAITING)
