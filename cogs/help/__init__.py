"""`/help`: what the bot does and where to begin, with the commands by their names in the reader's language."""

from typing import TYPE_CHECKING, Any

from discord import app_commands, ui
from discord.app_commands import locale_str as T  # noqa: N812 - short, like gettext's underscore
from discord.ext import commands

from cogs.help import text
from cogs.ui.controls import Layout
from cogs.ui.people import Interaction
from cogs.ui.translator import NAMES
from cogs.ui.words import Words, reader

if TYPE_CHECKING:
    from bot.app import Bot


class Help(commands.Cog):
    """The `/help` command."""

    @app_commands.command(name="help", description=T("What I do, and where to begin"))
    async def help(self, interaction: Interaction) -> None:
        # nothing to wait for: the answer is made of words alone
        words = reader(interaction)
        card = ui.Container[Any](ui.TextDisplay(render_help(words)), ui.TextDisplay(f"-# {words(text.PRIVATE)}"))
        view = Layout(card)
        await interaction.response.send_message(view=view, ephemeral=True)


def render_help(words: Words) -> str:
    """Return the whole help text."""
    parts = [f"## GW2Optimizer\n{words(text.WHAT)}"]
    for title, rows in text.SECTIONS.items():
        lines = [f"- `/{_localized(command, words)}` {words(row)}" for command, row in rows.items()]
        parts.append("\n".join([f"### {words(title)}", *lines]))
    return "\n".join([*parts, words(text.MENUS)])


def _localized(command: str, words: Words) -> str:
    return " ".join(words.named(name, NAMES) or name for name in command.split())


async def setup(bot: "Bot") -> None:
    """Add the command; discord.py calls this on loading the extension."""
    await bot.add_cog(Help())
