"""What services may ask of storage about raids that recur and plans that were asked back, as protocols."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Protocol

from bot.domain.ids import GuildId, RoleId, SeriesId, UserId
from bot.domain.raid_series import RaidSeries
from bot.domain.raids import Raid


class SeriesRepository(Protocol):
    """Series of raids. Whoever adds one makes sure of the guild first."""

    async def add(self, series: RaidSeries) -> None: ...

    async def find(self, series: SeriesId, *, hold: bool = False) -> RaidSeries | None:
        """Return the series; `hold` makes other holders wait for the end of this unit."""

    async def save(self, series: RaidSeries) -> None:
        """Write what can change about a series: everything but its id, guild and age."""

    async def find_raid(self, series: SeriesId, day: date) -> Raid | None:
        """Return the raid that was planned for a day of the rule."""

    async def forget(self, user: UserId) -> None:
        """Erase the series that a person leads; raids that they planned stay, as single ones."""


@dataclass(frozen=True, slots=True)
class AskedPlan:
    """What somebody typed when something about it had to be asked, as text that whoever keeps it understands."""

    token: str
    request: str
    made_at: datetime


class AskedPlanRepository(Protocol):
    """Plans that wait for an answer: one a person. Whoever keeps one makes sure of the account first."""

    async def keep(self, owner: UserId, plan: AskedPlan) -> None:
        """Keep it in place of an earlier one."""

    async def find(self, owner: UserId) -> AskedPlan | None: ...

    async def drop(self, owner: UserId) -> None: ...

    async def purge(self, before: datetime) -> int:
        """Forget those made before that time; returns how many."""


class PingRoleRepository(Protocol):
    """Which roles a guild lets raids mention."""

    async def find(self, guild: GuildId) -> tuple[RoleId, ...]:
        """Return those chosen; none where nothing was."""

    async def set(self, guild: GuildId, roles: tuple[RoleId, ...]) -> None: ...
