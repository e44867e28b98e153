"""What is invented, so that the site can be tried: Exempel län and all that hangs on it.

What is invented says so by `is_example`. It never hangs on what is real, nor the real on it: then
no reader is misled, and all of it can go away at once.
"""

from collections.abc import Iterable, Iterator
from typing import Any

from django.core.exceptions import ObjectDoesNotExist, ValidationError
from django.utils.translation import gettext_lazy as _

# Reserved for examples (RFC 2606): nobody has a mailbox under it.
EXAMPLE_DOMAIN = "exempel.example"

MIXED = _("Exempel län är påhittat. Det kan inte höra ihop med något verkligt.")


def is_example_address(email: str) -> bool:
    """Whether the address is of an invented person."""
    domain = email.rpartition("@")[2].lower()
    return domain == EXAMPLE_DOMAIN or domain.endswith(f".{EXAMPLE_DOMAIN}")


def can_be_example(model: Any) -> bool:
    """Whether rows of the model themselves tell that they are invented."""
    return hasattr(model, "is_example")


def refuse_mix(record: Any, others: Iterable[Any] = ()) -> None:
    """Raise ValidationError when the record, what it hangs on and these others are partly invented
    and partly real."""
    marks = {row.is_example for row in (*hangs_on(record), *others)}
    # None: a new record whose place is not known yet, which another error tells.
    if (own := getattr(record, "is_example", None)) is not None:
        marks.add(own)
    if len(marks) > 1:
        raise ValidationError(MIXED)


def hangs_on(record: Any) -> Iterator[Any]:
    """The rows above a record that tell whether they are invented."""
    doers = getattr(record, "doers", ())
    for field in record._meta.concrete_fields:
        if field.name in doers:
            continue
        if not field.is_relation or not can_be_example(field.related_model):
            continue
        if getattr(record, field.attname) is None and not field.is_cached(record):
            continue
        try:
            above = getattr(record, field.name)
        except ObjectDoesNotExist:
            continue  # Its own check tells that there is no such row.
        if above is not None and getattr(above, "is_example", None) is not None:
            yield above
