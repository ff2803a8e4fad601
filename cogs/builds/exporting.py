"""`/build export`: own builds as a file, in an answer that only the person who asked sees."""

from collections.abc import Sequence
from functools import partial
from io import BytesIO
from typing import Any

import discord
from discord import app_commands
from discord.app_commands import locale_str as T  # noqa: N812 - short, like gettext's underscore

from bot.services.exchange.exports import Exported, ExportedFile, Style
from cogs.builds import exchange_text as text
from cogs.ui.choices import suggest_builds
from cogs.ui.limits import FILES
from cogs.ui.people import Interaction, services, viewer
from cogs.ui.replies import thinking
from cogs.ui.sending import tell
from cogs.ui.words import Words, reader

_STYLES = [
    app_commands.Choice(name=T("file that can be imported again (JSON)"), value=Style.JSON.value),
    app_commands.Choice(name=T("table for spreadsheets (CSV)"), value=Style.CSV.value),
    app_commands.Choice(name=T("plain codes"), value=Style.CODES.value),
]


@app_commands.command(name="export", description=T("Get your builds as a file"))
@app_commands.describe(
    build=T("One build; without it, all of yours"),
    style=T("What the file looks like; without a choice, one that can be imported again"),
)
@app_commands.choices(style=_STYLES)
@app_commands.autocomplete(build=suggest_builds)
async def export(interaction: Interaction, build: str | None = None, style: str = Style.JSON.value) -> None:
    """Hand out one build or all."""
    await thinking(interaction)
    exported = await services(interaction).exporter.export(viewer(interaction), Style(style), ref=build)
    await _hand_out(interaction, exported)


COMMANDS: tuple[app_commands.Command[Any, ..., Any], ...] = (export,)


async def _hand_out(interaction: Interaction, exported: Exported) -> None:
    said = render_exported(exported, reader(interaction))
    for start in range(0, max(len(exported.files), 1), FILES):
        batch = exported.files[start : start + FILES]
        await tell(interaction, said, files=partial(_to_files, batch))
        said = ""


def _to_files(batch: Sequence[ExportedFile]) -> list[discord.File]:
    return [discord.File(BytesIO(one.data), filename=one.name) for one in batch]


def render_exported(exported: Exported, words: Words) -> str:
    """Return what was handed out, in words."""
    if not exported.files:
        return words(text.NOTHING_TO_EXPORT)
    said = words.n(text.EXPORTED_ONE, text.EXPORTED_MANY, exported.builds)
    if len(exported.files) == 1:
        return said
    return f"{said} {words(text.PARTS, files=len(exported.files))}"
