"""Keeps calls off a server that does not answer."""

from enum import StrEnum
from typing import Final

FAILURES: Final = 3
"""In a row; then nobody calls any more."""


class State(StrEnum):
    """Whether Redis is called."""

    CLOSED = "closed"
    HALF_OPEN = "half_open"
    """It is probed; nobody else calls it meanwhile."""
    OPEN = "open"


class Breaker:
    """Counts failures in a row. Once open it stays so: whoever probes the server afterwards begins with a new one."""

    def __init__(self) -> None:
        self._failures = 0

    @property
    def is_open(self) -> bool:
        """Whether calls are kept off."""
        return self._failures >= FAILURES

    def note_failure(self) -> None:
        """Count a call that failed."""
        self._failures += 1

    def note_success(self) -> None:
        """Forget the failures before a call that went well; it may have begun before the breaker opened."""
        if not self.is_open:
            self._failures = 0

    def open(self) -> None:
        """Keep calls off at once."""
        self._failures = FAILURES
