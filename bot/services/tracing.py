"""What is being done just now, and how it ends: an id for the logs, times and outcomes for the meters.

The id is bound to the context, so every line that is logged on the way down to the database carries it, also where
nobody passes it on. It says nothing of who asked.
"""

import secrets
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from enum import StrEnum
from time import perf_counter
from typing import Final

import structlog

from bot.gateways.metrics import NO_METERS, Meters

_log = structlog.get_logger(__name__)

UNKNOWN: Final = "unknown"
"""The name of what this version does not know."""


class Outcome(StrEnum):
    """How something ended, by whose fault it is."""

    DONE = "done"
    REFUSED = "refused"
    """The person's: they were told what to do."""
    AWAY = "away"
    """That of something outside: the database, the game's API, Discord."""
    FAILED = "failed"
    """Ours."""


@dataclass(slots=True)
class Request:
    """A command, button or form in hand."""

    kind: str
    name: str
    id: str
    """What an error gives to the person, to be found in the logs."""
    began: float
    heard: float | None = None
    outcome: Outcome = Outcome.DONE


_current: ContextVar[Request | None] = ContextVar("request", default=None)


def make_id() -> str:
    """Return an id that is short enough to be read aloud."""
    return secrets.token_hex(4)


def bind_id(identifier: str) -> None:
    """Let everything that is logged from here on, in this task and those that it starts, carry an id."""
    structlog.contextvars.bind_contextvars(request=identifier)


@contextmanager
def own_id() -> Iterator[None]:
    """Let what is logged within carry a new id, for what nobody asked for just now."""
    with structlog.contextvars.bound_contextvars(request=make_id()):
        yield


def get_id() -> str:
    """Return the id of what is in hand, or a new one where nobody gave it any."""
    found = structlog.contextvars.get_contextvars().get("request")
    return str(found) if found else make_id()


def note_outcome(outcome: Outcome) -> None:
    """Note how what is in hand ends, if not well."""
    request = _current.get()
    if request is not None:
        request.outcome = outcome


def note_heard() -> None:
    """Note that Discord took the first sign to whoever asked."""
    request = _current.get()
    if request is not None and request.heard is None:
        request.heard = perf_counter()


class Tracer:
    """Follows requests from their beginning to their end."""

    def __init__(self, meters: Meters = NO_METERS, clock: Callable[[], float] = perf_counter) -> None:
        self._meters = meters
        self._clock = clock

    def begin(self, kind: str, name: str) -> Request:
        """Begin to follow what this task does."""
        request = Request(kind, name, make_id(), self._clock())
        _current.set(request)
        bind_id(request.id)
        return request

    def end(self, request: Request) -> None:
        """Note that all is done."""
        seconds = self._clock() - request.began
        heard_s = None if request.heard is None else request.heard - request.began
        self._meters.note_request(request.kind, request.name, request.outcome, heard_s, seconds)
        _log.debug(
            "finished", kind=request.kind, name=request.name, outcome=request.outcome, ms=round(seconds * 1_000, 1)
        )
