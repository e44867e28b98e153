"""Who reads and changes what of a network: of each noun, by each way that leads to it.

The network is Otto's agency's to keep and a draft, its challenge raised at its meeting. The agency
of the cast has a seat that names an office alone; the others sit in person.
"""

from datetime import datetime, timedelta

import pytest
from django.db.models import Model
from django.utils import timezone

from actors.access import NOBODY, Access, access_of
from actors.choices import Role
from actors.models import Membership, User
from coordination.choices import Audience, NetworkKind, SeatRole
from coordination.models import AgendaItem, Attendance, Challenge, Meeting, Network, Seat
from coordination.rules import challenges, meetings, networks, seats
from coordination.rules.inviting import is_too_late
from coordination.services.seating import with_networks
from records.services import publish, withdraw
from tests import builders as make
from tests.people import person

RULES = {
    Network: (networks.can_read_network, networks.can_edit_network),
    Seat: (seats.can_read_seat, seats.can_edit_seat),
    Meeting: (meetings.can_read_meeting, meetings.can_edit_meeting),
    AgendaItem: (meetings.can_read_at_meeting, meetings.can_edit_at_meeting),
    Attendance: (meetings.can_read_at_meeting, meetings.can_edit_at_meeting),
    Challenge: (challenges.can_read_challenge, challenges.can_edit_challenge),
}
READS, EDITS = (True, False), (True, True)
# Of what is for members, and of what is at the meeting only: reads, edits.
EVERYBODY = {
    "signed out": (False, False),
    "stranger": (False, False),
    "ended seat": (False, False),
    "seat to come": (False, False),
    "coordinator of a representative's organisation": (False, False),
    "member by seat": READS,
    "member by office": READS,
    "reader of the parent": READS,
    "reader of maintainer": READS,
    "coordinator of maintainer": EDITS,
    "chair": EDITS,
    "secretary": EDITS,
    "superuser": EDITS,
}


@pytest.fixture
def network(cast) -> Network:
    """A draft of a council with one of everything, that nobody reads by what is public."""
    return make.network(
        kind=NetworkKind.COUNCIL, maintained_by=cast.other, published_at=None, title="Rådet"
    )


@pytest.fixture
def rows(network, cast) -> dict[type[Model], Model]:
    meeting = make.meeting(network, published_at=None)
    for_members = {"audience": Audience.MEMBERS}
    return {
        Network: network,
        Seat: make.seat(network, actor=cast.agency, office="Chef"),
        Meeting: meeting,
        AgendaItem: make.agenda_item(meeting, **for_members),
        Attendance: make.attendance(meeting, cast.agency, **for_members),
        Challenge: make.challenge(network, meeting=meeting, **for_members),
    }


@pytest.fixture
def somebody(cast, network, rows) -> dict[str, User | None]:
    """By each way in, or by none."""
    today = timezone.localdate()
    past, ahead = today - timedelta(days=1), today + timedelta(days=1)
    asta = person("Asta", of=make.organisation("Tredje myndigheten"), role=Role.COORDINATOR)
    in_person = {"actor": Membership.objects.get(user=asta).actor}
    sitting = {
        "member by seat": {"role": SeatRole.MEMBER, "since": today, "until": today, **in_person},
        "chair": {"role": SeatRole.CHAIR},
        "secretary": {"role": SeatRole.SECRETARY},
        "ended seat": {"role": SeatRole.CHAIR, "until": past},
        "seat to come": {"role": SeatRole.SECRETARY, "since": ahead},
    }
    for place, (name, seat) in enumerate(sitting.items()):
        make.seat(network, person=person(f"Sittande{place}"), **{"actor": None, **seat})
        sitting[name] = User.objects.get(name=f"Sittande{place}")
    return sitting | {
        "signed out": None,
        "stranger": cast.people["maintainer"],
        "coordinator of a representative's organisation": asta,
        "member by office": cast.people["coordinator"],
        "reader of the parent": cast.people["parent"],
        "reader of maintainer": person("Ragnar", of=cast.other),
        "coordinator of maintainer": cast.people["other agency"],
        "superuser": cast.people["superuser"],
    }


