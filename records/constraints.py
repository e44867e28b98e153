"""Constraints that many nouns share: what the database can hold, it holds."""

from django.db.models import CheckConstraint, Q, TextChoices


def one_of(field: str, choices: type[TextChoices], *, name: str) -> CheckConstraint:
    """A constraint that the field holds one of its choices."""
    return CheckConstraint(condition=Q(**{f"{field}__in": choices.values}), name=name)


def not_empty(*fields: str, name: str) -> CheckConstraint:
    """A constraint that none of these texts is empty."""
    condition = Q()
    for field in fields:
        condition &= ~Q(**{field: ""})
    return CheckConstraint(condition=condition, name=name)
