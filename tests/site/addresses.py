"""Every address of the site, by its name. An address that is not here fails the suite."""

from dataclasses import dataclass

from tests.world import World

LIST, DETAIL, START = "list", "detail", "start"

# DESIGN: lists at most 8 queries, details 15, start and county 20; bytes of compressed HTML.
MOST_QUERIES = {LIST: 8, DETAIL: 15, START: 20}
MOST_BYTES = {"start": 14_000, "help": 14_000}
MOST_BYTES_ELSEWHERE = 24_000


@dataclass(frozen=True)
class PublicAddress:
    name: str
    path: str
    kind: str
    is_sensitive: bool = False

    @property
    def most_bytes(self) -> int:
        return MOST_BYTES.get(self.name, MOST_BYTES_ELSEWHERE)


# Answers for machines: no language, no page.
OPERATIONS = {"healthz": "/healthz", "readyz": "/readyz"}

# They exist only with DEBUG=1, as here, and need no sign-in: tests/records/test_mail_folder.py.
DEVELOPMENT_NAMES = {"folder_mails", "folder_mail", "folder_mail_html"}

PUBLIC_NAMES = {
    "start", "help", "county", "actors", "actor", "strategies", "assignments", "programmes",
    "strategy", "goal", "commitments", "commitment",
}  # fmt: skip


def public_addresses(world: World) -> list[PublicAddress]:
    """Each public page once, in Swedish, on the records of the world."""
    return [
        PublicAddress("start", "/", START),
        PublicAddress("help", "/hjalp/", DETAIL, is_sensitive=True),
        PublicAddress("county", world.county.get_absolute_url(), START),
        PublicAddress("actors", "/aktorer/", LIST),
        PublicAddress("actor", world.board.get_absolute_url(), DETAIL),
        PublicAddress("strategies", "/strategier/", LIST),
        PublicAddress("assignments", "/uppdrag/", LIST),
        PublicAddress("programmes", "/program/", LIST),
        PublicAddress("strategy", world.strategy.get_absolute_url(), DETAIL, is_sensitive=True),
        PublicAddress("goal", world.goal.get_absolute_url(), DETAIL, is_sensitive=True),
        PublicAddress("commitments", "/ataganden/", LIST),
        PublicAddress("commitment", world.commitment.get_absolute_url(), DETAIL, is_sensitive=True),
    ]
