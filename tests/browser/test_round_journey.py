"""A follow-up round in Exempel län from the first click to its report, by those whose work it is:
the strategy's coordinator, an officer, who signs, a colleague without account, and the public."""

from collections import Counter, defaultdict
from datetime import timedelta
from urllib.parse import urljoin

import pytest
from django.utils import timezone
from playwright.sync_api import APIResponse, Locator, Page, expect

from records.public_forms import LEAST_SECONDS
from tests.browser.hand import Hand, button, is_told, link

pytestmark = pytest.mark.browser

TITLE = "Uppföljning av våren"
STRATEGY = "Trygg överallt: länsstrategi mot mäns våld mot kvinnor"
MOST_FIELDS, MOST_CLICKS, FEWEST_ASKED = 25, 30, 31
# Stands behind the strategy and answers for commitments: two roles.
AGENCY = "Exempelmyndigheten"
REGION, ABSTAINER, JOINED = "Region Exempel", "Exempelverket", "Ångbåtsvik (kommun)"
TELEPHONED, DELAYED = "Blåklintsberga (kommun)", "Dimhamra (kommun)"
MAILBOX = "kontakt@regionen.exempel.example"
PLAN, TRAINED, NEEDS = (
    "Har ni en handlingsplan mot våld i nära relationer?",
    "Hur många har gått utbildningen om våld?",
    "Vad behöver ni av länet?",
)

# A strategy has one unclosed round at a time: what is open in the demo is closed before this one.
CLOSE_OTHERS = """
from actors.models import User
from strategies.models import FollowUpRound
from strategies.services.rounds import close_round
by = User.objects.get(email="strategisamordnare@exempel.example")
for round in FollowUpRound.objects.running().filter(strategy__slug="exempel-trygg-overallt"):
    close_round(round=round, by=by)
"""
LINK = """
import re
from pathlib import Path
from records.models import OutgoingMail
letter = OutgoingMail.objects.filter(to={address!r}).latest("pk")
Path({target!r}).write_text(re.search(r"/svar/[^/\\s]+/", letter.text).group())
"""
# Ten working days of checking cannot be waited for, and nobody publishes before they are over.
LET_THE_CHECK_BE_OVER = """
from datetime import timedelta
from django.utils import timezone
from strategies.models import RoundReport
RoundReport.objects.filter(round__title={title!r}).update(
    fact_check_until=timezone.localdate() - timedelta(days=1)
)
"""


def work_menu(page: Page) -> Locator:
    """The rounds, at work; all visitors have another menu."""
    menu = page.get_by_role("navigation", name="Sidor för dig som arbetar här")
    return menu.get_by_role("link", name="Uppföljningar", exact=True)


# ---------------------------------------------------------------- the coordinator opens


def prepare_round(page: Page, hand: Hand) -> None:
    hand.press(work_menu(page))
    hand.press(button(page, f"Förbered en uppföljning: {STRATEGY}"))
    hand.write(page.get_by_label("Namn"), TITLE)
    eight_weeks = timezone.localdate() + timedelta(weeks=8)
    hand.write(page.get_by_label("Svaren behövs senast"), eight_weeks.isoformat())
    hand.write(page.get_by_label("Till dem som svarar"), "Svaren visar vad länet ska göra härnäst.")
    ask(page, hand, PLAN, "ja eller nej")
    hand.press(button(page, "Spara"))
    trained = ask(page, hand, TRAINED, "ett antal, kvinnor och män för sig")
    hand.tick(trained.get_by_label("Gäller människor"))
    hand.press(button(page, "Spara"))
    ask(page, hand, NEEDS, "fri text")
    hand.press(button(page, "Spara och granska"))


def ask(page: Page, hand: Hand, text: str, kind: str) -> Locator:
    new = page.locator("fieldset.report").filter(has_text="Ny fråga").first
    hand.write(new.get_by_label("Fråga", exact=True), text)
    hand.write(new.get_by_label("Varför vi frågar"), "Länet planerar sitt stöd efter svaren.")
    hand.choose(new.get_by_label("Svaret är"), kind)
    return new


def open_round(page: Page, hand: Hand) -> None:
    hand.press(button(page, "Skicka ett provbrev till mig"))
    is_told(page, "Ett provbrev är på väg till strategisamordnare@exempel.example.")
    hand.press(button(page, "Öppna uppföljningen"))
    is_told(page, "Uppföljningen är öppen, och breven är på väg.")


def asked_in(page: Page) -> list[str]:
    """The organisations in the table of the round."""
    return page.locator("main tbody th a").all_inner_texts()


# ---------------------------------------------------------------- those who are asked answer


def answer_questions(page: Page, *, people: int) -> None:
    """All questions of the page, also those that were copied from an earlier round."""
    questions = page.locator(".account-form:has(input[name=shown])")
    for one in questions.locator("fieldset:has(input[type=radio])").all():
        one.get_by_role("radio").first.check()
    for number in questions.locator("input[inputmode=numeric]").all():
        number.fill(str(people))
    for text in questions.locator("textarea").all():
        text.fill("En gemensam utbildning.")


