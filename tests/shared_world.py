"""The world, its cast and Exempel län, built once for each process instead of once for each test.

To build them takes longer than most tests do. So tests run in this order: those that ask for
none of them, those that ask for the world, those that ask for its people too, those that ask for
Exempel län instead, and last those that commit. What is built is committed when the first of a kind
comes, and every test after it rolls back to there. A test gets copies, so that none sees what
another did to an object.
"""

import shutil
from copy import deepcopy
from pathlib import Path

import pytest
from django.core.management import call_command

from tests.people import Cast, build_cast
from tests.world import World, build_world
from website.demo.loading import LoadedDemo, load_demo

NEITHER, WITH_WORLD, WITH_CAST, WITH_DEMO, COMMITS = range(5)


def kind_of(item: pytest.Item) -> int:
    names = set(getattr(item, "fixturenames", ()))
    marker = item.get_closest_marker("django_db")
    if "transactional_db" in names or (marker and marker.kwargs.get("transaction")):
        return COMMITS
    if "committed_demo" in names:
        return WITH_DEMO
    if "committed_cast" in names:
        return WITH_CAST
    return WITH_WORLD if "committed_world" in names else NEITHER


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    items.sort(key=kind_of)


@pytest.fixture(scope="session")
def committed_world(django_db_setup, django_db_blocker) -> World:
    with django_db_blocker.unblock():
        return build_world()


@pytest.fixture(scope="session")
def committed_cast(committed_world, django_db_blocker) -> Cast:
    with django_db_blocker.unblock():
        return build_cast(maintainer=committed_world.board)


@pytest.fixture(scope="session")
def committed_demo(django_db_setup, django_db_blocker, tmp_path_factory) -> tuple[LoadedDemo, Path]:
    """Exempel län, and the file that keeps the passwords of its people."""
    passwords = tmp_path_factory.mktemp("demo") / "exempel.json"
    with django_db_blocker.unblock():
        begin_anew()
        return load_demo(passwords=passwords), passwords


@pytest.fixture(scope="session")
def nothing_committed(django_db_setup, django_db_blocker) -> None:
    """For tests that commit: they begin with the reference data alone."""
    with django_db_blocker.unblock():
        begin_anew()


def begin_anew() -> None:
    call_command("flush", interactive=False, verbosity=0)
    call_command("load_reference", verbosity=0)


@pytest.fixture(autouse=True)
def begins_where_it_should(request: pytest.FixtureRequest) -> None:
    if kind_of(request.node) == COMMITS:
        request.getfixturevalue("nothing_committed")


@pytest.fixture
def world(committed_world, db) -> World:
    return deepcopy(committed_world)


@pytest.fixture
def cast(committed_cast, world) -> Cast:
    """Each kind of person, around a commitment in the strategy of the world."""
    # The board of this test's world is the one that its cast knows.
    return deepcopy(committed_cast, {id(committed_cast.maintainer): world.board})


@pytest.fixture
def passwords(tmp_path) -> Path:
    """The file that keeps the passwords of the people of Exempel län."""
    return tmp_path / "local" / "exempel.json"


@pytest.fixture
def demo(committed_demo, passwords, db) -> LoadedDemo:
    """Exempel län, as `load_demo` made it."""
    loaded, kept = committed_demo
    passwords.parent.mkdir()
    shutil.copy(kept, passwords)
    return deepcopy(loaded)
