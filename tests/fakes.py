"""Storage in memory, the twin of `SqlUnits`: the contract tests in `tests/repositories` run on both."""

import asyncio
from collections.abc import AsyncIterator, Callable, Iterable, Iterator
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from copy import copy
from dataclasses import dataclass, field, fields, replace
from datetime import datetime
from typing import Any, Generic, TypeVar
from uuid import UUID

from bot.domain.builds import Build, Version
from bot.domain.ids import BuildId, ChannelId, GuildId, RaidId, TeamId, UserId
from bot.domain.modes import GameMode
from bot.domain.names import name_key
from bot.domain.pages import PAGE_SIZE, Cursor, Page
from bot.domain.patches import LoggedEdition
from bot.domain.posts import Post, PostFault
from bot.domain.raids import Entry, Raid, RaidSeat, RaidStatus
from bot.domain.search.terms import Facet, facet_of, value_of
from bot.domain.seating import At
from bot.domain.sketch import Draft
from bot.domain.teams import Player, Seat, Team
from bot.domain.viewer import Viewer
from bot.errors import ConflictError, SeatTakenError, StorageUnavailableError
from bot.repositories.searches import Describe, Description, leave_undescribed
from bot.repositories.unit import Match, NameEntry, UnitOfWork
from bot.repositories.unit_raids import Step
from tests.fake_accounts import FakeAccounts, FakeGuilds
from tests.fake_drafts import FakeDrafts
from tests.fake_histories import FakeEditions, FakeVersions
from tests.fake_posts import FakePosts
from tests.fake_raids import FakeJobs, FakeRaids, StoredJob
from tests.fake_searches import FakeSearches

T = TypeVar("T", Build, Team)
Key = tuple[datetime, UUID]


