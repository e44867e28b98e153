"""The municipalities of a county beside each other, by the alphabet: nobody is ranked."""

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from actors.models import Actor, County
from strategies.choices import Grade
from strategies.models import Commitment, Party


@dataclass(frozen=True)
class Graded:
    """How many commitments a municipality has told that about, in its own assessment."""

    grade: str
    label: str
    count: int


@dataclass(frozen=True)
class Beside:
    """What one municipality is part of, has promised and has told."""

    actor: Actor
    parties: Sequence[Party]
    commitments: int
    told: Sequence[Graded]
    latest: date | None


def beside_each_other(county: County) -> list[Beside]:
    """What is public of each. Three queries, whatever the number of municipalities."""
    municipalities = list(Actor.objects.in_force().municipalities().in_county(county))
    parties: dict[int, list[Party]] = defaultdict(list)
    current = Party.objects.public().current().filter(actor__in=municipalities)
    for party in current.select_related("strategy").order_by("strategy__title", "pk"):
        parties[party.actor_id].append(party)
    grades: dict[int, Counter[str]] = defaultdict(Counter)
    latest: dict[int, date] = {}
    promised = Commitment.objects.public().filter(responsible__in=municipalities).order_by()
    for actor, grade, day in promised.values_list(
        "responsible", "latest_public_grade", "latest_public_on"
    ):
        grades[actor][grade] += 1
        if day is not None:
            latest[actor] = max(day, latest.get(actor, day))
    return [
        Beside(
            actor=one,
            parties=parties[one.pk],
            commitments=grades[one.pk].total(),
            told=told(grades[one.pk]),
            latest=latest.get(one.pk),
        )
        for one in municipalities
    ]


def told(grades: Counter[str]) -> list[Graded]:
    """In the order of the grades; what nothing is told about is no grade."""
    return [Graded(grade, str(grade.label), grades[grade]) for grade in Grade if grades[grade]]
