"""Letters are seen over a shoulder: no subject names violence, a strategy, or help."""

import re

import polib
import pytest
from django.conf import settings

from tests.site.test_translations import CATALOGUE

FOLDER = settings.BASE_DIR / "templates" / "mail"
# What other letters are written in.
LAYOUTS = {"layout", "account_notice", "meeting_notice"}
# Beginnings of words, in both languages.
TELLING = re.compile(
    r"\b(våld|mäns|kvinno?|utsatt|slår|slag|hot|jour|hjälp|stöd|skydd|brott|övergrepp|förtryck"
    r"|violen|abus|women|victim|threat|shelter|help|support|crime|strateg|åtgärdsprog)\w*",
    re.IGNORECASE,
)

# A day tells of no strategy, nor does a random number.
NEUTRAL = re.compile(r"{{ (?:day|reference) }}")


def names() -> set[str]:
    return {path.name.split(".")[0] for path in FOLDER.iterdir()} - LAYOUTS


def faults_of_subject(source: str, english: dict[str, str]) -> list[str]:
    """What a subject may not hold: a telling word in any language, or a value of its own, which
    might be the name of a strategy."""
    source = NEUTRAL.sub("", source)
    faults = re.findall(r"{{.*?}}|{%\s*(?:block)?trans\w*[^%]*\b(?:with|count|as)\b[^%]*%}", source)
    texts = [source, *(english[text] for text in re.findall(r'"([^"]*)"', source))]
    return faults + [match.group() for text in texts for match in TELLING.finditer(text)]


@pytest.mark.parametrize(
    "subject",
    [
        '{% translate "Om våldsprevention" %}',
        '{% translate "Ny strategi" %}',
        '{% translate "Att svara på" %}',
        "{{ strategy.title }}",
        '{% blocktranslate with name=strategy.title %}"Om {{ name }}"{% endblocktranslate %}',
    ],
)
def test_telling_subject_is_found(subject):
    english = {"Att svara på": "Help us answer"}
    assert faults_of_subject(subject, {**dict.fromkeys(re.findall(r'"([^"]*)"', subject), ""),
                                       **english})  # fmt: skip


@pytest.mark.parametrize("name", sorted(names()))
def test_subject_is_neutral_in_both_languages(name):
    english = {entry.msgid: entry.msgstr for entry in polib.pofile(str(CATALOGUE))}
    assert faults_of_subject((FOLDER / f"{name}.subject.txt").read_text(), english) == []


@pytest.mark.parametrize("name", sorted(names()))
def test_letter_has_subject_text_and_html_in_our_layout(name):
    assert (FOLDER / f"{name}.subject.txt").exists()
    for ending in (".txt", ".html"):
        source = (FOLDER / f"{name}{ending}").read_text()
        layouts = tuple(f'{{% extends "mail/{layout}{ending}" %}}' for layout in LAYOUTS)
        assert source.startswith(layouts), name + ending
        assert "|safe" not in source, name + ending


def test_every_letter_of_ours_lies_in_the_one_folder():
    """Where the neutral subjects are tested."""
    subjects = set((settings.BASE_DIR / "templates").rglob("*subject.txt"))
    assert {path.parent for path in subjects} == {FOLDER}
