"""Personal links in a follow-up round: what they open, for whom, and what they never open."""

import re
from dataclasses import dataclass
from datetime import timedelta

import html5lib
import pytest
from auditlog.models import LogEntry
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction
from django.test import Client
from django.utils import timezone

from actors.models import AnswerLink
from actors.services import LinkClosedError
from records.models import OutgoingMail
from records.public_forms import STAMP
from strategies.choices import AnswerKind, Grade, QuestionKind, ReportState, RequestState
from strategies.models import (
    LinkHolder,
    ProgressReport,
    RequestVersion,
    RoundLink,
    RoundRequest,
)
from strategies.services import (
    NotThereError,
    ask_for_completion,
    draft_of,
    receive_report,
    submit_reports,
)
from strategies.services.rounds import (
    ask_request_completion,
    close_round,
    extend_request,
    forget_link_holders,
    holder_of,
    name_contact,
    receive_request,
    reopen_round,
    revoke_round_link,
    save_answers,
    send_round_link,
    sign_request,
)
from tests import builders as make
from tests.people import KINDS
from tests.posting import is_sent_on, send
from tests.strategies.rounds import Asked, answer_all, opened, submit, tell_commitments

SAID = {"name": "Hanna Holm", "office": "Utredare", "address": "hanna@myndigheten.example"}


@pytest.fixture
def asked(world, cast) -> Asked:
    return opened(world, cast)


@dataclass(frozen=True)
class Held:
    """A link that was sent, and who holds it."""

    link: RoundLink
    token: str

    @property
    def path(self) -> str:
        return f"/svar/{self.token}/"

    @property
    def holder(self) -> LinkHolder:
        holder = holder_of(AnswerLink.objects.get(pk=self.link.answer_link_id))
        assert holder is not None
        return holder


def sent(request: RoundRequest, *, by, **said) -> Held:
    link = send_round_link(request=request, by=by, **(SAID | said))
    return Held(link, token_in(link))


def token_in(link: RoundLink) -> str:
    [letter] = letters_with(link)
    return re.findall(r"/svar/([\w-]+)/", letter.text)[0]


def letters_with(link: RoundLink):
    return OutgoingMail.objects.filter(key__endswith=f"/lank/{link.public_id}")


@pytest.fixture
def held(asked) -> Held:
    return sent(asked.request, by=asked.uno)


def again(request: RoundRequest) -> RoundRequest:
    return RoundRequest.objects.select_related("round__strategy", "actor").get(pk=request.pk)


def shown_in(client: Client, held: Held) -> dict[str, str]:
    """What a browser sends of the questions and commitments on the page, untouched."""
    page = client.get(held.path)
    assert page.status_code == 200
    return {
        name: value
        for name, value in re.findall(
            r'<input type="hidden" name="([^"]+)" value="([^"]*)"', page.text
        )
        if name == "shown" or name.endswith("-as_shown")
    }


def all_answers(request: RoundRequest) -> dict[str, str]:
    said: dict[str, str] = {}
    for one in request.round.questions.all():
        if one.kind == "number_by_sex":
            said |= {f"{one.public_id}-women": "12", f"{one.public_id}-men": "7"}
        else:
            said[one.public_id] = {"yes_no": "yes", "text": "Mer tid."}[one.kind]
    return said


def of_commitment(asked: Asked, **content) -> dict[str, str]:
    key = asked.commitment.public_id
    said = {"grade": Grade.STARTED, "done": "Vi har börjat."} | content
    return {f"{key}-{name}": value for name, value in said.items()}


# ---------------------------------------------------------------- sending


SENDERS = {"reporter", "coordinator", "signer", "superuser"}


@pytest.mark.parametrize("kind", sorted(set(KINDS) - SENDERS - {"signed out", "maintainer"}))
def test_who_neither_answers_nor_runs_the_round_sends_no_link(asked, cast, kind):
    with pytest.raises(PermissionDenied):
        send_round_link(request=asked.request, by=cast.people[kind], **SAID)
    assert not RoundLink.objects.exists()


@pytest.mark.parametrize("kind", sorted(SENDERS))
def test_who_answers_for_the_organisation_sends_a_link(asked, cast, kind):
    held = sent(asked.request, by=cast.people[kind])
    [letter] = letters_with(held.link)
    assert letter.to == SAID["address"]
    assert held.token not in letter.subject
    assert held.link.answer_link.about == held.link.public_id


@pytest.mark.parametrize(
    ("mailbox", "address", "is_sent"),
    [
        ("", "hanna@myndigheten.example", False),
        ("funktion@myndigheten.example", "malin@annanstans.example", False),
        ("funktion@myndigheten.example", "hanna@myndigheten.example", False),
        ("Funktion@myndigheten.example", " funktion@Myndigheten.example", True),
    ],
)
def test_who_runs_the_round_sends_to_the_mailbox_of_the_organisation_alone(
    asked, cast, mailbox, address, is_sent
):
    cast.agency.function_mailbox = mailbox
    cast.agency.save()
    request, said = again(asked.request), SAID | {"address": address}
    if not is_sent:
        with pytest.raises(ValidationError):
            send_round_link(request=request, by=asked.malin, **said)
    else:
        link = send_round_link(request=request, by=asked.malin, **said)
        row = LogEntry.objects.get_for_object(link).get()
        assert row.actor == asked.malin
    assert RoundLink.objects.exists() == is_sent


