"""The twin of what keeps guilds in order."""

from collections.abc import Collection
from dataclasses import replace
from datetime import datetime
from secrets import token_hex
from typing import TYPE_CHECKING
from uuid import UUID

from bot.domain.ids import GuildId, UserId
from bot.domain.order import Hidden, LogEntry, LogFilter, Suspension, SuspensionMark
from bot.domain.pages import Cursor

if TYPE_CHECKING:
    from tests.fake_state import State


class FakeOrder:
    def __init__(self, state: "State") -> None:
        self._state = state

    async def hide(self, hidden: Hidden) -> None:
        self._state.hidden[hidden.guild, hidden.thing] = hidden

    async def find_hidden(self, guild: GuildId, thing: UUID) -> Hidden | None:
        return self._state.hidden.get((guild, thing))

    async def list_hidden(self, guild: GuildId) -> tuple[Hidden, ...]:
        here = [one for one in self._state.hidden.values() if one.guild == guild]
        return tuple(sorted(here, key=lambda one: one.hidden_at, reverse=True))

    async def drop_hidden(self, guild: GuildId, thing: UUID) -> None:
        self._state.hidden.pop((guild, thing), None)

    async def suspend(self, suspension: Suspension) -> None:
        await self.drop_suspension(suspension.guild, suspension.user)
        self._state.suspensions[suspension.guild, suspension.user] = suspension

    async def find_suspension(self, guild: GuildId, user: UserId, now: datetime) -> Suspension | None:
        return next(iter(await self.list_suspended(guild, (user,), now)), None)

    async def list_suspended(self, guild: GuildId, users: Collection[UserId], now: datetime) -> tuple[Suspension, ...]:
        kept = ((self._state.suspensions.get((guild, user)), user) for user in users)
        found = (one or self._marked(guild, user) for one, user in kept)
        return tuple(one for one in found if one is not None and (one.until is None or one.until > now))

    async def drop_suspension(self, guild: GuildId, user: UserId) -> None:
        self._state.suspensions.pop((guild, user), None)
        self._state.marked = tuple(one for one in self._state.marked if one.guild != guild or not one.is_of(user))

    async def purge_marks(self, now: datetime) -> None:
        self._state.marked = tuple(one for one in self._state.marked if one.until > now)

    def _marked(self, guild: GuildId, user: UserId) -> Suspension | None:
        theirs = (one for one in self._state.marked if one.guild == guild and one.is_of(user))
        return next((one.suspension_of(user) for one in theirs), None)

    async def forget(self, user: UserId, now: datetime) -> None:
        state = self._state
        theirs = (one for one in state.suspensions.values() if one.user == user)
        lasting = (one for one in theirs if one.until is None or one.until > now)
        state.marked += tuple(SuspensionMark.of(one, now, token_hex(32)) for one in lasting)
        state.hidden = {key: one for key, one in state.hidden.items() if one.owner != user}
        state.suspensions = {key: one for key, one in state.suspensions.items() if one.user != user}
        for key, entry in state.deeds.items():
            acted = replace(entry, actor=None, reason="") if entry.actor == user else entry
            met = (
                replace(acted, subject=None, target="", reason="", answer=None, thing=None)
                if entry.subject == user
                else acted
            )
            state.deeds[key] = met


class FakeModerationLog:
    def __init__(self, state: "State") -> None:
        self._state = state

    async def add(self, entry: LogEntry) -> None:
        self._state.deeds[entry.id] = entry

    async def find(self, key: UUID) -> LogEntry | None:
        return self._state.deeds.get(key)

    async def set_answer(self, key: UUID, answer: str) -> None:
        self._state.deeds[key] = replace(self._state.deeds[key], answer=answer)

    async def list_of(
        self, guild: GuildId, wanted: LogFilter, *, place: Cursor | None, limit: int
    ) -> tuple[LogEntry, ...]:
        found = [
            one
            for one in self._state.deeds.values()
            if one.guild == guild
            and (wanted.about is None or wanted.about in {one.actor, one.subject})
            and (wanted.by is None or one.actor == wanted.by)
            and (wanted.deed is None or one.deed is wanted.deed)
            and (wanted.thing is None or one.thing == wanted.thing)
            and (wanted.since is None or one.at >= wanted.since)
            and (wanted.until is None or one.at < wanted.until)
            and (place is None or (one.at, one.id) < (place.at, place.key))
        ]
        return tuple(sorted(found, key=lambda one: (one.at, one.id), reverse=True)[:limit])

    async def list_things(self, guild: GuildId, limit: int) -> tuple[tuple[str, str], ...]:
        found = await self.list_of(guild, LogFilter(), place=None, limit=len(self._state.deeds))
        about = [(one.thing, one.target) for one in found if one.thing is not None]
        return tuple(dict.fromkeys(about[:limit]))

    async def purge(self, before: datetime) -> int:
        state = self._state
        ended = [key for key, one in state.suspensions.items() if one.until is not None and one.until < before]
        old = [key for key, one in state.deeds.items() if one.at < before]
        for person in ended:
            del state.suspensions[person]
        for entry in old:
            del state.deeds[entry]
        return len(old)
