"""The cast: each kind of person that a rule tells apart, by a name that one remembers.

All but Samira act for an organisation that somehow has to do with one agency's commitment in one
strategy: `build_cast` makes the organisations and the people.
"""

from dataclasses import dataclass
from datetime import timedelta

from django.test import Client
from django.utils import timezone

from actors.choices import ActorKind, Role
from actors.models import Actor, Membership, User
from tests import builders as make

PASSWORD = "en lång fras om ek"


def superuser() -> User:
    """Samira, who runs the installation."""
    return User.objects.filter(email="samira@samordna.example").first() or (
        User.objects.create_superuser("samira@samordna.example", PASSWORD, name="Samira")
    )


def person(name: str, *, of: Actor | None = None, role: str = Role.READER, **membership) -> User:
    """Somebody who signs in, and what they may do for an organisation."""
    user = User.objects.create_user(f"{name.lower()}@samordna.example", PASSWORD, name=name)
    if of is not None:
        make.saved(Membership, {"user": user, "actor": of, "role": role}, membership)
    return user


@dataclass(frozen=True)
class Cast:
    """The agency that is responsible, the organisations around it, and the people by kind."""

    agency: Actor
    head: Actor
    maintainer: Actor
    other: Actor
    people: dict[str, User | None]

    def client(self, kind: str) -> Client:
        """The browser of one of them, signed in."""
        client = Client()
        if user := self.people[kind]:
            client.force_login(user)
        return client


# In the order of the columns in docs/permissions.md.
KINDS = {
    "signed out": "not signed in",
    "other agency": "Otto, coordinator of an agency that has nothing to do with it",
    "reader": "Lena, reader of the responsible agency",
    "reporter": "Uno, reporter of the responsible agency",
    "coordinator": "Karin, coordinator of the responsible agency",
    "signer": "Signe, reporter there who may sign",
    "maintainer": "Malin, coordinator of the organisation that maintains the strategy",
    "parent": "Petra, coordinator of the organisation that the agency is part of",
    "unit": "Enar, coordinator of a unit of the maintainer",
    "ended": "Frans, whose membership (coordinator of the agency) has ended",
    "superuser": "Samira, superuser",
}


def build_cast(*, maintainer: Actor) -> Cast:
    head = make.organisation("Huvudmyndigheten")
    agency = make.organisation("Myndigheten", parent=head)
    other = make.organisation("Andra myndigheten")
    unit = make.organisation("Enheten", parent=maintainer, kind=ActorKind.UNIT)
    yesterday = timezone.localdate() - timedelta(days=1)
    coordinator = Role.COORDINATOR
    people = {
        "signed out": None,
        "other agency": person("Otto", of=other, role=coordinator),
        "reader": person("Lena", of=agency),
        "reporter": person("Uno", of=agency, role=Role.REPORTER),
        "coordinator": person("Karin", of=agency, role=coordinator),
        "signer": person("Signe", of=agency, role=Role.REPORTER, may_sign=True),
        "maintainer": person("Malin", of=maintainer, role=coordinator),
        "parent": person("Petra", of=head, role=coordinator),
        "unit": person("Enar", of=unit, role=coordinator),
        "ended": person(
            "Frans", of=agency, role=coordinator, valid_from=yesterday, valid_to=yesterday
        ),
        "superuser": superuser(),
    }
    assert list(people) == list(KINDS)
    return Cast(agency, head, maintainer, other, people)