@dataclass
class State:
    """Everything stored. Builds and teams are kept bare: where they are public and who sits stands beside them."""

    accounts: dict[UserId, datetime] = field(default_factory=dict)
    guilds: dict[GuildId, datetime | None] = field(default_factory=dict)
    builds: dict[UUID, Build] = field(default_factory=dict)
    publications: dict[tuple[UUID, GuildId], datetime] = field(default_factory=dict)
    versions: dict[tuple[UUID, int], Version] = field(default_factory=dict)
    likes: frozenset[tuple[UUID, UserId]] = frozenset()
    channels: dict[GuildId, ChannelId] = field(default_factory=dict)
    posts: dict[tuple[UUID, GuildId], Post] = field(default_factory=dict)
    leases: dict[tuple[UUID, GuildId], datetime] = field(default_factory=dict)
    descriptions: dict[UUID, Description] = field(default_factory=dict)
    words: frozenset[tuple[GuildId, str]] = frozenset()
    requests: dict[str, tuple[str, datetime]] = field(default_factory=dict)
    teams: dict[UUID, Team] = field(default_factory=dict)
    published_teams: dict[UUID, datetime] = field(default_factory=dict)
    seats: dict[tuple[UUID, int, int], tuple[UUID | None, Player | None]] = field(default_factory=dict)
    editions: tuple[LoggedEdition, ...] = ()
    zones: dict[UserId, str] = field(default_factory=dict)
    raids: dict[RaidId, Raid] = field(default_factory=dict)
    entries: dict[tuple[RaidId, UserId], Entry] = field(default_factory=dict)
    raid_seats: dict[RaidId, dict[At, RaidSeat]] = field(default_factory=dict)
    steps: list[Step] = field(default_factory=list)
    jobs: dict[tuple[str, str], StoredJob] = field(default_factory=dict)
    drafts: dict[UserId, Draft] = field(default_factory=dict)

    def copied(self) -> "State":
        return State(**{part.name: copy(getattr(self, part.name)) for part in fields(self)})

    def build(self, key: UUID) -> Build:
        places = frozenset(guild for build, guild in self.publications if build == key)
        likes = sum(build == key for build, _ in self.likes)
        return replace(self.builds[key], published_in=places, likes=likes)

    def team(self, key: UUID) -> Team:
        places = sorted(place for place in self.seats if place[0] == key)
        seats = (self._seat(*place) for place in places)
        return replace(self.teams[key], seats=tuple(seat for seat in seats if not seat.is_empty()))

    def _seat(self, team: UUID, subgroup: int, place: int) -> Seat:
        build, player = self.seats[team, subgroup, place]
        shown = None if build is None or self.builds[build].deleted_at else self.build(build)
        return Seat(subgroup, place, shown, player)

    def mark_stale(self, builds: Iterable[UUID], *, everywhere: bool = True) -> None:
        marked = set(builds)
        self.demand(lambda key: key[0] in marked)
        for key, post in self.posts.items():
            if key[0] in marked and (everywhere or post.fault is not PostFault.POST_GONE):
                self.posts[key] = replace(post, is_stale=True, changes=post.changes + 1)

    def demand(self, which: Callable[[tuple[UUID, GuildId]], bool]) -> None:
        for build, guild in self.publications:
            wanted = guild in self.channels and self.builds[build].deleted_at is None
            if wanted and which((build, guild)):
                self.posts.setdefault((build, guild), Post(build=BuildId(build), guild=guild, is_stale=True))

    def describe(self, build: UUID, description: Description) -> None:
        self.descriptions[build] = description
        words = [value_of(term) for term in description.terms if facet_of(term) is Facet.WORD]
        places = [guild for key, guild in self.publications if key == build]
        self.words |= {(guild, word) for guild in places for word in words}

    def drop_builds(self, gone: Iterable[UUID]) -> int:
        dropped = set(gone)
        self.builds = {key: build for key, build in self.builds.items() if key not in dropped}
        self.descriptions = {key: found for key, found in self.descriptions.items() if key not in dropped}
        self.publications = {key: at for key, at in self.publications.items() if key[0] not in dropped}
        self.seats = {at: (None if build in dropped else build, player) for at, (build, player) in self.seats.items()}
        self.versions = {key: version for key, version in self.versions.items() if key[0] not in dropped}
        self.likes = frozenset(like for like in self.likes if like[0] not in dropped)
        self.entries = {key: _without_builds(entry, dropped) for key, entry in self.entries.items()}
        return len(dropped)

    def drop_teams(self, gone: Iterable[UUID]) -> int:
        dropped = set(gone)
        self.teams = {key: team for key, team in self.teams.items() if key not in dropped}
        self.seats = {at: held for at, held in self.seats.items() if at[0] not in dropped}
        return len(dropped)


def _without_builds(entry: Entry, dropped: set[UUID]) -> Entry:
    choices = (replace(choice, build=None) if choice.build in dropped else choice for choice in entry.choices)
    return replace(entry, choices=tuple(choices))


