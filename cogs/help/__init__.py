"""`/help`: what the bot does and where to begin, with the commands by their names in the reader's language."""

from typing import TYPE_CHECKING, Any

from discord import app_commands, ui
from discord.app_commands import locale_str as T  # noqa: N812 - short, like gettext's underscore
from discord.ext import commands

from cogs.help import text
from cogs.help.about import BOT, About, about_card
from cogs.ui.controls import Layout, row
from cogs.ui.people import Interaction
from cogs.ui.sending import answer_at_once
from cogs.ui.translator import NAMES
from cogs.ui.words import Words, listed_words, reader

if TYPE_CHECKING:
    from bot.app import Bot


ABOUT = "about"
_TOPICS = [app_commands.Choice(name=T("about me"), value=ABOUT)]


class Help(commands.Cog):
    """The `/help` command."""

    @app_commands.command(name="help", description=T("What I do, and where to begin"))
    @app_commands.describe(topic=T("About me: my version, and how old my facts of the game are"))
    @app_commands.choices(topic=_TOPICS)
    async def help(self, interaction: Interaction, topic: str | None = None) -> None:
        # nothing to wait for: the answer is made of words and of what is in memory
        view = about_card(interaction) if topic == ABOUT else _help_card(reader(interaction), listed_words(interaction))
        await answer_at_once(interaction, view)


def _help_card(words: Words, listed: Words) -> Layout:
    card = ui.Container[Any](ui.TextDisplay(render_help(words, listed)), ui.TextDisplay(f"-# {words(text.PRIVATE)}"))
    return Layout(card, row(About(BOT, words)))


def render_help(words: Words, listed: Words) -> str:
    """Return the whole help text; the commands are called as Discord lists them."""
    parts = [f"## GW2Optimizer\n{words(text.WHAT)}"]
    for title, rows in text.SECTIONS.items():
        lines = [f"- `/{_localized(command, listed)}` {words(row)}" for command, row in rows.items()]
        parts.append("\n".join([f"### {words(title)}", *lines]))
    # without the empty line it would belong to the last row of the list
    return "\n".join([*parts, "", words(text.MENUS)])


def _localized(command: str, words: Words) -> str:
    return " ".join(words.named(name, NAMES) or name for name in command.split())


async def setup(bot: "Bot") -> None:
    """Add the command and make its button work; discord.py calls this on loading the extension."""
    bot.add_dynamic_items(About)
    await bot.add_cog(Help())
