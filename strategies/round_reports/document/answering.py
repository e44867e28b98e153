"""Who has answered, and how."""

from collections import Counter

from django.utils.translation import gettext as _

from records.partial_dates import in_words
from strategies.round_reports.document.parts import (
    Cell,
    Row,
    Section,
    Table,
    actor_cell,
    content,
    day,
)
from strategies.round_reports.facts import ANSWERED, LATE, NO_ANSWER, UNDER_PREPARATION
from strategies.round_reports.frozen import Payload
from strategies.round_reports.sentences import ANSWERS as WHO_ANSWERED


def who_answered(payload: Payload) -> Section:
    names = group_names()
    order = list(names)
    rows = sorted(payload["organisations"], key=lambda one: order.index(one["group"]))
    groups = Counter(one["group"] for one in rows)
    return Section(
        WHO_ANSWERED,
        Cell(_("Vilka som har svarat")),
        lines=[Cell(f"{names[group]}: {groups[group]}") for group in order if groups[group]],
        tables=[
            Table(
                _("Organisationerna och deras svar"),
                [_("Organisation"), _("Svar"), _("Dag"), _("Motivering")],
                [
                    Row(
                        [
                            actor_cell(one["slug"], one["name"]),
                            Cell(names[one["group"]] + by_telephone(one)),
                            day_in(one),
                            content(one["explanation"])
                            if not one["is_hidden"]
                            else Cell(_("Texten är dold.")),
                        ]
                    )
                    for one in rows
                ],
                widths=(36, 18, 17, 29),
            )
        ],
        is_list=True,
    )


def group_names() -> dict[str, str]:
    """In the order in which they are read."""
    return {
        ANSWERED: _("Har svarat"),
        LATE: _("Svarade efter svarsdagen"),
        UNDER_PREPARATION: _("Under beredning"),
        "abstains": _("Avstår"),
        "not_concerned": _("Berörs inte"),
        NO_ANSWER: _("Inget svar"),
    }


def by_telephone(organisation: Payload) -> str:
    return ", " + _("per telefon") if organisation["by_telephone"] else ""


def day_in(organisation: Payload) -> Cell:
    if organisation["submitted_on"] or not organisation["awaited_after"]:
        return day(organisation["submitted_on"])
    awaited = organisation["awaited_after"]
    words = _("väntas efter %(day)s")
    return Cell(words % {"day": in_words(awaited)}, plain=words % {"day": awaited})
