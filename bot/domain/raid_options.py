"""What a leader may ask for beyond a raid's title, time and template, and what became of it on Discord's side."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from types import MappingProxyType
from typing import Final

from bot.domain.ids import RoleId, UserId

NOTES_LIMIT: Final = 1_000
"""Characters of a raid's notes."""


class RoleGroup(StrEnum):
    """Roles that leaders count as one when they say how many may sit."""

    HEAL = "heal"
    BOON_DPS = "boon-dps"
    DPS = "dps"
    OTHER = "other"


_GROUPS: Final[Mapping[str, RoleGroup]] = MappingProxyType(
    {
        **dict.fromkeys(("heal", "heal-quick", "heal-alac", "healer"), RoleGroup.HEAL),
        **dict.fromkeys(("quick-dps", "alac-dps"), RoleGroup.BOON_DPS),
        **dict.fromkeys(("dps", "damage", "duelist", "roamer"), RoleGroup.DPS),
    }
)


def group_of(role: str | None) -> RoleGroup | None:
    """Return the group that a role counts for; None for somebody who named no role and so counts for nothing."""
    return None if role is None else _GROUPS.get(role, RoleGroup.OTHER)


class Standing(StrEnum):
    """Whether the leader lets somebody in, where the leader decides."""

    IN = "in"
    ASKED = "asked"
    """Waits for the leader's word."""
    REFUSED = "refused"


class RaidFault(StrEnum):
    """Why something of a raid is not as it should be on Discord; the leader is told, the raid lives on."""

    CHANNEL_GONE = "channel-gone"
    CANNOT_SEND = "cannot-send"
    """The bot may not see the channel, or not write there."""
    POST_GONE = "post-gone"
    """Somebody deleted the post: it is posted again when a leader says so."""
    CANNOT_THREAD = "cannot-thread"
    CANNOT_EVENT = "cannot-event"
    CANNOT_PING = "cannot-ping"
    ROLE_GONE = "role-gone"
    MUTE = "mute"
    """What the bot says by itself was refused in the channel: nobody was told."""
    THREAD_SHUT = "thread-shut"
    """The thread takes no messages; the bot speaks in the channel."""


SPEECH_FAULTS: Final = frozenset({RaidFault.MUTE, RaidFault.THREAD_SHUT})
"""Those of what the bot says by itself: over as soon as Discord takes it again."""
POST_FAULTS: Final = frozenset({RaidFault.CHANNEL_GONE, RaidFault.CANNOT_SEND, RaidFault.POST_GONE})
"""Those for which there is no post; the others concern what stands around it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """What a leader chose; it is the same for every date of a series."""

    approval: bool = False
    """Who signs up waits until a leader lets them in."""
    with_thread: bool = False
    with_event: bool = False
    ping: RoleId | None = None
    """The role that is mentioned once, when the raid is posted."""
    limits: tuple[tuple[RoleGroup, int], ...] = ()
    """How many of a group may sit; a group that is not named has no limit."""


PLAIN: Final = Options()


@dataclass(frozen=True, slots=True)
class News:
    """What those who answered have yet to be told."""

    moved_from: datetime | None = None
    canceled: bool = False
    displaced: tuple[UserId, ...] = ()
    """Who lost a place because the raid became smaller, and waits now."""

    def is_empty(self) -> bool:
        """Tell whether there is nothing to tell."""
        return self == News()
