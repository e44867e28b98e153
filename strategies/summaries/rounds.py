"""A follow-up round for those who run it, and one organisation in it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.utils import timezone
from django.utils.translation import gettext as _

from actors.access import Access
from actors.models import Actor, User
from records.mail.days import is_at_year_end, is_day_off, is_in_summer, is_squeeze_day
from strategies.answers import ToldAnswer, told, unanswered
from strategies.choices import QuestionKind, ReportState, RequestState
from strategies.models import (
    FollowUpRound,
    ProgressReport,
    RequestItem,
    RequestVersion,
    RoundNote,
    RoundQuestion,
    RoundRequest,
)
from strategies.models.round_request import asked_about, untold
from strategies.rules.reporting import can_manage_report
from strategies.services.rounds import is_missing, recipients, reusable_reports
from strategies.summaries.round_reminders import shown_address


@dataclass(frozen=True)
class ItemRow:
    """A commitment that is asked about."""

    item: RequestItem
    # What was told within the period before the round, where nothing is told yet.
    reusable: ProgressReport | None


@dataclass(frozen=True)
class RequestPage:
    """One organisation in a round: what it is asked, and what it has submitted."""

    request: RoundRequest
    questions: Sequence[RoundQuestion]
    items: Sequence[ItemRow]
    # The latest first.
    versions: Sequence[RequestVersion]

    @property
    def last(self) -> RequestVersion | None:
        return self.versions[0] if self.versions else None

    @property
    def told(self) -> list[ToldAnswer]:
        return told(self.last.answers) if self.last else []

    @property
    def drafted(self) -> list[ToldAnswer]:
        """The questions with what is answered so far."""
        draft = self.request.draft
        return [
            ToldAnswer(one.public_id, one.text, QuestionKind(one.kind), one.about_people,
                       draft.get(one.public_id))
            for one in self.questions
        ]  # fmt: skip

    @property
    def awaits_signature(self) -> bool:
        """Whether what was submitted can be signed off, and is not."""
        is_back = self.request.completion_asked_at is not None
        return self.last is not None and not self.last.is_signed and not is_back

    @property
    def unanswered(self) -> list[RoundQuestion]:
        return unanswered(self.questions, self.request.draft)

    @property
    def untold(self) -> list[RequestItem]:
        return untold([row.item for row in self.items])

    @property
    def is_whole(self) -> bool:
        return not self.unanswered and not self.untold

    @property
    def can_reuse(self) -> bool:
        return any(row.reusable for row in self.items)


def request_page(request: RoundRequest) -> RequestPage:
    """Five queries, whatever the number of questions and commitments."""
    reusable = reusable_reports(request)
    items = request.items.select_related("commitment__home__under", "report").order_by("pk")
    return RequestPage(
        request=request,
        questions=list(request.round.questions.all()),
        items=[
            ItemRow(item, None if item.is_told else reusable.get(item.commitment_id))
            for item in asked_about(items)
        ],
        versions=list(request.versions.select_related("signature").order_by("-number")),
    )


@dataclass(frozen=True)
class QuestionSides:
    """A question with what was answered last round and now."""

    text: str
    before: str
    now: str

    @property
    def is_changed(self) -> bool:
        return self.before != self.now


@dataclass(frozen=True)
class RunningPage:
    """An organisation in a round, for those who run it: nothing of its drafts."""

    request: RoundRequest
    items: Sequence[RequestItem]
    versions: Sequence[RequestVersion]
    notes: Sequence[RoundNote]
    # Of its commitments: submitted, not received, and the reader's to receive.
    to_receive: Sequence[ProgressReport]
    # What it submitted in the round before.
    before: RequestVersion | None
    sides: Sequence[QuestionSides]
    is_missing: bool
    recipients: Sequence[str]

    @property
    def last(self) -> RequestVersion | None:
        return self.versions[0] if self.versions else None

    @property
    def untold(self) -> list[RequestItem]:
        return untold(self.items)

    @property
    def awaits_receipt(self) -> bool:
        return (
            self.request.state
            in (
                RequestState.SUBMITTED,
                RequestState.ABSTAINS,
                RequestState.NOT_CONCERNED,
            )
            and self.request.received_at is None
        )

    @property
    def can_be_entered(self) -> bool:
        """Whether it may be answered by telephone: nothing is written by itself."""
        request = self.request
        return request.can_be_answered and not request.draft and not request.answer


def running_page(request: RoundRequest, access: Access) -> RunningPage:
    """Eleven queries at most, whatever the number of questions, commitments and notes."""
    versions = list(request.versions.select_related("signature").order_by("-number"))
    before = last_round_version(request)
    items = request.items.select_related("commitment", "report").order_by("pk")
    return RunningPage(
        request=request,
        items=asked_about(items),
        versions=versions,
        notes=list(request.notes.all()),
        to_receive=reports_to_receive(request, access),
        before=before,
        sides=question_sides(before, versions[0] if versions else None),
        is_missing=is_missing(request),
        recipients=shown_recipients(request, access),
    )


def reports_to_receive(request: RoundRequest, access: Access) -> list[ProgressReport]:
    """Two queries."""
    rows = ProgressReport.objects.filter(
        request_items__request=request, state=ReportState.SUBMITTED
    ).order_by("request_items__pk")
    found = rows.select_related("commitment__home").with_versions()
    return [one for one in found if can_manage_report(access, one)]


def shown_recipients(request: RoundRequest, access: Access) -> list[str]:
    """Each that letters go to: by address, where the person is shown by name. One query more."""
    addresses = [address for address, _language, _name in recipients(request)]
    people = {one.email: one for one in User.objects.filter(email__in=addresses)}
    return [
        shown_address(one, request, people, access) or _("den som organisationen har angett")
        for one in addresses
    ]


def last_round_version(request: RoundRequest) -> RequestVersion | None:
    """What the organisation submitted in the round before this one. One query."""
    others = RequestVersion.objects.filter(
        request__actor=request.actor_id,
        request__round__strategy=request.round.strategy_id,
        request__round__opened_at__lt=request.round.opened_at or timezone.now(),
    )
    return others.order_by("-submitted_at", "-pk").first()


def question_sides(
    before: RequestVersion | None, now: RequestVersion | None
) -> list[QuestionSides]:
    """Each question that is answered now beside the same words last round: a question that is asked
    again is a row of its own there."""
    earlier = {one.text: one.shown for one in told(before.answers)} if before else {}
    return [
        QuestionSides(one.text, earlier.get(one.text, ""), one.shown)
        for one in (told(now.answers) if now else [])
    ]


@dataclass(frozen=True)
class RequestRow:
    """An organisation in the cockpit."""

    request: RoundRequest
    state: RequestState
    told: int
    asked: int
    is_missing: bool
    # Nobody can be written to: no mailbox, no contact, no coordinator.
    is_unreachable: bool

    @property
    def last(self) -> RequestVersion | None:
        return self.request.told_versions[0] if self.request.told_versions else None

    @property
    def is_late(self) -> bool:
        return self.last.is_late if self.last else self.request.is_late


@dataclass(frozen=True)
class Cockpit:
    """Where everybody is."""

    round: FollowUpRound
    rows: Sequence[RequestRow]
    today: date

    @property
    def counts(self) -> list[tuple[RequestState, int]]:
        """Each state that somebody is in, in the order of the states."""
        counted: Mapping[RequestState, int] = {
            state: sum(row.state == state for row in self.rows) for state in RequestState
        }
        return [(state, count) for state, count in counted.items() if count]

    @property
    def answered(self) -> int:
        """Those that have said something, if only that they abstain or are not concerned."""
        return sum(row.request.answer != "" for row in self.rows)

    @property
    def missing(self) -> int:
        return sum(row.is_missing for row in self.rows)

    @property
    def to_receive(self) -> int:
        return sum(row.state == RequestState.SUBMITTED for row in self.rows)

    @property
    def days_left(self) -> int | None:
        return self.round.days_left(self.today)


def cockpit_of(round: FollowUpRound) -> Cockpit:
    """Five queries, whatever the number of organisations."""
    found = round.requests.select_related("actor", "contact").in_swedish_order().with_answers()
    requests = list(found)
    beyond = unreachable(requests)
    rows = []
    for request in requests:
        request.round = round
        items = asked_about(request.told_items)
        rows.append(
            RequestRow(
                request=request,
                state=request.state,
                told=len(items) - len(untold(items)),
                asked=len(items),
                is_missing=is_missing(request),
                is_unreachable=request in beyond,
            )
        )
    return Cockpit(round, rows, timezone.localdate())


def unreachable(requests: Sequence[RoundRequest]) -> list[RoundRequest]:
    """Those that no letter reaches: no mailbox, no contact, no coordinator. One query."""
    coordinated = coordinated_actors(requests)
    return [
        one
        for one in requests
        if not (one.actor.function_mailbox or one.contact_id or one.actor_id in coordinated)
    ]


def coordinated_actors(requests: Sequence[RoundRequest]) -> set[int]:
    """Those of the asked for whom somebody answers today. One query."""
    keys = [request.actor_id for request in requests]
    actors = Actor.objects.coordinated().filter(pk__in=keys)
    return set(actors.order_by().values_list("pk", flat=True))


def doubts_about(due_on: date | None) -> list[str]:
    """Why a day is a bad one to want answers on; nothing for a good one."""
    if due_on is None:
        return []
    if is_in_summer(due_on):
        return [_("Svarsdagen ligger mitt i sommaren, när många är lediga.")]
    if is_at_year_end(due_on):
        return [_("Svarsdagen ligger runt jul och nyår, när många är lediga.")]
    if is_day_off(due_on):
        return [_("Svarsdagen är en ledig dag.")]
    if is_squeeze_day(due_on):
        return [_("Svarsdagen är en klämdag, när många är lediga.")]
    return []
