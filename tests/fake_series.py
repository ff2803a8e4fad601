"""Raids that recur, plans that were asked back, and roles that raids may mention, in memory."""

from dataclasses import replace
from datetime import date, datetime
from typing import TYPE_CHECKING

from bot.domain.ids import GuildId, RoleId, SeriesId, UserId
from bot.domain.raid_series import RaidSeries
from bot.domain.raids import Raid
from bot.errors import ConflictError
from bot.repositories.unit_series import AskedPlan

if TYPE_CHECKING:
    from tests.fake_state import State


class FakeSeries:
    def __init__(self, state: "State") -> None:
        self._state = state

    async def add(self, series: RaidSeries) -> None:
        if series.guild not in self._state.guilds:
            raise ConflictError
        self._state.series[series.id] = series

    async def find(self, series: SeriesId, *, hold: bool = False) -> RaidSeries | None:  # noqa: ARG002 - writers come singly
        return self._state.series.get(series)

    async def save(self, series: RaidSeries) -> None:
        self._state.series[series.id] = series

    async def find_raid(self, series: SeriesId, day: date) -> Raid | None:
        raids = self._state.raids.values()
        return next((raid for raid in raids if (raid.series, raid.series_day) == (series, day)), None)

    async def forget(self, user: UserId) -> None:
        state = self._state
        gone = {key for key, series in state.series.items() if series.leader == user}
        state.series = {key: series for key, series in state.series.items() if key not in gone}
        state.raids = {
            key: replace(raid, series=None, series_day=None) if raid.series in gone else raid
            for key, raid in state.raids.items()
        }


class FakeAskedPlans:
    def __init__(self, state: "State") -> None:
        self._state = state

    async def keep(self, owner: UserId, plan: AskedPlan) -> None:
        if owner not in self._state.accounts:
            raise ConflictError
        self._state.asked[owner] = plan

    async def find(self, owner: UserId) -> AskedPlan | None:
        return self._state.asked.get(owner)

    async def drop(self, owner: UserId) -> None:
        self._state.asked.pop(owner, None)

    async def purge(self, before: datetime) -> int:
        gone = [owner for owner, plan in self._state.asked.items() if plan.made_at < before]
        for owner in gone:
            del self._state.asked[owner]
        return len(gone)


class FakePingRoles:
    def __init__(self, state: "State") -> None:
        self._state = state

    async def find(self, guild: GuildId) -> tuple[RoleId, ...]:
        return self._state.ping_roles.get(guild, ())

    async def set(self, guild: GuildId, roles: tuple[RoleId, ...]) -> None:
        if guild in self._state.guilds:
            self._state.ping_roles[guild] = roles
