"""Writing, checking and submitting progress reports, through the pages, without scripts."""

import re

import pytest
from django.test import Client

from strategies.choices import Grade, Publishing, ReportState
from strategies.models import Commitment, ProgressReport, ReportVersion, Strategy
from strategies.services import ask_for_completion, receive_report
from tests import builders as make

JSON = {"Accept": "application/json"}


@pytest.fixture
def commitment(world, cast) -> Commitment:
    return make.commitment(world.strategy, responsible=cast.agency, title="Ha en kontaktperson")


@pytest.fixture
def uno(cast) -> Client:
    return cast.client("reporter")


@pytest.fixture
def page(world) -> str:
    return f"/arbete/redovisa/{world.strategy.slug}/"


def shown_in(html: str, commitment: Commitment) -> str:
    """What the page tells that it showed of the commitment."""
    name = f"{commitment.public_id}-as_shown"
    return re.search(rf'name="{name}" value="([^"]*)"', html)[1]


def row(commitment: Commitment, shown: str, **answers) -> dict[str, str]:
    """What a browser posts of one commitment."""
    return {f"{commitment.public_id}-{name}": text
            for name, text in {"as_shown": shown, **answers}.items()}  # fmt: skip


def opened(client: Client, page: str, commitment: Commitment, **answers) -> dict[str, str]:
    return row(commitment, shown_in(client.get(page).text, commitment), **answers)


def received(commitment: Commitment, cast, **content) -> ProgressReport:
    report = make.draft_report(commitment, by=cast.people["reporter"], **content)
    make.submitted(report, by=cast.people["reporter"])
    return receive_report(seen=1, report=report, by=cast.people["maintainer"])


# ---------------------------------------------------------------- saving


def test_text_that_holds_an_identity_number_is_refused_and_kept_on_the_page(uno, page, commitment):
    form = opened(uno, page, commitment, done="Gäller 811218-9876.")
    response = uno.post(page, form)
    assert response.status_code == 422
    assert "811218-9876" in response.text
    assert "personnummer" in response.text
    assert not ProgressReport.objects.exists()


def test_grade_that_does_not_exist_is_refused(uno, page, commitment):
    assert uno.post(page, opened(uno, page, commitment, grade="perfekt")).status_code == 422


def test_commitment_of_strangers_is_not_written_by_a_forged_form(uno, page, world, cast):
    other = make.commitment(world.strategy, responsible=cast.other)
    uno.post(page, row(other, "", grade="started"))
    assert not ProgressReport.objects.exists()


def test_row_that_is_refused_stops_no_other(uno, page, world, cast, commitment):
    other = make.commitment(world.strategy, responsible=cast.agency)
    form = opened(uno, page, commitment, done="Gäller 811218-9876.")
    form |= opened(uno, page, other, done="Allt väl.")
    assert uno.post(page, form).status_code == 422
    assert ProgressReport.objects.get().commitment == other


def test_page_that_nobody_wrote_in_saves_nothing(uno, page, commitment):
    assert uno.post(page, opened(uno, page, commitment)).status_code == 302
    assert not ProgressReport.objects.exists()


def test_half_a_report_is_saved_as_a_draft_and_shown_again(uno, page, commitment):
    response = uno.post(page, opened(uno, page, commitment, done="Vi har börjat."), follow=True)
    assert "Sparat" in response.text
    assert "Vi har börjat." in response.text
    report = ProgressReport.objects.get()
    assert (report.state, report.grade) == (ReportState.DRAFT, "")


def test_script_is_answered_with_what_the_page_now_shows(uno, page, commitment):
    form = opened(uno, page, commitment, done="Ett.")
    answer = uno.post(page, form, headers=JSON).json()
    shown = answer["rows"][commitment.public_id]["shown"]
    assert re.fullmatch(r"\d\d:\d\d", answer["at"])
    again = row(commitment, shown, done="Ett och två.")
    assert uno.post(page, again, headers=JSON).json()["rows"][commitment.public_id]["status"] == 200
    assert ProgressReport.objects.get().done == "Ett och två."


