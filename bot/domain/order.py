"""What keeps a guild in order: things that moderators hid, people whom they suspended, and the log of it."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from bot.domain.ids import GuildId, UserId

REASON_LIMIT = 300
"""Characters of a reason, and of an owner's answer to it."""


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
    until: datetime | None = None
    """None: until a moderator ends it."""


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


ANSWERABLE = frozenset({Deed.HIDE, Deed.SUSPEND, Deed.WARN})
"""Deeds that whoever is concerned can answer."""
