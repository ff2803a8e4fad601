"""A local stand-in for the game's API: its shapes and manners, and its failures on command.

What is put into `failures` is used up one per request, before anything is answered rightly; `broken` stays.
"""

import asyncio
import json
from collections import deque
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any, Self
from urllib.parse import unquote

from aiohttp import web
from aiohttp.test_utils import TestServer

from tests.game_accounts import Accounts, is_keyed
from tests.game_answers import Answers

BATCH = 200
Failure = Callable[[web.Request, bytes], Awaitable[web.StreamResponse]]
"""Gets the request and what would have been answered."""


@dataclass
class Gw2ApiServer:
    """What it knows, what it was asked, how it fails."""

    answers: Answers
    build: int
    failures: deque[Failure] = field(default_factory=deque)
    broken: Failure | None = None
    broken_paths: set[str] = field(default_factory=set)
    """Paths for which `broken` holds; empty for all."""
    broken_languages: set[str] = field(default_factory=set)
    """Languages for which `broken` holds; empty for all."""
    asked: list[tuple[str, dict[str, str]]] = field(default_factory=list)
    accounts: Accounts = field(default_factory=Accounts)
    """What keys open."""
    url: str = ""

    @classmethod
    @asynccontextmanager
    async def open(cls, answers: Answers, build: int) -> AsyncIterator[Self]:
        """Serve `answers` on a free port of this machine."""
        server = cls(answers, build)
        application = web.Application()
        application.router.add_get("/v2/{path:.+}", server._answer)
        async with TestServer(application) as running:
            server.url = str(running.make_url("/v2"))
            yield server

    def paths(self) -> list[str]:
        """Return the paths that were asked for, in order."""
        return [path for path, _ in self.asked]

    async def _answer(self, request: web.Request) -> web.StreamResponse:
        path = request.match_info["path"]
        self.asked.append((path, dict(request.query)))
        if is_keyed(path):
            status, content = self.accounts.find(_parts(request), request.headers.get("Authorization", ""))
        else:
            status, content = self._find(path, request)
        body = json.dumps(content).encode()
        if self.failures:
            return await self.failures.popleft()(request, body)
        if self.broken is not None and self._is_broken(path, request.query.get("lang", "")):
            return await self.broken(request, body)
        return web.Response(body=body, status=status, content_type="application/json")

    def _is_broken(self, path: str, language: str) -> bool:
        here = not self.broken_paths or path in self.broken_paths
        return here and (not self.broken_languages or language in self.broken_languages)

    def _find(self, path: str, request: web.Request) -> tuple[int, Any]:
        if path == "build":
            return 200, {"id": self.build}
        if path not in self.answers:
            return 404, {"text": "no such endpoint"}
        entries = self.answers[path]
        if "ids" not in request.query:
            return 200, list(entries)
        ids = request.query["ids"].split(",")
        if len(ids) > BATCH:
            return 400, {"text": f"id list too long; this endpoint is limited to {BATCH} ids at once"}
        by_text = {str(number): entry for number, entry in entries.items()}
        found = [self._shape(path, by_text[number], request) for number in ids if number in by_text]
        if not found:
            return 404, {"text": "all ids provided are invalid"}
        return (200 if len(found) == len(ids) else 206), found

    @staticmethod
    def _shape(path: str, entry: dict[str, Any], request: web.Request) -> dict[str, Any]:
        """Return the entry in the language and schema that were asked for."""
        shaped = dict(entry)
        language = request.query.get("lang", "en")
        if language != "en" and shaped.get("name"):
            shaped["name"] = f"{shaped['name']} ({language})"
        if path == "professions" and "v" not in request.query:
            del shaped["code"], shaped["skills_by_palette"]
        return shaped


def _parts(request: web.Request) -> tuple[str, ...]:
    """Return the parts of the path: a slash within a name is encoded."""
    return tuple(map(unquote, request.rel_url.raw_path.removeprefix("/v2/").split("/")))


def status(number: int, text: str = "", **headers: str) -> Failure:
    """Fail with a status; headers are written with underscores."""

    async def fail(_request: web.Request, _body: bytes) -> web.StreamResponse:
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        return web.json_response({"text": text}, status=number, headers=named)

    return fail


def closed() -> Failure:
    """Fail as in a maintenance."""
    return status(503, "API not active")


async def gateway_page(_request: web.Request, _body: bytes) -> web.StreamResponse:
    """Fail with a page for people, as what stands before the API does."""
    return web.Response(text="<html><h1>503 Service Unavailable</h1></html>", status=503, content_type="text/html")


async def page_instead(_request: web.Request, _body: bytes) -> web.StreamResponse:
    """Answer a page for people with status 200."""
    return web.Response(text="<html>Welcome</html>", content_type="text/html")


async def truncated(_request: web.Request, body: bytes) -> web.StreamResponse:
    """Answer the first half, and call it all."""
    return web.Response(body=body[: len(body) // 2], content_type="application/json")


async def hung_up(request: web.Request, body: bytes) -> web.StreamResponse:
    """Hang up in the middle of an answer."""
    response = web.StreamResponse(headers={"Content-Length": str(len(body))})
    await response.prepare(request)
    await response.write(body[: len(body) // 2])
    assert request.transport is not None
    request.transport.close()
    return response


def silence(seconds: float) -> Failure:
    """Say nothing for a while."""

    async def fail(_request: web.Request, body: bytes) -> web.StreamResponse:
        await asyncio.sleep(seconds)
        return web.Response(body=body, content_type="application/json")

    return fail


def answering(content: Any) -> Failure:
    """Answer something else."""

    async def fail(_request: web.Request, _body: bytes) -> web.StreamResponse:
        return web.json_response(content)

    return fail
