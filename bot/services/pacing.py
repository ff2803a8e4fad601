"""How often somebody may ask for what costs much. Kept in memory: a restart forgives."""

from collections import deque
from collections.abc import Callable, Hashable
from datetime import datetime, timedelta

from bot.errors import TooOftenError


class Pace:
    """So many times in so much time, for each key."""

    def __init__(self, most: int, within: timedelta, clock: Callable[[], datetime]) -> None:
        self._most = most
        self._within = within
        self._clock = clock
        self._taken: dict[Hashable, deque[datetime]] = {}

    def find_wait(self, key: Hashable) -> datetime | None:
        """Return when it may be done again; None where that is now."""
        taken = self._fresh(key)
        return taken[0] + self._within if len(taken) >= self._most else None

    def note(self, key: Hashable) -> None:
        """Note that it is done."""
        self._taken.setdefault(key, deque()).append(self._clock())

    def _fresh(self, key: Hashable) -> deque[datetime]:
        taken, since = self._taken.get(key, deque()), self._clock() - self._within
        while taken and taken[0] <= since:
            taken.popleft()
        if not taken:
            self._taken.pop(key, None)
        return taken


def take_turn(paces: tuple[tuple[Pace, Hashable], ...]) -> None:
    """Note a turn with all of them; raises TooOftenError, and notes none, where one forbids it."""
    waits = [wait for pace, key in paces if (wait := pace.find_wait(key)) is not None]
    if waits:
        raise TooOftenError(max(waits))
    for pace, key in paces:
        pace.note(key)
