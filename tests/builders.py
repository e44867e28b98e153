"""Plain builders: a valid, public record with as little said as possible. Tests say the rest."""

from collections.abc import Sequence
from datetime import timedelta
from itertools import count

from django.core.files.base import ContentFile
from django.db import transaction
from django.utils import timezone
from django.utils.text import slugify

from actors.access import Access
from actors.choices import ActorKind, DocumentAudience
from actors.models import Actor, AnswerLink, County, Document, User
from actors.services.documents import check_file, save_document
from coordination.choices import ROLES_OF, Audience, NetworkKind, NotesState, SeatRole
from coordination.models import (
    ActionPoint,
    AgencyDecision,
    AgendaItem,
    Attendance,
    Challenge,
    Decision,
    Invitee,
    ItemDocument,
    ItemProposal,
    Meeting,
    Network,
    NotesComment,
    NotesPaper,
    Seat,
    SeatProposal,
)
from records.mail import queue_letter
from records.models import OutgoingMail, Source
from strategies.choices import (
    CommitmentKind,
    DecisionKind,
    Grade,
    JoinState,
    Level,
    PartyRole,
    StrategyKind,
    StrategyState,
)
from strategies.models import (
    Commitment,
    Contribution,
    EndMove,
    FollowUpRound,
    Goal,
    JoinAim,
    JoinRequest,
    Milestone,
    Party,
    Passage,
    ProgressReport,
    ReportVersion,
    RoundQuestion,
    RoundReport,
    RoundReportVersion,
    RoundRequest,
    Strategy,
)
from strategies.round_reports.frozen import checksum_of
from strategies.round_reports.payload import payload_of
from strategies.services import (
    draft_of,
    move_end,
    receive_report,
    save_draft,
    submit_reports,
)
from strategies.services.rounds import begin_round
from website.models import LocalHelp, NewsItem, SiteNotice

number = count(1)


def actor(key: str) -> Actor:
    return Actor.objects.get(key=key)


def organisation(name: str, **fields) -> Actor:
    """An agency of the test's own."""
    key = slugify(name)
    kind = {"kind": ActorKind.GOVERNMENT_AGENCY}
    return saved(Actor, {"name": name, "key": key, "slug": key} | kind, fields)


def county(slug: str = "kalmar") -> County:
    return County.objects.get(slug=slug)


def board() -> Actor:
    return actor("lansstyrelsen-i-kalmar-lan")


def saved(model, defaults: dict, fields: dict):
    """Constraints are the database's to check, once: asked before, each is one more question."""
    record = model(**(defaults | fields))
    record.full_clean(validate_constraints=False)
    record.save()
    return record


def source(**fields) -> Source:
    return saved(Source, {"title": f"Källa {next(number)}"}, fields)


def strategy(**fields) -> Strategy:
    """A county strategy of Kalmar, unless `level` says national."""
    place = next(number)
    is_national = fields.get("level") == Level.NATIONAL
    return saved(
        Strategy,
        {
            "kind": StrategyKind.STRATEGY,
            "slug": f"strategi-{place}",
            "title": f"Strategi {place}",
            "level": Level.COUNTY,
            "county": None if is_national else county(),
            "state": StrategyState.UNKNOWN,
            "maintained_by": board(),
            "published_at": timezone.now(),
        },
        fields,
    )


def plan(under: Strategy | None, **fields) -> Strategy:
    return strategy(kind=StrategyKind.ACTION_PLAN, under=under, **fields)


def goal(of: Strategy, **fields) -> Goal:
    place = next(number)
    return saved(
        Goal,
        {
            "strategy": of,
            "slug": f"mal-{place}",
            "text": f"Mål {place}",
            "published_at": timezone.now(),
        },
        fields,
    )


