import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from strategies.models import Commitment, EndMove
from strategies.services import move_end
from tests import builders as make

DECISION = {
    "decided_by": "Länsrådet, Länsstyrelsen i Kalmar län",
    "decided_on": timezone.localdate(),
    "reason": "Upphandlingen drog ut på tiden.",
}


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
