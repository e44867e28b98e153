"""Reads the files: from TOML to rows that still hold words only."""

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.db.models import Model

from website.cases.nouns import NOUNS

Nouns = Mapping[str, type[Model]]


class CaseFileError(ValueError):
    """A file that cannot be loaded; the text says which table of it, what is wrong, what to do."""


@dataclass(frozen=True)
class Row:
    """One table of a file: `[noun.key]` and what stands under it."""

    file: str
    noun: str
    model: type[Model]
    key: str
    position: int
    content: Mapping[str, Any]

    def __str__(self) -> str:
        return f"{self.file}: [{self.noun}.{self.key}]"


def read_rows(path: Path, *, nouns: Nouns = NOUNS) -> list[Row]:
    """The rows of a file in the order of their creation: the nouns', and within a noun the file's.
    Raises CaseFileError."""
    try:
        tables = tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise CaseFileError(f"{path.name} is not TOML: {error}") from error
    for noun, rows in tables.items():
        if noun not in nouns:
            raise CaseFileError(f"{path.name}: unknown table [{noun}]; known: {listed(nouns)}")
        if not isinstance(rows, dict) or not all(isinstance(row, dict) for row in rows.values()):
            raise CaseFileError(f"{path.name}: write [{noun}.key], a table for each row")
    return [
        Row(path.name, noun, model, key, position, content)
        for noun, model in nouns.items()
        for position, (key, content) in enumerate(tables.get(noun, {}).items(), start=1)
    ]


def refuse_doubles(rows: Iterable[Row]) -> None:
    """Two tables with one key would be taken for one row. Raises CaseFileError."""
    seen: dict[tuple[str, str], Row] = {}
    for row in rows:
        first = seen.setdefault((row.noun, row.key), row)
        if first is not row:
            raise CaseFileError(f"{row} stands in {first.file} too; keys are never shared")


def listed(names: Iterable[str]) -> str:
    return ", ".join(sorted(names))
