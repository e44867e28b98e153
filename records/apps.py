from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class RecordsConfig(AppConfig):
    name = "records"
    verbose_name = _("Källor och utgående e-post")

    def ready(self) -> None:
        from django.db.backends.signals import connection_created

        from records.swedish import teach_sqlite_swedish

        connection_created.connect(teach_sqlite_swedish)

        from auditlog.models import LogEntry
        from django.db.models.signals import pre_save

        from records.history.keeping import complete
        from records.history.nouns import keep_history

        pre_save.connect(complete, sender=LogEntry)
        keep_history()
