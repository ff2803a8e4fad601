"""`/account export`: everything about the person who asks, as files that only they see."""

from functools import partial
from io import BytesIO
from typing import Any

import discord
from discord import app_commands
from discord.app_commands import locale_str as T  # noqa: N812 - short, like gettext's underscore

from bot.services.exchange.exports import ExportedFile
from bot.services.exchange.personal import to_files
from cogs.account import text
from cogs.account.render import render_file
from cogs.ui.controls import Notice
from cogs.ui.people import Interaction, services, viewer
from cogs.ui.replies import thinking, whisper
from cogs.ui.sending import tell
from cogs.ui.words import reader


@app_commands.command(name="export", description=T("Get everything that I hold about you, as files"))
async def export(interaction: Interaction) -> None:
    """Hand out everything."""
    await thinking(interaction)
    eyes, words = viewer(interaction), reader(interaction)
    held = await services(interaction).accounts.list_held(eyes)
    if not held:
        await whisper(interaction, Notice(words(text.NOTHING)))
        return
    noted = await services(interaction).learning.list_noted(eyes)
    held += (noted,) if noted is not None and noted.rows else ()
    now = discord.utils.utcnow()
    readable = ExportedFile("about-me.txt", render_file(held, now, words).encode())
    first, *rest = to_files(held, now)
    told = [words(text.EXPORTED), *([words(text.NOT_READ)] if noted is None else [])]
    await tell(interaction, "\n".join(told), files=partial(_to_files, readable, first))
    for number, one in enumerate(rest, 2):
        said = words(text.MORE_FILES, number=number, count=len(rest) + 1)
        await tell(interaction, said, files=partial(_to_files, one))


def _to_files(*files: ExportedFile) -> list[discord.File]:
    return [discord.File(BytesIO(one.data), filename=one.name) for one in files]


COMMANDS: tuple[app_commands.Command[Any, ..., Any], ...] = (export,)
