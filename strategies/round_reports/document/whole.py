"""A payload as a document, in the order in which it is read."""

from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from records.partial_dates import in_words
from strategies.round_reports.document.answering import who_answered
from strategies.round_reports.document.commitments import all_commitments, not_shown, what_changed
from strategies.round_reports.document.grades import by_actor, by_goal, how_it_goes
from strategies.round_reports.document.parts import DASH, Cell, Document, Section, content, day
from strategies.round_reports.document.questions import question_section
from strategies.round_reports.frozen import Payload


def document_of(payload: Payload) -> Document:
    """All that the report says, in the order in which it is read."""
    return Document(
        title=f"{capfirst(payload['name'])}: {payload['round']['title']}",
        facts=facts(payload),
        sections=[
            in_short(payload),
            who_answered(payload),
            how_it_goes(payload),
            by_goal(payload),
            by_actor(payload),
            *(question_section(one) for one in payload["questions"]),
            what_changed(payload),
            all_commitments(payload),
            not_shown(payload),
        ],
    )


def facts(payload: Payload) -> list[tuple[str, Cell]]:
    round, strategy = payload["round"], payload["strategy"]
    period = f"{in_words(round['period_start'])}{DASH}{in_words(round['period_end'])}"
    link = reverse("strategy", args=[strategy["slug"]])
    return [
        (_("Gäller"), content(strategy["title"], link)),
        *([(_("Län"), content(strategy["county"]))] if strategy["county"] else []),
        (_("Period"), Cell(period, plain=f"{round['period_start']}/{round['period_end']}")),
        (_("Svarsdag"), day(round["due_on"])),
        (_("Stängd för svar"), day(round["closed_on"])),
        (_("Sammanställd av"), content(strategy["maintained_by"])),
    ]


def in_short(payload: Payload) -> Section:
    return Section(
        "korthet",
        Cell(_("I korthet")),
        lines=[content(one["text"], f"#{one['anchor']}") for one in payload["sentences"]],
        is_list=True,
    )
