"""Constraints that many nouns share: what the database can hold, it holds."""

from django.db.models import CheckConstraint, Q, TextChoices
from django.utils.translation import gettext_lazy as _


def one_of(field: str, choices: type[TextChoices], *, name: str) -> CheckConstraint:
    """A constraint that the field holds one of its choices."""
    return CheckConstraint(
        condition=Q(**{f"{field}__in": choices.values}),
        name=name,
        violation_error_message=_("Välj ett av alternativen."),
    )


def not_empty(*fields: str, name: str) -> CheckConstraint:
    """A constraint that none of these texts is empty."""
    condition = Q()
    for field in fields:
        condition &= ~Q(**{field: ""})
    return CheckConstraint(
        condition=condition, name=name, violation_error_message=_("Något som måste stå saknas.")
    )
