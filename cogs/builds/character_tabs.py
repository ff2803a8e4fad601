"""From a character's tabs to text and options: pure, values in and strings out."""

from collections.abc import Collection

import discord

from bot.domain.characters import BuildTab, CharacterTabs, EquipmentTab, Lack, Lacks
from bot.domain.gamedata import GameData
from bot.domain.titles import title_of
from bot.services.gear import Wardrobe
from cogs.builds import characters_text as text
from cogs.builds.gear import name_stats
from cogs.ui.limits import CHOICE_NAME, CHOICES, clip
from cogs.ui.markup import shown
from cogs.ui.words import Words

_DOT = " · "
_TAB_NAME = 60


def render_choice(tabs: CharacterTabs, builds: Collection[int], gear: int, words: Words) -> str:
    """Return whose tabs these are, and what is chosen."""
    head = f"## {shown(tabs.character)}"
    if not tabs.builds:
        return f"{head}\n{words(text.NO_BUILDS)}"
    worn = next((tab for tab in tabs.equipment if tab.number == gear), None)
    named = shown(_name(worn, words), limit=_TAB_NAME) if worn else words(text.NO_GEAR)
    chosen = words.n(text.CHOSEN_ONE, text.CHOSEN_MANY, len(builds), gear=named)
    return "\n".join([head, words(text.HOW), chosen, f"-# {words(text.UNTOLD)}"])


def to_build_options(
    tabs: CharacterTabs, chosen: Collection[int], game: GameData, words: Words
) -> list[discord.SelectOption]:
    """Return the build tabs to choose from."""
    return [
        discord.SelectOption(
            label=clip(_name(tab, words), CHOICE_NAME),
            value=str(tab.number),
            description=clip(_with_use(title_of(tab.template, game), tab, words), CHOICE_NAME),
            default=tab.number in chosen,
        )
        for tab in tabs.builds[:CHOICES]
    ]


def to_gear_options(
    tabs: CharacterTabs, chosen: int, wardrobe: Wardrobe, game: GameData, words: Words
) -> list[discord.SelectOption]:
    """Return the equipment tabs to choose from, and none of them."""
    options = [
        discord.SelectOption(
            label=clip(_name(tab, words), CHOICE_NAME),
            value=str(tab.number),
            description=clip(_with_use(_worn(tab, wardrobe, game, words), tab, words), CHOICE_NAME),
            default=tab.number == chosen,
        )
        for tab in tabs.equipment[: CHOICES - 1]
    ]
    none = discord.SelectOption(
        label=words(text.NO_GEAR), value="0", description=words(text.NO_GEAR_TOO), default=not chosen
    )
    return [*options, none]


def render_lacks(lacks: Lacks, words: Words) -> str:
    """Return what could not be taken along; empty where there is nothing."""
    told = [words.n(*text.LACKS[lack.value], lacks[lack]) for lack in Lack if lacks.get(lack)]
    return "\n".join([f"⚠️ {words(text.LACKS_HEAD)}", *(f"- {one}" for one in told)]) if told else ""


def _name(tab: BuildTab | EquipmentTab, words: Words) -> str:
    return tab.name or words(text.TAB, number=tab.number)


def _with_use(told: str, tab: BuildTab | EquipmentTab, words: Words) -> str:
    return f"{words(text.WORN)}{_DOT}{told}" if tab.is_active else told


def _worn(tab: EquipmentTab, wardrobe: Wardrobe, game: GameData, words: Words) -> str:
    held = [" + ".join(game.weapons[one].name for one in pair.weapons if one) for pair in tab.gear.sets]
    weapons = " / ".join(filter(None, held)) or words(text.UNARMED)
    return _DOT.join([weapons, *name_stats(tab.gear, wardrobe, words)])