def test_two_tabs_that_write_in_different_fields_both_keep_their_text(uno, page, commitment):
    first = opened(uno, page, commitment, done="Gjort.")
    second = opened(uno, page, commitment, results="Resultat.")
    uno.post(page, first, headers=JSON)
    response = uno.post(page, second)
    assert response.status_code == 409
    assert "Gjort." in response.text
    again = row(commitment, shown_in(response.text, commitment), done="Gjort.", results="Resultat.")
    assert uno.post(page, again).status_code == 302
    report = ProgressReport.objects.get()
    assert (report.done, report.results) == ("Gjort.", "Resultat.")


def test_second_of_two_who_write_the_same_sees_both_texts_and_chooses(cast, page, commitment):
    uno, karin = cast.client("reporter"), cast.client("coordinator")
    mine, hers = (opened(one, page, commitment, done=text)
                  for one, text in ((uno, "Unos text."), (karin, "Karins text.")))  # fmt: skip
    karin.post(page, hers)
    response = uno.post(page, mine)
    assert response.status_code == 409
    assert "Unos text." in response.text
    assert "Karins text." in response.text
    assert ProgressReport.objects.get().done == "Karins text."
    shown = shown_in(response.text, commitment)
    assert uno.post(page, row(commitment, shown, done="Unos text.")).status_code == 302
    assert ProgressReport.objects.get().done == "Unos text."


def test_text_written_while_a_colleague_submitted_is_not_lost(cast, page, commitment):
    uno, karin = cast.client("reporter"), cast.people["coordinator"]
    mine = opened(uno, page, commitment, done="Unos text.")
    make.submitted(make.draft_report(commitment, by=karin), by=karin)
    response = uno.post(page, mine)
    assert response.status_code == 409
    assert "Unos text." in response.text
    assert "lämnades in medan du skrev" in response.text


def test_text_sent_when_the_sign_in_has_run_out_waits_behind_a_new_one(cast, page, commitment):
    uno = cast.client("reporter")
    form = opened(uno, page, commitment, done="Det jag skrev hela förmiddagen.")
    out = Client()
    response = out.post(page, form)
    assert response.headers["Location"] == "/konto/logga-in/?next=/arbete/fortsatt/"
    sign_in = {"login": "uno@samordna.example", "password": "en lång fras om ek"}
    response = out.post(
        response.headers["Location"], sign_in | {"next": "/arbete/fortsatt/"}, follow=True
    )
    assert "Det jag skrev hela förmiddagen." in response.text
    assert f'action="{page}"' in response.text
    fields = dict(re.findall(r'type="hidden" name="([^"]*)" value="([^"]*)"', response.text))
    assert out.post(page, fields).status_code == 302
    assert ProgressReport.objects.get().done == "Det jag skrev hela förmiddagen."
    assert "Här väntar inget" in out.get("/arbete/fortsatt/").text


def test_what_a_script_sends_signed_out_is_left_to_the_script(page, commitment):
    out = Client()
    assert out.post(page, {"a": "b"}, headers=JSON).status_code == 302
    assert "kept_post" not in out.session


def test_old_token_gives_the_text_back_from_our_page_alone(cast, page, commitment):
    uno = Client(enforce_csrf_checks=True)
    uno.force_login(cast.people["reporter"])
    form = row(commitment, "", done="Det jag skrev hela förmiddagen.")
    ours = uno.post(page, form, headers={"Sec-Fetch-Site": "same-origin"})
    assert ours.status_code == 403
    assert "Det jag skrev hela förmiddagen." in ours.text
    theirs = uno.post(page, form, headers={"Sec-Fetch-Site": "cross-site"})
    assert theirs.status_code == 403
    assert "förmiddagen" not in theirs.text


# ---------------------------------------------------------------- checking and submitting


def keys_in(html: str) -> list[str]:
    return re.findall(r'name="report" value="([^"]*)"', html)


def test_check_lists_what_is_missing_and_offers_what_is_whole(uno, page, world, cast, commitment):
    make.draft_report(commitment, by=cast.people["reporter"], grade="")
    other = make.commitment(world.strategy, responsible=cast.agency)
    whole = make.draft_report(other, by=cast.people["reporter"])
    html = uno.get(f"{page}kontrollera/").text
    assert "Välj hur långt det har kommit." in html
    assert f'{page}?visa=alla&amp;atagande={commitment.public_id}#{commitment.public_id}"' in html
    assert keys_in(html) == [f"{whole.public_id}.{whole.version}"]


