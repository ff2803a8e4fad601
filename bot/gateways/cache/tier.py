"""What a tier of the cache does.

Each tag has a token, drawn at random; an answer is valid while the tokens that its tags had before it was computed are
theirs still. So to invalidate is to draw a new token, and one that got lost makes answers invalid, never valid again.
"""

import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

_SEPARATOR = b"\n"


class TierAwayError(Exception):
    """This tier cannot be used now; never leaves the cache."""


@dataclass(frozen=True, slots=True)
class Found:
    """The tokens that the tags have, in their order, and the answer that is valid under them."""

    tokens: tuple[str, ...]
    body: bytes | None


class Tier(Protocol):
    """Keeps answers; every method raises TierAwayError."""

    name: str

    async def read(self, key: str, tags: Sequence[str]) -> Found:
        """Return what is kept under the key; tags that have no token get one."""

    async def write(self, key: str, tokens: Sequence[str], body: bytes, ttl_s: float) -> None:
        """Keep an answer that was computed after the tokens were read."""

    async def bump(self, tags: Sequence[str]) -> None:
        """Make all answers with one of the tags invalid."""

    async def erase(self) -> None:
        """Remove all answers, valid or not."""


def new_token() -> str:
    """Return a token that no tag ever had."""
    return secrets.token_hex(8)


def pack(tokens: Sequence[str], body: bytes) -> bytes:
    """Return an answer with the tokens under which it is valid, as one value."""
    return ".".join(tokens).encode() + _SEPARATOR + body


def unpack(value: bytes | None, tokens: Sequence[str]) -> bytes | None:
    """Return the answer if it is valid under these tokens."""
    if value is None:
        return None
    head, _, body = value.partition(_SEPARATOR)
    return body if head == ".".join(tokens).encode() else None
