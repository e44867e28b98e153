"""The pages where an organisation joins a strategy, and where it is answered."""

import re
from datetime import timedelta

import html5lib
import pytest
from django.conf import settings
from django.test import Client
from django.utils import timezone

from actors.models import Actor, AnswerLink, County
from records.models import OutgoingMail
from records.public_forms import TRAP
from strategies.choices import JoinState, PartyRole
from strategies.models import JoinRequest, Party, Strategy
from strategies.services import ask_join_request_back, ask_to_join_by_mail
from tests import builders as make
from tests.posting import OURS, is_sent_on, send
from tests.strategies.joining import MAILBOX, as_shown, letters_to, link_to_answer, said, wanted

JOIN = "/strategier/lanets-strategi/anslut/"
AT_WORK = f"/arbete{JOIN}"
HOLDER = {"svarar-name": "Nils Ny", "svarar-office": "Registrator"}


@pytest.fixture
def karin(cast) -> Client:
    return cast.client("coordinator")


@pytest.fixture
def malin(cast) -> Client:
    return cast.client("maintainer")


@pytest.fixture
def link(cast, world) -> str:
    """The path of the link in the letter to the agency's mailbox."""
    Actor.objects.filter(pk=cast.agency.pk).update(function_mailbox=MAILBOX)
    cast.agency.refresh_from_db()
    ask_to_join_by_mail(request=wanted(world.strategy, cast.agency), aims=[])
    return link_to_answer(MAILBOX)


def waiting(world, cast, **words) -> JoinRequest:
    return make.join_request(world.strategy, cast.agency, **words)


def page_of(asked: JoinRequest, more: str = "") -> str:
    return f"/arbete/anslutningar/{asked.public_id}/{more}"


# ---------------------------------------------------------------- without an account


@pytest.mark.parametrize("change", [{"is_open_for_joining": False}, {"published_at": None}])
def test_page_of_a_strategy_that_takes_none_is_not_there(world, cast, change):
    Strategy.objects.filter(pk=world.strategy.pk).update(**change)
    for path in (JOIN, f"{JOIN}skickat/"):
        assert Client().get(path).status_code == 404
    assert send(Client(), JOIN, said(cast.agency)).status_code == 404
    page = Client().get("/strategier/lanets-strategi/")
    assert "anslut/" not in page.text


def test_page_says_what_it_means_and_what_not_to_write(world):
    page = Client().get(JOIN).text
    for words in ("Ni utser en kontaktperson.", "Skriv inte om din egen", "Logga in och anslut er"):
        assert words in page
    assert 'href="/strategier/lanets-strategi/anslut/"' in Client().get(
        "/strategier/lanets-strategi/"
    ).text  # fmt: skip


def test_form_offers_organisations_of_the_county_and_no_invented_ones(world):
    make.organisation("Påhittade verket", is_example=True)
    gone = make.organisation("Nedlagda verket", valid_to=timezone.localdate() - timedelta(days=9))
    page = Client().get(JOIN).text
    slugs = set(re.findall(r'<option value="([\w-]+)"', page))
    municipalities = set(world.county.actors.municipalities().values_list("slug", flat=True))
    assert municipalities < slugs
    elsewhere = County.objects.exclude(pk=world.county.pk).first().actors.municipalities().first()
    assert not slugs & {elsewhere.slug, "pahittade-verket", gone.slug, "regeringen"}


@pytest.mark.parametrize(
    "changes",
    [
        {"actor": ""},
        {"actor": "finns-inte"},
        {"actor": "a\0b"},
        {"decision_kind": ""},
        {"decision_kind": "nyck"},
        {"decided_on": "i går"},
        {"decided_on": "2999-01-01"},
        {"registry_number": ""},
        {"registry_number": "x" * 101},
        {"registry_number": "811218-9876"},
        {"office": "Anna 19811218-9876"},
        {"contact_address": "ingen adress"},
        {"contact_address": "a@exempel.example"},
        {"is_declared": ""},
        {"aim_text_1": "Om 811218-9876"},
        {"aim_text_1": "x" * 501},
        {"aim_text_1": "ring 070-123 45 67"},
        {"aim_text_1": ""},
        {"aim_goal_1": "finns-inte"},
        {"aim_text_2": "a\0b"},
    ],
)
def test_form_that_lacks_something_keeps_what_was_typed(world, cast, changes):
    form = {"office": "Folkhälsans samordnare"} | said(cast.agency) | changes
    response = send(Client(), JOIN, form)
    assert response.status_code == 422
    assert response.headers["Cache-Control"] == "no-store"
    assert "field-error" in response.text
    assert form["contact_address"] in response.text
    html5lib.HTMLParser(strict=True).parse(response.text.replace("\0", ""))
    assert not response.cookies
    assert not JoinRequest.objects.exists()
    assert not OutgoingMail.objects.exists()