def access_by(somebody, who: str) -> Access:
    user = somebody[who]
    return access_of(User.objects.get(pk=user.pk)) if user else NOBODY


def asked(access: Access, row: Model) -> tuple[bool, bool]:
    """Whether one reads and edits it; the rule for lists says the same as the one for one row."""
    rows = type(row).objects
    listed = tuple(
        found.filter(pk=row.pk).exists()
        for found in (rows.visible_to(access), rows.editable_by(access))
    )
    fresh = rows.get(pk=row.pk)
    assert listed == tuple(rule(access, fresh) for rule in RULES[type(row)])
    return listed


@pytest.mark.parametrize("noun", RULES, ids=lambda noun: noun.__name__)
def test_draft_is_read_and_changed_by_its_own(somebody, rows, noun):
    for who, expected in EVERYBODY.items():
        assert asked(access_by(somebody, who), rows[noun]) == expected, who


@pytest.mark.parametrize("noun", [AgendaItem, Attendance, Challenge], ids=lambda n: n.__name__)
def test_what_is_at_the_meeting_only_is_read_by_those_who_run_it(somebody, rows, noun):
    noun.objects.update(audience=Audience.AT_MEETING)
    for who, expected in EVERYBODY.items():
        runs = expected == EDITS
        assert asked(access_by(somebody, who), rows[noun]) == (runs, runs), who


@pytest.mark.parametrize("noun", RULES, ids=lambda noun: noun.__name__)
def test_published_network_shows_itself_and_what_is_marked(somebody, rows, noun):
    """That it is public lets nobody change it, and opens nothing that is for members."""
    for row in (rows[Network], rows[Meeting]):
        publish(record=row)
    is_told = noun in (Network, Seat, Meeting)
    for who, (reads, edits) in EVERYBODY.items():
        assert asked(access_by(somebody, who), rows[noun]) == (reads or is_told, edits), who
    if not is_told:
        noun.objects.update(audience=Audience.PUBLIC)
    for who, (_reads, edits) in EVERYBODY.items():
        assert asked(access_by(somebody, who), rows[noun]) == (True, edits), who


@pytest.mark.parametrize("noun", RULES, ids=lambda noun: noun.__name__)
def test_nothing_of_a_withdrawn_network_is_public(somebody, rows, noun):
    for row in (rows[Network], rows[Meeting]):
        publish(record=row)
    for marked in (AgendaItem, Attendance, Challenge):
        marked.objects.update(audience=Audience.PUBLIC)
    assert asked(access_by(somebody, "signed out"), rows[noun]) == READS
    withdraw(record=rows[Network])
    assert asked(access_by(somebody, "signed out"), rows[noun]) == (False, False)


def test_group_is_public_while_what_it_belongs_to_is(somebody, rows, cast):
    above = rows[Network]
    group = make.network(parent=above)
    meeting = make.meeting(group)
    nobody = access_by(somebody, "signed out")
    assert not asked(nobody, group)[0]
    assert not asked(nobody, meeting)[0]
    publish(record=above)
    assert asked(nobody, group)[0]
    assert asked(nobody, meeting)[0]


def test_who_runs_a_network_runs_none_of_its_groups(somebody, rows, cast):
    group = make.network(parent=rows[Network], published_at=None)
    for who in ("chair", "secretary", "member by seat"):
        assert asked(access_by(somebody, who), group) == (False, False), who


def test_meeting_without_a_network_is_its_conveners(somebody, cast):
    meeting = make.meeting(cast.other, published_at=None)
    item = make.agenda_item(meeting, audience=Audience.MEMBERS)
    own = {
        "reader of maintainer": READS,
        "coordinator of maintainer": EDITS,
        "superuser": EDITS,
    }
    for row in (meeting, item, make.challenge(meeting, audience=Audience.MEMBERS)):
        for who in EVERYBODY:
            expected = own.get(who, (False, False))
            assert asked(access_by(somebody, who), row) == expected, (who, row)


