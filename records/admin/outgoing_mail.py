from django.contrib import admin, messages
from django.db.models import Model
from django.http import HttpRequest
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from records.admin.base import ChosenRows, ShownOnly
from records.choices import MailState
from records.mail import send_again
from records.models import OutgoingMail


@admin.action(description=_("Skicka igen"))
def send_chosen_again(modeladmin, request: HttpRequest, queryset) -> None:
    chosen = list(queryset)
    done = sum(send_again(mail=mail) for mail in chosen)
    if done:
        message = ngettext("%(count)d skickas igen.", "%(count)d skickas igen.", done)
        modeladmin.message_user(request, message % {"count": done})
    if left := len(chosen) - done:
        message = ngettext(
            "%(count)d är redan skickat eller skickas just nu, och lämnades.",
            "%(count)d är redan skickade eller skickas just nu, och lämnades.",
            left,
        )
        modeladmin.message_user(request, message % {"count": left}, messages.WARNING)


@admin.register(OutgoingMail)
class OutgoingMailAdmin(ShownOnly, ChosenRows):
    """What waits, what left and what went wrong. Superusers only, and nobody edits a letter.

    Its text is not shown: it may hold a link that is meant for its reader alone.
    """

    actions = [send_chosen_again]
    list_display = ["subject", "to", "state", "attempts", "waiting_since", "sent_at"]
    list_filter = ["state", "language", "created_at"]
    search_fields = ["to", "key", "message_id"]
    list_per_page = 50
    fields = [
        "subject", "to", "language", "key", "message_id", "state", "attempts", "created_at",
        "waiting_since", "first_attempt_at", "upcoming_attempt_at", "sent_at", "error_history",
    ]  # fmt: skip

    def get_queryset(self, request: HttpRequest):
        """Without the files that go with letters: fifty of them would be opened for a list."""
        return super().get_queryset(request).defer("attachment")

    def lookup_allowed(self, lookup: str, value, request: HttpRequest | None = None) -> bool:
        """Only what the filters ask: by other lookups the hidden text could be guessed."""
        return lookup in {
            "state__exact", "language__exact", "created_at__gte", "created_at__lt",
        }  # fmt: skip

    @admin.display(description=_("nästa försök"))
    def upcoming_attempt_at(self, mail: OutgoingMail):
        if mail.state != MailState.WAITING:
            return self.get_empty_value_display()
        return date_format(localtime(mail.next_attempt_at), "SHORT_DATETIME_FORMAT")

    def get_readonly_fields(self, request: HttpRequest, obj: Model | None = None):
        return self.fields

    def has_view_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return request.user.is_active and request.user.is_superuser
