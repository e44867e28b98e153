from dataclasses import dataclass
from typing import ClassVar, Self

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from actors.models import AnswerLink
from records.examples import EXAMPLE_DOMAIN, is_example_address
from records.models import PubliclyIdentified, Versioned
from strategies.models.round_request import RoundRequest

# What a link in a letter is for, among the links without sign-in.
PURPOSE = "round"


class RoundLinkQuerySet(models.QuerySet):
    def waiting(self) -> Self:
        """Those that still open something."""
        return self.filter(
            answer_link__used_at__isnull=True,
            answer_link__revoked_at__isnull=True,
            answer_link__expires_at__gt=timezone.now(),
        )

    def with_senders(self) -> Self:
        return self.select_related("answer_link", "sent_by", "passed_on_by")


class RoundLink(PubliclyIdentified, Versioned):
    """That somebody without an account answers for an organisation in one follow-up round, by a
    link in a letter: whom it was sent to, by whom, and in which office they answer.

    When it ends stands at its link. Name and address are taken away a year after the round is
    closed (`strategies.services.rounds.forgetting`); the row stays.
    """

    # Who sent it: a superuser may, of what is invented and of what is real.
    doers: ClassVar[frozenset[str]] = frozenset({"sent_by"})

    request = models.ForeignKey(
        RoundRequest, on_delete=models.PROTECT, related_name="links", verbose_name=_("förfrågan")
    )
    answer_link = models.OneToOneField(
        AnswerLink,
        on_delete=models.PROTECT,
        related_name="round_link",
        verbose_name=_("länk utan inloggning"),
        editable=False,
    )
    name = models.CharField(_("namn"), max_length=150, blank=True)
    office = models.CharField(
        _("befattning"),
        max_length=150,
        blank=True,
        help_text=_("Till exempel ”verksamhetsutvecklare”. Den står vid svaret, inte namnet."),
    )
    sent_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="round_links_sent",
        verbose_name=_("skickad av"),
        editable=False,
    )
    passed_on_by = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="passed_on",
        verbose_name=_("skickad vidare av"),
        editable=False,
    )

    objects = RoundLinkQuerySet.as_manager()

    class Meta:
        verbose_name = _("personlig länk")
        verbose_name_plural = _("personliga länkar")
        ordering = ["request", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(sent_by__isnull=True, passed_on_by__isnull=False)
                | Q(sent_by__isnull=False, passed_on_by__isnull=True),
                name="strategies_roundlink_sent_by_one",
                violation_error_message=_(
                    "En länk skickas av någon med konto eller skickas vidare."
                ),
            )
        ]

    def __str__(self) -> str:
        return f"{self.request}, {self.office or self.public_id}"

    def get_additional_data(self) -> dict:
        """What the history tells of it beside what changed."""
        return {"for_actor": self.request.actor_id}

    def clean(self) -> None:
        """An invented organisation is written to at an invented address, and no other is."""
        super().clean()
        if self.request_id is None or not self.answer_link_id:
            return
        is_invented = is_example_address(self.answer_link.address)
        if self.is_example and not is_invented:
            text = _("Exempel län är påhittat. Skriv en adress som slutar på @%(domain)s.")
            raise ValidationError(text % {"domain": EXAMPLE_DOMAIN})
        if is_invented and not self.is_example:
            raise ValidationError(_("Adressen är påhittad. Skriv en verklig."))

    @property
    def is_example(self) -> bool:
        return self.request.is_example

    @property
    def is_waiting(self) -> bool:
        """Whether it still opens something."""
        return self.answer_link.is_waiting


@dataclass(frozen=True)
class LinkHolder:
    """Who holds a personal link and writes by it: `by` of a service, in the place of a person who
    has signed in. They may answer in one request, and nothing else."""

    link: RoundLink

    # Asked by the history, which tells persons by their keys: this one has none.
    is_authenticated: ClassVar[bool] = False
    # Letters to them: they have chosen no language.
    language: ClassVar[str] = "sv"

    @property
    def name(self) -> str:
        return self.link.name

    @property
    def office(self) -> str:
        return self.link.office

    @property
    def email(self) -> str:
        return self.link.answer_link.address
