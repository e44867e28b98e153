"""Every text on screen is Swedish in the code and has its English in the catalogue."""

import ast
import re
from collections.abc import Iterator

import polib
import pytest
from django.conf import settings
from django.template import engines
from django.template.base import Lexer, Origin, Parser
from django.templatetags.i18n import BlockTranslateNode, TranslateNode
from django.utils import translation

from tests.site.test_house import ROOMS

CATALOGUE = settings.BASE_DIR / "locale" / "en" / "LC_MESSAGES" / "django.po"
CALLS = {"_", "gettext", "gettext_lazy", "ngettext", "ngettext_lazy"}


def texts_in_python() -> Iterator[tuple[str, str]]:
    """(text, file) of each call that translates; of a plural the singular."""
    for room in ROOMS:
        for path in (settings.BASE_DIR / room).rglob("*.py"):
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
                if isinstance(node, ast.Call) and getattr(node.func, "id", "") in CALLS:
                    assert isinstance(node.args[0], ast.Constant), f"{path}:{node.lineno}"
                    yield node.args[0].value, path.name


def texts_in_templates() -> Iterator[tuple[str, str]]:
    engine = engines["django"].engine
    for path in (settings.BASE_DIR / "templates").rglob("*.*"):
        tokens = Lexer(path.read_text(encoding="utf-8")).tokenize()
        parser = Parser(
            tokens,
            engine.template_libraries,
            engine.template_builtins,
            Origin(str(path)),
        )
        for node in parser.parse().get_nodes_by_type((TranslateNode, BlockTranslateNode)):
            if isinstance(node, TranslateNode):
                yield node.filter_expression.var.literal, path.name
            else:
                yield (
                    translation.trim_whitespace(node.render_token_list(node.singular)[0]),
                    path.name,
                )


def texts() -> set[str]:
    return {text for text, _file in [*texts_in_python(), *texts_in_templates()] if text}


@pytest.fixture(scope="module")
def catalogue() -> polib.POFile:
    return polib.pofile(str(CATALOGUE))


def test_no_swedish_text_is_taken_for_anothers_english_one(catalogue):
    """A library that knows the word ("sent") would put its own Swedish in its place."""
    with translation.override("sv"):
        others = [one.msgid for one in catalogue if translation.gettext(one.msgid) != one.msgid]
    assert others == []


def test_no_translation_is_empty_or_fuzzy(catalogue):
    assert [entry.msgid for entry in catalogue if entry.fuzzy] == []
    assert [
        entry.msgid for entry in catalogue if not entry.obsolete and not entry.translated()
    ] == []


def test_every_text_has_its_english(catalogue):
    known = {entry.msgid for entry in catalogue if not entry.obsolete}
    assert sorted(texts() - known) == []


def test_no_translation_is_of_a_text_that_is_gone(catalogue):
    assert sorted({entry.msgid for entry in catalogue} - texts()) == []


def test_placeholders_are_the_same_in_both_languages(catalogue):
    placeholder = re.compile(r"%\(\w+\)[sd]|%[sd]")
    for entry in catalogue:
        for text in [entry.msgstr, *entry.msgstr_plural.values()]:
            if text:
                assert set(placeholder.findall(text)) <= set(
                    placeholder.findall(entry.msgid + entry.msgid_plural)
                ), entry.msgid