def test_form_from_elsewhere_or_of_a_program_does_nothing(world, cast):
    form = said(cast.agency)
    assert Client(enforce_csrf_checks=True).post(JOIN, form).status_code == 403
    forged = {"origin": "https://ond.example", "sec-fetch-site": "cross-site"}
    assert Client().post(JOIN, form, headers=forged).status_code == 403
    assert Client().post(JOIN, form, headers=OURS).status_code == 422
    assert send(Client(), JOIN, form, seconds=0).status_code == 422
    kept = send(Client(), JOIN, form | {TRAP: "https://reklam.example"})
    assert kept.status_code == 422
    assert form["aim_text_1"] in kept.text
    assert not JoinRequest.objects.exists()


def test_many_forms_are_limited_and_keep_what_was_typed(world, cast):
    most = int(settings.ACCOUNT_RATE_LIMITS["public_form"].split("/")[0])
    for _time in range(most):
        send(Client(), JOIN, said(actor=None))
    response = send(Client(), JOIN, said(cast.agency))
    assert response.status_code == 429
    assert said()["aim_text_1"] in response.text


def test_form_is_sent_and_says_the_same_whether_we_know_a_mailbox(world, cast):
    response = send(Client(enforce_csrf_checks=True), JOIN, said(cast.agency))
    assert is_sent_on(response)
    assert not response.cookies
    asked = JoinRequest.objects.get()
    assert asked.state == JoinState.UNCONFIRMED
    assert [str(aim.goal) for aim in asked.aims.all()] == ["1 Ingen utsätts."]
    Actor.objects.filter(pk=cast.other.pk).update(function_mailbox=MAILBOX)
    other = send(Client(), JOIN, said(cast.other))
    assert (other.status_code, other.headers["Location"], other.content) == (
        response.status_code,
        response.headers["Location"],
        response.content,
    )
    assert len(letters_to(MAILBOX)) == 1
    assert send(Client(), JOIN, said(cast.agency)).status_code == 302
    assert JoinRequest.objects.count() == 2


def test_who_is_in_it_already_is_told_so(world, cast):
    make.party(world.strategy, cast.agency)
    response = send(Client(), JOIN, said(cast.agency))
    assert response.status_code == 422
    assert "redan med i strategin" in response.text


# ---------------------------------------------------------------- by the link


def test_link_shows_and_does_nothing_by_itself(link):
    response = Client().get(link)
    assert response.status_code == 200
    assert "Myndigheten" in response.text
    assert "<title>Svar på ett brev" in response.text
    html5lib.HTMLParser(strict=True).parse(response.text)
    assert not response.cookies
    assert JoinRequest.objects.get().state == JoinState.UNCONFIRMED


@pytest.mark.parametrize(
    ("who", "status"),
    [({}, 422), ({"svarar-name": "Nils"}, 422), (HOLDER | {"svarar-name": "811218-9876"}, 422)],
)
def test_confirming_without_name_and_office_is_asked_again(link, who, status):
    response = send(Client(), link, who)
    assert response.status_code == status
    assert "field-error" in response.text
    assert JoinRequest.objects.get().state == JoinState.UNCONFIRMED


def test_confirming_from_elsewhere_is_refused(link):
    assert Client().post(link, HOLDER).status_code == 403
    assert JoinRequest.objects.get().state == JoinState.UNCONFIRMED


