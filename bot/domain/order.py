"""What keeps a guild in order: things that moderators hid, people whom they suspended, and the log of it."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from hashlib import blake2b
from hmac import compare_digest
from typing import Final, Self
from uuid import UUID

from bot.domain.ids import GuildId, UserId

REASON_LIMIT = 300
"""Characters of a reason, and of an owner's answer to it."""
MARK_KEPT: Final = timedelta(days=365)
"""How long a suspension goes on, at most, for whom had everything of theirs erased."""
_DIGEST_BYTES: Final = 16


class ThingKind(StrEnum):
    """What can be hidden."""

    BUILD = "build"
    TEAM = "team"


class Deed(StrEnum):
    """What the log tells."""

    HIDE = "hide"
    RESTORE = "restore"
    ANSWER = "answer"
    SUSPEND = "suspend"
    UNSUSPEND = "unsuspend"
    DISMISS = "dismiss"
    WARN = "warn"
    SETTINGS = "settings"


@dataclass(frozen=True, slots=True)
class Hidden:
    """A build or team that moderators took out of a guild; its owner keeps it, and cannot publish it there."""

    guild: GuildId
    kind: ThingKind
    thing: UUID
    short_id: str
    name: str
    """As it was called when it was hidden."""
    owner: UserId
    reason: str
    hidden_at: datetime
    answer: str | None = None
    """What its owner said to the reason, once."""


@dataclass(frozen=True, slots=True)
class Suspension:
    """Somebody who publishes nothing and signs up for nothing in a guild."""

    guild: GuildId
    user: UserId
    reason: str
    """Empty where it is told by a mark alone."""
    until: datetime | None = None
    """None: until a moderator ends it."""


@dataclass(frozen=True, slots=True)
class SuspensionMark:
    """What is left of a suspension when the person had everything of theirs erased.

    Somebody who comes back is known again by it; whoever reads it can neither tell whose it is nor compare it with
    another guild's, only try whether it is that of somebody they think of.
    """

    guild: GuildId
    salt: str
    """32 random bytes in hexadecimal, another for each mark."""
    digest: str
    until: datetime

    @classmethod
    def of(cls, suspension: Suspension, now: datetime, salt: str) -> Self:
        """Return the mark of a suspension, which ends with it and after MARK_KEPT."""
        last = now + MARK_KEPT
        until = last if suspension.until is None else min(last, suspension.until)
        return cls(suspension.guild, salt, _digest(suspension.user, salt), until)

    def is_of(self, user: UserId) -> bool:
        """Tell whether it is that of a person."""
        return compare_digest(self.digest, _digest(user, self.salt))

    def suspension_of(self, user: UserId) -> Suspension:
        """Return what it tells of the person whose it is."""
        return Suspension(self.guild, user, "", self.until)


@dataclass(frozen=True, slots=True)
class LogEntry:
    """One deed. People who erased their account are None."""

    id: UUID
    guild: GuildId
    at: datetime
    deed: Deed
    actor: UserId | None
    subject: UserId | None
    """Whose thing it was, or who was suspended."""
    target: str
    """What the thing was called; empty for deeds about people. Of settings: which, by its name in `Setting`."""
    reason: str
    """Of settings: their values before and after, as `SettingChange` writes them."""
    until: datetime | None = None
    """How long a suspension lasts."""
    answer: str | None = None
    """What the person concerned said to it, once."""
    thing: str | None = None
    """Which build or team, by `thing_key`; None for deeds about none."""


@dataclass(frozen=True, slots=True)
class LogFilter:
    """What of the log somebody wants to read; what is None is of no matter."""

    about: UserId | None = None
    """Who did it or whom it was done to."""
    by: UserId | None = None
    deed: Deed | None = None
    thing: str | None = None
    since: datetime | None = None
    until: datetime | None = None
    """Before that time."""


def thing_key(kind: ThingKind, short_id: str) -> str:
    """Return how the log names a build or team."""
    return f"{kind.value}:{short_id}"


ANSWERABLE = frozenset({Deed.HIDE, Deed.SUSPEND, Deed.WARN})
"""Deeds that whoever is concerned can answer."""


def _digest(user: UserId, salt: str) -> str:
    return blake2b(str(user).encode(), key=bytes.fromhex(salt), digest_size=_DIGEST_BYTES).hexdigest()
