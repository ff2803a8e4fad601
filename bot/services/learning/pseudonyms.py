"""Pseudonyms: what stands for a person or a server for four weeks.

A plain hash would not do: there are few enough ids to try them all. These need a key that only the database has, and
that is thrown away; a person's also needs the moment at which they said yes, which goes when they take it back.
"""

import hashlib
import hmac
from datetime import UTC, datetime, timedelta
from typing import Final

from bot.domain.ids import GuildId, UserId

PERIOD: Final = timedelta(weeks=4)
SECRET_BYTES: Final = 32
_FIRST: Final = datetime(1970, 1, 5, tzinfo=UTC)
_LENGTH: Final = 32
"""Digits of a pseudonym: half of what HMAC-SHA256 gives, which is enough to tell all apart."""


def period_of(now: datetime) -> int:
    """Return which four weeks these are, counted from the first Monday of 1970, so that none begins within a week."""
    return (now - _FIRST) // PERIOD


def name_person(secret: bytes, user: UserId, since: datetime) -> str:
    """Return what stands for somebody who said yes at that moment."""
    return _name(secret, f"person {user} {since.timestamp():.6f}")


def name_guild(secret: bytes, guild: GuildId) -> str:
    """Return what stands for a server."""
    return _name(secret, f"guild {guild}")


def _name(secret: bytes, text: str) -> str:
    return hmac.new(secret, text.encode(), hashlib.sha256).hexdigest()[:_LENGTH]
