"""What services may ask of storage about what happens around a raid's time; part of the unit of work in `unit.py`."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol
from uuid import UUID

from bot.domain.absences import Absence, Applied
from bot.domain.agenda import Planned
from bot.domain.attendance import Attended, Mark, Tally, Turnout
from bot.domain.ids import GuildId, RaidId, UserId
from bot.domain.pages import Cursor
from bot.domain.raids import Raid
from bot.domain.reminders import Reminder, ReminderState, Way


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which raids a person asks for: those of a guild, or of all guilds, that begin after a time."""

    user: UserId
    guild: GuildId | None
    after: datetime
    is_mine: bool
    """Only those that they lead or answered, whatever they said."""


class AgendaRepository(Protocol):
    """Raids as one person sees them. Drafts are seen by whoever leads them."""

    async def list_raids(self, wanted: Wanted, place: Cursor | None, limit: int) -> tuple[Raid, ...]:
        """Return the raids asked for, the earliest first, from behind a place in that order."""

    async def count_raids(self, wanted: Wanted) -> int: ...

    async def find_planned(self, user: UserId, raids: Sequence[Raid]) -> tuple[Planned, ...]:
        """Return the raids with what this person answered, and where they sit."""

    async def purge(self, before: datetime) -> int:
        """Erase the raids that began before that time, with answers, seats and attendance; returns how many."""


class AbsenceRepository(Protocol):
    """Days on which people come to no raid. Whoever adds one makes sure of the account first."""

    async def add(self, absence: Absence) -> None: ...

    async def find(self, key: UUID) -> Absence | None: ...

    async def list_of(self, user: UserId, after: datetime) -> tuple[Absence, ...]:
        """Return a person's absences that end after that time, the earliest first."""

    async def say_in(self, key: UUID, guild: GuildId) -> None:
        """Note that an absence was said in a guild, of which one made sure; again changes nothing."""

    async def list_covering(self, raid: Raid) -> tuple[Absence, ...]:
        """Return who is away when the raid begins: of those who said so in its guild or ever answered a raid there."""

    async def list_raids(self, absence: Absence, after: datetime) -> tuple[Raid, ...]:
        """Return the raids on these days and after that time in guilds where it was said or a raid was answered.

        Drafts and canceled ones aside, the earliest first.
        """

    async def remove(self, key: UUID) -> None:
        """Forget an absence and where it spoke."""

    async def purge(self, before: datetime) -> int:
        """Forget those that ended before that time; returns how many."""

    async def note(self, applied: Applied) -> bool:
        """Note that an absence spoke in a raid; false, and nothing changed, where that is noted already."""

    async def list_applied(self, *, absence: UUID | None = None, raid: RaidId | None = None) -> tuple[Applied, ...]:
        """Return where an absence spoke, or which ones spoke in a raid; the earliest raid first."""

    async def drop_applied(self, applied: Applied) -> None: ...

    async def drop_answer(self, raid: RaidId, user: UserId) -> None:
        """Forget that somebody answered a raid, if what they said is that they are absent."""


class AttendanceRepository(Protocol):
    """Who came to raids."""

    async def find_marks(self, raid: RaidId) -> tuple[Mark, ...]:
        """Return what is noted, as `arranged` arranges it."""

    async def find_saved(self, raid: RaidId) -> datetime | None:
        """Return when the raid's attendance was saved; None before that."""

    async def put_marks(self, raid: RaidId, marks: Sequence[Mark]) -> None:
        """Keep marks in place of the former ones of the same people."""

    async def save(self, raid: RaidId, now: datetime) -> None:
        """Let the raid's marks count."""

    async def list_attended(
        self, after: datetime, *, guild: GuildId | None = None, user: UserId | None = None
    ) -> tuple[Attended, ...]:
        """Return the marks that count of raids after that time, the latest raid first."""

    async def list_tallies(self, guild: GuildId, after: datetime, start: int, limit: int) -> tuple[Tally, ...]:
        """Return what the marks make that count of a guild's raids after that time, as `tallied` orders them.

        Behind the first `start`: what people did is put together for all of them anyway, to know who comes first.
        """

    async def list_turnouts(self, guild: GuildId, after: datetime, start: int, limit: int) -> tuple[Turnout, ...]:
        """Return a guild's raids after that time that were saved with a mark, the latest first, likewise."""

    async def count_attended(self, guild: GuildId, after: datetime) -> int:
        """Return how many raids `list_turnouts` has."""

    async def list_begun(self, guild: GuildId, after: datetime, before: datetime, limit: int) -> tuple[Raid, ...]:
        """Return raids that took place in a guild between those times, the latest first."""

    async def count(self, user: UserId) -> int:
        """Return how many marks a person has; that takes no account."""

    async def forget(self, user: UserId) -> None:
        """Erase a person's marks."""


class ReminderRepository(Protocol):
    """Reminders of raids, and how people want theirs."""

    async def find(self, raid: RaidId) -> Mapping[Reminder, ReminderState]:
        """Return what was chosen or went out; what is missing was neither."""

    async def put(self, raid: RaidId, which: Reminder, state: ReminderState) -> None:
        """Keep the state in place of the former one."""

    async def list_expected(self, raid: Raid, since: datetime, limit: int) -> tuple[UserId, ...]:
        """Return who did not answer the raid but another one of its guild that begins after that time, drafts aside."""

    async def find_ways(self, users: Iterable[UserId]) -> Mapping[UserId, Way]:
        """Return how those want reminders who ever said so."""

    async def set_way(self, user: UserId, way: Way) -> None:
        """Remember how somebody with an account wants reminders."""
