from typing import Self

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from actors.access import Access
from actors.choices import ActorKind
from actors.models import Actor, County, RuledQuerySet
from records.constraints import not_empty, one_of
from records.models import PubliclyIdentified, Publishable, Versioned
from website.choices import LocalHelpKind
from website.models.checked import Checked, to_check_q
from website.rules.local_help import editable_local_help_q, public_local_help_q


class LocalHelpQuerySet(RuledQuerySet):
    def public(self) -> Self:
        return self.filter(public_local_help_q())

    def visible_q(self, access: Access) -> Q:
        return public_local_help_q() | editable_local_help_q(access)

    def editable_q(self, access: Access) -> Q:
        return editable_local_help_q(access)

    def to_check(self) -> Self:
        return self.filter(to_check_q())

    def in_county(self, county: County) -> Self:
        return self.filter(actor__in=county.actors.values("pk"))


class LocalHelp(PubliclyIdentified, Publishable, Versioned, Checked):
    """Where somebody in one municipality gets help: its social services out of hours, a women's
    shelter. A way to reach it, and never where anybody is sheltered."""

    not_free_text = frozenset({"number"})

    actor = models.ForeignKey(
        Actor,
        on_delete=models.PROTECT,
        related_name="local_help",
        limit_choices_to={"kind": ActorKind.MUNICIPALITY},
        verbose_name=_("kommun"),
    )
    kind = models.CharField(_("slag"), max_length=20, choices=LocalHelpKind)
    name = models.CharField(
        _("namn"), max_length=150, help_text=_("Till exempel: Socialjouren i Habo.")
    )
    number = models.CharField(
        _("telefonnummer"), max_length=30, blank=True, help_text=_("Till exempel: 0123-45 67 89.")
    )
    hours = models.CharField(
        _("öppet"),
        max_length=200,
        blank=True,
        help_text=_("Till exempel: Vardagar efter kl. 16.30, och helger dygnet runt."),
    )
    url = models.URLField(_("webbsida"), max_length=300, blank=True)
    text = models.TextField(
        _("mer att veta"),
        blank=True,
        help_text=_("Skriv aldrig var ett skyddat boende ligger."),
    )
    position = models.PositiveSmallIntegerField(_("ordning"), default=0)

    objects = LocalHelpQuerySet.as_manager()

    class Meta(Publishable.Meta):
        abstract = False
        verbose_name = _("lokal hjälp")
        verbose_name_plural = _("lokal hjälp")
        ordering = ["actor", "position", "pk"]
        constraints = [
            *Publishable.Meta.constraints,
            one_of("kind", LocalHelpKind, name="website_localhelp_kind_known"),
            not_empty("name", name="website_localhelp_named"),
            models.CheckConstraint(
                condition=~Q(number="") | ~Q(url=""),
                name="website_localhelp_can_be_reached",
                violation_error_message=_("Ange ett telefonnummer eller en webbsida."),
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def is_example(self) -> bool:
        return self.actor.is_example

    @property
    def telephone_address(self) -> str:
        return "tel:" + "".join(filter(str.isdigit, self.number))

    def clean(self) -> None:
        super().clean()
        if self.actor_id and self.actor.kind != ActorKind.MUNICIPALITY:
            raise ValidationError({"actor": _("Lokal hjälp hör till en kommun.")})