def test_confirmed_by_the_link_it_waits_and_the_link_shows_that(link, malin):
    assert is_sent_on(send(Client(), link, HOLDER))
    assert JoinRequest.objects.get().state == JoinState.WAITING
    assert "Begäran är bekräftad" in Client().get(link).text
    # Pressed twice.
    assert is_sent_on(send(Client(), link, HOLDER))
    assert OutgoingMail.objects.filter(to="malin@samordna.example").count() == 1
    page = malin.get(page_of(JoinRequest.objects.get())).text
    assert "Nils Ny, Registrator" in page


def test_what_the_link_cannot_confirm_any_more_is_told(link, world, cast):
    make.party(world.strategy, cast.agency)
    response = send(Client(), link, HOLDER)
    assert response.status_code == 422
    assert "redan med i strategin" in response.text


@pytest.mark.parametrize("state", ["expired", "revoked", "answered"])
def test_link_that_does_not_hold_opens_nothing(link, state):
    past = timezone.now() - timedelta(days=1)
    if state == "answered":
        JoinRequest.objects.update(state="declined", answer="Nej.", sent_at=past)
    else:
        field = "expires_at" if state == "expired" else "revoked_at"
        AnswerLink.objects.update(created_at=past - timedelta(days=1), **{field: past})
    for response in (Client().get(link), send(Client(), link, HOLDER)):
        assert response.status_code == 404
        assert "Länken öppnar inget" in response.text


def test_sent_back_the_new_link_opens_the_form_with_what_was_written(link, cast, malin):
    send(Client(), link, HOLDER)
    asked = JoinRequest.objects.get()
    ask_join_request_back(request=asked, answer="Vilken nämnd?", by=cast.people["maintainer"])
    assert Client().get(link).status_code == 404
    new = link_to_answer(MAILBOX)
    page = Client().get(new)
    assert "Vilken nämnd?" in page.text
    assert 'value="KS 2026/117"' in page.text
    html5lib.HTMLParser(strict=True).parse(page.text)
    ids = re.findall(r'\sid="([^"]*)"', page.text)
    assert len(ids) == len(set(ids))
    form = as_shown(page) | said(registry_number="SN 9") | HOLDER
    incomplete = send(Client(), new, form | {"registry_number": "", "svarar-name": ""})
    assert incomplete.status_code == 422
    assert incomplete.text.count("field-error") == 2
    assert is_sent_on(send(Client(), new, form))
    asked.refresh_from_db()
    assert (asked.state, asked.registry_number) == (JoinState.WAITING, "SN 9")


# ---------------------------------------------------------------- signed in


def test_organisations_of_others_cannot_be_chosen(cast, world, karin):
    page = karin.get(AT_WORK).text
    assert re.findall(r'<option value="([\w-]+)"', page.split("id_aim_goal_1")[0]) == [
        cast.agency.slug
    ]
    assert karin.post(AT_WORK, said(cast.other)).status_code == 422
    assert not JoinRequest.objects.exists()


def test_sent_signed_in_it_waits_at_once(cast, world, karin, malin):
    response = karin.post(AT_WORK, said(cast.agency))
    asked = JoinRequest.objects.get()
    assert response.headers["Location"] == page_of(asked)
    assert asked.state == JoinState.WAITING
    assert "väntar på svar" in karin.get(AT_WORK).text
    assert karin.post(AT_WORK, said(cast.agency)).headers["Location"] == page_of(asked)
    again = karin.post(AT_WORK, said(cast.agency, office="Annan"))
    assert again.status_code == 422
    assert "redan en begäran" in again.text
    assert "En organisation ber" in malin.get("/arbete/").text
    assert page_of(asked) in malin.get("/arbete/anslutningar/").text


def test_unconfirmed_request_is_shown_to_neither_side(link, karin, malin, admin):
    asked = JoinRequest.objects.get()
    for client in (karin, malin):
        assert client.get(page_of(asked)).status_code == 404
    assert admin.get(page_of(asked)).status_code == 200
    assert page_of(asked) not in malin.get("/arbete/anslutningar/").text


