"""The local Discord for a bot of two processes: each keeps one of two shards, with a guild in each."""

import asyncio
import time
from dataclasses import dataclass, field

from aiohttp import web
from typing_extensions import override

from bot.cli.local_discord.answers import Answers
from bot.cli.local_discord.payloads import APPLICATION, CHANNEL, GUILD, JSON, guild_payload, user_payload
from bot.cli.local_discord.server import DiscordServer

COUNT = 2
GUILDS = tuple(GUILD + (shard - (GUILD >> 22)) % COUNT * (1 << 22) for shard in range(COUNT))
"""The guild of each shard."""
CHANNELS = tuple(CHANNEL + shard for shard in range(COUNT))
"""The channel of each guild."""
_IDENTIFY, _INVALID = 2, 9
IDENTIFY_S = 5.0
"""How far apart two sessions begin."""


@dataclass
class ShardedDiscord(DiscordServer):
    """Sends what happens in a guild to the process that holds its shard, and no other."""

    begun: list[tuple[int, float]] = field(default_factory=list)
    """Which shard began a session, and when."""
    hasty: int = 0
    """How many sessions were turned down because another had begun just before."""
    known: dict[int, asyncio.Event] = field(default_factory=lambda: {shard: asyncio.Event() for shard in range(COUNT)})
    """Set while a shard is connected and knows its guild."""
    _by_shard: dict[int, web.WebSocketResponse] = field(default_factory=dict)

    async def slash_in(self, shard: int, command: str, subcommand: str, **options: str) -> Answers:
        """Send what Discord sends when mia uses a command in a shard's guild."""
        values: list[JSON] = [{"type": 3, "name": name, "value": value} for name, value in options.items()]
        nested = [{"type": 1, "name": subcommand, "options": values}]
        data = {"id": str(next(self._ids)), "name": command, "type": 1, "options": nested}
        return await self.interact(2, data, **_in_guild(shard))

    async def press_in(self, shard: int, custom_id: str) -> Answers:
        """Send what Discord sends when mia presses a button in a shard's guild."""
        return await self.press(custom_id, **_in_guild(shard))

    @override
    async def dispatch(self, event: str, data: JSON) -> None:
        shard = (int(data["guild_id"]) >> 22) % COUNT
        await self._send(shard, event, data)

    async def _send(self, shard: int, event: str, data: JSON) -> None:
        await self._by_shard[shard].send_json({"op": 0, "t": event, "s": next(self._sequence), "d": data})

    @override
    async def _hear(self, gateway: web.WebSocketResponse, payload: JSON) -> None:
        if payload["op"] != _IDENTIFY:
            await super()._hear(gateway, payload)
            return
        shard, count = payload["d"]["shard"]
        assert count == COUNT
        now = time.monotonic()
        if self.begun and now - self.begun[-1][1] < IDENTIFY_S:
            self.hasty += 1
            await gateway.send_json({"op": _INVALID, "d": False})
            return
        self.begun.append((shard, now))
        self._by_shard[shard] = gateway
        await self._greet(shard)

    async def _greet(self, shard: int) -> None:
        me = user_payload(APPLICATION, "GW2Optimizer", is_bot=True)
        hello = {"v": 10, "user": me, "session_id": f"local-{shard}", "shard": [shard, COUNT]}
        gateway = f"ws://127.0.0.1:{self.port}/gateway/"
        rest = {"resume_gateway_url": gateway, "application": {"id": str(APPLICATION), "flags": 0}}
        unavailable = [{"id": str(GUILDS[shard]), "unavailable": True}]
        await self._send(shard, "READY", {**hello, **rest, "guilds": unavailable})
        guild = guild_payload(GUILDS[shard])
        (channel,) = guild["channels"]
        channel |= {"id": str(CHANNELS[shard]), "guild_id": str(GUILDS[shard])}
        await self._send(shard, "GUILD_CREATE", {**guild, "unavailable": False})
        self.known[shard].set()


def _in_guild(shard: int) -> JSON:
    guild = {"id": str(GUILDS[shard]), "locale": "en-US", "features": []}
    return {"guild_id": str(GUILDS[shard]), "guild": guild, "channel_id": str(CHANNELS[shard])}
