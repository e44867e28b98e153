"""What stands on a paper. In Swedish whoever makes it: it is a Swedish agency's document."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from django.conf import settings
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import override

from strategies.models import ReportVersion, Strategy

# In the order in which they are read; the grade stands among the facts.
TEXTS = ("reason", "done", "results", "obstacles", "next_step", "evidence")

REPEATS = (
    "Oförändrat sedan sist: organisationen bekräftar att det som redovisades förra gången "
    "fortfarande gäller, ord för ord."
)
STANDS_BY = (
    "Organisationen står fast vid uppgifterna: komplettering begärdes, och uppgifterna lämnas som "
    "de är."
)
SPELLED_OUT = (
    "Tecken som papperet inte kan visa står med sitt nummer inom hakparenteser, till exempel "
    "[U+1F600]."
)
# What the fonts inside the typesetter are known to show: a test looks at each.
NOT_SHOWN = re.compile(
    r"[^\n\t\u0020-\u007e\u00a0-\u036f\u0384-\u038a\u038e-\u03a1\u03a3-\u045f\u1e00-\u1eff"
    r"\u2010-\u2040\u20a0-\u20bf\u2190-\u22ff\u2500-\u25ff]"
)

Labelled = Sequence[tuple[str, str]]


@dataclass(frozen=True)
class Words:
    title: str
    organisation: str
    facts: Labelled
    # Sentences that say what kind of answer it is.
    notes: Sequence[str]
    # What was written, each text whole, under its label.
    texts: Labelled
    # By which it is found again.
    ids: Sequence[str]
    submitted_at: datetime
    made_at: str
    site: str
    is_example: bool


def words_of(version: ReportVersion, *, made_at: datetime) -> Words:
    """All that was submitted, by which office, to whom and when. No person is named."""
    report = version.report
    with override("sv"):
        return Words(
            title=report.commitment.title,
            organisation=version.organisation,
            facts=[fact for fact in facts_of(version) if fact[1]],
            notes=[
                sentence
                for sentence, holds in (
                    (REPEATS, version.repeats),
                    (STANDS_BY, version.stands_by),
                )
                if holds
            ],
            texts=[(label_of(name), text) for name in TEXTS if (text := getattr(version, name))],
            ids=[f"Uppföljning {report.public_id}", f"version {version.public_id}"],
            submitted_at=version.submitted_at,
            made_at=moment(made_at),
            site=settings.SITE_ADDRESS,
            is_example=version.is_example,
        )


def facts_of(version: ReportVersion) -> Labelled:
    report = version.report
    home = report.commitment.home
    return [
        ("Hör hemma i", place_of(home)),
        ("Ansvarig", version.organisation),
        ("Lämnad av", version.office),
        ("Mottagare", home.maintained_by.name_with_kind),
        ("Inlämnad", moment(version.submitted_at)),
        ("Läget per", date_format(version.as_of, "DATE_FORMAT")),
        ("Version", str(version.number) + (", kompletterad" if version.number > 1 else "")),
        ("Avsändarens diarienummer", report.registry_number),
        ("Mottagarens diarienummer", report.received_registry_number),
        ("Genomförandegrad", str(version.get_grade_display())),
    ]


def place_of(home: Strategy) -> str:
    return f"{home.title}, under {home.under.title}" if home.under else home.title


def label_of(name: str) -> str:
    return str(ReportVersion._meta.get_field(name).verbose_name).capitalize()  # type: ignore[union-attr]


def moment(at: datetime) -> str:
    return date_format(timezone.localtime(at), "DATETIME_FORMAT")


def spelled_out(words: Words) -> Words:
    """The same where no character is one that the fonts may lack, such as a picture of a face."""
    return replace(
        words,
        title=spell_out(words.title),
        organisation=spell_out(words.organisation),
        facts=[(label, spell_out(text)) for label, text in words.facts],
        texts=[(label, spell_out(text)) for label, text in words.texts],
        notes=[*words.notes, SPELLED_OUT],
    )


def spell_out(text: str) -> str:
    return NOT_SHOWN.sub(lambda found: f"[U+{ord(found.group()):04X}]", text)


def all_spelled_out(value: Any) -> Any:
    """The same data where no text holds a character that the fonts may lack."""
    if isinstance(value, str):
        return spell_out(value)
    if isinstance(value, list):
        return [all_spelled_out(one) for one in value]
    if isinstance(value, dict):
        return {key: all_spelled_out(one) for key, one in value.items()}
    return value
