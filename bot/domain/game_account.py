"""The game account that somebody linked. The key itself is sealed, and nothing here opens it."""

import re
from dataclasses import dataclass, field
from datetime import datetime
from typing import Final

PERMISSIONS: Final = ("account", "characters", "builds")
"""What a key must be allowed, by the game's own names: who it is, which characters there are, what they wear."""
_KEY: Final = re.compile(r"[0-9A-F]{8}(?:-[0-9A-F]{4}){3}-[0-9A-F]{20}(?:-[0-9A-F]{4}){3}-[0-9A-F]{12}", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class GameLink:
    """One person's link. A person has one; several people may have linked the same game account."""

    sealed: str = field(repr=False)
    """The key as it is kept, with its owner's id in it."""
    secret: str
    """Which of the operator's secrets sealed it, as a short digest."""
    game_id: str
    """The account's own id in the game, which stays when its name changes."""
    name: str
    """As the game shows it: "Name.1234"."""
    linked_at: datetime


def is_key(text: str) -> bool:
    """Tell whether `text` looks like a key that the game hands out on its page."""
    return _KEY.fullmatch(text) is not None
