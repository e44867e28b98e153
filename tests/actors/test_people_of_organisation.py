"""Where a coordinator keeps the people and mailboxes of the organisation."""

import re
from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.test import Client
from django.utils import timezone

from actors.choices import Role
from actors.models import Invitation, Membership, User
from actors.services import (
    LastCoordinatorError,
    Rights,
    change_membership,
    confirm_rights,
    end_membership,
    set_mailboxes,
)
from records.models import OutgoingMail
from tests.actors.inviting import asked, letter_to
from tests.people import KINDS, person

KEEPS = {"coordinator", "superuser"}
# Who acts for the agency, or for what it is part of, is told that the page is there.
TOLD = {"reader", "reporter", "signer", "parent"}
READER = Rights(role=Role.READER, may_sign=False)


def page(cast, rest: str = "") -> str:
    return f"/arbete/medarbetare/{cast.agency.slug}/{rest}"


def held(cast, kind: str) -> Membership:
    return cast.agency.memberships.valid().get(user=cast.people[kind])


def fresh(user: User) -> User:
    return User.objects.get(pk=user.pk)


def as_opened(client, path: str, **form) -> dict:
    """What a browser posts of the page of a role as it stands now."""
    return form | {"as_shown": client.get(path).context["form"]["as_shown"].value()}


def pages(cast) -> list[str]:
    invitation = Invitation.objects.get()
    who = held(cast, "reporter").public_id
    return [
        page(cast), page(cast, "bjud-in/"), page(cast, "brevlador/"), page(cast, f"{who}/"),
        page(cast, f"{who}/avsluta/"), page(cast, f"{who}/stammer/"),
        page(cast, f"inbjudningar/{invitation.public_id}/dra-tillbaka/"),
        page(cast, f"inbjudningar/{invitation.public_id}/skicka-igen/"),
    ]  # fmt: skip


@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind not in KEEPS])
def test_pages_are_closed_to_who_does_not_keep_the_people(cast, kind):
    asked(cast.agency, cast.people["coordinator"])
    before = list(Membership.objects.values().order_by("pk"))
    letters = OutgoingMail.objects.count()
    client = cast.client(kind)
    expected = 302 if kind == "signed out" else 403 if kind in TOLD else 404
    for path in pages(cast):
        assert client.get(path).status_code == expected, path
        form = {"email": "a@b.example", "role": "coordinator", "language": "sv", "may_sign": "on"}
        assert client.post(path, form).status_code == expected, path
    assert list(Membership.objects.values().order_by("pk")) == before
    assert OutgoingMail.objects.count() == letters
    assert Invitation.objects.get().is_waiting


@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind not in {*KEEPS, "signed out"}])
def test_services_refuse_who_does_not_keep_the_people(cast, kind):
    by, membership = cast.people[kind], held(cast, "reporter")
    for refused in (
        lambda: change_membership(membership=membership, rights=READER, by=by),
        lambda: end_membership(membership=membership, by=by),
        lambda: confirm_rights(membership=membership, by=by),
        lambda: set_mailboxes(actor=cast.agency, function_mailbox="", registry_mailbox="", by=by),
    ):
        with pytest.raises(PermissionDenied):
            refused()
    assert not OutgoingMail.objects.exists()


def test_person_of_another_organisation_is_not_found_under_the_own(cast):
    client = cast.client("coordinator")
    other = cast.other.memberships.get()
    asked(cast.other, cast.people["other agency"])
    invitation = Invitation.objects.get()
    for rest in (f"{other.public_id}/", f"{other.public_id}/avsluta/",
                 f"{other.public_id}/stammer/",
                 f"inbjudningar/{invitation.public_id}/dra-tillbaka/",
                 f"inbjudningar/{invitation.public_id}/skicka-igen/"):  # fmt: skip
        assert client.post(page(cast, rest), {"role": "reader"}).status_code == 404, rest
    assert other.ended_at is None
    assert Invitation.objects.get().is_waiting


@pytest.mark.parametrize("rest", ["finns-inte/", "a%00b/", "%ff/", "1/", "x" * 500 + "/"])
def test_person_that_cannot_be_is_not_found(cast, rest):
    client = cast.client("coordinator")
    assert client.get(page(cast, rest)).status_code == 404
    assert client.get(f"/arbete/medarbetare/{rest}").status_code == 404


def test_list_of_who_keeps_nobodys_people_is_refused_and_of_one_leads_straight_in(cast):
    choice = "/arbete/medarbetare/"
    for kind in ("reader", "reporter", "signer", "ended"):
        assert cast.client(kind).get(choice).status_code == 403, kind
    assert Client().get(choice).status_code == 302
    assert cast.client("coordinator").get(choice).headers["Location"] == page(cast)
    assert cast.client("superuser").get(choice).headers["Location"] == "/arbete/organisationer/"
    karin = cast.people["coordinator"]
    Membership.objects.create(user=karin, actor=cast.other, role=Role.COORDINATOR)
    html = cast.client("coordinator").get(choice).text
    assert html.index("Andra myndigheten") < html.index("Myndigheten</a>")


