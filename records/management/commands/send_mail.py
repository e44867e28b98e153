"""The worker that empties the outbox: one pass, or pass after pass until it is told to stop."""

import threading
import uuid
from argparse import ArgumentParser

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError

from records.mail import queue_mail, send_now, send_waiting
from records.management.rounds import add_loop_argument, go_round, require_pause

LETTERS_A_PASS = 100
LANGUAGES = [code for code, _name in settings.LANGUAGES]


class Command(BaseCommand):
    help = "Sends the outgoing mail that is due, or a test letter. At least once, in any number."

    def add_arguments(self, parser: ArgumentParser) -> None:
        add_loop_argument(parser)
        parser.add_argument("--limit", type=int, default=LETTERS_A_PASS, help="letters a pass")
        parser.add_argument("--test", metavar="ADDRESS", help="send only a test letter, there")
        parser.add_argument("--language", choices=LANGUAGES, default=settings.LANGUAGE_CODE)

    def handle(self, *args, **options) -> None:
        require_pause(options["loop"])
        if options["limit"] < 1:
            raise CommandError("--limit takes at least 1 letter.")
        if options["test"]:
            self.send_test(options["test"], options["language"])
        elif options["loop"]:
            limit = options["limit"]
            go_round(lambda stop: empty_outbox(stop, limit), pause=options["loop"])
        else:
            done = send_waiting(limit=options["limit"])
            self.stdout.write(
                f"Outgoing mail: {done.sent} sent, {done.put_off} put off, "
                f"{done.given_up} given up."
            )

    def send_test(self, address: str, language: str) -> None:
        try:
            mail = queue_mail(
                to=address,
                template="test",
                context={},
                language=language,
                key=f"test:{uuid.uuid4().hex}",
            )
        except ValidationError as error:
            raise CommandError(f"{address!r} is no e-mail address.") from error
        send_now(mail=mail)
        mail.refresh_from_db()
        if not mail.sent_at:
            raise CommandError(f"Not sent, and kept in the outbox. {mail.error_history.strip()}")
        self.stdout.write("The test letter is sent.")


def empty_outbox(stop: threading.Event, limit: int) -> bool:
    """One pass of the outbox. Says whether it was full, so that more may wait."""
    return send_waiting(limit=limit, go_on=lambda: not stop.is_set()).tried >= limit
