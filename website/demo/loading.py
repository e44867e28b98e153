"""Creates what is missing of Exempel län."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from django.db import transaction

from actors.models import Actor, County
from strategies.models import Contribution, EndMove
from website.cases.files import Nouns
from website.cases.loading import Loaded, load_folder
from website.cases.nouns import NOUNS
from website.demo.joining import load_joining
from website.demo.networks import load_networks
from website.demo.people import SignIn, load_people
from website.demo.reports import load_reports
from website.demo.rounds import load_rounds

ROWS = Path(__file__).parent / "rows"
UNPUBLISHED = ("utkast.toml",)

# A case only names its organisations, for they are real; here they are invented with the rest.
DEMO_NOUNS: Nouns = {
    "county": County,
    "actor": Actor,
    **NOUNS,
    "contribution": Contribution,
    "end_move": EndMove,
}


@dataclass(frozen=True)
class LoadedDemo:
    files: Sequence[Loaded]
    sign_ins: Sequence[SignIn]


@transaction.atomic
def load_demo(*, passwords: Path, folder: Path = ROWS) -> LoadedDemo:
    """Create what is missing of Exempel län and of its people, with reports of how it goes there,
    requests to join, follow-up rounds, seats in networks and meetings, and give the people the
    passwords that are kept in a file, so that they can be told. Sends no mail.

    Every other row that exists is left wholly untouched. Raises CaseFileError, and then creates
    nothing.
    """
    files = load_folder(folder, nouns=DEMO_NOUNS, are_examples=True, unpublished=UNPUBLISHED)
    sign_ins = load_people(passwords=passwords)
    load_reports()
    load_joining()
    load_rounds()
    load_networks()
    return LoadedDemo(files, sign_ins)