def test_link_that_is_sent_twice_in_a_moment_leaves_once(asked):
    links = {send_round_link(request=asked.request, by=asked.uno, **SAID) for _ in range(2)}
    assert len(links) == 1
    assert AnswerLink.objects.count() == 1


def test_links_are_not_sent_without_end(asked):
    for number in range(20):
        sent(asked.request, by=asked.uno, address=f"person{number}@myndigheten.example")
    with pytest.raises(ValidationError):
        sent(asked.request, by=asked.uno, address="en.till@myndigheten.example")


@pytest.mark.parametrize("said", [{"name": " "}, {"name": "811218-9876"}, {"address": "ingen"}])
def test_link_to_nobody_is_not_sent(asked, said):
    with pytest.raises(ValidationError):
        send_round_link(request=asked.request, by=asked.uno, **(SAID | said))
    assert not AnswerLink.objects.exists()


def test_link_of_a_closed_round_is_sent_only_where_there_is_more_time(asked):
    close_round(round=asked.round, by=asked.malin)
    request = again(asked.request)
    with pytest.raises(NotThereError):
        send_round_link(request=request, by=asked.uno, **SAID)
    later = asked.round.due_on + timedelta(days=3)
    extend_request(request=request, to=later, by=asked.malin)
    held = sent(again(request), by=asked.uno)
    assert held.link.answer_link.expires_at > timezone.now() + timedelta(days=3)


def test_link_ends_a_month_after_the_last_day(held, asked):
    last = timezone.localdate(held.link.answer_link.expires_at)
    assert last == asked.round.due_on + timedelta(days=30)


# ---------------------------------------------------------------- what opens, and what does not


def revoked(held: Held, asked: Asked) -> None:
    revoke_round_link(link=held.link, by=asked.uno)


def expired(held: Held, asked: Asked) -> None:
    now = timezone.now()
    AnswerLink.objects.update(
        created_at=now - timedelta(days=9), expires_at=now - timedelta(days=1)
    )


def closed(held: Held, asked: Asked) -> None:
    close_round(round=asked.round, by=asked.malin)


def reopened(held: Held, asked: Asked) -> None:
    closed(held, asked)
    reopen_round(round=asked.round, why="En miss.", by=asked.malin)


@pytest.mark.parametrize("ended", [revoked, expired, closed, reopened])
def test_link_that_has_ended_opens_nothing_and_does_nothing(held, asked, ended):
    holder = held.holder
    said = shown_in(Client(), held) | all_answers(asked.request) | of_commitment(asked)
    ended(held, asked)
    written = send(Client(), held.path, said)
    assert "Vi har börjat." in written.text
    for response in (
        Client().get(held.path),
        written,
        send(Client(), held.path, {"gor": "lamna-in"}),
        send(Client(), held.path, {"gor": "vidare", "kollega-name": "Bo"}),
    ):
        assert response.status_code == 404
    request = again(asked.request)
    assert (request.draft, request.answer, request.first_opened_at) == ({}, "", None)
    assert not ProgressReport.objects.exists()
    # Also where its page was open when it ended.
    for act in (
        lambda: save_answers(request=request, answers={}, shown={}, by=holder),
        lambda: draft_of(commitment=asked.commitment, by=holder),
        lambda: submit_reports(seen=[], by=holder),
        lambda: submit(request, by=holder),
        lambda: send_round_link(request=request, by=holder, **SAID),
    ):
        with transaction.atomic(), pytest.raises(LinkClosedError):
            act()


@pytest.mark.parametrize("language", ["", "/en"])
def test_link_that_waits_shows_what_is_asked_and_changes_nothing(held, asked, language):
    for method in ("get", "head", "get"):
        response = getattr(Client(), method)(language + held.path)
        assert response.status_code == 200
        assert not response.cookies
        assert "Cookie" not in response.headers.get("Vary", "")
        assert response.headers["Cache-Control"] == "no-store"
    for words in (asked.round.title, asked.commitment.title, "Har ni en handlingsplan?", "Hanna"):
        assert words in response.text
    assert again(asked.request).first_opened_at is None
    assert Client().get(f"{language}{held.path}?steg=kontrollera").status_code == 200
    assert again(asked.request).state == RequestState.NOT_OPENED


def test_link_signs_nobody_in(held, asked):
    client = Client()
    said = shown_in(client, held) | all_answers(asked.request)
    assert is_sent_on(send(client, held.path, said))
    assert not client.cookies
    for path in ("/arbete/", asked.request.get_answer_url(), "/konto/"):
        assert client.get(path).status_code == 302


