import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone

from actors.access import NOBODY, Access
from actors.services.publishing import publish_as, withdraw_as
from strategies.models import Commitment, EndMove
from strategies.services import EndMovedError, move_end
from tests import builders as make
from tests.people import KINDS

DECISION = {
    "decided_by": "Länsrådet, Länsstyrelsen i Kalmar län",
    "decided_on": timezone.localdate(),
    "reason": "Upphandlingen drog ut på tiden.",
    "by": Access(is_superuser=True),
}


@pytest.mark.parametrize("kind", KINDS)
def test_end_is_moved_by_those_alone_who_may_edit_the_commitment(world, cast, kind):
    commitment = make.commitment(world.strategy, responsible=cast.agency, end="2026")
    user = cast.people[kind]
    decision = DECISION | {"by": user.access if user else NOBODY}
    if kind in ("coordinator", "maintainer", "superuser"):
        move_end(commitment=commitment, to="2027", **decision)
    else:
        with pytest.raises(PermissionDenied):
            move_end(commitment=commitment, to="2027", **decision)
    assert EndMove.objects.exists() == (kind in ("coordinator", "maintainer", "superuser"))


@pytest.mark.parametrize("service", [publish_as, withdraw_as])
def test_goal_is_published_and_withdrawn_by_the_maintainer_alone(world, cast, service):
    goal = make.goal(world.strategy, published_at=None if service is publish_as else timezone.now())
    for kind, user in cast.people.items():
        if kind not in ("maintainer", "superuser"):
            with pytest.raises(PermissionDenied):
                service(record=goal, by=user.access if user else NOBODY)
    assert service(record=goal, by=cast.people["maintainer"].access)


@pytest.mark.parametrize("to", ["2026", "2024", "sen", ""])
def test_end_is_not_moved_to_itself_before_the_start_or_to_no_date(world, to):
    commitment = make.commitment(world.strategy, start="2025", end="2026")
    with pytest.raises(ValidationError):
        move_end(commitment=commitment, to=to, **DECISION)
    assert Commitment.objects.get(pk=commitment.pk).end == "2026"
    assert not EndMove.objects.exists()


def test_end_that_was_never_told_is_not_moved(world):
    with pytest.raises(ValidationError, match="inget slut"):
        move_end(commitment=make.commitment(world.strategy), to="2027", **DECISION)


def test_end_is_moved_and_every_move_is_kept(world):
    move_end(commitment=world.commitment, to="2027-06", **DECISION)
    move_end(commitment=world.commitment, to="2028", **DECISION)
    moved = Commitment.objects.get(pk=world.commitment.pk)
    moves = moved.end_moves.values_list("moved_from", "moved_to")
    assert list(moves) == [("2026", "2027-06"), ("2027-06", "2028")]
    assert moved.end == "2028"
    assert moved.content_updated_at is not None


def test_end_is_moved_once_though_the_button_is_pressed_twice(world):
    first = move_end(commitment=world.commitment, to="2027", seen="2026", **DECISION)
    assert move_end(commitment=world.commitment, to="2027", seen="2026", **DECISION) == first
    assert EndMove.objects.get() == first


def test_end_that_another_has_moved_meanwhile_is_not_moved_unseen(world):
    make.end_move(world.commitment, to="2028")
    with pytest.raises(EndMovedError):
        move_end(commitment=world.commitment, to="2027", seen="2026", **DECISION)
    assert Commitment.objects.get(pk=world.commitment.pk).end == "2028"
