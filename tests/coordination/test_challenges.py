"""Challenges of a network, from the day they are raised until they are handled."""

import re

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.utils import timezone

from coordination.choices import NotesState
from coordination.models import Challenge, Network
from coordination.services.challenges import save_challenge
from tests import builders as make

pytestmark = pytest.mark.once

WORK_DETAIL = 18


@pytest.fixture
def network(world, cast) -> Network:
    network = make.network(maintained_by=cast.maintainer)
    make.seat(network, actor=cast.agency, person=cast.people["reporter"])
    network.strategies.add(world.strategy)
    return network


def form_of(client: Client, challenge: Challenge, **said) -> dict:
    page = client.get(challenge.get_work_url()).text
    seen = re.search(r'name="as_shown" value="([^"]*)"', page)[1]
    ties = {
        "goals": [one.pk for one in challenge.goals.all()],
        "commitments": [one.pk for one in challenge.commitments.all()],
    }
    words = {name: getattr(challenge, name) for name in ("text", "state", "answer", "audience")}
    return words | ties | {"as_shown": seen} | said


def test_who_only_sits_there_raises_and_changes_none(network, cast):
    challenge = make.challenge(network)
    new = f"{network.get_work_url()}utmaningar/ny/"
    for kind, expected in (("unit", 403), ("reporter", 403), ("signed out", 302)):
        assert cast.client(kind).get(challenge.get_work_url()).status_code == expected, kind
    assert cast.client("unit").get(new).status_code == 404
    assert cast.client("reporter").post(new, {"text": "Ny"}).status_code == 403
    assert "Lyft en utmaning" not in cast.client("reporter").get(network.get_work_url()).text
    assert Challenge.objects.filter(network=network).get() == challenge


def test_challenge_is_raised_between_meetings_and_public_when_marked(network, cast):
    malin = cast.client("maintainer")
    form = {
        "text": "Få känner till stödet på landet.",
        "state": "identified",
        "audience": "members",
    }
    assert malin.post(f"{network.get_work_url()}utmaningar/ny/", form).status_code == 302
    challenge = network.challenges.get()
    assert challenge.text not in Client().get(network.get_absolute_url()).text
    marked = form_of(malin, challenge, audience="public")
    assert malin.post(challenge.get_work_url(), marked).status_code == 302
    assert challenge.text in Client().get(network.get_absolute_url()).text


def test_challenge_that_is_raised_twice_is_one(network, cast):
    path = f"{network.get_work_url()}utmaningar/ny/"
    form = {"text": "Ingen ser helheten", "state": "identified", "answer": "",
            "audience": "members"}  # fmt: skip
    for _press in range(2):
        assert cast.client("maintainer").post(path, form).status_code == 302
    assert network.challenges.count() == 1


def test_challenge_in_final_notes_keeps_its_words_and_place(network, cast):
    meeting, malin = make.meeting(network), cast.client("maintainer")
    challenge = make.challenge(meeting, network=network, text="Som det står")
    make.finished(meeting)
    form = {"text": "Annat", "state": "worked_on", "answer": "", "audience": "public"}
    form["as_shown"] = re.search(
        r'name="as_shown" value="([^"]*)"', malin.get(challenge.get_work_url()).text
    )[1]
    assert malin.post(challenge.get_work_url(), form).status_code == 302
    challenge.refresh_from_db()
    assert (challenge.text, challenge.state) == ("Som det står", "worked_on")
    for name, value in (("text", "Annat"), ("meeting", None)):
        row = Challenge.objects.get(pk=challenge.pk)
        setattr(row, name, value)
        with pytest.raises(ValidationError):
            save_challenge(challenge=row, goals=[], commitments=[], by=cast.people["maintainer"])
    path = f"/admin/coordination/challenge/{challenge.pk}/delete/"
    assert malin.post(path, {"post": "yes"}).status_code == 403
    assert Challenge.objects.filter(pk=challenge.pk).exists()


def test_challenge_of_notes_is_read_when_they_are(network, cast):
    """What was raised at a meeting and stands in no notes is told by itself."""
    meeting = make.meeting(network)
    noted = make.challenge(meeting, network=network, text="Ur anteckningen", is_noted=True)
    make.challenge(meeting, network=network, text="Ur en källa")

    def reads(kind: str, path: str, text: str) -> bool:
        return text in cast.client(kind).get(path).text

    for of in (network, meeting):
        own, public = of.get_work_url(), of.get_absolute_url()
        for state, members, everybody in (
            (NotesState.DRAFT, False, False),
            (NotesState.SENT, True, False),
            (NotesState.FINAL, True, True),
        ):
            ended = {"final_at": timezone.now() if state == NotesState.FINAL else None}
            type(meeting).objects.filter(pk=meeting.pk).update(notes_state=state, **ended)
            assert reads("maintainer", own, noted.text)
            assert reads("reporter", own, noted.text) == members, (of, state)
            assert reads("signed out", public, noted.text) == everybody, (of, state)
            assert reads("signed out", public, "Ur en källa")
            status = cast.client("reporter").get(noted.get_work_url()).status_code
            assert (status != 404) == members


def test_handled_challenge_says_what_answers_it(network, cast, world):
    challenge, malin = make.challenge(network, text="Den här"), cast.client("maintainer")
    make.challenge(network, text="Den öppna", state="worked_on")
    ties = {"goals": [world.goal.pk], "commitments": [world.commitment.pk]}
    handled = form_of(malin, challenge, state="handled", **ties)
    assert malin.post(challenge.get_work_url(), handled).status_code == 422
    done = handled | {"answer": "Nu finns en sida."}
    assert malin.post(challenge.get_work_url(), done).status_code == 302
    page = Client().get(network.get_absolute_url()).text
    for text in ("Hanterad", "Nu finns en sida.", world.commitment.title, "Ingen utsätts."):
        assert text in page
    own = cast.client("reporter").get(network.get_work_url()).text
    places = [own.index(text) for text in ("Öppna", "Den öppna", "Hanterade", "Den här")]
    assert places == sorted(places)


def test_hidden_tie_is_neither_offered_nor_untied(network, cast, world):
    malin, challenge = cast.client("maintainer"), make.challenge(network)
    strangers = make.strategy(maintained_by=cast.other, published_at=None)
    hidden, other = (make.goal(strangers, text=text) for text in ("Dolt mål", "Annat dolt"))
    challenge.goals.add(hidden)
    assert "Dolt mål" not in malin.get(challenge.get_work_url()).text
    form = form_of(malin, challenge, goals=[world.goal.pk], answer="Vi tar tag i det.")
    refused = malin.post(challenge.get_work_url(), form | {"goals": [other.pk]})
    assert refused.status_code == 422
    assert malin.post(challenge.get_work_url(), form).status_code == 302
    assert set(challenge.goals.all()) == {world.goal, hidden}


def test_page_costs_the_same_with_3_and_30(network, cast, world, django_assert_max_num_queries):
    challenge, counted = make.challenge(network), []
    for rows in (3, 27):
        for _row in range(rows):
            challenge.goals.add(make.goal(world.strategy))
            challenge.commitments.add(make.commitment(world.strategy))
        client = cast.client("maintainer")
        with django_assert_max_num_queries(WORK_DETAIL) as context:
            assert client.get(challenge.get_work_url()).status_code == 200
        counted.append(len(context))
    assert counted[0] == counted[1]