def test_page_is_the_same_whoever_is_signed_in(held, cast):
    def words(client):
        return re.sub(r'value="[^"]*"', "", client.get(held.path).text)

    assert words(cast.client("maintainer")) == words(Client())


def test_reporter_writes_as_the_holder_on_the_page_of_a_link(held, asked, cast):
    """Who is signed in is not asked: what is written is the link's."""
    client = cast.client("other agency")
    said = shown_in(client, held) | of_commitment(asked)
    assert is_sent_on(send(client, held.path, said))
    report = ProgressReport.objects.get()
    assert (report.author, report.author_link) == (None, held.link)


def test_opening_a_link_is_limited(held):
    statuses = [Client().get(held.path).status_code for _ in range(61)]
    assert statuses[59:] == [200, 429]


def test_post_from_elsewhere_does_nothing(held, asked):
    assert Client().post(held.path, all_answers(asked.request)).status_code == 403
    assert again(asked.request).draft == {}


@pytest.mark.parametrize("language", ["", "/en"])
@pytest.mark.parametrize("query", ["", "?klart=sparat", "?klart=%00", "?steg=kontrollera"])
def test_page_of_a_link_is_valid_and_each_id_stands_once(held, asked, language, query):
    make.draft_report(asked.commitment, by=held.holder)
    text = Client().get(language + held.path + query).text
    html5lib.HTMLParser(strict=True, namespaceHTMLElements=False).parse(text)
    ids = re.findall(r'\bid="([^"]+)"', text)
    assert len(ids) == len(set(ids))
    assert "<script" not in text


def test_page_of_a_link_costs_the_same_with_3_and_30_commitments(
    asked, world, cast, django_assert_max_num_queries
):
    counted = []
    for more in (3, 30):
        for _number in range(more):
            commitment = make.commitment(world.strategy, responsible=cast.agency)
            asked.request.items.create(commitment=commitment)
        held = sent(asked.request, by=asked.uno, address=f"{more}@myndigheten.example")
        for item in asked.request.items.select_related("commitment"):
            make.draft_report(item.commitment, by=held.holder)
        for query in ("", "?steg=kontrollera"):
            with django_assert_max_num_queries(20) as context:
                assert Client().get(held.path + query).status_code == 200
            counted.append(len(context))
    assert counted[:2] == counted[2:]


# ---------------------------------------------------------------- nothing else


def test_holder_does_not_answer_another_request(held, asked, cast, world):
    other = asked.round.requests.exclude(pk=asked.request.pk).first()
    assert other is not None
    for act in (
        lambda: save_answers(request=other, answers={}, shown={}, by=held.holder),
        lambda: submit(other, by=held.holder, answer=AnswerKind.NOT_CONCERNED),
        lambda: send_round_link(request=other, by=held.holder, **SAID),
    ):
        with transaction.atomic(), pytest.raises(PermissionDenied):
            act()


def test_holder_tells_of_no_commitment_beside_the_request(held, asked, cast, world):
    of_another = make.commitment(world.strategy, responsible=cast.other)
    not_asked = make.commitment(world.strategy, responsible=cast.agency)
    moved = asked.commitment
    said = shown_in(Client(), held)
    moved.responsible = cast.other
    moved.save()
    for commitment in (of_another, not_asked, moved):
        with transaction.atomic(), pytest.raises(PermissionDenied):
            draft_of(commitment=commitment, by=held.holder)
        key = commitment.public_id
        said |= {f"{key}-as_shown": "", f"{key}-grade": "started", f"{key}-done": "Smög."}
    assert is_sent_on(send(Client(), held.path, said))
    assert not ProgressReport.objects.exists()


def test_holder_submits_no_draft_beside_the_request(held, asked, cast, world):
    theirs = make.commitment(world.strategy, responsible=cast.other)
    draft = make.draft_report(theirs, by=cast.people["other agency"])
    with transaction.atomic(), pytest.raises(PermissionDenied):
        submit_reports(seen=[(draft, draft.version)], by=held.holder)
    answer_all(asked.request, by=asked.uno)
    tell_commitments(asked.request, by=asked.uno)
    request = again(asked.request)
    said = {"gor": "lamna-in", "seen": request.version, "report": f"{draft.public_id}.1"}
    send(Client(), held.path, said)
    draft.refresh_from_db()
    assert draft.state == ReportState.DRAFT


def test_holder_does_not_answer_a_question_of_another_round(held, asked, cast):
    strategy = make.strategy(maintained_by=cast.maintainer)
    make.commitment(strategy, responsible=cast.agency)
    elsewhere = make.round_of(strategy, by=asked.malin, questions=[{"text": "Annat?"}])
    question = elsewhere.questions.get()
    with pytest.raises(ValidationError):
        save_answers(
            request=asked.request, answers={question.public_id: "yes"}, shown={}, by=held.holder
        )
    said = shown_in(Client(), held) | {question.public_id: "yes"}
    send(Client(), held.path, said)
    assert again(asked.request).draft == {}


