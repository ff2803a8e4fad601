"""`/recommend build`: what others show here and one has none like, each with its reasons and a button to save it."""

from typing import Any

import discord
from discord import app_commands, ui
from discord.app_commands import locale_str as T  # noqa: N812 - short, like gettext's underscore
from typing_extensions import override

from bot.domain.modes import GameMode
from bot.services.recommending import Suggested
from cogs.recommend import text
from cogs.recommend.render import render_head, render_reasons
from cogs.ui.choices import MODES
from cogs.ui.controls import Layout, Notice, RefButton, row
from cogs.ui.keeping import Open
from cogs.ui.people import Interaction, services, taste, viewer
from cogs.ui.replies import heard, thinking, whisper
from cogs.ui.shelf import find_on_shelf
from cogs.ui.words import reader


@app_commands.command(name="build", description=T("See what you could play next"))
@app_commands.describe(mode=T("In which game mode"))
@app_commands.choices(mode=MODES)
async def build(interaction: Interaction, mode: str | None = None) -> None:
    """Recommend builds."""
    await thinking(interaction)
    wanted = GameMode(mode) if mode else taste(interaction).mode
    found = await services(interaction).recommender.suggest_builds(viewer(interaction), wanted)
    await whisper(interaction, SuggestedBuilds(interaction, found))


class SaveSuggested(RefButton, verb="suggested-save"):
    """Keep a copy of the build."""

    label = text.SAVE
    style = discord.ButtonStyle.success

    @override
    async def press(self, interaction: Interaction) -> None:
        await thinking(interaction)
        copied = await services(interaction).sharing.copy(viewer(interaction), self.ref)
        shelf, _ = find_on_shelf("build:")
        note = reader(interaction)(text.SAVED if copied.is_new else text.SAVED_BEFORE)
        await whisper(interaction, shelf.card(interaction, copied.build, note=note))


class GoodIdea(RefButton, verb="suggested-up"):
    """Say that the suggestion is good."""

    label = text.UP
    emoji = "👍"

    @override
    async def press(self, interaction: Interaction) -> None:
        await _judge(interaction, self.ref, is_good=True)


class NotForMe(RefButton, verb="suggested-down"):
    """Say that the suggestion is not."""

    label = text.DOWN
    emoji = "👎"

    @override
    async def press(self, interaction: Interaction) -> None:
        await _judge(interaction, self.ref, is_good=False)


async def _judge(interaction: Interaction, ref: str, *, is_good: bool) -> None:
    await heard(interaction)
    await services(interaction).recommender.judge(viewer(interaction), ref, is_good=is_good)
    await whisper(interaction, Notice(reader(interaction)(text.THANKS)))


class SuggestedBuilds(Layout):
    """The suggestions, each with what speaks for it and its button; a select opens one."""

    def __init__(self, interaction: Interaction, found: Suggested) -> None:
        words, (shelf, _) = reader(interaction), find_on_shelf("build:")
        items: list[ui.Item[Any]] = [ui.TextDisplay(render_head(found, words))]
        for one in found.suggestions:
            said = shelf.row(interaction, one.build)
            reasons = render_reasons(one, found.lacks, words)
            if reasons:
                said += f"\n-# {reasons}"
            items.append(ui.Section(ui.TextDisplay(said), accessory=SaveSuggested(one.build.short_id, words)))
            if found.can_be_judged:
                items.append(row(GoodIdea(one.build.short_id, words), NotForMe(one.build.short_id, words)))
        options = [shelf.option(interaction, one.build) for one in found.suggestions]
        super().__init__(ui.Container(*items), *([row(Open(options, words))] if options else []))


COMMANDS: tuple[app_commands.Command[Any, ..., Any], ...] = (build,)
CONTROLS: tuple[type[ui.DynamicItem[Any]], ...] = (SaveSuggested, GoodIdea, NotForMe)
