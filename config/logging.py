"""How events are logged: structlog over the standard library, one JSON object a line or a line for people.

Everything passes `redact` last: tokens, passwords and Discord's ids never reach a log, whoever wrote the event. What
people write is not logged at all: others are held at INFO, below which they tell whole payloads and rows; what they log
of their objects is told by its class (`Scrubber`), and errors without their own words (`log_errors.py`).
"""

import logging
import re
import sys
from typing import Literal, TextIO

import structlog
from structlog.typing import EventDict, Processor, WrappedLogger
from typing_extensions import override

from config.log_errors import format_error, name_of

_QUIET = {
    "sqlalchemy": logging.WARNING,
    "asyncio": logging.WARNING,
    "alembic": logging.WARNING,
}
"""Loggers of others that have little to say; all others but ours speak from INFO on, however talkative ours are."""

_OURS = ("bot", "cogs", "config", "migrations")

_SECRET_KEYS = frozenset({"token", "password", "secret", "authorization", "database_url"})
_PRIVATE_KEYS = frozenset({"user", "user_id", "author", "member", "content", "message_content"})
_SECRETS = (
    (re.compile(r"[\w-]{23,28}\.[\w-]{6,7}\.[\w-]{27,}"), "[token]"),
    (re.compile(r"(?<=://)[^\s/@]*:[^\s@]*(?=@)"), "[credentials]"),
    (re.compile(r"(/(?:webhooks|interactions)/[^/\s]+/)[\w.%-]{20,}"), r"\1[token]"),
    (re.compile(r"(?<!\d)\d{17,20}(?!\d)"), "[id]"),
    (
        re.compile(r"[0-9A-Fa-f]{8}(?:-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{20}(?:-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}"),
        "[key]",
    ),
    (re.compile(r"(?<=Session ID: )\w+"), "[session]"),
)


def redact(_logger: WrappedLogger, _method: str, event: EventDict) -> EventDict:
    """Blank secrets by the name of their key and by their shape, in nested values too."""
    return {key: _redacted(key, value) for key, value in event.items()}


def _redacted(key: str, value: object) -> object:
    if key.lower() in _SECRET_KEYS | _PRIVATE_KEYS:
        return "[redacted]"
    if isinstance(value, dict):
        return {inner: _redacted(str(inner), item) for inner, item in value.items()}
    if isinstance(value, list | tuple | set | frozenset):
        return [_redacted("", item) for item in value]
    if isinstance(value, bool | int | float) and len(str(value)) < len("12345678901234567"):
        return value
    return None if value is None else _blank(str(value))


def _blank(text: str) -> str:
    for pattern, replacement in _SECRETS:
        text = pattern.sub(replacement, text)
    return text


class Scrubber(structlog.stdlib.ProcessorFormatter):
    """Formats what others log, who do not know what is private: of their objects only the class is told."""

    @override
    def format(self, record: logging.LogRecord) -> str:
        if record.name.partition(".")[0] not in _OURS and isinstance(record.msg, str):
            record = logging.makeLogRecord(record.__dict__)
            if isinstance(record.args, tuple):
                record.args = tuple(_plain(value) for value in record.args)
            # asyncio adds lines with all that it knows of a task, its error's words too
            record.msg, record.args = record.getMessage().partition("\n")[0], ()
        return super().format(record)


def _plain(value: object) -> object:
    if value is None or isinstance(value, str | int | float):
        return value
    return name_of(value) if isinstance(value, BaseException) else type(value).__name__


def configure(
    *, level: str = "info", style: Literal["json", "console"] | None = None, stream: TextIO | None = None
) -> None:
    """Send the events of the whole process, discord.py's included, to `stream`: the standard error output."""
    stream = stream or sys.stderr
    style = style or ("console" if stream.isatty() else "json")
    shared: list[Processor] = [
        structlog.contextvars.merge_contextvars,
        structlog.stdlib.add_logger_name,
        structlog.stdlib.add_log_level,
        structlog.stdlib.PositionalArgumentsFormatter(),
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        structlog.processors.ExceptionRenderer(format_error),
        structlog.processors.UnicodeDecoder(),
    ]
    structlog.configure(
        processors=[structlog.stdlib.filter_by_level, *shared, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.stdlib.BoundLogger,
        cache_logger_on_first_use=False,
    )
    handler = logging.StreamHandler(stream)
    handler.setFormatter(_formatter(shared, style, colors=stream.isatty()))
    root = logging.getLogger()
    root.handlers[:] = [handler]
    wanted = logging.getLevelNamesMapping()[level.upper()]
    root.setLevel(max(logging.INFO, wanted))
    for name in _OURS:
        logging.getLogger(name).setLevel(wanted)
    for name, least in _QUIET.items():
        logging.getLogger(name).setLevel(max(least, root.level))


def _formatter(shared: list[Processor], style: str, *, colors: bool) -> logging.Formatter:
    renderer: Processor = (
        structlog.processors.JSONRenderer(ensure_ascii=False)
        if style == "json"
        else structlog.dev.ConsoleRenderer(colors=colors)
    )
    return Scrubber(
        foreign_pre_chain=shared,
        processors=[structlog.stdlib.ProcessorFormatter.remove_processors_meta, redact, renderer],
    )
