"""The pages of a follow-up round: prepared, opened, answered, looked after."""

import re
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from records.models import OutgoingMail
from strategies.choices import AnswerKind, PartyRole, ReportState, RequestState
from strategies.models import FollowUpRound, RoundRequest
from strategies.services.rounds import close_round, name_contact, open_round, reopen_round
from tests import builders as make
from tests.strategies.rounds import (
    answer_all,
    opened,
    prepared,
    submit,
    submitted,
    tell_commitments,
)

pytestmark = pytest.mark.once


@pytest.fixture
def asked(world, cast):
    return opened(world, cast)


@pytest.fixture
def malin(cast) -> Client:
    return cast.client("maintainer")


@pytest.fixture
def uno(cast) -> Client:
    return cast.client("reporter")


def at(name: str, row) -> str:
    return reverse(name, args=[row.public_id])


def form_of(response) -> dict[str, list[str]]:
    """What the browser would send of the forms of a page, untouched."""
    fields: dict[str, list[str]] = {}
    context = response.context
    forms = [context[name] for name in ("form", "asked_form", "answers_form") if name in context]
    if "questions" in context:
        forms += [context["questions"].management_form, *context["questions"].forms]
    for form in forms:
        for bound in form:
            value = bound.value()
            if value is None or value is False:
                continue
            values = value if isinstance(value, list | tuple) else [value]
            fields[bound.html_name] = [str(one) for one in values]
    return fields


def of_form(prefix: str, **said) -> dict[str, str]:
    """What is typed in one of the small forms beside the answers."""
    return {f"{prefix}-{name}": str(text) for name, text in said.items()}


def the_round() -> FollowUpRound:
    """Of this test; the world has a closed one of its own."""
    return FollowUpRound.objects.latest("pk")


def again(request: RoundRequest) -> RoundRequest:
    return RoundRequest.objects.select_related("round__strategy", "actor").get(pk=request.pk)


# ---------------------------------------------------------------- preparing and opening


def test_list_offers_what_one_coordinates_alone(world, cast, malin):
    assert cast.client("reporter").get(reverse("rounds")).status_code == 403
    page = malin.get(reverse("rounds")).content.decode()
    assert "Länets strategi" in page
    assert (
        "Länets strategi" not in cast.client("other agency").get(reverse("rounds")).content.decode()
    )


def test_round_is_begun_by_its_coordinator_alone(world, cast, malin):
    begin = reverse("round_begin", args=[world.strategy.slug])
    assert cast.client("reporter").post(begin).status_code == 403
    assert malin.get(begin).status_code == 405
    malin.post(begin)
    assert malin.post(begin).url == the_round().get_work_url()


def test_prepared_round_is_nobody_elses(world, cast):
    round = prepared(world, cast)
    for kind in ("reporter", "signer", "other agency"):
        assert cast.client(kind).get(at("round_prepare", round)).status_code == 404


def test_page_that_nobody_touched_changes_nothing(world, cast, malin):
    round = prepared(world, cast)
    before = FollowUpRound.objects.values().get(pk=the_round().pk)
    sent = form_of(malin.get(at("round_prepare", round)))
    assert malin.post(at("round_prepare", round), sent).status_code == 302
    assert FollowUpRound.objects.values().get(pk=the_round().pk) == before
    assert round.requests.count() == 2


def test_what_is_wrong_is_told_and_what_was_typed_is_kept(world, cast, malin):
    round = prepared(world, cast)
    sent = form_of(malin.get(at("round_prepare", round)))
    sent |= {"due_on": ["i maj"], "title": ["Uppföljning av vårt arbete"], "fraga-0-why": [""]}
    answer = malin.post(at("round_prepare", round), sent)
    assert answer.status_code == 422
    assert "Uppföljning av vårt arbete" in answer.content.decode()
    assert "i maj" in answer.content.decode()
    assert the_round().title != "Uppföljning av vårt arbete"


