"""What services may ask of storage about teams: part of the unit of work in `unit.py`."""

from dataclasses import dataclass
from datetime import datetime
from typing import Protocol
from uuid import UUID

from bot.domain.ids import BuildId, GuildId, TeamId, UserId
from bot.domain.pages import Page
from bot.domain.proposals import Proposal
from bot.domain.teams import Seat, Team
from bot.domain.templates import GuildTemplate
from bot.repositories.unit_names import NameIndex

ENTRIES = 1_000
"""Teams that are looked through by their words, the last changed first."""


@dataclass(frozen=True, slots=True)
class TeamEntry:
    """A team as a search sees it."""

    id: TeamId
    name: str
    notes: str


@dataclass(frozen=True, slots=True)
class TeamFilter:
    """What teams are narrowed down by; None is no matter."""

    content: str | None = None
    member: UserId | None = None
    build: BuildId | None = None


class TeamRepository(NameIndex, Protocol):
    """Teams with their seats."""

    async def add(self, team: Team) -> bool:
        """Keep a new team without seats; false, and nothing kept, when its short id is in use."""

    async def find(self, short_id: str, *, hold: bool = False) -> Team | None:
        """Return the team, deleted or not; `hold` makes other holders wait for the end of this unit."""

    async def find_many(self, ids: tuple[UUID, ...]) -> tuple[Team, ...]: ...

    async def find_own_named(self, owner: UserId, key: str, *, deleted: bool = False) -> tuple[Team, ...]: ...

    async def find_public_named(self, guild: GuildId, key: str) -> tuple[Team, ...]: ...

    async def count_own(self, owner: UserId) -> int: ...

    async def list_own(self, owner: UserId, cursor: str | None) -> Page[Team]: ...

    async def list_public(self, guild: GuildId, cursor: str | None) -> Page[Team]: ...

    async def list_deleted(self, owner: UserId, cursor: str | None) -> Page[Team]: ...

    async def set_guild(self, team: TeamId, guild: GuildId | None, now: datetime) -> None:
        """Make a team public in `guild`, or private with None."""

    async def change(self, team: Team) -> None:
        """Write all but the seats; whoever makes a team smaller makes sure that nothing is lost."""

    async def find_copy(self, owner: UserId, origin: str) -> Team | None:
        """Return a person's kept copy of the team with the short id `origin`, the newest one."""

    async def list_entries(self, owner: UserId, guild: GuildId | None, which: TeamFilter) -> tuple[TeamEntry, ...]:
        """Return at most ENTRIES kept teams, the person's own and those public in `guild`, the last changed first."""

    async def fill(self, team: Team, seat: Seat, now: datetime) -> None:
        """Put `seat` in place of what `team` shows there, and count a use of a build that comes to the place.

        Raises SeatTakenError when somebody was faster.
        """

    async def clear(self, team: TeamId, subgroup: int, place: int, now: datetime) -> None: ...

    async def mark_deleted(self, team: TeamId, at: datetime | None) -> None: ...

    async def trim_deleted(self, owner: UserId, keep: int) -> None: ...

    async def purge_deleted(self, before: datetime) -> int: ...


class TemplateRepository(Protocol):
    """Templates of guilds' own. Whoever keeps one makes sure of the guild first."""

    async def put(self, template: GuildTemplate) -> GuildTemplate:
        """Keep a template; one of the same name in the guild is replaced, and keeps its id."""

    async def list_all(self, guild: GuildId) -> tuple[GuildTemplate, ...]:
        """Return the templates of a guild by name."""

    async def drop(self, guild: GuildId, short_id: str) -> bool:
        """Forget a template; false where there is none."""


class ProposalRepository(Protocol):
    """Proposals to fill teams. Whoever keeps one makes sure of the account first."""

    async def keep(self, owner: UserId, proposal: Proposal) -> None: ...

    async def find(self, owner: UserId, key: str) -> Proposal | None:
        """Return what was proposed to this person under that key; none for a team that was purged."""

    async def purge(self, before: datetime) -> int:
        """Forget those made before that time; returns how many."""