def test_holder_neither_signs_off_nor_names_who_answers(held, asked):
    assert not hasattr(held.holder, "access")
    answer_all(asked.request, by=held.holder)
    tell_commitments(asked.request, by=asked.uno)
    version = submit(asked.request, by=held.holder)
    for act in (
        lambda: sign_request(
            request=again(asked.request), seen=version.number, decision="board",
            decided_on=timezone.localdate(), by=held.holder,
        ),
        lambda: name_contact(request=again(asked.request), contact=None, by=held.holder),
        lambda: receive_request(request=again(asked.request), seen=1, by=held.holder),
    ):  # fmt: skip
        with transaction.atomic(), pytest.raises((PermissionDenied, AttributeError)):
            act()
    assert not version.is_signed
    assert "Svaret är fastställt" not in Client().get(held.path).text


def test_page_shows_no_draft_of_others(held, asked, cast, world):
    theirs = make.commitment(world.strategy, responsible=cast.other, title="Deras eget")
    make.draft_report(theirs, by=cast.people["other agency"], done="Deras utkast")
    make.draft_report(asked.commitment, by=asked.uno, done="Vårt utkast")
    text = Client().get(held.path).text
    assert "Vårt utkast" in text
    assert "Deras" not in text


# ---------------------------------------------------------------- answering


@pytest.mark.parametrize("kind", [QuestionKind.NUMBER, QuestionKind.NUMBER_BY_SEX])
def test_holder_is_told_of_people_what_an_officer_is(held, asked, cast, kind):
    asked.round.questions.update(kind=kind, about_people=True)
    told = "Visas bara som summa för länet, och aldrig när den pekar ut någon."
    officers = cast.client("reporter").get(asked.request.get_answer_url()).text
    holders = Client().get(held.path).text
    assert holders.count(told) == officers.count(told) == asked.round.questions.count()


def test_what_is_written_is_kept_whole_or_not(held, asked):
    said = shown_in(Client(), held) | of_commitment(asked, grade="", done="Halvvägs")
    response = send(Client(), held.path, said | {"gor": "kontrollera"})
    assert response.headers["Location"] == f"{held.path}?steg=kontrollera"
    page = Client().get(response.headers["Location"]).text
    assert "Har ni en handlingsplan?" in page
    assert "Välj hur långt det har kommit." in page
    assert 'value="lamna-in"' not in page
    assert ProgressReport.objects.get().done == "Halvvägs"
    assert again(asked.request).first_opened_at is not None
    refused = send(Client(), held.path, {"gor": "lamna-in", "seen": again(asked.request).version})
    assert refused.status_code == 422
    assert not RequestVersion.objects.exists()


def test_all_is_submitted_at_once_in_the_office_that_the_holder_stated(held, asked):
    said = shown_in(Client(), held) | all_answers(asked.request) | of_commitment(asked)
    page = Client().get(
        send(Client(), held.path, said | {"gor": "kontrollera"}).headers["Location"]
    )
    fields = dict(
        re.findall(r'<input type="hidden" name="(seen|report)" value="([^"]+)"', page.text)
    )
    for _pressed_twice in range(2):
        response = send(Client(), held.path, fields | {"gor": "lamna-in"})
        assert response.headers["Location"] == f"{held.path}?klart=inlamnat"
    version = RequestVersion.objects.get()
    assert (version.answer, version.office) == (AnswerKind.ANSWERS, "Utredare")
    report = ProgressReport.objects.get()
    assert (report.state, report.author_link) == (ReportState.SUBMITTED, held.link)
    assert report.versions.get().office == "Utredare"
    receipts = OutgoingMail.objects.filter(key__contains="kvitto")
    assert [one.to for one in receipts] == [SAID["address"]] * 2
    # The secret part stands in the one letter alone.
    assert not any(held.token in one.text + one.html for one in receipts)
    assert "Hanna" not in str(version.__dict__)
    assert "Tack" in Client().get(response.headers["Location"]).text


def test_report_that_changed_since_it_was_read_is_not_submitted(held, asked):
    said = shown_in(Client(), held) | all_answers(asked.request) | of_commitment(asked)
    send(Client(), held.path, said)
    report = ProgressReport.objects.get()
    seen = {"seen": again(asked.request).version, "report": f"{report.public_id}.{report.version}"}
    make.draft_report(asked.commitment, by=asked.uno, done="Nytt")
    response = send(Client(), held.path, seen | {"gor": "lamna-in"})
    assert response.status_code == 409
    assert not RequestVersion.objects.exists()
    assert ProgressReport.objects.get().state == ReportState.DRAFT


def test_two_tabs_do_not_overwrite_each_other_unseen(held, asked):
    shown = shown_in(Client(), held)
    free = next(one.public_id for one in asked.round.questions.all() if one.kind == "text")
    first = shown | {free: "Första"} | of_commitment(asked, done="Första texten")
    second = shown | {free: "Andra"} | of_commitment(asked, done="Andra texten")
    assert is_sent_on(send(Client(), held.path, first))
    response = send(Client(), held.path, second)
    assert response.status_code == 409
    for words in ("Första", "Andra", "Första texten", "Andra texten"):
        assert words in response.text
    assert ProgressReport.objects.get().done == "Första texten"
    assert again(asked.request).draft == {free: "Första"}


