"""The pages where a commitment is proposed to a strategy, and where that is answered."""

import re

import pytest

from actors.models import County
from records.models import OutgoingMail
from strategies.choices import ContributionState
from strategies.models import Commitment, Contribution
from strategies.services import propose_contribution, receive_report
from tests import builders as make
from tests.site.test_admin import posted_as_shown
from tests.strategies.at_work import at


@pytest.fixture
def home(cast):
    return make.strategy(maintained_by=cast.other, title="Andra strategin")


@pytest.fixture
def commitment(cast, home) -> Commitment:
    return make.commitment(home, responsible=cast.agency, title="Lotsarna", end="2026")


@pytest.fixture
def karin(cast):
    return cast.client("coordinator")


@pytest.fixture
def malin(cast):
    return cast.client("maintainer")


@pytest.fixture
def proposed(cast, commitment, world) -> Contribution:
    return propose_contribution(
        commitment=commitment, strategy=world.strategy, by=cast.people["coordinator"]
    )


# ---------------------------------------------------------------- proposing


def test_strategy_is_found_by_a_word_and_hidden_ones_are_not(cast, commitment, world, karin):
    make.strategy(title="Länets hemlighet", published_at=None, maintained_by=cast.other)
    hidden = make.strategy(title="Länets dolda", published_at=None)
    page = karin.get(at(commitment, "bidra/"), {"sok": "länets"}).text
    assert f"?strategi={world.strategy.slug}" in page
    assert "hemlighet" not in page
    assert "dolda" not in page
    for ask in (
        lambda: karin.get(at(commitment, "bidra/"), {"strategi": hidden.slug}),
        lambda: karin.post(at(commitment, "bidra/"), {"strategi": hidden.slug}),
    ):
        assert ask().status_code == 404


def test_many_hits_are_cut_and_that_is_said(commitment, karin):
    for _place in range(21):
        make.strategy(title="Länets många")
    page = karin.get(at(commitment, "bidra/"), {"sok": "många"}).text
    assert page.count("?strategi=") == 20
    assert "Det finns fler." in page


def test_maintainer_of_the_home_proposes_to_nothing_but_the_home(cast, commitment, world):
    otto = cast.client("other agency")
    page = otto.get(at(commitment, "bidra/"), {"sok": "strategi"}).text
    assert re.findall(r"\?strategi=([\w-]+)", page) == [commitment.home.slug]
    response = otto.post(at(commitment, "bidra/"), {"strategi": world.strategy.slug})
    assert response.status_code == 404


def test_invented_strategy_is_not_offered_to_what_is_real(commitment, karin):
    County.objects.filter(slug="skane").update(is_example=True)
    inventor = make.organisation("Påhittade", is_example=True)
    place = {"county": make.county("skane"), "maintained_by": inventor}
    invented = make.strategy(title="Länets påhitt", **place)
    page = karin.get(at(commitment, "bidra/"), {"sok": "påhitt"}).text
    assert invented.slug not in page


@pytest.mark.parametrize(
    ("posted", "status"),
    [
        ({}, 422),
        ({"strategi": "finns-inte"}, 404),
        ({"strategi": "\0"}, 404),
        ({"goal": "finns-inte"}, 422),
    ],
)
def test_proposal_of_what_is_not_there_is_refused(commitment, world, karin, posted, status):
    whole = {"strategi": world.strategy.slug} if "goal" in posted else {}
    response = karin.post(at(commitment, "bidra/"), whole | posted)
    assert response.status_code == status
    assert not commitment.contributions.exists()


def test_draft_that_the_receiver_does_not_see_is_published_first(cast, home, world, karin):
    draft = make.commitment(home, responsible=cast.agency, published_at=None)
    response = karin.post(at(draft, "bidra/"), {"strategi": world.strategy.slug, "goal": ""})
    assert response.status_code == 422
    assert "Publicera det först" in response.text


@pytest.mark.ignore_template_errors
def test_editor_who_proposes_in_the_admin_is_refused_and_tells_like_everybody(
    cast, home, commitment, world, karin
):
    add = "/admin/strategies/contribution/add/"
    draft = make.commitment(home, responsible=cast.agency, published_at=None)
    empty = posted_as_shown(karin.get(add)) | {"strategy": world.strategy.pk}
    response = karin.post(add, empty | {"commitment": draft.pk})
    assert response.status_code == 200
    assert not Contribution.objects.waiting().exists()
    assert karin.post(add, empty | {"commitment": commitment.pk}).status_code == 302
    proposed = Contribution.objects.waiting().get()
    assert proposed.state == ContributionState.PROPOSED
    assert proposed.state_since is not None
    page = f"/admin/strategies/commitment/{commitment.pk}/change/"
    row = {
        "contributions-TOTAL_FORMS": "2",
        "contributions-1-strategy": world.strategy.pk,
        "contributions-1-goal": world.goal.pk,
    }
    form = posted_as_shown(karin.get(page))
    assert karin.post(page, form | row).status_code == 302
    told = OutgoingMail.objects.filter(key__startswith="bidrag/")
    assert {letter.to for letter in told} == {cast.people["maintainer"].email}
    assert told.count() == Contribution.objects.waiting().count() == 2


