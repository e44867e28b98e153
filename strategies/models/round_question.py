from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from records.constraints import not_empty, one_of
from records.models import PubliclyIdentified, Versioned
from strategies.choices import NUMBERS, QuestionKind
from strategies.models.follow_up_round import FollowUpRound


class RoundQuestion(PubliclyIdentified, Versioned):
    """What everybody is asked in a follow-up round beside how their commitments go, and why.

    A number about people is shown to nobody for one organisation, and for a county only where it
    points out no one.
    """

    round = models.ForeignKey(
        FollowUpRound,
        on_delete=models.CASCADE,
        related_name="questions",
        verbose_name=_("uppföljningsomgång"),
    )
    position = models.PositiveSmallIntegerField(_("ordning"), default=0)
    text = models.CharField(_("fråga"), max_length=300)
    why = models.CharField(
        _("varför vi frågar"),
        max_length=300,
        help_text=_("Vad svaret ska användas till. Står under frågan."),
    )
    kind = models.CharField(_("svaret är"), max_length=20, choices=QuestionKind)
    options = models.TextField(
        _("alternativ"), blank=True, help_text=_("Ett på varje rad, när svaret är ett av flera.")
    )
    about_people = models.BooleanField(
        _("gäller människor"),
        default=False,
        help_text=_(
            "Antal människor visas bara som summa för länet, aldrig under fem och aldrig när färre "
            "än tre har svarat. Kvinnor och män gäller alltid människor."
        ),
    )

    class Meta:
        verbose_name = _("fråga")
        verbose_name_plural = _("frågor")
        ordering = ["round", "position", "pk"]
        constraints = [
            one_of("kind", QuestionKind, name="strategies_roundquestion_kind_known"),
            not_empty("text", "why", name="strategies_roundquestion_said"),
            models.CheckConstraint(
                condition=Q(about_people=False) | Q(kind__in=NUMBERS),
                name="strategies_roundquestion_people_are_counted",
                violation_error_message=_("Bara ett antal kan gälla människor."),
            ),
            models.CheckConstraint(
                condition=Q(about_people=True) | ~Q(kind=QuestionKind.NUMBER_BY_SEX),
                name="strategies_roundquestion_sexes_are_people",
                violation_error_message=_("Antal kvinnor och män gäller alltid människor."),
            ),
            models.CheckConstraint(
                condition=Q(kind=QuestionKind.CHOICE) | Q(options=""),
                name="strategies_roundquestion_options_of_choice",
                violation_error_message=_("Alternativ hör till en fråga med flera alternativ."),
            ),
        ]

    def __str__(self) -> str:
        return self.text

    @property
    def is_example(self) -> bool:
        return self.round.is_example

    @property
    def option_list(self) -> list[str]:
        lines = (line.strip() for line in self.options.splitlines())
        return list(dict.fromkeys(line for line in lines if line))

    def save(self, *args, **kwargs) -> None:
        if self.count_sexes_as_people() and kwargs.get("update_fields") is not None:
            kwargs["update_fields"] = {*kwargs["update_fields"], "about_people"}
        super().save(*args, **kwargs)

    def count_sexes_as_people(self) -> bool:
        """Nobody has to remember that women and men are people. Says whether they are asked for."""
        is_by_sex = self.kind == QuestionKind.NUMBER_BY_SEX
        self.about_people = self.about_people or is_by_sex
        return is_by_sex

    def clean(self) -> None:
        super().clean()
        self.count_sexes_as_people()
        if self.kind == QuestionKind.CHOICE and len(self.option_list) < 2:
            raise ValidationError({"options": _("Skriv minst två alternativ, ett på varje rad.")})
