from collections.abc import Iterable, Sequence

from actors.models import Actor
from records.models import Publishable, Source
from records.summaries import Contact, Provenance, readings_in


def contact_of(actor: Actor) -> Contact:
    return Contact(actor.name_with_kind, actor.get_absolute_url(), actor.function_mailbox)


def provenance_of(
    record: Publishable, *, maintainer: Actor, sources: Sequence[Source], rows: Iterable
) -> Provenance:
    """The box of a record that a maintainer answers for; `rows` are read for interpretations."""
    return Provenance(
        published_at=record.published_at,
        updated_at=record.content_updated_at,
        sources=sources,
        readings=readings_in(rows),
        contact=contact_of(maintainer),
    )