class FakeShelf(Generic[T]):
    """What builds and teams have in common: they belong to somebody, have names, and lie in lists."""

    def __init__(self, state: State) -> None:
        self._state = state

    def things(self) -> dict[UUID, T]:
        raise NotImplementedError

    def whole(self, key: UUID) -> T:
        raise NotImplementedError

    def public(self, guild: GuildId) -> dict[UUID, datetime]:
        raise NotImplementedError

    def drop(self, gone: Iterable[UUID]) -> int:
        raise NotImplementedError

    async def add(self, thing: T) -> bool:
        if any(thing.short_id == other.short_id for other in self.things().values()):
            return False
        if thing.owner not in self._state.accounts:
            raise ConflictError
        self.things()[thing.id] = thing
        return True

    async def find_many(self, ids: tuple[UUID, ...]) -> tuple[T, ...]:
        return tuple(self.whole(key) for key in ids if key in self.things())

    async def find_own_named(self, owner: UserId, key: str, *, deleted: bool = False) -> tuple[T, ...]:
        keys = self._deleted(owner) if deleted else self._live(owner)
        return self._named(keys, key)

    async def find_public_named(self, guild: GuildId, key: str) -> tuple[T, ...]:
        return self._named(self._in_guild(guild), key)

    async def count_own(self, owner: UserId) -> int:
        return len(self._live(owner))

    async def list_own(self, owner: UserId, cursor: str | None) -> Page[T]:
        return self._page(self._live(owner), cursor)

    async def list_public(self, guild: GuildId, cursor: str | None) -> Page[T]:
        return self._page(self._in_guild(guild), cursor)

    async def list_deleted(self, owner: UserId, cursor: str | None) -> Page[T]:
        return self._page(self._deleted(owner), cursor)

    async def mark_deleted(self, key: UUID, at: datetime | None) -> None:
        self.things()[key] = replace(self.things()[key], deleted_at=at)

    async def trim_deleted(self, owner: UserId, keep: int) -> None:
        self.drop(key for _, key in sorted(self._deleted(owner), reverse=True)[keep:])

    async def purge_deleted(self, before: datetime) -> int:
        return self.drop(
            thing.id for thing in self.things().values() if thing.deleted_at is not None and thing.deleted_at < before
        )

    async def list_own_names(self, owner: UserId) -> tuple[NameEntry, ...]:
        return tuple(self._entry(key) for _, key in sorted(self._live(owner), reverse=True))

    async def list_public_names(self, guild: GuildId, typed: str, match: Match, limit: int) -> tuple[NameEntry, ...]:
        entries = [self._entry(key) for _, key in sorted(self._in_guild(guild), reverse=True)]
        if match is Match.NEWEST:
            return tuple(entries[:limit])
        test: Callable[[str], bool] = (
            (lambda key: key.startswith(typed)) if match is Match.PREFIX else (lambda key: typed in key)
        )
        fitting = (entry for entry in entries if test(entry.key))
        return tuple(sorted(fitting, key=lambda entry: (entry.key, entry.id)))[:limit]

    def _live(self, owner: UserId) -> list[Key]:
        mine = (thing for thing in self.things().values() if thing.owner == owner)
        return [(thing.created_at, thing.id) for thing in mine if thing.deleted_at is None]

    def _deleted(self, owner: UserId) -> list[Key]:
        mine = (thing for thing in self.things().values() if thing.owner == owner)
        return [(thing.deleted_at, thing.id) for thing in mine if thing.deleted_at is not None]

    def _in_guild(self, guild: GuildId) -> list[Key]:
        return [(at, key) for key, at in self.public(guild).items() if self.things()[key].deleted_at is None]

    def _named(self, keys: list[Key], key: str) -> tuple[T, ...]:
        ordered = (self.whole(thing) for _, thing in sorted(keys, reverse=True))
        return tuple(thing for thing in ordered if name_key(thing.name) == key)

    def _entry(self, key: UUID) -> NameEntry:
        return NameEntry(key, name_key(self.things()[key].name))

    def _page(self, keys: list[Key], cursor: str | None) -> Page[T]:
        after = Cursor.from_text(cursor)
        rest = sorted((key for key in keys if after is None or key < (after.at, after.key)), reverse=True)
        shown = rest[:PAGE_SIZE]
        following = Cursor(*shown[-1]).to_text() if len(rest) > PAGE_SIZE else None
        return Page(tuple(self.whole(key) for _, key in shown), following, len(keys))


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

    async def like(self, build: BuildId, user: UserId) -> None:
        if build not in self._state.builds or user not in self._state.accounts:
            raise ConflictError
        self._state.likes |= {(build, user)}

    async def unlike(self, build: BuildId, user: UserId) -> None:
        self._state.likes -= {(build, user)}

    async def add_use(self, build: BuildId) -> None:
        stored = self._state.builds[build]
        self._state.builds[build] = replace(stored, uses=stored.uses + 1)

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
        teams = {team for (team, _, _), (held, _) in self._state.seats.items() if held == build}
        kept = (self._state.teams[team] for team in teams if self._state.teams[team].deleted_at is None)
        return sum(team.is_visible_to(viewer) for team in kept)


