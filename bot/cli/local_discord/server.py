"""A Discord on this machine: REST and gateway over real sockets, for a bot in a process of its own.

It knows what a bot needs to start, to register commands, to answer people and to leave. SimCord stands in for the rest
of Discord in the tests of the conversation; here the wire is the subject: login, load, faults, shutdown.
"""

import asyncio
import itertools
import json
from collections import deque
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any, Self

from aiohttp import WSMsgType, web

from bot.cli.local_discord.answers import Answers
from bot.cli.local_discord.channels import Channels
from bot.cli.local_discord.faults import Faults
from bot.cli.local_discord.payloads import (
    APPLICATION,
    CHANNEL,
    GUILD,
    JSON,
    PERSON,
    SOMEBODY,
    channel_payload,
    guild_payload,
    member_payload,
    message_payload,
    read_body,
    to_response,
    user_payload,
)
from bot.cli.local_discord.surroundings import Around

TOKEN = "MTAwMDAwMDAwMDAwMDAwMDAx.Gtesti.this-is-the-token-of-a-local-server"  # noqa: S105 - nothing to be kept from anybody
_REPLAYED = 1_000
"""Events that a session which is resumed can still be told."""
_DISPATCH, _HEARTBEAT, _IDENTIFY, _RESUME, _INVALID, _HELLO, _ACK = 0, 1, 2, 6, 9, 10, 11
_EPHEMERAL, _LAYOUT = 1 << 6, 1 << 15
"""Flags of a message, as all answers of the bot with buttons have them."""


