"""The letter of reminders: when it leaves, that it never comes twice, and what it says."""

from datetime import timedelta
from itertools import cycle

import pytest

from actors.models import User
from records.models import OutgoingMail
from strategies.models import Strategy
from tests import builders as make
from tests.website.reminding import at, moments, officer, remind, unanswered
from website.choices import Frequency
from website.models import ReminderRun
from website.services import choose_reminders, send_digests
from website.services.digests import SomeNotWrittenError

MONDAY, TUESDAY, NEXT_MONDAY = "2027-03-01 08:00", "2027-03-02 08:00", "2027-03-08 08:00"


@pytest.fixture
def home(db) -> Strategy:
    return make.strategy()


@pytest.fixture
def uno(home) -> User:
    """Reports for an agency, and owes something."""
    uno = officer("Uno", of=make.organisation("Myndigheten"))
    unanswered(home, uno, title="Utbilda <alla> chefer")
    return uno


def weeks_of_letters() -> list[str]:
    keys = OutgoingMail.objects.order_by("key").values_list("key", flat=True)
    return [key.rpartition("/")[2] for key in keys]


# ---------------------------------------------------------------- when


@pytest.mark.parametrize(
    "moment",
    [
        "2027-03-06 08:00",  # Saturday
        "2027-03-29 08:00",  # annandag påsk
        "2027-05-07 08:00",  # the Friday after Kristi himmelsfärdsdag
        "2027-06-25 08:00",  # midsommarafton
        "2027-07-05 08:00",  # week 27
        "2027-12-21 08:00",
        "2027-03-01 06:59",  # too early in the morning
    ],
)
def test_nothing_leaves_when_people_are_not_at_work(uno, moment):
    assert remind(moment) == 0
    assert not ReminderRun.objects.exists()


def test_letters_leave_on_the_first_day_of_the_week_on_which_they_may(uno):
    assert remind("2027-03-29 12:00") == 0
    assert remind("2027-03-30 07:00") == 1
    assert remind("2027-03-31 07:00") == 0
    assert weeks_of_letters() == ["2027-W13"]


def test_year_of_the_week_is_the_weeks_own(uno):
    """8 January 2027 is a Friday, the first day after the turn of the year."""
    for now in moments("2026-12-14 08:00", "2027-01-11 08:00", timedelta(days=1)):
        send_digests(now=now)
    assert weeks_of_letters() == ["2026-W51", "2027-W01", "2027-W02"]


def test_worker_that_was_away_on_monday_writes_on_tuesday(uno):
    assert remind(TUESDAY) == 1


def test_what_comes_up_later_in_the_week_waits_for_the_next(home, uno):
    """Whoever is asked for completion has a letter about that already."""
    ulla = officer("Ulla", of=make.organisation("Andra myndigheten"))
    assert remind(MONDAY) == 1
    unanswered(home, ulla)
    assert remind(TUESDAY) == 0
    assert remind(NEXT_MONDAY) == 2


def test_nothing_is_written_to_who_has_nothing_to_do(home):
    officer("Ulla", of=make.organisation("Andra myndigheten"))
    assert remind(MONDAY) == 0


# ---------------------------------------------------------------- never twice


def test_it_may_run_all_the_time_and_writes_once_a_week(uno):
    for now in moments("2027-03-01 00:00", "2027-03-14 23:59", timedelta(minutes=20)):
        send_digests(now=now)
    assert weeks_of_letters() == ["2027-W09", "2027-W10"]


def test_who_wants_it_monthly_gets_the_first_of_the_month(uno):
    choose_reminders(frequency=Frequency.MONTHLY, by=uno)
    for now in moments("2027-03-01 08:00", "2027-09-30 08:00", timedelta(days=1)):
        send_digests(now=now)
    # None in July; in August after the summer. Easter Monday is in March, and so is that week.
    assert weeks_of_letters() == [
        "2027-W09", "2027-W14", "2027-W18", "2027-W23", "2027-W33", "2027-W36",
    ]  # fmt: skip


def test_who_wants_none_gets_none(uno):
    choose_reminders(frequency=Frequency.NEVER, by=uno)
    for now in moments("2027-03-01 08:00", "2027-04-30 08:00", timedelta(days=1)):
        send_digests(now=now)
    assert not OutgoingMail.objects.exists()