def test_identity_number_is_refused_and_the_rest_is_kept_on_the_page(held, asked):
    said = shown_in(Client(), held) | of_commitment(asked, done="Om 811218-9876", results="Annat")
    response = send(Client(), held.path, said)
    assert response.status_code == 422
    assert "Annat" in response.text
    assert not ProgressReport.objects.exists()
    free = next(one.public_id for one in asked.round.questions.all() if one.kind == "text")
    said = shown_in(Client(), held) | {free: "Om 811218-9876"}
    assert send(Client(), held.path, said).status_code == 422
    assert again(asked.request).draft == {}
    for name in ("name", "office"):
        stated = who(held) | {f"jag-{name}": "811218-9876"}
        assert send(Client(), held.path, stated).status_code == 422
    held.link.refresh_from_db()
    assert held.link.office == "Utredare"


def who(held: Held) -> dict[str, str]:
    [shown] = re.findall(r'name="jag-as_shown" value="([^"]+)"', Client().get(held.path).text)
    said = {"gor": "jag", "jag-as_shown": shown}
    return said | {"jag-name": "Hanna Holm", "jag-office": "Utredare"}


def test_holder_states_another_office(held):
    said = who(held)
    assert is_sent_on(send(Client(), held.path, said | {"jag-office": "Samordnare"}))
    held.link.refresh_from_db()
    assert held.link.office == "Samordnare"
    clash = send(Client(), held.path, said | {"jag-office": "Chef"})
    assert clash.status_code == 409
    assert "Samordnare" in clash.text


def test_holder_without_office_does_not_submit(asked):
    held = sent(asked.request, by=asked.uno, office="")
    answer_all(asked.request, by=asked.uno)
    tell_commitments(asked.request, by=asked.uno)
    assert "Skriv din befattning" in Client().get(held.path).text
    said = {"gor": "lamna-in", "seen": again(asked.request).version}
    assert send(Client(), held.path, said).status_code == 422
    assert not RequestVersion.objects.exists()


def test_what_was_told_within_the_period_is_used_again(held, asked):
    with transaction.atomic():
        report = make.draft_report(asked.commitment, by=asked.uno)
    make.submitted(report, by=asked.uno)
    receive_report(report=report, seen=1, by=asked.malin)
    asked.request.items.update(report=None)
    assert "Redan redovisat" in Client().get(held.path).text
    assert send(Client(), held.path, {"gor": "ateranvand"}).status_code == 422
    check = f"{held.path}?steg=kontrollera"
    assert "kan användas igen" in Client().get(check).text
    assert asked.request.items.get().report is None
    for gor, leads_to in (
        ("ateranvand", f"{held.path}?klart=ateranvant"),
        ("ateranvand-vid-kontroll", check),
    ):
        said = {"gor": gor, "item": asked.commitment.public_id}
        assert send(Client(), held.path, said).headers["Location"] == leads_to
        assert asked.request.items.get().report == report
        asked.request.items.update(report=None)


def test_answer_waits_for_a_board_and_no_longer(held, asked):
    page = Client().get(held.path).text
    [shown] = re.findall(r'name="beredning-as_shown" value="([^"]+)"', page)
    day = timezone.localdate() + timedelta(days=9)
    said = {"gor": "beredning", "beredning-as_shown": shown, "beredning-preparation": "Nämnden"}
    passed = {"beredning-prepared_until": "2020-01-01", "beredning-preparation": "Vår nämnd"}
    late = send(Client(), held.path, said | passed)
    assert (late.status_code, "Vår nämnd" in late.text) == (422, True)
    assert is_sent_on(
        send(Client(), held.path, said | {"beredning-prepared_until": day.isoformat()})
    )
    assert again(asked.request).prepared_until == day
    assert is_sent_on(send(Client(), held.path, {"gor": "beredd"}))
    assert again(asked.request).prepared_until is None


def declining(**said) -> dict[str, str]:
    said = {"answer": "abstains", "explanation": "Vi har ingen tid."} | said
    return {f"avsta-{name}": str(text) for name, text in said.items()}


def test_organisation_abstains_and_says_why(held, asked):
    said = {"gor": "avsta"} | declining(seen=asked.request.version, explanation="")
    assert send(Client(), held.path, said).status_code == 422
    said |= declining(seen=again(asked.request).version)
    assert is_sent_on(send(Client(), held.path, said))
    version = RequestVersion.objects.get()
    assert (version.answer, version.office) == (AnswerKind.ABSTAINS, "Utredare")


def decline_seen_in(text: str) -> str:
    [form] = re.findall(r'name="avsta-seen" value="([^"]*)"', text)
    return form


