from typing import Self

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Count, F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from actors.access import Access
from actors.models import Actor, County, Document, RuledQuerySet
from records.constraints import not_empty, one_of
from records.models import Publishable, Sourced, Versioned, any_of
from records.partial_dates import PartialDateField, in_order_check, partial_dates_check
from records.swedish import in_swedish_order
from strategies.choices import (
    Level,
    PartyRole,
    Publishing,
    ReportName,
    StrategyKind,
    StrategyState,
)
from strategies.rules.editing import editable_strategy_q
from strategies.rules.public import current_party_q, public_strategy_q
from strategies.rules.reading import strategy_ties


class StrategyQuerySet(RuledQuerySet):
    def public(self) -> Self:
        return self.filter(public_strategy_q())

    def visible_q(self, access: Access) -> Q:
        return public_strategy_q() | Q(pk__in=Strategy.keys_of_taken_part_in(access))

    def editable_q(self, access: Access) -> Q:
        return editable_strategy_q(access)

    def open_for_joining(self) -> Self:
        return self.filter(is_open_for_joining=True)

    def real(self) -> Self:
        """All but the invented ones of Exempel län."""
        return self.exclude(county__is_example=True)

    def of_kind(self, *kinds: StrategyKind) -> Self:
        return self.filter(kind__in=kinds)

    def in_county(self, county: County) -> Self:
        return self.filter(county=county)

    def national(self) -> Self:
        return self.filter(level=Level.NATIONAL)

    def with_behind_count(self) -> Self:
        """Each with how many stand behind it today, as `behind_count`."""
        behind = Q(parties__role=PartyRole.STANDS_BEHIND) & current_party_q("parties__")
        # Counting groups, and a grouped query forgets the order of its model.
        return self.annotate(behind_count=Count("parties", filter=behind)).order_by(
            in_swedish_order("title"), "pk"
        )

    def standing_alone(self) -> Self:
        """All but the plans that a strategy shows on its own page."""
        return self.filter(under__isnull=True)

    def not_frameworks(self) -> Self:
        """What organises commitments; a framework only lends its goals to others."""
        return self.exclude(kind=StrategyKind.FRAMEWORK)

    def matching(self, text: str) -> Self:
        return self.filter(
            Q(title__icontains=text) | Q(vision__icontains=text) | Q(purpose__icontains=text)
        )


