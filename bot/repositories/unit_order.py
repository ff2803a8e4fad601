"""What services may ask of storage about how a guild is kept in order; part of the unit of work in `unit.py`."""

from collections.abc import Collection, Mapping
from datetime import datetime
from typing import Any, Protocol
from uuid import UUID

from bot.domain.guild_rules import GuildRules
from bot.domain.ids import GuildId, UserId
from bot.domain.order import Hidden, LogEntry, LogFilter, Suspension
from bot.domain.pages import Cursor


class RulesRepository(Protocol):
    """What guilds decided. Whoever sets anything makes sure of the guild first."""

    async def find(self, guild: GuildId) -> GuildRules:
        """Return what a guild set, or the defaults."""

    async def find_all(self) -> Mapping[GuildId, GuildRules]:
        """Return the rules of all guilds that set any."""

    async def set(self, guild: GuildId, changes: Mapping[str, Any]) -> None:
        """Set some fields of the rules by name, and leave the others as they are, whoever else changes them."""


class OrderRepository(Protocol):
    """What moderators hid and whom they suspended. Whoever adds anything makes sure of the guild first."""

    async def hide(self, hidden: Hidden) -> None:
        """Keep it in place of what is kept of the same thing in the same guild."""

    async def find_hidden(self, guild: GuildId, thing: UUID) -> Hidden | None: ...

    async def list_hidden(self, guild: GuildId) -> tuple[Hidden, ...]:
        """Return what is hidden in a guild, the last hidden first."""

    async def drop_hidden(self, guild: GuildId, thing: UUID) -> None: ...

    async def suspend(self, suspension: Suspension) -> None:
        """Keep it in place of an earlier one of the same person there."""

    async def find_suspension(self, guild: GuildId, user: UserId, now: datetime) -> Suspension | None:
        """Return a suspension that is not over, also one of which a mark alone is left."""

    async def list_suspended(self, guild: GuildId, users: Collection[UserId], now: datetime) -> tuple[Suspension, ...]:
        """Return likewise those of several people, in their order."""

    async def drop_suspension(self, guild: GuildId, user: UserId) -> None: ...

    async def purge_marks(self, now: datetime) -> None:
        """Forget the marks of suspensions that ended."""

    async def forget(self, user: UserId, now: datetime) -> None:
        """Erase a person: what is hidden of theirs, their words, and their id from the log.

        Of a suspension that is not over a mark is left; see SuspensionMark.
        """


class ModerationLog(Protocol):
    """Who did what to what."""

    async def add(self, entry: LogEntry) -> None: ...

    async def find(self, key: UUID) -> LogEntry | None: ...

    async def set_answer(self, key: UUID, answer: str) -> None:
        """Keep what the person concerned said to an entry."""

    async def list_of(
        self, guild: GuildId, wanted: LogFilter, *, place: Cursor | None, limit: int
    ) -> tuple[LogEntry, ...]:
        """Return those entries that are wanted, from behind a place, the last first."""

    async def list_things(self, guild: GuildId, limit: int) -> tuple[tuple[str, str], ...]:
        """Return key and name of what the last entries about builds and teams are about, the last first.

        A thing comes once for each name that it had.
        """

    async def purge(self, before: datetime) -> int:
        """Forget what was done, and suspensions that ended, before that time; returns how many entries."""


class OrderUnit(Protocol):
    """The part of a unit of work that is about order."""

    @property
    def rules(self) -> RulesRepository: ...

    @property
    def order(self) -> OrderRepository: ...

    @property
    def moderation_log(self) -> ModerationLog: ...
