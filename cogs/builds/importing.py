"""`/build import`: a preview of what would be saved, by pages, and one confirmation that saves all or nothing."""

from typing import Any

import discord
from discord import app_commands, ui
from discord.app_commands import locale_str as T  # noqa: N812 - short, like gettext's underscore
from typing_extensions import override

from bot.services.exchange.imports import Plan
from bot.services.exchange.reading import IMPORT_BYTES
from cogs.builds import exchange_text as text
from cogs.builds.import_preview import PAGE_ROWS, render_plan, render_saved
from cogs.ui.attachments import read_attachment
from cogs.ui.controls import Layout, Notice, RefButton, row
from cogs.ui.errors import HANDED_BACK
from cogs.ui.limits import OPTION_TEXT
from cogs.ui.people import Interaction, services, viewer
from cogs.ui.replies import heard, redraw, thinking, whisper
from cogs.ui.words import reader


@app_commands.command(
    name="import",
    description=T("Save many builds at once: from a file of mine, a list of codes or a guide"),
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
    """Preview what would be saved."""
    await thinking(interaction)
    sources: list[bytes | str] = [await read_attachment(file, limit=IMPORT_BYTES)] if file else []
    plan = await services(interaction).importer.preview(viewer(interaction), *sources, text or "")
    await whisper(interaction, Preview(interaction, plan))


class SaveAll(RefButton, verb="import-save"):
    """Save everything that the preview calls new."""

    label = text.SAVE_ALL
    style = discord.ButtonStyle.success

    @override
    async def press(self, interaction: Interaction) -> None:
        await heard(interaction)
        saved = await services(interaction).importer.confirm(viewer(interaction), self.ref)
        await redraw(interaction, Notice(render_saved(saved, reader(interaction))))


class TurnPreview(RefButton, verb="import-next"):
    """Turn the preview's pages; the reference is the import and the page, counted from 0."""

    label = text.NEXT

    @override
    async def press(self, interaction: Interaction) -> None:
        await heard(interaction)
        token, _, page = self.ref.partition(":")
        plan = await services(interaction).importer.require(viewer(interaction), token)
        await redraw(interaction, Preview(interaction, plan, page=int(page)))


class TurnPreviewBack(TurnPreview, verb="import-back"):
    """Turn back."""

    label = text.PREVIOUS


class Preview(Layout):
    """One page of what an import would save, and the button that saves all of it."""

    def __init__(self, interaction: Interaction, plan: Plan, *, page: int = 0) -> None:
        words, last = reader(interaction), (len(plan.rows) - 1) // PAGE_ROWS
        page = min(page, last)
        told = render_plan(plan, page, services(interaction).game, words)
        buttons: list[ui.Item[Any]] = [SaveAll(plan.token, words)] if plan.fits else []
        if page > 0:
            buttons.append(TurnPreviewBack(f"{plan.token}:{page - 1}", words))
        if page < last:
            buttons.append(TurnPreview(f"{plan.token}:{page + 1}", words))
        super().__init__(ui.Container[Any](ui.TextDisplay(told)), *([row(*buttons)] if buttons else []))


COMMANDS: tuple[app_commands.Command[Any, ..., Any], ...] = (import_builds,)
CONTROLS: tuple[type[ui.DynamicItem[Any]], ...] = (SaveAll, TurnPreview, TurnPreviewBack)