# ---------------------------------------------------------------- never above the own


def test_signing_is_not_given_by_who_may_not_sign(cast):
    karin, uno = cast.people["coordinator"], held(cast, "reporter")
    for membership in (uno, held(cast, "coordinator")):
        with pytest.raises(PermissionDenied):
            change_membership(
                membership=membership, rights=Rights(membership.role, may_sign=True), by=karin
            )
    client, path = cast.client("coordinator"), page(cast, f"{uno.public_id}/")
    form = as_opened(client, path, role="reporter", office="", may_sign="on")
    assert client.post(path, form).status_code == 302
    assert not held(cast, "reporter").may_sign
    assert "may_sign" not in client.get(page(cast, "bjud-in/")).context["form"].fields


def test_signing_is_given_by_who_may_sign_and_taken_by_who_may_not(cast):
    karin = cast.people["coordinator"]
    client, path = cast.client("coordinator"), page(cast, f"{held(cast, 'signer').public_id}/")
    client.post(path, as_opened(client, path, role="reporter", office=""))
    assert not held(cast, "signer").may_sign
    Membership.objects.filter(user=karin).update(may_sign=True)
    rights = Rights(role=Role.REPORTER, may_sign=True)
    change_membership(membership=held(cast, "reporter"), rights=rights, by=fresh(karin))
    assert held(cast, "reporter").may_sign


@pytest.mark.parametrize("role", ["king", "", "coordinator\0"])
def test_role_that_is_none_is_told(cast, role):
    client, path = cast.client("coordinator"), page(cast, f"{held(cast, 'reporter').public_id}/")
    response = client.post(path, as_opened(client, path, role=role))
    assert response.status_code == 200
    assert "role" in response.context["form"].errors
    assert held(cast, "reporter").role == Role.REPORTER


def test_identity_number_as_an_office_is_refused_and_kept_in_the_form(cast):
    client, path = cast.client("coordinator"), page(cast, f"{held(cast, 'reporter').public_id}/")
    form = as_opened(client, path, role="reporter", office="19900101-0017")
    response = client.post(path, form)
    assert "personnummer" in response.text
    assert "19900101-0017" in response.text
    assert held(cast, "reporter").office == ""


# ---------------------------------------------------------------- the last coordinator


def test_last_coordinator_is_not_ended_nor_lowered_by_a_coordinator(cast):
    karin, membership = cast.people["coordinator"], held(cast, "coordinator")
    with pytest.raises(LastCoordinatorError):
        end_membership(membership=membership, by=karin)
    with pytest.raises(LastCoordinatorError):
        change_membership(membership=membership, rights=READER, by=karin)
    client = cast.client("coordinator")
    path = page(cast, f"{membership.public_id}/")
    assert "den enda organisationsansvariga" in client.get(path).text
    assert client.post(path + "avsluta/").status_code == 403
    response = client.post(path, as_opened(client, path, role="reader", office=""))
    assert "Ge först någon annan" in response.text
    assert held(cast, "coordinator").role == Role.COORDINATOR


def test_coordinator_with_a_closed_account_is_no_other_coordinator(cast):
    closed = person("Kurt", of=cast.agency, role=Role.COORDINATOR)
    User.objects.filter(pk=closed.pk).update(is_active=False)
    with pytest.raises(LastCoordinatorError):
        end_membership(membership=held(cast, "coordinator"), by=cast.people["coordinator"])


def test_coordinator_beside_another_leaves_and_loses_the_pages_at_once(cast):
    person("Kurt", of=cast.agency, role=Role.COORDINATOR)
    client = cast.client("coordinator")
    path = page(cast, f"{held(cast, 'coordinator').public_id}/avsluta/")
    assert client.post(path).headers["Location"] == "/konto/"
    assert client.get(page(cast)).status_code == 404
    assert client.get("/admin/").status_code == 403


def test_superuser_ends_the_last_coordinator_and_the_organisation_stands_without(cast):
    client = cast.client("superuser")
    membership = held(cast, "coordinator")
    register = "/arbete/organisationer/"
    assert "Saknar ansvarig" not in client.get(register).text
    client.post(page(cast, f"{membership.public_id}/avsluta/"))
    html = client.get(register).text
    assert "Saknar ansvarig" in html
    assert "Myndigheten" in html
    assert "Ingen är organisationsansvarig" in client.get(page(cast)).text


# ---------------------------------------------------------------- changing and ending


