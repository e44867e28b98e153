"""Eight who press "Lämna in" at once, against a real server: one version, one receipt."""

import threading
import urllib.request
from urllib.parse import urlencode

import pytest
from django.conf import settings
from django.core.management import call_command
from django.test import Client

from records.models import OutgoingMail
from strategies.models import Commitment, ProgressReport, ReportVersion
from tests import builders as make
from tests.people import build_cast
from tests.strategies.test_report_pages import row, shown_in

PRESSES = 8

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(
        settings.DATABASES["default"]["ENGINE"].endswith("sqlite3"),
        reason="on SQLite one writer waits for the other",
    ),
]


@pytest.fixture
def cast(transactional_db):
    # The flush after a test like this takes the reference data with it.
    call_command("load_reference", verbosity=0)
    return build_cast(maintainer=make.board())


@pytest.fixture
def commitment(cast) -> Commitment:
    return make.commitment(make.strategy(), responsible=cast.agency)


@pytest.fixture
def press(live_server, cast):
    """Posts the same form of one signed-in person so many times at once; tells the statuses."""

    def at_once(path: str, form: dict[str, str]) -> list[int]:
        client = Client()
        client.force_login(cast.people["reporter"])
        client.get("/arbete/")
        session, token = (client.cookies[name].value for name in ("sessionid", "csrftoken"))
        body = urlencode(form | {"csrfmiddlewaretoken": token}).encode()
        headers = {"Cookie": f"sessionid={session}; csrftoken={token}"}
        start, statuses = threading.Barrier(PRESSES), []

        def one() -> None:
            request = urllib.request.Request(live_server.url + path, body, headers)
            start.wait()
            try:
                statuses.append(urllib.request.urlopen(request, timeout=30).status)
            except urllib.error.HTTPError as error:
                statuses.append(error.code)

        threads = [threading.Thread(target=one) for _press in range(PRESSES)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        return statuses

    return at_once


def test_eight_parallel_posts_submit_once(press, cast, commitment):
    report = make.draft_report(commitment, by=cast.people["reporter"])
    path = f"/arbete/redovisa/{commitment.home.slug}/kontrollera/"
    assert press(path, {"report": f"{report.public_id}.{report.version}"}) == [200] * PRESSES
    assert ReportVersion.objects.count() == 1
    assert OutgoingMail.objects.filter(key__startswith="kvitto/").count() == 1


def test_eight_parallel_saves_make_one_draft(press, cast, commitment):
    path = f"/arbete/redovisa/{commitment.home.slug}/"
    shown = shown_in(cast.client("reporter").get(path).text, commitment)
    assert press(path, row(commitment, shown, done="Vi har börjat.")) == [200] * PRESSES
    assert ProgressReport.objects.get().done == "Vi har börjat."