def test_draft_of_a_colleague_is_not_chosen_for_one(uno, page, cast, commitment):
    make.draft_report(commitment, by=cast.people["coordinator"])
    html = uno.get(f"{page}kontrollera/").text
    assert "Senast skrivet av Karin." in html
    assert " checked" not in html


def test_submitting_nothing_is_told(uno, page, cast, commitment):
    make.draft_report(commitment, by=cast.people["reporter"])
    response = uno.post(f"{page}kontrollera/")
    assert response.status_code == 422
    assert "Välj minst en" in response.text


@pytest.mark.parametrize("forged", ["x", "x.y", ".", "a" * 500 + ".1", "\0.1"])
def test_forged_choice_submits_nothing(uno, page, cast, commitment, forged):
    make.draft_report(commitment, by=cast.people["reporter"])
    response = uno.post(f"{page}kontrollera/", {"report": forged})
    assert response.status_code == 422
    assert not ReportVersion.objects.exists()


def test_telephone_number_is_asked_about_before_it_is_submitted(uno, page, cast, commitment):
    report = make.draft_report(commitment, by=cast.people["reporter"], done="Ring 070-123 45 67.")
    form = {"report": f"{report.public_id}.{report.version}"}
    response = uno.post(f"{page}kontrollera/", form)
    assert response.status_code == 422
    assert "telefonnummer" in response.text
    assert uno.post(f"{page}kontrollera/", form | {"confirm": "1"}).status_code == 302


def test_draft_changed_after_the_check_is_told_and_not_submitted(uno, page, cast, commitment):
    report = make.draft_report(commitment, by=cast.people["reporter"])
    [key] = keys_in(uno.get(f"{page}kontrollera/").text)
    make.draft_report(commitment, by=cast.people["coordinator"], done="Annat.")
    response = uno.post(f"{page}kontrollera/", {"report": key})
    assert response.status_code == 409
    assert "har ändrats sedan sidan visades" in response.text
    assert report.versions.count() == 0


def test_submitted_reports_are_shown_as_a_receipt(uno, page, cast, commitment):
    make.draft_report(commitment, by=cast.people["reporter"])
    [key] = keys_in(uno.get(f"{page}kontrollera/").text)
    for _press in range(2):
        response = uno.post(f"{page}kontrollera/", {"report": key}, follow=True)
        assert response.status_code == 200
        assert "Tack, det är inlämnat" in response.text
        assert "Ha en kontaktperson" in response.text
    assert ReportVersion.objects.count() == 1


def test_unchanged_by_a_tick_is_submitted_as_a_confirmation(uno, page, cast, commitment):
    received(commitment, cast, done="Tre möten.")
    uno.post(page, opened(uno, page, commitment, repeats="on"))
    [key] = keys_in(uno.get(f"{page}kontrollera/").text)
    uno.post(f"{page}kontrollera/", {"report": key})
    version = ReportVersion.objects.latest("pk")
    assert (version.repeats, version.done) == (True, "Tre möten.")


def test_print_holds_every_question_and_the_last_answer(uno, page, cast, commitment):
    received(commitment, cast, done="Tre möten.")
    html = uno.get(f"{page}utskrift/").text
    assert "Tre möten." in html
    assert all(str(grade.label) in html for grade in Grade)


# ---------------------------------------------------------------- receiving


def fields_of(html: str, action: str) -> dict[str, str]:
    """What the form that leads there carries for itself."""
    form = html.split(f'action="{action}"')[1].split("</form>")[0]
    return dict(re.findall(r'name="(seen|as_shown)" value="([^"]*)"', form))


def test_maintainer_sees_the_new_beside_the_last_and_receives_it(cast, commitment):
    received(commitment, cast, done="Tre möten.")
    report = make.draft_report(commitment, by=cast.people["reporter"], done="Sju möten.")
    make.submitted(report, by=cast.people["reporter"])
    malin = cast.client("maintainer")
    assert "Ha en kontaktperson" in malin.get("/arbete/uppfoljningar/").text
    place = f"/arbete/uppfoljningar/{report.public_id}/"
    html = malin.get(place).text
    assert "Tre möten." in html
    assert "Sju möten." in html
    form = fields_of(html, f"{place}ta-emot/")
    response = malin.post(f"{place}ta-emot/", form | {"comment": "Tack."}, follow=True)
    assert "Uppföljningen är mottagen och publicerad." in response.text
    report.refresh_from_db()
    assert (report.state, report.comment) == (ReportState.RECEIVED, "Tack.")
    assert "Ha en kontaktperson" not in malin.get("/arbete/uppfoljningar/").text