def answer_as_an_officer(page: Page) -> None:
    page.get_by_role("link", name=f"Svara på {TITLE}").click()
    answer_questions(page, people=12)
    use_earlier_reports(page)
    button(page, "Redovisa åtagandena").click()
    tell_commitments(page)
    button(page, "Kontrollera svaren").click()
    button(page, "Lämna in").click()
    is_told(page, f"Svaret på {TITLE} är inte inlämnat än.")
    link(page, "Fortsätt till svaret").click()
    submit_answer(page)


def use_earlier_reports(page: Page) -> None:
    """Where something was told within the period of the round."""
    again = button(page, "Använd de valda igen")
    if again.count():
        again.click()
        is_told(page, "används igen.")


def tell_commitments(page: Page) -> None:
    """As they were last time where that can be said, else anew."""
    for one in page.locator("fieldset.report:has(.report-now input[type=radio])").all():
        unchanged = one.get_by_label("Oförändrat sedan sist")
        if unchanged.count():
            unchanged.check()
        else:
            one.get_by_label("Genomfört till hälften eller mer").check()
            one.get_by_label("Vad har gjorts?").fill("Halva arbetet är gjort.")


def submit_answer(page: Page) -> None:
    button(page, "Kontrollera svaret").click()
    button(page, "Lämna in").click()
    is_told(page, "Tack. Svaret är inlämnat, och du har fått en kopia i ett brev.")


def sign_answer(page: Page) -> None:
    link(page, f"Fastställ svaret på {TITLE}").click()
    is_told(page, "Inte fastställt än.")
    page.get_by_label("delegationsbeslut").check()
    page.get_by_label("Beslutat den").fill(timezone.localdate().isoformat())
    page.get_by_label("Ert diarienummer").fill("EXM 2027:14")
    button(page, "Fastställ").click()
    is_told(page, "Svaret är fastställt.")


def decline_to_answer(page: Page) -> None:
    page.get_by_role("link", name=f"Svara på {TITLE}").click()
    page.get_by_label("Vi avstår från att svara").check()
    page.get_by_label("Motivering").fill("Vi är mitt i en omorganisation.")
    button(page, "Lämna in det").click()
    is_told(page, "Tack. Det är inlämnat, och ni får inga fler påminnelser.")


def answer_by_a_personal_link(page: Page) -> None:
    """Without account, on one page, no faster than anybody reads."""
    answer_questions(page, people=8)
    tell_commitments(page)
    read(page)
    button(page, "Kontrollera svaren").click()
    is_told(page, "Vid svaret står Utredare, Region Exempel.")
    read(page)
    button(page, "Lämna in").click()
    is_told(page, "Tack. Svaret är inlämnat, och du får en kopia i ett brev.")


def answer_the_questions(page: Page, *, people: int) -> None:
    page.get_by_role("link", name=f"Svara på {TITLE}").click()
    answer_questions(page, people=people)
    button(page, "Spara och kontrollera").click()
    button(page, "Lämna in").click()
    is_told(page, "Tack. Svaret är inlämnat")


def read(page: Page) -> None:
    """What is sent faster from a page without sign-in is taken for a program's."""
    page.wait_for_timeout(LEAST_SECONDS * 1000)


# ---------------------------------------------------------------- the coordinator looks after it


def look_at(page: Page, organisation: str) -> None:
    """One organisation, from the list of all."""
    work_menu(page).click()
    link(page, TITLE).click()
    link(page, organisation).click()


def send_a_personal_link(page: Page) -> None:
    """To the mailbox of the organisation: who runs the round chooses no address."""
    look_at(page, REGION)
    page.get_by_text("Skicka en personlig länk", exact=True).click()
    page.get_by_label("Namn på den som ska svara").fill("Hanna Holm")
    page.get_by_label("Befattning").fill("Utredare")
    button(page, "Skicka länken").click()
    is_told(page, "Länken är skickad.")


def write_down_a_telephone_answer(page: Page) -> None:
    look_at(page, TELEPHONED)
    link(page, "Skriv in ett svar som de gav per telefon").click()
    answer_questions(page, people=3)
    button(page, "Lämna in för dem").first.click()
    is_told(page, "Lämnat per telefon.")


def remind_those_missing(page: Page) -> None:
    work_menu(page).click()
    link(page, TITLE).click()
    page.get_by_role("button", name="som inte har svarat").click()
    is_told(page, "påminns.")


def letters_about(page: Page) -> dict[str, list[tuple[str, str]]]:
    """Which organisations, at which addresses, the log says that each kind was written to."""
    link(page, "Påminnelser, svarsdag och brev").click()
    letters, further = defaultdict(list), page.get_by_role("link", name="Nästa sida", exact=True)
    while True:
        for row in page.get_by_role("table", name="Det här har gått ut").locator("tbody tr").all():
            about = row.get_by_role("cell").first.inner_text()
            organisation, address = row.get_by_role("rowheader").inner_text().split("\n")
            letters[about].append((organisation, address))
        if not further.count():
            return letters
        further.click()


