"""Who left a guild, as far as Discord was asked of late. Kept in memory: other processes ask for themselves.

Discord tells of people who leave only those bots that may list all members; this one may not, and asks by name.
"""

from collections import OrderedDict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from bot.domain.ids import GuildId, UserId
from bot.domain.raids import Answer, Roster

HERE_FOR: Final = timedelta(minutes=10)
"""How long somebody who is there is not asked for again."""
GONE_FOR: Final = timedelta(minutes=1)
"""How long somebody who left is not asked for again: they may come back."""
KEPT: Final = 10_000
"""People that are known at once; those asked for the longest time ago are forgotten first."""


@dataclass(frozen=True, slots=True)
class _Known:
    is_gone: bool
    at: datetime


class Leavers:
    """Remembers who is still there. Whoever nobody asked for counts as there."""

    def __init__(self, clock: Callable[[], datetime]) -> None:
        self._clock = clock
        self._known: OrderedDict[tuple[GuildId, UserId], _Known] = OrderedDict()

    def list_unasked(self, guild: GuildId, people: Iterable[UserId]) -> tuple[UserId, ...]:
        """Return whom of these Discord is to be asked for, in their order."""
        now = self._clock()
        known = ((user, self._known.get((guild, user))) for user in people)
        return tuple(user for user, one in known if one is None or now >= one.at + _holds_for(one))

    def note(self, guild: GuildId, user: UserId, *, is_gone: bool) -> None:
        """Remember what Discord said of one person."""
        self._known[guild, user] = _Known(is_gone, self._clock())
        self._known.move_to_end((guild, user))
        while len(self._known) > KEPT:
            self._known.popitem(last=False)

    def without(self, guild: GuildId, people: Iterable[UserId]) -> tuple[UserId, ...]:
        """Return who of these did not leave, in their order."""
        asked = tuple(people)
        left = self.among(guild, asked)
        return tuple(user for user in asked if user not in left)

    def among(self, guild: GuildId, people: Iterable[UserId]) -> frozenset[UserId]:
        """Return who of these left, as Discord said within HERE_FOR."""
        now = self._clock()
        known = ((user, self._known.get((guild, user))) for user in people)
        return frozenset(user for user, one in known if one and one.is_gone and now < one.at + HERE_FOR)


def coming(roster: Roster) -> tuple[UserId, ...]:
    """Return the members who have a place, and after them those who wait for one."""
    return (*roster.seat_by_user, *(entry.user for entry in roster.waiting()))


def untold(roster: Roster) -> tuple[UserId, ...]:
    """Return the members whose place is new, or gone, and who do not know."""
    seated = tuple(user for user, seat in roster.seat_by_user.items() if not seat.told)
    return (*seated, *(entry.user for entry in roster.entries if entry.unseated))


def coming_or_unsure(roster: Roster) -> tuple[UserId, ...]:
    """Return the members who answered, but for those who do not come."""
    return tuple(entry.user for entry in roster.entries if entry.answer is not Answer.ABSENT)


def _holds_for(known: _Known) -> timedelta:
    return GONE_FOR if known.is_gone else HERE_FOR