def test_what_another_saved_meanwhile_is_shown_and_asked_about(world, cast, malin):
    round = prepared(world, cast)
    sent = form_of(malin.get(at("round_prepare", round))) | {"title": ["Min titel"]}
    kept = the_round()
    kept.title = "Hennes titel"
    kept.save()
    answer = malin.post(at("round_prepare", round), sent)
    assert answer.status_code == 409
    assert "Hennes titel" in answer.content.decode()
    assert the_round().title == "Hennes titel"


def test_questions_and_asked_are_saved_with_one_button(world, cast, malin):
    round = prepared(world, cast)
    sent = form_of(malin.get(at("round_prepare", round)))
    sent |= {
        "actors": [cast.agency.slug],
        "more": [cast.other.slug] if not cast.other.is_example else [],
        "fraga-3-text": ["Hur många sökte stöd?"],
        "fraga-3-why": ["För att planera."],
        "fraga-3-kind": ["number"],
        "fraga-3-about_people": ["on"],
        "fraga-3-position": ["3"],
        "visa": ["1"],
    }
    answer = malin.post(at("round_prepare", round), sent)
    assert answer.url == at("round_preview", round)
    assert {one.actor for one in round.requests.all()} == {cast.agency, cast.other}
    assert round.questions.get(kind="number").about_people


def test_choice_without_options_is_refused(world, cast, malin):
    round = prepared(world, cast)
    sent = form_of(malin.get(at("round_prepare", round)))
    answer = malin.post(at("round_prepare", round), sent | {"fraga-0-kind": ["choice"]})
    assert answer.status_code == 422
    assert "minst två alternativ" in answer.content.decode()


@pytest.mark.parametrize(
    ("month", "day", "doubt"),
    [(7, 15, "sommaren"), (12, 28, "jul och nyår"), (5, 1, "ledig dag")],
)
def test_due_date_when_people_are_off_is_warned_of(world, cast, malin, month, day, doubt):
    year = timezone.localdate().year + 1
    round = prepared(world, cast, due_on=timezone.localdate().replace(year, month, day))
    assert doubt in malin.get(at("round_prepare", round)).content.decode()


def test_test_letter_goes_to_oneself_alone(world, cast, malin):
    round = prepared(world, cast)
    malin.post(at("round_test_letter", round))
    assert OutgoingMail.objects.get().to == "malin@samordna.example"


def test_round_is_opened_from_the_preview(world, cast, malin):
    round = prepared(world, cast)
    assert "Har ni en handlingsplan?" in malin.get(at("round_preview", round)).content.decode()
    assert malin.post(at("round_open", round)).url == round.get_work_url()
    assert malin.get(at("round_prepare", round)).status_code == 302
    assert malin.get(round.get_work_url()).status_code == 200


def test_round_that_lacks_something_says_what(world, cast, malin):
    round = prepared(world, cast, due_on=None)
    page = malin.post(at("round_open", round), follow=True).content.decode()
    assert "Ange när svaren behövs." in page
    assert the_round().is_prepared


# ---------------------------------------------------------------- answering


def test_drafts_are_the_organisations_alone(asked, cast, malin):
    answer_all(asked.request, by=asked.uno, text="Hemlig tanke.")
    assert malin.get(asked.request.get_answer_url()).status_code == 403
    assert cast.client("other agency").get(asked.request.get_answer_url()).status_code == 404
    for address in (asked.request.get_work_url(), asked.round.get_work_url()):
        page = malin.get(address)
        assert page.status_code == 200
        assert "Hemlig tanke." not in page.content.decode()


def test_opening_the_questions_is_kept_once(asked, uno, admin):
    admin.get(asked.request.get_answer_url())
    assert again(asked.request).first_opened_at is None
    uno.get(asked.request.get_answer_url())
    first = again(asked.request).first_opened_at
    assert first is not None
    uno.get(asked.request.get_answer_url())
    assert again(asked.request).first_opened_at == first


def test_half_an_answer_is_saved(asked, uno):
    sent = form_of(uno.get(asked.request.get_answer_url()))
    text = asked.round.questions.get(kind="text").public_id
    answer = uno.post(asked.request.get_answer_url(), sent | {text: ["Vi behöver tid."]})
    assert answer.status_code == 302
    assert again(asked.request).draft == {text: "Vi behöver tid."}


