"""`manage.py load_cases`: the five real cases, from website/cases/."""

from django.core.management.base import BaseCommand, CommandError

from website.cases.files import CaseFileError
from website.cases.loading import load_cases


class Command(BaseCommand):
    help = "Create what is missing of the real cases in website/cases/; change nothing that exists."

    def handle(self, **options: object) -> None:
        try:
            files = load_cases()
        except CaseFileError as error:
            raise CommandError(str(error)) from error
        for loaded in files:
            self.stdout.write(
                f"{loaded.file}: created {loaded.created}, already there {loaded.already_there}"
            )
