"""What builds and teams have in common in memory, and teams."""

from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import datetime
from typing import Generic, TypeVar
from uuid import UUID

from bot.domain.builds import Build
from bot.domain.ids import GuildId, TeamId, UserId
from bot.domain.names import name_key
from bot.domain.pages import COUNTED, PAGE_SIZE, Cursor, Page
from bot.domain.teams import Seat, Team
from bot.errors import ConflictError, SeatTakenError
from bot.repositories.unit_names import Match, NameEntry
from bot.repositories.unit_teams import TeamEntry, TeamFilter
from tests.fake_state import State

T = TypeVar("T", Build, Team)
Key = tuple[datetime, UUID]


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
        return Page(tuple(self.whole(key) for _, key in shown), following, min(len(keys), COUNTED), len(keys) > COUNTED)


_EDITED = ("name", "content", "subgroups", "notes", "mode", "template", "updated_at")


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

    async def change(self, team: Team) -> None:
        kept = self.things()[team.id]
        self.things()[team.id] = replace(kept, **{field: getattr(team, field) for field in _EDITED})
        gone = [at for at in self._state.seats if at[0] == team.id and at[1] > team.subgroups]
        if any(not self._state._seat(*at).is_empty() for at in gone):
            raise ConflictError
        for at in gone:
            del self._state.seats[at]

    async def find_copy(self, owner: UserId, origin: str) -> Team | None:
        copies = (self.whole(key) for _, key in sorted(self._live(owner), reverse=True))
        return next((team for team in copies if team.origin and team.origin.short_id == origin), None)

    async def list_entries(self, owner: UserId, guild: GuildId | None, which: TeamFilter) -> tuple[TeamEntry, ...]:
        seen = [team for team in self.things().values() if team.owner == owner or (guild and team.guild == guild)]
        held = [(key[0], build, player) for key, (build, player, *_) in self._state.seats.items()]
        sitting = {team for team, _, player in held if player is not None and player.user == which.member}
        playing = {team for team, build, _ in held if build == which.build}
        fitting = [
            team
            for team in seen
            if team.deleted_at is None
            and which.content in {None, team.content}
            and (which.member is None or team.id in sitting)
            and (which.build is None or team.id in playing)
        ]
        fitting.sort(key=lambda team: (team.updated_at, team.id), reverse=True)
        return tuple(TeamEntry(team.id, team.name, team.notes) for team in fitting)

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
            self._state.shake([build])
        self._state.seats[team.id, seat.subgroup, seat.place] = (build, seat.player, seat.wish, seat.former)
        self._touch(team.id, now)

    async def clear(self, team: TeamId, subgroup: int, place: int, now: datetime) -> None:
        self._state.seats.pop((team, subgroup, place), None)
        self._touch(team, now)

    def _touch(self, team: UUID, now: datetime) -> None:
        self.things()[team] = replace(self.things()[team], updated_at=now)
