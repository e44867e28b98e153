"""The one rule about numbers of people: what of them is shown, in every form of output.

Only a sum for all that were asked, never under five, and never where fewer than three organisations
have counted anybody: a zero is a given answer, but it hides nobody. By sex both are shown or
neither. What a version of a report has shown is never shown otherwise in a later version of the
same, for the difference between them would be the count of whoever was corrected. For the same
reason a draft shows none to those who check it: it may change before it is published.

Nobody can then work out, from what is shown, a count of people that is smaller than five, or one
that fewer than three organisations gave: `tests/strategies/test_people.py` tries it.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from strategies.answers import MEN, WOMEN

LEAST_PEOPLE = 5
LEAST_GIVERS = 3

# Why nothing is shown.
FEW, CHANGED, LATER = "few", "changed", "later"

Given = int | dict[str, int]


@dataclass(frozen=True)
class Counted:
    """What is shown of a question about people; None is never zero."""

    total: int | None = None
    women: int | None = None
    men: int | None = None
    # Empty where a total is shown.
    withheld: str = ""

    @property
    def is_shown(self) -> bool:
        return self.total is not None


def counted(given: Sequence[Given], *, earlier: Iterable[Counted] = ()) -> Counted:
    """What is shown of the numbers that each organisation gave: all whole numbers, or all by sex.
    `earlier` is what versions that were published before have shown of the same question."""
    now = counted_alone(given)
    if any(before.is_shown and before != now for before in earlier):
        return Counted(withheld=CHANGED)
    return now


def counted_alone(given: Sequence[Given]) -> Counted:
    by_sex = [one for one in given if isinstance(one, dict)]
    sums = [sum(one.values()) if isinstance(one, dict) else one for one in given]
    total = shown_sum(sums)
    if total is None:
        return Counted(withheld=FEW)
    women, men = (shown_sum([one[sex] for one in by_sex]) for sex in (WOMEN, MEN))
    if women is None or men is None:
        return Counted(total=total)
    return Counted(total=total, women=women, men=men)


def shown_sum(numbers: Sequence[int]) -> int | None:
    """The sum, or None where it is not shown."""
    total, givers = sum(numbers), sum(number > 0 for number in numbers)
    return total if total >= LEAST_PEOPLE and givers >= LEAST_GIVERS else None
