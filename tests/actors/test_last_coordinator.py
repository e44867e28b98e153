"""Somebody answers for an organisation tomorrow too."""

from datetime import timedelta

import pytest
from django.utils import timezone

from actors.choices import Role
from actors.models import Membership
from actors.services import LastCoordinatorError, Rights, change_membership, end_membership
from tests.people import person


@pytest.fixture
def karins(cast) -> Membership:
    return cast.agency.memberships.get(user=cast.people["coordinator"])


def test_coordinator_whose_right_runs_out_today_is_no_other_coordinator(cast, karins):
    person("Kerstin", of=cast.agency, role=Role.COORDINATOR, valid_to=timezone.localdate())
    karin = cast.people["coordinator"]
    with pytest.raises(LastCoordinatorError):
        end_membership(membership=karins, by=karin)
    with pytest.raises(LastCoordinatorError):
        change_membership(membership=karins, rights=Rights(Role.READER, may_sign=False), by=karin)
    path = f"/arbete/medarbetare/{cast.agency.slug}/{karins.public_id}/"
    assert "den enda organisationsansvariga" in cast.client("coordinator").get(path).text


def test_coordinator_leaves_beside_one_whose_right_holds_tomorrow(cast, karins):
    tomorrow = timezone.localdate() + timedelta(days=1)
    person("Kerstin", of=cast.agency, role=Role.COORDINATOR, valid_to=tomorrow)
    end_membership(membership=karins, by=cast.people["coordinator"])
    assert cast.agency.memberships.coordinating().get().user.name == "Kerstin"
