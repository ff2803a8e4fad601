"""Kinds of content, offered while somebody types and known by their names in any language that is spoken here."""

from discord import app_commands

from bot.domain.suggestions import typed_key
from bot.domain.teams import PLACES, Content
from cogs.ui.choices import Choice
from cogs.ui.people import Interaction, services
from cogs.ui.terms import content_name
from cogs.ui.words import reader


async def offered(interaction: Interaction) -> tuple[Content, ...]:
    """Return the contents that a team can be for."""
    return services(interaction).teams.contents()


async def suggest_contents(interaction: Interaction, current: str) -> list[Choice]:
    """Offer the contents whose name or id holds what was typed, each with how many it is for."""
    words, typed = reader(interaction), comparable(current)
    contents = [(content_name(content.id, words), content) for content in await offered(interaction)]
    return [
        app_commands.Choice(name=f"{name} · {content.subgroups * PLACES}", value=content.id)
        for name, content in contents
        if typed in comparable(name) or typed in content.id
    ]


async def content_id(typed: str, interaction: Interaction) -> str:
    """Return the id of the content that somebody named instead of choosing it; what is unknown stays as typed."""
    words = reader(interaction)
    names = {comparable(content_name(one.id, words)): one.id for one in await offered(interaction)}
    return names.get(comparable(typed), typed)


def comparable(text: str) -> str:
    """Return a text without case, accents and kinds of apostrophes."""
    return typed_key(text).replace("\N{RIGHT SINGLE QUOTATION MARK}", "'")