def test_challenge_of_a_network_is_not_its_meetings_to_change(somebody, rows, cast):
    """Raised at a meeting of others: those read it who read either, and the network changes it."""
    theirs = make.meeting(make.board(), published_at=None)
    challenge = make.challenge(rows[Network], meeting=theirs, audience=Audience.MEMBERS)
    assert asked(access_by(somebody, "stranger"), challenge) == READS
    assert asked(access_by(somebody, "chair"), challenge) == EDITS


@pytest.mark.parametrize("role", SeatRole)
@pytest.mark.parametrize("kind", [NetworkKind.COUNCIL, NetworkKind.AGENCY_NETWORK])
def test_chair_convener_and_secretary_run_a_network(cast, kind, role):
    network = make.network(kind=kind, maintained_by=cast.other, published_at=None)
    ida = person("Ida")
    Seat.objects.create(network=network, role=role, person=ida)
    runs = role in (SeatRole.CHAIR, SeatRole.CONVENER, SeatRole.SECRETARY)
    assert ida.access.sits_in == {network.pk}
    assert ida.access.runs_networks == ({network.pk} if runs else frozenset())


def test_office_that_chairs_runs_nothing(cast):
    """Only a person is answered for what they change."""
    network = make.network(kind=NetworkKind.COUNCIL, maintained_by=cast.other)
    make.seat(network, actor=cast.agency, role=SeatRole.CHAIR, office="Generaldirektör")
    access = access_of(cast.people["coordinator"])
    assert (access.sits_in, access.runs_networks) == ({network.pk}, frozenset())


def test_office_that_somebody_has_lets_no_other_in(cast):
    network = make.network(maintained_by=cast.other)
    make.seat(network, actor=cast.agency, office="Chef", person=person("Ida"))
    assert access_of(cast.people["coordinator"]).sits_in == frozenset()


def test_closed_account_sits_nowhere(cast):
    ida = person("Ida")
    make.seat(make.network(), person=ida)
    ida.is_active = False
    assert access_of(ida).sits_in == frozenset()


def test_seat_alone_does_not_open_the_admin(somebody):
    for who in ("chair", "secretary"):
        assert not access_by(somebody, who).is_editor, who


def test_seats_are_read_by_one_question(somebody, django_assert_num_queries):
    """Whatever their number."""
    user = somebody["chair"]
    for _each in range(20):
        make.seat(make.network(), person=user)
    with django_assert_num_queries(1):
        access = with_networks(Access(user_id=user.pk), timezone.localdate())
    assert len(access.sits_in) == 21


def test_people_of_the_own_organisations_alone_are_named_to_seat(cast):
    karin = access_of(cast.people["coordinator"])
    named = set(User.objects.filter(seats.seatable_q(karin)))
    own = ("reader", "reporter", "coordinator", "signer")
    assert named == {cast.people[kind] for kind in own}
    assert not User.objects.filter(seats.seatable_q(access_of(cast.people["reader"]))).exists()


@pytest.mark.parametrize(
    ("fields", "has_begun", "too_late"),
    [
        ({"on": "2027-03-11"}, True, True),
        # It may be over, and it may be to come.
        ({"on": "2027-03-12"}, True, False),
        ({"on": "2027-03"}, True, False),
        ({"on": ""}, True, False),
        ({"on": "2027-03-13"}, False, False),
        ({"on": "2027-03-13", "state": "held"}, False, True),
    ],
)
def test_what_may_have_begun_is_not_too_late_to_be_told_of(
    fields, has_begun, too_late, monkeypatch
):
    now = timezone.make_aware(datetime(2027, 3, 12, 8))
    monkeypatch.setattr(timezone, "now", lambda: now)
    meeting = Meeting(**fields)
    assert (meeting.has_begun, is_too_late(meeting)) == (has_begun, too_late)
