"""Who took part in a network's meetings over a year, for its own."""

from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.views.generic import TemplateView

from coordination.models import Network
from coordination.summaries import attendance_year
from coordination.work.doors import NetworkDoor


class AttendanceYearView(NetworkDoor, TemplateView):
    template_name = "work/networks/attendance.html"

    def find(self, slug: str, **kwargs) -> Network:
        return get_object_or_404(Network.objects.own_of(self.access), slug=slug)

    def may(self) -> bool:
        return True

    def get_context_data(self, **kwargs) -> dict:
        page = attendance_year(self.network, self.year, self.access)
        return super().get_context_data(
            network=self.network, page=page, is_example=self.network.is_example, **kwargs
        )

    @property
    def year(self) -> int:
        """This year, where none is asked for that can be."""
        asked = self.request.GET.get("ar", "")
        is_year = asked.isascii() and asked.isdigit() and len(asked) == 4 and asked > "1000"
        return int(asked) if is_year else timezone.localdate().year
