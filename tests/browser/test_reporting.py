"""An officer updates twelve commitments: how many clicks it takes, and that nothing is lost."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import PROXY_HEADERS, watch
from tests.browser.test_accessibility import violations
from tests.browser.test_people import sign_in
from tests.people import PASSWORD
from tests.reporting import TWELVE

pytestmark = pytest.mark.browser

WIDTHS = [1280, 375, 320]
TEXT = "Sex utbildningar är hållna, med 84 deltagare från nio kontor."
PREPARE = "from tests.reporting import twelve; twelve({name!r}, are_told={are_told})"


@pytest.fixture
def officer(browser, site, site_shell, faults):
    """A browser at the page where a person, made for the test, reports twelve commitments."""
    contexts = []

    def start(name: str, *, are_told: bool = True, scripts: bool = True):
        site_shell(PREPARE.format(name=name, are_told=are_told))
        context = browser.new_context(
            base_url=site,
            viewport={"width": 1280, "height": 900},
            java_script_enabled=scripts,
            extra_http_headers=PROXY_HEADERS | {"X-Forwarded-For": f"198.51.100.{len(name)}"},
        )
        contexts.append(context)
        context.set_default_timeout(10_000)
        page = watch(context.new_page(), site, faults)
        sign_in(page, f"{name.lower()}@samordna.example", PASSWORD)
        page.goto(place(name))
        return page

    yield start
    for context in contexts:
        context.close()


def place(name: str) -> str:
    return f"/arbete/redovisa/strategi-{name.lower()}/"


def report(page, number: int):
    """The part of the page that is about one commitment."""
    title = re.compile(rf"^Åtagande nummer {number}$")
    heading = page.get_by_role("heading", name=title, level=2)
    return page.locator("fieldset.report").filter(has=heading)


def what_was_done(page, number: int):
    return report(page, number).get_by_label("Vad har gjorts?")


def is_saved(page, number: int) -> None:
    expect(report(page, number).get_by_role("status")).to_have_text(re.compile(r"Sparat \d\d:\d\d"))


class Clicks:
    """Counts what a hand does with the mouse."""

    def __init__(self) -> None:
        self.number = 0

    def on(self, locator) -> None:
        self.number += 1
        locator.click()


def submit(page, clicks: Clicks) -> None:
    clicks.on(page.get_by_role("button", name="Kontrollera svaren"))
    expect(page.get_by_role("heading", level=1)).to_have_text("Kontrollera svaren")
    clicks.on(page.get_by_role("button", name="Lämna in"))
    expect(page.get_by_role("heading", level=1)).to_have_text("Tack, det är inlämnat")
    expect(page.locator("main ul.rows > li")).to_have_count(TWELVE)


# ---------------------------------------------------------------- clicks


@pytest.mark.parametrize("scripts", [True, False])
def test_twelve_commitments_are_updated_in_at_most_40_clicks(officer, scripts):
    page = officer("Asta" if scripts else "Berit", scripts=scripts)
    clicks = Clicks()
    for number in range(1, TWELVE + 1):
        one = report(page, number)
        clicks.on(one.get_by_label("Genomfört till hälften eller mer"))
        clicks.on(one.get_by_label("Vad har gjorts?"))
        page.keyboard.type(f"{TEXT} {number}")
    submit(page, clicks)
    assert clicks.number <= 40


@pytest.mark.parametrize("scripts", [True, False])
def test_twelve_unchanged_are_confirmed_in_at_most_14_clicks(officer, scripts):
    page = officer("Cilla" if scripts else "Dagny", scripts=scripts)
    clicks = Clicks()
    for number in range(1, TWELVE + 1):
        clicks.on(report(page, number).get_by_label("Oförändrat sedan sist"))
    submit(page, clicks)
    assert clicks.number <= 14


def test_twelve_unchanged_are_confirmed_by_keyboard_alone(officer):
    page = officer("Elsa")
    page.locator("main").focus()
    ticked = 0
    while ticked < TWELVE:
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.name.endsWith('-repeats')"):
            page.keyboard.press("Space")
            ticked += 1
    while page.evaluate("document.activeElement.name") != "kontrollera":
        page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Kontrollera svaren")


# ---------------------------------------------------------------- nothing is lost


def test_text_saves_itself_and_is_there_after_the_back_button(officer):
    page = officer("Fanny")
    what_was_done(page, 1).fill(TEXT)
    is_saved(page, 1)
    page.goto("/arbete/")
    page.go_back()
    expect(what_was_done(page, 1)).to_have_value(TEXT)


def test_text_that_had_no_time_to_save_itself_is_there_after_the_back_button(officer):
    page = officer("Greta")
    what_was_done(page, 1).press_sequentially(TEXT)
    page.goto("/arbete/")
    page.go_back()
    expect(what_was_done(page, 1)).to_have_value(TEXT)
    is_saved(page, 1)


def test_text_outlives_a_lost_connection(officer, faults):
    page = officer("Hulda")
    page.context.set_offline(True)
    what_was_done(page, 1).fill(TEXT)
    expect(report(page, 1).get_by_role("status")).to_contain_text("ingen kontakt")
    page.context.set_offline(False)
    is_saved(page, 1)
    page.reload()
    expect(what_was_done(page, 1)).to_have_value(TEXT)
    faults.console.clear()


def test_text_outlives_an_error_of_the_server(officer, faults):
    page = officer("Irma")
    page.route(f"**{place('Irma')}", lambda route: route.fulfill(status=500, body="Fel"))
    what_was_done(page, 1).fill(TEXT)
    expect(report(page, 1).get_by_role("status")).to_contain_text("Inte sparat")
    page.unroute(f"**{place('Irma')}")
    faults.console.clear()
    page.reload()
    expect(what_was_done(page, 1)).to_have_value(TEXT)
    is_saved(page, 1)


def test_text_outlives_a_button_that_was_answered_by_an_error(officer, faults):
    page = officer("Iris")
    page.route(f"**{place('Iris')}", lambda route: route.fulfill(status=500, body="Fel"))
    what_was_done(page, 1).fill(TEXT)
    page.get_by_role("button", name="Kontrollera svaren").click()
    expect(page.locator("body")).to_have_text("Fel")
    page.unroute(f"**{place('Iris')}")
    faults.console.clear()
    page.goto("/arbete/")
    page.goto(place("Iris"))
    expect(what_was_done(page, 1)).to_have_value(TEXT)
    is_saved(page, 1)
    # What has been saved as a whole is forgotten by the tab, and by nothing earlier.
    what_was_done(page, 2).fill(TEXT)
    page.get_by_role("button", name="Kontrollera svaren").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Kontrollera svaren")
    assert page.evaluate("Object.keys(sessionStorage)") == []


def test_text_is_there_where_the_way_back_from_signing_in_was_left(officer, site_shell, faults):
    page = officer("Jenny")
    page.context.clear_cookies(name="sessionid")
    what_was_done(page, 1).fill(TEXT)
    page.get_by_role("button", name="Kontrollera svaren").click()
    page.get_by_label("E-postadress").fill("jenny@samordna.example")
    page.get_by_label("Lösenord", exact=True).fill(PASSWORD)
    page.get_by_role("main").get_by_role("button", name="Logga in").click()
    expect(page.get_by_role("main")).to_contain_text(TEXT)
    faults.console.clear()
    page.goto("/arbete/")
    expect(page.get_by_role("link", name="Något du skrev är inte skickat än")).to_be_visible()
    page.goto(place("Jenny"))
    expect(what_was_done(page, 1)).to_have_value(TEXT)
    is_saved(page, 1)


def test_text_outlives_a_sign_in_that_has_run_out(officer, site, faults):
    page = officer("Jonna")
    what_was_done(page, 2).fill("Sparat i tid.")
    is_saved(page, 2)
    page.context.clear_cookies(name="sessionid")
    what_was_done(page, 1).fill(TEXT)
    expect(report(page, 1).get_by_role("status")).to_contain_text("inte inloggad")
    other = watch(page.context.new_page(), site, faults)
    sign_in(other, "jonna@samordna.example", PASSWORD)
    # The tab is looked at again: a headless browser never hides one.
    page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
    is_saved(page, 1)
    faults.console.clear()
    other.goto(place("Jonna"))
    expect(what_was_done(other, 1)).to_have_value(TEXT)


def test_text_sent_by_a_button_outlives_a_sign_in_that_has_run_out(officer):
    page = officer("Karla", scripts=False)
    page.context.clear_cookies(name="sessionid")
    what_was_done(page, 1).fill(TEXT)
    page.get_by_role("button", name="Spara", exact=True).click()
    page.get_by_label("E-postadress").fill("karla@samordna.example")
    page.get_by_label("Lösenord", exact=True).fill(PASSWORD)
    page.get_by_role("main").get_by_role("button", name="Logga in").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Det du skrev finns kvar")
    page.get_by_role("button", name="Skicka igen").click()
    expect(what_was_done(page, 1)).to_have_value(TEXT)


def test_second_tab_is_told_and_keeps_its_own_text(officer, site, faults):
    page = officer("Lovisa")
    other = watch(page.context.new_page(), site, faults)
    other.goto(place("Lovisa"))
    what_was_done(page, 1).fill("Den första fliken.")
    is_saved(page, 1)
    what_was_done(other, 1).fill(TEXT)
    expect(report(other, 1).get_by_role("status")).to_contain_text("samtidigt")
    other.get_by_role("button", name="Spara", exact=True).click()
    expect(other.locator("main")).to_contain_text("Den första fliken.")
    expect(what_was_done(other, 1)).to_have_value(TEXT)
    other.get_by_role("button", name="Spara", exact=True).click()
    expect(other.locator("main .ds-alert")).to_have_text(re.compile(r"Sparat \d\d:\d\d"))
    page.reload()
    expect(what_was_done(page, 1)).to_have_value(TEXT)


def test_second_press_of_the_button_submits_once(officer, site_shell):
    page = officer("Marta")
    report(page, 1).get_by_label("Oförändrat sedan sist").check()
    page.get_by_role("button", name="Kontrollera svaren").click()
    page.get_by_role("button", name="Lämna in").dblclick()
    expect(page.get_by_role("heading", level=1)).to_have_text("Tack, det är inlämnat")
    expect(page.locator("main ul.rows > li")).to_have_count(1)


# ---------------------------------------------------------------- looked at


@pytest.mark.parametrize("language", ["", "/en"])
def test_pages_of_reporting_are_accessible_at_every_width(officer, language):
    page = officer("Nora" if language else "Olga")
    name = "Nora" if language else "Olga"
    report(page, 1).get_by_label("Oförändrat sedan sist").check()
    report(page, 2).get_by_label("Genomfört till hälften eller mer").check()
    is_saved(page, 2)
    paths = ["/arbete/", place(name), f"{place(name)}utskrift/", f"{place(name)}kontrollera/",
             f"{place(name)}kvitto/", "/arbete/fortsatt/"]  # fmt: skip
    for path in paths:
        page.goto(language + path)
        for width in WIDTHS:
            page.set_viewport_size({"width": width, "height": 900})
            where = (width, page.url)
            assert violations(page) == [], where
            assert page.evaluate("document.documentElement.scrollWidth") <= width, where
