"""From the words of a row to the values of its model, and from a key to the row it names."""

import hashlib
from typing import Any, TypeVar

from django.db.models import CharField, Field, ForeignKey, ManyToManyField, Model, TextField

from records.public_ids import ALPHABET, LENGTH
from strategies.models import Goal, Strategy
from website.cases.files import CaseFileError, Row, listed
from website.cases.nouns import NAMED_BY, NOT_IN_FILES, REFERENCE

One = TypeVar("One", bound=Model)

Values = dict[str, Any]
Links = dict[str, list[Model]]


def values_and_links(row: Row) -> tuple[Values, Links]:
    """The fields of a row as its model takes them, and its many-to-many links. Raises
    CaseFileError."""
    fields = fields_of(row.model)
    if unknown := row.content.keys() - fields.keys():
        raise CaseFileError(f"unknown fields: {listed(unknown)}; known: {listed(fields)}")
    links = {
        name: linked(field, row.content[name])
        for name, field in fields.items()
        if isinstance(field, ManyToManyField) and name in row.content
    }
    values = {
        name: value(fields[name], content)
        for name, content in row.content.items()
        if name not in links
    }
    if "position" in {field.name for field in row.model._meta.fields}:
        values["position"] = row.position
    return values, links


def fields_of(model: type[Model]) -> dict[str, Field]:
    """The fields that a file may give: what an editor may, less what the key says already."""
    by_key = {"strategy", "slug"} if model is Goal else {NAMED_BY.get(model)}
    return {
        field.name: field
        for field in (*model._meta.fields, *model._meta.many_to_many)
        if field.editable and not field.primary_key and field.name not in NOT_IN_FILES | by_key
    }


def linked(field: ManyToManyField, keys: Any) -> list[Model]:
    if not isinstance(keys, list):
        raise CaseFileError(f'{field.name}: write a list of keys, ["…"]')
    return [find(field.related_model, key) for key in keys]


def value(field: Field, content: Any) -> Any:
    """What stands in the file, as the field takes it. Raises CaseFileError."""
    if isinstance(field, CharField | TextField | ForeignKey) and not isinstance(content, str):
        raise CaseFileError(f"{field.name}: write it in quotation marks")
    if isinstance(field, ForeignKey):
        return find(field.related_model, content)
    return flowing(content) if isinstance(field, TextField) else content


def flowing(text: str) -> str:
    """Lines joined to paragraphs, which an empty line parts."""
    return "\n\n".join(" ".join(part.split()) for part in text.strip().split("\n\n"))


def find(model: type[One], key: str) -> One:
    """The row that a key names. Raises CaseFileError, with what to do about it."""
    found = model._default_manager.filter(**identity(model, key)).first()
    if found is None:
        advice = "; first run: manage.py load_reference" if model in REFERENCE else ""
        raise CaseFileError(f"there is no {model._meta.model_name} “{key}”{advice}")
    return found


def identity(model: type[Model], key: str) -> Values:
    """The fields that make a row this one, now and after every change of its texts."""
    if model is Goal:
        strategy, _slash, slug = key.partition("/")
        return {"strategy": find(Strategy, strategy), "slug": slug}
    if model in NAMED_BY:
        return {NAMED_BY[model]: key}
    return {"public_id": public_id_for(f"{model._meta.model_name}.{key}")}


def public_id_for(name: str) -> str:
    """Always the same ten letters and digits for the same name."""
    digest = hashlib.sha256(name.encode()).digest()
    return "".join(ALPHABET[byte % len(ALPHABET)] for byte in digest[:LENGTH])
