"""What a progress report must say before it is submitted, and no more."""

from typing import TYPE_CHECKING

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from strategies.choices import Grade

if TYPE_CHECKING:
    from strategies.models import ReportVersion
    from strategies.models.report_content import ReportContent

# Grades that tell all by themselves, or by their reason.
NOTHING_TO_TELL = (Grade.NOT_STARTED, Grade.NOT_RELEVANT, Grade.DISCONTINUED)


def missing_in(
    draft: "ReportContent", *, last: "ReportVersion | None", own_last: "ReportVersion | None"
) -> dict[str, str | Promise]:
    """By field what is missing: nothing for a report that is whole.

    `last` is what was told before this report, `own_last` what was submitted of it before
    completion was asked for. A reason is asked for only where it has gone backwards or something is
    given up.
    """
    if own_last and not draft.stands_by and is_the_same(draft, own_last):
        return {
            "stands_by": _(
                "Komplettering är begärd, men inget är ändrat. Ändra uppgifterna, eller kryssa i "
                "att ni står fast vid dem."
            )
        }
    if draft.repeats:
        return missing_in_repeated(last)
    if not draft.grade:
        return {"grade": _("Välj hur långt det har kommit.")}
    grade, before = Grade(draft.grade), last.grade if last else ""
    missing: dict[str, str | Promise] = {}
    if grade not in NOTHING_TO_TELL and not draft.done.strip():
        missing["done"] = _("Skriv kort vad som har gjorts.")
    if grade.asks_for_reason(before) and not draft.reason.strip():
        missing["reason"] = (
            _("Skriv varför.") if grade.is_given_up else _("Skriv varför det har gått bakåt.")
        )
    return missing


def missing_in_repeated(last: "ReportVersion | None") -> dict[str, str | Promise]:
    if last is None:
        return {"repeats": _("Det finns ingen tidigare uppföljning att upprepa.")}
    if last.is_hidden:
        return {
            "repeats": _("Det som upprepas är dolt för allmänheten. Skriv på nytt hur det går.")
        }
    return {}


def is_the_same(draft: "ReportContent", submitted: "ReportVersion") -> bool:
    """A version that repeats holds the words it repeats; its draft holds none."""
    if draft.repeats or submitted.repeats:
        return draft.repeats and submitted.repeats
    return draft.content() == submitted.content()
