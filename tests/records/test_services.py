from datetime import timedelta

import pytest
from django.utils import timezone

from records.services import date_content, publish, save_content, withdraw
from strategies.models import Strategy
from tests import builders as make


def test_withdrawing_what_was_never_published_changes_nothing(db):
    strategy = make.strategy(published_at=None)
    assert not withdraw(record=strategy)
    strategy.refresh_from_db()
    assert strategy.withdrawn_at is None


def test_withdrawing_what_was_to_be_withdrawn_later_takes_it_off_at_once(db):
    strategy = make.strategy(withdrawn_at=timezone.now() + timedelta(days=7))
    assert withdraw(record=strategy)
    assert strategy not in Strategy.objects.public()


def test_withdrawing_what_was_to_be_published_keeps_it_from_coming(db):
    strategy = make.strategy(published_at=timezone.now() + timedelta(days=2))
    assert withdraw(record=strategy)
    assert Strategy.objects.get(pk=strategy.pk).published_at is None


def test_publishing_overwrites_no_edit_that_was_saved_meanwhile(db):
    seen_before = make.strategy(published_at=None)
    Strategy.objects.filter(pk=seen_before.pk).update(title="Ny titel")
    publish(record=seen_before)
    assert Strategy.objects.get(pk=seen_before.pk).title == "Ny titel"


@pytest.mark.parametrize("withdrawn_in", [None, timedelta(days=7)])
def test_publishing_what_is_public_keeps_its_dates(db, withdrawn_in):
    ahead = timezone.now() + withdrawn_in if withdrawn_in else None
    long_ago = timezone.now() - timedelta(days=400)
    strategy = make.strategy(published_at=long_ago, withdrawn_at=ahead)
    before = strategy.published_at
    assert not publish(record=strategy)
    strategy.refresh_from_db()
    assert strategy.published_at == before


def test_withdrawn_record_is_gone_at_once_and_comes_back_when_published(db):
    strategy = make.strategy()
    withdraw(record=strategy)
    assert strategy not in Strategy.objects.public()
    publish(record=strategy)
    assert strategy in Strategy.objects.public()


def test_record_to_be_published_later_is_not_public_yet(db):
    strategy = make.strategy(published_at=timezone.now() + timedelta(minutes=5))
    assert strategy not in Strategy.objects.public()


def test_saving_content_dates_it_and_counts_its_version(db):
    strategy = make.strategy()
    save_content(record=strategy)
    strategy.refresh_from_db()
    assert strategy.version == 2
    assert timezone.now() - strategy.content_updated_at < timedelta(minutes=1)


def test_dating_a_page_overwrites_no_edit_that_was_saved_meanwhile(db):
    seen_before = make.strategy()
    Strategy.objects.filter(pk=seen_before.pk).update(title="Ny titel", version=7)
    date_content(record=seen_before)
    stored = Strategy.objects.get(pk=seen_before.pk)
    assert (stored.title, stored.version) == ("Ny titel", 8)
    assert stored.content_updated_at is not None
