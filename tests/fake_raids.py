"""Raids and jobs in memory; part of the twin in `fakes.py`."""

from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from operator import itemgetter
from typing import TYPE_CHECKING
from uuid import UUID

from uuid_utils.compat import uuid7

from bot.domain.ids import GuildId, MessageId, RaidId, UserId
from bot.domain.raids import Answer, Choice, Entry, Raid, RaidSeat, RaidStatus, Roster
from bot.domain.teams import Player
from bot.errors import ConflictError
from bot.repositories.unit_raids import Backlog, Job, Step

if TYPE_CHECKING:
    from tests.fake_state import State


class FakeRaids:
    def __init__(self, state: "State") -> None:
        self._state = state

    async def add(self, raid: Raid) -> bool:
        if raid.guild not in self._state.guilds:
            raise ConflictError
        if any(raid.short_id == other.short_id for other in self._state.raids.values()):
            return False
        days = [(other.series, other.series_day) for other in self._state.raids.values() if other.series]
        if (raid.series, raid.series_day) in days:
            raise ConflictError
        self._state.raids[raid.id] = raid
        return True

    async def find(self, short_id: str, *, hold: bool = False) -> Raid | None:  # noqa: ARG002 - writers come singly
        return next((raid for raid in self._state.raids.values() if raid.short_id == short_id), None)

    async def list_in_guild(self, guild: GuildId, after: datetime, limit: int) -> tuple[Raid, ...]:
        return _earliest((raid for raid in self._state.raids.values() if raid.guild == guild), after, limit)

    async def list_of(self, user: UserId, after: datetime, limit: int) -> tuple[Raid, ...]:
        entries = self._state.entries.items()
        comes = {raid for (raid, who), entry in entries if who == user and entry.answer is not Answer.ABSENT}
        mine = (raid for raid in self._state.raids.values() if raid.leader == user or raid.id in comes)
        return _earliest(mine, after, limit)

    async def save(self, raid: Raid) -> None:
        self._state.raids[raid.id] = raid

    async def find_roster(self, raid: Raid) -> Roster:
        seats = tuple(seat for _, seat in sorted(self._seats(raid.id).items()))
        return Roster(raid, seats, self._entries(raid.id))

    async def note_drawn(self, short_id: str, message: MessageId, at: datetime) -> bool:
        raid = await self.find(short_id)
        if raid is None or raid.faults:
            return False
        self._state.raids[raid.id] = replace(raid, message=message, drawn_at=at)
        return True

    async def find_last_choices(
        self, users: Collection[UserId], guild: GuildId, content: str
    ) -> dict[UserId, tuple[Choice, ...]]:
        found = [
            (self._state.raids[raid].content == content, entry.changed_at, who, entry.choices)
            for (raid, who), entry in self._state.entries.items()
            if who in users and entry.choices and self._state.raids[raid].guild == guild
        ]
        return {who: choices for *_, who, choices in sorted(found, key=itemgetter(0, 1))}

    async def count_left_out(self, guild: GuildId, after: datetime, before: datetime) -> dict[UserId, int]:
        there = (raid for raid in self._state.raids.values() if raid.guild == guild and after < raid.starts_at < before)
        held = [raid.id for raid in there if raid.status in {RaidStatus.OPEN, RaidStatus.LOCKED}]
        wanted = [
            (raid, who) for (raid, who), entry in self._state.entries.items() if raid in held and entry.wants_seat
        ]
        players = {raid: {seat.player for seat in self._seats(raid).values()} for raid in held}
        return dict(Counter(who for raid, who in wanted if Player(user=who) not in players[raid]))

    async def put_entries(self, roster: Roster, entries: Sequence[Entry]) -> None:
        raid = roster.raid.id
        if entries and raid not in self._state.raids:
            raise ConflictError
        self._state.entries |= {(raid, entry.user): entry for entry in entries}
        turns = [entry.turn for (at, _), entry in self._state.entries.items() if at == raid]
        if len(set(turns)) < len(turns):
            raise ConflictError

    async def set_seats(self, roster: Roster, seats: Iterable[RaidSeat]) -> None:
        self._state.raid_seats[roster.raid.id] = {seat.at: seat for seat in seats}

    async def pop_untold(self, raid: RaidId) -> tuple[UserId, ...]:
        seats = self._seats(raid)
        untold = (seat for _, seat in sorted(seats.items()) if not seat.told)
        found = tuple(seat.player.user for seat in untold if seat.player is not None and seat.player.user)
        self._state.raid_seats[raid] = {at: replace(seat, told=True) for at, seat in seats.items()}
        return found

    async def pop_unseated(self, raid: RaidId) -> tuple[UserId, ...]:
        marked = {key: entry for key, entry in self._state.entries.items() if key[0] == raid and entry.unseated}
        self._state.entries |= {key: replace(entry, unseated=False) for key, entry in marked.items()}
        sitting = {seat.player.user for seat in self._seats(raid).values() if seat.player is not None}
        return tuple(one.user for one in sorted(marked.values(), key=lambda e: e.turn) if one.user not in sitting)

    async def count_entries(self, user: UserId) -> int:
        return sum(who == user for _, who in self._state.entries)

    async def forget(self, user: UserId) -> tuple[str, ...]:
        state = self._state
        state.drop_raids(
            {key for key, raid in state.raids.items() if raid.leader == user and raid.status is RaidStatus.DRAFT}
        )
        answered = {raid for raid, who in state.entries if who == user}
        places = ((raid, seat.player) for raid, seats in state.raid_seats.items() for seat in seats.values())
        answered |= {raid for raid, player in places if player is not None and player.user == user}
        changed = tuple(raid.short_id for raid in state.raids.values() if raid.leader == user or raid.id in answered)
        state.entries = {key: entry for key, entry in state.entries.items() if key[1] != user}
        for raid, seats in state.raid_seats.items():
            emptied = {at: _without(seat, user) for at, seat in seats.items()}
            state.raid_seats[raid] = {at: seat for at, seat in emptied.items() if seat != RaidSeat(*at)}
        state.raids = {
            key: replace(raid, leader=None, notes="") if raid.leader == user else raid
            for key, raid in state.raids.items()
        }
        state.steps = [_without_trace(step, user) for step in state.steps]
        return changed

    async def add_step(self, step: Step) -> None:
        self._state.steps = [*self._state.steps, step]

    async def list_steps(self, raid: RaidId, limit: int) -> tuple[Step, ...]:
        return tuple(step for step in reversed(self._state.steps) if step.raid == raid)[:limit]

    async def pop_unpublished(self, raid: RaidId) -> tuple[UserId, ...]:
        seats = self._seats(raid)
        members = {at: seat for at, seat in sorted(seats.items()) if seat.player is not None and seat.player.user}
        told = {at: replace(seat, told=True, published=True) for at, seat in members.items()}
        self._state.raid_seats[raid] = {**seats, **told}
        players = (seat.player for seat in members.values() if not seat.published)
        return tuple(player.user for player in players if player is not None and player.user)

    async def pop_undoable(self, raid: RaidId) -> Step | None:
        steps = self._state.steps
        found = [index for index, step in enumerate(steps) if step.raid == raid and step.before is not None]
        if not found:
            return None
        step = steps[found[-1]]
        self._state.steps = [*steps[: found[-1]], replace(step, before=None), *steps[found[-1] + 1 :]]
        return step

    def _seats(self, raid: UUID) -> dict[tuple[int, int], RaidSeat]:
        return self._state.raid_seats.get(RaidId(raid), {})

    def _entries(self, raid: RaidId) -> tuple[Entry, ...]:
        mine = (entry for (at, _), entry in self._state.entries.items() if at == raid)
        return tuple(sorted(mine, key=lambda entry: entry.turn))


