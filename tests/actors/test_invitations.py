"""Asking somebody to act for an organisation, and the link that answers."""

import re
from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction
from django.test import Client
from django.utils import timezone

from actors.choices import Role
from actors.models import Actor, Invitation, Membership, User
from actors.models.invitation import hash_of
from actors.services import (
    InvitationClosedError,
    Newcomer,
    accept_as_new_person,
    accept_invitation,
    end_membership,
    invite,
    revoke_invitation,
    send_invitation_again,
)
from records.models import OutgoingMail
from tests.actors.inviting import NEW_PASSWORD, asked, begin, letter_to, link_in
from tests.actors.signing_in import sign_in
from tests.people import KINDS

MAY_INVITE = {"coordinator", "superuser"}


def invitation_of(cast, **words) -> Invitation:
    return Invitation(actor=cast.agency, email="nils@samordna.example", role="reporter", **words)


@pytest.mark.parametrize(
    "kind", [kind for kind in KINDS if kind not in {*MAY_INVITE, "signed out"}]
)
def test_invite_by_who_does_not_coordinate_is_refused(cast, kind):
    with pytest.raises(PermissionDenied):
        invite(invitation=invitation_of(cast), by=cast.people[kind])
    assert not OutgoingMail.objects.exists()


def test_invite_to_sign_by_who_may_not_sign_is_refused(cast):
    with pytest.raises(PermissionDenied):
        invite(invitation=invitation_of(cast, may_sign=True), by=cast.people["coordinator"])
    Membership.objects.filter(user=cast.people["coordinator"]).update(may_sign=True)
    karin = User.objects.get(pk=cast.people["coordinator"].pk)
    assert invite(invitation=invitation_of(cast, may_sign=True), by=karin).may_sign


@pytest.mark.parametrize("email", ["", "nils", "nils@samordna.example\0", "n" * 300 + "@a.example"])
def test_invite_to_what_is_no_address_is_refused(cast, email):
    with pytest.raises(ValidationError):
        invite(
            invitation=Invitation(actor=cast.agency, email=email, role="reader"),
            by=cast.people["superuser"],
        )


@pytest.mark.parametrize(
    ("is_example", "email", "complaint"),
    [
        (True, "nils@samordna.example", "Skriv en adress som slutar på @exempel.example."),
        (False, "nils@exempel.example", "Adressen är påhittad."),
    ],
)
def test_invite_of_real_to_invented_or_invented_to_real_is_refused(
    cast, admin, is_example, email, complaint
):
    Actor.objects.filter(pk=cast.agency.pk).update(is_example=is_example)
    page = f"/arbete/medarbetare/{cast.agency.slug}/bjud-in/"
    answer = admin.post(page, {"email": email, "role": Role.REPORTER, "language": "sv"})
    assert complaint in answer.text
    assert not Invitation.objects.exists()


def test_superuser_invites_to_what_is_invented(cast, admin):
    Actor.objects.filter(pk=cast.agency.pk).update(is_example=True)
    page = f"/arbete/medarbetare/{cast.agency.slug}/bjud-in/"
    words = {"email": "nils@exempel.example", "role": Role.REPORTER, "language": "sv"}
    assert admin.post(page, words).status_code == 302
    begin(Client(), link_in(letter_to("nils@exempel.example")))
    assert Membership.objects.filter(user__email="nils@exempel.example").exists()


def test_invite_of_one_who_acts_for_the_organisation_is_refused(cast):
    with pytest.raises(ValidationError, match="redan ett uppdrag"):
        asked(cast.agency, cast.people["coordinator"], email="Uno@samordna.example")


def test_invite_again_with_the_same_words_sends_nothing_and_with_other_words_is_refused(cast):
    karin = cast.people["coordinator"]
    first = invite(invitation=invitation_of(cast), by=karin)
    again = invite(invitation=invitation_of(cast), by=karin)
    assert again.pk == first.pk
    with pytest.raises(ValidationError, match="väntar på svar"):
        invite(invitation=invitation_of(cast, office="chef"), by=karin)
    assert OutgoingMail.objects.count() == Invitation.objects.count() == 1


