from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from records.constraints import not_empty, one_of
from records.models import Guarded
from strategies.choices import NoteKind
from strategies.models.round_request import RoundRequest


class RoundNote(Guarded):
    """What who runs a follow-up round did to help an organisation answer: a call, a visit, support.
    It is theirs alone, and dated."""

    request = models.ForeignKey(
        RoundRequest, on_delete=models.PROTECT, related_name="notes", verbose_name=_("förfrågan")
    )
    kind = models.CharField(_("slag"), max_length=20, choices=NoteKind, default=NoteKind.CALL)
    done_on = models.DateField(_("dag"), default=timezone.localdate)
    text = models.TextField(
        _("anteckning"), help_text=_("Skriv vad det gällde, inte vem du talade med.")
    )
    signed = models.CharField(_("antecknat av"), max_length=300, blank=True, editable=False)

    class Meta:
        verbose_name = _("anteckning")
        verbose_name_plural = _("anteckningar")
        ordering = ["request", "-done_on", "-pk"]
        constraints = [
            one_of("kind", NoteKind, name="strategies_roundnote_kind_known"),
            not_empty("text", name="strategies_roundnote_said"),
        ]

    def __str__(self) -> str:
        return f"{self.done_on}, {self.get_kind_display()}"

    @property
    def is_example(self) -> bool:
        return self.request.is_example
