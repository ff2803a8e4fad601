"""Build codes as people and programs pass them to a command: alone, or in the midst of other words."""

from collections.abc import Sequence
from typing import Final

from bot.domain.links import LinkKind, find_links
from bot.domain.template import BuildTemplate
from bot.errors import ChatCodeError
from bot.services.pasted import parse_pasted_build

LEGIBLE_LENGTH: Final = 120
"""Characters of a text that is no code which are shown to a person."""


def parse_codes(arguments: Sequence[str]) -> list[str]:
    """Return the texts that arguments hold, with U+FFFD for bytes that are no UTF-8, as in what is read from lines."""
    return [text.encode(errors="surrogateescape").decode(errors="replace").strip() for text in arguments]


def parse_template(text: str) -> BuildTemplate:
    """Return the build of a code, or of the one code that a text holds; raises ChatCodeError."""
    try:
        return BuildTemplate.from_chat_code(text)
    except ChatCodeError:
        if all(link.kind is not LinkKind.BUILD for link in find_links(text)):
            raise
    return parse_pasted_build(text)


def explain(error: ChatCodeError) -> str:
    """Say in a line why a text is no build code, and where one is to be had if it is a link to a site."""
    for link in find_links(error.text):
        if link.kind is LinkKind.GW2SKILLS:
            told = ", ".join(word for word in (link.profession and link.profession.display, link.mode) if word)
            return f"a link to gw2skills.net{f' ({told})' if told else ''}; copy the build code in the game instead"
        if link.kind is LinkKind.HARDSTUCK:
            return "a link to hardstuck.gg; copy the build code in the game instead"
    return str(error)


def legible(text: str, limit: int | None = None) -> str:
    """Return `text` without characters that move the cursor or hide others, clipped to `limit` characters."""
    clipped = text if limit is None or len(text) <= limit else f"{text[: limit - 1]}…"
    return "".join(char if char.isprintable() else char.encode("unicode_escape").decode() for char in clipped)