def commitment(home: Strategy, **fields) -> Commitment:
    return saved(
        Commitment,
        {
            "home": home,
            "kind": CommitmentKind.COMMITMENT,
            "title": f"Åtagande {next(number)}",
            "responsible": board(),
            "published_at": timezone.now(),
        },
        fields,
    )


def contribution(of: Commitment, to: Strategy, **fields) -> Contribution:
    return saved(Contribution, {"commitment": of, "strategy": to}, fields)


def party(of: Strategy, who: Actor, **fields) -> Party:
    return saved(Party, {"strategy": of, "actor": who, "role": PartyRole.STANDS_BEHIND}, fields)


def join_request(of: Strategy, who: Actor, **fields) -> JoinRequest:
    """One that waits for an answer, of an organisation whose coordinator has sent it."""
    return saved(
        JoinRequest,
        {
            "strategy": of,
            "actor": who,
            "decision_kind": DecisionKind.BOARD,
            "decided_on": timezone.localdate(),
            "registry_number": f"KS {next(number)}",
            "office": "Samordnare",
            "contact_address": "samordnare@kommunen.example",
            "is_declared": True,
            "state": JoinState.WAITING,
            "sent_at": timezone.now(),
        },
        fields,
    )


def joined(of: Strategy, who: Actor, *aims: str, **fields) -> JoinRequest:
    """One that was accepted, with aims tied to the first goal; nobody is told by a letter."""
    role = {"role": PartyRole.JOINED, "since": timezone.localdate().isoformat()}
    accepted = {"state": JoinState.ACCEPTED, "party": party(of, who, **(role | fields))}
    request = join_request(of, who, **accepted)
    for text in aims:
        saved(JoinAim, {"request": request, "text": text, "goal": of.goals.first()}, {})
    return request


def passage(of: Strategy | County, **fields) -> Passage:
    place = {"county": of} if isinstance(of, County) else {"strategy": of}
    return saved(
        Passage,
        {"heading": f"Avsnitt {next(number)}", "text": "Text.", "published_at": timezone.now()},
        place | fields,
    )


def milestone(of: Strategy | Commitment, **fields) -> Milestone:
    place = {"strategy": of} if isinstance(of, Strategy) else {"commitment": of}
    return saved(
        Milestone, {"text": f"Milstolpe {next(number)}", "on_wording": "under året"}, place | fields
    )


def end_move(of: Commitment, to: str = "2030") -> EndMove:
    return move_end(
        commitment=of,
        to=to,
        decided_by="Länsrådet, Länsstyrelsen i Kalmar län",
        decided_on=timezone.localdate(),
        reason="Upphandlingen drog ut på tiden.",
        by=Access(is_superuser=True),
    )


def letter() -> OutgoingMail:
    """One that waits to leave."""
    return queue_letter(
        to="nagon@example.se",
        language="sv",
        key=f"brev {next(number)}",
        subject="Ett brev",
        text="Text.",
    )


def answer_link(purpose: str = "prov", about: str = "abc", **fields) -> str:
    """A link without sign-in that waits, unless `fields` say otherwise; returns its secret part."""
    link = AnswerLink(purpose=purpose, about=about, address="funktion@example.se")
    link.expires_at = timezone.now() + timedelta(days=1)
    token = link.give_token()
    for name, value in fields.items():
        setattr(link, name, value)
    link.full_clean()
    link.save()
    return token


def document(content: bytes = b"Ett beslut.", name: str = "beslut.txt", **fields) -> Document:
    """A published document for all, kept here as a file; `url` in its place where that is given."""
    given = {
        "actor": board(),
        "title": f"Dokument {next(number)}",
        "text_summary": "Vad som beslutades.",
        "audience": DocumentAudience.PUBLIC,
        "published_at": timezone.now(),
    }
    record = Document(**(given | fields))
    file = None if record.url else check_file(ContentFile(content, name))
    save_document(document=record, by=Access(is_superuser=True), file=file)
    return record


