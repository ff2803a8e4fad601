"""`/settings links`: what may be linked to where all of a server read it."""

from collections.abc import Sequence
from typing import Any

import discord
from discord import app_commands
from discord.app_commands import locale_str as T  # noqa: N812 - short, like gettext's underscore
from typing_extensions import override

from bot.domain.guild_rules import GuildRules
from bot.domain.manners import LinkRule
from cogs.settings import manners_text as text
from cogs.settings.rules import card
from cogs.ui.controls import Layout, row
from cogs.ui.people import Interaction, services, viewer
from cogs.ui.picking import PickSelect
from cogs.ui.replies import heard, redraw, thinking, whisper
from cogs.ui.words import Words, reader

_ALL = "all"
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
    notes = [] if links is None else [await _set_links(interaction, links)]
    await whisper(interaction, await _links_panel(interaction, *notes))


class PickLinks(PickSelect, verb="settings-links"):
    """What may be linked to where all read it."""

    placeholder = text.CHOOSE
    least = most = 1

    @override
    async def pick(self, interaction: Interaction, values: Sequence[str]) -> None:
        await heard(interaction)
        await redraw(interaction, await _links_panel(interaction, await _set_links(interaction, values[0])))


def render_links(rules: GuildRules, words: Words) -> str:
    """Return what may be linked."""
    return words(text.RULE[rules.links])


async def _links_panel(interaction: Interaction, *notes: str) -> Layout:
    words, rules = reader(interaction), await services(interaction).rulebook.find(viewer(interaction))
    options = [
        discord.SelectOption(label=words(text.OPTIONS[rule]), value=rule.value, default=rule is rules.links)
        for rule in LinkRule
    ]
    return card(*notes, rows=[render_links(rules, words)], controls=[row(PickLinks(_ALL, options, words))])


async def _set_links(interaction: Interaction, chosen: str) -> str:
    await services(interaction).rulebook.choose_links(viewer(interaction), LinkRule(chosen))
    return reader(interaction)(text.CHOSEN[chosen])


COMMANDS: tuple[app_commands.Command[Any, ..., Any], ...] = (links,)
CONTROLS = (PickLinks,)
