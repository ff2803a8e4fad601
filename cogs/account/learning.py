"""`/account learning`, and the one question whether the bot may learn from what somebody likes."""

import contextlib
from typing import Any, Final

import discord
from discord import app_commands, ui
from discord.app_commands import locale_str as T  # noqa: N812 - short, like gettext's underscore
from discord.ext import commands
from typing_extensions import override

from bot.domain.learning.consent import Consent
from bot.errors import StorageUnavailableError
from cogs.account import learning_text as text
from cogs.ui.controls import Layout, RefButton, row
from cogs.ui.people import Interaction, services, viewer
from cogs.ui.replies import heard, redraw, thinking, whisper
from cogs.ui.sending import CUT
from cogs.ui.words import Words, moment, reader

MINE = "mine"
FITTING: Final = frozenset({"build save", "build copy"})
"""After these one is asked: by then one knows what is kept here."""


@app_commands.command(name="learning", description=T("Let recommendations learn from what you like, or not"))
async def learning(interaction: Interaction) -> None:
    """Show what it means and what was said, with the buttons."""
    await thinking(interaction)
    await whisper(interaction, panel(interaction, await services(interaction).learning.find(viewer(interaction))))


class Agree(RefButton, verb="account-learn"):
    """Let the bot learn."""

    label = text.YES
    style = discord.ButtonStyle.success

    @override
    async def press(self, interaction: Interaction) -> None:
        await heard(interaction)
        said = await services(interaction).learning.agree(viewer(interaction))
        await redraw(interaction, panel(interaction, said, note=text.NOW_YES))


class Refuse(RefButton, verb="account-learn-not"):
    """Let it not, and erase what it noted."""

    label = text.NO

    @override
    async def press(self, interaction: Interaction) -> None:
        await heard(interaction)
        said = await services(interaction).learning.refuse(viewer(interaction))
        await redraw(interaction, panel(interaction, said, note=text.NOW_NO))


def panel(interaction: Interaction, said: Consent, *, note: str = "") -> Layout:
    """Return what a yes and a no mean, what was said, and the buttons; `note` stands above."""
    words = reader(interaction)
    parts = (text.FOR_WHAT, text.NOTED, text.FORGOTTEN, text.NO_MEANS)
    lines = [f"## {words(text.TITLE)}", *map(words, parts), render_consent(said, words)]
    if not services(interaction).learning.is_on:
        lines.append(f"-# {words(text.NOTHING_NOTED)}")
    elif not services(interaction).rulebook.may_learn(viewer(interaction).guild):
        lines.append(f"-# {words(text.NOT_HERE)}")
    head = [ui.TextDisplay[Any](words(note))] if note else []
    card = ui.Container[Any](ui.TextDisplay("\n".join(lines)), row(Agree(MINE, words), Refuse(MINE, words)))
    return Layout(*head, card)


def render_consent(said: Consent, words: Words) -> str:
    """Return in a line what somebody said."""
    if said.since is not None:
        return words(text.SAID_YES, when=moment(said.since, "d"))
    return words(text.SAID_NOTHING if said.asked_at is None else text.SAID_NO)


class Asking(commands.Cog):
    """Asks everybody once, after a command that fits."""

    @commands.Cog.listener()
    async def on_app_command_completion(
        self, interaction: Interaction, command: app_commands.Command[Any, ..., Any]
    ) -> None:
        """Ask whoever used it, below its answer; where that does not get through, it was asked all the same."""
        if command.qualified_name not in FITTING:
            return
        who, known = viewer(interaction), services(interaction).learning
        with contextlib.suppress(StorageUnavailableError, discord.HTTPException, *CUT):
            if await known.may_ask(who):
                asked = panel(interaction, await known.find(who), note=text.ONCE)
                await interaction.followup.send(view=asked, ephemeral=True)


COMMANDS: tuple[app_commands.Command[Any, ..., Any], ...] = (learning,)
CONTROLS: tuple[type[ui.DynamicItem[Any]], ...] = (Agree, Refuse)