def test_second_open_invitation_is_refused_by_the_database(cast):
    asked(cast.agency, cast.people["coordinator"])
    row = Invitation.objects.get()
    row.pk, row.public_id, row.token_hash = None, "annatid222", "annan"
    with pytest.raises(IntegrityError), transaction.atomic():
        row.save(force_insert=True)


def test_invite_answers_alike_whether_the_address_has_an_account(cast):
    client = cast.client("coordinator")
    page = f"/arbete/medarbetare/{cast.agency.slug}/bjud-in/"
    answers = []
    for email in ("otto@samordna.example", "ingen@samordna.example"):
        form = {"email": email, "role": "reader", "language": "sv"}
        html = client.post(page, form, follow=True).text.replace(email, "X")
        answers.append(re.sub(r'value="[^"]{64}"|/inbjudningar/\w+/', "", html))
        assert "Inbjudan är skickad till X." in html
        Invitation.objects.all().delete()
    assert answers[0] == answers[1]
    assert User.objects.filter(email="ingen@samordna.example").count() == 0


def test_token_is_kept_as_a_hash_alone_and_in_the_letter(cast):
    token = asked(cast.agency, cast.people["coordinator"]).rstrip("/").rpartition("/")[2]
    row = Invitation.objects.get()
    assert len(token) >= 43
    assert token not in str([getattr(row, field.attname) for field in row._meta.concrete_fields])
    assert row.token_hash == hash_of(token)
    assert row.expires_at - row.created_at == pytest.approx(
        timedelta(days=14), abs=timedelta(seconds=1)
    )


# ---------------------------------------------------------------- the link


def make_old(link: str) -> None:
    now = timezone.now()
    Invitation.objects.update(created_at=now - timedelta(days=15), expires_at=now)


def take_back(link: str) -> None:
    invitation = Invitation.objects.get()
    revoke_invitation(invitation=invitation, by=invitation.invited_by)


def use(link: str) -> None:
    begin(Client(), link)


def end_the_inviter(link: str) -> None:
    Membership.objects.filter(user__name="Karin").update(
        valid_to="2020-01-01", valid_from="2019-01-01"
    )


def close_the_inviter(link: str) -> None:
    User.objects.filter(name="Karin").update(is_active=False)


@pytest.mark.parametrize("language", ["", "/en"])
@pytest.mark.parametrize(
    "close",
    [make_old, take_back, use, end_the_inviter, close_the_inviter],
    ids=lambda f: f.__name__,
)
def test_link_that_is_closed_opens_the_same_page_as_one_that_never_was(cast, close, language):
    link = language + asked(cast.agency, cast.people["coordinator"])
    close(link)
    people = User.objects.count()
    unknown = language + "/konto/inbjudan/finns-inte/"
    pages = []
    for client in (Client(), cast.client("other agency")):
        for path in (link, unknown):
            response = client.get(path)
            assert response.status_code == client.post(path).status_code == 404
            assert begin(client, path).status_code == 404
            pages.append(response)
    marker = "organisationsansvarig" if not language else "coordinator"
    assert all(marker in page.text and "<h1" in page.text for page in pages)
    assert User.objects.count() == people


@pytest.mark.parametrize(
    "token", ["a", "%00", "a%00b", "%ff%fe", "å" * 50, "a" * 5_000, "..", "1'--"]
)
def test_token_that_cannot_be_is_a_404(db, token):
    for method in (Client().get, Client().post):
        assert method(f"/konto/inbjudan/{token}/").status_code in (400, 404)


def test_opening_every_link_of_the_letter_changes_nothing(cast):
    link = asked(cast.agency, cast.people["coordinator"])
    before = (Invitation.objects.values().get(), User.objects.count(), Membership.objects.count())
    for client in (Client(), cast.client("other agency")):
        for method in (client.get, client.head, client.options):
            for _time in range(3):
                assert method(link).status_code in (200, 403)
    assert before == (
        Invitation.objects.values().get(), User.objects.count(), Membership.objects.count()
    )  # fmt: skip
    assert begin(Client(), link).status_code == 302


