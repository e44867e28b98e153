from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CoordinationConfig(AppConfig):
    name = "coordination"
    verbose_name = _("Nätverk och möten")

    def ready(self) -> None:
        from actors.access import also_read
        from coordination.history import keep_history
        from coordination.models import Attendance, Challenge, Meeting, Network, Seat
        from coordination.person_data import keep_person_data
        from coordination.services.seating import with_networks
        from strategies.models.sources import also_sourced

        keep_history()
        keep_person_data()
        also_read(with_networks)
        also_sourced(Network, Seat, Meeting, Attendance, Challenge)