def test_maintainer_accepts_and_the_list_shows_it_with_its_aims(cast, world, malin):
    asked = waiting(world, cast, by_address_given=True, confirmed_by_address="a@annan.se")
    asked.aims.create(text="Alla får frågan.", goal=world.goal)
    hidden = make.goal(world.strategy, text="Hemligt mål", published_at=None)
    asked.aims.create(text="Och mer.", goal=hidden)
    page = malin.get(page_of(asked))
    assert "a@annan.se" in page.text
    response = malin.post(page_of(asked), as_shown(page) | {"gor": "godta"})
    assert response.headers["Location"] == "/arbete/anslutningar/"
    public = Client().get("/strategier/lanets-strategi/").text
    for words in ("Myndigheten", "Alla får frågan.", "Och mer.", "mål 1"):
        assert words in public
    for words in ("Hemligt mål", "a@annan.se", asked.registry_number, "Samordnare"):
        assert words not in public


@pytest.mark.parametrize("choice", ["fraga", "avboj", "annat", ""])
def test_answer_without_a_sentence_or_a_choice_is_asked_again(cast, world, malin, choice):
    asked = waiting(world, cast)
    form = as_shown(malin.get(page_of(asked))) | {"gor": choice}
    assert malin.post(page_of(asked), form).status_code == 422
    assert malin.post(page_of(asked), form | {"answer": "811218-9876"}).status_code == 422
    assert JoinRequest.objects.get().state == JoinState.WAITING


def test_request_that_changed_meanwhile_is_shown_before_it_is_answered(cast, world, malin):
    asked = waiting(world, cast)
    form = as_shown(malin.get(page_of(asked))) | {"gor": "avboj", "answer": "Nej tack."}
    asked.registry_number = "SN 9"
    asked.save()
    response = malin.post(page_of(asked), form)
    assert response.status_code == 409
    assert "SN 9" in response.text
    assert "Nej tack." in response.text
    form = as_shown(response) | {"gor": "avboj"}
    assert is_sent_on(malin.post(page_of(asked), form))


def test_sent_back_signed_in_it_is_changed_and_sent_again(cast, world, karin, malin):
    asked = waiting(world, cast)
    form = as_shown(malin.get(page_of(asked))) | {"gor": "fraga", "answer": "Vilken nämnd?"}
    malin.post(page_of(asked), form)
    assert "återsänd med en fråga" in karin.get("/arbete/").text
    assert page_of(asked) in karin.get("/arbete/anslutningar/egna/").text
    assert page_of(asked, "andra/") in karin.get(page_of(asked)).text
    page = karin.get(page_of(asked, "andra/"))
    assert "Vilken nämnd?" in page.text
    form = as_shown(page) | {"registry_number": "SN 9"}
    assert karin.post(page_of(asked, "andra/"), form | {"office": ""}).status_code == 422
    assert is_sent_on(karin.post(page_of(asked, "andra/"), form))
    # Pressed twice; and what waits is not changed.
    assert karin.post(page_of(asked, "andra/"), form).status_code in (302, 409)
    assert karin.get(page_of(asked, "andra/")).headers["Location"] == page_of(asked)
    asked.refresh_from_db()
    assert (asked.state, asked.registry_number) == (JoinState.WAITING, "SN 9")


def test_two_who_change_the_same_request_see_what_the_other_wrote(cast, world, karin):
    asked = waiting(world, cast, state=JoinState.ASKED_BACK, answer="Vilken nämnd?")
    form = as_shown(karin.get(page_of(asked, "andra/"))) | {"office": "Chefen"}
    asked.office = "Enheten"
    asked.save()
    response = karin.post(page_of(asked, "andra/"), form)
    assert response.status_code == 409
    assert "Enheten" in response.text
    assert "Chefen" in response.text


def test_leaving_is_dated_in_the_public_list(cast, world, karin):
    party = make.joined(world.strategy, cast.agency, since="2025-03-01").party
    assert party.get_leave_url() in karin.get(AT_WORK).text
    assert karin.post(party.get_leave_url(), {"on": "i går"}).status_code == 422
    too_early = karin.post(party.get_leave_url(), {"on": "2024-05-01"})
    assert too_early.status_code == 422
    assert "före början" in too_early.text
    assert is_sent_on(karin.post(party.get_leave_url(), {"on": "2026-05-01"}))
    assert Party.objects.get(pk=party.pk).until == "2026-05-01"
    public = Client().get("/strategier/lanets-strategi/").text
    assert "1 mars 2025–1 maj 2026" in public
    assert str(PartyRole.JOINED.label) in public.lower()
