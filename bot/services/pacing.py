"""How often somebody may ask for what costs much. Kept in memory: a restart forgives, and so do other processes.

Which things these are and how often each may be asked for stands in `config/rates.toml`.
"""

from collections import OrderedDict, deque
from collections.abc import Callable, Hashable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import Enum
from typing import Final

from bot.domain.ids import GuildId
from bot.domain.viewer import Viewer
from bot.errors import TooOftenError

KEYS: Final = 5_000
"""People or guilds that are counted for one thing; those that asked the longest time ago are forgiven first."""


class Dear(Enum):
    """What costs much; the value is its name in `config/rates.toml`."""

    OPTIMIZER = "optimizer"
    IMPORT = "import"
    EXPORT = "export"
    PICTURE = "picture"
    GAME = "game"
    """Questions to the game's API with somebody's key."""
    REPORT = "report"
    RECOMMEND = "recommend"
    PUBLISH = "publish"
    """To publish a build or a team, again too."""


@dataclass(frozen=True, slots=True)
class Rate:
    """So many times in so much time, for one person and for all in one guild together."""

    by_person: int
    by_guild: int
    within: timedelta


class Pace:
    """So many times in so much time, for each key."""

    def __init__(self, most: int, within: timedelta, clock: Callable[[], datetime], *, keys: int = KEYS) -> None:
        self._most = most
        self._within = within
        self._clock = clock
        self._keys = keys
        self._taken: OrderedDict[Hashable, deque[datetime]] = OrderedDict()

    def find_wait(self, key: Hashable) -> datetime | None:
        """Return when it may be done again; None where that is now."""
        taken = self._fresh(key)
        return taken[0] + self._within if len(taken) >= self._most else None

    def note(self, key: Hashable) -> None:
        """Note that it is done."""
        self._taken.setdefault(key, deque()).append(self._clock())
        self._taken.move_to_end(key)
        if len(self._taken) > self._keys:
            self._taken.popitem(last=False)

    def _fresh(self, key: Hashable) -> deque[datetime]:
        taken, since = self._taken.get(key, deque()), self._clock() - self._within
        while taken and taken[0] <= since:
            taken.popleft()
        if not taken:
            self._taken.pop(key, None)
        return taken


class Paces:
    """All of them: one for people and one for guilds, for each dear thing."""

    def __init__(self, rates: Mapping[Dear, Rate], clock: Callable[[], datetime]) -> None:
        self._paces = {
            dear: (Pace(rate.by_person, rate.within, clock), Pace(rate.by_guild, rate.within, clock))
            for dear, rate in rates.items()
        }

    def take(self, dear: Dear, viewer: Viewer, guild: GuildId | None = None) -> None:
        """Note a turn of the viewer's in `guild`, else where they are; raises TooOftenError, and notes none then."""
        by_person, by_guild = self._paces[dear]
        where = guild or viewer.guild
        turns: list[tuple[Pace, Hashable]] = [(by_person, viewer.user)]
        turns += [(by_guild, where)] if where is not None else []
        waits = [wait for pace, key in turns if (wait := pace.find_wait(key)) is not None]
        if waits:
            raise TooOftenError(max(waits))
        for pace, key in turns:
            pace.note(key)
