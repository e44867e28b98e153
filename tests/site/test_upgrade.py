"""An older installation comes up to date with all that it holds: `migrate` from the tables of the
first public pages, with rows in them, to those of today."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator

import psycopg2
import pytest
from django.conf import settings
from django.db import connection

# The tables of then: no reports, rounds or networks, and no versions of people and counties.
THEN = {
    "records": "0001_initial",
    "actors": "0002_examples",
    "strategies": "0001_initial",
    "website": "0001_initial",
}
# Nothing of the models of today: they ask for columns that were not there.
FILLED = """
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
executor = MigrationExecutor(connection)
of = executor.loader.project_state({nodes!r}).apps.get_model
county = of("actors", "County").objects.create(
    code="08", name="Kalmar län", short_name="Kalmar", slug="kalmar"
)
board = of("actors", "Actor").objects.create(
    key="lst", slug="lst", name="Länsstyrelsen", kind="county_board"
)
board.counties.add(county)
user = of("actors", "User").objects.create(email="anna@kalmar.example", name="Anna")
of("actors", "Membership").objects.create(user=user, actor=board, role="coordinator")
strategy = of("strategies", "Strategy").objects.create(
    kind="strategy", slug="strategin", title="Strategin", level="county", county=county,
    maintained_by=board, published_at="2026-01-01T00:00:00Z", state="adopted",
)
goal = of("strategies", "Goal").objects.create(
    strategy=strategy, slug="malet", text="Målet", published_at="2026-01-01T00:00:00Z"
)
commitment = of("strategies", "Commitment").objects.create(
    home=strategy, kind="commitment", title="Åtagandet", responsible=board, end="2027",
    published_at="2026-01-01T00:00:00Z",
)
of("strategies", "Contribution").objects.create(
    commitment=commitment, strategy=strategy, goal=goal, state="accepted"
)
of("strategies", "Party").objects.create(strategy=strategy, actor=board, role="stands_behind")
of("strategies", "EndMove").objects.create(
    commitment=commitment, moved_from="2026", moved_to="2027", decided_by="Länsrådet",
    decided_on="2026-02-01", reason="Mer tid",
)
of("website", "SupportLine").objects.create(key="egen", name="Egen linje", number="123")
"""
READ = """
import json
from django.test import Client
from actors.access import read_access
from actors.models import User
from strategies.models import Commitment
commitment = Commitment.objects.public().get()
anna = User.objects.get()
pages = ["/", "/lan/kalmar/", "/strategier/strategin/", "/strategier/strategin/mal/malet/",
         commitment.get_absolute_url(), "/aktorer/lst/", "/hjalp/"]
print(json.dumps(dict(
    statuses=[Client(headers=dict(host="localhost")).get(page).status_code for page in pages],
    end=commitment.end,
    moves=commitment.end_moves.count(),
    goals=[one.goal.text for one in commitment.contributions.all()],
    coordinates=len(read_access(anna).coordinates),
    version=anna.version,
    told=Client(headers=dict(host="localhost")).get("/strategier/strategin/").text.count("Målet"),
)))
"""


@pytest.fixture
def older_database(tmp_path, request) -> Iterator[str]:
    """The address of an empty database of the kind that the tests run on."""
    if connection.vendor == "sqlite":
        yield f"sqlite:///{tmp_path / 'older.sqlite3'}"
        return
    request.getfixturevalue("db")
    own = connection.settings_dict
    name = f"older_{own['NAME']}"
    as_user = f"{own['USER']}:{own['PASSWORD']}@{own['HOST']}:{own['PORT']}"
    psql(f"postgres://{as_user}/postgres", f'CREATE DATABASE "{name}"')
    yield f"postgres://{as_user}/{name}"
    psql(f"postgres://{as_user}/postgres", f'DROP DATABASE "{name}" WITH (FORCE)')


def psql(address: str, statement: str) -> None:
    server = psycopg2.connect(address)
    server.autocommit = True
    with server.cursor() as cursor:
        cursor.execute(statement)
    server.close()


def manage(*command: str, database: str) -> str:
    done = subprocess.run(
        [sys.executable, "manage.py", *command],
        cwd=settings.BASE_DIR,
        env=os.environ | {"DATABASE_URL": database, "DEBUG": "1", "LOG_LEVEL": "ERROR"},
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_older_database_comes_up_to_date_with_all_that_it_holds(older_database):
    for room, migration in THEN.items():
        manage("migrate", room, migration, "-v0", database=older_database)
    nodes = list(THEN.items())
    manage("shell", "-v0", "-c", FILLED.format(nodes=nodes), database=older_database)

    manage("migrate", "-v0", database=older_database)
    manage("load_reference", database=older_database)

    read = manage("shell", "-v0", "-c", READ, database=older_database)
    found = json.loads(read.strip().splitlines()[-1])
    assert set(found.pop("statuses")) == {200}
    assert found.pop("told") >= 1
    assert found == {
        "end": "2027", "moves": 1, "goals": ["Målet"], "coordinates": 1, "version": 1,
    }  # fmt: skip
