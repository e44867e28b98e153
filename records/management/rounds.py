"""How a worker goes round: pass after pass until it is told to stop."""

import logging
import signal
import threading
from argparse import ArgumentParser
from collections.abc import Callable

from django.core.management.base import CommandError
from django.db import InterfaceError, OperationalError, close_old_connections, connection

Work = Callable[[threading.Event], bool]

logger = logging.getLogger(__name__)


def add_loop_argument(parser: ArgumentParser) -> None:
    parser.add_argument(
        "--loop", type=int, metavar="SECONDS", help="go on, with a pause between the passes"
    )


def require_pause(seconds: int | None) -> None:
    if seconds is not None and seconds < 1:
        raise CommandError("--loop takes a pause of at least 1 second.")


def go_round(work: Work, *, pause: int) -> None:
    """Do `work` until SIGTERM or SIGINT. It is given an event that says when it is to stop, and
    finishes what is at hand; it says whether more waits, and then there is no pause.

    A database that is away is waited for.
    """
    stop = threading.Event()
    signals = (signal.SIGTERM, signal.SIGINT)
    before = {number: signal.signal(number, lambda *_: stop.set()) for number in signals}
    try:
        while not stop.is_set():
            if not one_pass(work, stop):
                stop.wait(pause)
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def one_pass(work: Work, stop: threading.Event) -> bool:
    # Within a transaction, which only a test has here, the connection is not ours to close.
    if not connection.in_atomic_block:
        close_old_connections()
    try:
        return work(stop)
    except (OperationalError, InterfaceError) as error:
        logger.error("The database cannot be read: %s", type(error).__name__)
        connection.close()
        return False
