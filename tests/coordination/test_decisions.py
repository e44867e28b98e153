"""The register of what a network decides, and what each agency then decides by itself."""

import re
from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.utils import timezone

from coordination.choices import Audience
from coordination.models import AgencyDecision, Decision, Network
from coordination.services.agencies import ask_agencies
from coordination.services.deciding import change_decision
from tests import builders as make
from tests.people import person

pytestmark = pytest.mark.once

# DESIGN: a list 8 queries and 3 more at work, a detail at work 18.
LIST, WORK_LIST, WORK_DETAIL = 8, 11, 18
FILTERED = {
    "ar=2025": {"Fjolårets"},
    "slag=decision": {"Årets"},
    "lage=carried_out": {"Årets"},
    "": {"Fjolårets", "Årets"},
}
NEW = {"kind": "decision", "text": "Vi delar lägesbilden.", "audience": "members"}


@pytest.fixture
def network(cast) -> Network:
    """The maintainer's, in which two agencies sit."""
    network = make.network(title="Länets råd", maintained_by=cast.maintainer)
    make.seat(network, actor=cast.agency, person=cast.people["reporter"])
    make.seat(network, actor=cast.other, office="Samordnare")
    return network


def public_register(network: Network) -> str:
    return Client().get(f"{network.get_absolute_url()}beslut/").text


def new(network: Network) -> str:
    return f"{network.get_work_url()}beslut/nytt/"


def today() -> str:
    return timezone.localdate().isoformat()


def shown(client: Client, path: str) -> str:
    """What a form of the page carries back of what it showed."""
    return re.search(r'name="as_shown" value="([^"]*)"', client.get(path).text)[1]


# ---------------------------------------------------------------- who reads


def test_register_of_a_network_that_is_no_longer_public_is_not_there(network, cast):
    decision = make.decision(network)
    address = f"{network.get_absolute_url()}beslut/"
    Network.objects.filter(pk=network.pk).update(published_at=None)
    assert Client().get(address).status_code == 404
    assert cast.client("unit").get(f"{network.get_work_url()}beslut/").status_code == 404
    assert cast.client("unit").get(decision.get_work_url()).status_code == 404
    assert decision.text in cast.client("reporter").get(f"{network.get_work_url()}beslut/").text


def test_register_for_all_holds_what_is_marked_and_final_alone(network, cast):
    draft, final = make.meeting(network), make.meeting(network)
    type(final).objects.filter(pk=final.pk).update(notes_state="final", final_at=timezone.now())
    make.decision(network, text="Bara för oss", audience=Audience.MEMBERS)
    make.decision(draft, text="Under arbete")
    make.decision(final, text="Bara på mötet", audience=Audience.AT_MEETING)
    older = make.decision(final, text="Det gamla", state="replaced")
    make.decision(network, text="Hemlig ersättare", audience=Audience.MEMBERS, replaces=older)
    page = public_register(network)
    assert "Det gamla" in page
    assert "Ersatt" in page
    for hidden in ("Bara för oss", "Under arbete", "Bara på mötet", "Hemlig ersättare"):
        assert hidden not in page
    own = cast.client("reporter").get(f"{network.get_work_url()}beslut/").text
    assert "Bara för oss" in own
    assert "Hemlig ersättare" in own
    assert "Under arbete" not in own
    assert "Under arbete" in cast.client("maintainer").get(network.get_work_url() + "beslut/").text


def test_list_of_decisions_is_what_the_page_of_each_opens(network, cast):
    meetings = [make.meeting(network, notes_state=state) for state in ("draft", "sent")]
    for of in (network, *meetings):
        for audience in Audience:
            make.decision(of, audience=audience)
    for kind in ("other agency", "reporter", "maintainer", "superuser"):
        client = cast.client(kind)
        page = client.get(f"{network.get_work_url()}beslut/").text
        for decision in Decision.objects.filter(network=network):
            opens = client.get(decision.get_work_url()).status_code == 200
            assert (decision.anchor in page) == opens, (kind, decision.audience, decision.meeting)


def test_meeting_and_decision_lead_to_each_other(network, cast):
    final = make.meeting(network, is_formal=True)
    make.agenda_item(final)
    decision = make.decision(final, item=make.agenda_item(final))
    make.finished(final)
    page = public_register(network)
    assert f'href="{final.get_absolute_url()}"' in page
    assert "§ 2" in page
    meeting_page = Client().get(final.get_absolute_url()).text
    assert f'href="{decision.get_absolute_url()}"' in meeting_page
    uno = cast.client("reporter")
    assert f'href="{decision.get_work_url()}"' in uno.get(final.get_work_url()).text
    assert f'href="{final.get_work_url()}"' in uno.get(decision.get_work_url()).text


