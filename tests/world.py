"""A small public world that fills every section of every page, and grows by `grow`."""

from dataclasses import dataclass

from actors.choices import Role
from actors.models import Actor, County, Document, Membership, User
from coordination.choices import DecisionState, MeetingState
from coordination.models import Meeting, Network
from records.models import Source
from strategies.choices import CommitmentKind, Level, PartyRole, StrategyKind
from strategies.models import Commitment, Goal, RoundReport, Strategy
from tests import builders as make
from website.models import NewsItem


@dataclass(frozen=True)
class World:
    county: County
    board: Actor
    national: Strategy
    strategy: Strategy
    goal: Goal
    commitment: Commitment
    document: Document
    round_report: RoundReport
    network: Network
    meeting: Meeting
    news: NewsItem

    def grow(self, rows: int) -> None:
        """Add so many of everything that a page lists, each beside the one that is there."""
        rut = reporter_of(self.board)
        others = list(
            Actor.objects.real()
            .municipalities()
            .exclude(strategy_parties__strategy=self.strategy)[:rows]
        )
        for place, other in zip(range(rows), others, strict=True):
            source = make.source()
            for kind in (StrategyKind.ASSIGNMENT, StrategyKind.PROGRAMME, StrategyKind.STRATEGY):
                make.strategy(kind=kind)
            plan = make.plan(self.strategy)
            goal = make.goal(self.strategy)
            goal.contributes_to.add(make.goal(self.national))
            goal.sources.add(source)
            self.goal.contributes_to.add(make.goal(self.national))
            make.goal(self.national).contributes_to.add(self.goal)
            make.goal(self.strategy, parent=self.goal)
            commitment = make.commitment(plan, part_of=self.commitment)
            commitment.contributors.add(self.board)
            make.commitment(self.strategy, responsible=other).contributors.add(self.board)
            make.contribution(commitment, self.strategy, goal=self.goal)
            make.contribution(self.commitment, self.strategy, goal=goal)
            self.commitment.contributors.add(other)
            make.milestone(self.commitment).sources.add(source)
            make.milestone(self.strategy)
            make.end_move(self.commitment, to=f"{2030 + place}")
            make.public_report(self.commitment, by=rut)
            make.public_report(commitment, by=rut)
            make.party(self.strategy, other, named_as="Som källan skriver")
            make.party(make.strategy(), self.board)
            make.joined(self.strategy, other, "Vi ställer frågan.", "Vi svarar.")
            make.join_request(self.strategy, make.organisation(f"Ansökande {len(others)} {place}"))
            make.passage(self.strategy).sources.add(source)
            make.round_report(make.strategy())
            make.passage(self.county).sources.add(source)
            self.strategy.implements.add(make.strategy(level=Level.NATIONAL))
            self.strategy.replaces.add(make.strategy())
            self.strategy.documents.add(make.document(), make.document(url="https://a.example/"))
            self.grow_networks(other, source)
            for about in ({"county": self.county}, {"strategy": self.strategy}, {}):
                make.news(**about, lead="I korthet.").sources.add(source)
            make.notice(self.county)

    def grow_networks(self, other: Actor, source: Source) -> None:
        """A group, another network around the same strategy, and more in those that are there."""
        make.network(parent=self.network)
        around = make.network(title="Ett nätverk runt samma strategi", host=other)
        for strategy in (self.strategy, make.strategy()):
            around.strategies.add(strategy)
            self.network.strategies.add(strategy)
            self.meeting.strategies.add(strategy)
        make.seat(self.network, actor=other, office="Samordnare").sources.add(source)
        for state in MeetingState:
            make.meeting(self.network, state=state, town="Kalmar")
        make.meeting(other, state=MeetingState.HELD)
        for url in ("", "https://a.example/"):
            make.item_document(make.agenda_item(self.meeting), document=make.document(url=url))
        held = make.meeting(self.network, state=MeetingState.HELD, is_formal=True)
        older = make.decision(held, item=make.agenda_item(held), state=DecisionState.REPLACED)
        make.finished(held)
        make.decision(self.network, replaces=older)
        make.attendance(self.meeting, other, named_as="Som källan skriver").sources.add(source)
        for of in (self.network, self.meeting):
            challenge = make.challenge(of)
            challenge.goals.add(self.goal, make.goal(self.strategy))
            challenge.commitments.add(self.commitment)
            challenge.sources.add(source)


def reporter_of(board: Actor) -> User:
    """Rut, who writes and receives the board's reports, however often the world grows."""
    rut, is_new = User.objects.get_or_create(email="rut@samordna.example", defaults={"name": "Rut"})
    if is_new:
        make.saved(Membership, {"user": rut, "actor": board, "role": Role.COORDINATOR}, {})
    return rut


def build_world() -> World:
    county, board = make.county(), make.board()
    national = make.strategy(level=Level.NATIONAL, title="Nationell strategi")
    strategy = make.strategy(
        slug="lanets-strategi",
        title="Länets strategi",
        vision="Alla är trygga.",
        purpose="Att arbeta tillsammans.",
        is_open_for_joining=True,
        joining_text="Ni utser en kontaktperson.",
    )
    goal = make.goal(strategy, slug="malet", number="1", text="Ingen utsätts.")
    commitment = make.commitment(
        strategy,
        kind=CommitmentKind.JOINT_EFFORT,
        title="Gemensam insats",
        public_id="gemensam22",
        end="2026",
    )
    make.contribution(commitment, strategy, goal=goal)
    document = make.document(title="Strategin som den beslutades")
    strategy.documents.add(document)
    make.party(strategy, board, role=PartyRole.STANDS_BEHIND)
    report = make.round_report(national)
    network, meeting = build_network(strategy, goal, commitment)
    news = make.news(slug="nyheten", title="Länets nyhet", lead="I korthet.", county=county)
    return World(
        county, board, national, strategy, goal, commitment, document, report, network, meeting,
        news,
    )  # fmt: skip


def build_network(
    strategy: Strategy, goal: Goal, commitment: Commitment
) -> tuple[Network, Meeting]:
    network = make.network(slug="lanets-natverk", title="Länets nätverk", purpose="Att mötas.")
    network.strategies.add(strategy)
    make.seat(network, office="Särskilt sakkunnig")
    meeting = make.meeting(
        network, title="Vårens möte", public_id="varmote222", on="2026-05-12", town="Kalmar"
    )
    meeting.strategies.add(strategy)
    item = make.agenda_item(meeting, title="Nuläget", presenter="Länsråd", minutes=20)
    make.item_document(item, document=make.document(title="Lägesbilden"))
    make.decision(network, text="Nätverket möts fyra gånger om året.", decided_on="2026-02-03")
    make.attendance(meeting, network.maintained_by, office="Länsråd")
    challenge = make.challenge(network, text="Få känner till stödet.", meeting=meeting)
    challenge.goals.add(goal)
    challenge.commitments.add(commitment)
    return network, meeting