class Strategy(Publishable, Versioned, Sourced):
    """All that organises goals and commitments: a strategy, an action plan, a government
    assignment, a programme, or a framework of goals that strategies refer to."""

    kind = models.CharField(_("slag"), max_length=20, choices=StrategyKind)
    slug = models.SlugField(_("ord i adressen"), max_length=100, unique=True)
    title = models.CharField(_("titel"), max_length=300)
    title_is_label = models.BooleanField(
        _("titeln är vår beteckning"),
        default=False,
        help_text=_("Källan ger inget namn. På sidan står: ”Namn: uppgift saknas i källan”."),
    )
    title_en = models.CharField(_("titel på engelska"), max_length=300, blank=True)
    level = models.CharField(_("nivå"), max_length=20, choices=Level)
    county = models.ForeignKey(
        County,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="county_strategies",
        verbose_name=_("län"),
    )
    under = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="plans",
        verbose_name=_("hör till strategin"),
        help_text=_("För en handlingsplan: strategin som den ska genomföra, om det finns en."),
    )
    vision = models.TextField(_("vision"), blank=True)
    purpose = models.TextField(_("syfte"), blank=True)
    addressees = models.TextField(_("vänder sig till"), blank=True)
    period_start = PartialDateField(_("gäller från"))
    period_end = PartialDateField(_("gäller till"))
    period_wording = models.CharField(
        _("period med källans ord"),
        max_length=200,
        blank=True,
        help_text=_("När källan inte ger datum, till exempel ”lanserades 2016, tioårig”."),
    )
    registry_number = models.CharField(_("diarienummer"), max_length=100, blank=True)
    legal_basis = models.CharField(
        _("grund (till exempel regleringsbrev)"), max_length=300, blank=True
    )
    report_due = PartialDateField(_("återrapporteras senast"))
    state = models.CharField(
        _("läge"), max_length=20, choices=StrategyState, default=StrategyState.DRAFT
    )
    state_reason = models.TextField(_("skäl till läget"), blank=True)
    sensitive = models.BooleanField(
        _("känslig att läsa om"),
        default=True,
        help_text=_("Sidan får en länk för att lämna den snabbt och sparas inte i webbläsaren."),
    )
    lead = models.ForeignKey(
        Actor,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="led_strategies",
        verbose_name=_("leds av"),
        help_text=_("Det som källan säger. Tomt när det är okänt."),
    )
    maintained_by = models.ForeignKey(
        Actor,
        on_delete=models.PROTECT,
        related_name="maintained_strategies",
        verbose_name=_("uppgifterna förvaltas av"),
        help_text=_("Den som ansvarar för uppgifterna i Samordna."),
    )
    report_publishing = models.CharField(
        _("uppföljningar publiceras"),
        max_length=20,
        choices=Publishing,
        default=Publishing.AT_RECEIPT,
        help_text=_("Gäller uppföljningar av åtaganden som hör hemma här."),
    )
    report_name = models.CharField(
        _("rapporten av en uppföljning kallas"),
        max_length=20,
        choices=ReportName,
        default=ReportName.FOLLOW_UP,
    )
    is_open_for_joining = models.BooleanField(
        _("öppen för anslutning"),
        default=False,
        help_text=_("Organisationer kan då be att få ansluta sig, på en sida för alla."),
    )
    joining_text = models.TextField(
        _("vad anslutningen innebär"),
        blank=True,
        help_text=_("Visas ovanför formuläret: vad den som ansluter sig åtar sig och får."),
    )
    implements = models.ManyToManyField(
        "self",
        symmetrical=False,
        blank=True,
        related_name="implemented_by",
        verbose_name=_("genomför"),
    )
    replaces = models.ManyToManyField(
        "self",
        symmetrical=False,
        blank=True,
        related_name="replaced_by",
        verbose_name=_("ersätter"),
    )

    documents = models.ManyToManyField(
        Document,
        blank=True,
        related_name="strategies",
        verbose_name=_("dokument"),
        help_text=_("Till exempel strategin som den beslutades. De som är för alla syns på sidan."),
    )

    objects = StrategyQuerySet.as_manager()

    class Meta(Publishable.Meta):
        abstract = False
        verbose_name = _("strategi, plan, uppdrag eller program")
        verbose_name_plural = _("strategier, planer, uppdrag och program")
        ordering = [in_swedish_order("title"), "pk"]
        indexes = [models.Index(fields=["kind", "level"])]
        constraints = [
            *Publishable.Meta.constraints,
            models.CheckConstraint(
                condition=Q(level=Level.COUNTY, county__isnull=False)
                | Q(level=Level.NATIONAL, county__isnull=True),
                name="strategies_strategy_county_by_level",
                violation_error_message=_("Ange län för det som gäller ett län, och bara då."),
            ),
            models.CheckConstraint(
                condition=Q(under__isnull=True)
                | (Q(kind=StrategyKind.ACTION_PLAN) & ~Q(under=F("id"))),
                name="strategies_strategy_only_plans_under",
                violation_error_message=_("Bara en handlingsplan kan höra till en strategi."),
            ),
            partial_dates_check(
                "period_start", "period_end", "report_due", name="strategies_strategy_dates"
            ),
            in_order_check("period_start", "period_end", name="strategies_strategy_in_order"),
            one_of("kind", StrategyKind, name="strategies_strategy_kind_known"),
            one_of("state", StrategyState, name="strategies_strategy_state_known"),
            one_of("report_publishing", Publishing, name="strategies_strategy_publishing_known"),
            one_of("report_name", ReportName, name="strategies_strategy_report_name_known"),
            not_empty("title", "slug", name="strategies_strategy_named"),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("strategy", args=[self.slug])

    @classmethod
    def keys_of_taken_part_in(cls, access: Access) -> models.QuerySet:
        """Those of which the person reads drafts too, for `…__in`."""
        return any_of(cls, *strategy_ties(access))

    @property
    def is_example(self) -> bool:
        """Whether it is invented: a strategy of Exempel län."""
        return bool(self.county_id and self.county and self.county.is_example)

    def clean(self) -> None:
        """Plans stand directly under a strategy, and nothing stands under a plan."""
        under = self.under
        if under and (under.kind != StrategyKind.STRATEGY or under.under_id):
            raise ValidationError(_("En handlingsplan kan bara höra till en strategi."))
        has_plans = bool(self.pk) and self.plans.exists()
        if has_plans and (self.under_id or self.kind != StrategyKind.STRATEGY):
            raise ValidationError(_("Det som har egna handlingsplaner är och förblir en strategi."))
