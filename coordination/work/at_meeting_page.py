"""The page to work in at a meeting: one form, of which every press saves all that is written."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.forms import BaseForm, BoundField
from django.http import QueryDict

from actors.models import Actor
from coordination.models import ActionPoint, AgendaItem, Challenge, Decision, Meeting
from coordination.services.at_meeting import place_at
from coordination.summaries import AttendanceSheet, MeetingRecord, RecordedPart
from coordination.work.at_meeting_forms import (
    ActionPointForm,
    AlsoThereForm,
    ChallengeForm,
    DecisionForm,
    ItemForm,
    NoteForm,
    Organisations,
    audience_at,
)

DECISION, CHALLENGE, ACTION_POINT = "beslut", "utmaning", "atgard"
TICKED, SHOWN = "narvarande", "visade"


@dataclass(frozen=True)
class Block:
    """One item on the page, or what belongs to none: what is written there, and what may be."""

    # Of the item, or of the meeting: the name of all fields in the block begins with it.
    place: str
    part: RecordedPart
    note: NoteForm | None
    decision: DecisionForm
    challenge: ChallengeForm
    action_point: ActionPointForm


@dataclass(frozen=True)
class Fault:
    """What has to be mended, and the field to do it in."""

    field: BoundField
    error: str


class Forms:
    """The forms of the page by the names of their places; bound where something was posted."""

    def __init__(
        self, meeting: Meeting, organisations: Organisations, data: QueryDict | None = None
    ) -> None:
        self.meeting, self.organisations, self.data = meeting, organisations, data

    def place_of(self, item: AgendaItem | None) -> str:
        return self.meeting.public_id if item is None else item.public_id

    def note(self, item: AgendaItem) -> NoteForm:
        return NoteForm(self.data, instance=item)

    def decision(self, item: AgendaItem | None) -> DecisionForm:
        row = place_at(Decision(audience=audience_at(item)), self.meeting, item)
        return DecisionForm(self.data, instance=row, prefix=self.prefix(item, DECISION))

    def challenge(self, item: AgendaItem | None) -> ChallengeForm:
        row = place_at(Challenge(audience=audience_at(item)), self.meeting, item)
        return ChallengeForm(self.data, instance=row, prefix=self.prefix(item, CHALLENGE))

    def action_point(self, item: AgendaItem | None) -> ActionPointForm:
        row = place_at(ActionPoint(), self.meeting, item)
        prefix = self.prefix(item, ACTION_POINT)
        return ActionPointForm(
            self.data, instance=row, prefix=prefix, organisations=self.organisations
        )

    def new_item(self) -> ItemForm:
        row = AgendaItem(meeting=self.meeting)
        return ItemForm(self.data, instance=row, prefix=f"{self.meeting.public_id}-punkt")

    def also_there(self) -> AlsoThereForm:
        return AlsoThereForm(self.data, organisations=self.organisations)

    def prefix(self, item: AgendaItem | None, kind: str) -> str:
        return f"{self.place_of(item)}-{kind}"


def organisations_for(meeting: Meeting, sheet: AttendanceSheet) -> Organisations:
    """Of the same world: nothing invented promises what is real. One query."""
    rows = Actor.objects.in_force().filter(is_example=meeting.is_example)
    return Organisations(rows, (row.actor.pk for row in sheet.rows))


def faults_of(form: BaseForm) -> list[Fault]:
    """What stands beside its fields; what is wrong with all of it leads to the first. What another
    wrote too is told of as a clash."""
    if getattr(form, "clash", None):
        return []
    first = form.visible_fields()[0]
    of_all = [Fault(first, error) for error in form.non_field_errors()]
    return of_all + [Fault(field, error) for field in form for error in field.errors]


def page_context(
    record: MeetingRecord, sheet: AttendanceSheet, troubled: Mapping[str, BaseForm], data: Any
) -> dict[str, Any]:
    """What the template shows. `troubled`: the forms that could not be saved, by their prefix; they
    keep what was typed. `data`: what was posted, for the ticks."""
    organisations = organisations_for(record.meeting, sheet)
    forms = Forms(record.meeting, organisations)

    def kept(form: Any) -> Any:
        return troubled.get(form.prefix, form)

    def block(part: RecordedPart) -> Block:
        return Block(
            place=forms.place_of(part.item),
            part=part,
            note=kept(forms.note(part.item)) if part.item else None,
            decision=kept(forms.decision(part.item)),
            challenge=kept(forms.challenge(part.item)),
            action_point=kept(forms.action_point(part.item)),
        )

    keeps_ticks = data is not None and "attendance" in troubled
    faults = [fault for form in dict.fromkeys(troubled.values()) for fault in faults_of(form)]
    if faults:
        faults[0].field.field.widget.attrs["autofocus"] = True
    return {
        "record": record,
        "blocks": [block(part) for part in record.parts],
        "rest": block(record.without_item),
        "new_item": kept(forms.new_item()),
        "also_there": kept(forms.also_there()),
        "organisations": organisations.rows,
        "sheet": sheet,
        "ticked": data.getlist(TICKED) if keeps_ticks else sheet.ticked,
        "shown": data.get(SHOWN, "") if keeps_ticks else ",".join(sheet.ticked),
        "faults": faults,
        "clashes": [form.clash for form in troubled.values() if getattr(form, "clash", None)],
    }
