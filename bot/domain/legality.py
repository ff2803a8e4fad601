"""What is impossible in the game about a build template, told in full: one defect per thing that is wrong.

An empty slot is no defect, and neither is anything that the game data cannot tell. The words that people read stand
beside the commands; `str()` of a defect is for the command line and for logs.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from bot.domain.gamedata import GameData, Legend, Skill, WeaponUse
from bot.domain.template import BuildTemplate, Legends, Pets, SkillBar


class DefectKind(StrEnum):
    """What can be wrong; the value is a stable name that words can be looked up by."""

    UNKNOWN_LINE = "unknown-line"
    FOREIGN_LINE = "foreign-line"
    DUPLICATE_LINE = "duplicate-line"
    MISPLACED_ELITE = "misplaced-elite"
    SECOND_ELITE = "second-elite"
    TRAITS_WITHOUT_LINE = "traits-without-line"
    SPARE_TRAIT_BITS = "spare-trait-bits"
    UNKNOWN_SKILL = "unknown-skill"
    FOREIGN_SKILL = "foreign-skill"
    MISPLACED_SKILL = "misplaced-skill"
    LOCKED_SKILL = "locked-skill"
    DUPLICATE_SKILL = "duplicate-skill"
    DRY_SKILL = "dry-skill"
    SKILL_WITHOUT_LEGEND = "skill-without-legend"
    UNKNOWN_PET = "unknown-pet"
    UNKNOWN_LEGEND = "unknown-legend"
    LOCKED_LEGEND = "locked-legend"
    DUPLICATE_LEGEND = "duplicate-legend"
    DRY_LEGEND = "dry-legend"
    SPARE_BYTES = "spare-bytes"
    UNKNOWN_WEAPON = "unknown-weapon"
    FOREIGN_WEAPON = "foreign-weapon"
    DUPLICATE_WEAPON = "duplicate-weapon"
    TOO_MANY_WEAPONS = "too-many-weapons"
    UNKNOWN_OVERRIDE = "unknown-override"
    FOREIGN_OVERRIDE = "foreign-override"
    DUPLICATE_OVERRIDE = "duplicate-override"


@dataclass(frozen=True, slots=True)
class Defect:
    """One thing that is wrong."""

    kind: DefectKind
    where: str
    """The place in plain English, such as "line 1", "land utility 2" or "weapon 3"."""
    name: str
    """The thing in that place by its name, or by its number if it has none."""

    def __str__(self) -> str:
        return f"{self.where}: {_SENTENCES[self.kind].format(name=self.name)}"


@dataclass(frozen=True, slots=True)
class _Slot:
    where: str
    kind: str
    """As `Skill.slot` has it."""
    in_water: bool


def find_defects(template: BuildTemplate, game: GameData) -> tuple[Defect, ...]:
    """List every defect, in the order in which a code names things: lines, skills, pets, legends, weapons."""
    return (
        *_find_in_lines(template, game),
        *_find_in_skills(template, game),
        *(_find_in_pets(template.pets, game) if template.pets else ()),
        *(_find_in_legends(template.legends, template, game) if template.legends else ()),
        *([Defect(DefectKind.SPARE_BYTES, "bytes 28-43", template.spare.hex(" "))] if template.spare else ()),
        *_find_in_weapons(template, game),
        *_find_in_overrides(template, game),
    )


def _find_in_lines(template: BuildTemplate, game: GameData) -> Iterator[Defect]:
    for place, line in enumerate(template.lines):
        where = f"line {place + 1}"
        if line.spare:
            yield Defect(DefectKind.SPARE_TRAIT_BITS, where, f"{line.spare:02b}")
        if line.specialization:
            yield from _find_in_line(template, place, where, game)
        elif any(line.traits):
            yield Defect(DefectKind.TRAITS_WITHOUT_LINE, where, "-".join(map(str, line.traits)))


def _find_in_line(template: BuildTemplate, place: int, where: str, game: GameData) -> Iterator[Defect]:
    number = template.lines[place].specialization
    before = [line.specialization for line in template.lines[:place]]
    line = game.specializations.get(number)
    if line is None:
        yield Defect(DefectKind.UNKNOWN_LINE, where, str(number))
    elif line.profession is not template.profession:
        yield Defect(DefectKind.FOREIGN_LINE, where, line.name)
    if number in before:
        yield Defect(DefectKind.DUPLICATE_LINE, where, line.name if line else str(number))
    if line and line.elite:
        if place != _ELITE_PLACE:
            yield Defect(DefectKind.MISPLACED_ELITE, where, line.name)
        others = (game.specializations.get(other) for other in before if other != number)
        if any(other.elite for other in others if other):
            yield Defect(DefectKind.SECOND_ELITE, where, line.name)


def _find_in_skills(template: BuildTemplate, game: GameData) -> Iterator[Defect]:
    legends = template.legends or _NO_LEGENDS
    yield from _find_in_bar(template, game, _LAND, _bar(template.land), legends.land[0])
    yield from _find_in_bar(template, game, _WATER, _bar(template.water), legends.water[0])
    if template.legends:
        yield from _find_in_bar(template, game, _INACTIVE_LAND, legends.inactive_land, legends.land[1])
        yield from _find_in_bar(template, game, _INACTIVE_WATER, legends.inactive_water, legends.water[1])


def _find_in_bar(
    template: BuildTemplate,
    game: GameData,
    slots: tuple[_Slot, ...],
    palettes: tuple[int, ...],
    legend: int,
) -> Iterator[Defect]:
    """Look at a bar with the given slots; `legend` is whose skills a revenant has there."""
    seen: set[int] = set()
    for slot, palette in zip(slots, palettes, strict=True):
        if not palette:
            continue
        # What is wrong with a legend is told once, not again for each of its skills.
        of_legend = template.legends is not None and palette in game.legend_palettes
        skill = game.get_skill(template.profession, palette, legend)
        if skill is None:
            if not of_legend:
                yield _missing_skill(game, slot.where, palette)
            elif not legend:
                yield Defect(DefectKind.SKILL_WITHOUT_LEGEND, slot.where, str(palette))
            continue
        name = skill.name or f"skill {skill.id}"
        if skill.slot is not None and skill.slot != slot.kind:
            yield Defect(DefectKind.MISPLACED_SKILL, slot.where, name)
        if not of_legend:
            yield from _find_in_own_skill(skill, name, slot, template)
        if skill.id in seen:
            yield Defect(DefectKind.DUPLICATE_SKILL, slot.where, name)
        seen.add(skill.id)


def _find_in_own_skill(skill: Skill, name: str, slot: _Slot, template: BuildTemplate) -> Iterator[Defect]:
    if skill.specialization and _is_locked(skill.specialization, template):
        yield Defect(DefectKind.LOCKED_SKILL, slot.where, name)
    if slot.in_water and _ON_LAND_ALONE in skill.flags:
        yield Defect(DefectKind.DRY_SKILL, slot.where, name)


def _missing_skill(game: GameData, where: str, palette: int) -> Defect:
    """Name a skill of others if all who have this palette id mean the same one by it."""
    owned = {skills[palette] for skills in game.palettes.values() if palette in skills}
    if not owned:
        return Defect(DefectKind.UNKNOWN_SKILL, where, str(palette))
    names = {skill.name for skill in owned if palette not in game.legend_palettes}
    return Defect(DefectKind.FOREIGN_SKILL, where, (len(names) == 1 and names.pop()) or str(palette))


def _find_in_pets(pets: Pets, game: GameData) -> Iterator[Defect]:
    for where, number in zip(_PET_PLACES, (*pets.land, *pets.water), strict=True):
        if number and number not in game.pets:
            yield Defect(DefectKind.UNKNOWN_PET, where, str(number))


def _find_in_legends(legends: Legends, template: BuildTemplate, game: GameData) -> Iterator[Defect]:
    for medium, pair in (("land", legends.land), ("water", legends.water)):
        for place, number in enumerate(pair):
            if not number:
                continue
            where = f"{medium} legend {place + 1}"
            legend = game.legends.get(number)
            if legend is None:
                yield Defect(DefectKind.UNKNOWN_LEGEND, where, str(number))
            elif legend.specialization and _is_locked(legend.specialization, template):
                yield Defect(DefectKind.LOCKED_LEGEND, where, legend.name)
            if legend and medium == "water" and _is_dry(legend, game):
                yield Defect(DefectKind.DRY_LEGEND, where, legend.name)
            if number in pair[:place]:
                yield Defect(DefectKind.DUPLICATE_LEGEND, where, legend.name if legend else str(number))


def _is_dry(legend: Legend, game: GameData) -> bool:
    """Tell whether nobody can call upon it under water; its skills' own flags do not tell."""
    swap = game.skills.get(legend.swap)
    return swap is not None and _ON_LAND_ALONE in swap.flags


