"""What was submitted is never changed: neither by our models, nor by the database itself."""

import pytest
from django.core.exceptions import ValidationError
from django.db import DatabaseError, connection, transaction
from django.db.models import QuerySet

from strategies.models import ReportVersion
from tests import builders as make


@pytest.fixture
def version(world, cast) -> ReportVersion:
    uno = cast.people["reporter"]
    commitment = make.commitment(world.strategy, responsible=cast.agency)
    return make.submitted(make.draft_report(commitment, by=uno, done="Tre möten."), by=uno)


def stored() -> str:
    return ReportVersion.objects.get().done


def test_model_refuses_to_change_and_to_erase_it(version):
    version.done = "Trettio möten."
    for act in (version.save, version.delete, ReportVersion.objects.all().delete):
        with pytest.raises(ValidationError):
            act()
    with pytest.raises(ValidationError):
        ReportVersion.objects.update(done="Trettio möten.")
    assert stored() == "Tre möten."


def test_database_refuses_to_change_it_past_the_model(version):
    with pytest.raises(DatabaseError, match="never changed"), transaction.atomic():
        QuerySet(ReportVersion).filter(pk=version.pk).update(done="Trettio möten.")
    assert stored() == "Tre möten."


def test_database_refuses_to_change_it_by_sql(version):
    change = "UPDATE strategies_reportversion SET done = 'x' WHERE id = %s"
    with (
        pytest.raises(DatabaseError, match="never changed"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(change, [version.pk])
    assert stored() == "Tre möten."
