from dataclasses import dataclass
from datetime import date, datetime

from django.utils.translation import gettext

from actors.access import Access
from actors.choices import Role
from actors.models import Actor, Invitation, Membership, User
from actors.rules import sees_person
from records.swedish import in_swedish_order


@dataclass(frozen=True)
class PersonRow:
    """One who acts for an organisation, as another may see them."""

    public_id: str
    name: str
    # Empty where it is not shown.
    email: str
    is_protected: bool
    is_oneself: bool
    office: str
    role: str
    is_coordinator: bool
    may_sign: bool
    since: date
    last_sign_in: datetime | None
    needs_review: bool
    known_right_since: date


@dataclass(frozen=True)
class PeoplePage:
    people: list[PersonRow]
    invitations: list[Invitation]

    @property
    def to_review(self) -> int:
        return sum(row.needs_review for row in self.people)

    @property
    def lacks_coordinator(self) -> bool:
        return not any(row.is_coordinator for row in self.people)


def people_page(*, actor: Actor, access: Access) -> PeoplePage:
    """All who act for the organisation today, and who has been asked to. Two queries."""
    memberships = (
        actor.memberships.valid()
        .select_related("user")
        .order_by(in_swedish_order("user__name"), "user__email")
    )
    rows = [person_row(membership=each, actor=actor, access=access) for each in memberships]
    invitations = actor.invitations.open().select_related("invited_by")
    return PeoplePage(people=rows, invitations=list(invitations))


def person_row(*, membership: Membership, actor: Actor, access: Access) -> PersonRow:
    """With protected personal data: outside the organisation no name, and nowhere an address."""
    person = membership.user
    is_seen = sees_person(access, person, actor)
    return PersonRow(
        public_id=membership.public_id,
        name=shown_name(person, actor, is_seen=is_seen),
        email="" if person.protected else person.email,
        is_protected=person.protected,
        is_oneself=person.pk == access.user_id,
        office=membership.office,
        role=membership.get_role_display(),
        is_coordinator=membership.role == Role.COORDINATOR and person.is_active,
        may_sign=membership.may_sign,
        since=membership.valid_from,
        last_sign_in=person.last_login,
        needs_review=membership.needs_review,
        known_right_since=membership.known_right_since,
    )


def name_seen_by(access: Access, person: User, actor: Actor) -> str:
    """How one of an organisation's people is called to somebody: never by an address that is
    protected."""
    return shown_name(person, actor, is_seen=sees_person(access, person, actor))


def shown_name(person: User, actor: Actor, *, is_seen: bool) -> str:
    if not is_seen:
        return gettext("Handläggare, %(organisation)s") % {"organisation": actor.name_with_kind}
    if person.protected:
        return person.name or gettext("Namn saknas")
    return str(person)


def own_rights(*, person: User) -> list[Membership]:
    """For which organisations a person acts today. One query."""
    return list(
        person.memberships.valid()
        .select_related("actor")
        .order_by(in_swedish_order("actor__name"), "pk")
    )
