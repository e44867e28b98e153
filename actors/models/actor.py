from typing import Self

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from actors.access import valid_on_q
from actors.choices import ActorKind, Role
from actors.models.county import County
from actors.organisation_numbers import validate_organisation_number
from records.constraints import not_empty, one_of
from records.models import Dated, Versioned
from records.swedish import in_swedish_order


def answered_for_q() -> Q:
    """A coordinator today, who can sign in: all of one membership, so within one `filter()`."""
    coordinator = Q(memberships__role=Role.COORDINATOR, memberships__user__is_active=True)
    return valid_on_q(timezone.localdate(), "memberships__") & coordinator


class ActorQuerySet(models.QuerySet):
    def in_force(self, on=None) -> Self:
        """Organisations that exist on that day (today)."""
        on = on or timezone.localdate()
        return self.filter(
            Q(valid_from__isnull=True) | Q(valid_from__lte=on),
            Q(valid_to__isnull=True) | Q(valid_to__gte=on),
        )

    def in_county(self, county: County) -> Self:
        return self.filter(pk__in=county.actors.values("pk"))

    def real(self) -> Self:
        """All but the invented ones of Exempel län."""
        return self.filter(is_example=False)

    def municipalities(self) -> Self:
        return self.filter(kind=ActorKind.MUNICIPALITY)

    def county_boards(self) -> Self:
        return self.filter(kind=ActorKind.COUNTY_BOARD)

    def coordinated(self) -> Self:
        """Organisations that somebody answers for today."""
        return self.filter(pk__in=self.model._default_manager.filter(answered_for_q()).values("pk"))

    def without_coordinator(self) -> Self:
        """Organisations that somebody has acted for, and that nobody answers for today."""
        had_people = self.model._default_manager.filter(memberships__isnull=False)
        answered_for = self.model._default_manager.filter(answered_for_q())
        return self.filter(pk__in=had_people.values("pk")).exclude(pk__in=answered_for.values("pk"))

    def matching(self, text: str) -> Self:
        """Organisations whose name, abbreviation or other name holds the text."""
        return self.filter(
            Q(name__icontains=text) | Q(abbreviation__icontains=text) | Q(aliases__icontains=text)
        )


class Actor(Dated, Versioned):
    """An organisation that stands behind strategies, promises or takes part: an agency, a county
    board, a region, a municipality, an organisation of civil society."""

    key = models.SlugField(
        _("nyckel"),
        max_length=80,
        unique=True,
        help_text=_("Ändras aldrig, inte heller när organisationen byter namn."),
    )
    slug = models.SlugField(_("ord i adressen"), max_length=80, unique=True)
    name = models.CharField(_("namn"), max_length=200)
    abbreviation = models.CharField(_("förkortning"), max_length=30, blank=True)
    aliases = models.TextField(
        _("andra namn"), blank=True, help_text=_("Ett på varje rad. De går att söka på.")
    )
    kind = models.CharField(_("slag"), max_length=30, choices=ActorKind)
    counties = models.ManyToManyField(
        County, blank=True, related_name="actors", verbose_name=_("län")
    )
    parent = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="units",
        verbose_name=_("del av"),
    )
    municipality_code = models.CharField(
        _("kommunkod"), max_length=4, blank=True, help_text=_("SCB:s kod, till exempel 0180.")
    )
    has_region_tasks = models.BooleanField(
        _("har en regions uppgifter"), default=False, help_text=_("Gäller Region Gotland.")
    )
    is_example = models.BooleanField(
        _("påhittad"),
        default=False,
        help_text=_("En organisation i Exempel län. Ändras aldrig sedan."),
    )
    organisation_number = models.CharField(
        _("organisationsnummer"),
        max_length=11,
        blank=True,
        validators=[validate_organisation_number],
    )
    function_mailbox = models.EmailField(
        _("funktionsbrevlåda"), blank=True, help_text=_("Dit allmänheten kan skriva.")
    )
    registry_mailbox = models.EmailField(
        _("registratorns brevlåda"),
        blank=True,
        help_text=_(
            "Dit det som ska diarieföras skickas. Visas för alla på sidan Allmänna handlingar."
        ),
    )
    valid_from = models.DateField(_("finns från"), null=True, blank=True)
    valid_to = models.DateField(_("finns till"), null=True, blank=True)
    succeeded_by = models.ManyToManyField(
        "self",
        symmetrical=False,
        blank=True,
        related_name="successor_of",
        verbose_name=_("efterträds av"),
    )

    objects = ActorQuerySet.as_manager()

    class Meta:
        verbose_name = _("aktör")
        verbose_name_plural = _("aktörer")
        ordering = [in_swedish_order("name"), "pk"]
        indexes = [models.Index(fields=["kind"])]
        constraints = [
            models.CheckConstraint(
                condition=(Q(kind=ActorKind.MUNICIPALITY) & ~Q(municipality_code=""))
                | (~Q(kind=ActorKind.MUNICIPALITY) & Q(municipality_code="")),
                name="actors_actor_municipality_has_code",
                violation_error_message=_("En kommun har en kommunkod, ingen annan aktör har det."),
            ),
            models.UniqueConstraint(
                fields=["municipality_code"],
                condition=~Q(municipality_code=""),
                name="actors_actor_municipality_code_once",
                violation_error_message=_("Kommunkoden finns redan."),
            ),
            models.UniqueConstraint(
                fields=["organisation_number"],
                condition=~Q(organisation_number=""),
                name="actors_actor_organisation_number_once",
                violation_error_message=_("Organisationsnumret finns redan."),
            ),
            models.CheckConstraint(
                condition=Q(valid_to__isnull=True)
                | Q(valid_from__isnull=True)
                | Q(valid_to__gte=models.F("valid_from")),
                name="actors_actor_valid_in_order",
                violation_error_message=_("Slutet ligger före början."),
            ),
            one_of("kind", ActorKind, name="actors_actor_kind_known"),
            not_empty("key", "slug", "name", name="actors_actor_named"),
            models.CheckConstraint(
                condition=Q(parent__isnull=True) | ~Q(parent=models.F("id")),
                name="actors_actor_not_own_parent",
                violation_error_message=_("En aktör kan inte vara del av sig själv."),
            ),
        ]

    def __str__(self) -> str:
        return self.name_with_kind

    def get_absolute_url(self) -> str:
        return reverse("actor", args=[self.slug])

    @property
    def name_with_kind(self) -> str:
        """The name as it stands alone: ”Habo (kommun)”, for a genitive is irregular. A name is
        Swedish in every language."""
        return f"{self.name} (kommun)" if self.kind == ActorKind.MUNICIPALITY else self.name

    @property
    def alias_list(self) -> list[str]:
        return [line.strip() for line in self.aliases.splitlines() if line.strip()]

    @property
    def is_in_force(self) -> bool:
        """Whether it has not ended before today."""
        return self.valid_to is None or self.valid_to >= timezone.localdate()

    def clean(self) -> None:
        """A unit stands directly under its organisation."""
        has_units = bool(self.pk) and self.units.exists()
        if self.parent_id and self.parent and (self.parent.parent_id or has_units):
            raise ValidationError(
                _("En enhet ligger direkt under sin organisation, inte under en enhet.")
            )
