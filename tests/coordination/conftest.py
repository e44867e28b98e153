"""A network of the maintainer with a meeting, and those who sit in it."""

from datetime import datetime

import pytest
from django.test import Client
from django.utils import timezone

from coordination.models import Meeting, Network
from tests import builders as make
from tests.people import person


@pytest.fixture
def own_network(cast) -> Network:
    """A draft, so that nobody reads it by what is public. The agency of the cast has a seat that
    names an office alone."""
    network = make.network(title="Länets råd", maintained_by=cast.maintainer, published_at=None)
    make.seat(network, actor=cast.agency, office="Samordnare")
    return network


@pytest.fixture
def own_meeting(own_network) -> Meeting:
    """Of two hours, and far ahead."""
    day = timezone.make_aware(datetime(2031, 5, 12, 9))
    return make.meeting(
        own_network, published_at=None, starts_at=day, ends_at=day.replace(hour=11), title="Vårmöte"
    )


@pytest.fixture
def secretary(own_network) -> Client:
    """Runs the network by the seat alone: no membership anywhere."""
    sekar = person("Sekar")
    make.seat(own_network, person=sekar, actor=None, role="secretary")
    client = Client()
    client.force_login(sekar)
    return client
