"""Who may sign in to Exempel län: one person for each role."""

import json
import secrets
import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from actors.models import Actor, Membership, User
from records.examples import EXAMPLE_DOMAIN
from records.public_ids import ALPHABET
from website.cases.files import CaseFileError

PEOPLE = Path(__file__).parent / "people.toml"
OF_THE_PERSON = ("name", "protected")
PASSWORD_LENGTH = 14

Kept = dict[str, dict[str, str]]


@dataclass(frozen=True)
class SignIn:
    """How an invented person signs in, and as whom."""

    email: str
    password: str
    membership: Membership


def load_people(*, passwords: Path) -> list[SignIn]:
    """Create the people that are missing, each with their membership. Raises CaseFileError."""
    kept = read_passwords(passwords)
    rows = tomllib.loads(PEOPLE.read_text(encoding="utf-8"))
    sign_ins = [sign_in(f"{key}@{EXAMPLE_DOMAIN}", row, kept) for key, row in rows.items()]
    write_passwords(passwords, kept)
    return sign_ins


def sign_in(email: str, row: dict[str, Any], kept: Kept) -> SignIn:
    actor = Actor.objects.filter(key=row["actor"]).first()
    if actor is None:
        raise CaseFileError(f"{PEOPLE.name}: [{email}]: there is no actor “{row['actor']}”")
    about = {name: row[name] for name in OF_THE_PERSON if name in row}
    user = User.objects.filter(email=email).first() or User(email=email, **about)
    password = give_password(user, kept)
    return SignIn(email, password, membership_of(user, actor, row))


def give_password(user: User, kept: Kept) -> str:
    """The password of the file, which is the person's from now on.

    The file remembers how it is stored with the person too: to try ten passwords costs seconds.
    """
    own = kept.setdefault(user.email, {"password": new_password(), "stored": ""})
    if not user.pk or user.password != own["stored"]:
        user.set_password(own["password"])
        user.full_clean()
        user.save()
        own["stored"] = user.password
    return own["password"]


def new_password() -> str:
    return "".join(secrets.choice(ALPHABET) for _place in range(PASSWORD_LENGTH))


def membership_of(user: User, actor: Actor, row: dict[str, Any]) -> Membership:
    """The one that the person has there, whatever has become of it; else the file's."""
    if found := user.memberships.filter(actor=actor).first():
        return found
    told = {name: row[name] for name in row.keys() - {*OF_THE_PERSON, "actor"}}
    membership = Membership(user=user, actor=actor, **{"valid_from": "2025-01-01", **told})
    membership.full_clean()
    membership.save()
    return membership


def read_passwords(path: Path) -> Kept:
    return json.loads(path.read_text(encoding="utf-8")) if path.exists() else {}


def write_passwords(path: Path, kept: Kept) -> None:
    """Where git does not look and only we read. A server that lets nobody write in its folder, as
    our container, gives new ones at each load."""
    try:
        path.parent.mkdir(exist_ok=True)
        path.touch(mode=0o600)
        path.write_text(json.dumps(kept, indent=1) + "\n", encoding="utf-8")
    except OSError:
        return
