import os
import subprocess
import sys

import pytest
from django.conf import settings

GOOD = {
    "SECRET_KEY": "k" * 60,
    "ALLOWED_HOSTS": "samordna.example",
    "DATABASE_URL": "sqlite://:memory:",
}


def check_with(**environment: str) -> subprocess.CompletedProcess:
    """`manage.py check` in a process of its own, with this environment and nothing else of ours."""
    kept = {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ}
    return subprocess.run(
        [sys.executable, "manage.py", "check"],
        cwd=settings.BASE_DIR, env=kept | environment, capture_output=True, text=True,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("wrong", "remedy"),
    [
        ({"SECRET_KEY": ""}, "SECRET_KEY is missing"),
        ({"SECRET_KEY": "kort"}, "SECRET_KEY is too short"),
        ({"ALLOWED_HOSTS": ""}, "ALLOWED_HOSTS must name the hosts"),
        ({"ALLOWED_HOSTS": "*"}, "A star is refused"),
        ({"DEBUG": "kanske"}, "neither yes nor no"),
        ({"DATABASE_URL": "oracle://x"}, "DATABASE_URL must begin with"),
        ({"CACHE_URL": "minne"}, "CACHE_URL must begin with"),
        ({"LOG_LEVEL": "LOUD"}, "LOG_LEVEL='LOUD' must be one of"),
        ({"QUICK_EXIT_URL": "smhi.se"}, "must begin with https://"),
    ],
)
def test_wrong_value_stops_with_its_name_and_a_remedy(wrong, remedy):
    result = check_with(**(GOOD | wrong))
    assert result.returncode != 0
    assert remedy in result.stderr


def test_right_values_start():
    result = check_with(**GOOD)
    assert result.returncode == 0, result.stderr