def test_too_many_tries_are_answered_with_429(db):
    client = Client()
    answers = [client.get(f"/konto/inbjudan/{number}/").status_code for number in range(61)]
    assert (answers[0], answers[-1]) == (404, 429)


def test_page_of_an_invitation_tells_its_address_to_nobody(cast):
    link = asked(cast.agency, cast.people["coordinator"])
    response = Client().get(link)
    assert response.headers["Referrer-Policy"] == "strict-origin"
    assert response.headers["Cache-Control"] == "no-store"
    assert "Myndigheten" in response.text


def test_invitation_is_not_accepted_by_another_person(cast):
    link = asked(cast.agency, cast.people["coordinator"])
    client = cast.client("other agency")
    for method in (client.get, client.post):
        response = method(link)
        assert response.status_code == 403
        assert "en annan adress" in response.text
        assert "nils@" not in response.text
    with pytest.raises(PermissionDenied):
        accept_invitation(invitation=Invitation.objects.get(), by=cast.people["other agency"])
    assert Invitation.objects.get().is_waiting


@pytest.mark.parametrize(
    ("changes", "complaint"),
    [
        ({"name": ""}, "name"),
        ({"name": "Nils 19900101-0017"}, "name"),
        ({"name": "a\0b"}, "name"),
        ({"language": "xx"}, "language"),
        ({"password1": "", "password2": ""}, "password1"),
        ({"password2": "något helt annat"}, "password2"),
        ({"password1": "kort", "password2": "kort"}, "password2"),
        ({"password1": "password1234", "password2": "password1234"}, "password2"),
        ({"password1": "nils@samordna.example", "password2": "nils@samordna.example"}, "password2"),
    ],
)
def test_newcomer_whose_words_are_refused_gets_the_form_back(cast, changes, complaint):
    link = asked(cast.agency, cast.people["coordinator"])
    response = begin(Client(), link, **changes)
    assert response.status_code == 200
    assert complaint in response.context["form"].errors
    assert not User.objects.filter(email="nils@samordna.example").exists()
    assert Invitation.objects.get().is_waiting


@pytest.mark.parametrize("language", ["sv", "en"])
def test_newcomer_chooses_a_password_and_signs_in(cast, language):
    link = asked(
        cast.agency,
        cast.people["coordinator"],
        name="Nils N",
        language=language,
        role="coordinator",
    )
    assert link.startswith("/en/") == (language == "en")
    client = Client()
    assert 'value="Nils N"' in client.get(link).text
    response = begin(client, link, language=language)
    prefix = "/en" if language == "en" else ""
    assert response.headers["Location"] == f"{prefix}/konto/logga-in/"
    assert "_auth_user_id" not in client.session
    nils = User.objects.get(email="nils@samordna.example")
    assert (nils.name, nils.language) == ("Nils Ny", language)
    assert nils.access.coordinates == {cast.agency.pk}
    assert sign_in(client, nils.email, NEW_PASSWORD).status_code == 302
    assert "Myndigheten" in client.get("/konto/").text
    assert letter_to(nils.email).key.endswith("/given")


def test_newcomer_pressing_twice_makes_one_account(cast):
    link = asked(cast.agency, cast.people["coordinator"])
    invitation = Invitation.objects.get()
    begin(Client(), link)
    assert begin(Client(), link).status_code == 404
    with pytest.raises(InvitationClosedError):
        accept_as_new_person(invitation=invitation, newcomer=Newcomer("Nils", "sv", NEW_PASSWORD))
    assert Membership.objects.filter(user__email="nils@samordna.example").count() == 1


def test_account_made_meanwhile_is_led_to_sign_in(cast):
    link = asked(cast.agency, cast.people["coordinator"])
    User.objects.create_user("nils@samordna.example", NEW_PASSWORD, name="Nils")
    response = begin(Client(), link, password1="x", password2="x")
    assert response.headers["Location"].startswith("/konto/logga-in/?next=%2Fkonto%2Finbjudan%2F")
    with pytest.raises(PermissionDenied):
        accept_as_new_person(
            invitation=Invitation.objects.get(), newcomer=Newcomer("Nils", "sv", NEW_PASSWORD)
        )
    assert Invitation.objects.get().is_waiting


