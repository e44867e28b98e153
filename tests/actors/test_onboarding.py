"""Bringing an organisation in, from the register to its first coordinator at work."""

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client

from actors.access import access_of
from actors.choices import ActorKind, Role
from actors.models import Actor, Invitation, Membership, User
from actors.services import onboard
from actors.services.onboarding import Mailboxes
from records.models import OutgoingMail
from tests import builders as make
from tests.actors.inviting import NEW_PASSWORD, begin, letter_to, link_in
from tests.actors.signing_in import at_the_next_code, code_of
from tests.people import KINDS

REGISTER = "/arbete/organisationer/"
NEW = f"{REGISTER}ny-myndighet/"
FIRST = {
    "email": "nils@samordna.example", "name": "Nils Ny", "office": "samordnare", "language": "sv",
    "brevlador-function_mailbox": "info@samordna.example", "brevlador-registry_mailbox": "",
}  # fmt: skip


@pytest.fixture
def new(db) -> Actor:
    return make.organisation("Ny myndighet")


@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind != "superuser"])
def test_onboarding_is_closed_to_all_but_superusers(cast, new, kind):
    client = cast.client(kind)
    expected = 302 if kind == "signed out" else 403
    for path in (REGISTER, f"{REGISTER}?sok=ny", NEW, f"{NEW}klart/", f"{REGISTER}finns-inte/"):
        assert client.get(path).status_code == expected, path
        assert client.post(path, FIRST).status_code == expected, path
    assert not Invitation.objects.exists()
    if user := cast.people[kind]:
        invitation = Invitation(actor=cast.agency, email="a@samordna.example", role="coordinator")
        with pytest.raises(PermissionDenied):
            onboard(invitation=invitation, mailboxes=Mailboxes("", ""), by=user)


@pytest.mark.parametrize("query", ["sok=%00", "sok=a%00b", "sok=" + "a" * 5_000])
def test_search_for_what_cannot_be_is_a_400(admin, query):
    response = admin.get(f"{REGISTER}?{query}")
    assert response.status_code == 400
    assert "field-error" in response.text


@pytest.mark.parametrize("slug", ["finns-inte", "a%00b", "%ff", "x" * 500])
def test_organisation_that_cannot_be_is_not_found(admin, slug):
    for rest in ("", "klart/"):
        assert admin.get(f"{REGISTER}{slug}/{rest}").status_code == 404


@pytest.mark.parametrize(
    ("changes", "form", "complaint"),
    [
        ({"email": ""}, "person", "email"),
        ({"email": "nils"}, "person", "email"),
        ({"name": "a\0"}, "person", "name"),
        ({"name": "Nils 19900101-0017"}, "person", "name"),
        ({"language": "xx"}, "person", "language"),
        ({"brevlador-function_mailbox": "inget"}, "mailboxes", "function_mailbox"),
    ],
)
def test_onboarding_with_what_cannot_be_is_told_and_keeps_all(admin, new, changes, form, complaint):
    response = bring_in(admin, **changes)
    assert response.status_code == 200
    assert complaint in response.context[form].errors
    assert 'value="samordnare"' in response.text
    assert not Invitation.objects.exists()
    new.refresh_from_db()
    assert new.function_mailbox == ""


def test_onboarding_twice_sends_one_letter_and_with_other_words_is_told(admin, new):
    for _time in range(2):
        assert bring_in(admin).headers["Location"] == f"{NEW}klart/"
    assert "väntar på svar" in bring_in(admin, office="chef").text
    assert OutgoingMail.objects.count() == Invitation.objects.count() == 1


def test_organisation_with_a_coordinator_leads_to_its_people(cast):
    client = cast.client("superuser")
    people = f"/arbete/medarbetare/{cast.agency.slug}/"
    assert client.get(f"{REGISTER}{cast.agency.slug}/").headers["Location"] == people
    html = client.get(REGISTER, {"sok": "myndigheten"}).text
    assert f'href="{people}"' in html
    assert "Har ansvarig" in html


def test_done_page_of_nobody_leads_back_to_the_form(admin, new):
    assert admin.get(f"{NEW}klart/").headers["Location"] == NEW


def test_register_is_searched_and_tells_how_each_stands(admin, new):
    assert "Ny myndighet" not in admin.get(REGISTER).text
    html = admin.get(REGISTER, {"sok": "NY MYND"}).text
    assert "Ny myndighet" in html
    assert "Ingen ansvarig" in html
    bring_in(admin)
    assert "Inbjudan väntar på svar" in admin.get(REGISTER, {"sok": "ny mynd"}).text
    assert "heter så" in admin.get(REGISTER, {"sok": "finns inte"}).text
    assert "Det finns fler" in admin.get(REGISTER, {"sok": "a"}).text