@dataclass(frozen=True, slots=True)
class StoredJob:
    """A job and in whose hands it is."""

    job: Job
    leased_until: datetime | None = None


class FakeJobs:
    def __init__(self, state: "State") -> None:
        self._state = state

    async def put(self, kind: str, key: str, due_at: datetime) -> None:
        stored = self._state.jobs.get((kind, key))
        if stored is None:
            self._state.jobs[kind, key] = StoredJob(Job(uuid7(), kind, key, due_at, version=1, attempts=0))
            return
        due = min(due_at, stored.job.due_at) if stored.leased_until is None else due_at
        again = replace(stored.job, version=stored.job.version + 1, due_at=due)
        self._state.jobs[kind, key] = replace(stored, job=again)

    async def lease(self, now: datetime, until: datetime, limit: int, kinds: Collection[str]) -> tuple[Job, ...]:
        known = (one for one in self._state.jobs.values() if one.job.kind in kinds)
        free = (one for one in known if one.leased_until is None or one.leased_until <= now)
        due = sorted((one.job for one in free if one.job.due_at <= now), key=lambda job: (job.due_at, job.id))
        taken = tuple(replace(job, attempts=job.attempts + 1) for job in due[:limit])
        for job in taken:
            self._state.jobs[job.kind, job.key] = StoredJob(job, until)
        return taken

    async def find_backlog(self, now: datetime) -> tuple[Backlog, ...]:
        free = (one for one in self._state.jobs.values() if one.leased_until is None or one.leased_until <= now)
        due: dict[str, list[datetime]] = {}
        for one in free:
            if one.job.due_at <= now:
                due.setdefault(one.job.kind, []).append(one.job.due_at)
        return tuple(Backlog(kind, len(times), min(times)) for kind, times in sorted(due.items()))

    async def finish(self, job: Job) -> None:
        stored = self._state.jobs.get((job.kind, job.key))
        if stored is None or stored.job.id != job.id:
            return
        if stored.job.version == job.version:
            del self._state.jobs[job.kind, job.key]
        else:
            self._state.jobs[job.kind, job.key] = StoredJob(replace(stored.job, attempts=0))

    async def postpone(self, job: Job, due_at: datetime) -> None:
        stored = self._state.jobs.get((job.kind, job.key))
        if stored is not None and stored.job.id == job.id:
            self._state.jobs[job.kind, job.key] = StoredJob(replace(stored.job, due_at=due_at))

    async def count_attempts(self, kind: str, key: str) -> int:
        stored = self._state.jobs.get((kind, key))
        return 0 if stored is None else stored.job.attempts

    async def drop(self, kind: str, key: str) -> bool:
        return self._state.jobs.pop((kind, key), None) is not None


def _earliest(raids: Iterable[Raid], after: datetime, limit: int) -> tuple[Raid, ...]:
    coming = (raid for raid in raids if raid.starts_at > after)
    return tuple(sorted(coming, key=lambda raid: (raid.starts_at, raid.id)))[:limit]


def _without(seat: RaidSeat, user: UserId) -> RaidSeat:
    if seat.player is None or seat.player.user != user:
        return seat
    return replace(seat, player=None, rank=0, pinned=False, told=True, published=False, former=True)


def _without_trace(step: Step, user: UserId) -> Step:
    by, about = (None if who == user else who for who in (step.by, step.about))
    is_kept = step.by != user and str(user) not in (step.before or "")
    return replace(step, by=by, about=about, before=step.before if is_kept else None)
