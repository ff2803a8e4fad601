"""The text of a message that somebody points at, wherever in it the text stands.

Discord hands a message over with the command that was used on it, so this needs no intent to read messages.
"""

from collections.abc import Iterable, Iterator
from typing import Any

import discord


def text_of(message: discord.Message) -> str:
    """Return all text of a message, part by part: its own, that of embeds and layouts, and of what it forwards."""
    parts = [*_own(message)]
    for forwarded in message.message_snapshots:
        parts += _own(forwarded)
    return "\n".join(filter(None, parts))


def _own(message: discord.Message | discord.MessageSnapshot) -> Iterator[str | None]:
    yield message.content
    for embed in message.embeds:
        yield from _embedded(embed)
    yield from _laid_out(message.components)


def _embedded(embed: discord.Embed) -> Iterator[str | None]:
    yield from (embed.author.name, embed.title, embed.description)
    for field in embed.fields:
        yield from (field.name, field.value)
    yield embed.footer.text


def _laid_out(components: Iterable[Any]) -> Iterator[str]:
    """Yield the texts of a layout, however deep: containers and sections hold others."""
    for component in components:
        if isinstance(component, discord.TextDisplay):
            yield component.content
        yield from _laid_out(getattr(component, "children", ()))
