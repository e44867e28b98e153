"""An officer with twelve commitments, told of or not, for tests that look at a whole page."""

from datetime import timedelta

from actors.choices import Role
from actors.models import Actor, User
from strategies.choices import Grade
from strategies.models import Commitment, Strategy
from strategies.services import receive_report
from tests import builders as make
from tests.people import person, superuser

TWELVE = 12


def twelve(name: str, *, are_told: bool) -> Strategy:
    """A strategy of its own, maintained by the superuser's pleasure, and `name`, a reporter of the
    organisation of that name who handles twelve commitments in it. What was told was told last
    year."""
    actor = make.organisation(f"Myndigheten {name}")
    officer = person(name, of=actor, role=Role.REPORTER, office="Handläggare")
    strategy = make.strategy(slug=f"strategi-{name.lower()}", title=f"Strategi för {name}")
    for number in range(1, TWELVE + 1):
        one = commitment_of(actor, officer, strategy, number)
        if are_told:
            tell(one, officer)
    return strategy


def commitment_of(actor: Actor, officer: User, strategy: Strategy, number: int) -> Commitment:
    one = make.commitment(strategy, responsible=actor, title=f"Åtagande nummer {number}")
    Commitment.objects.filter(pk=one.pk).update(handler=officer, handler_since="2025-01-01")
    return one


def tell(commitment: Commitment, officer: User) -> None:
    report = make.draft_report(
        commitment, by=officer, grade=Grade.STARTED, done="Tre utbildningar är hållna."
    )
    make.submitted(report, by=officer)
    receive_report(report=report, seen=1, by=superuser())
    report.refresh_from_db()
    report.as_of -= timedelta(days=365)
    report.save()
