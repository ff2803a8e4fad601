"""What services may ask of storage about numbers, as a protocol; part of the unit of work in `unit.py`."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from typing import Protocol

from bot.domain.ids import GuildId, RaidId, UserId
from bot.domain.raid_needs import NeedNote, NeedRecord
from bot.domain.stats import Played, Presences, Ranked


class StatisticsRepository(Protocol):
    """Counts. Raids are those that took place: opened, not called off, and begun before the time that is named."""

    async def count_public(self, guild: GuildId, terms: Collection[str]) -> Mapping[str, int]:
        """Return how many builds that are public in the guild have each of the terms; none is left out."""

    async def count_own(self, user: UserId, terms: Collection[str]) -> Mapping[str, int]:
        """Return likewise of a person's own builds."""

    async def list_best_liked(self, guild: GuildId, limit: int) -> tuple[Ranked, ...]:
        """Return the builds public there that somebody likes, the most liked first."""

    async def list_most_seated(
        self, guild: GuildId, after: datetime, before: datetime, limit: int
    ) -> tuple[Ranked, ...]:
        """Return the builds public there that were played in places of the guild's raids, the most played first."""

    async def list_best_known(self, guild: GuildId, limit: int) -> tuple[Ranked, ...]:
        """Return the builds public there by their standing, the highest first."""

    async def list_played(
        self, user: UserId, guild: GuildId | None, after: datetime, before: datetime, limit: int
    ) -> tuple[Played, ...]:
        """Return what a person played in places of raids, of one guild or of all, the most played first."""

    async def count_raids(self, guild: GuildId, starts: Sequence[datetime], before: datetime) -> Mapping[int, int]:
        """Return how many raids began in each of the weeks that begin at `starts`, by its number."""

    async def count_presences(
        self, guild: GuildId, starts: Sequence[datetime], before: datetime
    ) -> Mapping[int, Presences]:
        """Return likewise what was saved of who came."""

    async def put_needs(self, raid: RaidId, notes: Sequence[NeedNote]) -> None:
        """Note what a raid asked for, in place of what was noted before. Raises ConflictError where it is gone."""

    async def count_needs(self, guild: GuildId, after: datetime, before: datetime) -> tuple[NeedRecord, ...]:
        """Return each need over the raids of which something was noted, the one missing most often first."""

    async def find_needs(self, raids: Collection[RaidId]) -> Mapping[RaidId, tuple[NeedNote, ...]]:
        """Return what was noted of each of these raids, by the name of the need; those without are left out."""

    async def count_noted(self, guild: GuildId, after: datetime, before: datetime) -> int:
        """Return of how many raids something was noted."""
