"""Which roles a raid may mention: those that admins chose, else those that everybody may mention."""

import discord

from bot.domain.ids import GuildId
from bot.errors import NotAllowedError
from cogs.ui.people import Interaction, services


async def allowed_roles(interaction: Interaction) -> list[discord.Role]:
    """Return the roles that a raid of this server may mention, by name; never @everyone."""
    guild = interaction.guild
    if guild is None:
        return []
    chosen = await services(interaction).ping_roles.find(GuildId(guild.id))
    roles = [role for role in guild.roles if not role.is_default()]
    return sorted((role for role in roles if is_allowed(role, chosen)), key=lambda role: role.name.casefold())


async def require_allowed(interaction: Interaction, role: discord.Role) -> discord.Role:
    """Return `role`; NotAllowedError("ping") where raids may not mention it."""
    if role not in await allowed_roles(interaction):
        raise NotAllowedError("ping")
    return role


def is_allowed(role: discord.Role, chosen: tuple[int, ...]) -> bool:
    """Tell whether raids may mention `role`, where admins chose `chosen`."""
    return not role.is_default() and (role.id in chosen if chosen else role.mentionable)
