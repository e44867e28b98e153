from datetime import timedelta

from django.utils import timezone

from records.services import publish, save_content, withdraw
from strategies.models import Strategy
from tests import builders as make


def test_withdrawing_what_was_never_published_changes_nothing(db):
    strategy = make.strategy(published_at=None)
    withdraw(record=strategy)
    strategy.refresh_from_db()
    assert strategy.withdrawn_at is None


def test_publishing_what_is_public_keeps_its_date(db):
    strategy = make.strategy(published_at=timezone.now() - timedelta(days=400))
    before = strategy.published_at
    publish(record=strategy)
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