def _find_in_weapons(template: BuildTemplate, game: GameData) -> Iterator[Defect]:
    wielded = game.professions[template.profession].weapons
    uses: list[WeaponUse] = []
    for place, number in enumerate(template.weapons):
        where = f"weapon {place + 1}"
        weapon = game.weapons.get(number)
        if number in template.weapons[:place]:
            yield Defect(DefectKind.DUPLICATE_WEAPON, where, weapon.name if weapon else str(number))
        elif weapon is None:
            yield Defect(DefectKind.UNKNOWN_WEAPON, where, str(number))
        elif weapon.name not in wielded:
            yield Defect(DefectKind.FOREIGN_WEAPON, where, weapon.name)
        else:
            uses.append(wielded[weapon.name])
    if not _fit_two_sets(uses):
        yield Defect(DefectKind.TOO_MANY_WEAPONS, "weapons", f"{len(uses)} weapons")


def _fit_two_sets(uses: Sequence[WeaponUse]) -> bool:
    """Tell whether two sets can hold all these. A code names each type once, so it tells of fewer, never of more."""
    sets = 2 - sum("TwoHand" in use.flags for use in uses)
    main = sum(use.flags == ("Mainhand",) for use in uses)
    off = sum(use.flags == ("Offhand",) for use in uses)
    either = sum(use.flags == ("Mainhand", "Offhand") for use in uses)
    return main <= sets and off <= sets and main + off + either <= 2 * sets


