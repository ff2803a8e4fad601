"""Which part of Discord's connections one process keeps, where several share a bot."""

import re
from dataclasses import dataclass
from typing import Final, Self

from bot.domain.ids import GuildId

_SHAPE: Final = re.compile(r"(\d{1,5})(?:-(\d{1,5}))?/(\d{1,5})", re.ASCII)
_TIME_BITS: Final = 22
"""What stands behind the time in an id.

Source: https://discord.com/developers/docs/events/gateway#sharding-sharding-formula, read 2026-11-25.
"""


@dataclass(frozen=True, slots=True)
class Shards:
    """The shards `first` to `last`, both among them, of `count` in all."""

    first: int
    last: int
    count: int

    def __post_init__(self) -> None:
        if not 0 <= self.first <= self.last < self.count:
            raise ValueError(f"{self.first}-{self.last}/{self.count}: {self._find_flaw()}")

    @classmethod
    def from_text(cls, text: str) -> Self:
        """Read "0-3/16" or "3/16"; raises ValueError, which quotes the text and says what is wrong with it."""
        found = _SHAPE.fullmatch(text.strip())
        if found is None:
            raise ValueError(f"{text}: expected first-last/count, as in 0-3/16, or one shard, as in 3/16")
        first, last, count = found.groups()
        return cls(int(first), int(last or first), int(count))

    def __str__(self) -> str:
        return f"{self.first}-{self.last}/{self.count}"

    @property
    def ids(self) -> list[int]:
        """The numbers of the shards."""
        return [*range(self.first, self.last + 1)]

    @property
    def are_all(self) -> bool:
        """Whether no other process is needed."""
        return len(self.ids) == self.count

    def hold(self, guild: GuildId) -> bool:
        """Tell whether Discord sends this guild's events to one of these shards."""
        return self.first <= (guild >> _TIME_BITS) % self.count <= self.last

    def _find_flaw(self) -> str:
        if self.last >= self.count:
            return f"of {self.count} shards the last is {self.count - 1}" if self.count else "there are no shards"
        return "the first shard comes after the last"
