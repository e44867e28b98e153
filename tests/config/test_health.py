from django.core.cache import cache
from django.db import DatabaseError
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.recorder import MigrationRecorder
from django.test import Client


def test_healthz_answers_without_the_database(client: Client):
    assert client.get("/healthz").json() == {"status": "ok"}


def test_readyz_with_a_missing_migration_is_unavailable(db, client: Client):
    MigrationRecorder.Migration.objects.filter(app="strategies").delete()
    response = client.get("/readyz")
    assert response.status_code == 503
    assert response.json()["checks"]["database"] is False


def test_readyz_without_the_database_is_unavailable(db, client: Client, monkeypatch):
    def gone(*args):
        raise DatabaseError

    monkeypatch.setattr(MigrationExecutor, "migration_plan", gone)
    assert client.get("/readyz").status_code == 503


def test_readyz_with_a_cache_that_forgets_is_unavailable(db, client: Client, settings):
    settings.CACHES = {"default": {"BACKEND": "django.core.cache.backends.dummy.DummyCache"}}
    response = client.get("/readyz")
    assert response.status_code == 503
    assert response.json()["checks"] == {"database": True, "cache": False}


def test_readyz_with_all_in_place_answers_ok_and_is_never_stored(db, client: Client):
    cache.clear()
    response = client.get("/readyz")
    assert response.json() == {"status": "ok", "checks": {"database": True, "cache": True}}
    assert "no-store" in response.headers["Cache-Control"]
