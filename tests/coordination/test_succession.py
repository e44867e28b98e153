"""An organisation is renamed, goes up in another, or is split: what is open goes on, and what is
closed keeps the old name."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from actors.models import Actor, Membership
from actors.services.succession import end_actor, open_things, rename_actor
from coordination.models import Attendance, Network
from tests import builders as make
from tests.people import superuser

RENAME, END = "nytt-namn/", "upphor/"


def place(actor: Actor, page: str) -> str:
    return f"/arbete/organisationer/{actor.slug}/{page}"


@pytest.fixture
def new(world) -> Actor:
    return make.organisation("Nya myndigheten")


@pytest.fixture
def open_and_closed(world, cast) -> dict:
    """Of the agency: a commitment that goes on and one that is done, a party that holds and one
    that is over, seats and an action point, a meeting that was held."""
    agency = cast.agency
    open_one = make.commitment(world.strategy, title="Öppet", responsible=agency)
    done = make.commitment(world.strategy, title="Klart", responsible=agency)
    type(done).objects.filter(pk=done.pk).update(
        latest_public_grade="completed", latest_public_on="2026-01-01"
    )
    supported = make.commitment(world.strategy, title="Stött", responsible=cast.other)
    supported.contributors.add(agency)
    seat = make.seat(world.network, actor=agency, office="Jurist", role="representative")
    meeting = make.meeting(world.network, state="held", on="2026-01-10")
    other = make.strategy(title="En annan")
    return {
        "open": open_one,
        "done": done,
        "supported": supported,
        "party": make.party(other, agency),
        "left": make.party(other, agency, role="joined", since="2020", until="2022"),
        "seat": seat,
        "attendance": make.attendance(meeting, agency, office="Chef"),
    }


# ---------------------------------------------------------------- refusals


@pytest.mark.parametrize("page", [RENAME, END])
def test_nobody_but_a_superuser_renames_or_ends(cast, page):
    for kind in ("coordinator", "maintainer", "parent"):
        client = cast.client(kind)
        assert client.get(place(cast.agency, page)).status_code == 403
        assert client.post(place(cast.agency, page), {"name": "Ny"}).status_code == 403
    with pytest.raises(PermissionDenied):
        rename_actor(actor=cast.agency, name="Ny", by=cast.people["coordinator"])
    with pytest.raises(PermissionDenied):
        end_actor(
            actor=cast.agency, successors=[cast.other], on=timezone.localdate(),
            by=cast.people["coordinator"],
        )  # fmt: skip
    assert Actor.objects.get(pk=cast.agency.pk).name == cast.agency.name


def test_name_that_is_none_is_refused_and_kept(cast, admin):
    for name in ("", cast.agency.name, "x" * 201, "a\0b", "19811218-9876"):
        response = admin.post(place(cast.agency, RENAME), {"name": name})
        assert response.status_code == 422, name
        assert response.context["form"].errors, name
    assert Actor.objects.get(pk=cast.agency.pk).name == cast.agency.name


def test_successor_that_is_none_is_no_choice(cast, new, admin):
    Actor.objects.filter(pk=new.pk).update(valid_to="2020-01-01")
    for chosen in (cast.agency.slug, "finns-inte", new.slug, "a\0b", "x" * 5000):
        response = admin.get(place(cast.agency, END), {"till": chosen})
        assert response.status_code == 200
        assert response.context["successors"] == []
        target = f"{place(cast.agency, END)}?till={chosen if chosen.isascii() else ''}"
        assert admin.post(target.replace("\0", "%00"), {"on": "2026-01-01"}).status_code == 422
    assert Actor.objects.get(pk=cast.agency.pk).valid_to is None


def test_day_that_has_not_been_or_is_none_is_refused(cast, new, admin):
    tomorrow = timezone.localdate() + timedelta(days=1)
    for day in ("", "i går", tomorrow.isoformat(), "99999-01-01"):
        response = admin.post(place(cast.agency, END) + f"?till={new.slug}", {"on": day})
        assert response.status_code == 422, day
        assert response.context["form"].errors
    assert Actor.objects.get(pk=cast.agency.pk).valid_to is None


def test_thing_goes_to_none_but_a_successor(cast, new, open_and_closed, admin):
    target = place(cast.agency, END) + f"?till={new.slug}&till={cast.head.slug}"
    names = [name for name in admin.get(target).context["form"].fields if name != "on"]
    form = dict.fromkeys(names, new.slug) | {"on": timezone.localdate().isoformat()}
    answer = admin.post(target, form | {names[0]: cast.other.slug})
    assert answer.status_code == 422
    assert open_things(cast.agency)


def test_invented_organisation_takes_over_nothing_real(cast, admin):
    invented = make.organisation("Påhittad", is_example=True)
    target = place(cast.agency, END) + f"?till={invented.slug}"
    response = admin.post(target, {"on": timezone.localdate().isoformat()})
    assert response.status_code == 422
    assert "hålls isär" in response.text


# ---------------------------------------------------------------- another name


def test_renamed_organisation_is_found_by_both_names_at_the_same_address(cast, admin):
    old = cast.agency.name
    response = admin.post(place(cast.agency, RENAME), {"name": "Nya namnet"})
    assert response.status_code == 302
    kept = Actor.objects.get(pk=cast.agency.pk)
    assert (kept.name, kept.slug, kept.alias_list) == ("Nya namnet", cast.agency.slug, [old])
    assert kept in Actor.objects.matching(old)
    rename_actor(actor=kept, name=old, by=superuser())
    assert Actor.objects.get(pk=kept.pk).alias_list == ["Nya namnet"]


def test_what_is_closed_keeps_the_old_name(cast, open_and_closed):
    old = cast.agency.name
    rename_actor(actor=cast.agency, name="Nya namnet", by=superuser())
    named = {}
    for name in ("party", "left", "attendance"):
        open_and_closed[name].refresh_from_db()
        named[name] = open_and_closed[name].named_as
    assert named == {"party": "", "left": old, "attendance": old}


# ---------------------------------------------------------------- goes up in another


def test_what_is_open_goes_to_who_takes_over(world, cast, new, open_and_closed):
    last_day = timezone.localdate() - timedelta(days=1)
    moved = end_actor(actor=cast.agency, successors=[new], on=last_day, by=superuser())
    assert moved > 5
    for row in open_and_closed.values():
        row.refresh_from_db()
    assert open_and_closed["open"].responsible == new
    assert open_and_closed["done"].responsible == cast.agency
    assert list(open_and_closed["supported"].contributors.all()) == [new]
    assert open_and_closed["party"].until == last_day.isoformat()
    assert new.strategy_parties.get(strategy__title="En annan").since > last_day.isoformat()
    assert open_and_closed["left"].actor == cast.agency
    assert open_and_closed["seat"].until == last_day
    assert new.seats.get(office="Jurist").since == last_day + timedelta(days=1)
    assert open_and_closed["attendance"].actor == cast.agency
    kept = Actor.objects.get(pk=cast.agency.pk)
    assert (kept.valid_to, list(kept.succeeded_by.all())) == (last_day, [new])
    assert not kept.memberships.held().exists()
    assert open_things(kept) == []


def test_people_come_along_with_their_rights_and_what_they_handle(cast, new, open_and_closed):
    uno = cast.people["reporter"]
    commitment = open_and_closed["open"]
    type(commitment).objects.filter(pk=commitment.pk).update(
        handler=uno, handler_since=date(2026, 1, 1)
    )
    end_actor(actor=cast.agency, successors=[new], on=timezone.localdate(), by=superuser())
    held = Membership.objects.held().get(user=uno)
    assert (held.actor, held.role) == (new, "reporter")
    commitment.refresh_from_db()
    assert commitment.handler == uno


def test_who_is_maintained_and_hosted_goes_on(world, cast, new):
    Network.objects.filter(pk=world.network.pk).update(host=cast.maintainer)
    end_actor(actor=cast.maintainer, successors=[new], on=timezone.localdate(), by=superuser())
    for row in (world.strategy, world.network):
        row.refresh_from_db()
        assert row.maintained_by == new
    assert world.network.host == new


def test_two_that_have_the_same_role_become_one(cast, new, open_and_closed):
    strategy = open_and_closed["party"].strategy
    make.party(strategy, new)
    open_and_closed["supported"].contributors.add(new)
    end_actor(actor=cast.agency, successors=[new], on=timezone.localdate(), by=superuser())
    assert new.strategy_parties.filter(strategy=strategy).count() == 1
    assert open_and_closed["supported"].contributors.count() == 1


def test_page_of_one_that_went_up_in_another_leads_there(cast, new, client):
    yesterday = timezone.localdate() - timedelta(days=1)
    end_actor(actor=cast.agency, successors=[new], on=yesterday, by=superuser())
    assert client.get(f"/aktorer/{cast.agency.slug}/").url == new.get_absolute_url()


# ---------------------------------------------------------------- is split


def test_things_of_one_that_is_split_go_where_one_says(cast, new, open_and_closed, admin):
    target = place(cast.agency, END) + f"?till={new.slug}&till={cast.head.slug}"
    fields = admin.get(target).context["form"].fields
    form = {name: new.slug for name in fields if name != "on"}
    key = f"commitment-{open_and_closed['open'].public_id}"
    form |= {key: cast.head.slug, "on": timezone.localdate().isoformat()}
    assert admin.post(target, form).status_code == 302
    open_and_closed["open"].refresh_from_db()
    assert open_and_closed["open"].responsible == cast.head
    assert new.seats.filter(office="Jurist").exists()
    successors = Actor.objects.get(pk=cast.agency.pk).succeeded_by.all()
    assert set(successors) == {new, cast.head}


def test_search_keeps_who_is_chosen(cast, new, admin):
    page = admin.get(place(cast.agency, END), {"till": new.slug, "sok": "Andra"})
    assert page.context["successors"] == [new]
    assert cast.other in page.context["hits"]
    assert f'value="{new.slug}" checked' in page.text


def test_what_is_decided_twice_is_asked_once(world, cast, new):
    decision = make.decision(world.network, needs_agency_decision=True)
    for actor in (cast.agency, new):
        decision.agency_decisions.create(actor=actor)
    end_actor(actor=cast.agency, successors=[new], on=timezone.localdate(), by=superuser())
    assert [one.actor for one in decision.agency_decisions.all()] == [new]


def test_meeting_that_was_held_is_not_told_anew(cast, new, open_and_closed):
    before = list(Attendance.objects.values())
    end_actor(actor=cast.agency, successors=[new], on=timezone.localdate(), by=superuser())
    assert list(Attendance.objects.values()) == before