def test_completion_without_words_is_told_on_the_page(cast, commitment):
    report = make.draft_report(commitment, by=cast.people["reporter"])
    make.submitted(report, by=cast.people["reporter"])
    malin, place = cast.client("maintainer"), f"/arbete/uppfoljningar/{report.public_id}/"
    form = fields_of(malin.get(place).text, f"{place}komplettera/")
    response = malin.post(f"{place}komplettera/", form)
    assert response.status_code == 422
    response = malin.post(
        f"{place}komplettera/", form | {"request_for_completion": "Hur många?"}, follow=True
    )
    assert "Komplettering är begärd" in response.text
    assert "Hur många?" in cast.client("reporter").get(place).text


def test_words_to_a_report_that_has_gone_on_are_given_back(cast, commitment):
    report = make.draft_report(commitment, by=cast.people["reporter"])
    make.submitted(report, by=cast.people["reporter"])
    malin, place = cast.client("maintainer"), f"/arbete/uppfoljningar/{report.public_id}/"
    html = malin.get(place).text
    receiving = fields_of(html, f"{place}ta-emot/") | {"comment": "Tack för siffrorna."}
    asking = fields_of(html, f"{place}komplettera/") | {"request_for_completion": "Hur många?"}
    malin.post(f"{place}komplettera/", asking)
    late = malin.post(f"{place}ta-emot/", receiving)
    assert late.status_code == 422
    assert "Tack för siffrorna." in late.text
    again = malin.post(f"{place}komplettera/", asking | {"request_for_completion": "Och när?"})
    assert again.status_code == 422
    assert "Och när?" in again.text


def test_what_is_published_later_waits_in_a_list_of_its_own(cast, commitment):
    Strategy.objects.filter(pk=commitment.home_id).update(report_publishing=Publishing.LATER)
    commitment.refresh_from_db()
    report = received(commitment, cast)
    malin = cast.client("maintainer")
    later = "/arbete/uppfoljningar/?visa=publicera"
    assert report.get_work_url() in malin.get(later).text
    assert report.get_work_url() not in malin.get("/arbete/uppfoljningar/").text
    assert "En mottagen uppföljning är inte publicerad" in malin.get("/arbete/").text
    assert report.get_work_url() not in cast.client("other agency").get(later).text
    malin.post(f"{report.get_work_url()}publicera/")
    assert "Inget väntar på att du publicerar det." in malin.get(later).text
    malin.post(f"{report.get_work_url()}dolj/")
    assert "Inget väntar på att du publicerar det." in malin.get(later).text


def test_words_of_a_draft_are_not_shown_to_the_maintainer(cast, commitment):
    report = make.draft_report(commitment, by=cast.people["reporter"], done="Inlämnat.")
    make.submitted(report, by=cast.people["reporter"])
    ask_for_completion(seen=1, report=report, reason="Mer.", by=cast.people["maintainer"])
    make.draft_report(commitment, by=cast.people["reporter"], done="Ett utkast till.")
    html = cast.client("maintainer").get(report.get_work_url()).text
    assert "Inlämnat." in html
    assert "Ett utkast till." not in html


def test_each_side_registers_its_own_number(cast, commitment):
    report = make.draft_report(commitment, by=cast.people["reporter"])
    make.submitted(report, by=cast.people["reporter"])
    for kind, field in (
        ("reporter", "registry_number"),
        ("maintainer", "received_registry_number"),
    ):
        client = cast.client(kind)
        place = f"{report.get_work_url()}diarienummer/"
        form = fields_of(client.get(report.get_work_url()).text, place)
        assert client.post(place, form | {field: f"{kind} 1"}).status_code == 302
    report.refresh_from_db()
    assert report.registry_number == "reporter 1"
    assert report.received_registry_number == "maintainer 1"