def draft_report(of: Commitment, *, by: User, **content) -> ProgressReport:
    """What a reporter has written and not submitted; whole unless told otherwise."""
    with transaction.atomic():
        report = draft_of(commitment=of, by=by)
        for name, text in ({"grade": Grade.STARTED, "done": "Vi har börjat."} | content).items():
            setattr(report, name, text)
        return save_draft(report=report, by=by)


def public_report(of: Commitment, *, by: User, **content) -> ProgressReport:
    """One that is received and published, by somebody who may do both."""
    report = draft_report(of, by=by, **content)
    submitted(report, by=by)
    return receive_report(report=report, seen=1, by=by)


def submitted(report: ProgressReport, *, by: User) -> ReportVersion:
    [version] = submit_reports(seen=[(report, report.version)], by=by)
    return version


def round_of(strategy: Strategy, *, by: User, questions: Sequence[dict] = (), **fields):
    """A follow-up round that is prepared: those proposed are asked, until in six weeks."""
    round = begin_round(strategy=strategy, by=by)
    given = {"due_on": timezone.localdate() + timedelta(days=42)} | fields
    for name, value in given.items():
        setattr(round, name, value)
    round.save()
    for place, question in enumerate(questions):
        defaults = {"round": round, "position": place, "why": "För att veta.", "kind": "yes_no"}
        saved(RoundQuestion, defaults, {"text": f"Fråga {place + 1}?"} | question)
    return round


def closed_round(of: Strategy, *, asked: Actor | None = None) -> FollowUpRound:
    """One in which one (else the maintainer) was asked one thing and did not answer; by rows
    alone."""
    now, today = timezone.now(), timezone.localdate()
    given = {"strategy": of, "title": "Uppföljning", "period_start": today, "period_end": today}
    times = {"due_on": today, "opened_at": now, "closed_at": now}
    round = saved(FollowUpRound, given, times)
    question = {"round": round, "text": "Hur går det?", "why": "För att veta.", "kind": "text"}
    saved(RoundQuestion, question, {})
    saved(RoundRequest, {"round": round, "actor": asked or of.maintained_by}, {})
    return round


def round_report(of: Strategy, *, round: FollowUpRound | None = None) -> RoundReport:
    """A published report of a closed round, by rows alone."""
    round, now = round or closed_round(of), timezone.now()
    report = saved(RoundReport, {"round": round, "slug": of.slug}, {"published_at": now})
    payload = payload_of(round)
    about = {"payload": payload, "checksum": checksum_of(payload), "published_at": now}
    saved(RoundReportVersion, {"report": report, "number": 1}, about)
    return report


def network(**fields) -> Network:
    """A network of Kalmar, unless `county` says otherwise."""
    place = next(number)
    return saved(
        Network,
        {
            "kind": NetworkKind.AGENCY_NETWORK,
            "slug": f"natverk-{place}",
            "title": f"Nätverk {place}",
            "county": county(),
            "maintained_by": board(),
            "published_at": timezone.now(),
        },
        fields,
    )


def seat(of: Network, **fields) -> Seat:
    """Of a representative, or what a group calls one, from the board unless told otherwise."""
    is_group = SeatRole.MEMBER in ROLES_OF[of.kind]
    role = SeatRole.MEMBER if is_group else SeatRole.REPRESENTATIVE
    return saved(Seat, {"network": of, "role": role, "actor": board()}, fields)


def seat_proposal(of: Seat, by: User, **fields) -> SeatProposal:
    """A vacant seat is to be an office's, unless a person is given."""
    given = {"seat": of, "proposed_by": by, "office": "Samordnare"}
    return saved(SeatProposal, given, fields)


def meeting(of: Network | Actor, **fields) -> Meeting:
    """Of a network, or one that an organisation convenes in Kalmar."""
    is_networks = isinstance(of, Network)
    place = {"network": of, "county": of.county} if is_networks else {"convener": of}
    return saved(
        Meeting,
        {
            "county": county(),
            "title": f"Möte {next(number)}",
            "on": "2026-11",
            "published_at": timezone.now(),
        },
        place | fields,
    )


