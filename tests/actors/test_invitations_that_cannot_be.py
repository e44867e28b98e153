"""Invitations that no membership can come of: told to who asks, and never an error page."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.utils import timezone

from actors.choices import Role
from actors.models import Actor, Invitation, Membership, User
from actors.services import send_invitation_again
from records.models import OutgoingMail
from tests import builders as make
from tests.actors.inviting import asked, begin, letter_to, link_in
from tests.people import PASSWORD, Cast, person

INVENTED, REAL = "nova@exempel.example", "nova@samordna.example"


@pytest.fixture
def invented(db) -> Actor:
    return make.organisation("Påhittade myndigheten", is_example=True)


@pytest.fixture
def olga(invented) -> User:
    """Who coordinates the invented organisation."""
    olga = User.objects.create_user("olga@exempel.example", PASSWORD, name="Olga")
    make.saved(Membership, {"user": olga, "actor": invented, "role": Role.COORDINATOR}, {})
    return olga


def signed_in(person: User) -> Client:
    client = Client()
    client.force_login(person)
    return client


def send_form(by: User, actor: Actor, email: str):
    form = {"email": email, "role": "reader", "language": "sv"}
    return signed_in(by).post(f"/arbete/medarbetare/{actor.slug}/bjud-in/", form)


def let_out(actor: Actor, by: User, email: str) -> str:
    """The link of an invitation to an address of the other kind, from before that was refused."""
    link = asked(actor, by, email="forst@" + by.email.partition("@")[2])
    Invitation.objects.update(email=email)
    return link


# ---------------------------------------------------------------- invented and real


@pytest.mark.parametrize("email", [REAL, "NOVA@Samordna.example", "nova@inteexempel.example"])
def test_invented_organisation_writes_to_no_real_address(invented, olga, email):
    response = send_form(olga, invented, email)
    assert response.status_code == 200
    assert "påhitta" in str(response.context["form"].errors["email"])
    assert not Invitation.objects.exists()
    assert not OutgoingMail.objects.exists()


def test_real_organisation_invites_no_invented_person(cast):
    response = send_form(cast.people["coordinator"], cast.agency, INVENTED)
    assert "påhitta" in str(response.context["form"].errors["email"])
    assert not OutgoingMail.objects.exists()


def test_first_coordinator_of_an_invented_organisation_has_no_real_address(cast, admin, invented):
    page = f"/arbete/organisationer/{invented.slug}/"
    shown = admin.get(page).context["mailboxes"]["as_shown"].value()
    form = {"email": REAL, "language": "sv", "brevlador-as_shown": shown}
    response = admin.post(page, form)
    assert response.status_code == 200
    assert "påhitta" in str(response.context["person"].errors["email"])


def test_invented_person_is_invited_and_accepts(invented, olga):
    assert send_form(olga, invented, INVENTED).status_code == 302
    assert begin(Client(), link_in(letter_to(INVENTED))).status_code == 302
    assert invented.memberships.filter(user__email=INVENTED).exists()


def test_invitation_out_of_an_invented_organisation_is_not_sent_again(invented, olga):
    let_out(invented, olga, REAL)
    invitation = Invitation.objects.get()
    letters = OutgoingMail.objects.count()
    with pytest.raises(ValidationError):
        send_invitation_again(invitation=invitation, by=olga)
    path = f"/arbete/medarbetare/{invented.slug}/inbjudningar/{invitation.public_id}/skicka-igen/"
    assert "påhitta" in signed_in(olga).post(path, follow=True).text
    assert OutgoingMail.objects.count() == letters
    assert Invitation.objects.get().is_waiting


def test_invitation_of_an_invented_organisation_is_sent_again_by_a_superuser(invented, olga, admin):
    asked(invented, olga, email=INVENTED)
    invitation = Invitation.objects.get()
    path = f"/arbete/medarbetare/{invented.slug}/inbjudningar/{invitation.public_id}/skicka-igen/"
    assert "En ny inbjudan" in admin.post(path, follow=True).text
    assert Invitation.objects.waiting().get().public_id != invitation.public_id


def test_newcomer_who_is_no_part_of_what_is_invented_finds_the_link_closed(invented, olga):
    response = begin(Client(), let_out(invented, olga, REAL))
    assert response.status_code == 404
    assert "Länken öppnar inget längre" in response.text
    assert not User.objects.filter(email=REAL).exists()


def test_person_who_is_no_part_of_what_is_invented_finds_the_link_closed(invented, olga):
    nova = person("Nova")
    response = signed_in(nova).post(let_out(invented, olga, REAL))
    assert response.status_code == 404
    assert "Länken öppnar inget längre" in response.text
    assert not nova.memberships.exists()
    assert Invitation.objects.get().accepted_at is None


# ---------------------------------------------------------------- a membership to come


def begins_later(cast: Cast, nova: User, **words) -> Membership:
    later = timezone.localdate() + timedelta(days=5)
    first = {"user": nova, "actor": cast.agency, "role": Role.READER, "valid_from": later}
    return make.saved(Membership, first, words)


@pytest.mark.parametrize("days", [None, 30])
def test_invite_of_one_whose_membership_begins_later_is_refused(cast, days):
    nova = person("Nova")
    last = days and timezone.localdate() + timedelta(days=days)
    begins_later(cast, nova, valid_to=last)
    response = send_form(cast.people["coordinator"], cast.agency, nova.email)
    assert "redan ett uppdrag" in str(response.context["form"].errors["email"])
    assert not OutgoingMail.objects.exists()


def test_accepting_what_begins_later_keeps_it_and_tells_when(cast):
    nova = person("Nova")
    link = asked(cast.agency, cast.people["coordinator"], email=nova.email)
    to_come = begins_later(cast, nova)
    response = signed_in(nova).post(link, follow=True)
    assert response.status_code == 200
    assert "Ditt uppdrag hos Myndigheten börjar" in response.text
    assert cast.agency.memberships.get(user=nova) == to_come
    assert Invitation.objects.get().accepted_at is not None


@pytest.mark.parametrize("is_ended", [True, False])
def test_person_whose_membership_is_over_is_invited_again(cast, is_ended):
    nova, today = person("Nova"), timezone.localdate()
    ended = {"ended_at": timezone.now(), "valid_to": today} if is_ended else {}
    yesterday = today - timedelta(days=1)
    words = {"valid_from": yesterday, "valid_to": yesterday} | ended
    make.saved(Membership, {"user": nova, "actor": cast.agency, "role": Role.READER}, words)
    link = asked(cast.agency, cast.people["coordinator"], email=nova.email)
    assert signed_in(nova).post(link).headers["Location"] == "/konto/"
    assert cast.agency.memberships.valid().get(user=nova).role == Role.REPORTER
