"""What services may ask of the names of builds and teams: part of the unit of work in `unit.py`."""

from dataclasses import dataclass
from enum import Enum, auto
from typing import Protocol
from uuid import UUID

from bot.domain.ids import GuildId, UserId


class Match(Enum):
    """How a typed text is compared with the keys of public names."""

    PREFIX = auto()
    SUBSTRING = auto()
    NEWEST = auto()
    """Not at all: the newest ones."""


@dataclass(frozen=True, slots=True)
class NameEntry:
    """One name in an index of names, and whose name it is."""

    id: UUID
    key: str


class NameIndex(Protocol):
    """The names of builds or of teams, for autocomplete. Keys are made by `name_key`; deleted things have none."""

    async def list_own_names(self, owner: UserId) -> tuple[NameEntry, ...]:
        """Return a person's names, newest first."""

    async def list_public_names(self, guild: GuildId, typed: str, match: Match, limit: int) -> tuple[NameEntry, ...]:
        """Return names public in `guild`: by name, or the newest first for Match.NEWEST."""
