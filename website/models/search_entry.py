from collections.abc import Sequence
from typing import Self

from django.db import models
from django.db.models import Case, IntegerField, Q, Value, When
from django.db.models.functions import StrIndex
from django.db.models.lookups import GreaterThan
from django.utils.translation import gettext_lazy as _

from actors.models import County
from records.constraints import not_empty
from records.swedish import in_swedish_order

WHOLE_NAME, IN_NAMES, ELSEWHERE = range(3)


class SearchEntryQuerySet(models.QuerySet):
    def real(self) -> Self:
        """All but what is invented, of Exempel län."""
        return self.filter(is_example=False)

    def of_kind(self, kind: str) -> Self:
        return self.filter(kind=kind)

    def in_county(self, county: County) -> Self:
        return self.filter(holds("counties", f" {county.code} "))

    def matching(self, beginnings: Sequence[str]) -> Self:
        """Those in which some word begins with each of these."""
        return self.filter(hold_all("words", beginnings))

    def best_first(self, phrase: str, beginnings: Sequence[str]) -> Self:
        """First what is called exactly that, or that without its ending; then what has it in its
        names, then the rest."""
        is_called = is_name(phrase) | is_name(" ".join(beginnings))
        rank = Case(
            When(is_called, then=Value(WHOLE_NAME)),
            When(hold_all("names", beginnings), then=Value(IN_NAMES)),
            default=Value(ELSEWHERE),
            output_field=IntegerField(),
        )
        return self.order_by(rank, in_swedish_order("title"), "kind", "object_id")


def holds(field: str, text: str) -> Q:
    """Whether the column holds the text. Not by LIKE, which on SQLite is our own slow Python, and
    in which % and _ mean something."""
    return Q(GreaterThan(StrIndex(field, Value(text)), 0))


def is_name(words: str) -> Q:
    return holds("names", f"\n {words}\n")


def hold_all(field: str, beginnings: Sequence[str]) -> Q:
    question = Q()
    for beginning in beginnings:
        question &= holds(field, f" {beginning}")
    return question


class SearchEntry(models.Model):
    """By which words one record is found, and how it shows among the hits.

    Derived: `website.search` alone writes it, and can write all of it anew. There is one for each
    record, public or not: only what is public when somebody reads is ever a hit, and that is asked
    of the record (`website.search.finding`).
    """

    kind = models.CharField(_("slag"), max_length=30)
    object_id = models.PositiveBigIntegerField(_("nummer"))
    # The noun's own kind: a strategy's, a network's.
    variety = models.CharField(_("närmare slag"), max_length=30, blank=True)
    title = models.TextField(_("titel"))
    text = models.TextField(_("text"), blank=True)
    within = models.TextField(_("hör till"), blank=True)
    # Codes with a space around each.
    counties = models.CharField(_("län"), max_length=200, blank=True)
    address = models.CharField(_("adress"), max_length=600)
    is_example = models.BooleanField(_("påhittad"), default=False)
    # Folded words, each with a space before it: of each name on a line of its own, and all once.
    names = models.TextField(_("ord i namnen"))
    words = models.TextField(_("ord"))

    objects = SearchEntryQuerySet.as_manager()

    class Meta:
        verbose_name = _("sökord för en uppgift")
        verbose_name_plural = _("sökord")
        ordering = ["kind", "object_id"]
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "object_id"],
                name="website_searchentry_once",
                violation_error_message=_("Uppgiften finns redan bland sökorden."),
            ),
            not_empty("kind", "title", "address", name="website_searchentry_leads_somewhere"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.object_id}"
