"""The button that leads to the characters of a linked game account; `cogs/builds` answers it."""

from typing import Any

from discord import ui

from cogs.ui.words import N_, Words

CHARACTERS_VERB = "import-game"
FIRST_PAGE = f"{CHARACTERS_VERB}:0"
FROM_GAME = N_("Builds from my characters")


def characters_button(words: Words) -> ui.Button[Any]:
    """Return the button, for places that know nothing of builds."""
    return ui.Button(label=words(FROM_GAME), custom_id=FIRST_PAGE)
