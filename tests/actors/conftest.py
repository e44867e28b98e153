"""An identity provider that runs, for the tests of single sign-on."""

from collections.abc import Iterator

import pytest

from config import environment
from tests.actors.coming_by_provider import US
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
