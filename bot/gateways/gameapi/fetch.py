"""Fetches all that an edition of the game's facts is made of."""

from collections.abc import Collection
from dataclasses import dataclass

from bot.gateways.gameapi import answers, api
from bot.gateways.gameapi.api import GameApi, Resource, T


@dataclass(frozen=True, slots=True, kw_only=True)
class Answers:
    """What the API said, in English."""

    build: int
    professions: tuple[answers.ProfessionEntry, ...]
    specializations: tuple[answers.SpecializationEntry, ...]
    traits: tuple[answers.TraitEntry, ...]
    skills: tuple[answers.SkillEntry, ...]
    legends: tuple[answers.LegendEntry, ...]
    pets: tuple[answers.NumberedEntry, ...]
    stats: tuple[answers.StatEntry, ...]
    items: tuple[answers.ItemEntry, ...]
    items_to: int
    """The highest id of an item that was looked at."""


async def fetch_answers(game_api: GameApi, *, items: Collection[int], items_to: int) -> Answers:
    """Return the API's answers. Of its many items those in `items` are asked for, and all with ids above `items_to`.

    Raises GameApiError; a part is worth nothing without the others.
    """
    build = await game_api.fetch_build()
    newer = [number for number in await game_api.fetch_ids(api.ITEMS) if int(number) > items_to]
    return Answers(
        build=build,
        professions=await _fetch_all(game_api, api.PROFESSIONS),
        specializations=await _fetch_all(game_api, api.SPECIALIZATIONS),
        traits=await _fetch_all(game_api, api.TRAITS),
        skills=await _fetch_all(game_api, api.SKILLS),
        legends=await _fetch_all(game_api, api.LEGENDS),
        pets=await _fetch_all(game_api, api.PETS),
        stats=await _fetch_all(game_api, api.STATS),
        items=await game_api.fetch(api.ITEMS, [*items, *newer]),
        items_to=max([items_to, *map(int, newer)]),
    )


async def _fetch_all(game_api: GameApi, resource: Resource[T]) -> tuple[T, ...]:
    return await game_api.fetch(resource, await game_api.fetch_ids(resource))