@pytest.mark.parametrize("typed", ["många", "-1", "99999999999", "1,5"])
def test_number_that_is_none_is_refused_and_kept(asked, uno, typed):
    people = asked.round.questions.get(kind="number_by_sex").public_id
    sent = form_of(uno.get(asked.request.get_answer_url()))
    sent |= {f"{people}-women": [typed], f"{people}-men": ["2"]}
    answer = uno.post(asked.request.get_answer_url(), sent)
    assert answer.status_code == 422
    assert f'value="{typed}"' in answer.content.decode()
    assert again(asked.request).draft == {}


def test_number_of_one_sex_alone_is_refused(asked, uno):
    people = asked.round.questions.get(kind="number_by_sex").public_id
    sent = form_of(uno.get(asked.request.get_answer_url())) | {f"{people}-women": ["3"]}
    assert uno.post(asked.request.get_answer_url(), sent).status_code == 422


def test_identity_number_in_an_answer_is_refused(asked, uno):
    text = asked.round.questions.get(kind="text").public_id
    sent = form_of(uno.get(asked.request.get_answer_url())) | {text: ["Gäller 19121212-1212."]}
    assert uno.post(asked.request.get_answer_url(), sent).status_code == 422
    assert again(asked.request).draft == {}


def test_answer_of_a_colleague_is_shown_beside_the_own(asked, uno):
    text = asked.round.questions.get(kind="text").public_id
    sent = form_of(uno.get(asked.request.get_answer_url())) | {text: ["Mitt svar."]}
    answer_all(asked.request, by=asked.signe, text="Signes svar.")
    answer = uno.post(asked.request.get_answer_url(), sent)
    assert answer.status_code == 409
    page = answer.content.decode()
    assert "Signes svar." in page
    assert "Mitt svar." in page
    # What the page did not touch is no clash, and is not taken back.
    assert again(asked.request).draft[text] == "Signes svar."
    assert len(again(asked.request).draft) == 3
    sent = form_of(answer) | {text: ["Mitt svar."]}
    assert uno.post(asked.request.get_answer_url(), sent).status_code == 302
    assert again(asked.request).draft[text] == "Mitt svar."


def test_check_tells_what_is_missing_with_ways_there(asked, uno):
    page = uno.get(at("round_check", asked.request)).content.decode()
    assert "Utbilda alla" in page
    answer = uno.post(at("round_check", asked.request), {"seen": again(asked.request).version})
    assert answer.status_code == 422
    assert not asked.request.versions.exists()


def test_whole_answer_is_submitted_and_signed(asked, uno, cast):
    answer_all(asked.request, by=asked.uno)
    tell_commitments(asked.request, by=asked.uno)
    page = uno.get(at("round_check", asked.request))
    assert "12 kvinnor, 7 män" in page.content.decode()
    sent = {"seen": page.context["asked"].version}
    assert uno.post(at("round_check", asked.request), sent).status_code == 302
    signing = of_form("faststall", seen="1", decision="board", decided_on=timezone.localdate())
    assert uno.post(at("round_sign", asked.request), signing).status_code == 403
    signe = cast.client("signer")
    assert "Fastställ svaret" in signe.get(asked.request.get_answer_url()).content.decode()
    assert signe.post(at("round_sign", asked.request), signing).status_code == 302
    assert asked.request.versions.get().signature.decision == "board"


def test_signer_finds_what_is_to_be_signed_at_my_work_until_it_is(asked, cast):
    signe, link = cast.client("signer"), asked.request.get_answer_url()
    assert "Fastställ svaret på" not in signe.get("/arbete/").content.decode()
    submitted(asked.request, by=asked.uno)
    assert "Fastställ svaret på" not in cast.client("coordinator").get("/arbete/").content.decode()
    page = signe.get("/arbete/").content.decode()
    assert f'href="{link}">Fastställ svaret på' in page
    assert "Inte fastställt än." in signe.get(link).content.decode()
    signing = of_form("faststall", seen="1", decision="board", decided_on=timezone.localdate())
    signe.post(at("round_sign", asked.request), signing)
    assert "Fastställt: nämndbeslut" in signe.get(link).content.decode()
    assert "Fastställ svaret på" not in signe.get("/arbete/").content.decode()


