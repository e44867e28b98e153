"""`manage.py remove_demo`: takes the invented Exempel län away."""

from django.core.management.base import BaseCommand, CommandError

from website.demo.removal import RealHangsOnItError, remove_demo


class Command(BaseCommand):
    help = "Remove Exempel län with all that was added to it, and nothing else."

    def handle(self, **options: object) -> None:
        try:
            removed = remove_demo()
        except RealHangsOnItError as error:
            raise CommandError(str(error)) from error
        self.stdout.write(f"Exempel län: removed {removed.total()} rows")
        for noun, count in removed.most_common():
            self.stdout.write(f"  {count:>5}  {noun}")
