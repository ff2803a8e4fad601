"""People and guilds in memory; part of the twin in `fakes.py`."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING

from bot.domain.accounts import AccountSummary
from bot.domain.guide import GuideState
from bot.domain.ids import GuildId, UserId

if TYPE_CHECKING:
    from tests.fake_state import State


class FakeAccounts:
    def __init__(self, state: "State") -> None:
        self._state = state

    async def ensure(self, user: UserId, now: datetime) -> None:
        self._state.accounts.setdefault(user, now)

    async def find_summary(self, user: UserId) -> AccountSummary | None:
        if user not in self._state.accounts:
            return None
        builds = [build for build in self._state.builds.values() if build.owner == user]
        teams = [team for team in self._state.teams.values() if team.owner == user]
        public = {build for build, _ in self._state.publications}
        live = [build for build in builds if build.deleted_at is None]
        return AccountSummary(
            created_at=self._state.accounts[user],
            builds=len(live),
            published=sum(build.id in public for build in live),
            teams=sum(team.deleted_at is None for team in teams),
            deleted=len(builds) - len(live) + sum(team.deleted_at is not None for team in teams),
        )

    async def find_zone(self, user: UserId) -> str | None:
        return self._state.zones.get(user)

    async def set_zone(self, user: UserId, zone: str) -> None:
        self._state.zones[user] = zone

    async def count_seats(self, user: UserId) -> int:
        kept = {team.id for team in self._state.teams.values() if team.deleted_at is None}
        seats = self._state.seats.items()
        return sum(at[0] in kept and player is not None and player.user == user for at, (_, player, *_) in seats)

    async def delete(self, user: UserId) -> None:
        state = self._state
        state.accounts.pop(user, None)
        state.drafts.pop(user, None)
        state.links.pop(user, None)
        state.proposals = {key: kept for key, kept in state.proposals.items() if kept[0] != user}
        state.asked.pop(user, None)
        state.zones.pop(user, None)
        state.ways.pop(user, None)
        state.tastes.pop(user, None)
        state.consents.pop(user, None)
        state.drop_absences([one.id for one in state.absences.values() if one.user == user])
        state.mark_stale(build.id for build in state.builds.values() if build.owner == user)
        state.drop_builds([build.id for build in state.builds.values() if build.owner == user])
        state.drop_teams([team.id for team in state.teams.values() if team.owner == user])
        state.seats = {
            at: (build, None, wish, True) if player and player.user == user else (build, player, wish, former)
            for at, (build, player, wish, former) in state.seats.items()
        }
        state.shake(build for build, fan in state.likes if fan == user)
        state.teams = {
            key: replace(team, origin=None) if team.origin and team.origin.author == user else team
            for key, team in state.teams.items()
        }
        state.likes = {like: at for like, at in state.likes.items() if like[1] != user}
        state.builds = {
            key: replace(build, origin=None) if build.origin and build.origin.author == user else build
            for key, build in state.builds.items()
        }


class FakeGuilds:
    def __init__(self, state: "State") -> None:
        self._state = state

    async def ensure(self, guild: GuildId, now: datetime) -> None:  # noqa: ARG002 - when it joined nobody asks
        self._state.guilds[guild] = None

    async def mark_left(self, guild: GuildId, now: datetime) -> None:
        if self._state.guilds.get(guild, now) is None:
            self._state.guilds[guild] = now
            self._state.guides.pop(guild, None)

    async def find_guide(self, guild: GuildId) -> GuideState | None:
        return self._state.guides.get(guild)

    async def turn_guide(self, guild: GuildId, before: GuideState | None, after: GuideState) -> bool:
        if guild not in self._state.guilds or self._state.guides.get(guild) is not before:
            return False
        self._state.guides[guild] = after
        return True

    async def list_guided(self, state: GuideState) -> tuple[GuildId, ...]:
        return tuple(sorted(guild for guild, one in self._state.guides.items() if one is state))

    async def find_left(self, guild: GuildId) -> datetime | None:
        return self._state.guilds.get(guild)

    async def find_all(self) -> Mapping[GuildId, datetime | None]:
        return dict(self._state.guilds)

    async def trim(self, guild: GuildId, before: datetime, limit: int) -> bool:  # noqa: ARG002 - nothing is slow here
        return False

    async def erase(self, guild: GuildId, before: datetime) -> bool:
        state, left = self._state, self._state.guilds.get(guild)
        gone = {guild} if left is not None and left <= before else set()
        state.guilds = {guild: left for guild, left in state.guilds.items() if guild not in gone}
        state.publications = {key: at for key, at in state.publications.items() if key[1] not in gone}
        state.posts = {key: post for key, post in state.posts.items() if key[1] not in gone}
        state.channels = {guild: channel for guild, channel in state.channels.items() if guild not in gone}
        state.words = frozenset(word for word in state.words if word[0] not in gone)
        state.teams = {
            key: replace(team, guild=None) if team.guild in gone else team for key, team in state.teams.items()
        }
        state.templates = {key: one for key, one in state.templates.items() if key[0] not in gone}
        state.series = {key: series for key, series in state.series.items() if series.guild not in gone}
        state.hidden = {key: one for key, one in state.hidden.items() if one.guild not in gone}
        state.suspensions = {key: one for key, one in state.suspensions.items() if one.guild not in gone}
        state.marked = tuple(one for one in state.marked if one.guild not in gone)
        state.deeds = {key: one for key, one in state.deeds.items() if one.guild not in gone}
        state.rules = {guild: rules for guild, rules in state.rules.items() if guild not in gone}
        state.guides = {guild: one for guild, one in state.guides.items() if guild not in gone}
        state.ping_roles = {guild: roles for guild, roles in state.ping_roles.items() if guild not in gone}
        state.drop_raids({key for key, raid in state.raids.items() if raid.guild in gone})
        state.said_in = frozenset(said for said in state.said_in if said[1] not in gone)
        return bool(gone)