def test_signature_without_its_kind_is_refused(asked, cast):
    submitted(asked.request, by=asked.uno)
    answer = cast.client("signer").post(
        at("round_sign", asked.request), of_form("faststall", seen="1", decided_on="2026-13-45")
    )
    assert answer.status_code == 422
    assert "2026-13-45" in answer.content.decode()


def test_receipt_of_commitments_leads_on_to_the_answer_that_is_not_submitted(asked, uno):
    receipt = f"/arbete/redovisa/{asked.round.strategy.slug}/kvitto/"
    link = f'href="{asked.request.get_answer_url()}"'
    tell_commitments(asked.request, by=asked.uno)
    assert link in uno.get(receipt).content.decode()
    answer_all(asked.request, by=asked.uno)
    submit(asked.request, by=asked.uno)
    assert link not in uno.get(receipt).content.decode()


def test_who_abstains_without_saying_why_is_asked(asked, uno):
    seen = again(asked.request).version
    sent = of_form("avsta", answer="abstains", explanation="", seen=seen)
    assert uno.post(at("round_decline", asked.request), sent).status_code == 422
    sent |= of_form("avsta", explanation="Vi har ingen att avvara.")
    assert uno.post(at("round_decline", asked.request), sent).status_code == 302
    assert again(asked.request).state == RequestState.ABSTAINS


def test_board_day_is_told_and_taken_back(asked, uno):
    day = timezone.localdate() + timedelta(days=9)
    sent = of_form("beredning", prepared_until=day, preparation="Socialnämndens sammanträde")
    form = uno.get(asked.request.get_answer_url()).context["preparation_form"]
    sent |= {bound.html_name: bound.value() for bound in form.hidden_fields() if bound.value()}
    assert uno.post(at("round_under_preparation", asked.request), sent).status_code == 302
    assert again(asked.request).prepared_until == day
    uno.post(at("round_under_preparation", asked.request), {"klart": "1"})
    assert again(asked.request).prepared_until is None


def test_told_report_is_offered_to_be_used_again(world, cast, uno):
    round = prepared(world, cast)
    one = world.strategy.commitments.get(responsible=cast.agency)
    make.public_report(one, by=cast.people["superuser"])
    request = open_round(round=round, by=cast.people["maintainer"]).requests.get(actor=cast.agency)
    assert "Använd det ni redovisade" in uno.get(request.get_answer_url()).content.decode()
    answers = {f"{yes_no.public_id}": "yes" for yes_no in round.questions.filter(kind="yes_no")}
    page = uno.get(request.get_answer_url())
    sent = form_of(page) | answers | {"ateranvand": "1", "item": one.public_id}
    assert (
        "1 uppföljning används igen"
        in uno.post(request.get_answer_url(), sent, follow=True).content.decode()
    )
    assert request.items.get().is_told
    assert again(request).draft == answers


def test_check_offers_what_was_told_to_be_used_again_and_no_tick_acts_unasked(world, cast, uno):
    round = prepared(world, cast)
    one = world.strategy.commitments.get(responsible=cast.agency)
    make.public_report(one, by=cast.people["superuser"])
    request = open_round(round=round, by=cast.people["maintainer"]).requests.get(actor=cast.agency)
    page = uno.get(request.get_answer_url())
    # The boxes are ticked from the start: nobody has confirmed anything by going on.
    sent = form_of(page) | {"kontrollera": "1", "item": one.public_id}
    check = uno.post(request.get_answer_url(), sent)
    assert check.url == at("round_check", request)
    assert not request.items.get().is_told
    assert "kan användas igen" in uno.get(check.url).content.decode()
    assert uno.post(check.url, {"item": "finns-inte"}, follow=True).status_code == 200
    assert not request.items.get().is_told
    assert cast.client("other agency").post(check.url, {"alla": "1"}).status_code == 404
    assert uno.post(check.url, {"item": one.public_id}).url == check.url
    assert request.items.get().is_told
    assert not request.versions.exists()
    assert "kan användas igen" not in uno.get(check.url).content.decode()


