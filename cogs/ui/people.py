"""Who acts: from Discord's words for a person's rights to ours."""

from typing import TYPE_CHECKING, TypeAlias

import discord

from bot.domain.guild_rules import GuildRules
from bot.domain.ids import GuildId, RoleId, UserId
from bot.domain.preferences import Taste
from bot.domain.viewer import GuildRole, Viewer

if TYPE_CHECKING:
    from bot.app import Bot, Services

Interaction: TypeAlias = "discord.Interaction[Bot]"


def services(interaction: Interaction) -> "Services":
    """Return the services that the bot was given."""
    return interaction.client.services


def viewer(interaction: Interaction) -> Viewer:
    """Return who acts, where, and with which of our roles there.

    Until a guild maps roles itself: leaders are those who may manage events, moderators those who may manage
    messages, admins those who may manage the guild; an admin has all three roles.
    """
    user = UserId(interaction.user.id)
    runs_bot = user in interaction.client.operators
    if interaction.guild_id is None:
        return Viewer(user, runs_bot=runs_bot)
    name = interaction.user.display_name
    return Viewer(user, GuildId(interaction.guild_id), _roles(interaction), name, runs_bot=runs_bot)


def everyone_here(interaction: Interaction) -> Viewer:
    """Return the eyes of whoever reads a message that all in this channel see."""
    return Viewer.anyone_in(GuildId(interaction.guild_id) if interaction.guild_id is not None else None)


def guild_rules(interaction: Interaction) -> GuildRules:
    """Return what the admins of this guild decided; the defaults in a direct message."""
    return services(interaction).rulebook.get(None if interaction.guild_id is None else GuildId(interaction.guild_id))


def taste(interaction: Interaction) -> Taste:
    """Return what the person who acts prefers."""
    return services(interaction).tastes.get(UserId(interaction.user.id))


def _roles(interaction: Interaction) -> GuildRole:
    rights, rules = interaction.permissions, guild_rules(interaction)
    if rights.manage_guild or rights.administrator:
        return GuildRole.LEADER | GuildRole.MODERATOR | GuildRole.ADMIN
    roles = GuildRole(0)
    if _has_one(interaction, rules.leaders) if rules.leaders else rights.manage_events:
        roles |= GuildRole.LEADER
    if _has_one(interaction, rules.moderators) if rules.moderators else rights.manage_messages:
        roles |= GuildRole.MODERATOR
    return roles


def _has_one(interaction: Interaction, roles: tuple[RoleId, ...]) -> bool:
    user = interaction.user
    return isinstance(user, discord.Member) and any(user.get_role(role) is not None for role in roles)
