"""The form of a year's dates, and the pattern that proposes them."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta

from django import forms
from django.core.exceptions import ValidationError
from django.forms.boundfield import BoundField
from django.forms.utils import from_current_timezone
from django.utils import timezone
from django.utils.dates import WEEKDAYS
from django.utils.formats import date_format
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from coordination.choices import MeetingForm as Form
from coordination.models import Meeting, Network
from coordination.summaries.planning import next_title
from coordination.work.planning_forms import LinkField, MeetingForm
from records.forms import CONFIRM, GuardedForm
from records.mail.days import is_day_off

# As many as the months of a year; half of them stand in sight.
MOST, IN_SIGHT = 12, 6
FURTHEST = timedelta(days=3 * 366)
KEEP = "keep_days_off"
LASTING = ("form", "town", "place", "joining_link", "is_formal")
IN_COMMON = ("title", "begins", "ends", *LASTING, CONFIRM)
LAST = 5

DAY = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
HOUR = forms.TimeInput(attrs={"type": "time"}, format="%H:%M")


def day_field(place: int) -> str:
    return f"day_{place}"


class ReserveForm(GuardedForm, forms.Form):
    """What is the same of all the meetings, and their days."""

    guarded = ("title", "town")

    title = forms.CharField(
        label=gettext_lazy("Rubrik"),
        max_length=200,
        help_text=gettext_lazy("Slutar rubriken med ett nummer får nästa möte nästa nummer."),
    )
    begins = forms.TimeField(label=gettext_lazy("Börjar"), widget=HOUR)
    ends = forms.TimeField(label=gettext_lazy("Slutar"), widget=HOUR)
    form = forms.ChoiceField(
        label=gettext_lazy("Form"),
        choices=Form.choices,
        required=False,
        widget=forms.RadioSelect,
    )
    town = forms.CharField(label=gettext_lazy("Ort"), max_length=100, required=False)
    place = forms.CharField(label=gettext_lazy("Lokal och adress"), max_length=300, required=False)
    joining_link = LinkField(label=gettext_lazy("Länk till mötet"), max_length=500, required=False)
    is_formal = forms.BooleanField(label=MeetingForm.Meta.labels["is_formal"], required=False)
    keep_days_off = forms.BooleanField(
        label=gettext_lazy("Boka ändå, fast någon av dagarna är ledig."),
        required=False,
        widget=forms.HiddenInput,
    )

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        for place in range(1, MOST + 1):
            label = _("Datum %(place)s") % {"place": place}
            self.fields[day_field(place)] = forms.DateField(label=label, required=False, widget=DAY)
        self.doubts: list[str] = []
        if not self.is_bound:
            self.doubt([day for day in map(self.initial.get, self.day_names) if day])

    @property
    def day_names(self) -> list[str]:
        return [day_field(place) for place in range(1, MOST + 1)]

    def doubt(self, days: list[date]) -> None:
        """Say which days are free, and ask whether they are meant."""
        told = _("%(day)s är en ledig dag.")
        free = [capfirst(date_format(day, "l j F Y")) for day in days if is_day_off(day)]
        self.doubts = [told % {"day": day} for day in free]
        if free:
            self.fields[KEEP].widget = forms.CheckboxInput()

    def clean(self) -> dict:
        cleaned = super().clean()
        begins, ends = cleaned.get("begins"), cleaned.get("ends")
        if begins and ends and ends <= begins:
            self.add_error("ends", _("Mötet slutar före det börjar."))
        days = list(self.clean_days(cleaned))
        if not days and not any(name in self.errors for name in self.day_names):
            self.add_error(day_field(1), _("Fyll i minst ett datum."))
        self.doubt(sorted(days))
        if self.doubts and not cleaned.get(KEEP):
            self.add_error(KEEP, _("Byt dag, eller kryssa i rutan."))
        self.days = sorted(days)
        return cleaned

    def clean_days(self, cleaned: dict) -> Iterator[date]:
        today, seen = timezone.localdate(), set[date]()
        for name in self.day_names:
            day = cleaned.get(name)
            if day is None:
                continue
            if day < today:
                self.add_error(name, _("Den dagen har varit."))
            elif day > today + FURTHEST:
                self.add_error(name, _("Kontrollera årtalet."))
            elif day in seen:
                self.add_error(name, _("Den dagen står redan ovanför."))
            else:
                self.refuse_skipped_hours(name, day, cleaned)
                yield day
            seen.add(day)

    def refuse_skipped_hours(self, name: str, day: date, cleaned: dict) -> None:
        """An hour that a change of clock skips or doubles is no time to meet."""
        try:
            for hour in (cleaned.get("begins"), cleaned.get("ends")):
                if hour is not None:
                    from_current_timezone(datetime.combine(day, hour))
        except ValidationError as error:
            self.add_error(name, error)

    def meetings(self, network: Network) -> Iterator[Meeting]:
        """As they are to be made, the title counted on from one to the next."""
        said = self.cleaned_data
        title = said["title"]
        same = {name: said[name] for name in LASTING}
        for day in self.days:
            starts, ends = (datetime.combine(day, said[name]) for name in ("begins", "ends"))
            yield Meeting(
                network=network,
                county=network.county,
                title=title,
                starts_at=timezone.make_aware(starts),
                ends_at=timezone.make_aware(ends),
                **same,
            )
            title = next_title(title)

    def in_common(self) -> list[BoundField]:
        return [self[name] for name in IN_COMMON if not self[name].is_hidden]

    def first_days(self) -> list[BoundField]:
        return [self[name] for name in self.day_names[:IN_SIGHT]]

    def more_days(self) -> list[BoundField]:
        return [self[name] for name in self.day_names[IN_SIGHT:]]

    @property
    def has_more(self) -> bool:
        return any(field.value() or field.errors for field in self.more_days())


class PatternForm(forms.Form):
    """Days that come back: the second Tuesday of every other month."""

    every = forms.TypedChoiceField(
        label=gettext_lazy("Hur ofta"),
        coerce=int,
        choices=[
            (1, gettext_lazy("varje månad")),
            (2, gettext_lazy("varannan månad")),
            (3, gettext_lazy("var tredje månad")),
            (6, gettext_lazy("var sjätte månad")),
        ],
    )
    which = forms.TypedChoiceField(
        label=gettext_lazy("Vilken i månaden"),
        coerce=int,
        choices=[
            (1, gettext_lazy("den första")),
            (2, gettext_lazy("den andra")),
            (3, gettext_lazy("den tredje")),
            (4, gettext_lazy("den fjärde")),
            (LAST, gettext_lazy("den sista")),
        ],
    )
    weekday = forms.TypedChoiceField(
        label=gettext_lazy("Veckodag"),
        coerce=int,
        choices=[(number, WEEKDAYS[number]) for number in range(5)],
    )
    since = forms.DateField(label=gettext_lazy("Från"), widget=DAY)
    until = forms.DateField(label=gettext_lazy("Till"), widget=DAY)

    def days(self) -> list[date]:
        """At most as many as the form of dates takes."""
        said = self.cleaned_data
        first, last = said["since"], min(said["until"], said["since"] + FURTHEST)
        found, year, month = list[date](), first.year, first.month
        while date(year, month, 1) <= last and len(found) < MOST:
            day = weekday_in(year, month, weekday=said["weekday"], which=said["which"])
            if first <= day <= last:
                found.append(day)
            months = year * 12 + month - 1 + said["every"]
            year, month = months // 12, months % 12 + 1
        return found

    def clean_since(self) -> date:
        since = self.cleaned_data["since"]
        if not abs(since - timezone.localdate()) < FURTHEST:
            raise ValidationError(_("Kontrollera årtalet."))
        return since


def weekday_in(year: int, month: int, *, weekday: int, which: int) -> date:
    """The first, second … or last Tuesday of a month; weekdays are counted from Monday, 0."""
    first = date(year, month, 1)
    day = first + timedelta(days=(weekday - first.weekday()) % 7 + 7 * (which - 1))
    return day if day.month == month else day - timedelta(weeks=1)
