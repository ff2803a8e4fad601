"""Asks the game's API over HTTP: politely, patiently, and never for ever."""

import asyncio
import functools
import random
from collections.abc import AsyncIterator, Collection, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any, Final

import aiohttp
import structlog
from pydantic import TypeAdapter, ValidationError

from bot.errors import GameApiAnswerError, GameApiClosedError, GameApiError
from bot.gateways.gameapi.answers import BuildAnswer
from bot.gateways.gameapi.api import Id, Language, Resource, T
from bot.gateways.gameapi.bucket import Sleep, TokenBucket

_log = structlog.get_logger(__name__)

BATCH: Final = 200
"""Ids in one request. Source: GW2 wiki, API:Best practices; read 2026-11-22."""
BURST: Final = 250
PER_SECOND: Final = 4.5
"""A little below the API's own bucket of 300 that fills by 5 a second, which other programs at our address share.

Source: GW2 wiki, API:Best practices; read 2026-11-22.
"""
SCHEMA: Final = "latest"
"""Before the schema of 2019-12-19, professions have no palettes."""
AGENT: Final = "GW2Optimizer"
CLOSED: Final = "API not active"
"""What the API says in a maintenance, with status 503."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Patience:
    """How long to try."""

    tries: int = 4
    timeout_s: float = 30.0
    """For one try."""
    first_wait_s: float = 1.0
    """Before the second try, give or take half; each further wait is twice as long."""
    longest_wait_s: float = 60.0
    """If the API asks for more than this, we give up."""


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
        self._session = session
        self._base_url = base_url
        self._patience = patience or Patience()
        self._bucket = bucket or TokenBucket(BURST, PER_SECOND)
        self._sleep = sleep

    async def fetch_build(self) -> int:
        """Return the number of the game build that the API believes to be the current one."""
        answer: BuildAnswer = await self._ask("build", {}, BuildAnswer)
        return answer.id

    async def fetch_ids(self, resource: Resource[T]) -> tuple[Id, ...]:
        """Return the ids of all things of a kind."""
        ids: tuple[Id, ...] = await self._ask(resource.path, {}, tuple[Id, ...])
        return ids

    async def fetch(self, resource: Resource[T], ids: Collection[Id], *, language: Language = "en") -> tuple[T, ...]:
        """Return the things with these ids, asked for in batches; those that the API does not know are missing."""
        wanted = list(ids)
        found: list[T] = []
        for start in range(0, len(wanted), BATCH):
            params = {"ids": ",".join(map(str, wanted[start : start + BATCH])), "lang": language}
            found += await self._ask(resource.path, params, tuple[resource.model, ...])  # type: ignore[name-defined]
        return tuple(found)

    async def _ask(self, path: str, params: Mapping[str, str], shape: Any) -> Any:
        """Return an answer of the given shape; try again where that can help. Raises GameApiError."""
        patience = self._patience
        for attempt in range(1, patience.tries + 1):
            await self._bucket.take()
            try:
                async with asyncio.timeout(patience.timeout_s):
                    return await self._try(path, params, shape)
            except _AgainError as error:
                reason, wait_s = error.reason, error.wait_s
            except (aiohttp.ClientError, TimeoutError, OSError) as error:
                reason, wait_s = f"{type(error).__name__} {error}".strip(), None
            if wait_s is None:
                wait_s = patience.first_wait_s * 2 ** (attempt - 1) * random.uniform(0.5, 1.5)  # noqa: S311 - no secret
            if attempt == patience.tries or wait_s > patience.longest_wait_s:
                raise GameApiError(path, reason)
            _log.info("game API asked again", path=path, attempt=attempt, reason=reason, wait_s=round(wait_s, 1))
            await self._sleep(wait_s)
        raise GameApiError(path, "no try allowed")

    async def _try(self, path: str, params: Mapping[str, str], shape: Any) -> Any:
        url = f"{self._base_url}/{path}"
        async with self._session.get(url, params={**params, "v": SCHEMA}) as response:
            body = await response.read()
            if response.status in _GOOD:
                # a batch of skills is half a megabyte: not on the event loop
                return await asyncio.to_thread(_parse, path, body, shape)
            if response.status == HTTPStatus.NOT_FOUND and "ids" in params:
                return ()  # none of the ids is known
            raise self._failure(path, response, body)

    def _failure(self, path: str, response: aiohttp.ClientResponse, body: bytes) -> Exception:
        status = response.status
        if status == HTTPStatus.TOO_MANY_REQUESTS:
            self._bucket.drain()
            return _AgainError(f"status {status}", _seconds(response.headers.get("Retry-After")))
        if status == HTTPStatus.SERVICE_UNAVAILABLE and CLOSED.encode() in body:
            return GameApiClosedError(path, CLOSED)
        if status >= HTTPStatus.INTERNAL_SERVER_ERROR:
            return _AgainError(f"status {status}", _seconds(response.headers.get("Retry-After")))
        return GameApiAnswerError(path, f"status {status}")


class _AgainError(Exception):
    """A failure that may be over in a moment; `wait_s` is how long the API asks to wait, where it does."""

    def __init__(self, reason: str, wait_s: float | None = None) -> None:
        self.reason = reason
        self.wait_s = wait_s
        super().__init__(reason)


_GOOD: Final = frozenset({HTTPStatus.OK, HTTPStatus.PARTIAL_CONTENT})
"""Partial content: some of the ids are unknown."""


@functools.cache
def _adapter(shape: Any) -> TypeAdapter[Any]:
    return TypeAdapter(shape)


def _parse(path: str, body: bytes, shape: Any) -> Any:
    try:
        return _adapter(shape).validate_json(body)
    except ValidationError as error:
        first = error.errors(include_url=False, include_input=False, include_context=False)[0]
        reason = f"{first['msg']} at {'.'.join(map(str, first['loc'])) or 'the top'}"
        if first["type"] == "json_invalid":
            raise _AgainError(reason) from None  # cut off on the way
        raise GameApiAnswerError(path, reason) from None


def _seconds(text: str | None) -> float | None:
    """Return the seconds of a Retry-After; None where it holds none, such as a date."""
    return float(text) if text and text.isascii() and text.isdigit() else None


@asynccontextmanager
async def open_game_api(base_url: str) -> AsyncIterator[HttpGameApi]:
    """Open a session with the API at `base_url`; opening asks for nothing yet."""
    headers = {"User-Agent": AGENT, "Accept": "application/json"}
    async with aiohttp.ClientSession(headers=headers) as session:
        yield HttpGameApi(session, base_url)
