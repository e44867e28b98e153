from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ActorsConfig(AppConfig):
    name = "actors"
    verbose_name = _("Aktörer och län")

    def ready(self) -> None:
        from django.contrib.auth.signals import user_logged_in

        from actors.history import keep_history, note_sign_in

        keep_history()
        user_logged_in.connect(note_sign_in)
