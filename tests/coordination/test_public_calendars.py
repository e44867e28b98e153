"""What everybody may subscribe to: days and towns of meetings, as calendars and as feeds."""

from datetime import UTC, date, datetime, timedelta
from xml.etree import ElementTree

import pytest
import vobject
from django.conf import settings
from django.test import Client
from django.utils import timezone
from icalendar import Calendar

from actors.models import County
from coordination.choices import MeetingState
from coordination.models import Meeting, Network
from records.services import withdraw
from tests import builders as make

MARKER = "Smygmarkör"
ATOM = "{http://www.w3.org/2005/Atom}"
SOON = (timezone.localdate() + timedelta(days=30)).isoformat()
FILES = [
    "/moten/kalender.ics", "/lan/kalmar/kalender.ics", "/natverk/oppet/kalender.ics",
    "/moten/feed.atom", "/natverk/oppet/feed.atom",
]  # fmt: skip


@pytest.fixture
def network(db) -> Network:
    """One whose pages are open to look at."""
    return make.network(slug="oppet", title="Öppna nätverket", sensitive=False)


@pytest.fixture
def invented(db) -> Network:
    """Of an invented county."""
    name = {"name": "Exempel län", "short_name": "Exempel", "slug": "exempel-lan"}
    county = County.objects.create(code="99", letter="EX", is_example=True, **name)
    agency = make.organisation("Exempelmyndigheten", is_example=True)
    return make.network(slug="pahittat", county=county, maintained_by=agency, sensitive=False)


def events(path: str, client: Client | None = None) -> list:
    """The events of a calendar, by two readers that know nothing of each other."""
    response = (client or Client()).get(path)
    assert response.status_code == 200
    found = Calendar.from_ical(response.content).walk("VEVENT")
    others = vobject.readOne(response.content.decode()).contents.get("vevent", [])
    assert [str(one["uid"]) for one in found] == [one.uid.value for one in others]
    assert [one["dtstart"].dt for one in found] == [one.dtstart.value for one in others]
    assert [str(one["summary"]) for one in found] == [one.summary.value for one in others]
    return found


def entries(path: str) -> list[ElementTree.Element]:
    return ElementTree.fromstring(Client().get(path).content).findall(f"{ATOM}entry")


def text_in(entry: ElementTree.Element, name: str) -> str:
    return entry.findtext(f"{ATOM}{name}") or ""


@pytest.mark.parametrize("path", FILES)
def test_what_is_not_public_stands_in_no_file(network, path):
    later = timezone.now() + timedelta(days=1)
    group = make.network(slug="smyg", published_at=None, sensitive=False)
    for published_at in (None, later):
        make.meeting(network, title=MARKER, on=SOON, published_at=published_at)
    make.meeting(group, title=MARKER, on=SOON)
    withdrawn = make.meeting(network, title=MARKER, on=SOON)
    withdraw(record=withdrawn)
    shown = make.meeting(
        network, title="Visas", on=SOON, town="Kalmar", place=MARKER,
        joining_link=f"https://a.example/{MARKER}", description=MARKER,
    )  # fmt: skip
    make.seat(network, office=MARKER)
    make.attendance(shown, make.organisation(MARKER))
    text = Client().get(path).text
    assert "Visas" in text
    assert MARKER not in text
    assert "ATTENDEE" not in text
    assert "ORGANIZER" not in text


@pytest.mark.parametrize("path", ["kalender.ics", "feed.atom"])
def test_network_that_is_not_public_has_no_file(db, path):
    make.network(slug="smyg", published_at=None)
    for slug in ("smyg", "finns-inte"):
        assert Client().get(f"/natverk/{slug}/{path}").status_code == 404
    assert Client().get("/lan/finns-inte/kalender.ics").status_code == 404


