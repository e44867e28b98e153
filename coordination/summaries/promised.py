"""Commitments that began as something promised at a meeting lead back to it."""

from django.utils.translation import gettext as _

from actors.access import Access
from coordination.models import ActionPoint
from strategies.models import Commitment
from strategies.summaries.beside import Beside


def points_beside(commitment: Commitment, access: Access) -> list[Beside]:
    """The action points that became the commitment, of those that the person may read."""
    points = ActionPoint.objects.visible_to(access).filter(commitment=commitment)
    return [Beside(_("Började som åtgärdspunkt"), one.text, one.get_work_url()) for one in points]