def test_both_registers_filter_alike_and_refuse_what_they_do_not_know(network, cast):
    make.decision(network, text="Fjolårets", decided_on="2025-03", kind="recommendation")
    make.decision(network, text="Årets", decided_on="2026-03", state="carried_out")
    places = {
        Client(): network.get_absolute_url(),
        cast.client("reporter"): network.get_work_url(),
    }
    for client, place in places.items():
        for query, found in FILTERED.items():
            html = client.get(f"{place}beslut/?{query}").text
            assert {text for text in ("Fjolårets", "Årets") if text in html} == found, query
        assert client.get(f"{place}beslut/?lage=okant").status_code == 400


# ---------------------------------------------------------------- between meetings


def test_who_only_sits_there_adds_and_changes_nothing(network, cast):
    decision = make.decision(network)
    for kind in ("reader", "reporter"):
        client = cast.client(kind)
        expected = 403 if kind == "reporter" else 404
        assert client.get(new(network)).status_code == expected
        assert client.post(new(network), NEW | {"decided_on": today()}).status_code == expected
    uno = cast.client("reporter")
    assert uno.post(decision.get_work_url() + "andra/").status_code == 403
    assert network.decisions.get() == decision


def test_decision_between_meetings_needs_its_day_and_keeps_what_was_typed(network, cast):
    malin = cast.client("maintainer")
    tomorrow = timezone.localdate() + timedelta(days=1)
    for day in ("", tomorrow.isoformat()):
        response = malin.post(new(network), NEW | {"decided_on": day})
        assert response.status_code == 422
        assert "Vi delar lägesbilden." in response.text
    assert not network.decisions.exists()


def test_decision_between_meetings_asks_the_agencies_that_sit_there(network, cast):
    make.seat(network, actor=cast.head, until=timezone.localdate() - timedelta(days=1))
    make.seat(network, actor=None, office="Okänd")
    form = NEW | {"decided_on": today(), "needs_agency_decision": "on"}
    secretary = person("Sekr")
    make.seat(network, person=secretary, actor=None, role="secretary")
    client = Client()
    client.force_login(secretary)
    assert client.post(new(network), form).status_code == 302
    decision = network.decisions.get()
    assert decision.is_per_capsulam
    asked = {row.actor for row in decision.agency_decisions.all()}
    assert asked == {cast.agency, cast.other}
    ask_agencies(decision)
    assert decision.agency_decisions.count() == 2
    assert "0 av 2 har beslutat" in client.get(decision.get_work_url()).text


def test_decision_is_replaced_by_the_new_one_alone(network, cast):
    malin, older = cast.client("maintainer"), make.decision(network, text="Det gamla")
    change = older.get_work_url() + "andra/"
    form = {"kind": "decision", "text": "Det gamla", "decided_on": "2026-11", "state": "replaced",
            "audience": "public", "as_shown": shown(malin, change)}  # fmt: skip
    assert malin.post(change, form).status_code == 422
    page = malin.get(f"{new(network)}?ersatter={older.public_id}").text
    assert re.search(rf'value="{older.public_id}" selected', page)
    form = NEW | {"decided_on": today(), "replaces": older.public_id}
    assert malin.post(new(network), form).status_code == 302
    older.refresh_from_db()
    assert older.state == "replaced"
    assert malin.post(new(network), form).status_code == 422
    assert network.decisions.count() == 2


def test_words_that_stand_in_final_notes_are_not_changed(network, cast):
    meeting, malin = make.meeting(network), cast.client("maintainer")
    decision = make.decision(meeting, text="Som det står")
    make.finished(meeting)
    change = decision.get_work_url() + "andra/"
    form = {"text": "Annat", "state": "carried_out", "audience": "public",
            "as_shown": shown(malin, change)}  # fmt: skip
    assert malin.post(change, form).status_code == 302
    decision.refresh_from_db()
    assert (decision.text, decision.state) == ("Som det står", "carried_out")
    for words in ({"text": "Annat"}, {"kind": "recommendation"}, {"decided_on": "2025"}):
        with pytest.raises(ValidationError):
            change_decision(decision=changed(decision, **words), by=cast.people["maintainer"])


def changed(decision: Decision, **fields) -> Decision:
    row = Decision.objects.get(pk=decision.pk)
    for name, value in fields.items():
        setattr(row, name, value)
    return row


def test_notes_that_became_final_meanwhile_keep_the_words(network, cast):
    """What the page read of the meeting before it was held is not trusted."""
    meeting = make.meeting(network)
    decision = changed(make.decision(meeting, text="Som det står"), text="Annat")
    assert not decision.meeting.has_final_notes
    make.finished(meeting)
    with pytest.raises(ValidationError):
        change_decision(decision=decision, by=cast.people["maintainer"])


