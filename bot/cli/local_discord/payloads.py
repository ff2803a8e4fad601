"""What Discord tells of itself, its people, guilds and channels, as far as a bot needs it."""

import json
from typing import Any

from aiohttp import web

JSON = dict[str, Any]

APPLICATION = 1000000000000000001
GUILD = 2000000000000000001
CHANNEL = 2000000000000000002
PERSON = 3000000000000000001
SOMEBODY = 3000000000000000002
CREATED = "2026-01-01T00:00:00+00:00"
_SENDS, _MANAGES_EVENTS = 1 << 11, 1 << 33
"""Permissions."""


def guild_payload(identifier: int) -> JSON:
    """Return a guild as GUILD_CREATE tells it to a bot that was just invited there."""
    lists = ("emojis", "stickers", "features", "members", "threads", "presences", "voice_states")
    everyone = {"id": str(identifier), "name": "@everyone", "permissions": "2048", "position": 0, "color": 0}
    flags = {"hoist": False, "managed": False, "mentionable": False, "flags": 0}
    return {
        **{name: [] for name in (*lists, "stage_instances", "guild_scheduled_events", "soundboard_sounds")},
        "id": str(identifier),
        "name": "Local guild",
        "owner_id": str(PERSON),
        "roles": [{**everyone, **flags}],
        "channels": [channel_payload()],
        "member_count": 2,
        "large": False,
        "joined_at": CREATED,
        "preferred_locale": "en-US",
        "afk_timeout": 300,
        "verification_level": 0,
        "default_message_notifications": 0,
        "explicit_content_filter": 0,
        "mfa_level": 0,
        "nsfw_level": 0,
        "premium_tier": 0,
        "system_channel_flags": 0,
    }


def user_payload(identifier: int, name: str, *, is_bot: bool = False) -> JSON:
    """Return a person, or the bot."""
    plain = {"discriminator": "0", "avatar": None, "global_name": None, "public_flags": 0}
    return {"id": str(identifier), "username": name, "bot": is_bot, **plain}


def member_payload(identifier: int = PERSON, *, leads: bool = False) -> JSON:
    """Return a person as Discord tells of them with what they do; leaders may manage events."""
    permissions = _SENDS | (_MANAGES_EVENTS if leads else 0)
    state = {"deaf": False, "mute": False, "flags": 0, "permissions": str(permissions)}
    return {"user": user_payload(identifier, "mia"), "roles": [], "joined_at": CREATED, **state}


def message_payload(identifier: int, data: JSON) -> JSON:
    """Return a message of the bot's that was sent as `data`."""
    fixed = {
        "id": str(identifier),
        "channel_id": str(CHANNEL),
        "author": user_payload(APPLICATION, "GW2Optimizer", is_bot=True),
        "timestamp": CREATED,
        "edited_timestamp": None,
        "tts": False,
        "mention_everyone": False,
        "type": 0,
        "pinned": False,
    }
    lists: JSON = {name: [] for name in ("mentions", "mention_roles", "attachments", "embeds", "components")}
    return {**fixed, **lists, "content": data.get("content", ""), "flags": data.get("flags", 0)}


def channel_payload() -> JSON:
    """Return the one channel of a guild."""
    place = {"guild_id": str(GUILD), "position": 0, "permission_overwrites": [], "permissions": "2048"}
    return {"id": str(CHANNEL), "type": 0, "name": "builds", "topic": None, "nsfw": False, **place}


def to_response(body: JSON | list[JSON], status: int = 200) -> web.Response:
    """Return an answer whose type is written as Discord writes it, without a charset; discord.py compares it."""
    return web.Response(body=json.dumps(body), status=status, headers={"Content-Type": "application/json"})


async def read_body(request: web.Request) -> JSON:
    """Return the JSON of a request, which is one part of a form where files come along."""
    if not request.content_type.startswith("multipart/"):
        body: JSON = await request.json()
        return body
    form = await request.post()
    parsed: JSON = json.loads(str(form["payload_json"]))
    return parsed
