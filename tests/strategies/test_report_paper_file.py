"""The paper as a file: who takes it home, and how it is served."""

import pytest
from auditlog.models import LogEntry
from django.db.models import QuerySet

from strategies.models import ReportPaper, ReportVersion
from strategies.services import receive_report
from tests import builders as make
from tests.people import KINDS
from tests.strategies.test_report_filing import completed, told


@pytest.fixture
def commitment(world, cast):
    return make.commitment(world.strategy, responsible=cast.agency)


@pytest.fixture
def uno(cast):
    return cast.people["reporter"]


def address(version: ReportVersion, number: int | None = None) -> str:
    number = number or version.number
    return f"/arbete/uppfoljningar/{version.report.public_id}/papper/{number}/"


WHILE_NOT_PUBLIC = {"reporter", "coordinator", "signer", "maintainer", "superuser"}
SIGNED_IN = [kind for kind in KINDS if kind != "signed out"]


@pytest.mark.parametrize("kind", SIGNED_IN)
def test_unpublished_paper_is_for_those_it_concerns(cast, commitment, uno, kind):
    path = address(told(commitment, uno))
    assert cast.client(kind).get(path).status_code == (200 if kind in WHILE_NOT_PUBLIC else 404)


@pytest.mark.parametrize("kind", SIGNED_IN)
def test_older_version_of_a_public_report_is_not_for_all_who_sign_in(cast, commitment, uno, kind):
    first = told(commitment, uno)
    second = completed(first, cast)
    receive_report(report=second.report, seen=2, by=cast.people["maintainer"])
    client = cast.client(kind)
    assert client.get(address(second)).status_code == 200
    concerned = kind in WHILE_NOT_PUBLIC
    assert client.get(address(first)).status_code == (200 if concerned else 404)
    page = client.get(first.report.get_work_url()).text
    assert (address(first) in page) is concerned
    assert address(second) in page
    assert ("Vi har börjat." in page) is concerned


def test_number_that_is_no_version_is_not_found(cast, commitment, uno):
    version = told(commitment, uno)
    for number in (2, 10**30):
        assert cast.client("reporter").get(address(version, number)).status_code == 404


def test_contributor_takes_the_paper_and_a_draft_has_none(cast, commitment, uno):
    commitment.contributors.add(cast.other)
    report = make.draft_report(commitment, by=uno)
    path = f"/arbete/uppfoljningar/{report.public_id}/papper/1/"
    for kind in ("other agency", "reporter"):
        assert cast.client(kind).get(path).status_code == 404
    make.submitted(report, by=uno)
    assert cast.client("other agency").get(path).status_code == 200


def test_paper_is_served_as_a_file_that_nobody_keeps(cast, commitment, uno):
    version = told(commitment, uno)
    response = cast.client("reporter").get(address(version))
    assert b"".join(response.streaming_content) == bytes(version.paper.content)
    assert response.headers["Content-Type"] == "application/pdf"
    named = response.headers["Content-Disposition"]
    assert named.startswith("attachment; filename*=utf-8''Uppf%C3%B6ljning%20")
    assert response.headers["Cache-Control"] == "no-store"
    assert response.headers["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in response.headers["Content-Security-Policy"]


def test_reading_by_a_superuser_is_noted_and_by_others_not(cast, commitment, uno):
    version = told(commitment, uno)
    readings = LogEntry.objects.filter(additional_data__verb="read_draft")
    cast.client("maintainer").get(address(version))
    assert not readings.exists()
    cast.client("superuser").get(address(version))
    assert readings.get().object_id == version.report.pk


def test_page_and_receipt_lead_to_the_paper_where_there_is_one(cast, commitment, uno, world):
    version = told(commitment, uno)
    client = cast.client("reporter")
    receipt = f"/arbete/redovisa/{world.strategy.slug}/kvitto/"
    for page in (version.report.get_work_url(), receipt):
        assert f'href="{address(version)}"' in client.get(page).text


def test_page_of_a_version_without_a_paper_leads_to_none(cast, commitment, uno, world):
    version = told(commitment, uno)
    QuerySet(ReportPaper)._raw_delete("default")
    client = cast.client("reporter")
    receipt = f"/arbete/redovisa/{world.strategy.slug}/kvitto/"
    for page in (version.report.get_work_url(), receipt):
        assert "/papper/" not in client.get(page).text
