from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class StrategiesConfig(AppConfig):
    name = "strategies"
    verbose_name = _("Strategier och åtaganden")

    def ready(self) -> None:
        from strategies.history import keep_history
        from strategies.person_data import keep_person_data

        keep_history()
        keep_person_data()
