"""All scheduled work: once, or again and again until it is told to stop."""

import threading
from argparse import ArgumentParser

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from records.management.rounds import add_loop_argument, go_round, require_pause
from website.services import do_what_is_due


class Command(BaseCommand):
    help = (
        "Does all scheduled work that is due. Run it as often as you like: nothing is done twice."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        add_loop_argument(parser)

    def handle(self, *args, **options) -> None:
        require_pause(options["loop"])
        if options["loop"]:
            go_round(one_pass, pause=options["loop"])
        elif failed := do_what_is_due(now=timezone.now()):
            raise CommandError(f"Not done, and tried again next time: {', '.join(failed)}.")


def one_pass(stop: threading.Event) -> bool:
    """What failed stands in the log, and waits for the next pass as everything does."""
    do_what_is_due(now=timezone.now())
    return False
