"""What services may ask of storage about raids and jobs, as protocols; part of the unit of work in `unit.py`."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol
from uuid import UUID

from bot.domain.ids import GuildId, MessageId, RaidId, UserId
from bot.domain.raids import Choice, Entry, Raid, RaidSeat, Roster


@dataclass(frozen=True, slots=True)
class Step:
    """Something that a leader did; `before` is as text what it changed of the seats, as that was before."""

    raid: RaidId
    by: UserId | None
    action: str
    at: datetime
    before: str | None = None
    about: UserId | None = None


class RaidRepository(Protocol):
    """Raids with their answers and seats. Whoever adds one makes sure of the guild first."""

    async def add(self, raid: Raid) -> bool:
        """Keep a new raid; false, and nothing kept, when its short id is in use."""

    async def find(self, short_id: str, *, hold: bool = False) -> Raid | None:
        """Return the raid; `hold` makes other holders wait for the end of this unit."""

    async def list_in_guild(self, guild: GuildId, after: datetime, limit: int) -> tuple[Raid, ...]:
        """Return what begins after that time in a guild, also drafts, the earliest first."""

    async def list_of(self, user: UserId, after: datetime, limit: int) -> tuple[Raid, ...]:
        """Return what begins after that time and this person leads or said to come to, the earliest first."""

    async def save(self, raid: Raid) -> None:
        """Write what can change about a raid: everything but its ids, guild and age."""

    async def find_roster(self, raid: Raid) -> Roster:
        """Return the raid with its seats and answers."""

    async def note_drawn(self, short_id: str, message: MessageId, at: datetime) -> bool:
        """Remember where the post of a raid without faults stands, and when it was drawn; false where nothing was.

        It is one statement: whoever holds the raid is waited for, and nobody waits for who writes this.
        """

    async def find_last_choices(
        self, users: Collection[UserId], guild: GuildId, content: str
    ) -> Mapping[UserId, tuple[Choice, ...]]:
        """Return what each of these people offered last time in the guild, for this content if ever they did."""

    async def count_left_out(self, guild: GuildId, after: datetime, before: datetime) -> Mapping[UserId, int]:
        """Return how often each person wanted a seat in the guild's raids of that time and had none."""

    async def put_entries(self, roster: Roster, entries: Sequence[Entry]) -> None:
        """Keep answers in place of those of the same people in the roster, which is as it is kept."""

    async def set_seats(self, roster: Roster, seats: Iterable[RaidSeat]) -> None:
        """Put `seats` in place of those of the roster."""

    async def pop_untold(self, raid: RaidId) -> tuple[UserId, ...]:
        """Return who has yet to be told where they sit, by place, and note that they were."""

    async def pop_unseated(self, raid: RaidId) -> tuple[UserId, ...]:
        """Return who has yet to be told that they have no place any more, by turn, and note that they were."""

    async def count_entries(self, user: UserId) -> int:
        """Return how many answers this person gave that are still kept; that takes no account."""

    async def forget(self, user: UserId) -> tuple[str, ...]:
        """Erase a person's answers, seats and name; returns the short ids of the raids that look different now."""

    async def add_step(self, step: Step) -> None: ...

    async def list_steps(self, raid: RaidId, limit: int) -> tuple[Step, ...]:
        """Return what leaders did, the last first."""

    async def pop_unpublished(self, raid: RaidId) -> tuple[UserId, ...]:
        """Return who sits and was not mentioned with a lineup yet, by place, and note that they were, and were told."""

    async def pop_undoable(self, raid: RaidId) -> Step | None:
        """Return the last step that changed the seats and forget how they were before it."""


@dataclass(frozen=True, slots=True)
class Job:
    """Something to be done about `key`; whoever leased it says so by `version` when it is done."""

    id: UUID
    kind: str
    key: str
    due_at: datetime
    version: int
    attempts: int
    """How often it was taken in hand, this time included."""


@dataclass(frozen=True, slots=True)
class Backlog:
    """Jobs of a kind whose time has come and which nobody has in hand."""

    kind: str
    count: int
    oldest: datetime
    """When the first of them was due."""


class JobRepository(Protocol):
    """What is to be done at a time."""

    async def put(self, kind: str, key: str, due_at: datetime) -> None:
        """Ask for a job.

        Asked again before it began, it is done once, at the earlier time; while somebody is at it, once more.
        """

    async def lease(self, now: datetime, until: datetime, limit: int, kinds: Collection[str]) -> tuple[Job, ...]:
        """Take what is due and in nobody's hands, or was in hands that died; others pass it over `until` then."""

    async def find_backlog(self, now: datetime) -> tuple[Backlog, ...]:
        """Return what is due and in nobody's hands, by kind."""

    async def finish(self, job: Job) -> None:
        """Forget a job that is done, or free it when it was asked for again meanwhile."""

    async def postpone(self, job: Job, due_at: datetime) -> None:
        """Free a job to be done later."""

    async def count_attempts(self, kind: str, key: str) -> int:
        """Return how often a job was taken in hand; 0 also where there is none."""

    async def drop(self, kind: str, key: str) -> bool:
        """Forget a job that is not wanted any more; false where there was none."""