def test_abstaining_is_refused_once_where_a_colleague_wrote_and_then_done(held, asked):
    said = {"gor": "avsta"} | declining()
    seen = decline_seen_in(Client().get(held.path).text)
    answer_all(asked.request, by=asked.uno)
    # Refused for something else, the page has not told that a colleague wrote.
    unsaid = send(Client(), held.path, said | declining(seen=seen, explanation=""))
    assert decline_seen_in(unsaid.text) == seen
    refused = send(Client(), held.path, said | declining(seen=seen))
    assert (refused.status_code, "En kollega har ändrat" in refused.text) == (422, True)
    assert "Vi har ingen tid." in refused.text
    assert not RequestVersion.objects.exists()
    again_seen = decline_seen_in(refused.text)
    assert is_sent_on(send(Client(), held.path, said | declining(seen=again_seen)))
    assert RequestVersion.objects.get().answer == AnswerKind.ABSTAINS


def test_abstaining_after_a_colleague_answered_is_refused_and_given_back(held, asked):
    seen = decline_seen_in(Client().get(held.path).text)
    answer_all(asked.request, by=asked.uno)
    tell_commitments(asked.request, by=asked.uno)
    submit(asked.request, by=asked.uno)
    said = {"gor": "avsta"} | declining(seen=seen)
    refused = send(Client(), held.path, said)
    assert (refused.status_code, "En kollega har ändrat" in refused.text) == (422, True)
    assert "Vi har ingen tid." in refused.text
    guarded = send(Client(), held.path, said | declining(seen=seen, explanation="Om 811218-9876"))
    assert (guarded.status_code, "Om 811218-9876" in guarded.text) == (422, True)
    # The form stands there no longer.
    assert "avsta-seen" not in refused.text
    assert RequestVersion.objects.get().answer == AnswerKind.ANSWERS


def test_received_answer_is_shown_and_not_written_in(held, asked):
    answer_all(asked.request, by=held.holder)
    tell_commitments(asked.request, by=asked.uno)
    submit(asked.request, by=held.holder)
    receive_request(request=again(asked.request), seen=1, by=asked.malin)
    page = Client().get(held.path).text
    assert "Mer tid." in page
    assert "<form" not in page.split("<main")[1]
    said = {"gor": "avsta"} | declining(seen=9)
    refused = send(Client(), held.path, said)
    assert (refused.status_code, "Vi har ingen tid." in refused.text) == (422, True)
    passed_on = {"gor": "vidare", "kollega-name": "Bo Berg", "kollega-address": "bo@x.example"}
    refused = send(Client(), held.path, passed_on)
    assert (refused.status_code, "Bo Berg" in refused.text) == (422, True)
    free = next(one.public_id for one in asked.round.questions.all() if one.kind == "text")
    late = send(Client(), held.path, {free: "Något som tog en stund att skriva."})
    assert late.status_code == 422
    assert "Något som tog en stund att skriva." in late.text
    send(Client(), held.path, {"gor": "lamna-in", "seen": "9"})
    assert RequestVersion.objects.count() == 1


SIDES = {
    "jag": {"jag-name": "Hanna Ek", "jag-office": "Chef"},
    "beredning": {"beredning-prepared_until": "{day}", "beredning-preparation": "Nämnden"},
    "avsta": {"avsta-answer": "abstains", "avsta-explanation": "Vi hinner inte med i år."},
    "vidare": {"kollega-name": "Bo Berg", "kollega-address": "bo@myndigheten.example"},
    "ateranvand": {},
}


