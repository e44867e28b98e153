"""At a meeting: a decision in two keystrokes besides its text, and nothing typed is lost."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import PROXY_HEADERS, watch
from tests.browser.test_accessibility import violations

pytestmark = pytest.mark.browser

SECRETARY = "strategisamordnare@exempel.example"
MOST_KEYS = 2
PREPARE = """
from pathlib import Path
from actors.models import Actor
from coordination.models import Network
from tests import builders as make
network = Network.objects.get(slug="exempel-natverket-trygg-overallt")
meeting = make.meeting(network, title="Prov av mötet", published_at=None, is_formal=True)
for place, title in enumerate(["Lägesrunda", "Gemensam mall"]):
    make.agenda_item(meeting, title=title, position=place)
for seat in network.seats.filter(actor__isnull=False)[:5]:
    make.invitee(meeting, seat=seat, actor=None, answer="comes", address="")
Path({target!r}).write_text(meeting.get_work_url() + "pagar/")
"""


@pytest.fixture
def address(site_shell, tmp_path) -> str:
    target = tmp_path / "meeting"
    site_shell(PREPARE.format(target=str(target)))
    return target.read_text()


@pytest.fixture
def secretary(enter_as, site, faults, address) -> Page:
    page = watch(enter_as(SECRETARY), site, faults)
    page.set_viewport_size({"width": 375, "height": 800})
    page.goto(address)
    return page


def item(page: Page, title: str):
    return page.locator("fieldset.report").filter(has=page.get_by_role("heading", name=title))


def note(page: Page, title: str):
    return item(page, title).get_by_label("Anteckning")


def is_saved(page: Page, title: str) -> None:
    expect(item(page, title).get_by_role("status")).to_have_text(re.compile(r"Sparat \d\d:\d\d"))


def test_decision_is_recorded_in_two_keystrokes_besides_its_text(secretary):
    page, keys = secretary, []

    def press(key: str) -> None:
        keys.append(key)
        page.keyboard.press(key)

    assert violations(page) == []
    note(page, "Gemensam mall").click()
    press("Alt+b")
    page.keyboard.type("Alla använder mallen från januari.")
    press("Control+Enter")
    expect(item(page, "Gemensam mall").get_by_role("listitem")).to_contain_text(
        "§ 2 Beslut: Alla använder mallen från januari."
    )
    assert len(keys) <= MOST_KEYS
    # And goes on writing where it was.
    expect(note(page, "Gemensam mall")).to_be_focused()
    press("Alt+p")
    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= 375


def test_what_is_written_while_a_decision_is_saved_is_kept_where_it_was_written(secretary, address):
    page, one = secretary, item(secretary, "Gemensam mall")
    note(page, "Gemensam mall").fill("Före.")

    def slowly(route) -> None:
        if route.request.method == "POST":
            page.wait_for_timeout(1500)
        route.continue_()

    page.keyboard.press("Alt+b")
    page.keyboard.type("Alla använder mallen.")
    page.route("**/pagar/", slowly)
    page.keyboard.press("Control+Enter")
    page.keyboard.press("Control+Enter")
    page.keyboard.press("End")
    page.keyboard.type(" Skrivet medan det sparades.")
    expect(one.get_by_role("status")).to_have_text("Sparar …")
    expect(one.get_by_role("listitem")).to_contain_text("Alla använder mallen.")
    expect(one.get_by_label("Vad beslutades?")).to_have_value("")
    page.keyboard.type(" Och efter.")
    expect(note(page, "Gemensam mall")).to_be_focused()
    all_of_it = "Före. Skrivet medan det sparades. Och efter."
    expect(note(page, "Gemensam mall")).to_have_value(all_of_it)
    with page.expect_response(lambda answer: answer.request.method == "POST") as saved:
        pass
    assert saved.value.status == 200
    is_saved(page, "Gemensam mall")
    page.unroute_all()
    page.goto(address)
    expect(note(page, "Gemensam mall")).to_have_value(all_of_it)
    expect(one.get_by_role("listitem")).to_have_count(1)


def test_new_item_is_shown_where_it_can_be_written_at_once(secretary):
    page = secretary
    rest = item(page, "Det som inte hör till någon punkt")
    rest.get_by_text("Ny punkt på dagordningen").click()
    rest.get_by_label("Ny punkt").fill("Kom upp på mötet")
    rest.get_by_label("Ny punkt").press("Control+Enter")
    note(page, "Kom upp på mötet").fill("Vi tar det nästa gång")
    is_saved(page, "Kom upp på mötet")
    expect(rest.get_by_label("Ny punkt")).to_have_value("")


def test_action_point_without_organisation_leads_to_its_field(secretary):
    page, one = secretary, item(secretary, "Gemensam mall")
    expect(page.get_by_text("sparas medan du skriver")).to_be_visible()
    note(page, "Gemensam mall").click()
    page.keyboard.press("Alt+p")
    page.keyboard.type("Ta fram ett underlag")
    page.keyboard.press("Control+Enter")
    expect(one.get_by_label("Vem gör det?")).to_be_focused()
    assert violations(page) == []
    note(page, "Gemensam mall").click()
    page.get_by_role("alert").get_by_role("link", name="Vem gör det?").click()
    expect(one.get_by_label("Vem gör det?")).to_be_focused()
    page.keyboard.type("Exempelmyndigheten")
    page.keyboard.press("Control+Enter")
    expect(one.get_by_role("listitem")).to_contain_text("Ta fram ett underlag")
    expect(page.get_by_role("alert")).to_have_count(0)


def test_note_saves_itself_and_two_who_write_see_each_other(secretary, enter_as, address):
    page, other = secretary, enter_as(SECRETARY)
    other.goto(address)
    note(page, "Lägesrunda").fill("Den första skrev")
    is_saved(page, "Lägesrunda")
    note(other, "Lägesrunda").fill("Den andra skrev")
    expect(item(other, "Lägesrunda").get_by_role("status")).to_contain_text("samtidigt")
    expect(item(other, "Lägesrunda").locator(".theirs")).to_contain_text("Den första skrev")
    expect(note(other, "Lägesrunda")).to_have_value("Den andra skrev")
    other.locator(".reports-end").get_by_role("button").click()
    both = other.locator(".clashes")
    expect(both).to_contain_text("Den första skrev")
    expect(both).to_contain_text("Den andra skrev")
    note(other, "Lägesrunda").fill("Båda skrev")
    is_saved(other, "Lägesrunda")
    page.reload()
    expect(note(page, "Lägesrunda")).to_have_value("Båda skrev")


def test_what_could_not_be_sent_is_there_when_one_comes_back(secretary, address):
    page = secretary
    note(page, "Lägesrunda").click()
    page.keyboard.press("Alt+u")
    page.keyboard.type("Vi mäter olika")
    note(page, "Lägesrunda").fill("Hann inte sparas")
    page.goto("/arbete/")
    page.goto(address)
    expect(note(page, "Lägesrunda")).to_have_value("Hann inte sparas")
    challenge = item(page, "Lägesrunda").get_by_label("Vilken är utmaningen?")
    expect(challenge).to_have_value("Vi mäter olika")
    challenge.press("Control+Enter")
    expect(item(page, "Lägesrunda").get_by_role("listitem")).to_contain_text("Vi mäter olika")
    page.goto(address)
    expect(challenge).to_have_value("")


def test_page_works_without_scripts(browser, site, enter_as, address):
    context = browser.new_context(
        base_url=site, java_script_enabled=False, extra_http_headers=PROXY_HEADERS
    )
    context.add_cookies(enter_as(SECRETARY).context.cookies())
    page = context.new_page()
    page.goto(address)
    expect(page.get_by_text("sparas medan du skriver")).to_be_hidden()
    expect(page.get_by_text("Tangenter")).to_be_hidden()
    page.get_by_role("button", name="Spara vilka som är här").click()
    expect(page.get_by_text(re.compile(r"\d är här\."))).to_be_visible()
    one = item(page, "Lägesrunda")
    one.get_by_text("Ny åtgärdspunkt").click()
    one.get_by_label("Vad ska göras?").fill("Ta fram ett underlag")
    one.get_by_label("Vem gör det?").fill("Exempelmyndigheten")
    one.locator("details[open]").get_by_role("button").click()
    expect(one.get_by_role("listitem")).to_contain_text("Ta fram ett underlag")
    context.close()
