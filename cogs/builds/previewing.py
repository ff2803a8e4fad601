"""What an import would save: the preview by pages, and the one confirmation that saves all or nothing."""

from typing import Any

import discord
from discord import ui
from typing_extensions import override

from bot.services.exchange.imports import Plan
from bot.services.exchange.judging import Fate
from cogs.builds import exchange_text as text
from cogs.builds.import_preview import PAGE_ROWS, render_plan, render_saved, render_updated
from cogs.ui.controls import Layout, Notice, RefButton, row
from cogs.ui.limits import LAYOUT_TEXT, clip
from cogs.ui.people import Interaction, services, viewer
from cogs.ui.replies import heard, redraw
from cogs.ui.turning import TurnButton
from cogs.ui.words import reader


class SaveAll(RefButton, verb="import-save"):
    """Save everything that the preview calls new."""

    label = text.SAVE_ALL
    style = discord.ButtonStyle.success

    @override
    async def press(self, interaction: Interaction) -> None:
        await heard(interaction)
        saved = await services(interaction).importer.confirm(viewer(interaction), self.ref)
        note = render_saved(saved, reader(interaction))
        await redraw(interaction, await _left(interaction, self.ref, note))


class UpdateKept(RefButton, verb="import-update"):
    """Let kept builds be what the import says of them."""

    label = text.UPDATE
    style = discord.ButtonStyle.primary

    @override
    async def press(self, interaction: Interaction) -> None:
        await heard(interaction)
        updated = await services(interaction).importer.update(viewer(interaction), self.ref)
        note = render_updated(len(updated), reader(interaction))
        await redraw(interaction, await _left(interaction, self.ref, note))


class TurnPreview(TurnButton, verb="import-next"):
    """Turn the preview's pages; the reference is the import and the page, counted from 0."""

    label = text.NEXT

    @override
    async def page(self, interaction: Interaction, about: str, where: str) -> Layout:
        plan = await services(interaction).importer.require(viewer(interaction), about)
        return Preview(interaction, plan, page=int(where))


class TurnPreviewBack(TurnPreview, verb="import-back"):
    """Turn back."""

    label = text.PREVIOUS


class Preview(Layout):
    """One page of what an import would save, and the button that saves all of it."""

    def __init__(self, interaction: Interaction, plan: Plan, *, page: int = 0, note: str = "") -> None:
        words, last = reader(interaction), (len(plan.rows) - 1) // PAGE_ROWS
        page = min(page, last)
        told = render_plan(plan, page, services(interaction).game, services(interaction).wardrobe, words)
        buttons: list[ui.Item[Any]] = [SaveAll(plan.token, words)] if plan.fits else []
        if plan.count(Fate.CHANGED):
            buttons.append(UpdateKept(plan.token, words))
        if page > 0:
            buttons.append(TurnPreviewBack(f"{plan.token}:{page - 1}", words))
        if page < last:
            buttons.append(TurnPreview(f"{plan.token}:{page + 1}", words))
        notes = [ui.TextDisplay[Any](note)] if note else []
        told = clip(told, LAYOUT_TEXT - len(note))
        super().__init__(ui.Container[Any](ui.TextDisplay(told), *notes), *([row(*buttons)] if buttons else []))


async def _left(interaction: Interaction, token: str, note: str) -> Layout:
    """Return what was done, and the preview again where something is left to do."""
    plan = await services(interaction).importer.require(viewer(interaction), token)
    is_done = not plan.count(Fate.NEW) and not plan.count(Fate.CHANGED)
    return Notice(note) if is_done else Preview(interaction, plan, note=note)


CONTROLS: tuple[type[ui.DynamicItem[Any]], ...] = (SaveAll, UpdateKept, TurnPreview, TurnPreviewBack)
