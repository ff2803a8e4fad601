"""Roles that places wish for: offered while somebody types, in their language, and known by it."""

from discord import app_commands

from bot.domain.suggestions import is_similar, typed_key
from cogs.ui.choices import Choice
from cogs.ui.limits import CHOICES
from cogs.ui.people import Interaction, services
from cogs.ui.terms import role_name
from cogs.ui.words import reader


async def suggest_roles(interaction: Interaction, current: str) -> list[Choice]:
    """Offer the roles whose name holds what was typed, then those much like it."""
    typed, named = typed_key(current), _named(interaction)
    held = [name for name, role in named.items() if typed in typed_key(name) or typed in role]
    alike = [name for name in named if name not in held and is_similar(typed_key(name), typed)]
    return [app_commands.Choice(name=name, value=named[name]) for name in [*held, *alike][:CHOICES]]


def role_id(typed: str, interaction: Interaction) -> str:
    """Return the id of the role that somebody named instead of choosing it; other words stay for the service."""
    ids = {typed_key(name): role for name, role in _named(interaction).items()}
    return ids.get(typed_key(typed), typed)


def _named(interaction: Interaction) -> dict[str, str]:
    words = reader(interaction)
    return {role_name(role, words): role for role in services(interaction).teams.roles}
