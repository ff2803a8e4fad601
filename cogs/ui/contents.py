"""Kinds of content, offered while somebody types and known by their names in any language that is spoken here."""

from discord import app_commands

from bot.domain.sizes import PLACES
from bot.domain.suggestions import typed_key
from bot.domain.teams import Content
from cogs.ui.choices import Choice
from cogs.ui.errors import quietly
from cogs.ui.limits import CHOICE_NAME, CHOICES, clip
from cogs.ui.people import Interaction, services, viewer
from cogs.ui.terms import content_name
from cogs.ui.words import Words, reader


async def offered(interaction: Interaction) -> tuple[Content, ...]:
    """Return what a team or raid can be planned for here: this guild's own first, then what is built in."""
    return await services(interaction).templates.contents(viewer(interaction))


async def suggest_contents(interaction: Interaction, current: str) -> list[Choice]:
    """Offer the contents whose name or id holds what was typed, each with how many it is for."""
    words, typed = reader(interaction), comparable(current)
    contents = [(named(content, words), content) for content in await quietly(_listed(interaction))]
    fitting = [one for one in contents if typed in comparable(one[0]) or typed in one[1].id]
    return [app_commands.Choice(name=_label(name, content), value=content.id) for name, content in fitting[:CHOICES]]


async def content_id(typed: str, interaction: Interaction) -> str:
    """Return the id of the content that somebody named instead of choosing it; what is unknown stays as typed."""
    words = reader(interaction)
    names = {comparable(named(one, words)): one.id for one in await offered(interaction)}
    return names.get(comparable(typed), typed)


def named(content: Content, words: Words) -> str:
    """Return what a content is called: a guild's own by its name, others by that in this language."""
    return content.name or content_name(content.id, words)


def comparable(text: str) -> str:
    """Return a text without case, accents and kinds of apostrophes."""
    return typed_key(text).replace("\N{RIGHT SINGLE QUOTATION MARK}", "'")


async def _listed(interaction: Interaction) -> list[Content]:
    return list(await offered(interaction))


def _label(name: str, content: Content) -> str:
    size = f" · {content.subgroups * PLACES}"
    return f"{clip(name, CHOICE_NAME - len(size))}{size}"
