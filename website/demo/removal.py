"""Takes Exempel län away, with all that has been added to it since it was loaded.

What belongs to it is found by what it hangs on, so that a new noun needs no line here.
"""

from collections import Counter, defaultdict
from collections.abc import Iterator
from typing import Any

from django.apps import apps
from django.contrib.contenttypes.models import ContentType
from django.db import models, transaction
from django.db.models import ForeignKey, Model, Q

from actors.models import Actor, AnswerLink, County, Document, Membership, User
from actors.models.user import ANONYMOUS_DOMAIN
from actors.services.documents import forget_file
from records.examples import EXAMPLE_DOMAIN, can_be_example
from records.models import OutgoingMail, PubliclyIdentified, Source
from website.models import SearchEntry

Keys = defaultdict[type[Model], set[Any]]


class RealHangsOnItError(Exception):
    """Something real is tied to what is to go; the text names it."""


@transaction.atomic
def remove_demo() -> Counter[str]:
    """Remove Exempel län, and say how many rows of each noun went. Nothing else is touched.

    An end that was moved is never erased, and a person is never removed: that holds of what is
    real. Here all of it goes, so the rows are deleted past their models, and their history with
    them. Raises RealHangsOnItError, and then removes nothing.
    """
    found = all_of_it()
    refuse_real(found)
    found[Source] |= sources_of(found)
    found[OutgoingMail] |= keys(rows(OutgoingMail).filter(of_example("to")))
    found[AnswerLink] |= links_about(found)
    found[SearchEntry] |= keys(rows(SearchEntry).filter(is_example=True))
    for model, gone in history_of(found).items():
        found[model] |= gone
    documents = rows(Document).filter(pk__in=found[Document]).exclude(file="")
    for name in documents.values_list("file", flat=True):
        forget_file(name)
    for model, gone in found.items():
        rows(model).filter(pk__in=gone)._raw_delete(using=rows(model).db)
    return Counter(
        {str(model._meta.verbose_name): len(gone) for model, gone in found.items() if gone}
    )


def all_of_it() -> Keys:
    """The county, its organisations and its people, and every row that hangs on them, however far
    down: by model, their keys."""
    found: Keys = defaultdict(set)
    fresh: Keys = defaultdict(set)
    fresh[County] = keys(rows(County).filter(is_example=True))
    fresh[Actor] = keys(rows(Actor).filter(is_example=True))
    fresh[User] = keys(rows(User).filter(of_example("email"))) | once_invented(fresh[Actor])
    while any(fresh.values()):
        for model, new in fresh.items():
            found[model] |= new
        below: Keys = defaultdict(set)
        for model, field in every_tie():
            if above := fresh.get(field.related_model):
                below[model] |= keys(rows(model).filter(**{f"{field.name}__in": above}))
        fresh = defaultdict(set, {model: new - found[model] for model, new in below.items()})
    return found


def once_invented(example: set[Any]) -> set[Any]:
    """People whose address was taken away, and who worked for invented organisations alone."""
    nameless = rows(User).filter(email__iendswith=ANONYMOUS_DOMAIN)
    elsewhere = rows(Membership).exclude(actor__in=example).values("user")
    there = rows(Membership).filter(actor__in=example).values("user")
    return keys(nameless.filter(pk__in=there).exclude(pk__in=elsewhere))


def every_tie() -> Iterator[tuple[type[Model], Any]]:
    """Each foreign key of each table, those of links to many too."""
    for model in apps.get_models(include_auto_created=True):
        if model._meta.proxy:
            continue
        for field in model._meta.local_fields:
            if isinstance(field, ForeignKey):
                yield model, field


def refuse_real(found: Keys) -> None:
    """Raise RealHangsOnItError where a row that would go is itself real, or is tied to what is.

    A real person who did something in Exempel län stays; what they did there goes.
    """
    mixed = [
        f"{row._meta.verbose_name} “{row}”"
        for model, going in found.items()
        # Who was found is invented; one whose address was taken away does not tell it any more.
        if can_be_example(model) and model is not User
        for row in rows(model).filter(pk__in=going)
        if not row.is_example
    ]
    for model, field in every_tie():
        above = field.related_model
        if model not in found or above is User or not can_be_example(above):
            continue
        going = rows(model).filter(pk__in=found[model], **{f"{field.name}__isnull": False})
        mixed += [
            f"{row._meta.verbose_name} “{row}”: {getattr(row, field.name)}"
            for row in going.exclude(**{f"{field.name}__in": found[above]})
        ]
    if mixed:
        raise RealHangsOnItError(
            "Nothing was removed: these rows tie Exempel län to what is real. Untie them first: "
            + "; ".join(mixed)
        )


def sources_of(found: Keys) -> set[Any]:
    """Sources that rows of Exempel län name and nothing else does."""
    named: set[Any] = set()
    elsewhere: set[Any] = set()
    for model, field in every_tie():
        if field.related_model is Source:
            gone = Q(pk__in=found.get(model, ()))
            named |= set(rows(model).filter(gone).values_list(field.attname, flat=True))
            elsewhere |= set(rows(model).exclude(gone).values_list(field.attname, flat=True))
    return named - elsewhere


def links_about(found: Keys) -> set[Any]:
    """Links without sign-in tell only in words what they are about."""
    ids: set[str] = set()
    for model, gone in found.items():
        if issubclass(model, PubliclyIdentified):
            ids |= set(rows(model).filter(pk__in=gone).values_list("public_id", flat=True))
    return keys(rows(AnswerLink).filter(Q(about__in=ids) | of_example("address")))


def history_of(found: Keys) -> Keys:
    """Rows that tell of others by their kind and key: logs, histories."""
    told: Keys = defaultdict(set)
    for model, field in every_tie():
        names = {own.name for own in model._meta.local_fields}
        key = next((name for name in ("object_pk", "object_id") if name in names), None)
        if field.related_model is not ContentType or key is None:
            continue
        for subject, gone in found.items():
            if subject._meta.auto_created:
                continue
            kind = ContentType.objects.get_for_model(subject)
            about = {field.name: kind, f"{key}__in": [str(one) for one in gone]}
            told[model] |= keys(rows(model).filter(**about))
    return told


def of_example(field: str) -> Q:
    """Addresses of invented people; the same as `is_example_address`."""
    return Q(**{f"{field}__iendswith": f"@{EXAMPLE_DOMAIN}"}) | Q(
        **{f"{field}__iendswith": f".{EXAMPLE_DOMAIN}"}
    )


def rows(model: type[Model]) -> models.QuerySet:
    """All of a table, as the database has it: no manager of ours hides or forbids anything."""
    return models.QuerySet(model)


def keys(found: models.QuerySet) -> set[Any]:
    return set(found.values_list("pk", flat=True))
