"""Numbers in memory; part of the twin in `fakes.py`."""

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import datetime
from typing import TYPE_CHECKING
from uuid import UUID

from bot.domain.builds import Build
from bot.domain.ids import BuildId, GuildId, RaidId, UserId
from bot.domain.needs import Need
from bot.domain.raid_needs import NeedNote, NeedRecord
from bot.domain.raids import Choice, Raid, RaidSeat, RaidStatus
from bot.domain.stats import Played, Presences, Ranked
from bot.errors import ConflictError

if TYPE_CHECKING:
    from tests.fake_state import State


class FakeStatistics:
    def __init__(self, state: "State") -> None:
        self._state = state

    async def count_public(self, guild: GuildId, terms: Collection[str]) -> Mapping[str, int]:
        return self._count([build.id for build, _ in self._public(guild)], terms)

    async def count_own(self, user: UserId, terms: Collection[str]) -> Mapping[str, int]:
        mine = [key for key, build in self._state.builds.items() if build.owner == user and build.deleted_at is None]
        return self._count(mine, terms)

    async def list_best_liked(self, guild: GuildId, limit: int) -> tuple[Ranked, ...]:
        return self._ranked(guild, {build.id: build.likes for build, _ in self._public(guild) if build.likes}, limit)

    async def list_best_known(self, guild: GuildId, limit: int) -> tuple[Ranked, ...]:
        standing = {build.id: 2 * build.likes + build.uses for build, _ in self._public(guild)}
        return self._ranked(guild, standing, limit)

    async def list_most_seated(
        self, guild: GuildId, after: datetime, before: datetime, limit: int
    ) -> tuple[Ranked, ...]:
        public = {build.id for build, _ in self._public(guild)}
        counts = Counter(
            choice.build
            for raid in self._begun(guild, after, before)
            for _, choice in self._choices(raid)
            if choice.build is not None and choice.build in public
        )
        ordered = sorted(counts.items(), key=lambda found: (-found[1], found[0]))
        return tuple(Ranked(BuildId(key), count) for key, count in ordered[:limit])

    async def list_played(
        self, user: UserId, guild: GuildId | None, after: datetime, before: datetime, limit: int
    ) -> tuple[Played, ...]:
        counts = Counter(
            (choice.title, choice.role)
            for raid in self._begun(guild, after, before)
            for seat, choice in self._choices(raid)
            if seat.player is not None and seat.player.user == user
        )
        ordered = sorted(counts.items(), key=lambda found: (-found[1], found[0]))
        return tuple(Played(title, role, count) for (title, role), count in ordered[:limit])

    async def count_raids(self, guild: GuildId, starts: Sequence[datetime], before: datetime) -> Mapping[int, int]:
        return dict(Counter(_week(starts, raid) for raid in self._begun(guild, starts[0], before)))

    async def count_presences(
        self, guild: GuildId, starts: Sequence[datetime], before: datetime
    ) -> Mapping[int, Presences]:
        saved = [raid for raid in self._begun(guild, starts[0], before) if raid.id in self._state.sheets]
        found = {}
        for week in {_week(starts, raid) for raid in saved}:
            marks = [
                mark for raid in saved if _week(starts, raid) == week for mark in self._state.marks.get(raid.id, ())
            ]
            if marks:
                people = {mark.player for mark in marks}
                found[week] = Presences(dict(Counter(mark.presence for mark in marks)), len(people))
        return found

    async def put_needs(self, raid: RaidId, notes: Sequence[NeedNote]) -> None:
        if notes and raid not in self._state.raids:
            raise ConflictError
        self._state.needs[raid] = tuple(notes)

    async def count_needs(self, guild: GuildId, after: datetime, before: datetime) -> tuple[NeedRecord, ...]:
        begun = self._begun(guild, after, before)
        noted = [note for raid in begun for note in self._state.needs.get(raid.id, ())]
        records = [_record(need, [note for note in noted if note.need is need]) for need in Need]
        return tuple(sorted((one for one in records if one.raids), key=lambda one: (-one.missing, one.need)))

    async def find_needs(self, raids: Collection[RaidId]) -> Mapping[RaidId, tuple[NeedNote, ...]]:
        noted = {raid: self._state.needs.get(raid, ()) for raid in raids}
        return {raid: tuple(sorted(notes, key=lambda one: one.need)) for raid, notes in noted.items() if notes}

    async def count_noted(self, guild: GuildId, after: datetime, before: datetime) -> int:
        return sum(bool(self._state.needs.get(raid.id)) for raid in self._begun(guild, after, before))

    def _count(self, builds: Collection[UUID], terms: Collection[str]) -> Mapping[str, int]:
        return {term: sum(term in self._state.descriptions[key].terms for key in builds) for term in terms}

    def _public(self, guild: GuildId) -> list[tuple[Build, datetime]]:
        there = [(key, at) for (key, place), at in self._state.publications.items() if place == guild]
        return [(self._state.build(key), at) for key, at in there if self._state.builds[key].deleted_at is None]

    def _ranked(self, guild: GuildId, counts: Mapping[BuildId, int], limit: int) -> tuple[Ranked, ...]:
        at = {build.id: when for build, when in self._public(guild)}
        ordered = sorted(counts, key=lambda key: (counts[key], at[key], key), reverse=True)
        return tuple(Ranked(key, counts[key]) for key in ordered[:limit])

    def _begun(self, guild: GuildId | None, after: datetime, before: datetime) -> list[Raid]:
        return [
            raid
            for raid in self._state.raids.values()
            if guild in {None, raid.guild}
            and after <= raid.starts_at <= before
            and raid.status in {RaidStatus.OPEN, RaidStatus.LOCKED}
        ]

    def _choices(self, raid: Raid) -> Iterator[tuple[RaidSeat, Choice]]:
        for seat in self._state.raid_seats.get(raid.id, {}).values():
            user = seat.player.user if seat.player is not None else None
            entry = self._state.entries.get((raid.id, user)) if user is not None else None
            if entry is not None and seat.rank < len(entry.choices):
                yield seat, entry.choices[seat.rank]


def _record(need: Need, notes: Sequence[NeedNote]) -> NeedRecord:
    unsure = sum(note.unsure > 0 and note.lacking == 0 for note in notes)
    return NeedRecord(need, len(notes), sum(note.lacking > 0 for note in notes), unsure)


def _week(starts: Sequence[datetime], raid: Raid) -> int:
    return sum(start <= raid.starts_at for start in starts) - 1