def test_goal_is_proposed_to_and_a_second_press_does_no_harm(commitment, world, karin):
    posted = {"strategi": world.strategy.slug, "goal": world.goal.slug}
    for _press in range(2):
        response = karin.post(at(commitment, "bidra/"), posted, follow=True)
        assert "Nu väntar ni på Länsstyrelsen i Kalmar län." in response.text
    assert commitment.contributions.get().goal == world.goal


# ---------------------------------------------------------------- answering


def test_proposal_is_read_with_the_latest_public_report(cast, commitment, proposed, malin):
    uno, otto = cast.people["reporter"], cast.people["other agency"]
    report = make.submitted(make.draft_report(commitment, by=uno, done="Tio möten."), by=uno).report
    assert "Tio möten." not in malin.get(at(proposed)).text
    receive_report(report=report, seen=1, by=otto)
    assert "Tio möten." in malin.get(at(proposed)).text
    inbox = malin.get("/arbete/bidrag/").text
    assert at(proposed) in inbox
    assert "Påbörjat, mindre än hälften" in inbox


def test_proposal_of_a_withdrawn_commitment_is_not_there_for_the_receiver(proposed, malin):
    Commitment.objects.update(published_at=None)
    assert at(proposed) not in malin.get("/arbete/bidrag/").text
    assert malin.get(at(proposed)).status_code == 404
    assert malin.post(at(proposed), {"gor": "godta"}).status_code == 404


@pytest.mark.parametrize(
    ("posted", "text"),
    [
        ({"gor": "avboj", "answer": " "}, "Skriv med en mening varför det inte passar."),
        ({"gor": "avboj", "answer": "Om 811218-9876."}, "personnummer"),
        ({"gor": "avboj", "answer": "Ring 070-123 45 67."}, "Kryssa i rutan"),
        ({"gor": "något", "answer": "Nja."}, "Välj att godta eller avböja."),
        ({"answer": "Nja."}, "Välj att godta eller avböja."),
    ],
)
def test_wrong_answer_is_told_and_what_was_typed_stays(proposed, malin, posted, text):
    response = malin.post(at(proposed), posted)
    assert response.status_code == 422
    assert text in response.text
    assert posted["answer"].strip() in response.text
    proposed.refresh_from_db()
    assert proposed.state == ContributionState.PROPOSED


@pytest.mark.parametrize(
    ("choice", "state"), [("godta", "accepted"), ("avboj", "declined"), ("ta-tillbaka", None)]
)
def test_receiver_accepts_or_declines_and_does_not_take_back(proposed, malin, choice, state):
    for _press in range(2):
        response = malin.post(at(proposed), {"gor": choice, "answer": "Vi ses."})
        assert response.status_code == (302 if state else 403)
    proposed.refresh_from_db()
    assert proposed.state == (state or "proposed")


def test_proposer_takes_back_and_does_not_accept(proposed, karin):
    assert karin.post(at(proposed), {"gor": "godta"}).status_code == 403
    for _press in range(2):
        response = karin.post(at(proposed), {"gor": "ta-tillbaka"}, follow=True)
        assert "Återtaget" in response.text


def test_answer_that_comes_too_late_is_told_with_what_was_typed(cast, proposed, karin, malin):
    karin.post(at(proposed), {"gor": "ta-tillbaka"})
    response = malin.post(at(proposed), {"gor": "godta", "answer": "Välkomna!"})
    assert response.status_code == 422
    assert "bidraget är nu återtaget" in response.text
    assert "Välkomna!" in response.text
    assert "Godta</button>" not in response.text


def test_accepted_commitment_stands_on_the_public_page_of_the_strategy(
    client, commitment, world, proposed, malin
):
    assert commitment.title not in client.get(world.strategy.get_absolute_url()).text
    malin.post(at(proposed), {"gor": "godta"})
    assert commitment.title in client.get(world.strategy.get_absolute_url()).text