class FakeTeams(FakeShelf[Team]):
    def things(self) -> dict[UUID, Team]:
        return self._state.teams

    def whole(self, key: UUID) -> Team:
        return self._state.team(key)

    def public(self, guild: GuildId) -> dict[UUID, datetime]:
        return {key: self._state.published_teams[key] for key, team in self.things().items() if team.guild == guild}

    def drop(self, gone: Iterable[UUID]) -> int:
        return self._state.drop_teams(gone)

    async def find(self, short_id: str, *, hold: bool = False) -> Team | None:  # noqa: ARG002 - writers come singly
        return next((self.whole(key) for key, team in self.things().items() if team.short_id == short_id), None)

    async def set_guild(self, team: TeamId, guild: GuildId | None, now: datetime) -> None:
        if guild is not None and guild not in self._state.guilds:
            raise ConflictError
        self.things()[team] = replace(self.things()[team], guild=guild, updated_at=now)
        self._state.published_teams[team] = now

    async def fill(self, team: Team, seat: Seat, now: datetime) -> None:
        if team.id not in self.things():
            raise ConflictError
        stored = self.whole(team.id)
        at = stored.get_seat(seat.subgroup, seat.place)
        if not at.is_empty() and team.get_seat(seat.subgroup, seat.place).is_empty():
            raise SeatTakenError(subgroup=seat.subgroup, place=seat.place)
        user = seat.player.user if seat.player else None
        elsewhere = None if user is None else stored.get_seat_of(user)
        if elsewhere and (elsewhere.subgroup, elsewhere.place) != (seat.subgroup, seat.place):
            raise ConflictError
        build = seat.build.id if seat.build else None
        if build is not None and build not in self._state.builds:
            raise ConflictError
        if build is not None and seat.brings_build(team.get_seat(seat.subgroup, seat.place)):
            self._state.builds[build] = replace(self._state.builds[build], uses=self._state.builds[build].uses + 1)
        self._state.seats[team.id, seat.subgroup, seat.place] = (build, seat.player)
        self._touch(team.id, now)

    async def clear(self, team: TeamId, subgroup: int, place: int, now: datetime) -> None:
        self._state.seats.pop((team, subgroup, place), None)
        self._touch(team, now)

    def _touch(self, team: UUID, now: datetime) -> None:
        self.things()[team] = replace(self.things()[team], updated_at=now)


class FakeUnit:
    def __init__(self, state: State, describe: Describe) -> None:
        self.accounts = FakeAccounts(state)
        self.guilds = FakeGuilds(state)
        self.builds = FakeBuilds(state, describe)
        self.versions = FakeVersions(state)
        self.popularity = FakePopularity(state)
        self.posts = FakePosts(state)
        self.drafts = FakeDrafts(state)
        self.searches = FakeSearches(state, describe)
        self.teams = FakeTeams(state)
        self.editions = FakeEditions(state)
        self.raids = FakeRaids(state)
        self.jobs = FakeJobs(state)


class FakeUnits:
    """A UnitFactory in memory. One writer at a time; set `is_away` and the database is gone until it is unset."""

    def __init__(self, describe: Describe = leave_undescribed) -> None:
        self.state = State()
        self.describe = describe
        self.is_away = False
        self._writer = asyncio.Lock()

    def __call__(self, *, reads_only: bool = False) -> AbstractAsyncContextManager[UnitOfWork]:
        return self._read() if reads_only else self._write()

    @asynccontextmanager
    async def _read(self) -> AsyncIterator[Any]:
        await self._connect()
        yield FakeUnit(self.state.copied(), self.describe)

    @asynccontextmanager
    async def _write(self) -> AsyncIterator[Any]:
        await self._connect()
        async with self._writer:
            state = self.state.copied()
            yield FakeUnit(state, self.describe)
            await self._connect()
            self.state = state

    async def _connect(self) -> None:
        """Let others run, as waiting for a database does."""
        await asyncio.sleep(0)
        if self.is_away:
            raise StorageUnavailableError("away")