def whole_page(held: Held, gor: str) -> dict[str, str]:
    """What a browser sends when a button beside the answers is pressed: all of the one form."""
    page = Client().get(held.path).text
    hidden = dict(re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', page))
    named = dict(re.findall(r'name="(jag-[^"]+)" value="([^"]*)"', page))
    day = timezone.localdate() + timedelta(days=9)
    typed = {name: text.format(day=day) for name, text in SIDES[gor].items()}
    # `send` says when the page was shown.
    del hidden[STAMP]
    return hidden | named | typed | {"gor": gor}


def free_question(asked: Asked) -> str:
    return next(one.public_id for one in asked.round.questions.all() if one.kind == "text")


@pytest.mark.parametrize("gor", [*SIDES])
def test_button_beside_the_answers_does_nothing_where_they_cannot_be_saved(held, asked, gor):
    free = free_question(asked)
    said = whole_page(held, gor) | {free: "Gäller 811218-9876"} | of_commitment(asked, done="Halva")
    refused = send(Client(), held.path, said)
    assert refused.status_code == 422
    for words in ("Gäller 811218-9876", "Halva", *SIDES[gor].values()):
        assert words.format(day=timezone.localdate() + timedelta(days=9)) in refused.text
    request = again(asked.request)
    assert (request.draft, request.answer, request.prepared_until) == ({}, "", None)
    held.link.refresh_from_db()
    assert (held.link.office, RoundLink.objects.count()) == ("Utredare", 1)


@pytest.mark.parametrize("gor", [*SIDES])
def test_button_beside_the_answers_saves_them(held, asked, gor):
    free = free_question(asked)
    said = whole_page(held, gor) | {free: "Mer tid."} | of_commitment(asked, done="Halva")
    pressed = send(Client(), held.path, said)
    # There is nothing to use again here: told, with the answers saved.
    assert pressed.status_code == (422 if gor == "ateranvand" else 302)
    request = again(asked.request)
    assert request.draft == {free: "Mer tid."}
    assert ProgressReport.objects.get().done == "Halva"
    assert (request.answer == "abstains") == (gor == "avsta")
    assert (request.prepared_until is not None) == (gor == "beredning")
    assert RoundLink.objects.filter(office="Chef").exists() == (gor == "jag")
    assert RoundLink.objects.count() == (2 if gor == "vidare" else 1)


def test_what_is_typed_beside_the_answers_outlives_another_button(held, asked):
    free = free_question(asked)
    said = whole_page(held, "avsta") | SIDES["vidare"] | {free: "Mer tid.", "gor": "spara"}
    page = send(Client(), held.path, said)
    assert page.status_code == 200
    for words in ("Vi hinner inte med i år.", "Bo Berg", "Mer tid.", "är inte skickat"):
        assert words in page.text
    assert 'class="field-error"' not in page.text
    assert again(asked.request).draft == {free: "Mer tid."}
    assert again(asked.request).answer == ""


def test_enter_in_a_field_saves_and_presses_no_other_button(held):
    page = Client().get(held.path).text.split("<main")[1]
    assert page.count("<form") == page.count(f'name="{STAMP}"')
    form = page[page.index('<form class="reports"') :]
    assert 'value="spara"' in re.findall(r'<button[^>]*type="submit"[^>]*>', form)[0]


def test_answer_that_is_to_be_completed_is_completed_by_a_link(held, asked):
    answer_all(asked.request, by=held.holder)
    tell_commitments(asked.request, by=asked.uno)
    submit(asked.request, by=held.holder)
    ask_request_completion(request=again(asked.request), seen=1, reason="Mer.", by=asked.malin)
    report = ProgressReport.objects.get()
    ask_for_completion(report=report, seen=1, reason="Hur många?", by=asked.malin)
    page = Client().get(held.path).text
    assert "Hur många?" in page
    said = shown_in(Client(), held) | all_answers(asked.request)
    said |= of_commitment(asked, done="Tolv.")
    page = Client().get(
        send(Client(), held.path, said | {"gor": "kontrollera"}).headers["Location"]
    )
    fields = dict(
        re.findall(r'<input type="hidden" name="(seen|report)" value="([^"]+)"', page.text)
    )
    assert is_sent_on(send(Client(), held.path, fields | {"gor": "lamna-in"}))
    assert RequestVersion.objects.count() == 2
    assert report.versions.latest("number").done == "Tolv."


# ---------------------------------------------------------------- passing on, taking back


def test_holder_passes_on_by_name_and_both_are_kept(held, asked, cast):
    said = {"kollega-name": "Bo Berg", "kollega-address": "bo@myndigheten.example"}
    own = said | {"kollega-address": SAID["address"].upper()}
    assert send(Client(), held.path, own | {"gor": "vidare"}).status_code == 422
    wrong = send(Client(), held.path, said | {"kollega-address": "bo", "gor": "vidare"})
    assert wrong.status_code == 422
    assert "Bo Berg" in wrong.text
    assert is_sent_on(send(Client(), held.path, said | {"gor": "vidare"}))
    passed_on = RoundLink.objects.get(name="Bo Berg")
    assert (passed_on.passed_on_by, passed_on.sent_by) == (held.link, None)
    [letter] = letters_with(passed_on)
    assert "Hanna Holm" in letter.text
    assert held.token not in letter.text
    theirs = Held(passed_on, token_in(passed_on))
    for one in (held, theirs):
        assert Client().get(one.path).status_code == 200
    page = cast.client("coordinator").get(f"/arbete/svara/{asked.request.public_id}/lankar/").text
    assert "Bo Berg" in page
    assert "Skickad vidare av Hanna Holm" in page


def links_page(asked: Asked) -> str:
    return f"/arbete/svara/{asked.request.public_id}/lankar/"


LINKS = {"reporter": 200, "coordinator": 200, "signer": 200, "maintainer": 200, "superuser": 200,
         "signed out": 302}  # fmt: skip


@pytest.mark.parametrize("kind", KINDS)
def test_links_are_seen_and_taken_back_by_who_gives_them(held, asked, cast, kind):
    expected = LINKS.get(kind, 404)
    client = cast.client(kind)
    response = client.get(links_page(asked))
    assert response.status_code == expected
    if expected == 200:
        # Who runs the round is told the office alone.
        assert ("Hanna" in response.text) == (kind != "maintainer")
    address = f"{links_page(asked)}{held.link.public_id}/dra-tillbaka/"
    assert client.get(address).status_code == (405 if expected == 200 else expected)
    assert client.post(address).status_code == (302 if expected == 200 else expected)
    assert RoundLink.objects.waiting().exists() == (expected != 200)


def test_link_is_sent_from_the_page_at_work_and_what_was_typed_is_kept(asked, cast):
    client = cast.client("reporter")
    said = {"kollega-name": "Hanna Holm", "kollega-address": "hanna"}
    refused = client.post(links_page(asked), said)
    assert refused.status_code == 422
    assert "Hanna Holm" in refused.text
    said["kollega-address"] = SAID["address"]
    assert client.post(links_page(asked), said).status_code == 302
    assert RoundLink.objects.get().sent_by == asked.uno


def test_who_runs_the_round_sends_no_link_from_the_page_where_no_mailbox_is_known(asked, cast):
    client = cast.client("maintainer")
    page = client.get(links_page(asked)).text
    assert "Organisationen har ingen funktionsbrevlåda här, så" in page
    assert "kollega-name" not in page
    said = {"kollega-name": "Hanna Holm", "kollega-address": SAID["address"]}
    refused = client.post(links_page(asked), said)
    assert refused.status_code == 422
    assert "Hanna Holm" in refused.text
    assert not AnswerLink.objects.exists()


def test_who_runs_the_round_chooses_no_address(asked, cast):
    cast.agency.function_mailbox = "funktion@myndigheten.example"
    cast.agency.save()
    client = cast.client("maintainer")
    for path in (links_page(asked), asked.request.get_work_url()):
        page = client.get(path).text
        assert "funktion@myndigheten.example" in page
        assert "kollega-address" not in page
    assert "kollega-address" in cast.client("reporter").get(links_page(asked)).text
    said = {"kollega-name": "Hanna Holm", "kollega-address": SAID["address"]}
    assert client.post(links_page(asked), said).status_code == 302
    link = RoundLink.objects.select_related("answer_link").get()
    assert (link.sent_by, link.answer_link.address) == (asked.malin, cast.agency.function_mailbox)


def test_link_of_another_request_is_not_taken_back(held, asked, cast):
    other = asked.round.requests.exclude(pk=asked.request.pk).first()
    path = f"/arbete/svara/{other.public_id}/lankar/{held.link.public_id}/dra-tillbaka/"
    assert cast.client("maintainer").post(path).status_code == 404
    with pytest.raises(PermissionDenied):
        revoke_round_link(link=held.link, by=cast.people["other agency"])
    assert RoundLink.objects.waiting().exists()


# ---------------------------------------------------------------- who it was


def test_report_is_written_by_one_with_account_or_link(held, asked):
    report = make.draft_report(asked.commitment, by=held.holder)
    report.author = asked.uno
    with transaction.atomic(), pytest.raises(IntegrityError):
        report.save()
    report.author = report.author_link = None
    with transaction.atomic(), pytest.raises(IntegrityError):
        report.save()


def test_colleague_who_checks_is_told_the_office_of_the_holder(held, asked, cast, world):
    make.draft_report(asked.commitment, by=held.holder)
    page = cast.client("reporter").get(f"/arbete/redovisa/{world.strategy.slug}/kontrollera/")
    assert "en kollega med personlig länk (Utredare)" in page.text
    assert "Hanna" not in page.text


def test_completion_of_what_a_holder_wrote_is_asked_of_their_organisation(held, asked, cast):
    cast.agency.function_mailbox = "funktion@myndigheten.example"
    cast.agency.save()
    report = make.draft_report(asked.commitment, by=held.holder)
    make.submitted(report, by=held.holder)
    ask_for_completion(report=again_report(report), seen=1, reason="Mer.", by=asked.malin)
    letter = OutgoingMail.objects.get(key__startswith="komplettering/")
    assert letter.to == "funktion@myndigheten.example"


def again_report(report: ProgressReport) -> ProgressReport:
    return ProgressReport.objects.select_related("commitment__responsible").get(pk=report.pk)


def test_history_tells_the_office_and_no_name(held, asked):
    answer_all(asked.request, by=held.holder)
    tell_commitments(asked.request, by=held.holder)
    submit(asked.request, by=held.holder)
    row = LogEntry.objects.get_for_object(asked.request).first()
    assert (row.actor, row.additional_data["why"]) == (None, "Personlig länk: Utredare")
    assert not LogEntry.objects.filter(changes__icontains="Hanna").exists()
    assert not LogEntry.objects.filter(object_repr__icontains="Hanna").exists()


def test_name_and_address_go_a_year_after_the_round_is_closed(held, asked):
    OutgoingMail.objects.update(state="sent", sent_at=timezone.now())
    close_round(round=asked.round, by=asked.malin)
    now = timezone.now()
    forget_link_holders(now=now + timedelta(days=364))
    held.link.refresh_from_db()
    assert held.link.name == "Hanna Holm"
    for _again in range(2):
        forget_link_holders(now=now + timedelta(days=366))
    link = RoundLink.objects.select_related("answer_link").get()
    assert (link.name, link.office) == ("", "Utredare")
    assert "hanna" not in link.answer_link.address
    assert not OutgoingMail.objects.filter(to=SAID["address"]).exists()
