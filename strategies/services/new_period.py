"""A strategy or plan whose period is over goes on as another, which replaces it."""

from collections.abc import Collection
from dataclasses import dataclass
from itertools import chain, count

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _

from actors.access import access_of
from actors.models import User
from records.history import told_as
from records.models import Publishable
from records.services import lock
from strategies.choices import StrategyState
from strategies.models import Commitment, Contribution, Goal, Strategy
from strategies.rules.editing import can_begin_period
from strategies.services.reports.holding import require

# What holds for the next period too, until somebody says otherwise. What was decided of this one
# (its registry number, its state, when it is to be reported) is another matter next time.
OF_STRATEGY = (
    "kind", "title_is_label", "level", "county", "under", "vision", "purpose", "addressees",
    "legal_basis", "sensitive", "lead", "maintained_by", "report_publishing", "report_name",
    "joining_text",
)  # fmt: skip
OF_GOAL = ("number", "position", "text")
OF_COMMITMENT = ("kind", "title", "description", "responsible")
# The field holds more: a number may have to follow.
SLUG_LENGTH = 90


@dataclass(frozen=True)
class NextPeriod:
    """What is known of it: a title, and partial dates, which may be empty."""

    title: str
    start: str = ""
    end: str = ""


@transaction.atomic
def begin_period(
    *,
    strategy: Strategy,
    period: NextPeriod,
    goals: Collection[Goal],
    commitments: Collection[Commitment],
    by: User,
) -> Strategy:
    """Make the strategy of the next period as a draft, with these goals and commitments of the
    last, and keep that it replaces it. A sub-goal comes along with its goal alone.

    The last one stays as it is: its reports, parties and documents are of its own period. A
    commitment begins anew, without dates, reports or a person who handles it. Raises
    PermissionDenied; ValidationError where a draft of the next period is there already, or what is
    known of it is malformed.
    """
    last = lock(strategy)
    require(may=can_begin_period(access_of(by), last))
    if draft_of_next(last) is not None:
        raise ValidationError(_("Det finns redan ett utkast till nästa period. Fortsätt i det."))
    with told_as(by=by, for_actor=last.maintained_by_id):
        new = new_strategy(last, period)
        copied = copy_goals(goals, to=new)
        copy_commitments(commitments, to=new, goals=copied)
    return new


def draft_of_next(strategy: Strategy) -> Strategy | None:
    """What is to replace it and is not published yet, the latest first."""
    drafts = strategy.replaced_by.filter(published_at__isnull=True)
    return drafts.order_by("-pk").first()


def new_strategy(last: Strategy, period: NextPeriod) -> Strategy:
    new = Strategy(
        **taken(last, OF_STRATEGY),
        title=period.title,
        slug=free_slug(named_by_year(period)),
        period_start=period.start,
        period_end=period.end,
        state=StrategyState.DRAFT,
    )
    keep(new)
    new.replaces.add(last)
    new.implements.set(last.implements.all())
    return new


def copy_goals(goals: Collection[Goal], *, to: Strategy) -> dict[int, Goal]:
    """The new goal of each old one (its key): goals first, then what stands under them."""
    copied: dict[int, Goal] = {}
    for goal in sorted(goals, key=lambda one: (one.parent_id is not None, one.position, one.pk)):
        if goal.parent_id is not None and goal.parent_id not in copied:
            continue
        parent = copied[goal.parent_id] if goal.parent_id else None
        new = Goal(**taken(goal, OF_GOAL), strategy=to, parent=parent)
        keep(new)
        new.contributes_to.set(goal.contributes_to.all())
        copied[goal.pk] = new
    return copied


def copy_commitments(
    commitments: Collection[Commitment], *, to: Strategy, goals: dict[int, Goal]
) -> None:
    """Joint efforts first: a part stays a part where its effort comes along."""
    copied: dict[int, Commitment] = {}
    for commitment in sorted(commitments, key=lambda one: (one.part_of_id is not None, one.pk)):
        part_of = copied.get(commitment.part_of_id) if commitment.part_of_id else None
        new = Commitment(**taken(commitment, OF_COMMITMENT), home=to, part_of=part_of)
        keep(new)
        new.contributors.set(commitment.contributors.all())
        served = Goal.objects.filter(pk__in=goals, contributions__commitment=commitment)
        for goal in served:
            tie = Contribution(commitment=new, strategy=to, goal=goals[goal.pk])
            tie.full_clean()
            tie.save()
        copied[commitment.pk] = new


def taken(row: Publishable, names: Collection[str]) -> dict:
    return {name: getattr(row, name) for name in names}


def keep(row: Publishable) -> None:
    row.full_clean(exclude=["slug"] if isinstance(row, Goal) else None)
    row.save()


def named_by_year(period: NextPeriod) -> str:
    """Its title and the year when it begins, once; a dash between years is no letter to lose."""
    title, year = period.title.replace("–", "-"), period.start[:4]
    return title if year in title else f"{title} {year}"


def free_slug(wanted: str) -> str:
    wanted = slugify(wanted)[:SLUG_LENGTH].strip("-") or "strategi"
    taken = set(Strategy.objects.filter(slug__startswith=wanted).values_list("slug", flat=True))
    numbered = (f"{wanted}-{place}" for place in count(2))
    return next(slug for slug in chain([wanted], numbered) if slug not in taken)
