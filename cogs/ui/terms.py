"""The game's own terms in the reader's language: modes and kinds of content."""

from bot.domain.modes import GameMode
from cogs.ui import text
from cogs.ui.words import Words


def mode_name(mode: GameMode, words: Words) -> str:
    """Return "PvE" as this language says it."""
    return words(text.MODES[mode.value])


def content_name(content: str, words: Words) -> str:
    """Return the content's name in this language; a content of a later version is shown by its id."""
    return words(text.CONTENT[content]) if content in text.CONTENT else content
