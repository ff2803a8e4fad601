"""What services may ask of storage about searches, as a protocol, and what storage must be told for it."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from bot.domain.builds import Build
from bot.domain.ids import GuildId, UserId
from bot.domain.search.query import Entry, Place, Query


@dataclass(frozen=True, slots=True)
class Description:
    """What a build is found by."""

    terms: frozenset[str] = frozenset()
    mark: str = ""
    """Which facts of the game the terms were made from; the mark of newer ones sorts after it."""


class Describe(Protocol):
    """Tells what a build is found by. Storage asks it with every build that it writes, so that nobody forgets to."""

    def __call__(self, build: Build) -> Description: ...


def leave_undescribed(build: Build) -> Description:  # noqa: ARG001 - whatever build it is
    """Describe nothing: for storage in which nobody searches, or somebody describes later."""
    return Description()


@dataclass(frozen=True, slots=True)
class Matches:
    """What is public and fits a query."""

    entries: tuple[Entry, ...]
    total: int
    """How many fit; where there are more than `cap`, that number."""
    is_capped: bool
    query: Query
    """What was searched by: where very many builds fit, the narrowed query."""


class SearchRepository(Protocol):
    """Builds by what they are found by, and what was searched for."""

    async def list_own(self, owner: UserId, guild: GuildId | None) -> tuple[Entry, ...]:
        """Return a person's builds but those that are public in `guild`, with their terms."""

    async def list_public(self, guild: GuildId, query: Query, after: Place | None, limit: int, cap: int) -> Matches:
        """Return the first builds after a place that are public in `guild` and fit, without their terms."""

    async def list_words(self, guild: GuildId, beginning: str, limit: int) -> tuple[str, ...]:
        """Return words of builds that are or were public in `guild`, in order."""

    async def list_words_like(self, guild: GuildId, letters: str, shortest: int, longest: int) -> tuple[str, ...]:
        """Return all words that begin with one of the letters and are of such a length."""

    async def find_occurring(self, guild: GuildId, words: Collection[str]) -> frozenset[str]:
        """Return those words that some build public in `guild` has now."""

    async def forget_words(self, after: tuple[GuildId, str], limit: int) -> tuple[GuildId, str] | None:
        """Forget words that no public build has any more: looks at `limit` words after a guild and word.

        Returns the last one that it looked at, None at the end.
        """

    async def drop_unused(self, guild: GuildId, words: Collection[str]) -> None:
        """Forget those words that no build public in `guild` has any more."""

    async def list_stale(self, mark: str, limit: int) -> tuple[Build, ...]:
        """Return builds that were described by older facts than those of `mark`, or not at all."""

    async def describe(self, build: Build) -> None:
        """Describe a build anew, unless it was changed since it was read."""

    async def keep_request(self, key: str, request: str, now: datetime) -> None: ...

    async def find_request(self, key: str) -> str | None: ...

    async def purge_requests(self, before: datetime) -> int: ...
