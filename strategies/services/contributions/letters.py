"""What we write about contributions, to the coordinators of the other side."""

from collections.abc import Iterator

from actors.access import Access
from actors.models import Actor, User
from records.mail import link_to, queue_mail
from strategies.models import Contribution
from strategies.rules.reading import can_read_contribution


def write_proposed(*, contribution: Contribution, by: User) -> None:
    """To those who are to accept or decline it."""
    for letter in letters_about(contribution, to=contribution.strategy.maintained_by, by=by):
        queue_mail(template="contribution_proposed", **letter)


def write_answered(*, contribution: Contribution, by: User) -> None:
    """To those who proposed it."""
    for letter in letters_about(contribution, to=contribution.commitment.responsible, by=by):
        queue_mail(template="contribution_answered", **letter)


def letters_about(contribution: Contribution, *, to: Actor, by: User) -> Iterator[dict]:
    """One for each coordinator who may read it, but who did it; to the mailbox where the
    organisation has none."""
    memberships = to.memberships.coordinating().select_related("user").order_by("pk")
    coordinators = [membership.user for membership in memberships]
    for person in coordinators:
        if person != by and can_read_contribution(person.access, contribution):
            yield letter(contribution, person.email, person.language, person.name)
    mailbox = "" if coordinators else to.function_mailbox
    as_organisation = Access(reads=frozenset({to.pk}))
    if mailbox and can_read_contribution(as_organisation, contribution):
        yield letter(contribution, mailbox, "sv", "")


def letter(contribution: Contribution, to: str, language: str, name: str) -> dict:
    commitment, strategy = contribution.commitment, contribution.strategy
    since = contribution.state_since
    context = {
        "name": name,
        "commitment": commitment.title,
        "strategy": strategy.title,
        "goal": str(contribution.goal or ""),
        "responsible": commitment.responsible.name_with_kind,
        "maintainer": strategy.maintained_by.name_with_kind,
        "state": contribution.state,
        "answer": contribution.answer,
        "link": link_to("contribution", contribution.public_id, language=language),
    }
    # The same may be proposed and answered again: each time it came to its state anew.
    key = f"bidrag/{contribution.public_id}/{contribution.state}/{since:%Y%m%d%H%M%S%f}/{to}"
    return {"to": to, "language": language, "context": context, "key": key}
