from datetime import timedelta

from django.core.cache import cache
from django.db import DatabaseError
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.recorder import MigrationRecorder
from django.test import Client
from django.utils import timezone

from records.choices import MailState
from records.mail import send_again, send_now
from records.models import OutgoingMail
from tests.records.test_mail import queue
from tests.smtp import mail_server


def test_healthz_answers_without_the_database(client: Client):
    assert client.get("/healthz").json() == {"status": "ok"}


def test_readyz_with_a_missing_migration_is_unavailable(db, client: Client):
    MigrationRecorder.Migration.objects.filter(app="strategies").delete()
    response = client.get("/readyz")
    assert response.status_code == 503
    assert response.json()["checks"]["database"] is False
    assert response.json()["outbox_minutes"] is None


def test_readyz_without_the_database_is_unavailable(db, client: Client, monkeypatch):
    def gone(*args):
        raise DatabaseError

    monkeypatch.setattr(MigrationExecutor, "migration_plan", gone)
    assert client.get("/readyz").status_code == 503


def test_readyz_with_a_cache_that_forgets_is_unavailable(db, client: Client, settings):
    settings.CACHES = {"default": {"BACKEND": "django.core.cache.backends.dummy.DummyCache"}}
    response = client.get("/readyz")
    assert response.status_code == 503
    assert response.json()["checks"] == {"database": True, "cache": False, "outbox": True}


def test_readyz_with_all_in_place_answers_ok_and_is_never_stored(db, client: Client):
    cache.clear()
    response = client.get("/readyz")
    assert response.json() == {
        "status": "ok",
        "checks": {"database": True, "cache": True, "outbox": True},
        "outbox_minutes": None,
    }
    assert "no-store" in response.headers["Cache-Control"]


def waiting_since(hours: float) -> OutgoingMail:
    mail = queue(f"väntat {hours} timmar")
    since = timezone.now() - timedelta(hours=hours)
    OutgoingMail.objects.filter(pk=mail.pk).update(waiting_since=since)
    return mail


def test_readyz_with_an_outbox_that_stood_still_for_a_day_is_unavailable(db, client: Client):
    waiting_since(24.5)
    response = client.get("/readyz")
    assert response.status_code == 503
    assert response.json()["checks"]["outbox"] is False
    assert response.json()["outbox_minutes"] == 24 * 60 + 30


def test_readyz_with_one_letter_stuck_while_others_leave_is_ok(db, client: Client, settings):
    waiting_since(30)
    with mail_server(settings):
        send_now(mail=queue("en annan"))
    response = client.get("/readyz")
    assert response.status_code == 200
    assert response.json()["outbox_minutes"] == 30 * 60


def test_readyz_tells_how_long_the_oldest_letter_has_waited(db, client: Client):
    waiting_since(23.5), waiting_since(1)
    response = client.get("/readyz")
    assert response.status_code == 200
    assert response.json()["outbox_minutes"] == 23 * 60 + 30


def test_readyz_looks_neither_at_what_was_given_up_nor_at_its_old_wait(db, client: Client):
    mail = waiting_since(200)
    OutgoingMail.objects.update(state=MailState.FAILED)
    assert client.get("/readyz").json()["outbox_minutes"] is None
    send_again(mail=mail)
    assert client.get("/readyz").json()["outbox_minutes"] == 0
