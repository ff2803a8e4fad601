"""`/settings links`: what may be linked to where all of a server read it."""

from typing import Any

from discord import app_commands
from discord.app_commands import locale_str as T  # noqa: N812 - short, like gettext's underscore

from bot.domain.guild_rules import GuildRules
from bot.domain.manners import LinkRule
from cogs.settings import manners_text as text
from cogs.settings.rules import card
from cogs.ui.people import Interaction, services, viewer
from cogs.ui.replies import thinking, whisper
from cogs.ui.words import Words, reader

_RULES = [
    app_commands.Choice(name=T("allowed"), value=LinkRule.ALLOWED.value),
    app_commands.Choice(name=T("no invitations"), value=LinkRule.NO_INVITES.value),
    app_commands.Choice(name=T("no links"), value=LinkRule.NO_LINKS.value),
]


@app_commands.command(name="links", description=T("Let names and notes that all see link elsewhere, or not"))
@app_commands.describe(links=T("Without a choice, you see what is set"))
@app_commands.choices(links=_RULES)
@app_commands.guild_only()
async def links(interaction: Interaction, links: str | None = None) -> None:
    """Set it, and show it."""
    await thinking(interaction)
    words, book, notes = reader(interaction), services(interaction).rulebook, list[str]()
    if links is not None:
        await book.choose_links(viewer(interaction), LinkRule(links))
        notes.append(words(text.CHOSEN[links]))
    rules = await book.find(viewer(interaction))
    await whisper(interaction, card(*notes, rows=[render_links(rules, words)]))


def render_links(rules: GuildRules, words: Words) -> str:
    """Return what may be linked."""
    return words(text.RULE[rules.links])


COMMANDS: tuple[app_commands.Command[Any, ..., Any], ...] = (links,)
