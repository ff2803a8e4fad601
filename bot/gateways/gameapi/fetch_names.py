"""Fetches what the game calls things in other languages than English."""

from collections.abc import Iterable
from typing import Any, Final

from bot.domain.translations import Translation
from bot.gateways.gameapi import answers, api
from bot.gateways.gameapi.api import GameApi, Language, Resource
from bot.gateways.gameapi.fetch import Answers

FOREIGN: Final[tuple[Language, ...]] = ("fr", "de", "es")
_EATEN: Final = frozenset({"Food", "Utility"})
_UPGRADES: Final = frozenset({"Rune", "Sigil"})


async def fetch_names(game_api: GameApi, told: Answers, language: Language) -> Translation:
    """Return the names of the things that were `told` in English and that builds are made of. Raises GameApiError."""

    async def fetch(resource: Resource[Any], entries: Iterable[answers.NumberedEntry]) -> dict[int, str]:
        english = {entry.id: entry.name for entry in entries if entry.name}
        found = await game_api.fetch(resource.named(), english, language=language)
        return {int(one.id): one.name for one in found if one.name and one.name != english.get(int(one.id))}

    return Translation(
        specializations=await fetch(api.SPECIALIZATIONS, told.specializations),
        traits=await fetch(api.TRAITS, told.traits),
        skills=await fetch(api.SKILLS, _played(told)),
        pets=await fetch(api.PETS, told.pets),
        stats=await fetch(api.STATS, told.stats),
        items=await fetch(api.ITEMS, [item for item in told.items if _is_worn(item)]),
    )


def _played(told: Answers) -> list[answers.SkillEntry]:
    """Return the skills of players: half of the API's are those of things and beings."""
    palettes = {skill for entry in told.professions for _, skill in entry.skills_by_palette}
    swaps = {legend.swap for legend in told.legends}
    return [one for one in told.skills if one.professions or one.id in palettes or one.id in swaps]


def _is_worn(item: answers.ItemEntry) -> bool:
    kind = item.details.get("type")
    if item.type == "UpgradeComponent":
        return kind in _UPGRADES and item.name.startswith("Superior ")
    return item.type == "Relic" or (item.type == "Consumable" and kind in _EATEN)
