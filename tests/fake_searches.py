"""Searches in memory: part of the twin in `fakes.py`. Everything is compared with everything."""

from collections.abc import Collection
from datetime import datetime
from typing import TYPE_CHECKING
from uuid import UUID

from bot.domain.builds import Build
from bot.domain.ids import GuildId, UserId
from bot.domain.search.query import Entry, Place, Query
from bot.domain.search.terms import Facet
from bot.repositories.searches import Describe, Matches

if TYPE_CHECKING:
    from tests.fake_state import State


class FakeSearches:
    def __init__(self, state: "State", describe: Describe) -> None:
        self._state = state
        self._describe = describe

    async def list_own(self, owner: UserId, guild: GuildId | None) -> tuple[Entry, ...]:
        mine = [build for build in self._state.builds.values() if build.owner == owner and build.deleted_at is None]
        return tuple(
            self._entry(build.id, build.created_at)
            for build in mine
            if (build.id, guild) not in self._state.publications
        )

    async def list_public(self, guild: GuildId, query: Query, after: Place | None, limit: int, cap: int) -> Matches:
        found = query.pick(self._public(guild))
        used = query
        if len(found) > cap:
            used = query.narrowed()
            found = used.pick(self._public(guild))
            rest = self._rest(found, used, after)
            return Matches(rest[:limit], cap, is_capped=True, query=used)
        return Matches(self._rest(found, used, after)[:limit], len(found), is_capped=False, query=used)

    async def list_words(self, guild: GuildId, beginning: str, limit: int) -> tuple[str, ...]:
        return tuple(sorted(word for word in self._words(guild) if word.startswith(beginning))[:limit])

    async def list_words_like(self, guild: GuildId, letters: str, shortest: int, longest: int) -> tuple[str, ...]:
        words = self._words(guild)
        return tuple(word for word in words if word[0] in letters and shortest <= len(word) <= longest)

    async def find_occurring(self, guild: GuildId, words: Collection[str]) -> frozenset[str]:
        there = {term for entry in self._public(guild) for term in entry.terms}
        return frozenset(word for word in words if Facet.WORD.term(word) in there)

    async def forget_words(self, after: tuple[GuildId, str], limit: int) -> tuple[GuildId, str] | None:
        looked_at = sorted(word for word in self._state.words if word > after)[:limit]
        gone = {(guild, word) for guild, word in looked_at if not await self.find_occurring(guild, [word])}
        self._state.words -= gone
        return looked_at[-1] if looked_at else None

    async def drop_unused(self, guild: GuildId, words: Collection[str]) -> None:
        gone = frozenset(words) - await self.find_occurring(guild, words)
        self._state.words -= {(guild, word) for word in gone}

    async def list_stale(self, mark: str, limit: int) -> tuple[Build, ...]:
        stale = [key for key, found in self._state.descriptions.items() if found.mark < mark]
        return tuple(self._state.build(key) for key in stale[:limit])

    async def describe(self, build: Build) -> None:
        stored = self._state.builds.get(build.id)
        if stored is not None and stored.revision == build.revision:
            self._state.describe(build.id, self._describe(build))

    async def keep_request(self, key: str, request: str, now: datetime) -> None:
        self._state.requests[key] = (self._state.requests.get(key, (request, now))[0], now)

    async def find_request(self, key: str) -> str | None:
        return self._state.requests[key][0] if key in self._state.requests else None

    async def purge_requests(self, before: datetime) -> int:
        kept = {key: found for key, found in self._state.requests.items() if found[1] >= before}
        gone = len(self._state.requests) - len(kept)
        self._state.requests = kept
        return gone

    def _words(self, guild: GuildId) -> list[str]:
        return [word for place, word in self._state.words if place == guild]

    def _public(self, guild: GuildId) -> list[Entry]:
        listed = [(key, at) for (key, place), at in self._state.publications.items() if place == guild]
        return [self._entry(key, at) for key, at in listed if self._state.builds[key].deleted_at is None]

    def _entry(self, key: UUID, at: datetime) -> Entry:
        build = self._state.build(key)
        return Entry(key, at, build.likes, build.uses, self._state.descriptions[key].terms)

    @staticmethod
    def _rest(found: list[Entry], query: Query, after: Place | None) -> tuple[Entry, ...]:
        return tuple(entry for entry in found if after is None or Place.of(entry, query.order) < after)