def _find_in_overrides(template: BuildTemplate, game: GameData) -> Iterator[Defect]:
    for place, number in enumerate(template.overrides):
        where = f"override {place + 1}"
        skill = game.skills.get(number)
        if skill is None:
            yield Defect(DefectKind.UNKNOWN_OVERRIDE, where, str(number))
        elif not _is_weapon_skill(skill, template):
            yield Defect(DefectKind.FOREIGN_OVERRIDE, where, skill.name or str(number))
        if number in template.overrides[:place]:
            yield Defect(DefectKind.DUPLICATE_OVERRIDE, where, (skill and skill.name) or str(number))


def _is_weapon_skill(skill: Skill, template: BuildTemplate) -> bool:
    fits = not skill.professions or template.profession in skill.professions
    return fits and (skill.slot is None or skill.slot.startswith("Weapon_"))


def _is_locked(specialization: int, template: BuildTemplate) -> bool:
    return all(line.specialization != specialization for line in template.lines)


def _bar(bar: SkillBar) -> tuple[int, ...]:
    return (bar.heal, *bar.utility, bar.elite)


def _slots(medium: str) -> tuple[_Slot, ...]:
    in_water = medium.endswith("water")
    utilities = (_Slot(f"{medium} utility {place}", "Utility", in_water=in_water) for place in (1, 2, 3))
    heal, elite = (_Slot(f"{medium} {kind.lower()}", kind, in_water=in_water) for kind in ("Heal", "Elite"))
    return (heal, *utilities, elite)


_ELITE_PLACE = 2
_ON_LAND_ALONE = "NoUnderwater"
"""The API's flag of skills that cannot be used under water; none of 267 skills on real water bars has it."""
_LAND, _WATER = _slots("land"), _slots("water")
_INACTIVE_LAND, _INACTIVE_WATER = _slots("inactive land")[1:4], _slots("inactive water")[1:4]
_PET_PLACES = ("land pet 1", "land pet 2", "water pet 1", "water pet 2")
_NO_LEGENDS = Legends()
_SENTENCES = {
    DefectKind.UNKNOWN_LINE: "no trait line has number {name}",
    DefectKind.FOREIGN_LINE: "{name} is a trait line of another profession",
    DefectKind.MISPLACED_ELITE: "{name} is an elite line and belongs in the third place",
    DefectKind.SECOND_ELITE: "{name} is a second elite line",
    DefectKind.DUPLICATE_LINE: "{name} is chosen twice",
    DefectKind.TRAITS_WITHOUT_LINE: "traits {name} are chosen without a trait line",
    DefectKind.SPARE_TRAIT_BITS: "the trait byte has unused bits set ({name})",
    DefectKind.UNKNOWN_SKILL: "no skill of this profession has palette id {name}",
    DefectKind.FOREIGN_SKILL: "{name} is a skill of another profession",
    DefectKind.MISPLACED_SKILL: "{name} does not fit this slot",
    DefectKind.LOCKED_SKILL: "{name} needs an elite line that is not chosen",
    DefectKind.DUPLICATE_SKILL: "{name} is chosen twice",
    DefectKind.DRY_SKILL: "{name} cannot be used under water",
    DefectKind.SKILL_WITHOUT_LEGEND: "palette id {name} needs a legend in this place",
    DefectKind.UNKNOWN_WEAPON: "no weapon has number {name}",
    DefectKind.FOREIGN_WEAPON: "this profession does not wield {name}",
    DefectKind.DUPLICATE_WEAPON: "{name} is named twice",
    DefectKind.TOO_MANY_WEAPONS: "{name} that two sets cannot hold together",
    DefectKind.UNKNOWN_OVERRIDE: "no skill has id {name}",
    DefectKind.FOREIGN_OVERRIDE: "{name} is no weapon skill of this profession",
    DefectKind.DUPLICATE_OVERRIDE: "{name} is named twice",
    DefectKind.UNKNOWN_PET: "no pet has number {name}",
    DefectKind.UNKNOWN_LEGEND: "no legend has number {name}",
    DefectKind.LOCKED_LEGEND: "{name} needs an elite line that is not chosen",
    DefectKind.DUPLICATE_LEGEND: "{name} is chosen twice",
    DefectKind.DRY_LEGEND: "{name} cannot be called upon under water",
    DefectKind.SPARE_BYTES: "bytes that this profession does not use are set ({name})",
}
