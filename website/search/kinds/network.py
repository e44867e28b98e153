from django.utils.translation import gettext_lazy as _

from coordination.choices import NetworkKind
from coordination.models import Network
from website.search.kinds.base import Kind, Told


class Networks(Kind):
    key = "network"
    word, plural = _("nätverk"), _("Nätverk, råd och grupper")
    varieties = NetworkKind
    model = Network
    above = ("county", "parent", "host")

    def told(self, row: Network) -> Told:
        return Told(
            title=row.title,
            address=row.get_absolute_url(),
            names=[row.title_en],
            text=f"{row.purpose} {row.description}",
            within=row.parent.title if row.parent else "",
            more=[row.host.name_with_kind] if row.host else [],
            counties=[row.county],
            variety=row.kind,
            is_example=row.is_example,
        )
