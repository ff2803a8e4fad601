"""Builds and their likes and uses in memory."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import datetime
from uuid import UUID

from bot.domain.builds import Build, Version
from bot.domain.ids import BuildId, GuildId, RaidId, UserId
from bot.domain.modes import GameMode
from bot.domain.pages import Page
from bot.domain.raids import RaidStatus
from bot.domain.viewer import Viewer
from bot.errors import ConflictError
from bot.repositories.searches import Describe
from tests.fake_shelves import FakeShelf
from tests.fake_state import State


class FakeBuilds(FakeShelf[Build]):
    def __init__(self, state: State, describe: Describe) -> None:
        super().__init__(state)
        self._describe = describe

    async def add(self, thing: Build) -> bool:
        if not await super().add(thing):
            return False
        self._state.descriptions[thing.id] = self._describe(thing)
        return True

    def things(self) -> dict[UUID, Build]:
        return self._state.builds

    def whole(self, key: UUID) -> Build:
        return self._state.build(key)

    def public(self, guild: GuildId) -> dict[UUID, datetime]:
        return {build: at for (build, place), at in self._state.publications.items() if place == guild}

    def drop(self, gone: Iterable[UUID]) -> int:
        return self._state.drop_builds(gone)

    async def find(self, short_id: str) -> Build | None:
        return next((self.whole(key) for key, build in self.things().items() if build.short_id == short_id), None)

    async def replace(self, before: Build, after: Build) -> bool:
        stored = self.things().get(before.id)
        if stored is None or stored.revision != before.revision:
            return False
        if after.version != before.version:
            earlier = Version(before.version, before.template, before.code, before.gear, after.updated_at)
            self._state.versions[before.id, before.version] = earlier
        self._state.mark_stale([before.id], everywhere=False)
        checked_at = stored.checked_at if after.version == before.version else after.checked_at
        bare = replace(after, published_in=frozenset(), teams=0, raids=0, checked_at=checked_at)
        self.things()[before.id] = replace(bare, deleted_at=stored.deleted_at, origin=stored.origin, uses=stored.uses)
        self._state.describe(before.id, self._describe(after))
        return True

    async def mark_checked(self, build: BuildId, at: datetime) -> None:
        self.things()[build] = replace(self.things()[build], checked_at=at)
        self._state.shake([build])

    async def find_copy(self, owner: UserId, origin: str) -> Build | None:
        copies = (self.whole(key) for _, key in sorted(self._live(owner), reverse=True))
        return next((build for build in copies if build.origin and build.origin.short_id == origin), None)

    async def find_same(self, owner: UserId, name: str, mode: GameMode | None, code: str) -> Build | None:
        for _, key in sorted(self._live(owner), reverse=True):
            build = self.whole(key)
            if (build.name, build.mode, build.code) == (name, mode, code):
                return build
        return None

    async def find_own_coded(self, owner: UserId, code: str) -> tuple[Build, ...]:
        return tuple(build for build in await self.list_all_own(owner) if build.code == code)

    async def list_all_own(self, owner: UserId) -> tuple[Build, ...]:
        return tuple(self.whole(key) for _, key in sorted(self._live(owner), reverse=True))

    async def list_public_of(self, guild: GuildId, owner: UserId, cursor: str | None) -> Page[Build]:
        return self._page([key for key in self._in_guild(guild) if self.things()[key[1]].owner == owner], cursor)

    async def publish(self, build: BuildId, guild: GuildId, now: datetime) -> None:
        if build not in self._state.builds or guild not in self._state.guilds:
            raise ConflictError
        self._state.publications.setdefault((build, guild), now)
        self._state.demand(lambda key: key == (build, guild))
        if (build, guild) in self._state.posts:
            post = self._state.posts[build, guild]
            if post.fault is not None:
                self._state.leases.pop((build, guild), None)
            self._state.posts[build, guild] = replace(post, is_stale=True, fault=None, changes=post.changes + 1)
        self._state.describe(build, self._state.descriptions[build])

    async def unpublish(self, build: BuildId, guild: GuildId) -> None:
        self._state.publications.pop((build, guild), None)
        self._state.mark_stale([build])

    async def mark_deleted(self, key: UUID, at: datetime | None) -> None:
        await super().mark_deleted(key, at)
        self._state.mark_stale([key])


class FakePopularity:
    def __init__(self, state: State) -> None:
        self._state = state

    async def is_liked(self, build: BuildId, user: UserId) -> bool:
        return (build, user) in self._state.likes

    async def like(self, build: BuildId, user: UserId, now: datetime) -> None:
        if build not in self._state.builds or user not in self._state.accounts:
            raise ConflictError
        if (build, user) not in self._state.likes:
            self._state.likes[build, user] = now
            self._state.shake([build])

    async def unlike(self, build: BuildId, user: UserId) -> None:
        if (build, user) in self._state.likes:
            del self._state.likes[build, user]
            self._state.shake([build])

    async def add_use(self, build: BuildId) -> None:
        stored = self._state.builds[build]
        self._state.builds[build] = replace(stored, uses=stored.uses + 1)
        self._state.shake([build])

    async def count_raids(self, build: BuildId, guild: GuildId) -> int:
        posted = {RaidStatus.OPEN, RaidStatus.LOCKED}
        raids = (raid for raid in self._state.raids.values() if raid.guild == guild and raid.status in posted)
        return sum(build in self._played(raid.id) for raid in raids)

    def _played(self, raid: RaidId) -> Iterator[BuildId | None]:
        for seat in self._state.raid_seats.get(raid, {}).values():
            entry = self._state.entries.get((raid, seat.player.user)) if seat.player and seat.player.user else None
            if entry and seat.rank < len(entry.choices):
                yield entry.choices[seat.rank].build

    async def count_teams(self, build: BuildId, viewer: Viewer) -> int:
        teams = {team for (team, _, _), (held, *_) in self._state.seats.items() if held == build}
        kept = (self._state.teams[team] for team in teams if self._state.teams[team].deleted_at is None)
        return sum(team.is_visible_to(viewer) for team in kept)
