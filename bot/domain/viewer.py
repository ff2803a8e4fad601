"""Who asks, from where, and with what rights there."""

from dataclasses import dataclass, field
from enum import Flag, auto
from typing import Self

from bot.domain.ids import GuildId, UserId


class GuildRole(Flag):
    """What a person may do in the guild they speak from; the empty flag is a plain member."""

    LEADER = auto()
    MODERATOR = auto()
    ADMIN = auto()


MEMBER = GuildRole(0)


@dataclass(frozen=True, slots=True)
class Viewer:
    """A person in a guild, or in a direct message when `guild` is None."""

    user: UserId
    guild: GuildId | None = None
    roles: GuildRole = MEMBER
    name: str = field(default="", compare=False)
    """What the guild calls them, where that is known: for lists in which no mention is drawn."""
    runs_bot: bool = False
    """Whether they run the bot: what they may see of it, nobody else may."""

    @classmethod
    def anyone_in(cls, guild: GuildId | None) -> Self:
        """Return the reader of a message that all of `guild` see: nobody in particular, owner of nothing."""
        return cls(user=UserId(0), guild=guild)

    def is_leader(self) -> bool:
        """Tell whether this person leads in the guild they speak from."""
        return self.guild is not None and GuildRole.LEADER in self.roles
