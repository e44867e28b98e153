"""Answers to the questions of a follow-up round, in the one shape that is kept and read.

A draft is a mapping from the public id of a question to its value: a text ("yes" and "no", one of
the options, or free words), a whole number, or {"women": number, "men": number}. What is submitted
is a list that also holds each question as it was asked, so that it can be read for ever.
"""

import json
from collections.abc import Iterable, Mapping, Sequence
from hashlib import blake2b
from typing import TYPE_CHECKING, Any, NamedTuple

from django.utils.translation import gettext as _

from strategies.choices import QuestionKind

if TYPE_CHECKING:
    from strategies.models import RoundQuestion

YES, NO = "yes", "no"
WOMEN, MEN = "women", "men"
# What an organisation can count, and a database hold.
MOST = 10_000_000

Value = str | int | dict[str, int]
Draft = Mapping[str, Value]


class ToldAnswer(NamedTuple):
    """A question as it was asked, and what was answered; None for nothing."""

    question: str
    text: str
    kind: QuestionKind
    about_people: bool
    value: Value | None

    @property
    def shown(self) -> str:
        """The answer in words, in the language of the reader; empty for none."""
        return in_words(self.kind, self.value)


def in_words(kind: str, value: Value | None) -> str:
    if value is None or value == "":
        return ""
    if kind == QuestionKind.YES_NO:
        return {YES: _("Ja"), NO: _("Nej")}.get(str(value), "")
    if isinstance(value, dict):
        return _("%(women)d kvinnor, %(men)d män") % value
    return str(value)


def is_value_of(question: "RoundQuestion", value: Any) -> bool:
    """Whether it answers the question in the shape that is kept."""
    if question.kind == QuestionKind.YES_NO:
        return value in (YES, NO)
    if question.kind == QuestionKind.CHOICE:
        return value in question.option_list
    if question.kind == QuestionKind.NUMBER:
        return is_count(value)
    if question.kind == QuestionKind.NUMBER_BY_SEX:
        return (
            isinstance(value, dict)
            and set(value) == {WOMEN, MEN}
            and all(is_count(one) for one in value.values())
        )
    return isinstance(value, str)


def is_count(value: Any) -> bool:
    return type(value) is int and 0 <= value <= MOST


def is_free_text(question: "RoundQuestion") -> bool:
    return question.kind == QuestionKind.TEXT


def frozen(questions: Iterable["RoundQuestion"], draft: Draft) -> list[dict[str, Any]]:
    """What is submitted: each question as it is asked now, with its answer."""
    return [
        {
            "question": question.public_id,
            "text": question.text,
            "kind": str(question.kind),
            "about_people": question.about_people,
            "value": draft.get(question.public_id),
        }
        for question in questions
    ]


def told(answers: Sequence[Mapping[str, Any]]) -> list[ToldAnswer]:
    """What was submitted, to read."""
    return [
        ToldAnswer(
            one["question"],
            one["text"],
            QuestionKind(one["kind"]),
            one["about_people"],
            one["value"],
        )
        for one in answers
    ]


def unanswered(questions: Iterable["RoundQuestion"], draft: Draft) -> list["RoundQuestion"]:
    """Those that must be answered and are not: all but the ones in free text."""
    return [one for one in questions if not is_free_text(one) and draft.get(one.public_id) is None]


def digests_of(draft: Draft) -> dict[str, str]:
    """Each answer as a short sum, by question: a page carries them back, so that what another wrote
    meanwhile is seen."""
    return {key: digest_of(value) for key, value in draft.items()}


def digest_of(value: Value | None) -> str:
    """The sum of one answer; empty for none."""
    if value is None:
        return ""
    text = value.replace("\r\n", "\n").strip() if isinstance(value, str) else value
    return blake2b(json.dumps(text, sort_keys=True).encode(), digest_size=9).hexdigest()
