"""`manage.py rebuild_latest_public`: copies grade and day of the latest public reports anew."""

from django.core.management.base import BaseCommand
from django.db import transaction

from records.services import hold
from strategies.models import Commitment
from strategies.services import refresh_latest_public


class Command(BaseCommand):
    help = "Copy grade and day of every commitment's latest public report to the commitment anew."

    @transaction.atomic
    def handle(self, **options: object) -> None:
        commitments = list(hold(Commitment.objects.order_by("pk")))
        refresh_latest_public(commitments)
        self.stdout.write(f"Rebuilt {len(commitments)} commitments.")
