"""The worker that empties the outbox: one pass, or pass after pass until it is told to stop."""

import logging
import signal
import threading
import uuid
from argparse import ArgumentParser

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.db import InterfaceError, OperationalError, close_old_connections, connection

from records.mail import queue_mail, send_now, send_waiting

LETTERS_A_PASS = 100
LANGUAGES = [code for code, _name in settings.LANGUAGES]

logger = logging.getLogger(__name__)


class Command(BaseCommand):
    help = "Sends the outgoing mail that is due, or a test letter. At least once, in any number."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--loop", type=int, metavar="SECONDS", help="go on, with a pause between the passes"
        )
        parser.add_argument("--limit", type=int, default=LETTERS_A_PASS, help="letters a pass")
        parser.add_argument("--test", metavar="ADDRESS", help="send only a test letter, there")
        parser.add_argument("--language", choices=LANGUAGES, default=settings.LANGUAGE_CODE)

    def handle(self, *args, **options) -> None:
        if options["loop"] is not None and options["loop"] < 1:
            raise CommandError("--loop takes a pause of at least 1 second.")
        if options["limit"] < 1:
            raise CommandError("--limit takes at least 1 letter.")
        if options["test"]:
            self.send_test(options["test"], options["language"])
        elif options["loop"]:
            go_round(pause=options["loop"], limit=options["limit"])
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


def go_round(*, pause: int, limit: int) -> None:
    """Pass after pass until SIGTERM or SIGINT: the letter at hand is finished first.

    A database that is away is waited for: the letters lie there.
    """
    stop = threading.Event()
    signals = (signal.SIGTERM, signal.SIGINT)
    before = {number: signal.signal(number, lambda *_: stop.set()) for number in signals}
    try:
        while not stop.is_set():
            tried = one_pass(stop, limit)
            if tried < limit:
                stop.wait(pause)
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def one_pass(stop: threading.Event, limit: int) -> int:
    # Within a transaction, which only a test has here, the connection is not ours to close.
    if not connection.in_atomic_block:
        close_old_connections()
    try:
        return send_waiting(limit=limit, go_on=lambda: not stop.is_set()).tried
    except (OperationalError, InterfaceError) as error:
        logger.error("The outbox cannot be read: %s", type(error).__name__)
        connection.close()
        return 0
