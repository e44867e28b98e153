from django.core.management.base import BaseCommand, CommandError

from website.summaries import missing_parts


class Command(BaseCommand):
    help = (
        "Checks that every part of the law's pages is told (docs/accessibility-statement.md). "
        "Ends with an error that names those that are empty."
    )

    def handle(self, *args, **options) -> None:
        if missing := missing_parts():
            lines = [f"- {part.label} ({part.place.value}: {part.name})" for part in missing]
            raise CommandError("\n".join(["The law's pages lack:", *lines]))
        self.stdout.write("Every part of the law's pages is told.")