def test_all_that_was_told_is_used_again_from_the_check(world, cast, uno):
    round = prepared(world, cast)
    one = world.strategy.commitments.get(responsible=cast.agency)
    make.public_report(one, by=cast.people["superuser"])
    request = open_round(round=round, by=cast.people["maintainer"]).requests.get(actor=cast.agency)
    close_round(round=request.round, by=cast.people["maintainer"])
    check = at("round_check", request)
    assert uno.post(check, {"alla": "1"}).status_code == 422
    assert not request.items.get().is_told
    reopen_round(round=request.round, why="En miss.", by=cast.people["maintainer"])
    assert uno.post(check, {"alla": "1"}).status_code == 302
    assert request.items.get().is_told


BESIDE = {
    "round_under_preparation": {
        "beredning-prepared_until": "{day}",
        "beredning-preparation": "Nämnden i maj",
    },
    "round_decline": {"avsta-answer": "abstains", "avsta-explanation": "Vi hinner inte i år."},
    "round_contact": {"kontakt-contact": "{signe}"},
    "round_links": {"kollega-name": "Bo Berg", "kollega-address": "bo@myndigheten.example"},
}


def whole_page(client: Client, asked, name: str = "") -> dict[str, list[str]]:
    """What a browser sends when a button beside the answers is pressed: all of the one form."""
    page = client.get(asked.request.get_answer_url())
    sent = form_of(page)
    for form in ("preparation_form", "decline_form", "contact_form", "link_form"):
        for bound in page.context[form]:
            sent |= {bound.html_name: [str(bound.value())]} if bound.value() else {}
    people = page.context["contact_form"].people
    words = {
        "signe": next(key for key, name in people if name.startswith("Signe")),
        "day": timezone.localdate() + timedelta(days=9),
    }
    typed = {name: text.format(**words) for name, text in BESIDE.get(name, {}).items()}
    return sent | {name: [text] for name, text in typed.items()}


@pytest.mark.parametrize("name", [*BESIDE])
@pytest.mark.parametrize(("typed", "status"), [("Om 19121212-1212.", 422), ("Mitt svar.", 409)])
def test_button_beside_the_answers_does_nothing_where_they_cannot_be_saved(
    asked, uno, name, typed, status
):
    text = asked.round.questions.get(kind="text").public_id
    sent = whole_page(uno, asked, name) | {text: [typed]}
    answer_all(asked.request, by=asked.signe, text="Signes svar.")
    refused = uno.post(at(name, asked.request), sent)
    assert refused.status_code == status
    page = refused.content.decode()
    assert typed in page
    for words in [value for values in sent.values() for value in values if " " in value]:
        assert words in page
    request = again(asked.request)
    assert request.draft[text] == "Signes svar."
    assert (request.answer, request.prepared_until, request.contact) == ("", None, None)
    assert not request.links.exists()


@pytest.mark.parametrize("name", [*BESIDE])
def test_button_beside_the_answers_saves_them(asked, uno, name):
    text = asked.round.questions.get(kind="text").public_id
    sent = whole_page(uno, asked, name) | {text: ["Mitt svar."]}
    pressed = uno.post(at(name, asked.request), sent)
    assert pressed.url == asked.request.get_answer_url()
    request = again(asked.request)
    assert request.draft == {text: "Mitt svar."}
    assert (request.answer == "abstains") == (name == "round_decline")
    assert (request.prepared_until is not None) == (name == "round_under_preparation")
    assert (request.contact is not None) == (name == "round_contact")
    assert request.links.exists() == (name == "round_links")


