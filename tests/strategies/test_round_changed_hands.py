"""A commitment that another organisation answers for since the round was opened."""

import pytest
from django.core.exceptions import ValidationError

from actors.access import NOBODY
from actors.models import Actor
from strategies.choices import Grade
from strategies.models import Commitment, RoundRequest
from strategies.round_reports.payload import payload_of
from strategies.services import receive_report
from strategies.services.rounds import ask_also, close_round, open_round, reuse_reports
from strategies.summaries.rounds import cockpit_of, request_page, running_page
from tests import builders as make
from tests.people import superuser
from tests.strategies.rounds import answer_all, opened, prepared, submit


@pytest.fixture
def asked(world, cast):
    return opened(world, cast)


def hand_over(commitment: Commitment, *, to: Actor) -> None:
    Commitment.objects.filter(pk=commitment.pk).update(responsible=to)
    commitment.refresh_from_db()


def tell(commitment: Commitment, *, grade: str) -> None:
    """Told and received, and so published, by whoever answers for it now."""
    report = make.draft_report(commitment, by=superuser(), grade=grade)
    make.submitted(report, by=superuser())
    receive_report(report=report, seen=1, by=superuser())


def again(request: RoundRequest) -> RoundRequest:
    return RoundRequest.objects.select_related("round__strategy", "actor").get(pk=request.pk)


def told_of(asked) -> tuple[str, str]:
    """The one row of the commitment in the report: who told, and which grade."""
    payload = payload_of(close_round(round=asked.round, by=asked.malin))
    [one] = [row for row in payload["commitments"] if row["id"] == asked.commitment.public_id]
    assert payload["commitments_not_shown"] == 0
    assert sum(payload["grades"].values()) == len(payload["commitments"])
    return one["actor"], one["grade"]


# ---------------------------------------------------------------- what is to be answered


def test_organisation_that_answers_for_it_now_tells_of_it(asked, cast):
    hand_over(asked.commitment, to=cast.other)
    new = ask_also(round=asked.round, actor=cast.other, by=asked.malin)
    answer_all(new, by=superuser())
    with pytest.raises(ValidationError, match="Utbilda alla"):
        submit(new, by=superuser())


def test_organisation_that_handed_it_over_hands_in_without_it(asked, cast):
    answer_all(asked.request, by=asked.uno)
    with pytest.raises(ValidationError, match="Utbilda alla"):
        submit(asked.request, by=asked.uno)
    hand_over(asked.commitment, to=cast.other)
    assert submit(asked.request, by=asked.uno).reports == []


def test_pages_ask_no_more_of_what_was_handed_over(asked, cast):
    hand_over(asked.commitment, to=cast.other)
    request = again(asked.request)
    assert list(request_page(request).items) == []
    assert list(running_page(request, NOBODY).items) == []
    [row] = [one for one in cockpit_of(asked.round).rows if one.request == request]
    assert (row.told, row.asked) == (0, 0)


def test_pages_keep_what_was_told_before_it_was_handed_over(asked, cast):
    tell(asked.commitment, grade=Grade.STARTED)
    hand_over(asked.commitment, to=cast.other)
    [row] = request_page(again(asked.request)).items
    assert row.item.is_told
    [row] = [one for one in cockpit_of(asked.round).rows if one.request == asked.request]
    assert (row.told, row.asked) == (1, 1)


def test_what_was_handed_over_is_not_answered_by_an_earlier_report(world, cast):
    round = prepared(world, cast)
    commitment = world.strategy.commitments.get(responsible=cast.agency)
    tell(commitment, grade=Grade.STARTED)
    request = open_round(round=round, by=cast.people["maintainer"]).requests.get(actor=cast.agency)
    hand_over(commitment, to=cast.other)
    assert reuse_reports(request=request, items=request.items.all(), by=superuser()) == 0


# ---------------------------------------------------------------- once in the report


def test_commitment_asked_about_twice_counts_once_as_nobody_told(asked, cast):
    hand_over(asked.commitment, to=cast.other)
    ask_also(round=asked.round, actor=cast.other, by=asked.malin)
    assert told_of(asked) == (cast.other.slug, "")


def test_commitment_asked_about_twice_counts_as_who_answers_for_it_told(asked, cast):
    tell(asked.commitment, grade=Grade.STARTED)
    hand_over(asked.commitment, to=cast.other)
    ask_also(round=asked.round, actor=cast.other, by=asked.malin)
    tell(asked.commitment, grade=Grade.COMPLETED)
    assert told_of(asked) == (cast.other.slug, Grade.COMPLETED)


def test_commitment_asked_about_twice_counts_as_who_had_it_told_where_nobody_else_did(asked, cast):
    tell(asked.commitment, grade=Grade.STARTED)
    hand_over(asked.commitment, to=cast.other)
    ask_also(round=asked.round, actor=cast.other, by=asked.malin)
    assert told_of(asked) == (cast.agency.slug, Grade.STARTED)
