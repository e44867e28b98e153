"""Two answers for those who watch the service: is the process alive, can it do its work."""

import logging

from django.contrib.auth.decorators import login_not_required
from django.core.cache import cache
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpRequest, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from records.mail import outbox_age, outbox_stands_still

PROBE = "readyz"
logger = logging.getLogger(__name__)


@login_not_required
@never_cache
@require_safe
def healthz(request: HttpRequest) -> JsonResponse:
    """The process answers."""
    return JsonResponse({"status": "ok"})


@login_not_required
@never_cache
@require_safe
def readyz(request: HttpRequest) -> JsonResponse:
    """The database is migrated, the cache keeps what it is given, mail leaves; else 503.

    `outbox_minutes`: how long the oldest letter has waited; null when none waits.
    """
    checks = {"database": database_is_migrated(), "cache": cache_keeps()}
    checks["outbox"], minutes = outbox_moves() if checks["database"] else (False, None)
    is_ready = all(checks.values())
    return JsonResponse(
        {
            "status": "ok" if is_ready else "unavailable",
            "checks": checks,
            "outbox_minutes": minutes,
        },
        status=200 if is_ready else 503,
    )


def database_is_migrated() -> bool:
    try:
        executor = MigrationExecutor(connection)
        return not executor.migration_plan(executor.loader.graph.leaf_nodes())
    except DatabaseError:
        return False


def cache_keeps() -> bool:
    try:
        cache.set(PROBE, PROBE, timeout=5)
        return cache.get(PROBE) == PROBE
    except Exception:
        # Whatever a cache of another kind raises, it does not keep what it is given.
        logger.exception("The cache does not answer")
        return False


def outbox_moves() -> tuple[bool, int | None]:
    """Whether mail leaves, and the minutes that the oldest letter has waited."""
    try:
        age = outbox_age()
        minutes = None if age is None else int(age.total_seconds() // 60)
        return not outbox_stands_still(age), minutes
    except DatabaseError:
        return False, None