def test_hour_of_a_meeting_is_not_told(network):
    # Late in the evening by UTC, and early the next day where they meet.
    starts = datetime(2027, 5, 11, 22, 17, tzinfo=UTC)
    make.meeting(network, starts_at=starts, ends_at=starts + timedelta(hours=2), town="Kalmar")
    [event] = events("/moten/kalender.ics")
    assert event["dtstart"].dt == date(2027, 5, 12)
    assert event["dtend"].dt == date(2027, 5, 13)
    assert (event["location"], event["transp"]) == ("Kalmar", "TRANSPARENT")
    for path in FILES:
        text = Client().get(path).text.replace("22170", "")
        assert "T2217" not in text
        assert "00:17" not in text
        assert "VTIMEZONE" not in text


def test_meeting_that_may_reveal_its_reader_has_a_neutral_title(network):
    secret = make.network(slug="kansligt", title=MARKER)
    make.meeting(secret, title=MARKER, on=SOON, town="Kalmar")
    make.meeting(make.board(), title=MARKER, on=SOON)
    for path in ("/moten/kalender.ics", "/natverk/kansligt/kalender.ics"):
        assert {str(event["summary"]) for event in events(path)} == {"Möte"}
    for path in (*FILES, "/natverk/kansligt/kalender.ics", "/natverk/kansligt/feed.atom"):
        assert MARKER not in Client().get(path).text
    assert {text_in(one, "title") for one in entries("/moten/feed.atom")} == {"Möte"}


def test_meeting_is_told_by_its_title_day_and_place(network):
    meeting = make.meeting(network, title="Vårens möte; om\x0bstöd, råd", on=SOON, town="Kalmar")
    for path in FILES[:3]:
        [event] = events(path)
        assert str(event["summary"]) == "Vårens möte; om stöd, råd"
        assert event["dtstart"].dt == date.fromisoformat(SOON)
        assert event["uid"] == meeting.calendar_uid
        assert event["url"] == settings.SITE_ADDRESS + meeting.get_absolute_url()
        assert event["sequence"] == 0
        assert "status" not in event


def test_cancelled_meeting_says_so(network):
    make.meeting(network, title="Mötet", on=SOON, state=MeetingState.CANCELLED)
    Meeting.objects.update(sequence=3)
    [event] = events("/moten/kalender.ics")
    assert (event["status"], event["sequence"]) == ("CANCELLED", 3)
    assert event["summary"] == "Inställt: Mötet"


def test_calendar_holds_what_has_a_day_from_a_year_back_and_on(network):
    today = timezone.localdate()
    for days, title in ((-800, "gammalt"), (-300, "i fjol"), (4000, "om elva år")):
        make.meeting(network, title=title, on=(today + timedelta(days=days)).isoformat())
    for on in ("", "2027", "2027-05"):
        make.meeting(network, title="utan dag", on=on)
    assert [event["summary"] for event in events("/moten/kalender.ics")] == ["i fjol", "om elva år"]


def test_what_is_invented_is_in_no_national_file_and_says_so_in_its_own(invented):
    make.meeting(invented, title="Påhittat möte", on=SOON)
    for path in ("/moten/kalender.ics", "/moten/feed.atom"):
        assert "Påhittat" not in Client().get(path).text
    for path in (
        "/moten/kalender.ics?lan=exempel-lan", "/lan/exempel-lan/kalender.ics",
        "/natverk/pahittat/kalender.ics", "/natverk/pahittat/feed.atom",
    ):  # fmt: skip
        response = Client().get(path)
        assert "Påhittat möte" in response.text, path
        assert "Påhittat: hör till Exempel län" in response.text, path
        assert response.headers["X-Robots-Tag"] == "noindex", path


def test_files_of_all_meetings_hold_what_the_list_is_filtered_to(network):
    make.meeting(network, title="Vårens", on=SOON, town="Kalmar")
    make.meeting(network, title="Höstens", on=SOON, town="Växjö")
    query = "?sok=kalmar"
    assert [event["summary"] for event in events(f"/moten/kalender.ics{query}")] == ["Vårens"]
    assert [text_in(one, "title") for one in entries(f"/moten/feed.atom{query}")] == ["Vårens"]
    page = Client().get(f"/moten/{query}&page=1").text
    assert f'href="/moten/kalender.ics{query}"' in page
    assert f'href="/moten/feed.atom{query}"' in page
    for name in ("kalender.ics", "feed.atom"):
        assert Client().get(f"/moten/{name}?lan=finns-inte").status_code == 400


