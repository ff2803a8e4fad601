"""From a character's build tab, as the API tells it, to a build template. What our facts do not know is counted.

The API names skills where build codes have palette ids. A skill with several is written by the highest: public codes
have 4857 for the Elite Mortar Kit three times as often as 408, and 4878 for the Bulwark Gyro (259 codes, counted
2026-11-25).

A legend's skills are always the same, so they are known also where the API does not tell them, as for the legend that
is not invoked; only the order of its utilities is then that of the game's own list.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Final, TypeVar

from bot.domain.characters import BuildTab, Lack
from bot.domain.gamedata import GameData, Legend
from bot.domain.professions import Profession
from bot.domain.template import BuildTemplate, Legends, Pets, SkillBar, TraitLine
from bot.gateways.gameapi.account_answers import BarAnswer, BuildAnswer, BuildTabAnswer, LineAnswer

T = TypeVar("T")
Three = tuple[int, int, int]

_HEAL: Final = 4572
_UTILITIES: Final = (4614, 4651, 4564)
_ELITE: Final = 4554
"""Palette ids of a revenant's bar. Source: GW2 wiki, Chat link format; read 2026-11-22."""
_PROFESSIONS: Final = {profession.display: profession for profession in Profession}
_BYTE: Final = 0xFF


def read_build_tab(answer: BuildTabAnswer, game: GameData) -> BuildTab | None:
    """Return the tab; None for a profession that is not known."""
    build = answer.build
    profession = _PROFESSIONS.get(build.profession)
    if profession is None:
        return None
    lacks: Counter[Lack] = Counter()
    first, second, third = (_line(line, game, lacks) for line in _padded(build.specializations, 3))
    legends, (land, water) = None, _bars(build, profession, game, lacks)
    if profession is Profession.REVENANT:
        legends, land, water = _revenant(build, game, lacks)
    template = BuildTemplate(
        profession=profession,
        lines=(first, second, third),
        land=land,
        water=water,
        pets=_pets(build, game, lacks) if profession is Profession.RANGER else None,
        legends=legends,
    )
    return BuildTab(answer.tab, " ".join((build.name or "").split()), answer.is_active, template, dict(+lacks))


def _line(line: LineAnswer | None, game: GameData, lacks: Counter[Lack]) -> TraitLine:
    if line is None or not line.id:
        return TraitLine()
    known = game.specializations.get(line.id)
    if known is None:
        lacks[Lack.TRAITS] += 1
        return TraitLine(line.id if line.id <= _BYTE else 0)
    first, second, third = (
        _choice(trait, known.major[3 * tier : 3 * tier + 3], lacks)
        for tier, trait in enumerate(_padded(line.traits, 3))
    )
    return TraitLine(line.id, (first, second, third))


def _choice(trait: int | None, choices: Sequence[int], lacks: Counter[Lack]) -> int:
    """Return which of a tier's traits it is, from 1; 0 for none, and for one that is not there."""
    if trait in choices:
        return choices.index(trait) + 1
    lacks[Lack.TRAITS] += bool(trait)
    return 0


def _bars(
    build: BuildAnswer, profession: Profession, game: GameData, lacks: Counter[Lack]
) -> tuple[SkillBar, SkillBar]:
    if profession is Profession.REVENANT:
        return SkillBar(), SkillBar()
    palettes: dict[int, int] = {skill.id: palette for palette, skill in sorted(game.palettes[profession].items())}
    return _bar(build.skills, palettes, lacks), _bar(build.aquatic_skills, palettes, lacks)


def _bar(bar: BarAnswer, palettes: Mapping[int, int], lacks: Counter[Lack]) -> SkillBar:
    heal, first, second, third, elite = (
        _palette(skill, palettes, lacks) for skill in (bar.heal, *_padded(bar.utilities, 3), bar.elite)
    )
    return SkillBar(heal, (first, second, third), elite)


def _palette(skill: int | None, palettes: Mapping[int, int], lacks: Counter[Lack]) -> int:
    palette = palettes.get(skill or 0, 0)
    lacks[Lack.SKILLS] += bool(skill) and not palette
    return palette


def _pets(build: BuildAnswer, game: GameData, lacks: Counter[Lack]) -> Pets:
    told = build.pets
    land, water = (_padded(pets, 2) for pets in ((told.terrestrial, told.aquatic) if told else ((), ())))
    one, two, three, four = (_known(pet, game.pets, lacks) for pet in (*land, *water))
    return Pets((one, two), (three, four))


def _revenant(build: BuildAnswer, game: GameData, lacks: Counter[Lack]) -> tuple[Legends, SkillBar, SkillBar]:
    land, land_bar = _medium(build.legends, build.skills, game, lacks)
    water, water_bar = _medium(build.aquatic_legends, build.aquatic_skills, game, lacks)
    return Legends(land, water, _inactive(land[1]), _inactive(water[1])), land_bar, water_bar


def _medium(
    told: Sequence[str | None] | None, bar: BarAnswer, game: GameData, lacks: Counter[Lack]
) -> tuple[tuple[int, int], SkillBar]:
    """Return the two legends, the one that the bar is of first, and that bar."""
    one, two = (_known(_legend_number(legend), game.legends, lacks) for legend in _padded(told or (), 2))
    skills = {bar.heal, *bar.utilities, bar.elite}
    if _count_own(game.legends.get(two), skills) > _count_own(game.legends.get(one), skills):
        one, two = two, one
    active = game.legends.get(one)
    if active is None:
        lacks[Lack.SKILLS] += sum(1 for skill in skills if skill)
        return (one, two), SkillBar()
    places: dict[int, int] = {skill.id: palette for palette, skill in active.skills.items() if palette in _UTILITIES}
    said = [places.get(skill or 0, 0) for skill in _padded(bar.utilities, 3)]
    rest = [palette for palette in _UTILITIES if palette not in said]
    first, second, third = (palette or rest.pop(0) for palette in said)
    return (one, two), SkillBar(_HEAL, (first, second, third), _ELITE)


def _inactive(legend: int) -> Three:
    return _UTILITIES if legend else (0, 0, 0)


def _count_own(legend: Legend | None, skills: Iterable[int | None]) -> int:
    own = {skill.id for skill in legend.skills.values()} if legend else set()
    return len(own & set(skills))


def _legend_number(legend: str | None) -> int | None:
    number = (legend or "").removeprefix("Legend")
    return int(number) if number.isascii() and number.isdigit() else None


def _known(number: int | None, known: Mapping[int, object], lacks: Counter[Lack]) -> int:
    if number is not None and number in known:
        return number
    lacks[Lack.SKILLS] += bool(number)
    return 0


def _padded(places: Sequence[T | None], length: int) -> list[T | None]:
    return [*places, *[None] * length][:length]
