"""What admins changed of their guild's settings, in the plain values that its log keeps. No words of people."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Self

_TO, _BETWEEN = ">", ","
SetValue = str | int | bool | tuple[int, ...] | None


class Setting(StrEnum):
    """What can be set; rules of guilds are called as their fields are."""

    LEADERS = "leaders"
    MODERATORS = "moderators"
    PING_ROLES = "ping_roles"
    BUILDS_CHANNEL = "builds_channel"
    LOG_CHANNEL = "log_channel"
    RAIDS_CHANNEL = "raids_channel"
    LANGUAGE = "language"
    ZONE = "zone"
    LEARNS = "learns"
    LINKS = "links"


ON, OFF = "on", "off"


@dataclass(frozen=True, slots=True)
class SettingChange:
    """One setting that is other than before.

    Values are ids of roles, the id of a channel, the code of a language, the name of a zone, a LinkRule, ON or OFF;
    none where nothing is set.
    """

    setting: Setting
    before: tuple[str, ...]
    after: tuple[str, ...]

    @classmethod
    def of(cls, setting: Setting, before: SetValue, after: SetValue) -> Self:
        """Return the change between two values as rules hold them."""
        return cls(setting, _plain(before), _plain(after))

    @classmethod
    def from_text(cls, setting: str, text: str) -> Self | None:
        """Return the change out of the log; None where whoever made it erased their account, and the values with it."""
        before, parted, after = text.partition(_TO)
        return cls(Setting(setting), _parted(before), _parted(after)) if parted else None

    def to_text(self) -> str:
        """Return the values as the log keeps them."""
        return _TO.join((_BETWEEN.join(self.before), _BETWEEN.join(self.after)))


def _plain(value: SetValue) -> tuple[str, ...]:
    match value:
        case None:
            return ()
        case bool():
            return (ON if value else OFF,)
        case tuple():
            return tuple(map(str, value))
        case _:
            return (str(value),)


def _parted(text: str) -> tuple[str, ...]:
    return tuple(text.split(_BETWEEN)) if text else ()
