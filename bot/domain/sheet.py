"""A build template with the names of everything in it and with all that is wrong: what a reader is shown."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Protocol

from bot.domain.gamedata import GameData, Specialization
from bot.domain.legality import Defect, find_defects
from bot.domain.professions import Profession
from bot.domain.template import BuildTemplate, SkillBar, TraitLine


@dataclass(frozen=True, slots=True)
class SheetTrait:
    """A chosen trait."""

    id: int
    name: str | None
    tier: int
    """0 adept, 1 master, 2 grandmaster."""
    choice: int
    """1 top, 2 middle, 3 bottom."""


@dataclass(frozen=True, slots=True)
class SheetLine:
    """A trait line; unknown ones have no name and no traits."""

    id: int
    name: str | None
    elite: bool
    traits: tuple[SheetTrait | None, SheetTrait | None, SheetTrait | None]


@dataclass(frozen=True, slots=True)
class SheetSkill:
    """A skill on a bar; `id` and `name` are None where nothing is known to have the palette id."""

    palette: int
    id: int | None
    name: str | None


SkillTriple = tuple[SheetSkill | None, SheetSkill | None, SheetSkill | None]


@dataclass(frozen=True, slots=True)
class SheetBar:
    """The skills of one medium; None is an empty slot."""

    heal: SheetSkill | None
    utility: SkillTriple
    elite: SheetSkill | None


@dataclass(frozen=True, slots=True)
class Named:
    """A weapon, a skill, a pet or a legend; `name` is None where the id is unknown."""

    id: int
    name: str | None


NamedPair = tuple[Named | None, Named | None]


@dataclass(frozen=True, slots=True, kw_only=True)
class BuildSheet:
    """What a template says, in names."""

    template: BuildTemplate
    profession: Profession
    elite: Specialization | None
    """The first elite line, wherever it stands; of another profession too, then `defects` tells so."""
    lines: tuple[SheetLine | None, SheetLine | None, SheetLine | None]
    land: SheetBar
    water: SheetBar
    weapons: tuple[Named, ...]
    overrides: tuple[Named, ...]
    pets_land: NamedPair | None
    """Rangers only."""
    pets_water: NamedPair | None
    legends_land: NamedPair | None
    """Revenants only; the active legend first."""
    legends_water: NamedPair | None
    inactive_land: SkillTriple | None
    """Revenants only: the utilities of the legend that is not active."""
    inactive_water: SkillTriple | None
    defects: tuple[Defect, ...]
    """Everything that makes the build impossible in the game; empty for a build that can be played."""


def describe(template: BuildTemplate, game: GameData) -> BuildSheet:
    """Name everything in `template`, and list what is wrong with it."""
    profession, pets, legends = template.profession, template.pets, template.legends
    one, two, three = template.lines
    lines = (_name_line(one, game), _name_line(two, game), _name_line(three, game))
    return BuildSheet(
        template=template,
        profession=profession,
        elite=next((game.specializations[line.id] for line in lines if line and line.elite), None),
        lines=lines,
        land=_name_bar(template.land, profession, legends.land[0] if legends else 0, game),
        water=_name_bar(template.water, profession, legends.water[0] if legends else 0, game),
        weapons=tuple(_name(number, game.weapons) for number in template.weapons),
        overrides=tuple(_name(number, game.skills) for number in template.overrides),
        pets_land=_name_pair(pets.land, game.pets) if pets else None,
        pets_water=_name_pair(pets.water, game.pets) if pets else None,
        legends_land=_name_pair(legends.land, game.legends) if legends else None,
        legends_water=_name_pair(legends.water, game.legends) if legends else None,
        inactive_land=_name_triple(legends.inactive_land, profession, legends.land[1], game) if legends else None,
        inactive_water=_name_triple(legends.inactive_water, profession, legends.water[1], game) if legends else None,
        defects=find_defects(template, game),
    )


def _name_line(line: TraitLine, game: GameData) -> SheetLine | None:
    number = line.specialization
    if not number:
        return None
    known = game.specializations.get(number)
    adept, master, grandmaster = line.traits
    traits = (
        _name_trait(number, 0, adept, game),
        _name_trait(number, 1, master, game),
        _name_trait(number, 2, grandmaster, game),
    )
    return SheetLine(number, known.name if known else None, known is not None and known.elite, traits)


def _name_trait(specialization: int, tier: int, choice: int, game: GameData) -> SheetTrait | None:
    trait = game.get_trait(specialization, tier, choice)
    return SheetTrait(trait.id, trait.name, tier, choice) if trait else None


def _name_bar(bar: SkillBar, profession: Profession, legend: int, game: GameData) -> SheetBar:
    return SheetBar(
        _name_skill(bar.heal, profession, legend, game),
        _name_triple(bar.utility, profession, legend, game),
        _name_skill(bar.elite, profession, legend, game),
    )


def _name_triple(palettes: tuple[int, int, int], profession: Profession, legend: int, game: GameData) -> SkillTriple:
    one, two, three = palettes
    return (
        _name_skill(one, profession, legend, game),
        _name_skill(two, profession, legend, game),
        _name_skill(three, profession, legend, game),
    )


def _name_skill(palette: int, profession: Profession, legend: int, game: GameData) -> SheetSkill | None:
    if not palette:
        return None
    skill = game.get_skill(profession, palette, legend)
    return SheetSkill(palette, skill.id, skill.name) if skill else SheetSkill(palette, None, None)


class _HasName(Protocol):
    @property
    def name(self) -> str | None: ...


def _name(number: int, things: Mapping[int, _HasName]) -> Named:
    thing = things.get(number)
    return Named(number, thing.name if thing else None)


def _name_pair(pair: tuple[int, int], things: Mapping[int, _HasName]) -> NamedPair:
    one, two = pair
    return (_name(one, things) if one else None, _name(two, things) if two else None)
