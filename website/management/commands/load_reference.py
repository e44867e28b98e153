from django.core.management.base import BaseCommand

from actors.reference.loader import load_actors, load_counties
from website.reference.law_pages import load_law_pages
from website.reference.loader import load_support_lines
from website.search.indexing import rebuild


class Command(BaseCommand):
    help = (
        "Inserts counties, municipalities, organisations, helplines and the law's pages that are "
        "missing."
    )

    def handle(self, *args, **options) -> None:
        counties, actors, lines = load_counties(), load_actors(), load_support_lines()
        load_law_pages()
        # They are loaded past their models; and a site that is older than its search gets it here.
        rebuild()
        self.stdout.write(
            f"Reference data: {counties} counties, {actors} organisations "
            f"and {lines} helplines added."
        )
