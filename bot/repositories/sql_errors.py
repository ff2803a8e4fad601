"""Where the driver's errors end: what storage cannot do now, what somebody else did first, and what is our fault."""

from collections.abc import Iterator
from contextlib import contextmanager

import asyncpg  # type: ignore[import-untyped]
from sqlalchemy.exc import DatabaseError, DBAPIError, IntegrityError
from sqlalchemy.exc import TimeoutError as PoolTimeoutError

from bot.errors import BotError, ConflictError, StorageRefusesError, StorageUnavailableError, StorageUnsureError

_AWAY = ("08", "28", "3D", "53", "57", "58")
"""Classes of SQLSTATE: connection, authorization, no such database, resources, operator intervention (shutdown,
statement timeout), system error."""
_CONFLICTS = ("40", "55")
"""Deadlocks, serialization failures, locks not granted in time."""
_REFUSES = ("25006", "53100")
"""A server that only reads, as one that is about to be replaced or has just been, and one whose disk is full."""
_SQLITE_REFUSES = ("readonly", "disk is full")
_SQLITE_AWAY = ("locked", "busy", "unable to open", "disk", "malformed", "not a database")
_UNWRAPPED = (asyncpg.PostgresError, asyncpg.InterfaceError, asyncpg.InternalClientError)
"""What the driver raises while a connection is being opened, before SQLAlchemy wraps its errors."""


@contextmanager
def our_errors() -> Iterator[None]:
    """Raise the driver's errors as ours; a mistake in a query stays what it is and reaches the common handler."""
    try:
        yield
    except (PoolTimeoutError, OSError, TimeoutError, *_UNWRAPPED) as error:
        raise StorageUnavailableError(f"{type(error).__name__}: {error}") from error
    except DBAPIError as error:
        translated = _translated(error)
        if translated is None:
            raise
        raise translated from error


@contextmanager
def unsure_errors() -> Iterator[None]:
    """Around a commit: where its answer gets lost, nobody knows whether it was done."""
    try:
        with our_errors():
            yield
    except StorageRefusesError:
        raise
    except StorageUnavailableError as error:
        raise StorageUnsureError(str(error)) from error


def _translated(error: DBAPIError) -> BotError | None:
    state = str(getattr(error.orig, "sqlstate", None) or "")
    if isinstance(error, IntegrityError) or state.startswith(_CONFLICTS):
        return ConflictError(str(error.orig))
    if state in _REFUSES or _has_word(error, _SQLITE_REFUSES):
        return StorageRefusesError(str(error.orig))
    if error.connection_invalidated or state.startswith(_AWAY) or _is_lost(error):
        return StorageUnavailableError(str(error.orig))
    return None


def _is_lost(error: DBAPIError) -> bool:
    """Tell whether the connection is gone, for errors that carry no state: those of the driver and of SQLite."""
    message = str(error.orig).lower()
    if _has_word(error, _SQLITE_AWAY):
        return True
    return "connection" in message and ("closed" in message or "lost" in message)


def _has_word(error: DBAPIError, words: tuple[str, ...]) -> bool:
    message = str(error.orig).lower()
    return isinstance(error, DatabaseError) and any(word in message for word in words)
