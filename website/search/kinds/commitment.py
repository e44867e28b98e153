from django.utils.translation import gettext_lazy as _

from strategies.choices import CommitmentKind
from strategies.models import Commitment
from website.search.kinds.base import Kind, Told


class Commitments(Kind):
    key = "commitment"
    word, plural = _("åtagande"), _("Åtaganden och satsningar")
    varieties = CommitmentKind
    model = Commitment
    above = ("home", "home__county", "responsible")

    def told(self, row: Commitment) -> Told:
        return Told(
            title=row.title,
            address=row.get_absolute_url(),
            text=row.description,
            within=row.home.title,
            more=[row.responsible.name_with_kind],
            counties=[row.home.county],
            variety=row.kind,
            is_example=row.is_example,
        )
