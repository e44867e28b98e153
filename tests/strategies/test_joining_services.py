"""Joining a strategy: who may ask, what is answered, and leaving again."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone

from actors.models import Actor, AnswerLink
from actors.services import LinkClosedError, LinkHolder
from records.models import OutgoingMail
from strategies.choices import JoinState, PartyRole
from strategies.models import JoinAim, JoinRequest, Party
from strategies.services import (
    NotThereError,
    accept_join_request,
    ask_join_request_back,
    ask_to_join,
    ask_to_join_by_mail,
    change_join_request,
    confirm_join_request,
    decline_join_request,
    leave_strategy,
)
from tests import builders as make
from tests.people import KINDS
from tests.strategies.joining import MAILBOX, letters_to, wanted

TODAY = timezone.localdate
A_DAY = timedelta(days=1)


@pytest.fixture
def strategy(world):
    return world.strategy


@pytest.fixture
def karin(cast):
    return cast.people["coordinator"]


@pytest.fixture
def malin(cast):
    return cast.people["maintainer"]


@pytest.fixture
def asked(cast, strategy, karin) -> JoinRequest:
    aims = [JoinAim(text="Alla får frågan.", goal=strategy.goals.get())]
    return ask_to_join(request=wanted(strategy, cast.agency), aims=aims, by=karin)


@pytest.fixture
def unconfirmed(cast, strategy) -> JoinRequest:
    Actor.objects.filter(pk=cast.agency.pk).update(function_mailbox=MAILBOX)
    cast.agency.refresh_from_db()
    return ask_to_join_by_mail(request=wanted(strategy, cast.agency), aims=[])


def holder(request: JoinRequest) -> LinkHolder:
    link = AnswerLink.objects.filter(about=request.public_id).latest("pk")
    return LinkHolder(link, "Nils Ny", "Registrator")


# ---------------------------------------------------------------- asking


@pytest.mark.parametrize(
    "kind", [kind for kind in KINDS if kind not in {"coordinator", "superuser", "signed out"}]
)
def test_asking_for_an_organisation_that_one_does_not_coordinate_is_refused(cast, strategy, kind):
    with pytest.raises(PermissionDenied):
        ask_to_join(request=wanted(strategy, cast.agency), aims=[], by=cast.people[kind])
    assert not JoinRequest.objects.exists()
    assert not OutgoingMail.objects.exists()


def test_strategy_that_takes_none_is_told(cast, karin):
    closed = make.strategy()
    with pytest.raises(ValidationError, match="tar inte emot"):
        ask_to_join(request=wanted(closed, cast.agency), aims=[], by=karin)
    with pytest.raises(ValidationError, match="tar inte emot"):
        ask_to_join_by_mail(request=wanted(closed, cast.agency), aims=[])


@pytest.mark.parametrize("role", [PartyRole.STANDS_BEHIND, PartyRole.JOINED])
def test_who_is_in_it_already_is_told_so(cast, strategy, karin, role):
    make.party(strategy, cast.agency, role=role)
    for ask in (
        lambda request: ask_to_join(request=request, aims=[], by=karin),
        lambda request: ask_to_join_by_mail(request=request, aims=[]),
    ):
        with pytest.raises(ValidationError, match="redan med"):
            ask(wanted(strategy, cast.agency))


@pytest.mark.parametrize(
    "words",
    [
        {"decided_on": TODAY() + 2 * A_DAY},
        {"registry_number": ""},
        {"registry_number": "19811218-9876"},
        {"office": "811218-9876"},
        {"office": ""},
        {"contact_address": "ingen"},
        {"contact_address": "a@kommunen.exempel.example"},
        {"is_declared": False},
        {"decision_kind": "nyck"},
    ],
)
def test_request_that_lacks_something_is_refused(cast, strategy, karin, words):
    with pytest.raises(ValidationError):
        ask_to_join(request=wanted(strategy, cast.agency, **words), aims=[], by=karin)
    assert not OutgoingMail.objects.exists()


def test_aim_with_an_identity_number_or_a_goal_of_elsewhere_is_refused(cast, strategy, karin):
    for aim in (
        JoinAim(text="Om 811218-9876"),
        JoinAim(text="Annat", goal=make.goal(make.strategy())),
    ):
        with pytest.raises(ValidationError):
            ask_to_join(request=wanted(strategy, cast.agency), aims=[aim], by=karin)
    assert not JoinRequest.objects.exists()


def test_asked_for_it_waits_and_both_sides_get_a_letter(cast, asked, karin, malin):
    assert asked.state == JoinState.WAITING
    assert [aim.text for aim in asked.aims.all()] == ["Alla får frågan."]
    [to_maintainer] = letters_to(malin.email)
    assert f"/arbete/anslutningar/{asked.public_id}/" in to_maintainer.text
    assert "Länets strategi" not in to_maintainer.subject
    [receipt] = letters_to(karin.email)
    assert "Alla får frågan." in receipt.text
    assert OutgoingMail.objects.count() == 2


def test_asked_twice_in_the_same_words_it_is_asked_once(cast, strategy, asked, karin):
    aims = [JoinAim(text="Alla får frågan.", goal=strategy.goals.get())]
    assert ask_to_join(request=wanted(strategy, cast.agency), aims=aims, by=karin).pk == asked.pk
    assert OutgoingMail.objects.count() == 2
    for ask in (
        lambda: ask_to_join(request=wanted(strategy, cast.agency), aims=[], by=karin),
        lambda: ask_to_join_by_mail(request=wanted(strategy, cast.agency), aims=[]),
    ):
        with pytest.raises(ValidationError, match="redan en begäran"):
            ask()


def test_database_holds_one_open_request_of_an_organisation(asked, strategy, cast):
    with pytest.raises(IntegrityError), transaction.atomic():
        make.join_request(strategy, cast.agency, state=JoinState.ASKED_BACK, answer="Vad?")


# ---------------------------------------------------------------- without an account


def test_without_an_account_only_the_mailbox_is_written_to(unconfirmed, malin):
    assert unconfirmed.state == JoinState.UNCONFIRMED
    assert not unconfirmed.by_address_given
    [letter] = OutgoingMail.objects.all()
    assert letter.to == MAILBOX
    assert "/svar/" in letter.text
    # What anybody typed is not sent on in our name.
    assert unconfirmed.registry_number not in letter.text
    with pytest.raises(NotThereError):
        accept_join_request(request=unconfirmed, by=malin)


def test_no_second_letter_goes_for_the_same_words_within_an_hour(unconfirmed, strategy, cast):
    again = ask_to_join_by_mail(request=wanted(strategy, cast.agency), aims=[])
    assert again.pk == unconfirmed.pk
    assert OutgoingMail.objects.count() == 1
    JoinRequest.objects.update(created_at=timezone.now() - 2 * timedelta(hours=1))
    assert ask_to_join_by_mail(request=wanted(strategy, cast.agency), aims=[]).pk != unconfirmed.pk
    assert OutgoingMail.objects.count() == 2


def test_one_mailbox_gets_five_such_letters_a_day(unconfirmed, strategy, cast):
    for number in range(4):
        words = {"registry_number": f"KS {number}"}
        ask_to_join_by_mail(request=wanted(strategy, cast.agency, **words), aims=[])
    with pytest.raises(ValidationError, match="flera brev"):
        ask_to_join_by_mail(request=wanted(strategy, cast.agency, office="Annan"), aims=[])
    assert OutgoingMail.objects.count() == 5
    AnswerLink.objects.update(created_at=timezone.now() - 2 * A_DAY)
    ask_to_join_by_mail(request=wanted(strategy, cast.agency, office="Annan"), aims=[])


def test_confirmed_it_reaches_the_maintainer_and_the_own_coordinators(unconfirmed, malin, karin):
    confirmed = confirm_join_request(holder=holder(unconfirmed))
    assert confirmed.state == JoinState.WAITING
    assert confirmed.confirmed_by_office == "Registrator"
    [to_maintainer] = letters_to(malin.email)
    assert "känner inte till" not in to_maintainer.text
    assert len(letters_to(karin.email)) == 1
    assert len(letters_to(MAILBOX)) == 2
    confirm_join_request(holder=holder(unconfirmed))
    assert OutgoingMail.objects.count() == 4


def test_maintainer_is_told_that_the_address_was_given(cast, strategy, malin):
    asked = ask_to_join_by_mail(request=wanted(strategy, cast.agency), aims=[])
    assert asked.by_address_given
    confirm_join_request(holder=holder(asked))
    [letter] = letters_to(malin.email)
    assert "samordnare@myndigheten.se" in letter.text
    assert "känner inte till" in letter.text


def test_of_two_requests_without_account_the_second_to_be_confirmed_is_told(
    unconfirmed, strategy, cast
):
    other = ask_to_join_by_mail(request=wanted(strategy, cast.agency, office="Annan"), aims=[])
    confirm_join_request(holder=holder(unconfirmed))
    with pytest.raises(ValidationError, match="redan en begäran"):
        confirm_join_request(holder=holder(other))


@pytest.mark.parametrize("state", ["expired", "revoked", "of something else", "of another purpose"])
def test_link_that_does_not_hold_confirms_nothing(unconfirmed, state):
    found = holder(unconfirmed)
    past = timezone.now() - A_DAY
    changes = {
        "expired": {"created_at": past - A_DAY, "expires_at": past},
        "revoked": {"revoked_at": past},
        "of something else": {"about": "annat"},
        "of another purpose": {"purpose": "annan"},
    }
    AnswerLink.objects.update(**changes[state])
    found.link.refresh_from_db()
    with pytest.raises(LinkClosedError):
        confirm_join_request(holder=found)
    assert JoinRequest.objects.get().state == JoinState.UNCONFIRMED


# ---------------------------------------------------------------- answering


@pytest.mark.parametrize(
    "kind", [kind for kind in KINDS if kind not in {"maintainer", "superuser", "signed out"}]
)
def test_answering_by_who_does_not_maintain_the_strategy_is_refused(cast, asked, kind):
    for answer in (accept_join_request, ask_join_request_back, decline_join_request):
        with pytest.raises(PermissionDenied):
            answer(request=asked, answer="Nej.", by=cast.people[kind])


def test_asking_back_and_declining_need_a_sentence(asked, malin):
    for answer in (ask_join_request_back, decline_join_request):
        with pytest.raises(ValidationError):
            answer(request=asked, answer=" ", by=malin)


def test_request_that_was_changed_since_it_was_read_is_not_answered(asked, malin):
    with pytest.raises(NotThereError, match="ändrats"):
        accept_join_request(request=asked, by=malin, seen=asked.version + 1)
    assert not Party.objects.filter(role=PartyRole.JOINED).exists()


def test_accepted_it_is_a_party_from_the_day_of_its_decision(cast, asked, strategy, malin, karin):
    accepted = accept_join_request(request=asked, answer="Välkomna!", by=malin, seen=1)
    party = strategy.parties.get(role=PartyRole.JOINED)
    assert (party.actor, party.since, party.until) == (cast.agency, TODAY().isoformat(), "")
    assert accepted.party == party
    assert accepted.answer_signed.endswith(make.board().name)
    letter = letters_to(karin.email)[-1]
    assert "Välkomna!" in letter.text
    strategy.refresh_from_db()
    assert strategy.content_updated_at
    accept_join_request(request=asked, by=malin)
    assert Party.objects.filter(role=PartyRole.JOINED).count() == 1
    with pytest.raises(NotThereError):
        decline_join_request(request=asked, answer="Nej.", by=malin)


def test_who_came_into_the_strategy_meanwhile_is_not_let_in_twice(cast, asked, strategy, malin):
    make.party(strategy, cast.agency, role=PartyRole.JOINED)
    with pytest.raises(ValidationError, match="redan med"):
        accept_join_request(request=asked, by=malin)
    assert JoinRequest.objects.get().state == JoinState.WAITING


def test_declined_says_why_and_may_be_asked_again(cast, asked, strategy, malin, karin):
    decline_join_request(request=asked, answer="Beslutet gäller en annan strategi.", by=malin)
    assert "annan strategi" in letters_to(karin.email)[-1].text
    again = ask_to_join(request=wanted(strategy, cast.agency), aims=[], by=karin)
    assert again.pk != asked.pk


# ---------------------------------------------------------------- sent back


def test_sent_back_it_is_changed_and_sent_again(asked, malin, karin):
    sent_back = ask_join_request_back(request=asked, answer="Vilken nämnd?", by=malin)
    assert "Vilken nämnd?" in letters_to(karin.email)[-1].text
    assert not AnswerLink.objects.exists()
    sent_back.registry_number = "SN 2026/9"
    aims = [JoinAim(text="Annat mål.")]
    changed = change_join_request(request=sent_back, aims=aims, by=karin)
    assert (changed.state, changed.answer) == (JoinState.WAITING, "")
    assert [aim.text for aim in changed.aims.all()] == ["Annat mål."]
    assert len(letters_to(malin.email)) == 2
    # Pressed twice it is sent once; and what waits is not changed.
    change_join_request(request=changed, aims=aims, by=karin)
    assert len(letters_to(malin.email)) == 2
    with pytest.raises(NotThereError):
        change_join_request(request=changed, aims=[], by=karin)


@pytest.mark.parametrize("kind", ["other agency", "reader", "reporter", "maintainer", "parent"])
def test_changing_by_who_does_not_coordinate_the_organisation_is_refused(cast, asked, malin, kind):
    ask_join_request_back(request=asked, answer="Vilken nämnd?", by=malin)
    with pytest.raises(PermissionDenied):
        change_join_request(request=asked, aims=[], by=cast.people[kind])


def test_sent_back_without_an_account_there_is_a_new_link_and_the_old_one_is_taken_back(
    unconfirmed, malin, cast
):
    first = holder(unconfirmed)
    confirm_join_request(holder=first)
    sent_back = ask_join_request_back(request=unconfirmed, answer="Vilken nämnd?", by=malin)
    assert "/svar/" in letters_to(MAILBOX)[-1].text
    second = holder(unconfirmed)
    assert second.link.pk != first.link.pk
    with pytest.raises(LinkClosedError):
        change_join_request(request=sent_back, aims=[], by=first)
    changed = change_join_request(request=sent_back, aims=[], by=second)
    assert changed.state == JoinState.WAITING
    accept_join_request(request=changed, by=malin)
    assert not AnswerLink.objects.waiting().exists()
    assert "/strategier/lanets-strategi/" in letters_to(MAILBOX)[-1].text


def test_link_about_another_request_changes_nothing(unconfirmed, strategy, cast, malin):
    other = make.join_request(
        make.strategy(), cast.other, state=JoinState.ASKED_BACK, answer="Vad?"
    )
    with pytest.raises(PermissionDenied):
        change_join_request(request=other, aims=[], by=holder(unconfirmed))


# ---------------------------------------------------------------- leaving


@pytest.mark.parametrize(
    "kind",
    [
        kind
        for kind in KINDS
        if kind not in {"maintainer", "coordinator", "superuser", "signed out"}
    ],
)
def test_leaving_by_who_coordinates_neither_side_is_refused(cast, strategy, kind):
    party = make.joined(strategy, cast.agency).party
    with pytest.raises(PermissionDenied):
        leave_strategy(party=party, on=TODAY(), by=cast.people[kind])


def test_only_who_has_joined_leaves_and_not_before(cast, strategy, karin):
    behind = make.party(strategy, cast.agency)
    with pytest.raises(ValidationError):
        leave_strategy(party=behind, on=TODAY(), by=karin)
    joined = make.joined(strategy, cast.agency).party
    with pytest.raises(ValidationError, match="före början"):
        leave_strategy(party=joined, on=TODAY() - A_DAY, by=karin)


def test_leaving_is_dated_and_never_erased_and_one_may_come_again(cast, strategy, karin, malin):
    party = make.joined(strategy, cast.agency, since="2025-03-01").party
    left = leave_strategy(party=party, on=TODAY() - A_DAY, by=karin)
    assert left.until == (TODAY() - A_DAY).isoformat()
    assert len(letters_to(malin.email)) == 1
    leave_strategy(party=party, on=TODAY() - A_DAY, by=karin)
    with pytest.raises(ValidationError, match="redan avslutad"):
        leave_strategy(party=party, on=TODAY(), by=karin)
    again = ask_to_join(request=wanted(strategy, cast.agency), aims=[], by=karin)
    accept_join_request(request=again, by=malin)
    assert Party.objects.filter(actor=cast.agency, role=PartyRole.JOINED).count() == 2


def test_maintainer_may_date_it_too(cast, strategy, malin, karin):
    party = make.joined(strategy, cast.agency).party
    assert leave_strategy(party=party, on=TODAY(), by=malin).until
    assert len(letters_to(karin.email)) == 1