def test_other_role_is_a_new_row_and_the_old_one_tells_until_when(cast):
    old = held(cast, "reporter")
    Membership.objects.filter(pk=old.pk).update(valid_from="2024-03-01")
    client = cast.client("coordinator")
    path = page(cast, f"{old.public_id}/")
    form = as_opened(client, path, role="coordinator", office="chef")
    assert client.post(path, form).status_code == 302
    old.refresh_from_db()
    new = held(cast, "reporter")
    today = timezone.localdate()
    assert (old.role, old.valid_to, old.office) == (Role.REPORTER, today, "")
    assert (new.role, new.valid_from, new.office) == (Role.COORDINATOR, today, "chef")
    assert fresh(cast.people["reporter"]).access.coordinates == {cast.agency.pk}
    assert letter_to("uno@samordna.example").subject == "Ditt uppdrag i Samordna är ändrat"
    # A second press of the same button.
    response = client.post(path, form, follow=True)
    assert "redan ändrat eller avslutat" in response.text
    assert OutgoingMail.objects.count() == 1


def test_planned_last_day_outlives_a_change_of_role(cast):
    last = timezone.localdate() + timedelta(days=30)
    Membership.objects.filter(user=cast.people["reporter"]).update(valid_to=last)
    change_membership(
        membership=held(cast, "reporter"), rights=READER, by=cast.people["coordinator"]
    )
    assert held(cast, "reporter").valid_to == last


def test_other_office_stays_the_same_row_and_writes_no_letter(cast):
    old = held(cast, "reporter")
    rights = Rights(role=Role.REPORTER, may_sign=False, office="utredare")
    change_membership(membership=old, rights=rights, by=cast.people["coordinator"])
    assert held(cast, "reporter").pk == old.pk
    assert held(cast, "reporter").office == "utredare"
    assert not OutgoingMail.objects.exists()


def test_second_of_two_who_change_an_office_is_shown_both(cast):
    client, path = cast.client("coordinator"), page(cast, f"{held(cast, 'reporter').public_id}/")
    form = as_opened(client, path, role="reporter", office="min befattning")
    client.post(path, as_opened(client, path, role="reporter", office="hennes befattning"))
    response = client.post(path, form)
    assert response.status_code == 409
    assert "hennes befattning" in response.text
    assert "min befattning" in response.text
    assert held(cast, "reporter").office == "hennes befattning"
    again = {name: response.context["form"][name].value() for name in form}
    assert client.post(path, again).status_code == 302
    assert held(cast, "reporter").office == "min befattning"


def test_clash_tells_no_protected_address(cast):
    uno = cast.people["reporter"]
    User.objects.filter(pk=uno.pk).update(protected=True, name="")
    client, path = cast.client("coordinator"), page(cast, f"{held(cast, 'reporter').public_id}/")
    response = client.post(path, {"role": "reporter", "office": "utan sida"})
    assert response.status_code == 409
    assert uno.email not in response.text


def test_role_that_another_changed_meanwhile_is_not_changed_back(cast):
    client, path = cast.client("coordinator"), page(cast, f"{held(cast, 'reporter').public_id}/")
    form = as_opened(client, path, role="reporter", office="utredare")
    client.post(path, as_opened(client, path, role="reader", office=""))
    assert "redan ändrat eller avslutat" in client.post(path, form, follow=True).text
    assert held(cast, "reporter").role == Role.READER


def test_end_takes_the_right_away_at_once_and_writes_once(cast):
    uno, membership = cast.people["reporter"], held(cast, "reporter")
    client = cast.client("coordinator")
    path = page(cast, f"{membership.public_id}/avsluta/")
    client.post(path)
    assert fresh(uno).access.members == frozenset()
    assert "redan ändrat eller avslutat" in client.post(path, follow=True).text
    letter = letter_to(uno.email)
    assert (letter.subject, OutgoingMail.objects.count()) == (
        "Ditt uppdrag i Samordna är avslutat", 1,
    )  # fmt: skip
    membership.refresh_from_db()
    assert membership.valid_to == timezone.localdate()
    with pytest.raises(Membership.DoesNotExist):
        change_membership(membership=membership, rights=READER, by=cast.people["coordinator"])


def test_ended_right_held_until_the_day_it_ended(cast):
    membership = held(cast, "reporter")
    Membership.objects.filter(pk=membership.pk).update(valid_from="2024-03-01")
    end_membership(membership=membership, by=cast.people["coordinator"])
    yesterday = timezone.localdate() - timedelta(days=1)
    assert membership in Membership.objects.valid(yesterday)
    assert membership not in Membership.objects.valid()


def test_ended_row_without_a_last_day_is_refused_by_the_database(cast):
    with pytest.raises(IntegrityError), transaction.atomic():
        Membership.objects.filter(pk=held(cast, "reader").pk).update(ended_at=timezone.now())


