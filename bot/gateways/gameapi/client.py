"""Asks the game's API over HTTP for its facts."""

import asyncio
from collections.abc import AsyncIterator, Collection
from contextlib import asynccontextmanager
from typing import Final

import aiohttp

from bot.gateways.gameapi.answers import BuildAnswer
from bot.gateways.gameapi.api import Id, Language, Resource, T
from bot.gateways.gameapi.asking import BURST, PER_SECOND, Asker, Patience, Question
from bot.gateways.gameapi.bucket import Sleep, TokenBucket

BATCH: Final = 200
"""Ids in one request. Source: GW2 wiki, API:Best practices; read 2026-11-22."""
AGENT: Final = "GW2Optimizer"


class HttpGameApi:
    """The GameApi over HTTP. The session is the caller's to open and close."""

    def __init__(
        self,
        session: aiohttp.ClientSession,
        base_url: str,
        *,
        patience: Patience | None = None,
        bucket: TokenBucket | None = None,
        sleep: Sleep = asyncio.sleep,
    ) -> None:
        self._asker = Asker(session, base_url, patience or Patience(), bucket or TokenBucket(BURST, PER_SECOND), sleep)

    async def fetch_build(self) -> int:
        """Return the number of the game build that the API believes to be the current one."""
        answer: BuildAnswer = await self._asker.ask(Question(path="build", shape=BuildAnswer, params={}))
        return answer.id

    async def fetch_ids(self, resource: Resource[T]) -> tuple[Id, ...]:
        """Return the ids of all things of a kind."""
        ids: tuple[Id, ...] = await self._asker.ask(Question(path=resource.path, shape=tuple[Id, ...], params={}))
        return ids

    async def fetch(self, resource: Resource[T], ids: Collection[Id], *, language: Language = "en") -> tuple[T, ...]:
        """Return the things with these ids, asked for in batches; those that the API does not know are missing."""
        wanted = list(ids)
        found: list[T] = []
        for start in range(0, len(wanted), BATCH):
            params = {"ids": ",".join(map(str, wanted[start : start + BATCH])), "lang": language}
            shape = tuple[resource.model, ...]  # type: ignore[name-defined]
            found += await self._asker.ask(Question(path=resource.path, shape=shape, params=params))
        return tuple(found)


@asynccontextmanager
async def open_session() -> AsyncIterator[aiohttp.ClientSession]:
    """Open a session that says who asks; opening asks for nothing yet."""
    headers = {"User-Agent": AGENT, "Accept": "application/json"}
    # no cookies: what one person's key brings along is not for the next
    async with aiohttp.ClientSession(headers=headers, cookie_jar=aiohttp.DummyCookieJar()) as session:
        yield session


@asynccontextmanager
async def open_game_api(base_url: str, bucket: TokenBucket | None = None) -> AsyncIterator[HttpGameApi]:
    """Open a session with the API at `base_url`; opening asks for nothing yet."""
    async with open_session() as session:
        yield HttpGameApi(session, base_url, bucket=bucket)
