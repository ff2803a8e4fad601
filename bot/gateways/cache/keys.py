"""What an answer is kept under, and what makes it invalid."""

import random
from dataclasses import dataclass
from hashlib import blake2b
from typing import Final

EVERYTHING: Final = "*"
"""The tag of every answer."""
SCHEMA: Final = 1
"""Counts what answers mean: raise it when the same shape means something else. A new shape is seen by itself."""
JITTER: Final = 0.1
"""Part by which a time to live is longer or shorter, so that what was kept at once does not run out at once."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Key:
    """Names one answer: who may see it comes first, so that no answer is ever given to somebody else.

    `scope` is "public" for what everybody in `guild` sees alike, and names the viewer otherwise.
    """

    guild: int | None
    scope: str
    page: str

    def to_text(self, kind: str, shape: str) -> str:
        """Return it as text, for an answer of a `kind` whose values have a `shape`; the page is people's, so a hash."""
        page = blake2b(self.page.encode(), digest_size=12).hexdigest()
        return f"{kind}:{SCHEMA}:{shape}:{self.guild}:{self.scope}:{page}"


@dataclass(frozen=True, slots=True)
class Asked:
    """An answer that somebody wants: its key, for how long it may be kept, and the tags that make it invalid."""

    key: str
    ttl_s: float
    tags: tuple[str, ...]

    @property
    def all_tags(self) -> tuple[str, ...]:
        """The tags with that of every answer, each once, in one order."""
        return tuple(sorted({*self.tags, EVERYTHING}))

    def draw_ttl_s(self) -> float:
        """Return how long this answer is kept, a bit more or less."""
        return self.ttl_s * random.uniform(1 - JITTER, 1 + JITTER)  # noqa: S311 - nothing secret
