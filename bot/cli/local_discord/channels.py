"""The channels of the local Discord: what the bot posts by itself, and what stands there afterwards.

As with Discord, a message whose nonce was used before is not posted a second time.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from aiohttp import web

from bot.cli.local_discord.payloads import JSON, to_response

_PERSON: JSON = {"username": "somebody", "discriminator": "0", "avatar": None, "global_name": None}
_UNKNOWN_MESSAGE = {"message": "Unknown Message", "code": 10008}


@dataclass
class Channels:
    """Every message that the bot posted, in the order in which they came, as each is by now."""

    messages: dict[str, JSON] = field(default_factory=dict)
    asked: list[JSON] = field(default_factory=list)
    """The body of each request to post something, also where the nonce said that it stands already."""
    mailboxes: dict[str, int] = field(default_factory=dict)
    """Whose each channel of direct messages is."""
    _by_nonce: dict[str, str] = field(default_factory=dict)
    _make: Callable[[JSON], JSON] = dict

    def routes(self, make: Callable[[JSON], JSON]) -> Sequence[web.RouteDef]:
        """Return what is answered here; `make` tells how Discord shows a message that was sent."""
        self._make = make
        message = "/api/v10/channels/{channel}/messages/{message}"
        return (
            web.post("/api/v10/channels/{channel}/messages", self._post),
            web.patch(message, self._edit),
            web.post("/api/v10/users/@me/channels", self._open_mailbox),
        )

    async def _post(self, request: web.Request) -> web.Response:
        body: JSON = await request.json()
        self.asked.append(body)
        nonce = str(body["nonce"]) if body.get("enforce_nonce") else None
        if nonce in self._by_nonce:
            return to_response(self._make(body) | {"id": self._by_nonce[nonce]})
        channel = request.match_info["channel"]
        shown = self._make(body) | {"channel_id": channel}
        self.messages[shown["id"]] = body | {"channel_id": channel}
        if nonce is not None:
            self._by_nonce[nonce] = shown["id"]
        return to_response(shown)

    async def _edit(self, request: web.Request) -> web.Response:
        identifier = request.match_info["message"]
        if identifier not in self.messages:
            return to_response(_UNKNOWN_MESSAGE, status=404)
        body: JSON = await request.json()
        self.messages[identifier] |= body
        return to_response(self._make(body) | {"id": identifier})

    async def _open_mailbox(self, request: web.Request) -> web.Response:
        person = int((await request.json())["recipient_id"])
        channel = str(person + 1_000_000_000_000_000_000)
        self.mailboxes[channel] = person
        return to_response({"id": channel, "type": 1, "recipients": [_PERSON | {"id": str(person)}]})
