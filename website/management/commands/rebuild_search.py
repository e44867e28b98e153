"""`manage.py rebuild_search`: the index of the search, written anew."""

from django.core.management.base import BaseCommand

from website.models import SearchEntry
from website.search.indexing import rebuild


class Command(BaseCommand):
    help = "Write the index of the search anew from the records. Harmless while the site runs."

    def handle(self, **options: object) -> None:
        changed = rebuild()
        self.stdout.write(f"Search: {SearchEntry.objects.count()} entries, {changed} put right")
