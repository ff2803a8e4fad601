"""The game's own terms in the reader's language: modes, kinds of content, supplies and roles."""

from bot.domain.modes import GameMode
from cogs.ui import text
from cogs.ui.words import Words


def mode_name(mode: GameMode, words: Words) -> str:
    """Return "PvE" as this language says it."""
    return words(text.MODES[mode.value])


def content_name(content: str, words: Words) -> str:
    """Return the content's name in this language; a content of a later version is shown by its id."""
    return words(text.CONTENT[content]) if content in text.CONTENT else content


def supply_name(name: str, words: Words) -> str:
    """Return a boon, an aura or another supply by its name in this language; boons also by their ids."""
    found = text.SUPPLIES.get(name) or text.SUPPLIES.get(name.title())
    return words(found) if found else name


def role_name(role: str, words: Words) -> str:
    """Return a role as players of this language call it."""
    return words(text.ROLES[role]) if role in text.ROLES else role