@pytest.mark.parametrize("event", ["changed", "ended"])
def test_letter_is_written_in_the_persons_language(cast, event):
    User.objects.filter(name="Uno").update(language="en")
    karin, membership = cast.people["coordinator"], held(cast, "reporter")
    if event == "changed":
        change_membership(membership=membership, rights=READER, by=karin)
    else:
        end_membership(membership=membership, by=karin)
    letter = letter_to("uno@samordna.example")
    assert letter.key.endswith(f"/{event}")
    assert "Your role" in letter.subject
    assert "Myndigheten" in letter.text
    assert "Hello Uno!" in letter.html


# ---------------------------------------------------------------- what is seen


def test_last_sign_in_is_told_and_never_is_said(cast):
    User.objects.filter(name="Uno").update(last_login=timezone.now().replace(year=2025, month=3))
    html = cast.client("coordinator").get(page(cast)).text
    row = re.search(r">Uno</a>.*?</tr>", html, re.DOTALL).group()
    assert "mars 2025" in row
    assert "aldrig inloggad" in re.search(r">Lena</a>.*?</tr>", html, re.DOTALL).group()
    assert "Frans" not in html


def test_right_is_asked_about_after_a_year_and_not_before(cast):
    today = timezone.localdate()
    Membership.objects.filter(user=cast.people["reporter"]).update(
        valid_from=today.replace(year=today.year - 1)
    )
    client = cast.client("coordinator")
    assert "äldre än ett år" not in client.get(page(cast)).text
    Membership.objects.filter(user=cast.people["reporter"]).update(
        valid_from=today.replace(year=today.year - 1) - timedelta(days=1)
    )
    assert "Ett uppdrag har inte setts över på ett år" in client.get(page(cast)).text
    client.post(page(cast, f"{held(cast, 'reporter').public_id}/stammer/"))
    assert held(cast, "reporter").reviewed_on == today
    assert "äldre än ett år" not in client.get(page(cast)).text


@pytest.mark.parametrize("language", ["", "/en"])
def test_protected_person_is_named_only_to_the_own_organisation(cast, language):
    User.objects.filter(name="Uno").update(protected=True)
    path = f"{held(cast, 'reporter').public_id}/"
    own, outside = cast.client("coordinator"), cast.client("superuser")
    officer = "Officer, Myndigheten" if language else "Handläggare, Myndigheten"
    for rest in ("", path):
        html = own.get(language + page(cast, rest)).text
        assert "Uno" in html
        assert "uno@samordna.example" not in html
        html = outside.get(language + page(cast, rest)).text
        assert officer in html
        assert "Uno" not in html
        assert "uno@samordna.example" not in html


def test_protected_person_without_a_name_is_not_shown_by_address(cast):
    User.objects.filter(name="Uno").update(protected=True, name="")
    assert "uno@" not in cast.client("coordinator").get(page(cast)).text


def test_invitation_is_taken_back_and_sent_again_from_the_list(cast):
    client = cast.client("coordinator")
    asked(cast.agency, cast.people["coordinator"])
    first = Invitation.objects.get()
    assert "nils@samordna.example" in client.get(page(cast)).text
    again = page(cast, f"inbjudningar/{first.public_id}/skicka-igen/")
    client.post(again)
    assert "redan besvarad eller återkallad" in client.post(again, follow=True).text
    assert OutgoingMail.objects.count() == 2
    second = Invitation.objects.open().get()
    back = page(cast, f"inbjudningar/{second.public_id}/dra-tillbaka/")
    client.post(back)
    assert not Invitation.objects.open().exists()
    assert "redan besvarad eller återkallad" in client.post(back, follow=True).text


def test_invitations_have_an_hourly_limit(cast):
    client = cast.client("coordinator")
    path = page(cast, "bjud-in/")
    answers = {client.post(path, {"email": "inget"}).status_code for _time in range(60)}
    assert (answers, client.post(path, {}).status_code) == ({200}, 429)


# ---------------------------------------------------------------- cost


def grow(cast, rows: int) -> None:
    start = User.objects.count()
    for place in range(start, start + rows):
        person(f"Person{place}", of=cast.agency, role=Role.REPORTER)
        asked(cast.agency, cast.people["coordinator"], email=f"inbjuden{place}@samordna.example")


def test_pages_cost_the_same_queries_with_3_and_30_rows(cast, django_assert_max_num_queries):
    client = cast.client("coordinator")
    most = {"": 11, "bjud-in/": 18, "brevlador/": 18, f"{held(cast, 'reporter').public_id}/": 18}
    counted = {}
    grow(cast, 3)
    for rest, limit in most.items():
        with django_assert_max_num_queries(limit) as context:
            client.get(page(cast, rest))
        counted[rest] = len(context)
    grow(cast, 30)
    for rest in most:
        with django_assert_max_num_queries(counted[rest]) as context:
            client.get(page(cast, rest))
        assert len(context) == counted[rest], rest