def test_person_with_an_account_signs_in_and_accepts_by_a_post(cast):
    otto = cast.people["other agency"]
    link = asked(cast.agency, cast.people["coordinator"], email="OTTO@samordna.example")
    client = Client()
    assert "Logga in för att ta emot" in client.get(link).text
    to_sign_in = client.post(link).headers["Location"]
    response = sign_in(client, otto.email, next=link)
    assert to_sign_in.startswith("/konto/logga-in/?next=")
    assert response.headers["Location"] == link
    client.get(link)
    assert not cast.agency.memberships.filter(user=otto).exists()
    assert client.post(link).headers["Location"] == "/konto/"
    membership = cast.agency.memberships.get(user=otto)
    assert (membership.role, membership.office) == (Role.REPORTER, "handläggare")
    assert client.post(link).status_code == 404
    assert letter_to(otto.email).subject == "Du har ett uppdrag i Samordna"


def test_accepting_what_one_has_already_keeps_it(cast):
    link = asked(cast.agency, cast.people["coordinator"], email="otto@samordna.example")
    otto = cast.people["other agency"]
    Membership.objects.create(user=otto, actor=cast.agency, role="reader")
    cast.client("other agency").post(link)
    assert cast.agency.memberships.get(user=otto).role == "reader"


def test_account_without_passwords_is_made_without_one(cast, settings):
    settings.LOCAL_PASSWORDS = False
    link = asked(cast.agency, cast.people["coordinator"])
    page = Client().get(link)
    assert "password1" not in page.text
    assert "genom din organisation" in page.text
    response = begin(Client(), link, password1=NEW_PASSWORD, password2=NEW_PASSWORD)
    assert response.headers["Location"] == "/konto/logga-in/"
    assert not User.objects.get(email="nils@samordna.example").has_usable_password()


# ---------------------------------------------------------------- letters, again and back


@pytest.mark.parametrize(("language", "word"), [("sv", "uppgiftslämnare"), ("en", "reporter")])
def test_letter_is_written_in_the_chosen_language(cast, language, word):
    asked(cast.agency, cast.people["coordinator"], language=language, name="Nils")
    letter = letter_to("nils@samordna.example")
    assert letter.language == language
    for text in (letter.text, letter.html):
        assert word in text
        assert "Myndigheten" in text
        assert "/inbjudan/" in text


def test_letter_to_an_account_is_written_in_its_persons_language(cast):
    User.objects.filter(name="Otto").update(language="en")
    asked(cast.agency, cast.people["coordinator"], email="otto@samordna.example", language="sv")
    assert letter_to("otto@samordna.example").subject == "You are invited to Samordna"


def test_invitation_sent_again_has_a_new_link_and_the_old_is_closed(cast):
    karin = cast.people["coordinator"]
    old = asked(cast.agency, karin)
    first = Invitation.objects.get()
    make_old(old)
    again = send_invitation_again(invitation=first, by=karin)
    new = link_in(letter_to(again.email))
    assert Client().get(old).status_code == 404
    assert Client().get(new).status_code == 200
    with pytest.raises(InvitationClosedError):
        send_invitation_again(invitation=first, by=karin)
    assert OutgoingMail.objects.count() == 2


def test_invitation_that_grew_old_may_be_written_anew(cast):
    karin = cast.people["coordinator"]
    make_old(asked(cast.agency, karin))
    assert Client().get(asked(cast.agency, karin, office="chef")).status_code == 200
    assert Invitation.objects.count() == 2


def test_coordinator_who_leaves_lets_nobody_in(cast):
    karin, samira = cast.people["coordinator"], cast.people["superuser"]
    link = asked(cast.agency, karin)
    end_membership(membership=cast.agency.memberships.get(user=karin), by=samira)
    assert Invitation.objects.get().revoked_at is not None
    assert Client().get(link).status_code == 404
