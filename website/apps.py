from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class WebsiteConfig(AppConfig):
    name = "website"
    verbose_name = _("Webbplatsen")

    def ready(self) -> None:
        from website import person_data
        from website.history import keep_history
        from website.search.keeping import keep_index

        keep_history()
        keep_index()
        person_data.register()
