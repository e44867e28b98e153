from collections.abc import Sequence

from actors.models import Actor
from records.models import Dated, Sourced
from records.summaries import Contact, Provenance, readings_in, sources_of


def contact_of(actor: Actor) -> Contact:
    return Contact(actor.name_with_kind, actor.get_absolute_url(), actor.function_mailbox)


def provenance_of(record: Dated, *, contact: Actor | None, shown: Sequence[Sourced]) -> Provenance:
    """The box of a record's page: whom to ask, and the sources and readings of all rows that the
    page shows. One query."""
    return Provenance(
        published_at=record.published_at,
        updated_at=record.content_updated_at,
        sources=sources_of(shown),
        readings=readings_in(shown),
        contact=contact_of(contact) if contact else None,
    )
