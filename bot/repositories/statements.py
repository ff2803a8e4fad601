"""What statements of SQL take: counted, and those that are slow or fail logged, by their shape and never by a value.

The id of the request is in the log by its context. It is not in the statement, which would be another one each time
then, and never be found prepared.
"""

import re
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from time import perf_counter
from typing import Any, Final

import structlog
from sqlalchemy import Connection, event
from sqlalchemy.engine.interfaces import ExceptionContext
from sqlalchemy.exc import IntegrityError
from sqlalchemy.ext.asyncio import AsyncEngine

_log = structlog.get_logger(__name__)

_BEGAN, _STATEMENTS = "gw2optimizer_began", "gw2optimizer_statements"
_SHAPE_LIMIT: Final = 500
_VALUES: Final = re.compile(r"\((?:(?:\$\d+(?:::[\w ]+)?|\?)(?:, )?){2,}\)")
"""Placeholders in a row: there are as many as somebody has builds."""


class Statements:
    """Looks on at one engine. `counts` has "done", "failed" and "slow"; `waiting` is who waits for a connection."""

    def __init__(self, slow_s: float) -> None:
        self.counts: Counter[str] = Counter()
        self.waiting = 0
        self._slow_s = slow_s

    def attach(self, engine: AsyncEngine) -> None:
        """Look on from now on."""
        engine.sync_engine.update_execution_options(**{_STATEMENTS: self})
        event.listen(engine.sync_engine, "before_cursor_execute", self._begin)
        event.listen(engine.sync_engine, "after_cursor_execute", self._end)
        event.listen(engine.sync_engine, "handle_error", self._fail)

    @contextmanager
    def connecting(self) -> Iterator[None]:
        """Count somebody as waiting for a connection."""
        self.waiting += 1
        try:
            yield
        finally:
            self.waiting -= 1

    def _begin(self, connection: Connection, *_: Any) -> None:
        connection.info[_BEGAN] = perf_counter()

    def _end(self, connection: Connection, _cursor: object, statement: str, *_: Any) -> None:
        self.note(statement, perf_counter() - connection.info.get(_BEGAN, 0.0))

    def note(self, statement: str, seconds: float) -> None:
        """Note what came to its end."""
        self.counts["done"] += 1
        if seconds > self._slow_s:
            self.counts["slow"] += 1
            _log.warning("slow statement", ms=round(seconds * 1_000), statement=to_shape(statement))

    def _fail(self, failure: ExceptionContext) -> None:
        if failure.statement is None:
            return  # a connection that could not be opened, or was gone when it was tried
        began = None if failure.connection is None else failure.connection.info.get(_BEGAN)
        # that somebody else was first is found out this way, and told to whoever asked
        is_expected = isinstance(failure.sqlalchemy_exception, IntegrityError)
        seconds = None if began is None else perf_counter() - began
        self.note_failure(failure.original_exception, failure.statement, seconds, is_expected=is_expected)

    def note_failure(
        self, error: BaseException, statement: str, seconds: float | None, *, is_expected: bool = False
    ) -> None:
        """Note what failed; what is expected is no reason for a warning."""
        self.counts["failed"] += 1
        about = {
            "error": type(error).__name__,
            "state": getattr(error, "sqlstate", None),
            "ms": None if seconds is None else round(seconds * 1_000),
            "statement": to_shape(statement),
        }
        (_log.info if is_expected else _log.warning)("statement failed", **about)


def to_shape(statement: str) -> str:
    """Return a statement on one line, not too long, and the same however many values it has."""
    line = _VALUES.sub("(…)", " ".join(statement.split()))
    return line if len(line) <= _SHAPE_LIMIT else f"{line[: _SHAPE_LIMIT - 1]}…"


def statements_of(bind: object) -> Statements | None:
    """Return what looks on at an engine; None where nothing does."""
    if not isinstance(bind, AsyncEngine):
        return None
    found = bind.sync_engine.get_execution_options().get(_STATEMENTS)
    return found if isinstance(found, Statements) else None
