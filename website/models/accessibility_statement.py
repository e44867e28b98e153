from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from website.choices import AssessmentMethod, Conformance
from website.models.only_row import OnlyRow


class AccessibilityStatement(OnlyRow):
    """How well the site meets lagen (2018:1937) om tillgänglighet till digital offentlig service:
    the parts that the law asks for (docs/accessibility-statement.md), each with its English."""

    conformance = models.CharField(
        _("följer lagen"),
        max_length=10,
        blank=True,
        choices=Conformance,
        help_text=_("Fylls i när någon har gjort bedömningen, tillsammans med dag och metod."),
    )
    assessed_on = models.DateField(_("bedömningen gjordes"), null=True, blank=True)
    method = models.CharField(_("metod"), max_length=10, blank=True, choices=AssessmentMethod)
    not_accessible = models.TextField(
        _("brister mot lagens krav"),
        blank=True,
        help_text=_("Vad som inte är tillgängligt, för vem det är ett hinder, och varför."),
    )
    not_accessible_en = models.TextField(_("brister, på engelska"), blank=True)
    burdensome = models.TextField(
        _("oskäligt betungande anpassning"),
        blank=True,
        help_text=_(
            "Det som ni undantar enligt 12 § i lagen, och er motivering. Undantar ni inget: skriv "
            "det. En tom del räknas som att uppgiften saknas."
        ),
    )
    burdensome_en = models.TextField(_("oskäligt betungande, på engelska"), blank=True)
    not_covered = models.TextField(
        _("innehåll som inte omfattas av lagen"),
        blank=True,
        help_text=_("Innehåll som 9 § i lagen undantar. Finns inget sådant: skriv det."),
    )
    not_covered_en = models.TextField(_("innehåll som inte omfattas, på engelska"), blank=True)
    alternatives = models.TextField(_("andra sätt att få samma innehåll"), blank=True)
    alternatives_en = models.TextField(_("andra sätt, på engelska"), blank=True)
    measures = models.TextField(
        _("vad som görs åt bristerna"),
        blank=True,
        help_text=_("Vad som är gjort, vad som planeras."),
    )
    measures_en = models.TextField(_("vad som görs, på engelska"), blank=True)
    tested = models.TextField(
        _("hur webbplatsen är prövad"),
        blank=True,
        help_text=_("Vad som är prövat, med vad, och vad som inte är det."),
    )
    tested_en = models.TextField(_("hur den är prövad, på engelska"), blank=True)

    class Meta(OnlyRow.Meta):
        verbose_name = _("tillgänglighetsredogörelse")
        verbose_name_plural = _("tillgänglighetsredogörelse")
        constraints = [
            *OnlyRow.Meta.constraints,
            models.CheckConstraint(
                condition=Q(conformance="") | Q(conformance__in=Conformance.values),
                name="website_statement_conformance_known",
                violation_error_message=_("Välj ett av alternativen."),
            ),
            models.CheckConstraint(
                condition=Q(method="") | Q(method__in=AssessmentMethod.values),
                name="website_statement_method_known",
                violation_error_message=_("Välj ett av alternativen."),
            ),
            models.CheckConstraint(
                condition=Q(conformance="") | (Q(assessed_on__isnull=False) & ~Q(method="")),
                name="website_statement_is_assessed",
                violation_error_message=_(
                    "Ange dag och metod: att webbplatsen följer lagen vet man när den är bedömd."
                ),
            ),
        ]

    def __str__(self) -> str:
        return str(self._meta.verbose_name)

    def get_absolute_url(self) -> str:
        return reverse("accessibility")

    def clean(self) -> None:
        super().clean()
        if self.assessed_on and self.assessed_on > timezone.localdate():
            raise ValidationError({"assessed_on": _("Den dagen har inte varit än.")})
