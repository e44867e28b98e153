"""How it goes in Exempel län: reports of each kind, told so many days before they are loaded."""

import tomllib
from collections import defaultdict
from collections.abc import Sequence
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from django.utils import timezone

from actors.models import Actor, User
from records.examples import EXAMPLE_DOMAIN
from strategies.choices import IN_DRAFT, ReportState
from strategies.models import Commitment, ProgressReport, ReportVersion, Stance
from strategies.models.report_content import CONTENT
from strategies.services import refresh_latest_public
from website.cases.fields import flowing, public_id_for
from website.cases.files import CaseFileError
from website.demo.days import morning

REPORTS = Path(__file__).parent / "reports.toml"
# Where nobody of an organisation can sign in, the county's own coordinator has written for it.
ELSE = "exempel-lansstyrelsen"
# Received, shown to all, and taken off the public pages.
HIDDEN = "hidden"

Told = dict[str, Any]


def load_reports() -> int:
    """Create the reports of Exempel län where it has none, with who handles what, and say how many.

    A county in which somebody has reported is left wholly untouched. Raises CaseFileError.
    """
    if ProgressReport.objects.filter(commitment__home__county__is_example=True).exists():
        return 0
    content = tomllib.loads(REPORTS.read_text(encoding="utf-8"))
    people = {key: person(name) for key, name in content["handlers"].items()}
    share_out(people)
    of_commitment: dict[str, list[Told]] = defaultdict(list)
    for row in content["report"]:
        of_commitment[row["commitment"]].append(row)
    for key, rows in of_commitment.items():
        tell_all(commitment_of(key), rows, people)
    for row in content["stance"]:
        say(row)
    return len(content["report"])


def person(name: str) -> User:
    return User.objects.get(email=f"{name}@{EXAMPLE_DOMAIN}")


def share_out(people: dict[str, User]) -> None:
    since = timezone.localdate() - timedelta(days=400)
    for key, handler in people.items():
        own = Commitment.objects.filter(responsible__key=key, handler__isnull=True)
        own.update(handler=handler, handler_since=since)


def commitment_of(key: str) -> Commitment:
    found = Commitment.objects.filter(public_id=public_id_for(f"commitment.{key}")).first()
    if found is None:
        raise CaseFileError(f"{REPORTS.name}: there is no commitment “{key}”")
    return found


def tell_all(commitment: Commitment, rows: Sequence[Told], people: dict[str, User]) -> None:
    author = people.get(commitment.responsible.key, people[ELSE])
    last: ReportVersion | None = None
    for number, row in enumerate(rows):
        last = tell(commitment, row, author, last, number) or last
    refresh_latest_public([commitment])


def tell(
    commitment: Commitment, row: Told, author: User, last: ReportVersion | None, number: int
) -> ReportVersion | None:
    """The version that was submitted; none for a draft."""
    at = morning(row["days_ago"])
    says = content_of(row)
    state = row.get("state", "published")
    report = ProgressReport(
        public_id=public_id_for(f"report.{row['commitment']}.{number}"),
        commitment=commitment,
        author=author,
        saved_at=at,
        repeats=row.get("repeats", False),
        stands_by=row.get("stands_by", False),
        request_for_completion=row.get("request", ""),
        **where(state, at),
        **says,
    )
    if comment := flowing(row.get("comment", "")):
        maintainer = commitment.home.maintained_by
        report.comment = comment
        report.comment_signed = f"Utvecklingsledare, {maintainer.name_with_kind}"
    report.full_clean(exclude=["author"])
    report.save()
    if state == ReportState.DRAFT:
        return None
    first = row.get("first")
    if first:
        submit(report, content_of(row | first), morning(first["days_ago"]), 1)
    repeated = {name: getattr(last, name) for name in CONTENT} if report.repeats and last else says
    return submit(report, repeated, at, 2 if first else 1)


def content_of(row: Told) -> dict[str, str]:
    return {name: flowing(row.get(name, "")) for name in CONTENT}


def where(state: str, at: datetime) -> Told:
    """How far the report has come: received two weeks after it was submitted, and public then."""
    soon = min(at + timedelta(days=14), timezone.now())
    if state in (*IN_DRAFT, ReportState.SUBMITTED):
        as_of = None if state == ReportState.DRAFT else at.date()
        return {"state": state, "as_of": as_of}
    is_public = state != ReportState.RECEIVED
    return {
        "state": ReportState.RECEIVED,
        "as_of": at.date(),
        "received_at": soon,
        "published_at": soon if is_public else None,
        "withdrawn_at": timezone.now() if state == HIDDEN else None,
        "content_updated_at": soon if is_public else None,
    }


def submit(report: ProgressReport, says: Told, at: datetime, number: int) -> ReportVersion:
    version = ReportVersion(
        public_id=public_id_for(f"version.{report.public_id}.{number}"),
        report=report,
        number=number,
        as_of=at.date(),
        submitted_at=at,
        office="Handläggare",
        organisation=report.commitment.responsible.name_with_kind,
        repeats=report.repeats,
        stands_by=report.stands_by,
        **says,
    )
    version.full_clean()
    version.save()
    return version


def say(row: Told) -> None:
    """What a contributor to a joint effort says of its latest report."""
    report = commitment_of(row["commitment"]).reports.latest("as_of")
    actor = Actor.objects.get(key=row["actor"])
    stance = Stance(
        public_id=public_id_for(f"stance.{row['commitment']}.{row['actor']}"),
        report=report,
        about_version=report.versions.latest("number").number,
        actor=actor,
        agrees=row["agrees"],
        sentence=flowing(row.get("sentence", "")),
        office="Handläggare",
        organisation=actor.name_with_kind,
        stated_at=morning(row["days_ago"]),
    )
    stance.full_clean()
    stance.save()