def finished(of: Meeting) -> Meeting:
    """The same meeting, whose notes are final from now on: nothing more is written at it."""
    of.notes_state, of.final_at = NotesState.FINAL, timezone.now()
    of.save()
    return of


def agenda_item(of: Meeting, **fields) -> AgendaItem:
    given = {"title": f"Punkt {next(number)}", "audience": Audience.PUBLIC}
    return saved(AgendaItem, {"meeting": of} | given, fields)


def attendance(of: Meeting, who: Actor, **fields) -> Attendance:
    return saved(Attendance, {"meeting": of, "actor": who, "audience": Audience.PUBLIC}, fields)


def challenge(of: Network | Meeting, **fields) -> Challenge:
    place = {"network": of} if isinstance(of, Network) else {"meeting": of}
    given = {"text": f"Utmaning {next(number)}", "audience": Audience.PUBLIC}
    return saved(Challenge, given | place, fields)


def invitee(of: Meeting, **fields) -> Invitee:
    """The board, at its mailbox, unless told otherwise."""
    given = {"actor": board(), "address": f"brev-{next(number)}@samordna.example"}
    return saved(Invitee, {"meeting": of} | given, fields)


def item_document(of: AgendaItem, **fields) -> ItemDocument:
    given = {"item": of, "meeting": of.meeting, "document": fields.pop("document", None)}
    given["document"] = given["document"] or document(actor=of.meeting.maintained_by)
    return saved(ItemDocument, given | {"audience": Audience.PUBLIC}, fields)


def item_proposal(of: Network, **fields) -> ItemProposal:
    return saved(ItemProposal, {"network": of, "title": f"Förslag {next(number)}"}, fields)


def place_of(of: Network | Meeting) -> dict:
    """What is decided hangs on its network and, where one took it, on its meeting."""
    return {"network": of} if isinstance(of, Network) else {"meeting": of, "network": of.network}


def decision(of: Network | Meeting, **fields) -> Decision:
    given = {"text": f"Beslut {next(number)}", "audience": Audience.PUBLIC, "decided_on": "2026-11"}
    return saved(Decision, place_of(of) | given, fields)


def agency_decision(of: Decision, who: Actor, **fields) -> AgencyDecision:
    return saved(AgencyDecision, {"decision": of, "actor": who}, fields)


def action_point(of: Network | Meeting, **fields) -> ActionPoint:
    given = {"text": f"Åtgärd {next(number)}", "actor": board()}
    return saved(ActionPoint, place_of(of) | given, fields)


def notes_comment(of: Meeting, **fields) -> NotesComment:
    return saved(NotesComment, {"meeting": of, "text": f"Kommentar {next(number)}"}, fields)


def notes_paper(of: Meeting, **fields) -> NotesPaper:
    """Some bytes: what a paper says is looked at where it is made."""
    given = {"number": 1, "is_formal": False, "made_at": timezone.now(), "checksum": "0" * 64}
    return saved(NotesPaper, {"meeting": of, "content": b"%PDF"} | given, fields)


def local_help(who: Actor, **fields) -> LocalHelp:
    defaults = {"actor": who, "kind": "social_services", "name": "Socialjouren", "number": "123"}
    return saved(LocalHelp, defaults | {"published_at": timezone.now()}, fields)


def notice(of: County | None = None, **fields) -> SiteNotice:
    defaults = {"county": of, "text": "Växeln är stängd.", "published_at": timezone.now()}
    return saved(SiteNotice, defaults, fields)


def news(**fields) -> NewsItem:
    """About nothing, and so the whole site's, unless it is said what it is about."""
    named = {"title": "Nyheten", "slug": f"nyhet-{next(number)}", "published_at": timezone.now()}
    return saved(NewsItem, named, fields)
