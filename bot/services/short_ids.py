"""Short ids: what people type, and buttons carry, to name one build or team among all."""

import secrets
from collections.abc import Awaitable, Callable
from typing import TypeVar

from bot.errors import InternalError

T = TypeVar("T")

ALPHABET = "23456789bcdfghjkmnpqrstvwxyz"
"""Without what looks alike (0 o, 1 i l) and without vowels, so that no word is spelled by chance."""
LENGTH = 8
TRIES = 10


def new_short_id() -> str:
    """Return a random short id: one of 378 thousand million."""
    return "".join(secrets.choice(ALPHABET) for _ in range(LENGTH))


def parse_short_id(text: str) -> str | None:
    """Return the short id that was typed, in any case and with spaces around, or None."""
    typed = text.strip().lower()
    return typed if len(typed) == LENGTH and all(letter in ALPHABET for letter in typed) else None


async def add_under_new_id(add: Callable[[T], Awaitable[bool]], make: Callable[[str], T]) -> T:
    """Make a thing under a new short id and add it; again under another one while `add` says that it is in use."""
    for _ in range(TRIES):
        thing = make(new_short_id())
        if await add(thing):
            return thing
    raise InternalError(f"no free short id in {TRIES} tries")
