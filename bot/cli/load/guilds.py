"""Guilds as large as most are, for what a bot keeps of each in memory."""

from typing import Final

from bot.cli.local_discord.payloads import JSON, channel_payload, guild_payload

ROLES: Final = 20
CHANNELS: Final = 30
EMOJIS: Final = 10


def make_guild(number: int) -> JSON:
    """Return a guild with ROLES, CHANNELS and EMOJIS."""
    told = guild_payload(number)
    (everyone,) = told["roles"]
    first = number * 1_000
    roles = [everyone | {"id": str(first + n), "name": f"Role {n}", "position": n} for n in range(1, ROLES)]
    channels = [
        channel_payload() | {"id": str(first + n), "guild_id": str(number), "name": f"channel-{n}", "position": n}
        for n in range(1, CHANNELS)
    ]
    own = channel_payload() | {"id": str(number), "guild_id": str(number)}
    emojis = [
        {"id": str(first + n), "name": f"emoji{n}", "roles": [], "animated": False, "managed": False, "available": True}
        for n in range(EMOJIS)
    ]
    return told | {"roles": [everyone, *roles], "channels": [own, *channels], "emojis": emojis, "member_count": 250}
