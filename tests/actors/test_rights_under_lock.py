"""Rights are asked as they stand when the organisation is held, not as a page once read them."""

from collections.abc import Callable

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.test.utils import CaptureQueriesContext

from actors.access import access_of
from actors.choices import Role
from actors.models import Invitation, Membership, User
from actors.services import (
    Rights,
    accept_invitation,
    change_membership,
    confirm_rights,
    end_membership,
    invite,
    onboard,
    revoke_invitation,
    send_invitation_again,
    set_mailboxes,
)
from actors.services.onboarding import Mailboxes
from tests.actors.inviting import asked
from tests.people import Cast, person

COORDINATOR = Rights(role=Role.COORDINATOR, may_sign=False)


def uno(cast: Cast) -> Membership:
    return cast.agency.memberships.get(user=cast.people["reporter"])


def new_invitation(cast: Cast, **words) -> Invitation:
    words = {"role": Role.READER, "language": "sv"} | words
    return Invitation(actor=cast.agency, email="nova@samordna.example", **words)


def no_mailboxes(cast: Cast, by: User) -> None:
    set_mailboxes(actor=cast.agency, function_mailbox="", registry_mailbox="", by=by)


def bring_in(cast: Cast, by: User) -> None:
    onboard(invitation=new_invitation(cast), mailboxes=Mailboxes("", ""), by=by)


# Each service that asks who may; the invitation that two of them need is there before.
SERVICES: dict[str, Callable[[Cast, User], object]] = {
    "change": lambda cast, by: change_membership(membership=uno(cast), rights=COORDINATOR, by=by),
    "end": lambda cast, by: end_membership(membership=uno(cast), by=by),
    "confirm": lambda cast, by: confirm_rights(membership=uno(cast), by=by),
    "invite": lambda cast, by: invite(invitation=new_invitation(cast), by=by),
    "again": lambda cast, by: send_invitation_again(invitation=Invitation.objects.get(), by=by),
    "revoke": lambda cast, by: revoke_invitation(invitation=Invitation.objects.get(), by=by),
    "mailboxes": no_mailboxes,
    "onboard": bring_in,
}


@pytest.fixture
def kerstin(cast) -> User:
    """A superuser, and coordinator with the right to sign, whose page has been asked for."""
    asked(cast.agency, cast.people["coordinator"])
    kerstin = person("Kerstin", of=cast.agency, role=Role.COORDINATOR, may_sign=True)
    User.objects.filter(pk=kerstin.pk).update(is_superuser=True)
    kerstin.refresh_from_db()
    assert access_of(kerstin).is_superuser
    assert access_of(kerstin).signs == {cast.agency.pk}
    return kerstin


def is_ended(cast: Cast, kerstin: User) -> None:
    User.objects.filter(pk=kerstin.pk).update(is_superuser=False)
    membership = cast.agency.memberships.get(user=kerstin)
    end_membership(membership=membership, by=cast.people["coordinator"])


def is_closed(cast: Cast, kerstin: User) -> None:
    User.objects.filter(pk=kerstin.pk).update(is_active=False)


@pytest.mark.parametrize("happens", [is_ended, is_closed], ids=lambda f: f.__name__)
@pytest.mark.parametrize("service", SERVICES)
def test_service_refuses_who_lost_the_right_since_the_page_was_asked_for(
    cast, kerstin, service, happens
):
    happens(cast, kerstin)
    with pytest.raises(PermissionDenied):
        SERVICES[service](cast, kerstin)
    assert uno(cast).role == Role.REPORTER
    assert Invitation.objects.get().is_waiting


def test_signing_is_not_given_by_who_lost_it_since_the_page_was_asked_for(cast, kerstin):
    User.objects.filter(pk=kerstin.pk).update(is_superuser=False)
    cast.agency.memberships.filter(user=kerstin).update(may_sign=False)
    with pytest.raises(PermissionDenied):
        change_membership(
            membership=uno(cast), rights=Rights(Role.REPORTER, may_sign=True), by=kerstin
        )
    with pytest.raises(PermissionDenied):
        invite(invitation=new_invitation(cast, may_sign=True), by=kerstin)


def test_last_coordinator_is_not_ended_by_who_was_superuser_when_the_page_was_asked_for(
    cast, kerstin
):
    cast.agency.memberships.filter(user=cast.people["coordinator"]).update(role=Role.READER)
    User.objects.filter(pk=kerstin.pk).update(is_superuser=False)
    with pytest.raises(PermissionDenied):
        end_membership(membership=cast.agency.memberships.get(user=kerstin), by=kerstin)


@pytest.mark.parametrize("change", [{"is_active": False}, {"email": "ny@samordna.example"}])
def test_invitation_is_not_accepted_by_who_is_closed_or_has_another_address_now(cast, change):
    otto = cast.people["other agency"]
    asked(cast.agency, cast.people["coordinator"], email=otto.email)
    User.objects.filter(pk=otto.pk).update(**change)
    with pytest.raises(PermissionDenied):
        accept_invitation(invitation=Invitation.objects.get(), by=otto)
    assert Invitation.objects.get().is_waiting


@pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite holds no single rows")
@pytest.mark.parametrize("service", SERVICES)
def test_organisation_is_held_before_anybodys_right_is_read(cast, kerstin, service):
    wanted = SERVICES[service]
    with CaptureQueriesContext(connection) as queries:
        wanted(cast, kerstin)
    asked_of = [query["sql"] for query in queries]
    held = [
        place
        for place, sql in enumerate(asked_of)
        if "FOR UPDATE" in sql and 'FROM "actors_actor"' in sql
    ]
    rights = [
        place
        for place, sql in enumerate(asked_of)
        if 'FROM "actors_user"' in sql and "is_active" in sql.partition("WHERE")[2]
    ]
    assert held[0] < rights[0]
