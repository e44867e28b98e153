"""Logs as one JSON object a line, each with the id of the request that it belongs to."""

import json
import logging
import re
from contextvars import ContextVar
from datetime import UTC, datetime

request_id: ContextVar[str] = ContextVar("request_id", default="")

# What our own code may add to a line by `extra=`; anything else stays out of the logs.
EXTRA_FIELDS = ("method", "path", "status", "milliseconds")


# Who reads about help for people exposed to violence is nobody's business: the log says only
# that some page was served.
UNLOGGED_PATHS = ("/hjalp",)
# A key that opens something stands last in the address: nobody reads it in a log.
KEY_IN_PATH = re.compile(
    r"(/konto/(?:losenord/nytt/\w+-|inbjudan/)|/svar/|(?<!/arbete)/kalender/)[^/]+"
)


def without_language(path: str) -> str:
    return path.removeprefix("/en")


def loggable_path(path: str) -> str:
    if without_language(path).startswith(UNLOGGED_PATHS):
        return "-"
    return KEY_IN_PATH.sub(r"\1-", path)


class PathFilter(logging.Filter):
    """Django's own lines about a request name its address: as ours does, or not at all."""

    def filter(self, record: logging.LogRecord) -> bool:
        if record.name.startswith(("django.request", "django.security")):
            words = record.args if isinstance(record.args, tuple) else ()
            record.args = tuple(loggable_path(w) if isinstance(w, str) else w for w in words)
        if record.name.startswith("django.security"):
            # What a stranger sent is refused; how we came to refuse it is no news.
            record.exc_info = None
        return True


class RequestIdFilter(logging.Filter):
    def filter(self, record: logging.LogRecord) -> bool:
        record.request_id = request_id.get()
        return True


class JsonFormatter(logging.Formatter):
    def format(self, record: logging.LogRecord) -> str:
        line = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname,
            "logger": record.name,
            "message": record.getMessage(),
            "request_id": getattr(record, "request_id", ""),
        }
        line |= {name: getattr(record, name) for name in EXTRA_FIELDS if hasattr(record, name)}
        if record.exc_info:
            line["exception"] = self.formatException(record.exc_info)
        return json.dumps(line, ensure_ascii=False)
