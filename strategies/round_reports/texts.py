"""The texts that organisations wrote which a report shows, and which can be hidden."""

from collections.abc import Iterable, Iterator, Sequence

from django.utils.translation import gettext

from strategies.choices import QuestionKind
from strategies.models import RoundReport, RoundReportVersion
from strategies.round_reports.frozen import Payload


def still_shown(versions: Sequence[RoundReportVersion]) -> Sequence[RoundReportVersion]:
    """Of the versions of a report, the latest first: those that no later one hides."""
    for place, one in enumerate(versions):
        if one.hides_earlier:
            return versions[: place + 1]
    return versions


def shown_payloads(
    report: RoundReport | None, versions: Sequence[RoundReportVersion]
) -> list[Payload]:
    """All that is read of a report by others than those who make it, the latest first: versions
    that are published (whether or not it is taken away just now), and the draft that is checked."""
    payloads = [one.payload for one in still_shown(versions)]
    if report is not None and report.draft is not None:
        payloads.append(report.draft)
    return payloads


def texts_in(payloads: Iterable[Payload], *, only: str = "") -> list[tuple[str, str]]:
    """Each text that one of them shows, by the public id of the request and of the question, with
    a name to choose it by; `only` those of one request."""
    found: dict[str, str] = {}
    for payload in payloads:
        for request, question, name in texts_of(payload):
            if only in ("", request):
                found.setdefault(f"{request}/{question}", name)
    return list(found.items())


def texts_of(payload: Payload) -> Iterator[tuple[str, str, str]]:
    why = gettext("motivering")
    requests = {one["slug"]: one["request"] for one in payload["organisations"]}
    for one in payload["organisations"]:
        if one["explanation"]:
            yield one["request"], "", f"{one['name']}: {why}"
    for question in payload["questions"]:
        if question["kind"] == QuestionKind.TEXT:
            for one in question["answers"]:
                if not one["is_hidden"]:
                    yield (
                        requests[one["slug"]],
                        question["id"],
                        f"{one['name']}: {question['text']}",
                    )
