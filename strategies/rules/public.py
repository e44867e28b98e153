"""Who may read what: everybody reads what is published, if all that it hangs on is public too.

Each rule takes a prefix, so that the rule of a child asks the rule of its parent without
importing a model: `public_strategy_q("home__")`.
"""

from django.db.models import Q

from records.partial_dates import not_passed_q
from records.rules import published_q
from strategies.choices import ContributionState


def public_strategy_q(prefix: str = "") -> Q:
    """A plan is public only while the strategy that it stands under is. Nothing is public under
    what itself stands under something: no page of ours asks further up."""
    stands_alone = Q(**{f"{prefix}under__isnull": True})
    under_one_alone = Q(**{f"{prefix}under__under__isnull": True})
    return published_q(prefix) & (
        stands_alone | (under_one_alone & published_q(f"{prefix}under__"))
    )


def public_goal_q(prefix: str = "") -> Q:
    """A goal hangs on its strategy, a sub-goal on its goal too; there are no goals below that."""
    is_top = Q(**{f"{prefix}parent__isnull": True})
    under_top = Q(**{f"{prefix}parent__parent__isnull": True})
    return (
        published_q(prefix)
        & public_strategy_q(f"{prefix}strategy__")
        & (is_top | (under_top & published_q(f"{prefix}parent__")))
    )


def public_commitment_q(prefix: str = "") -> Q:
    """A commitment hangs on the strategy or plan that is its home."""
    return published_q(prefix) & public_strategy_q(f"{prefix}home__")


def public_passage_q(prefix: str = "") -> Q:
    """A passage hangs on its strategy; a county is always public."""
    of_county = Q(**{f"{prefix}county__isnull": False})
    return published_q(prefix) & (of_county | public_strategy_q(f"{prefix}strategy__"))


def public_milestone_q(prefix: str = "") -> Q:
    """A milestone is public with the strategy or the commitment that it is of."""
    return public_strategy_q(f"{prefix}strategy__") | public_commitment_q(f"{prefix}commitment__")


def public_party_q(prefix: str = "") -> Q:
    """That an organisation is a party is public with its strategy."""
    return public_strategy_q(f"{prefix}strategy__")


def current_party_q(prefix: str = "") -> Q:
    """Those who still have their role: it has no end, or its end has not passed."""
    return not_passed_q(f"{prefix}until")


def public_contribution_q(prefix: str = "") -> Q:
    """A contribution is public when it is accepted and both of its ends are public."""
    goal_is_public = Q(**{f"{prefix}goal__isnull": True}) | public_goal_q(f"{prefix}goal__")
    return (
        Q(**{f"{prefix}state": ContributionState.ACCEPTED})
        & public_commitment_q(f"{prefix}commitment__")
        & public_strategy_q(f"{prefix}strategy__")
        & goal_is_public
    )


def public_report_q(prefix: str = "") -> Q:
    """A progress report hangs on its commitment. Its drafts and versions have no rule of their own:
    a page shows the last version of what it may show."""
    return published_q(prefix) & public_commitment_q(f"{prefix}commitment__")
