"""What a guild's admins decide for all of it."""

from dataclasses import dataclass

from bot.domain.ids import ChannelId, RoleId
from bot.domain.manners import LinkRule


@dataclass(frozen=True, slots=True)
class GuildRules:
    """What was set; a guild that never set anything has these defaults.

    Where no role was chosen, Discord's own permissions say who leads and who moderates.
    """

    leaders: tuple[RoleId, ...] = ()
    """Roles whose members lead raids."""
    moderators: tuple[RoleId, ...] = ()
    log_channel: ChannelId | None = None
    """Where what moderators did is posted."""
    language: str | None = None
    """Of what all see ("fr"); None for the one that is set in Discord."""
    zone: str | None = None
    """The time zone of those who never named theirs, by its IANA name."""
    learns: bool = True
    """Whether anonymous learning may use what happens in this guild."""
    links: LinkRule = LinkRule.NO_INVITES
    """What names and notes that all see may lead to."""
    raids_channel: ChannelId | None = None
    """Where raids are posted, unless their leader says otherwise; None for where they are planned."""


DEFAULTS = GuildRules()
ROLES_MOST = 25
"""Roles that can be chosen for one purpose."""
