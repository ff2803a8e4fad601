"""What services may ask of storage about teams, besides the teams themselves."""

from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from bot.domain.ids import BuildId, GuildId, TeamId, UserId
from bot.domain.proposals import Proposal
from bot.domain.templates import GuildTemplate

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
