from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from actors.models import County
from website.search.kinds.base import Kind, Told


class Counties(Kind):
    key = "county"
    word, plural = _("län"), _("Län")
    model = County

    def public(self) -> QuerySet:
        return County.objects.all()

    def told(self, row: County) -> Told:
        return Told(
            title=row.name,
            address=row.get_absolute_url(),
            names=[row.short_name],
            more=[row.residence_city],
            counties=[row],
            is_example=row.is_example,
        )
