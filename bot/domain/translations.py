"""The game's own names in languages other than English, as far as they were fetched. English stands for the rest.

A translated value serves to be shown. What is reckoned with names, such as which of a build's skills are one, is
reckoned with the English ones, or the same build would be judged differently by readers of two languages. Weapon
types keep their English names, which are keys of other tables; the game's API has no others.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, fields, replace
from types import MappingProxyType
from typing import Protocol, TypeVar

from bot.domain.gamedata import GameData, Legend, Skill
from bot.domain.gear.equipment import Combination, Equipment, Item, ItemKind
from bot.domain.giving import Giving
from bot.domain.supplies import Source

Names = Mapping[int, str]


def _none() -> Names:
    return MappingProxyType({})


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Translation:
    """The names of one language, by id; an id without a name of its own is not there."""

    specializations: Names = field(default_factory=_none)
    traits: Names = field(default_factory=_none)
    skills: Names = field(default_factory=_none)
    pets: Names = field(default_factory=_none)
    stats: Names = field(default_factory=_none)
    """Of item stats, by whose ids combinations go."""
    items: Names = field(default_factory=_none)


KINDS = tuple(one.name for one in fields(Translation))


_WORN = frozenset((ItemKind.RUNE, ItemKind.SIGIL, ItemKind.RELIC))


class _Thing(Protocol):
    @property
    def name(self) -> str | None: ...


_T = TypeVar("_T", bound=_Thing)


def translate_game(game: GameData, words: Translation) -> GameData:
    """Return the same game with the names of `words`; what has none shares the former's values."""
    skills = _named(game.skills, words.skills)
    return replace(
        game,
        specializations=_named(game.specializations, words.specializations),
        traits=_named(game.traits, words.traits),
        skills=skills,
        palettes=MappingProxyType({one: _known(palettes, skills) for one, palettes in game.palettes.items()}),
        legends=MappingProxyType({one: _legend(legend, skills, words) for one, legend in game.legends.items()}),
        pets=_named(game.pets, words.pets),
    )


def translate_equipment(equipment: Equipment, words: Translation) -> Equipment:
    """Return the same equipment with the names of `words`, likewise."""
    combinations: Mapping[int, Combination] = _named(equipment.combinations, words.stats)
    items = {kind: _items(things, words.items) for kind, things in equipment.items.items()}
    return replace(equipment, combinations=combinations, items=MappingProxyType(items))


def translate_giving(giving: Giving, game: GameData, equipment: Equipment) -> Giving:
    """Return the same with its sources called as `game` and `equipment` call them; their order stays."""

    def source(one: Source) -> Source:
        if one.type == "skill" and one.id in game.skills:
            return replace(one, name=game.skills[one.id].name)
        if one.type == "trait" and one.id in game.traits:
            return replace(one, name=game.traits[one.id].name)
        if one.type in _WORN and (item := equipment.get_item(ItemKind(one.type), one.id)):
            return replace(one, name=item.name)
        return one

    def sources(several: tuple[Source, ...]) -> tuple[Source, ...]:
        return tuple([source(one) for one in several])

    combos = giving.combos
    return replace(
        giving,
        supplies=tuple([replace(one, sources=sources(one.sources)) for one in giving.supplies]),
        grants=tuple([replace(one, source=source(one.source)) for one in giving.grants]),
        support=tuple([replace(one, sources=sources(one.sources)) for one in giving.support]),
        combos=replace(
            combos,
            fields=tuple([replace(one, source=source(one.source)) for one in combos.fields]),
            finishers=tuple([replace(one, source=source(one.source)) for one in combos.finishers]),
        ),
    )


def _named(things: Mapping[int, _T], names: Names) -> Mapping[int, _T]:
    renamed = {number: replace(things[number], name=name) for number, name in names.items() if number in things}  # type: ignore[type-var]
    return MappingProxyType({**things, **renamed})


def _known(palettes: Mapping[int, Skill], skills: Mapping[int, Skill]) -> Mapping[int, Skill]:
    return MappingProxyType({palette: skills[skill.id] for palette, skill in palettes.items()})


def _legend(legend: Legend, skills: Mapping[int, Skill], words: Translation) -> Legend:
    """A legend is called like the skill that calls upon it."""
    return replace(legend, name=words.skills.get(legend.swap, legend.name), skills=_known(legend.skills, skills))


def _items(things: Mapping[int, Item], names: Names) -> Mapping[int, Item]:
    """Several ids of one item stay one value."""
    renamed = {item.id: replace(item, name=names[item.id]) for item in things.values() if item.id in names}
    return MappingProxyType({number: renamed.get(item.id, item) for number, item in things.items()})
