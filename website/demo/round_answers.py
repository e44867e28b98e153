"""What was submitted in the rounds of Exempel län, and who signed it off."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any, cast

from strategies.answers import frozen
from strategies.choices import AnswerKind
from strategies.models import (
    RequestItem,
    RequestSignature,
    RequestVersion,
    RoundQuestion,
    RoundRequest,
)
from website.cases.fields import public_id_for
from website.demo.checking import checked

# The board had decided before; to sign it off is the last thing that is done.
SIGNED_AFTER = timedelta(hours=3)

Told = dict[str, Any]


def submit_all(
    answered: Sequence[tuple[RoundRequest, Told]],
    questions: Sequence[RoundQuestion],
    items: Sequence[RequestItem],
) -> None:
    """Write what each has submitted. `items` are those of all, with reports that have their
    versions (`with_versions`)."""
    reports: dict[int, list[str]] = defaultdict(list)
    for item in items:
        if item.report is not None:
            reports[item.request_id].append(item.report.told_versions[0].public_id)
    versions = [
        version_of(request, row, questions, reports[request.pk]) for request, row in answered
    ]
    RequestVersion.objects.bulk_create(versions)
    signed = [
        signature_of(version, row["signed"])
        for version, (_request, row) in zip(versions, answered, strict=True)
        if "signed" in row
    ]
    RequestSignature.objects.bulk_create(signed)


def version_of(
    request: RoundRequest, row: Told, questions: Sequence[RoundQuestion], reports: list[str]
) -> RequestVersion:
    answers = request.answer == AnswerKind.ANSWERS
    by_telephone = row.get("by_telephone", False)
    maintainer = request.round.strategy.maintained_by.name_with_kind
    version = RequestVersion(
        public_id=public_id_for(f"request_version.{request.public_id}"),
        request=request,
        number=1,
        answer=request.answer,
        explanation=row.get("explanation", ""),
        answers=frozen(questions, request.draft) if answers else [],
        reports=reports if answers else [],
        submitted_at=cast("datetime", request.submitted_at),
        is_late=request.is_late,
        by_telephone=by_telephone,
        office=f"Utvecklingsledare, {maintainer}" if by_telephone else row["office"],
        organisation=request.actor.name_with_kind,
    )
    return checked(version)


def signature_of(version: RequestVersion, row: Told) -> RequestSignature:
    signed_at = version.submitted_at + SIGNED_AFTER
    signature = RequestSignature(
        version=version,
        decided_on=signed_at.date(),
        organisation=version.organisation,
        signed_at=signed_at,
        **row,
    )
    return checked(signature)
