import os
import subprocess
import sys

import pytest
from django.conf import settings

GOOD = {
    "SECRET_KEY": "k" * 60,
    "ALLOWED_HOSTS": "samordna.example",
    "DATABASE_URL": "sqlite://:memory:",
    "ENV_FILE": os.devnull,
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
        ({"DATABASE_URL": "oracle://x"}, "DATABASE_URL must be an address"),
        ({"CACHE_URL": "minne"}, "CACHE_URL must begin with"),
        ({"LOG_LEVEL": "LOUD"}, "LOG_LEVEL='LOUD' must be one of"),
        ({"QUICK_EXIT_URL": "smhi.se"}, "must be a whole address"),
        ({"QUICK_EXIT_URL": "https://"}, "must be a whole address"),
        ({"ALLOWED_HOSTS": "https://samordna.example"}, "without https://"),
        ({"DATABASE_URL": "postgres"}, "DATABASE_URL must be an address"),
        ({"DATABASE_URL": "postgres://a:b@host:port/x"}, "DATABASE_URL must be an address"),
        ({"CONN_MAX_AGE": "länge"}, "is not a whole number"),
    ],
)
def test_wrong_value_stops_with_its_name_and_a_remedy(wrong, remedy):
    result = check_with(**(GOOD | wrong))
    assert result.returncode != 0
    assert remedy in result.stderr


def test_values_of_a_file_serve_in_production_and_not_in_development(tmp_path):
    file = tmp_path / "env"
    file.write_text("LOG_LEVEL=LOUD")
    assert "LOUD" in check_with(**(GOOD | {"ENV_FILE": str(file)})).stderr
    assert check_with(DEBUG="1", ENV_FILE=str(file)).returncode == 0


def test_right_values_start():
    result = check_with(**GOOD)
    assert result.returncode == 0, result.stderr