def give_more_time(page: Page) -> None:
    look_at(page, DELAYED)
    later = timezone.localdate() + timedelta(weeks=10)
    page.get_by_label("Ny svarsdag").fill(later.isoformat())
    button(page, "Ge mer tid").click()
    is_told(page, "Organisationen har fått mer tid")


def receive_answer(page: Page, organisation: str) -> None:
    look_at(page, organisation)
    button(page, "Ta emot svaret").click()
    is_told(page, "Svaret är mottaget")


def ask_for_completion(page: Page, organisation: str) -> None:
    look_at(page, organisation)
    page.get_by_label("Vad behöver kompletteras?").fill("Räknade ni med skolans personal?")
    button(page, "Be om komplettering").click()
    is_told(page, "Komplettering är begärd.")


def close_round(page: Page) -> None:
    work_menu(page).click()
    link(page, TITLE).click()
    button(page, "Stäng uppföljningen").click()
    is_told(page, "Öppna igen")


def have_the_facts_checked(page: Page) -> None:
    link(page, "Till rapporten").click()
    button(page, "Börja faktagranskningen").click()
    is_told(page, "Faktagranskas till och med")
    expect(button(page, "Publicera rapporten")).to_have_count(0)


def publish_report(page: Page) -> str:
    page.reload()
    button(page, "Publicera rapporten").click()
    return link(page, "Så ser alla rapporten").get_attribute("href")


# ---------------------------------------------------------------- the public reads


def groups_on(page: Page) -> dict[str, int]:
    """How many organisations answered, and how the others did not, as the report says it."""
    lines = page.locator("#svarande > ul > li").all_inner_texts()
    return {group: int(count) for group, count in (line.split(": ") for line in lines)}


def file_of(page: Page, name: str) -> APIResponse:
    address = page.get_by_role("link", name=name, exact=True).get_attribute("href")
    answer = page.request.get(urljoin(page.url, address))
    assert answer.status == 200, name
    return answer


# ---------------------------------------------------------------- the journey


def test_round_goes_from_its_first_click_to_a_report_that_all_can_read(
    person, stranger, open_page, site_shell, told
):
    site_shell(CLOSE_OTHERS)
    sanna, hand = person("strategisamordnare"), Hand()
    prepare_round(sanna, hand)
    open_round(sanna, hand)
    assert hand.fields <= MOST_FIELDS
    assert hand.clicks <= MOST_CLICKS
    asked = asked_in(sanna)
    assert len(asked) >= FEWEST_ASKED
    assert asked.count(AGENCY) == 1

    answer_as_an_officer(person("uppgiftslamnare"))
    sign_answer(person("faststaller"))
    decline_to_answer(person("annan"))
    send_a_personal_link(sanna)
    colleagues_link = told(LINK, address=MAILBOX)
    answer_by_a_personal_link(stranger(colleagues_link))
    write_down_a_telephone_answer(sanna)

    remind_those_missing(sanna)
    letters = letters_about(sanna)
    # To the mailbox and to whom it named last time, and to neither of them twice.
    assert len(letters["Frågorna"]) == len(set(letters["Frågorna"]))
    written_to = {organisation for organisation, _address in letters["Frågorna"]}
    assert AGENCY in written_to
    missing = written_to - {AGENCY, REGION, ABSTAINER, TELEPHONED}
    assert {organisation for organisation, _address in letters["Påminnelse"]} == missing

    give_more_time(sanna)
    karin = person("kommun")
    answer_the_questions(karin, people=5)
    receive_answer(sanna, AGENCY)
    ask_for_completion(sanna, JOINED)
    karin.goto("/arbete/")
    answer_the_questions(karin, people=7)
    close_round(sanna)
    is_told(stranger(colleagues_link), "Länken öppnar inget längre")

    have_the_facts_checked(sanna)
    site_shell(LET_THE_CHECK_BE_OVER.format(title=TITLE))
    report = publish_report(sanna)

    reader = open_page(report)
    answered = [AGENCY, REGION, TELEPHONED, JOINED]
    silent = len(asked) - len(answered) - 1
    assert groups_on(reader) == {"Har svarat": 4, "Avstår": 1, "Inget svar": silent}
    is_told(reader, f"4 av {len(asked)} tillfrågade organisationer har svarat.")
    is_told(reader, "Sammanlagt 60 (30 kvinnor och 30 män), enligt 4 organisationer.")

    frozen = file_of(reader, "JSON")
    assert frozen.headers["content-type"].startswith("application/json")
    organisations = frozen.json()["payload"]["organisations"]
    assert [one["name"] for one in organisations].count(AGENCY) == 1
    groups = Counter(one["group"] for one in organisations)
    assert groups == {"answered": 4, "abstains": 1, "no_answer": silent}
    table = file_of(reader, "CSV")
    assert table.headers["content-type"].startswith("text/csv")
    assert f"Inget svar: {silent}" in table.text()
    paper = file_of(reader, "PDF")
    assert paper.headers["content-type"] == "application/pdf"
    assert paper.body().startswith(b"%PDF-")
