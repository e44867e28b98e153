"""The pages under /arbete/: signed out is led to sign in, and each stands in our design."""

import re

import html5lib
import pytest
from django.test import Client
from django.utils import timezone

from actors.models import Invitation
from strategies.services.rounds import open_round
from tests import builders as make
from tests.actors.inviting import asked
from tests.site.addresses import WORK
from tests.site.links import build_links

pytestmark = pytest.mark.once

LANGUAGES = ["", "/en"]


@pytest.fixture
def paths(cast) -> dict[str, str]:
    asked(cast.agency, cast.people["superuser"], role="coordinator")
    places = {
        "slug": cast.agency.slug,
        "person": cast.agency.memberships.get(user=cast.people["reporter"]).public_id,
        "invitation": Invitation.objects.get().public_id,
        **reporting(cast),
        **asked_in_rounds(cast),
        **given_links(cast),
        **seated(cast),
        **noted(cast),
    }
    return {name: path.format(**places) for name, (path, _shows) in WORK.items()}


def reporting(cast) -> dict[str, str]:
    """A strategy in which the agency has submitted a report and written another."""
    strategy, uno = make.strategy(), cast.people["reporter"]
    commitment = make.commitment(strategy, responsible=cast.agency)
    report = make.draft_report(commitment, by=uno)
    make.submitted(report, by=uno)
    make.draft_report(make.commitment(strategy, responsible=cast.agency), by=uno)
    round = make.closed_round(make.strategy(), asked=cast.agency)
    make.round_report(round.strategy, round=round)
    return {
        "closed": round.public_id,
        "closed_request": round.requests.get().public_id,
        "remark": "finns-inte",
        "strategy": strategy.slug,
        "report": report.public_id,
        "commitment": commitment.public_id,
        "open_strategy": make.strategy(is_open_for_joining=True).slug,
        "asked": make.join_request(
            make.strategy(), cast.agency, state="asked_back", answer="Vilken nämnd?"
        ).public_id,
        "joined": make.joined(make.strategy(), cast.agency).party.public_id,
        "contribution": make.contribution(commitment, make.strategy()).public_id,
    }


def asked_in_rounds(cast) -> dict[str, str]:
    """An open round in which the agency is asked, and one that is prepared."""
    questions = [
        {"text": "Har ni en plan?"},
        {"text": "Vilket slag?", "kind": "choice", "options": "Egen\nGemensam"},
        {"text": "Hur många?", "kind": "number"},
        {"text": "Hur många deltog?", "kind": "number_by_sex", "about_people": True},
        {"text": "Vad saknas?", "kind": "text"},
    ]
    malin, rounds = cast.people["maintainer"], []
    for _place in range(2):
        strategy = make.strategy(maintained_by=cast.maintainer)
        make.commitment(strategy, responsible=cast.agency)
        rounds.append(make.round_of(strategy, by=malin, questions=questions))
    opened = open_round(round=rounds[0], by=malin)
    return {
        "round": opened.public_id,
        "prepared": rounds[1].public_id,
        "request": opened.requests.get(actor=cast.agency).public_id,
    }


def seated(cast) -> dict[str, str]:
    """A network in which an office of the agency has a seat, and a meeting of it."""
    network = make.network()
    seat = make.seat(network, actor=cast.agency, office="Samordnare")
    proposal = make.seat_proposal(seat, cast.people["coordinator"])
    make.seat(network, person=cast.people["reporter"])
    make.seat(network, actor=cast.maintainer)
    meeting = make.meeting(network, place="Lilla salen", joining_link="https://mote.example/1")
    item = make.agenda_item(meeting, audience="members")
    make.attendance(meeting, cast.agency)
    make.challenge(network)
    point = make.action_point(meeting, actor=cast.agency)
    decision = make.decision(meeting, needs_agency_decision=True)
    return {
        "network": network.slug,
        "meeting": meeting.public_id,
        "seat": seat.public_id,
        "proposal": proposal.public_id,
        "item": item.public_id,
        "item_document": make.item_document(item).document.public_id,
        "item_proposal": make.item_proposal(network, actor=cast.agency).public_id,
        "decision": decision.public_id,
        "challenge": make.challenge(meeting, network=network).public_id,
        "action_point": point.public_id,
        "agency_decision": make.agency_decision(decision, cast.agency).public_id,
        "invitee": make.invitee(meeting, actor=cast.agency).public_id,
    }


def noted(cast) -> dict[str, str]:
    """A meeting whose notes are out for comments, with all that may stand there."""
    network, today = make.network(), timezone.localdate()
    make.seat(network, actor=cast.agency, office="Samordnare")
    sent = {"notes_state": "sent", "notes_sent_at": timezone.now(), "comments_by": today}
    meeting = make.meeting(network, **sent)
    item = make.agenda_item(meeting, notes="Det sades.")
    make.decision(meeting, item=item, needs_agency_decision=True)
    make.action_point(meeting, item=item, due_on=today)
    make.challenge(meeting, network=network, item=item)
    make.attendance(meeting, cast.agency, office="Samordnare")
    make.notes_comment(meeting, item=item, actor=cast.agency, handled_at=timezone.now())
    for number in (1, 2):
        make.notes_paper(meeting, number=number)
    comment = make.notes_comment(meeting, office="Chef")
    return {
        "noted": meeting.public_id, "noted_item": item.public_id, "comment": comment.public_id,
    }  # fmt: skip


def given_links(cast) -> dict[str, str]:
    links = build_links(cast)
    return {"given": links.asked.public_id, "link": links.link.public_id}


@pytest.mark.parametrize("language", LANGUAGES)
def test_signed_out_is_led_to_sign_in_whether_it_exists_or_not(paths, language):
    client = Client()
    for path in [*paths.values(), "/arbete/medarbetare/finns-inte/"]:
        for method in (client.get, client.post):
            response = method(language + path)
            assert response.status_code == 302, path
            assert response.headers["Location"].startswith(f"{language}/konto/logga-in/"), path


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", ["coordinator", "superuser"])
def test_page_stands_in_our_design_and_its_language(cast, paths, language, kind):
    client = cast.client(kind)
    for name, path in paths.items():
        response = client.get(language + path)
        assert response.headers["Cache-Control"] == "no-store", name
        if not WORK[name][1]:
            assert response.status_code in (403, 404, 405), name
        if response.status_code != 200:
            continue
        html = response.text
        html5lib.HTMLParser(strict=True).parse(html)
        assert f'<html lang="{language.strip("/") or "sv"}"' in html, name
        assert len(re.findall(r"<h1[\s>]", html)) == len(re.findall(r"<main[\s>]", html)) == 1, name
        ids = re.findall(r'\sid="([^"]*)"', html)
        assert len(ids) == len(set(ids)), name
        assert " style=" not in html, name
        assert "<script>" not in html, name
        assert re.findall(r'<form[^>]*method="post"', html), name


@pytest.mark.parametrize("kind", ["coordinator", "superuser"])
def test_post_without_its_token_is_refused(cast, paths, kind):
    client = Client(enforce_csrf_checks=True)
    client.force_login(cast.people[kind])
    for path in paths.values():
        assert client.post(path).status_code == 403, path
