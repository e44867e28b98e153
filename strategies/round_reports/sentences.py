"""Sentences made from the facts, each with the place in the report that it was made from. In
Swedish, as the report is."""

from collections.abc import Iterator

from strategies.choices import Grade, QuestionKind
from strategies.round_reports.facts import ANSWERED, LATE
from strategies.round_reports.frozen import Payload

DONE = (Grade.COMPLETED, Grade.CONTINUOUS)
ANSWERS, BY_ACTOR, CHANGES = "svarande", "aktorer", "andrat"


def sentences_of(payload: Payload) -> list[Payload]:
    return [
        {"text": text, "anchor": anchor}
        for text, anchor in (
            *about_answers(payload),
            *about_commitments(payload),
            *about_goals(payload),
            *about_questions(payload),
            *about_changes(payload),
        )
    ]


def many(count: int, one: str, more: str) -> str:
    return f"{count} {one if count == 1 else more}"


def listed(words: list[str]) -> str:
    """Two or more as they are said: a, b och c."""
    return " och ".join(filter(None, [", ".join(words[:-1]), words[-1]]))


def done_of(grades: dict[str, int]) -> int:
    return sum(grades.get(grade, 0) for grade in DONE)


def about_answers(payload: Payload) -> Iterator[tuple[str, str]]:
    groups = [one["group"] for one in payload["organisations"]]
    late = groups.count(LATE)
    answered = groups.count(ANSWERED) + late
    asked = many(len(groups), "tillfrågad organisation", "tillfrågade organisationer")
    after = f", {late} av dem efter svarsdagen" if late else ""
    yield f"{answered} av {asked} har svarat{after}.", ANSWERS


def about_commitments(payload: Payload) -> Iterator[tuple[str, str]]:
    total = sum(payload["grades"].values())
    if not total:
        return
    done = done_of(payload["grades"])
    is_done = "är genomfört" if total == 1 else "är genomförda"
    of_all = many(total, "åtagande", "åtaganden")
    yield (
        f"{done} av {of_all} {is_done} helt eller i huvudsak, eller pågår kontinuerligt.",
        BY_ACTOR,
    )
    if missing := payload["grades"].get("", 0):
        yield (
            f"Om {many(missing, 'åtagande', 'åtaganden')} har ingen uppföljning lämnats.",
            BY_ACTOR,
        )


def about_goals(payload: Payload) -> Iterator[tuple[str, str]]:
    for goal in payload["goals"]:
        grades = payload["grades_by_goal"][goal["slug"]]
        if total := sum(grades.values()):
            name = f"Mål {goal['number']}" if goal["number"] else f"Målet ”{goal['text']}”"
            of_all = many(total, "åtagande", "åtaganden")
            is_done = "är genomfört" if total == 1 else "är genomförda"
            yield (
                f"{name}: {done_of(grades)} av {of_all} {is_done} eller pågår kontinuerligt.",
                goal["anchor"],
            )


def about_questions(payload: Payload) -> Iterator[tuple[str, str]]:
    for question in payload["questions"]:
        if said := said_of(question):
            yield f"”{question['text']}” {said}", question["anchor"]


def said_of(question: Payload) -> str:
    """What was answered all in all; empty where that is no sentence."""
    answered = many(question["answered"], "organisation", "organisationer")
    if not question["answered"]:
        return "Ingen organisation har svarat."
    if question["kind"] == QuestionKind.YES_NO:
        yes = question["counts"][0]["count"]
        return f"{yes} av {answered} svarar ja."
    if question["kind"] == QuestionKind.CHOICE:
        most = max(one["count"] for one in question["counts"])
        common = [f"”{one['value']}”" for one in question["counts"] if one["count"] == most]
        each = " vardera" if len(common) > 1 else ""
        return f"Vanligast är {listed(common)}: {most} av {answered}{each}."
    total = question["sum"]
    if total is None or total["total"] is None:
        return ""
    by_sex = (
        f" ({total['women']} kvinnor och {total['men']} män)" if total["women"] is not None else ""
    )
    return f"Sammanlagt {total['total']}{by_sex}, enligt {answered}."


def about_changes(payload: Payload) -> Iterator[tuple[str, str]]:
    changes = payload["changes"]
    if not any(changes.values()):
        yield "Sedan förra gången: ingen grad är lägre, inget är flyttat, inget utgår.", CHANGES
        return
    parts = [
        f"{many(len(changes['lowered']), 'åtagande', 'åtaganden')} har fått en lägre grad",
        f"{many(len(changes['moved']), 'slut', 'slut')} har flyttats",
        f"{many(len(changes['discontinued']), 'åtagande', 'åtaganden')} utgår eller är inte längre "
        "relevant" + ("" if len(changes["discontinued"]) == 1 else "a"),
    ]
    yield f"Sedan förra gången: {', '.join(parts[:2])} och {parts[2]}.", CHANGES