@pytest.mark.parametrize("before", Frequency)
@pytest.mark.parametrize("after", Frequency)
def test_change_of_mind_gives_no_second_letter_in_a_week(uno, before, after):
    choose_reminders(frequency=before, by=uno)
    first = remind(MONDAY)
    choose_reminders(frequency=after, by=uno)
    assert first + remind(TUESDAY) == (before != Frequency.NEVER)
    # April begins in this week, on a Thursday.
    assert remind("2027-03-30 08:00") == (after == Frequency.WEEKLY)
    assert remind("2027-04-01 08:00") == 0


def test_whoever_changes_their_mind_every_day_gets_at_most_one_a_week(uno):
    days = moments("2027-01-08 08:00", "2027-06-30 08:00", timedelta(days=1))
    for now, frequency in zip(days, cycle(Frequency), strict=False):
        choose_reminders(frequency=frequency, by=uno)
        send_digests(now=now)
    weeks = weeks_of_letters()
    assert len(weeks) == len(set(weeks))


def test_one_letter_that_fails_keeps_no_other_and_alone_is_tried_again(home, uno, caplog):
    broken = officer("Bo", of=make.organisation("Andra myndigheten"), email="ingen adress")
    unanswered(home, broken)
    with pytest.raises(SomeNotWrittenError):
        send_digests(now=at(MONDAY))
    assert OutgoingMail.objects.get().to == uno.email
    assert f"person {broken.pk} was not written: ValidationError" in caplog.text
    assert "ingen adress" not in caplog.text
    User.objects.filter(pk=broken.pk).update(email="bo@samordna.example")
    assert remind(MONDAY) == 1
    assert OutgoingMail.objects.count() == 2


# ---------------------------------------------------------------- what it says


def letter_to(user: User, moment: str = MONDAY) -> OutgoingMail:
    remind(moment)
    return OutgoingMail.objects.get(to=user.email)


def test_letter_counts_and_names_what_waits_and_leads_on(uno):
    mail = letter_to(uno)
    assert mail.subject == "Det här väntar på dig i Samordna"
    for text in (mail.text, mail.html):
        assert "Hej Uno!" in text
        assert "En sak väntar på dig i Samordna." in text
        assert "Inget är redovisat (1)" in text
        assert "/arbete/paminnelser/" in text
        assert "Myndigheten" not in text, "Whose it is goes without saying"
    assert "* Utbilda <alla> chefer" in mail.text
    assert "Utbilda &lt;alla&gt; chefer" in mail.html
    assert mail.html.count("<a ") == 2


def test_letter_is_in_the_language_of_its_reader_and_titles_in_swedish(home, uno):
    User.objects.filter(pk=uno.pk).update(language="en")
    unanswered(home, uno)
    mail = letter_to(uno)
    assert mail.subject == "This is waiting for you in Samordna"
    assert "2 things are waiting for you in Samordna." in mail.text
    assert "Nothing reported (2)" in mail.text
    assert "/en/arbete/paminnelser/" in mail.text
    assert '<ul lang="sv">' in mail.html


def test_letter_of_several_organisations_says_whose_each_is(home, uno):
    other = make.organisation("Andra myndigheten")
    uno.memberships.create(actor=other, role="reporter", valid_from="2020-01-01")
    make.commitment(home, responsible=other, handler=uno, handler_since="2020-01-01", title="Ny")
    mail = letter_to(uno)
    assert "* Ny (Andra myndigheten)" in mail.text
    assert "chefer (Myndigheten)" in mail.text


def test_long_letter_leaves_the_rest_to_the_page(home, uno):
    for _number in range(16):
        unanswered(home, uno)
    mail = letter_to(uno)
    assert "17 saker väntar på dig" in mail.text
    assert mail.text.count("\n* ") == 15
    assert "och 2 till" in mail.text


def test_protected_person_is_written_to_at_their_own_address(uno):
    User.objects.filter(pk=uno.pk).update(protected=True)
    assert letter_to(uno).to == uno.email


# ---------------------------------------------------------------- how much it asks


def test_once_written_it_asks_one_question(uno, django_assert_num_queries):
    remind(MONDAY)
    with django_assert_num_queries(1):
        send_digests(now=at(TUESDAY))


# Three of the seven questions are the outbox's; the rest are savepoints.
ONCE, FOR_EACH = 13, 7


def test_each_letter_costs_the_same(home, uno, django_assert_num_queries):
    people = [officer(f"R{number}", of=make.organisation(f"M{number}")) for number in range(30)]
    for one in people:
        unanswered(home, one)
    with django_assert_num_queries(ONCE + FOR_EACH * 31):
        send_digests(now=at(MONDAY))