def test_pages_lead_to_their_files(network):
    make.meeting(network, on=SOON)
    for path, files in (
        ("/moten/", ("kalender.ics", "feed.atom")),
        ("/natverk/oppet/", ("kalender.ics", "feed.atom")),
        ("/lan/kalmar/", ("kalender.ics",)),
    ):
        html = Client().get(path).text
        for name in files:
            assert f'href="{path}{name}"' in html
        assert ('type="application/atom+xml"' in html) == ("feed.atom" in files)


def test_feed_tells_what_was_last_changed_first(network):
    now = timezone.now()
    for title, days, changed in (("först", 5, None), ("ändrat", 9, 1), ("sist", 2, None)):
        meeting = make.meeting(network, title=title, published_at=now - timedelta(days=days))
        if changed:
            Meeting.objects.filter(pk=meeting.pk).update(
                content_updated_at=now - timedelta(days=changed), town="Kalmar", on="2027-05-12"
            )
    for path in ("/moten/feed.atom", "/natverk/oppet/feed.atom"):
        found = entries(path)
        assert [text_in(one, "title") for one in found] == ["ändrat", "sist", "först"]
        assert text_in(found[0], "summary") == "12 maj 2027. Kalmar"
        assert text_in(found[0], "published") < text_in(found[0], "updated")
        link = found[0].find(f"{ATOM}link")
        assert link is not None
        assert link.attrib["href"].startswith(f"{settings.SITE_ADDRESS}/moten/")


@pytest.mark.parametrize("language", ["", "/en"])
@pytest.mark.parametrize("path", FILES)
def test_file_is_the_same_for_everybody_and_kept_a_moment(network, admin, path, language):
    make.meeting(network, on=SOON)
    signed_out = Client().get(language + path)
    kind = "text/calendar" if path.endswith("ics") else "application/atom+xml"
    assert signed_out.headers["Content-Type"] == f"{kind}; charset=utf-8"
    assert admin.get(language + path).content == signed_out.content
    assert not signed_out.cookies
    assert "Cookie" not in signed_out.headers.get("Vary", "")
    assert "max-age" in signed_out.headers["Cache-Control"]
    etag = signed_out.headers["ETag"]
    assert Client().get(language + path, headers={"If-None-Match": etag}).status_code == 304
    assert Client().post(language + path).status_code == 405


def test_files_of_a_network_that_may_reveal_its_reader_are_not_stored(db):
    make.network(slug="kansligt")
    for name in ("kalender.ics", "feed.atom"):
        response = Client().get(f"/natverk/kansligt/{name}")
        assert response.headers["Cache-Control"] == "no-store"
        assert response.headers["Referrer-Policy"] == "no-referrer"


def test_file_asks_the_same_with_10_and_1000_meetings(network, django_assert_max_num_queries):
    def counted() -> list[int]:
        numbers = []
        for path in FILES:
            with django_assert_max_num_queries(3) as context:
                Client().get(path)
            numbers.append(len(context))
        return numbers

    meeting = make.meeting(network, title="Ett möte med ett vanligt namn", on=SOON, town="Kalmar")
    grow(meeting, 9)
    before = counted()
    grow(meeting, 990)
    assert counted() == before
    assert len(events("/moten/kalender.ics")) == 1000
    assert len(entries("/moten/feed.atom")) == 50
    assert len(Client().get("/moten/kalender.ics").content) < 350_000


def grow(meeting: Meeting, rows: int) -> None:
    kept = {
        field.attname: getattr(meeting, field.attname)
        for field in Meeting._meta.concrete_fields
        if field.name not in ("id", "public_id")
    }
    Meeting.objects.bulk_create([Meeting(**kept) for _row in range(rows)])
