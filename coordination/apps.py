from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CoordinationConfig(AppConfig):
    name = "coordination"
    verbose_name = _("Nätverk och möten")

    def ready(self) -> None:
        from actors.access import also_read
        from actors.answer_links import opens_answer_link
        from coordination.answer_links.meeting_answers import answer_by_link
        from coordination.history import keep_history
        from coordination.models import Attendance, Challenge, Meeting, Network, Seat
        from coordination.person_data import keep_person_data
        from coordination.services.inviting import PURPOSE
        from coordination.services.seating import with_networks
        from coordination.services.succession import keep_succession
        from coordination.summaries.promised import points_beside
        from strategies.models.sources import also_sourced
        from strategies.summaries.beside import also_beside

        keep_history()
        keep_person_data()
        keep_succession()
        also_read(with_networks)
        also_beside(points_beside)
        opens_answer_link(PURPOSE, answer_by_link)
        also_sourced(Network, Seat, Meeting, Attendance, Challenge)
