"""`manage.py load_demo`: the invented Exempel län, from website/demo/."""

from collections.abc import Sequence

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import translation

from website.cases.files import CaseFileError
from website.demo.loading import load_demo
from website.demo.people import SignIn

PASSWORD_FILE = "exempel.json"


class Command(BaseCommand):
    help = "Create what is missing of the invented Exempel län, and print how its people sign in."

    def handle(self, **options: object) -> None:
        if not settings.ALLOW_DEMO:
            raise CommandError(
                "Exempel län is invented, and its people can sign in. To load it here, set "
                "ALLOW_DEMO=1. It goes away by: manage.py remove_demo"
            )
        try:
            loaded = load_demo(passwords=settings.LOCAL_DIR / PASSWORD_FILE)
        except CaseFileError as error:
            raise CommandError(str(error)) from error
        created = sum(file.created for file in loaded.files)
        already_there = sum(file.already_there for file in loaded.files)
        self.stdout.write(f"Exempel län: created {created}, already there {already_there}")
        with translation.override("sv"):
            self.stdout.write("\n".join(table(loaded.sign_ins)))


def table(sign_ins: Sequence[SignIn]) -> list[str]:
    """One line for each person, in columns."""
    rows = [(role_of(one), str(one.membership.actor), one.email, one.password) for one in sign_ins]
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    return [
        "  "
        + "  ".join(word.ljust(width) for word, width in zip(row, widths, strict=True)).rstrip()
        for row in rows
    ]


def role_of(one: SignIn) -> str:
    """The role, and what is special about this person."""
    membership = one.membership
    words = [membership.get_role_display()]
    words += ["får fastställa svar"] if membership.may_sign else []
    words += ["skyddade personuppgifter"] if membership.user.protected else []
    words += ["har slutat"] if membership.valid_to else []
    return ", ".join(words)