@dataclass
class DiscordServer:
    """State and switches of the local Discord; `open` runs it."""

    close_with: int | None = None
    """Close code that the gateway answers an IDENTIFY with, instead of READY."""
    registrations: list[list[JSON]] = field(default_factory=list)
    """The payload of every registration of commands."""
    identified: list[JSON] = field(default_factory=list)
    requests: list[str] = field(default_factory=list)
    bodies: list[tuple[str, str, JSON]] = field(default_factory=list)
    """Method, path and body of each answer to an interaction."""
    refuse_registration: bool = False
    guilds: Sequence[int] = (GUILD,)
    make_guild: Callable[[int], JSON] = guild_payload
    """Tells a guild that the bot is in."""
    ready: asyncio.Event = field(default_factory=asyncio.Event)
    """Set while the bot is connected and knows its guild."""
    channels: Channels = field(default_factory=Channels)
    faults: Faults = field(default_factory=Faults)
    around: Around = field(default_factory=Around)
    port: int = 0
    _sent: "deque[JSON]" = field(default_factory=lambda: deque(maxlen=_REPLAYED))
    _gateways: list[web.WebSocketResponse] = field(default_factory=list)
    _answers: dict[str, Answers] = field(default_factory=dict)
    _ids: "itertools.count[int]" = field(default_factory=lambda: itertools.count(4000000000000000001))
    _sequence: "itertools.count[int]" = field(default_factory=lambda: itertools.count(1))

    @property
    def api_url(self) -> str:
        """The base address of REST, as `DISCORD_API_URL` takes it."""
        return f"http://127.0.0.1:{self.port}/api/v10"

    @classmethod
    @asynccontextmanager
    async def open(cls) -> AsyncIterator[Self]:
        """Listen on a free port of this machine."""
        server = cls()
        application = web.Application(middlewares=[server._guard, server.faults.misbehave])
        application.add_routes(
            [
                web.get("/gateway/", server._gateway),
                web.get("/api/v10/users/@me", server._me),
                web.get("/api/v10/oauth2/applications/@me", server._application),
                web.get("/api/v10/gateway/bot", server._gateway_address),
                web.put("/api/v10/applications/{application}/commands", server._register),
                web.post("/api/v10/interactions/{id}/{token}/callback", server._callback),
                web.post("/api/v10/webhooks/{application}/{token}", server._follow_up),
                web.patch("/api/v10/webhooks/{application}/{token}/messages/{message}", server._follow_up),
                *server.channels.routes(server._message),
                *server.around.routes(),
            ]
        )
        runner = web.AppRunner(application, shutdown_timeout=1)
        await runner.setup()
        await web.TCPSite(runner, "127.0.0.1", 0).start()
        server.port = runner.addresses[0][1]
        try:
            yield server
        finally:
            for gateway in server._gateways:
                await gateway.close()
            await runner.cleanup()

    async def slash(
        self, command: str, subcommand: str | None = None, *, member: JSON | None = None, **options: str
    ) -> Answers:
        """Send what Discord sends when a person uses a command; `member` says who, if not mia."""
        values: list[JSON] = [{"type": 3, "name": name, "value": value} for name, value in options.items()]
        nested = [{"type": 1, "name": subcommand, "options": values}] if subcommand else values
        data = {"id": str(next(self._ids)), "name": command, "type": 1, "options": nested}
        return await self.interact(2, data, member=member or member_payload())

    async def point_at_message(self, menu: str, content: str, **more: Any) -> Answers:
        """Send what Discord sends when a person uses a command on a message of somebody else's."""
        said = {**self._message({"content": content}), "author": user_payload(SOMEBODY, "tom"), **more}
        return await self._point(menu, 3, said["id"], {"messages": {said["id"]: said}})

    async def point_at_member(self, menu: str, user: int) -> Answers:
        """Send what Discord sends when a person uses a command on a member."""
        member = {name: value for name, value in member_payload().items() if name not in {"user", "deaf", "mute"}}
        known = {"users": {str(user): user_payload(user, "tom")}, "members": {str(user): member}}
        return await self._point(menu, 2, str(user), known)

    async def _point(self, menu: str, kind: int, target: str, resolved: JSON) -> Answers:
        command = {"id": str(next(self._ids)), "name": menu, "type": kind, "guild_id": str(GUILD)}
        return await self.interact(2, {**command, "target_id": target, "resolved": resolved})

    async def press(self, custom_id: str, **more: JSON) -> Answers:
        """Send what Discord sends when a person presses a button of the bot's; `member=` says who, if not mia."""
        button = {"type": 2, "style": 2, "label": "press", "custom_id": custom_id, "id": 2}
        data = {"component_type": 2, "custom_id": custom_id}
        return await self.interact(3, data, message=self._with_control(button), **more)

    async def choose(self, custom_id: str, value: str, **more: JSON) -> Answers:
        """Send what Discord sends when a person chooses one option of a select of the bot's."""
        options = [{"label": "this", "value": value}]
        select = {"type": 3, "custom_id": custom_id, "options": options, "id": 2, "min_values": 1, "max_values": 1}
        data = {"component_type": 3, "custom_id": custom_id, "values": [value]}
        return await self.interact(3, data, message=self._with_control(select), **more)

    async def choose_person(self, custom_id: str, user: int, **more: JSON) -> Answers:
        """Send what Discord sends when a person chooses somebody in a select of the bot's."""
        select = {"type": 5, "custom_id": custom_id, "id": 2, "min_values": 0, "max_values": 25, "default_values": []}
        known = {"users": {str(user): user_payload(user, "tom")}}
        data = {"component_type": 5, "custom_id": custom_id, "values": [str(user)], "resolved": known}
        return await self.interact(3, data, message=self._with_control(select), **more)

    async def submit(self, custom_id: str, texts: Mapping[str, str], **more: JSON) -> Answers:
        """Send what Discord sends when a person sends a form that a button opened."""
        fields = [{"type": 4, "id": 9, "custom_id": name, "value": value} for name, value in texts.items()]
        labels = [{"type": 18, "id": 8, "component": one} for one in fields]
        message = self._message({"flags": _EPHEMERAL | _LAYOUT})
        return await self.interact(5, {"custom_id": custom_id, "components": labels}, message=message, **more)

    def _with_control(self, control: JSON) -> JSON:
        """Return a message of the bot's that has the control."""
        row = {"type": 1, "components": [control], "id": 1}
        return {**self._message({"flags": _EPHEMERAL | _LAYOUT}), "components": [row]}

    async def interact(self, kind: int, data: JSON, **more: Any) -> Answers:
        """Send an interaction: 2 a command, 3 a control, 4 an autocomplete; `more` takes the place of what is usual."""
        identifier = str(next(self._ids))
        token = f"interaction-token-{identifier}"
        self._answers[token] = answers = Answers(token=token)
        guild = {"id": str(GUILD), "locale": "en-US", "features": []}
        await self.dispatch(
            "INTERACTION_CREATE",
            {
                "id": identifier,
                "application_id": str(APPLICATION),
                "type": kind,
                "data": data,
                "token": token,
                "version": 1,
                "guild_id": str(GUILD),
                "guild": guild,
                "channel_id": str(CHANNEL),
                "channel": channel_payload(),
                "member": member_payload(),
                "locale": "en-US",
                "guild_locale": "en-US",
                "app_permissions": "0",
                "entitlements": [],
                "authorizing_integration_owners": {"0": str(GUILD)},
                "context": 0,
                "attachment_size_limit": 10_485_760,
                **more,
            },
        )
        return answers

    def forget(self, answers: Answers) -> None:
        """Wait for nothing more of an interaction, and keep nothing of it: for loads that never end."""
        self._answers.pop(answers.token, None)
        self.bodies.clear()
        self.requests.clear()

    async def dispatch(self, event: str, data: JSON) -> None:
        """Send one event to the bot."""
        payload = {"op": _DISPATCH, "t": event, "s": next(self._sequence), "d": data}
        self._sent.append(payload)
        if not self._gateways[-1].closed:
            await self._gateways[-1].send_json(payload)

    async def repeat(self) -> None:
        """Deliver the last event again, as it was."""
        await self.dispatch(self._sent[-1]["t"], self._sent[-1]["d"])

    async def cut_gateway(self) -> None:
        """Cut the connection so that the bot resumes its session: what is sent meanwhile comes then."""
        self.ready.clear()
        await self._gateways[-1].close(code=4000)

    async def drop_gateway(self) -> None:
        """Cut the connection as Discord does now and then: the bot is told to come back and start anew."""
        self.ready.clear()
        await self._gateways[-1].send_json({"op": _INVALID, "d": False})

    @web.middleware
    async def _guard(
        self, request: web.Request, handler: Callable[[web.Request], Awaitable[web.StreamResponse]]
    ) -> web.StreamResponse:
        self.requests.append(f"{request.method} {request.path}")
        by_token_in_path = request.path.startswith(("/gateway/", "/api/v10/interactions/", "/api/v10/webhooks/"))
        if not by_token_in_path and request.headers.get("Authorization") != f"Bot {TOKEN}":
            return to_response({"message": "401: Unauthorized", "code": 0}, status=401)
        return await handler(request)

    async def _me(self, _request: web.Request) -> web.Response:
        return to_response(user_payload(APPLICATION, "GW2Optimizer", is_bot=True))

    async def _application(self, _request: web.Request) -> web.Response:
        owner = user_payload(PERSON, "owner")
        about: JSON = {
            "id": str(APPLICATION),
            "name": "GW2Optimizer",
            "icon": None,
            "description": "",
            "rpc_origins": [],
        }
        switches = {"bot_public": True, "bot_require_code_grant": False, "verify_key": "00", "flags": 0}
        return to_response({**about, **switches, "owner": owner, "team": None})

    async def _gateway_address(self, _request: web.Request) -> web.Response:
        limit = {"total": 1000, "remaining": 999, "reset_after": 0, "max_concurrency": 1}
        url = f"ws://127.0.0.1:{self.port}/gateway/"
        return to_response({"url": url, "shards": 1, "session_start_limit": limit})

    async def _register(self, request: web.Request) -> web.Response:
        if self.refuse_registration:
            return to_response({"message": "Missing Access", "code": 50001}, status=403)
        payload: list[JSON] = await request.json()
        self.registrations.append(payload)
        ids = {"application_id": request.match_info["application"], "version": "1"}
        # commands on a message or a member are sent without a description and answered with an empty one
        return to_response([{"description": "", **command, **ids, "id": str(next(self._ids))} for command in payload])

    async def _callback(self, request: web.Request) -> web.Response:
        refusal = self.faults.acknowledge(request.match_info["id"])
        if refusal is not None:
            return refusal
        answer = await self._heard(request)
        interaction = {"id": request.match_info["id"], "type": 2}
        resource = {"type": answer["type"], "message": self._message(answer.get("data") or {})}
        return to_response({"interaction": interaction, "resource": resource})

    async def _follow_up(self, request: web.Request) -> web.Response:
        return to_response(self._message(await self._heard(request)))

    async def _heard(self, request: web.Request) -> JSON:
        """Return an answer of the bot's, when those who wait for it know."""
        answer = await read_body(request)
        self.bodies.append((request.method, request.path.removeprefix("/api/v10"), answer))
        if answers := self._answers.get(request.match_info["token"]):
            answers.add(answer)
        return answer

    def _message(self, data: JSON) -> JSON:
        return message_payload(next(self._ids), data)

    async def _gateway(self, request: web.Request) -> web.WebSocketResponse:
        gateway = web.WebSocketResponse()
        await gateway.prepare(request)
        self._gateways.append(gateway)
        await gateway.send_json({"op": _HELLO, "d": {"heartbeat_interval": 30_000}, "s": None, "t": None})
        async for message in gateway:
            if message.type is not WSMsgType.TEXT:
                break
            await self._hear(gateway, json.loads(message.data))
        self.ready.clear()
        return gateway

    async def _hear(self, gateway: web.WebSocketResponse, payload: JSON) -> None:
        if payload["op"] == _HEARTBEAT:
            await gateway.send_json({"op": _ACK})
        elif payload["op"] == _RESUME:
            for missed in [sent for sent in self._sent if sent["s"] > payload["d"]["seq"]]:
                await gateway.send_json(missed)
            await self.dispatch("RESUMED", {})
            self.ready.set()
        elif payload["op"] == _IDENTIFY:
            self.identified.append(payload["d"])
            code = self.close_with if payload["d"]["token"] == TOKEN else 4004
            if code is not None:
                await gateway.close(code=code)
                return
            await self._welcome()

    async def _welcome(self) -> None:
        await self.dispatch(
            "READY",
            {
                "v": 10,
                "user": user_payload(APPLICATION, "GW2Optimizer", is_bot=True),
                "guilds": [{"id": str(guild), "unavailable": True} for guild in self.guilds],
                "session_id": "local",
                "resume_gateway_url": f"ws://127.0.0.1:{self.port}/gateway/",
                "shard": [0, 1],
                "application": {"id": str(APPLICATION), "flags": 0},
            },
        )
        for guild in self.guilds:
            await self.dispatch("GUILD_CREATE", {**self.make_guild(guild), "unavailable": False})
        self.ready.set()
