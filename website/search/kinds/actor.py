from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from actors.choices import ActorKind
from actors.models import Actor
from website.search.kinds.base import Kind, Told


class Actors(Kind):
    key = "actor"
    word, plural = _("aktör"), _("Aktörer")
    varieties = ActorKind
    model = Actor
    above = ("parent",)
    links = ("counties",)

    def public(self) -> QuerySet:
        """As their list: those that exist today."""
        return Actor.objects.in_force()

    def told(self, row: Actor) -> Told:
        others = [row.abbreviation, *row.alias_list]
        return Told(
            title=row.name,
            address=row.get_absolute_url(),
            names=[row.name_with_kind, *others],
            text=", ".join(filter(None, others)),
            within=row.parent.name_with_kind if row.parent else "",
            more=[row.municipality_code, row.organisation_number],
            counties=row.counties.all(),
            variety=row.kind,
            is_example=row.is_example,
        )