def test_taking_back_a_link_saves_the_answers(asked, uno):
    uno.post(at("round_links", asked.request), BESIDE["round_links"])
    link = asked.request.links.get()
    address = reverse("round_link_revoke", args=[asked.request.public_id, link.public_id])
    text = asked.round.questions.get(kind="text").public_id
    sent = whole_page(uno, asked)
    assert uno.post(address, sent | {text: ["Om 19121212-1212."]}).status_code == 422
    assert asked.request.links.waiting().exists()
    assert uno.post(address, sent | {text: ["Mitt svar."]}).status_code == 302
    assert not asked.request.links.waiting().exists()
    assert again(asked.request).draft == {text: "Mitt svar."}


def test_sharing_out_the_commitments_saves_the_answers(asked, cast):
    client = cast.client("coordinator")
    text = asked.round.questions.get(kind="text").public_id
    sent = whole_page(client, asked) | {text: ["Mitt svar."], "fordela": ["1"]}
    pressed = client.post(asked.request.get_answer_url(), sent)
    assert pressed.url == reverse("share_out", args=[asked.request.actor.slug])
    assert again(asked.request).draft == {text: "Mitt svar."}


def test_signing_saves_what_is_written_anew_and_signs_what_was_submitted(asked, cast):
    submitted(asked.request, by=asked.uno)
    signe = cast.client("signer")
    text = asked.round.questions.get(kind="text").public_id
    sent = form_of(signe.get(asked.request.get_answer_url())) | {text: ["Nytt svar."]}
    sent |= of_form("faststall", seen="1", decision="board", decided_on=timezone.localdate())
    wrong = sent | {text: ["Om 19121212-1212."]}
    assert signe.post(at("round_sign", asked.request), wrong).status_code == 422
    assert not asked.request.versions.get().is_signed
    assert signe.post(at("round_sign", asked.request), sent).status_code == 302
    assert asked.request.versions.get().is_signed
    assert again(asked.request).draft[text] == "Nytt svar."


def test_declining_is_refused_where_a_colleague_wrote_and_keeps_what_both_wrote(asked, uno):
    sent = whole_page(uno, asked, "round_decline")
    yes_no = asked.round.questions.get(kind="yes_no").public_id
    answer_all(asked.request, by=asked.signe, text="Signes svar.")
    refused = uno.post(at("round_decline", asked.request), sent | {yes_no: ["yes"]})
    assert refused.status_code == 422
    assert "Vi hinner inte i år." in refused.content.decode()
    assert (again(asked.request).answer, len(again(asked.request).draft)) == ("", 3)


def test_what_is_typed_beside_the_answers_outlives_another_button(asked, uno):
    text = asked.round.questions.get(kind="text").public_id
    sent = whole_page(uno, asked, "round_decline") | BESIDE["round_links"] | {text: ["Mitt svar."]}
    for address in (asked.request.get_answer_url(), at("round_contact", asked.request)):
        page = uno.post(address, sent)
        assert page.status_code == 200
        for words in ("Vi hinner inte i år.", "Bo Berg", "Mitt svar.", "är inte skickat"):
            assert words in page.content.decode()
        assert 'class="field-error"' not in page.content.decode()
    assert (again(asked.request).answer, again(asked.request).draft) == ("", {text: "Mitt svar."})
    assert not asked.request.links.exists()


def test_enter_in_a_field_saves_and_presses_no_other_button(asked, uno):
    submitted(asked.request, by=asked.uno)
    page = uno.get(asked.request.get_answer_url()).content.decode()
    form = page[page.index('<div class="page work">') : page.index("</main>")]
    assert (form.count("<form"), form.count("csrfmiddlewaretoken")) == (1, 1)
    first = re.findall(r'<button[^>]*type="submit"[^>]*>', form)[0]
    assert not {"formaction", "name"} & set(re.findall(r"[a-z]+(?==)", first))


def test_named_contact_is_one_of_the_organisations(asked, uno):
    form = uno.get(asked.request.get_answer_url()).context["contact_form"]
    key, _name = next(choice for choice in form.people if choice[1].startswith("Signe"))
    assert (
        uno.post(at("round_contact", asked.request), {"kontakt-contact": "nagon"}).status_code
        == 422
    )
    uno.post(at("round_contact", asked.request), {"kontakt-contact": key})
    assert again(asked.request).contact == asked.signe


