"""How events are logged: structlog over the standard library, one JSON object a line or a line for people.

Everything passes `redact` last: tokens, passwords and Discord's ids never reach a log, whoever wrote the
event. What people write is not logged at all, which is why discord.py is held at INFO: below that level it
tells whole payloads.
"""

import logging
import re
import sys
from typing import Literal, TextIO

import structlog
from structlog.typing import EventDict, Processor, WrappedLogger

_QUIET = {
    "discord": logging.INFO,
    "sqlalchemy": logging.WARNING,
    "asyncio": logging.WARNING,
    "alembic": logging.WARNING,
}
"""Loggers of others and the least level at which they may speak, however talkative ours are."""

_SECRET_KEYS = frozenset({"token", "password", "secret", "authorization", "database_url"})
_PRIVATE_KEYS = frozenset({"user", "user_id", "author", "member", "content", "message_content"})
_SECRETS = (
    (re.compile(r"[\w-]{23,28}\.[\w-]{6,7}\.[\w-]{27,}"), "[token]"),
    (re.compile(r"(?<=://)[^\s/@]*:[^\s@]*(?=@)"), "[credentials]"),
    (re.compile(r"(/(?:webhooks|interactions)/[^/\s]+/)[\w.%-]{20,}"), r"\1[token]"),
    (re.compile(r"(?<!\d)\d{17,20}(?!\d)"), "[id]"),
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
        structlog.processors.format_exc_info,
        structlog.processors.UnicodeDecoder(),
    ]
    structlog.configure(
        processors=[*shared, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.stdlib.BoundLogger,
        cache_logger_on_first_use=False,
    )
    handler = logging.StreamHandler(stream)
    handler.setFormatter(_formatter(shared, style, colors=stream.isatty()))
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(level.upper())
    for name, least in _QUIET.items():
        logging.getLogger(name).setLevel(max(least, root.level))


def _formatter(shared: list[Processor], style: str, *, colors: bool) -> logging.Formatter:
    renderer: Processor = (
        structlog.processors.JSONRenderer(ensure_ascii=False)
        if style == "json"
        else structlog.dev.ConsoleRenderer(colors=colors)
    )
    return structlog.stdlib.ProcessorFormatter(
        foreign_pre_chain=shared,
        processors=[structlog.stdlib.ProcessorFormatter.remove_processors_meta, redact, renderer],
    )
