"""An identity provider that runs, and an administrator who has just shown who they are."""

from collections.abc import Iterator

import pytest
from django.test import Client

from config import environment
from tests.actors.coming_by_provider import US
from tests.actors.signing_in import confirm_password
from tests.identity_provider import Provider, running_provider


@pytest.fixture(scope="session")
def provider_process() -> Iterator[Provider]:
    with running_provider([US]) as started:
        yield started


@pytest.fixture
def provider(provider_process, db, settings, monkeypatch) -> Iterator[Provider]:
    """The provider that the settings name."""
    for name, value in provider_process.settings().items():
        monkeypatch.setenv(name, value)
    settings.IDENTITY_PROVIDER = environment.identity_provider()
    yield provider_process
    provider_process.is_whole()


@pytest.fixture
def no_passwords(provider, settings) -> Provider:
    """People come through the provider only."""
    settings.LOCAL_PASSWORDS = False
    return provider


@pytest.fixture
def confirmed(admin) -> Client:
    """Samira, who has just shown who she is."""
    confirm_password(admin)
    return admin