def test_closed_round_takes_nothing_and_loses_nothing(asked, uno):
    text = asked.round.questions.get(kind="text").public_id
    sent = form_of(uno.get(asked.request.get_answer_url())) | {text: ["Hann inte."]}
    close_round(round=asked.round, by=asked.malin)
    answer = uno.post(asked.request.get_answer_url(), sent)
    assert answer.status_code == 422
    assert "Hann inte." in answer.content.decode()


# ---------------------------------------------------------------- looking after it


def test_cockpit_tells_who_has_answered_and_reminds_the_rest(asked, malin, world):
    board = asked.round.requests.get(actor=world.board)
    submit(board, answer=AnswerKind.NOT_CONCERNED, by=asked.malin)
    page = malin.get(asked.round.get_work_url())
    assert "1 av 2 organisationer har svarat" in page.content.decode()
    malin.post(at("round_remind", asked.round))
    reminders = OutgoingMail.objects.filter(key__contains="/paminnelse/")
    assert {mail.key.split("/")[1] for mail in reminders} == {asked.request.public_id}
    chosen = malin.get(asked.round.get_work_url(), {"lage": "not_concerned"})
    assert [row.request.actor for row in chosen.context["rows"]] == [world.board]


def test_whom_no_letter_reaches_is_told_before_and_after(world, cast, malin):
    silent = make.organisation("Tysta kommunen")
    round = prepared(world, cast)
    make.saved(RoundRequest, {"round": round, "actor": silent}, {})
    assert list(malin.get(at("round_preview", round)).context["unreachable"]) == [
        round.requests.get(actor=silent)
    ]
    assert "får inget brev" in malin.get(at("round_preview", round)).content.decode()
    open_round(round=round, by=cast.people["maintainer"])
    page = malin.post(at("round_remind", round), follow=True).content.decode()
    assert "2 organisationer påminns" in page
    assert "1 som inte har svarat har ingen som brev kan gå till" in page
    day = {"extended_to": str(round.due_on + timedelta(days=9))}
    for actor, text in ((silent, "Det finns ingen att skriva till. Ring dem."),
                        (cast.agency, "Organisationen får ett brev.")):  # fmt: skip
        request = round.requests.get(actor=actor)
        page = malin.post(at("request_extend", request), day, follow=True).content.decode()
        assert text in page


def test_organisation_is_looked_after_on_one_page(asked, malin):
    submitted(asked.request, by=asked.uno)
    page = malin.get(asked.request.get_work_url()).content.decode()
    assert "12 kvinnor, 7 män" in page
    sent = {"kind": "call", "done_on": str(timezone.localdate()), "text": "De behöver mer tid."}
    assert malin.post(at("request_note", asked.request), sent).status_code == 302
    assert "De behöver mer tid." in malin.get(asked.request.get_work_url()).content.decode()
    assert malin.post(at("request_receive", asked.request), {"seen": "1"}).status_code == 302
    assert again(asked.request).state == RequestState.RECEIVED


def test_answer_is_received_with_the_reports_that_are_ticked(asked, malin):
    submitted(asked.request, by=asked.uno)
    item = asked.request.items.get()
    path, ticked = at("request_receive", asked.request), f"{item.report.public_id}/1"
    assert f'value="{ticked}" checked' in malin.get(asked.request.get_work_url()).content.decode()
    stale = {"seen": "1", "report": f"{item.report.public_id}/2"}
    assert malin.post(path, stale).status_code == 422
    assert again(asked.request).state == RequestState.SUBMITTED
    commitment = make.commitment(asked.round.strategy, responsible=item.commitment.responsible)
    strangers = make.submitted(make.draft_report(commitment, by=asked.uno), by=asked.uno).report
    both = [ticked, f"{strangers.public_id}/1", "x"]
    assert malin.post(path, {"seen": "1", "report": both}).status_code == 302
    assert again(asked.request).state == RequestState.RECEIVED
    for report, state in ((item.report, ReportState.RECEIVED), (strangers, ReportState.SUBMITTED)):
        report.refresh_from_db()
        assert report.state == state


