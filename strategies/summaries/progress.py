"""How it goes for many commitments at once: a sentence, a picture and a table of the same facts."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from statistics import median

from django.utils import timezone

from strategies.choices import Grade
from strategies.models.commitment import CommitmentQuerySet

# The picture is so many units wide.
WIDTH = 1000
DONE = (Grade.COMPLETED, Grade.CONTINUOUS)


@dataclass(frozen=True)
class Share:
    """So many commitments with one grade, or without any, and their part of the picture."""

    # Empty where nothing is told.
    grade: str
    label: str
    count: int
    x: int
    width: int


@dataclass(frozen=True)
class Progress:
    """What the latest public reports say. Grades are counted, never weighed together."""

    total: int
    done: int
    shares: Sequence[Share]
    # Those that answer for the commitments, and how many of them have told of any.
    actors: int
    actors_told: int
    # Half of what is told is younger than so many days.
    median_days: int
    latest: date

    @property
    def missing(self) -> int:
        return sum(share.count for share in self.shares if not share.grade)


# Grade, day and the organisation of a commitment; of one that nobody has told of, no day.
Told = tuple[str, date | None, int]


def told_of(commitments: CommitmentQuerySet) -> list[Told]:
    """What was last told of each, from the columns that are copied from the reports. One query."""
    columns = ("latest_public_grade", "latest_public_on", "responsible")
    return list(commitments.order_by().values_list(*columns))


def progress_of(commitments: CommitmentQuerySet) -> Progress | None:
    """Of these commitments; None while nothing is told of any. One query."""
    return progress_from(told_of(commitments))


def progress_from(rows: Sequence[Told]) -> Progress | None:
    days = [on for _grade, on, _actor in rows if on is not None]
    if not days:
        return None
    today = timezone.localdate()
    counts = Counter(grade for grade, _on, _actor in rows)
    return Progress(
        total=len(rows),
        done=sum(counts[grade] for grade in DONE),
        shares=shares_of(counts),
        actors=len({actor for _grade, _on, actor in rows}),
        actors_told=len({actor for grade, _on, actor in rows if grade}),
        median_days=int(median((today - on).days for on in days)),
        latest=max(days),
    )


def shares_of(counts: Counter[str]) -> list[Share]:
    """From what is done to what is not begun, then what is given up, then what is not told."""
    order = [
        Grade.COMPLETED,
        Grade.CONTINUOUS,
        Grade.HALF_OR_MORE,
        Grade.STARTED,
        Grade.NOT_STARTED,
        Grade.NOT_RELEVANT,
        Grade.DISCONTINUED,
        "",
    ]
    total, before, shares = sum(counts.values()), 0, []
    for grade in order:
        if count := counts[grade]:
            x, end = (WIDTH * part // total for part in (before, before + count))
            label = str(Grade(grade).label) if grade else ""
            shares.append(Share(str(grade), label, count, x, end - x))
            before += count
    return shares
