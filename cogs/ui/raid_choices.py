"""Raids offered while a person types. Never an error, at worst no choice."""

from collections.abc import Iterable
from itertools import islice

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
    return to_choices(await quietly(_found(interaction, current)))


async def suggest_led_raids(interaction: Interaction, current: str) -> list[Choice]:
    """Offer the raids that the person may change."""
    eyes = viewer(interaction)
    return to_choices(raid for raid in await quietly(_found(interaction, current)) if raid.can_lead(eyes))


async def _found(interaction: Interaction, current: str) -> list[Raid]:
    return list(await services(interaction).raids.suggest(viewer(interaction), current))


def to_choices(raids: Iterable[Raid]) -> list[Choice]:
    """Return as many of them as Discord takes."""
    return [app_commands.Choice(name=label_of(raid), value=raid.short_id) for raid in islice(raids, CHOICES)]


def label_of(raid: Raid) -> str:
    """Return the raid as one line of a list to choose from."""
    return f"{clip(raid.title, CHOICE_NAME - _WHEN)} · {raid.starts_here:%Y-%m-%d %H:%M}"
