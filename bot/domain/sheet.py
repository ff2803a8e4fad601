"""A build template with the names of everything in it and with all that is wrong: what a reader is shown."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from bot.domain.gamedata import GameData, Skill, Specialization
from bot.domain.legality import Defect, find_defects
from bot.domain.professions import Profession
from bot.domain.template import BuildTemplate, SkillBar, TraitLine
from bot.domain.titles import elite_of


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
    """As `elite_of` finds it; an elite line of another profession stands among `lines` alone."""
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
    names = _names_of(game)
    profession, pets, legends = template.profession, template.pets, template.legends
    one, two, three = template.lines
    return BuildSheet(
        template=template,
        profession=profession,
        elite=elite_of(template, game),
        lines=(names.get_line(one), names.get_line(two), names.get_line(three)),
        land=_name_bar(template.land, names.get_bar(profession, legends.land[0] if legends else 0)),
        water=_name_bar(template.water, names.get_bar(profession, legends.water[0] if legends else 0)),
        weapons=tuple([names.weapons.get(number) or Named(number, None) for number in template.weapons]),
        overrides=tuple([_name_override(number, game) for number in template.overrides]),
        pets_land=_name_pair(pets.land, names.pets) if pets else None,
        pets_water=_name_pair(pets.water, names.pets) if pets else None,
        legends_land=_name_pair(legends.land, names.legends) if legends else None,
        legends_water=_name_pair(legends.water, names.legends) if legends else None,
        inactive_land=_name_inactive(legends.inactive_land, legends.land[1], names) if legends else None,
        inactive_water=_name_inactive(legends.inactive_water, legends.water[1], names) if legends else None,
        defects=find_defects(template, game),
    )


_Skills = Mapping[int, SheetSkill]
_Tiers = tuple[tuple[SheetTrait | None, ...], ...]


class _Names:
    """The named parts that sheets are put together of, made once for all builds: they are most of a sheet."""

    __slots__ = ("_bars", "_lines", "legends", "pets", "weapons")

    def __init__(self, game: GameData) -> None:
        self.weapons = {number: Named(number, thing.name) for number, thing in game.weapons.items()}
        self.pets = {number: Named(number, thing.name) for number, thing in game.pets.items()}
        self.legends = {number: Named(number, thing.name) for number, thing in game.legends.items()}
        self._lines = {number: (line, _name_tiers(line, game)) for number, line in game.specializations.items()}
        self._bars: dict[tuple[Profession, int], _Skills] = {
            (profession, 0): _name_skills(skills) for profession, skills in game.palettes.items()
        }
        plain = self._bars[Profession.REVENANT, 0]
        bare = {palette: skill for palette, skill in plain.items() if palette not in game.legend_palettes}
        self._bars[Profession.REVENANT, 0] = bare
        for number, legend in game.legends.items():
            self._bars[Profession.REVENANT, number] = {**bare, **_name_skills(legend.skills)}

    def get_line(self, line: TraitLine) -> SheetLine | None:
        """Return the named line, None for an empty one."""
        number = line.specialization
        if not number:
            return None
        if number not in self._lines:
            return SheetLine(number, None, elite=False, traits=(None, None, None))
        known, (adepts, masters, grandmasters) = self._lines[number]
        one, two, three = line.traits
        return SheetLine(number, known.name, known.elite, (adepts[one], masters[two], grandmasters[three]))

    def get_bar(self, profession: Profession, legend: int) -> _Skills:
        """Return the named skills of a bar by palette id; an unknown legend has none of its own."""
        return self._bars.get((profession, legend)) or self._bars[profession, 0]


@lru_cache(maxsize=4)
def _names_of(game: GameData) -> _Names:
    return _Names(game)


def _name_tiers(line: Specialization, game: GameData) -> _Tiers:
    return tuple(tuple(_name_trait(line.id, tier, choice, game) for choice in range(4)) for tier in range(3))


def _name_trait(specialization: int, tier: int, choice: int, game: GameData) -> SheetTrait | None:
    trait = game.get_trait(specialization, tier, choice)
    return SheetTrait(trait.id, trait.name, tier, choice) if trait else None


def _name_skills(skills: Mapping[int, Skill]) -> _Skills:
    return {palette: SheetSkill(palette, skill.id, skill.name) for palette, skill in skills.items()}


def _name_bar(bar: SkillBar, skills: _Skills) -> SheetBar:
    heal, elite = _name_skill(bar.heal, skills), _name_skill(bar.elite, skills)
    return SheetBar(heal, _name_three(bar.utility, skills), elite)


def _name_inactive(palettes: tuple[int, int, int], legend: int, names: _Names) -> SkillTriple:
    return _name_three(palettes, names.get_bar(Profession.REVENANT, legend))


def _name_three(palettes: tuple[int, int, int], skills: _Skills) -> SkillTriple:
    one, two, three = palettes
    return (_name_skill(one, skills), _name_skill(two, skills), _name_skill(three, skills))


def _name_skill(palette: int, skills: _Skills) -> SheetSkill | None:
    if not palette:
        return None
    return skills.get(palette) or SheetSkill(palette, None, None)


def _name_override(number: int, game: GameData) -> Named:
    skill = game.skills.get(number)
    return Named(number, skill.name if skill else None)


def _name_pair(pair: tuple[int, int], things: Mapping[int, Named]) -> NamedPair:
    one, two = pair
    return (
        (things.get(one) or Named(one, None)) if one else None,
        (things.get(two) or Named(two, None)) if two else None,
    )
