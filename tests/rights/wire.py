"""Discord's end of the wire, in memory: it takes what the bot sends and answers each request as Discord would."""

import itertools
import json
from typing import Any, Final, Self

import aiohttp
from multidict import CIMultiDict

from bot.cli.local_discord.payloads import JSON, message_payload

_IDS = itertools.count(4000000000000000001)


def next_id() -> int:
    return next(_IDS)


class Answer:
    """What Discord says to one request."""

    headers: Final = CIMultiDict({"Content-Type": "application/json"})
    reason = "OK"
    status = 200

    def __init__(self, body: JSON) -> None:
        self._body = body

    async def text(self, encoding: str = "utf-8") -> str:  # noqa: ARG002 - as aiohttp has it
        return json.dumps(self._body)

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, *_: object) -> None:
        """Nothing to close."""


class Wire:
    """Stands where discord.py has its session of aiohttp; `sent` is what the bot said to the person who acted."""

    closed = False

    def __init__(self) -> None:
        self.sent: list[JSON] = []

    def request(self, method: str, url: Any, *, data: Any = None, json: Any = None, **_: Any) -> Answer:  # noqa: ARG002
        address, body = str(url), json or _body(data)
        if address.partition("?")[0].endswith("/callback"):
            self.sent.append(body.get("data") or {})
            resource = {"type": body["type"], "message": self._message(body.get("data") or {})}
            return Answer({"interaction": {"id": "1", "type": 2}, "resource": resource})
        if "/webhooks/" in address:
            self.sent.append(body)
        return Answer(self._message(body))

    async def close(self) -> None:
        """Nothing to close."""

    @staticmethod
    def _message(data: JSON) -> JSON:
        return message_payload(next_id(), data)


def _body(data: Any) -> JSON:
    """Return the JSON of a request, which is one part of a form where files come along."""
    if data is None:
        return {}
    if isinstance(data, aiohttp.FormData):
        parts = [value for options, _, value in data._fields if options.get("name") == "payload_json"]
        return _body(parts[0]) if parts else {}
    parsed: JSON = json.loads(data)
    return parsed
