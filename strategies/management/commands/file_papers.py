"""`manage.py file_papers`: makes the papers that submitted reports lack."""

from django.core.management.base import BaseCommand, CommandError

from strategies.services import file_missing_papers


class Command(BaseCommand):
    help = "Make the paper of each submitted report that has none. May run any number of times."

    def handle(self, **options: object) -> None:
        done = file_missing_papers()
        self.stdout.write(f"Papers: {done.made} made")
        if done.failed:
            raise CommandError(f"{done.failed} could not be made; the log names them.")