def test_organisations_without_a_coordinator_stand_first(admin, new):
    reader = User.objects.create_user("lena@samordna.example", name="Lena")
    Membership.objects.create(user=reader, actor=new, role=Role.READER)
    html = admin.get(REGISTER).text
    assert html.index("Saknar ansvarig") < html.index("Ny myndighet") < html.index("Sök i regist")


def test_first_coordinator_may_be_let_sign_and_then_may_give_it(admin, new):
    bring_in(admin, may_sign="on")
    begin(Client(), link_in(letter_to(FIRST["email"])))
    access = access_of(User.objects.get(email=FIRST["email"]))
    assert access.signs == access.coordinates == {new.pk}


@pytest.mark.parametrize(
    ("language", "words"),
    [("sv", ["Välkommen till Samordna", "Så här gör du"]), ("en", ["Welcome to Samordna", "do:"])],
)
def test_welcome_says_what_is_in_it_in_both_languages(admin, new, language, words):
    bring_in(admin, language=language)
    letter = letter_to(FIRST["email"])
    assert letter.subject == words[0]
    assert words[1] in letter.text
    assert "Ny myndighet" in letter.html


def bring_in(admin: Client, **changes):
    """The form as its page shows it, filled in and sent."""
    shown = admin.get(NEW).context["mailboxes"]["as_shown"].value()
    return admin.post(NEW, FIRST | {"brevlador-as_shown": shown} | changes)


class Clicks:
    """A person's browser that counts: each link and each button is a click."""

    def __init__(self, client: Client) -> None:
        self.client, self.number = client, 0

    def link(self, page, path: str):
        assert f'href="{path.replace("&", "&amp;")}"' in page.text, path
        self.number += 1
        return self.client.get(path)

    def button(self, page, path: str, said: dict, *, by_get: bool = False):
        assert f'action="{path}"' in page.text, path
        self.number += 1
        answer = self.client.get if by_get else self.client.post
        return answer(path, said, follow=True)


def test_organisation_is_brought_in_with_at_most_15_clicks(admin, new, settings):
    settings.REQUIRE_SECOND_FACTOR = False
    samira = Clicks(admin)
    page = samira.link(admin.get("/konto/"), REGISTER)
    page = samira.button(page, REGISTER, {"sok": "ny mynd"}, by_get=True)
    page = samira.link(page, NEW)
    shown = page.context["mailboxes"]["as_shown"].value()
    page = samira.button(page, NEW, FIRST | {"brevlador-as_shown": shown})
    assert "Ett välkomstbrev är på väg till nils@samordna.example" in page.text

    settings.REQUIRE_SECOND_FACTOR = True
    nils = Clicks(Client())
    link = link_in(letter_to(FIRST["email"]))
    nils.number += 1
    page = nils.client.get(link)
    assert "inloggning i två steg" in page.text
    said = {
        "name": "Nils Ny", "language": "sv", "password1": NEW_PASSWORD, "password2": NEW_PASSWORD
    }  # fmt: skip
    page = nils.button(page, link, said)
    page = nils.button(
        page, "/konto/logga-in/", {"login": FIRST["email"], "password": NEW_PASSWORD}
    )
    # Signing in leads a coordinator straight to the second step.
    assert page.redirect_chain[-1] == ("/konto/tva-steg/", 302)
    nils.number += 1
    page = nils.client.get("/konto/tva-steg/app/", follow=True)
    confirmed = {"password": NEW_PASSWORD, "next": "/konto/tva-steg/app/"}
    page = nils.button(page, "/konto/bekrafta/", confirmed)
    secret = page.context["form"].secret
    page = nils.button(page, "/konto/tva-steg/app/", {"code": code_of(secret)})
    page = nils.link(page, "/konto/")
    nils.number += 1
    page = nils.client.get("/arbete/medarbetare/", follow=True)
    with at_the_next_code():
        # The session is older than the second step, and must show it.
        code = {"code": code_of(secret), "next": "/arbete/medarbetare/"}
        page = nils.button(page, "/konto/tva-steg/bekrafta/", code)
    assert page.status_code == 200
    assert "Nils Ny" in page.text
    assert "info@samordna.example" in page.text
    assert (samira.number, nils.number) == (4, 9)
    assert samira.number + nils.number <= 15


def test_register_costs_the_same_queries_with_3_and_30_rows(admin, django_assert_max_num_queries):
    counted = []
    for rows in (3, 30):
        reader = User.objects.create_user(f"lena{rows}@samordna.example", name="Lena")
        for place in range(rows):
            actor = make.organisation(f"Zon {rows} {place}", kind=ActorKind.UNIT)
            Membership.objects.create(user=reader, actor=actor, role=Role.READER)
        with django_assert_max_num_queries(11) as context:
            admin.get(REGISTER, {"sok": "zon"})
        counted.append(len(context))
    assert counted[0] == counted[1]
