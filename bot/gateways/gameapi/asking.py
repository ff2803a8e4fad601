"""One question to the game's API over HTTP: politely, patiently, and never for ever.

A key goes into the `Authorization` header alone: addresses, errors and logs never hold it. Nor do they hold the name of
a character: questions are logged by their `label`.
"""

import asyncio
import functools
import random
from collections.abc import Mapping
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any, Final

import aiohttp
import structlog
from pydantic import SecretStr, TypeAdapter, ValidationError
from yarl import URL

from bot.errors import GameApiAnswerError, GameApiClosedError, GameApiError
from bot.gateways.gameapi.bucket import Sleep, TokenBucket

_log = structlog.get_logger(__name__)

BURST: Final = 250
PER_SECOND: Final = 4.5
"""A little below the API's own bucket of 300 that fills by 5 a second, which other programs at our address share.

Source: GW2 wiki, API:Best practices; read 2026-11-22.
"""
SCHEMA: Final = "latest"
"""Before the schema of 2019-12-19, professions have no palettes and characters no tabs."""
CLOSED: Final = "API not active"
"""What the API says in a maintenance, with status 503."""
_TOLD: Final = 500
"""Bytes of a refusal that are kept, to be read by whoever asked; logs have none of them."""


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


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """What is asked, below the base address."""

    path: str
    """Percent-encoded where that is needed."""
    shape: Any
    params: Mapping[str, str]
    key: SecretStr | None = None
    label: str = ""
    """How it is logged; the path by itself."""

    @property
    def name(self) -> str:
        """Return how it is logged."""
        return self.label or self.path


class Asker:
    """Asks, and asks again where that can help. The session is the caller's to open and close."""

    def __init__(
        self, session: aiohttp.ClientSession, base_url: str, patience: Patience, bucket: TokenBucket, sleep: Sleep
    ) -> None:
        self._session = session
        self._base_url = base_url
        self._patience = patience
        self._bucket = bucket
        self._sleep = sleep

    async def ask(self, question: Question) -> Any:
        """Return an answer of the shape asked for. Raises GameApiError."""
        patience, name = self._patience, question.name
        for attempt in range(1, patience.tries + 1):
            await self._bucket.take()
            try:
                async with asyncio.timeout(patience.timeout_s):
                    return await self._try(question)
            except _AgainError as error:
                reason, wait_s = error.reason, error.wait_s
            except (aiohttp.ClientError, TimeoutError, OSError) as error:
                reason, wait_s = f"{type(error).__name__} {error}".strip(), None
            if wait_s is None:
                wait_s = patience.first_wait_s * 2 ** (attempt - 1) * random.uniform(0.5, 1.5)  # noqa: S311 - no secret
            if attempt == patience.tries or wait_s > patience.longest_wait_s:
                raise GameApiError(name, reason)
            _log.info("game API asked again", path=name, attempt=attempt, reason=reason, wait_s=round(wait_s, 1))
            await self._sleep(wait_s)
        raise GameApiError(name, "no try allowed")

    async def _try(self, question: Question) -> Any:
        url = URL(f"{self._base_url}/{question.path}", encoded=True)
        headers = {"Authorization": f"Bearer {question.key.get_secret_value()}"} if question.key else None
        params = {**question.params, "v": SCHEMA}
        # a key is not carried on to wherever an answer leads
        async with self._session.get(url, params=params, headers=headers, allow_redirects=not headers) as response:
            body = await response.read()
            if response.status in _GOOD:
                # a batch of skills is half a megabyte: not on the event loop
                return await asyncio.to_thread(_parse, question, body)
            if response.status == HTTPStatus.NOT_FOUND and "ids" in question.params:
                return ()  # none of the ids is known
            raise self._failure(question.name, response, body)

    def _failure(self, path: str, response: aiohttp.ClientResponse, body: bytes) -> Exception:
        status = response.status
        if status == HTTPStatus.TOO_MANY_REQUESTS:
            self._bucket.drain()
            return _AgainError(f"status {status}", _seconds(response.headers.get("Retry-After")))
        if status == HTTPStatus.SERVICE_UNAVAILABLE and CLOSED.encode() in body:
            return GameApiClosedError(path, CLOSED)
        if status >= HTTPStatus.INTERNAL_SERVER_ERROR:
            return _AgainError(f"status {status}", _seconds(response.headers.get("Retry-After")))
        return GameApiAnswerError(path, f"status {status}", status=status, body=body[:_TOLD])


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


def _parse(question: Question, body: bytes) -> Any:
    try:
        return _adapter(question.shape).validate_json(body)
    except ValidationError as error:
        first = error.errors(include_url=False, include_input=False, include_context=False)[0]
        reason = f"{first['msg']} at {'.'.join(map(str, first['loc'])) or 'the top'}"
        if first["type"] == "json_invalid":
            raise _AgainError(reason) from None  # cut off on the way
        raise GameApiAnswerError(question.name, reason) from None


def _seconds(text: str | None) -> float | None:
    """Return the seconds of a Retry-After; None where it holds none, such as a date."""
    return float(text) if text and text.isascii() and text.isdigit() else None
