"""`/build import`: many builds at once, from a file, a text or the characters of a linked game account."""

from typing import Any

import discord
from discord import app_commands, ui
from discord.app_commands import locale_str as T  # noqa: N812 - short, like gettext's underscore

from bot.services.exchange.reading import IMPORT_BYTES
from cogs.builds import characters, previewing
from cogs.builds.previewing import Preview
from cogs.ui.attachments import read_attachment
from cogs.ui.errors import HANDED_BACK
from cogs.ui.limits import OPTION_TEXT
from cogs.ui.people import Interaction, services, viewer
from cogs.ui.replies import thinking, whisper


@app_commands.command(
    name="import",
    description=T("Save many builds at once: from a file, codes or a guide, or from your characters"),
    extras={HANDED_BACK: ("text",)},
)
@app_commands.describe(
    file=T("A file of /build export, or any text file with build codes; 100 kB at most"),
    text=T("Any text with build codes in it"),
)
async def import_builds(
    interaction: Interaction,
    file: discord.Attachment | None = None,
    text: app_commands.Range[str, 1, OPTION_TEXT] | None = None,
) -> None:
    """Preview what would be saved; with nothing given, let those who linked a game account choose a character."""
    await thinking(interaction)
    who = viewer(interaction)
    if file is None and text is None and await services(interaction).links.find(who):
        await whisper(interaction, await characters.open_characters(interaction))
        return
    sources: list[bytes | str] = [await read_attachment(file, limit=IMPORT_BYTES)] if file else []
    plan = await services(interaction).importer.preview(who, *sources, text or "")
    await whisper(interaction, Preview(interaction, plan))


COMMANDS: tuple[app_commands.Command[Any, ..., Any], ...] = (import_builds,)
CONTROLS: tuple[type[ui.DynamicItem[Any]], ...] = (*previewing.CONTROLS, *characters.CONTROLS)
