"""Files that people attach: their size is looked at before they are fetched, and fetching ends in time."""

import asyncio
from typing import Final

import discord

from bot.errors import ImportRefusedError

PATIENCE_S: Final = 10.0


async def read_attachment(attachment: discord.Attachment, *, limit: int) -> bytes:
    """Return the file's bytes. Raises ImportRefusedError("size" or "unloaded")."""
    if attachment.size > limit:
        raise ImportRefusedError("size", limit=limit, found=attachment.size)
    try:
        async with asyncio.timeout(PATIENCE_S):
            return await attachment.read()
    except (discord.DiscordException, OSError) as exc:  # TimeoutError is one of the latter
        raise ImportRefusedError("unloaded") from exc
