import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import translation

from records.models import Source
from records.partial_dates import validate_partial_date
from records.templatetags.records import partial_date, period
from tests import builders as make


@pytest.mark.parametrize(
    "value",
    ["23", "2023-13", "2023-5", "2023-05-32", "2023-02-30", "i maj", "2023-05-10 ", "２０２３"],
)
def test_partial_date_malformed_is_refused(value):
    with pytest.raises(ValidationError):
        validate_partial_date(value)


@pytest.mark.parametrize("value", ["2016", "2023-05", "2023-05-10", "2024-02-29"])
def test_partial_date_of_any_precision_is_accepted(value):
    validate_partial_date(value)


def test_partial_date_malformed_is_refused_by_the_database(db):
    source = make.source()
    with pytest.raises(IntegrityError), transaction.atomic():
        Source.objects.filter(pk=source.pk).update(published="maj 2023")


def test_partial_dates_sort_as_text(db):
    for value in ("2023-05-10", "2016", "2023", "2023-05"):
        make.source(published=value)
    in_order = Source.objects.order_by("published").values_list("published", flat=True)
    assert list(in_order) == ["2016", "2023", "2023-05", "2023-05-10"]


@pytest.mark.parametrize(
    ("value", "wording", "language", "expected"),
    [
        ("", "", "sv", '<span class="missing">Uppgift saknas</span>'),
        ("2016", "", "sv", "2016"),
        ("2023-05", "", "sv", "maj 2023"),
        ("2023-05-12", "", "sv", "12 maj 2023"),
        ("2023-05-12", "", "en", "12 May 2023"),
        ("", "under året", "sv", "under året"),
        ("2023", "i slutet av året", "sv", "i slutet av året (2023)"),
        ("2023", "i slutet av året", "en", '<span lang="sv">i slutet av året</span> (2023)'),
    ],
)
def test_partial_date_in_words_says_no_more_than_the_source(value, wording, language, expected):
    with translation.override(language):
        assert partial_date(value, wording) == expected


@pytest.mark.parametrize(
    ("start", "end", "wording", "expected"),
    [
        ("", "", "", '<span class="missing">Uppgift saknas</span>'),
        ("2024", "", "", "från 2024"),
        ("", "2028", "", "till 2028"),
        ("2024", "2028", "", "2024–2028"),
        ("", "", "lanserades 2016, tioårig", "lanserades 2016, tioårig"),
        ("2024", "2028", "fyra år", "fyra år (2024–2028)"),
    ],
)
def test_period_tells_its_wording_and_its_dates(start, end, wording, expected):
    with translation.override("sv"):
        assert period(start, end, wording) == expected
