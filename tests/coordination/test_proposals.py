"""What a network's own want taken up, from the proposal to its answer."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from coordination.choices import ProposalState
from coordination.models import ItemProposal, Meeting
from tests import builders as make
from tests.people import person

pytestmark = pytest.mark.once


@pytest.fixture
def address(own_network) -> str:
    return f"{own_network.get_work_url()}foresla/"


@pytest.fixture
def proposal(own_network, cast) -> ItemProposal:
    return make.item_proposal(
        own_network, title="Jourer", text="Nytt stöd.", minutes=15, actor=cast.agency
    )


def answer_to(meeting: Meeting, proposal: ItemProposal) -> str:
    return f"{meeting.get_work_url()}dagordning/forslag/{proposal.public_id}/"


def test_strangers_propose_nothing(address, cast):
    for kind, expected in (("signed out", 302), ("other agency", 404), ("ended", 404)):
        assert cast.client(kind).get(address).status_code == expected
        assert cast.client(kind).post(address, {"title": "Ny"}).status_code == expected
    assert not ItemProposal.objects.exists()


def test_member_proposes_for_the_own_organisation(own_network, own_meeting, address, cast):
    """Sent twice, it is one."""
    lena = cast.client("reader")
    for _press in range(2):
        answer = lena.post(address, {"title": "Jourer", "text": "Nytt stöd.", "minutes": "15"})
        assert answer.headers["Location"] == own_network.get_work_url()
    made = ItemProposal.objects.get()
    assert (made.actor, made.state, made.minutes) == (cast.agency, ProposalState.WAITING, 15)
    page = lena.get(own_network.get_work_url()).text
    assert "Jourer" in page
    assert "Väntar" in page


def test_nobody_proposes_for_another_organisation(own_network, address, cast):
    """Who acts for two chooses between those."""
    make.saved(
        type(cast.people["reader"].memberships.get()),
        {"user": cast.people["reader"], "actor": cast.head, "role": "reader"},
        {},
    )
    lena = cast.client("reader")
    assert lena.post(address, {"title": "Ny", "actor": cast.other.slug}).status_code == 422
    assert lena.post(address, {"title": "Ny"}).status_code == 422
    assert lena.post(address, {"title": "Ny", "actor": cast.head.slug}).status_code == 302
    assert ItemProposal.objects.get().actor == cast.head


def test_who_has_a_seat_alone_proposes_for_its_organisation(own_network, address, cast):
    ida, client = person("Ida"), Client()
    seat = make.seat(own_network, person=ida, actor=cast.other)
    client.force_login(ida)
    client.post(address, {"title": "Jourer"})
    assert ItemProposal.objects.get().actor == cast.other
    seat.until = "2020-01-01"
    seat.save()
    assert client.get(address).status_code == 404


def test_what_is_typed_stays_where_it_is_refused(address, cast):
    answer = cast.client("reader").post(address, {"title": "", "text": "Nytt stöd."})
    assert answer.status_code == 422
    assert "Nytt stöd." in answer.text


def test_after_the_stop_day_it_waits_for_the_meeting_after(
    own_network, own_meeting, address, cast, secretary
):
    today = timezone.localdate()
    page = cast.client("reader").get(address).text
    assert "Nästa möte som tar emot förslag: Vårmöte" in page
    Meeting.objects.filter(pk=own_meeting.pk).update(propose_by=today)
    assert "Föreslå senast" in cast.client("reader").get(address).text
    Meeting.objects.filter(pk=own_meeting.pk).update(propose_by=today - timedelta(days=1))
    page = cast.client("reader").get(address).text
    assert "Till mötet 12 maj 2031 är tiden ute; förslaget väntar till nästa." in page
    later = make.meeting(own_network, on="2031-09", title="Höstmöte")
    assert "Nästa möte som tar emot förslag: Höstmöte, september 2031." in (
        cast.client("reader").get(address).text
    )
    cast.client("reader").post(address, {"title": "Jourer"})
    late = "Kom efter sista dagen"
    assert late in secretary.get(f"{own_meeting.get_work_url()}dagordning/").text
    page = secretary.get(f"{later.get_work_url()}dagordning/").text
    assert "Jourer" in page
    assert late not in page


def test_meeting_that_has_been_takes_no_proposals(own_network, address, cast):
    make.meeting(own_network, on="2020-01-01")
    make.meeting(own_network, on="2031-01-01", state="cancelled")
    assert "Inget möte är planerat än." in cast.client("reader").get(address).text


def test_only_who_runs_the_network_answers(own_meeting, proposal, cast):
    address = answer_to(own_meeting, proposal)
    for kind, expected in (("other agency", 404), ("reader", 403), ("coordinator", 403)):
        assert cast.client(kind).post(address, {"gor": "ta-upp"}).status_code == expected
    proposal.refresh_from_db()
    assert proposal.state == ProposalState.WAITING


def test_proposal_of_another_network_is_not_there(cast, secretary, own_meeting):
    theirs = make.item_proposal(make.network(maintained_by=cast.other))
    assert secretary.post(answer_to(own_meeting, theirs), {"gor": "ta-upp"}).status_code == 404
    alone = make.meeting(cast.maintainer)
    malin = cast.client("maintainer")
    assert malin.post(answer_to(alone, theirs), {"gor": "ta-upp"}).status_code == 404


def test_taken_up_it_is_an_item_and_its_proposer_sees_where(
    own_network, own_meeting, proposal, secretary, cast
):
    assert "Ett förslag på en punkt väntar på svar" in (
        secretary.get(own_meeting.get_work_url()).text
    )
    assert "väntar på svar" not in cast.client("reader").get(own_meeting.get_work_url()).text
    for _press in range(2):
        secretary.post(answer_to(own_meeting, proposal), {"gor": "ta-upp"})
    item = own_meeting.items.get()
    assert (item.title, item.text, item.minutes) == ("Jourer", "Nytt stöd.", 15)
    assert item.proposal == proposal
    page = cast.client("reader").get(own_network.get_work_url()).text
    assert "Tas upp" in page
    assert own_meeting.get_work_url() in page
    # Taken off the agenda, it waits again.
    secretary.post(f"{own_meeting.get_work_url()}dagordning/{item.public_id}/ta-bort/")
    proposal.refresh_from_db()
    assert (proposal.state, proposal.item) == (ProposalState.WAITING, None)


def test_left_out_it_is_answered_with_a_sentence(
    own_network, own_meeting, proposal, secretary, cast
):
    address, field = answer_to(own_meeting, proposal), f"{proposal.public_id}-why"
    empty = secretary.post(address, {"gor": "ta-inte-upp", field: " "})
    assert empty.status_code == 422
    assert "Skriv med en mening varför punkten inte tas upp." in empty.text
    secretary.post(address, {"gor": "ta-inte-upp", field: "Den hör till styrgruppen."})
    assert "Den hör till styrgruppen." in (
        cast.client("reader").get(own_network.get_work_url()).text
    )
    # Another secretary who had the page open is told.
    late = secretary.post(address, {"gor": "ta-upp"})
    assert late.status_code == 409
    assert "besvarat av en kollega" in late.text
    assert not own_meeting.items.exists()


def test_other_organisations_proposals_are_for_who_runs_the_network(
    own_network, proposal, secretary, cast
):
    ida, client = person("Ida"), Client()
    make.seat(own_network, person=ida, actor=cast.other)
    client.force_login(ida)
    assert "Jourer" not in client.get(own_network.get_work_url()).text
    assert "Jourer" in secretary.get(own_network.get_work_url()).text
