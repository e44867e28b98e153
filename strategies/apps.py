from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class StrategiesConfig(AppConfig):
    name = "strategies"
    verbose_name = _("Strategier och åtaganden")

    def ready(self) -> None:
        from actors.answer_links import opens_answer_link
        from strategies.answer_links.round_answers import RoundAnswerView
        from strategies.history import keep_history
        from strategies.joining.by_link import join_by_link
        from strategies.models.round_link import PURPOSE
        from strategies.person_data import keep_person_data
        from strategies.services.joining import JOIN
        from strategies.services.succession import keep_succession

        keep_history()
        keep_person_data()
        keep_succession()
        opens_answer_link(JOIN, join_by_link)
        opens_answer_link(PURPOSE, RoundAnswerView.as_view())
