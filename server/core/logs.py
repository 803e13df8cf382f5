"""Logs that hold no personal data: every line is JSON and only the fields below get through.

field        meaning
event        what happened: `request`, `fault`, `library`, `push_refused`, `push_busy`, `push_unreachable`,
             `provider_refused`, `provider_down`
level        debug, info, warning or error
method       HTTP method
route        rule of the route such as `/habits/<habit_id>`, never the path that was asked for
status       HTTP status answered
duration_ms  time taken by the application
kind         class of an exception, never its text
code         the database's own name for an error: that of SQLite, or an SQLSTATE
where        functions and lines an exception passed through, or that of a library's warning; the host of a
             push service; the check that a provider's answer did not pass

No time of day is written either: on a server for two, it would tell one when the other was there.
"""

import logging
import sys

import structlog
from structlog.typing import EventDict, FilteringBoundLogger, WrappedLogger

ALLOWED_FIELDS = ("event", "level", "method", "route", "status", "duration_ms", "kind", "code", "where")

logger: FilteringBoundLogger = structlog.get_logger()


def configure_logs(level: str) -> None:
    """Write lines of at least this level to standard error, those of libraries from `warning` on."""
    structlog.configure(
        processors=[structlog.processors.add_log_level, _keep_allowed, structlog.processors.JSONRenderer()],
        wrapper_class=structlog.make_filtering_bound_logger(level),
        logger_factory=structlog.WriteLoggerFactory(file=sys.stderr),
        cache_logger_on_first_use=False,
    )
    logging.basicConfig(level=logging.WARNING, handlers=[_LibraryHandler()], force=True)


def _keep_allowed(_logger: WrappedLogger, _method: str, event: EventDict) -> EventDict:
    return {name: event[name] for name in ALLOWED_FIELDS if name in event}


class _LibraryHandler(logging.Handler):
    """Says where a library spoke, and the class of the exception; what it said may quote a person."""

    def emit(self, record: logging.LogRecord) -> None:
        kind = record.exc_info[0].__name__ if record.exc_info and record.exc_info[0] else None
        where = f"{record.name} {record.funcName}:{record.lineno}"
        logger.log(record.levelno, "library", where=where, kind=kind)