def test_address_of_a_protected_person_is_not_shown_to_who_runs_the_round(asked, malin):
    name_contact(request=asked.request, contact=asked.uno, by=asked.uno)
    assert asked.uno.email in malin.get(asked.request.get_work_url()).content.decode()
    type(asked.uno).objects.filter(pk=asked.uno.pk).update(protected=True)
    page = malin.get(asked.request.get_work_url()).content.decode()
    assert asked.uno.email not in page
    assert "den som organisationen har angett" in page


@pytest.mark.parametrize(
    ("name", "sent"),
    [
        ("request_note", {"kind": "call", "done_on": "i går", "text": "Vi talades vid."}),
        ("request_extend", {"extended_to": "2020-01-01"}),
        ("request_complete", {"seen": "1", "reason": ""}),
        ("request_receive", {"seen": "9"}),
        ("request_telephone", {"avstar": "1", "answer": "abstains", "seen": "1"}),
    ],
)
def test_what_cannot_be_done_is_told_and_kept(asked, malin, name, sent):
    if name != "request_telephone":
        submitted(asked.request, by=asked.uno)
    answer = malin.post(at(name, asked.request), sent)
    assert answer.status_code == 422
    if "text" in sent:
        assert "Vi talades vid." in answer.content.decode()


def test_telephone_answer_is_entered_and_copied(asked, malin):
    asked.request.items.all().delete()
    page = malin.get(at("request_telephone", asked.request))
    sent = form_of(page)
    for question in asked.round.questions.all():
        key = question.public_id
        sent |= {
            "yes_no": {key: ["no"]},
            "text": {key: ["De klarar sig."]},
            "number_by_sex": {f"{key}-women": ["0"], f"{key}-men": ["1"]},
        }[question.kind]
    for _pressed_twice in range(2):
        done = malin.post(at("request_telephone", asked.request), sent, follow=True)
        assert done.redirect_chain[0][0] == asked.request.get_work_url()
        assert "Svaret är inskrivet" in done.text
    assert asked.request.versions.get().by_telephone
    free = next(one.public_id for one in asked.round.questions.all() if one.kind == "text")
    other = malin.post(at("request_telephone", asked.request), sent | {free: ["De vill ha stöd."]})
    assert (other.status_code, "De vill ha stöd." in other.text) == (422, True)
    assert "redan inskrivet" in other.text
    assert "själv börjat" not in other.text
    assert "själv börjat" not in malin.get(at("request_telephone", asked.request)).text


def test_telephone_answer_over_a_draft_is_refused_and_given_back(asked, malin):
    answer_all(asked.request, by=asked.uno)
    said = {"avstar": "1", "answer": "abstains", "seen": "1", "explanation": "De hinner inte."}
    refused = malin.post(at("request_telephone", asked.request), said)
    assert (refused.status_code, "De hinner inte." in refused.text) == (422, True)
    assert "själv börjat" in refused.text


def test_round_is_closed_and_opened_again_with_a_reason(asked, malin):
    malin.post(at("round_close", asked.round))
    assert malin.post(at("round_reopen", asked.round), {"reason": ""}).status_code == 422
    malin.post(at("round_reopen", asked.round), {"reason": "Tre nämnder möttes sent."})
    assert the_round().is_open


def test_one_more_is_asked_while_it_is_open(asked, malin, cast):
    malin.post(at("round_ask", asked.round), {"more": "finns-inte"})
    assert asked.round.requests.count() == 2
    malin.post(at("round_ask", asked.round), {"more": cast.other.slug})
    assert asked.round.requests.filter(actor=cast.other).exists()


def test_double_role_counts_once(world, cast, malin):
    make.party(world.strategy, cast.agency, role=PartyRole.PARTICIPATES)
    asked = opened(world, cast)
    page = malin.get(asked.round.get_work_url())
    assert len(page.context["cockpit"].rows) == 2