def test_agencies_are_asked_no_longer_where_none_has_answered(network, cast):
    decision = make.decision(network, needs_agency_decision=True)
    row, malin = make.agency_decision(decision, cast.agency), cast.client("maintainer")
    change = decision.get_work_url() + "andra/"
    form = {"kind": "decision", "text": decision.text, "decided_on": "2026-11",
            "state": "in_force", "audience": "public",
            "as_shown": shown(malin, change)}  # fmt: skip
    AgencyDecision.objects.filter(pk=row.pk).update(state="decided", decided_on="2026-11-01")
    response = malin.post(change, form)
    assert response.status_code == 422
    assert "har redan svarat" in response.text
    AgencyDecision.objects.filter(pk=row.pk).update(state="waiting", decided_on=None)
    assert malin.post(change, form).status_code == 302
    assert not decision.agency_decisions.exists()


def test_decision_that_is_entered_twice_is_one(network, cast):
    form = NEW | {"decided_on": today()}
    for _press in range(2):
        response = cast.client("maintainer").post(new(network), form)
        assert response.status_code == 302
    assert response.headers["Location"] == network.decisions.get().get_work_url()


def test_two_who_change_it_see_both_texts(network, cast):
    decision, malin = make.decision(network, text="Först"), cast.client("maintainer")
    change = decision.get_work_url() + "andra/"
    seen = shown(malin, change)
    decision.text = "Den andras"
    decision.save()
    form = {"kind": "decision", "text": "Min", "decided_on": "2026-11", "state": "in_force",
            "audience": "public", "as_shown": seen}  # fmt: skip
    response = malin.post(change, form)
    assert response.status_code == 409
    assert "Den andras" in response.text
    assert "Min" in response.text


# ---------------------------------------------------------------- in each agency


@pytest.fixture
def row(network, cast) -> AgencyDecision:
    decision = make.decision(network, needs_agency_decision=True, audience=Audience.MEMBERS)
    make.agency_decision(decision, cast.other)
    return make.agency_decision(decision, cast.agency)


def test_agency_tells_nothing_of_another(row, cast):
    other = row.decision.agency_decisions.get(actor=cast.other)
    for kind, place, expected in (
        ("unit", row, 404), ("reader", row, 403), ("reporter", row, 403),
        ("coordinator", other, 404), ("other agency", row, 403),
    ):  # fmt: skip
        assert cast.client(kind).get(place.get_work_url()).status_code == expected, kind


def test_agency_is_asked_when_the_notes_are_sent(network, cast):
    meeting = make.meeting(network)
    decision = make.decision(meeting, text="Vi delar lokaler", needs_agency_decision=True)
    row, karin = make.agency_decision(decision, cast.agency), cast.client("coordinator")
    assert "Vi delar lokaler" not in karin.get("/arbete/").text
    assert karin.get(row.get_work_url()).status_code == 404
    type(meeting).objects.filter(pk=meeting.pk).update(notes_state="sent")
    assert row.get_work_url() in karin.get("/arbete/").text
    assert "Vi delar lokaler" in karin.get(row.get_work_url()).text


def test_coordinator_tells_what_the_agency_decided(row, cast):
    karin = cast.client("coordinator")
    form = {"state": "decided", "decided_on": "", "registry_number": "2026-17",
            "as_shown": shown(karin, row.get_work_url())}  # fmt: skip
    response = karin.post(row.get_work_url(), form)
    assert response.status_code == 422
    assert "2026-17" in response.text
    assert karin.post(row.get_work_url(), form | {"decided_on": today()}).status_code == 302
    assert row.get_work_url() not in karin.get("/arbete/").text
    page = cast.client("maintainer").get(row.decision.get_work_url()).text
    assert "1 av 2 har beslutat" in page
    assert "2026-17" in page


# ---------------------------------------------------------------- costs


@pytest.mark.usefixtures("notices_were_read")
def test_pages_cost_the_same_with_3_and_30(network, cast, django_assert_max_num_queries):
    decision = make.decision(network, needs_agency_decision=True)
    counted = []
    for rows in (3, 27):
        for place in range(rows):
            held = make.meeting(network)
            older = make.decision(held, state="replaced", item=make.agenda_item(held))
            make.finished(held)
            make.decision(network, replaces=older)
            agency = make.organisation(f"Ännu en {rows} {place}")
            make.agency_decision(decision, agency)
        counts = []
        for client, path, most in (
            (Client(), f"{network.get_absolute_url()}beslut/", LIST),
            (cast.client("maintainer"), f"{network.get_work_url()}beslut/", WORK_LIST),
            (cast.client("maintainer"), decision.get_work_url(), WORK_DETAIL),
            (cast.client("maintainer"), decision.get_work_url() + "andra/", WORK_DETAIL),
        ):
            with django_assert_max_num_queries(most) as context:
                assert client.get(path).status_code == 200
            counts.append(len(context))
        counted.append(counts)
    assert counted[0] == counted[1]
