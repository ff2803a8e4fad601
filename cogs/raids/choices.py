"""Raids offered while a person types. Never an error, at worst no choice."""

from collections.abc import Iterable

from discord import app_commands

from bot.domain.raids import Raid
from cogs.ui.choices import Choice
from cogs.ui.errors import quietly
from cogs.ui.limits import CHOICE_NAME, CHOICES, clip
from cogs.ui.people import Interaction, services, viewer

_WHEN = 20
"""Characters that the time of a raid takes behind its title."""


async def suggest_raids(interaction: Interaction, current: str) -> list[Choice]:
    """Offer the raids that the person may see; the value is the raid's short id."""
    return _choices(await quietly(_found(interaction, current)))


async def suggest_led_raids(interaction: Interaction, current: str) -> list[Choice]:
    """Offer the raids that the person may change."""
    eyes = viewer(interaction)
    return _choices(raid for raid in await quietly(_found(interaction, current)) if raid.can_lead(eyes))


async def _found(interaction: Interaction, current: str) -> list[Raid]:
    return list(await services(interaction).raids.suggest(viewer(interaction), current))


def _choices(raids: Iterable[Raid]) -> list[Choice]:
    named = [(f"{clip(raid.title, CHOICE_NAME - _WHEN)} · {raid.starts_here:%Y-%m-%d %H:%M}", raid) for raid in raids]
    return [app_commands.Choice(name=name, value=raid.short_id) for name, raid in named[:CHOICES]]
