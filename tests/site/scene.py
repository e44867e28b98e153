"""What the access matrix is asked about: one of each thing, tied to the cast."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.db.models import Model
from django.urls import reverse
from django.utils import timezone

from actors.models import Actor, AnswerLink, User
from coordination.models import Meeting
from strategies.choices import AnswerKind, CommitmentKind, JoinState
from strategies.models import (
    FactRemark,
    FollowUpRound,
    HiddenAnswer,
    JoinAim,
    ProgressReport,
    RequestSignature,
    RoundReport,
    Strategy,
)
from strategies.services import state_stance
from strategies.services.rounds import note_help, open_round, submit_request
from tests import builders as make
from tests.actors.inviting import asked
from tests.people import Cast
from tests.site.links import Links
from tests.site.links import build_links as build_personal_links
from tests.world import World
from website.models import (
    AccessibilityStatement,
    ReminderRun,
    ReminderSetting,
    SearchEntry,
    SiteOwner,
    SupportLine,
)
from website.services import make_calendar_key


@dataclass(frozen=True)
class Scene:
    """A public world; a draft in which the agency of the cast is a party, with a commitment that
    the agency answers for; and a draft of an agency that has nothing to do with them."""

    world: World
    cast: Cast
    drafts: dict[str, Model]
    others: dict[str, Model]
    # What superusers keep, by the names of the admin.
    registers: dict[str, Model]
    # Open and asking the agency, prepared to ask it, and open among strangers.
    rounds: dict[str, FollowUpRound]
    # Of a joint effort of the other agency, to which the agency of the cast contributes.
    joint_report: ProgressReport
    # Links without sign-in about requests to join: what they are to their secret parts.
    links: dict[str, str]
    personal_links: Links
    # The secret address of the calendar of the agency's reader.
    calendar: str
    # Of a round in which the agency of the cast was asked; published.
    round_report: RoundReport

    def admin(self, model: str, page: str, row: Any = None) -> str:
        # Django names this one after its own model, whatever the model is.
        name = "auth_user" if page == "password_change" else model
        args = [row.pk] if row is not None else []
        return reverse(f"admin:{name}_{page}", args=args)


def build_scene(world: World, cast: Cast) -> Scene:
    drafts = build_draft(maintainer=cast.maintainer, responsible=cast.agency)
    make.party(drafts["strategies_strategy"], cast.agency)
    others = build_draft(maintainer=cast.other, responsible=cast.other)
    lena = cast.people["reader"]
    token = make_calendar_key(seen="", by=lena)
    registers = by_noun(
        [
            world.county,
            cast.agency,
            lena,
            lena.memberships.get(),
            make.letter(),
            SupportLine.objects.first(),
            SiteOwner.the(),
            AccessibilityStatement.the(),
            ReminderSetting.objects.create(user=lena),
            lena.calendar_key,
            SearchEntry.objects.first(),
            ReminderRun.of_week(timezone.localdate()),
        ]
    )
    for rows, slug in ((drafts, "kalmar"), (others, "stockholm")):
        municipality = make.county(slug).actors.municipalities().first()
        rows |= by_noun([make.local_help(municipality, published_at=None)])
        rows |= by_noun([make.notice(make.county(slug), published_at=None)])
        rows |= by_noun([make.news(strategy=rows["strategies_strategy"], published_at=None)])
    for rows, actor, kind in (
        (drafts, cast.agency, "coordinator"),
        (others, cast.other, "other agency"),
    ):
        vacant = make.seat(rows["coordination_network"], actor=actor)
        rows |= by_noun([make.seat_proposal(vacant, cast.people[kind])])
    registers |= {"coordination_seatproposal": drafts["coordination_seatproposal"]}
    for actor in (cast.agency, cast.other):
        asked(actor, cast.people["superuser"], email=f"ny@{actor.slug}.example")
    registers |= by_noun([cast.agency.invitations.get()])
    for rows, person in ((drafts, "reporter"), (others, "other agency")):
        rows |= by_noun(reported(rows["strategies_commitment"], by=cast.people[person]))
    registers |= {noun: drafts[noun] for noun in REPORTED}
    joint_report = build_joint_report(world, cast)
    registers |= by_noun([joint_report.stances.get()])
    rounds = build_rounds(world, cast)
    registers |= by_noun([rounds["open"], *all_of(rounds["open"], cast.agency)])
    build_joining(cast, others["strategies_strategy"])
    sent_back = cast.agency.strategy_join_requests.get(state=JoinState.ASKED_BACK)
    links = build_links(cast)
    registers |= by_noun([sent_back, JoinAim.objects.first(), AnswerLink.objects.first()])
    personal_links = build_personal_links(cast)
    registers |= by_noun([*of_round_report(world), personal_links.link])
    registers |= by_noun(of_meeting(drafts["coordination_meeting"], cast))
    strangers = others["coordination_meeting"]
    make.decision(strangers)
    make.action_point(strangers, actor=cast.other)
    for meeting in (drafts["coordination_meeting"], strangers):
        make.challenge(meeting, network=meeting.network)
    round = make.closed_round(make.strategy(maintained_by=cast.maintainer), asked=cast.agency)
    return Scene(
        world=world,
        cast=cast,
        drafts=drafts,
        others=others,
        registers=registers,
        rounds=rounds,
        joint_report=joint_report,
        links=links,
        personal_links=personal_links,
        calendar=f"/kalender/{token}.ics",
        round_report=make.round_report(round.strategy, round=round),
    )


def build_rounds(world: World, cast: Cast) -> dict[str, FollowUpRound]:
    malin, otto = cast.people["maintainer"], cast.people["other agency"]
    plan = make.plan(world.strategy)
    make.party(plan, cast.agency)
    strangers = make.strategy(maintained_by=cast.other)
    make.commitment(strangers, responsible=cast.other)
    make.commitment(world.strategy, responsible=cast.agency)
    ask = [{"text": "Har ni en plan?"}]
    return {
        "open": open_round(round=make.round_of(world.strategy, by=malin, questions=ask), by=malin),
        "prepared": make.round_of(plan, by=malin, questions=ask),
        "strangers": open_round(round=make.round_of(strangers, by=otto), by=otto),
    }


def all_of(round: FollowUpRound, actor: Actor) -> list[Model]:
    """What the actor is asked and has not answered, and what the maintainer has submitted."""
    request = round.requests.get(actor=actor)
    malin = User.objects.get(email="malin@samordna.example")
    board = round.requests.get(actor=round.strategy.maintained_by)
    version = submit_request(
        request=board, answer=AnswerKind.NOT_CONCERNED, seen=board.version, by=malin
    )
    signature = RequestSignature(
        version=version,
        decision="official_reply",
        office="Chef",
        organisation="Länsstyrelsen",
        signed_at=timezone.now(),
    )
    signature.save()
    note = note_help(
        request=request, kind="call", done_on=timezone.localdate(), text="Ringde.", by=malin
    )
    return [request, version, signature, note, request.items.get(), round.questions.get()]


def build_links(cast: Cast) -> dict[str, str]:
    """One that holds, and one of each that does not."""
    now, unsent = timezone.now(), {"state": JoinState.UNCONFIRMED, "sent_at": None}
    asked = make.join_request(make.strategy(), cast.agency, **unsent)
    answered = make.join_request(
        make.strategy(), cast.other, state=JoinState.DECLINED, answer="Nej."
    )
    past = {"created_at": now - timedelta(days=2), "expires_at": now - timedelta(days=1)}
    about = {"purpose": "join", "about": asked.public_id}
    return {
        "that holds": make.answer_link(**about),
        "that is too old": make.answer_link(**about, **past),
        "that was taken back": make.answer_link(**about, revoked_at=now),
        "that was used up": make.answer_link(**about, used_at=now),
        "about what is answered": make.answer_link(purpose="join", about=answered.public_id),
        "for what nobody answers": make.answer_link(),
    }


# A public strategy of the maintainer that takes requests to join it.
OPEN_STRATEGY = "oppen-strategi"


def build_joining(cast: Cast, draft_of_others: Strategy) -> None:
    """The agency and the others have each joined a strategy and have a request that was sent back
    to them: the agency with the maintainer of the cast, the others with themselves."""
    Strategy.objects.filter(pk=draft_of_others.pk).update(is_open_for_joining=True)
    make.strategy(slug=OPEN_STRATEGY, maintained_by=cast.maintainer, is_open_for_joining=True)
    sent_back = {"state": JoinState.ASKED_BACK, "answer": "Vilken nämnd?"}
    for actor, maintainer in ((cast.agency, cast.maintainer), (cast.other, cast.other)):
        make.joined(make.strategy(maintained_by=maintainer), actor, "Vi ställer frågan.")
        make.join_request(make.strategy(maintained_by=maintainer), actor, **sent_back)


def of_meeting(meeting: Meeting, cast: Cast) -> list[Model]:
    """One of each thing that is written at a meeting."""
    decision = make.decision(meeting)
    return [
        make.invitee(meeting, actor=cast.agency),
        make.item_document(make.agenda_item(meeting)),
        make.item_proposal(meeting.network),
        decision,
        make.agency_decision(decision, cast.agency),
        make.action_point(meeting, actor=cast.agency),
        make.notes_comment(meeting),
        make.notes_paper(meeting),
    ]


def of_round_report(world: World) -> list[Model]:
    """A published report with a remark on its draft and a text that is hidden."""
    report, now = world.round_report, timezone.now()
    asked = {"request": report.round.requests.get()}
    remark = {"report": report, "text": "Det stämmer inte.", "said_at": now, "organisation": "A"}
    hidden = {"reason": "Den pekade ut någon.", "hidden_at": now}
    return [
        report,
        report.versions.get(),
        make.saved(FactRemark, asked | remark, {}),
        make.saved(HiddenAnswer, asked | hidden, {}),
    ]


def build_joint_report(world: World, cast: Cast) -> ProgressReport:
    """Submitted, and confirmed already."""
    effort = make.commitment(
        world.strategy, kind=CommitmentKind.JOINT_EFFORT, responsible=cast.other
    )
    effort.contributors.add(cast.agency)
    otto = cast.people["other agency"]
    report = make.submitted(make.draft_report(effort, by=otto), by=otto).report
    state_stance(report=report, actor=cast.agency, agrees=True, by=cast.people["reporter"])
    return report


def build_draft(*, maintainer, responsible) -> dict[str, Model]:
    """A draft with one row of every noun that hangs on it, by the names of the admin."""
    strategy = make.strategy(published_at=None, maintained_by=maintainer)
    commitment = make.commitment(strategy, published_at=None, responsible=responsible, end="2026")
    source = make.source()
    strategy.sources.add(source)
    rows: list[Model] = [
        strategy,
        commitment,
        source,
        make.goal(strategy, published_at=None),
        make.party(strategy, maintainer),
        make.passage(strategy, published_at=None),
        make.milestone(strategy),
        make.contribution(commitment, strategy),
        make.end_move(commitment),
        make.document(actor=responsible, audience="members", published_at=None),
    ]
    return by_noun(rows + drafts_of_network(maintainer, with_seat=responsible))


def drafts_of_network(maintainer: Actor, *, with_seat: Actor) -> list[Model]:
    """One of each noun that hangs on a network, which is a draft; the seat names an office."""
    network = make.network(published_at=None, maintained_by=maintainer)
    meeting = make.meeting(network, published_at=None)
    item = make.agenda_item(meeting)
    decision = make.decision(network, needs_agency_decision=True)
    return [
        network,
        meeting,
        make.seat(network, actor=with_seat, office="Handläggare"),
        item,
        make.item_document(item),
        make.item_proposal(network, actor=with_seat),
        make.attendance(meeting, with_seat),
        make.challenge(network),
        decision,
        make.agency_decision(decision, with_seat),
        make.action_point(network, actor=with_seat),
    ]


# What services alone write of a report, by the names of the admin.
REPORTED = ("strategies_progressreport", "strategies_reportversion", "strategies_reportpaper")


def reported(commitment, *, by) -> list[Model]:
    """A report that waits to be received."""
    report = make.draft_report(commitment, by=by)
    version = make.submitted(report, by=by)
    return [report, version, version.paper]


def by_noun(rows: list[Model]) -> dict[str, Model]:
    return {row._meta.label_lower.replace(".", "_"): row for row in rows}
