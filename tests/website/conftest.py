"""Exempel län, loaded where a test asks."""

from pathlib import Path

import pytest

from website.demo.loading import LoadedDemo, load_demo


@pytest.fixture
def passwords(tmp_path) -> Path:
    """The file that keeps the passwords of its people."""
    return tmp_path / "local" / "exempel.json"


@pytest.fixture
def demo(db, passwords) -> LoadedDemo:
    return load_demo(passwords=passwords)
