"""Which skills and traits a build has at hand, as far as its code tells. Under water does not count.

A code names weapon types without hands or sets. A type that goes into either hand counts with the skills of both, and
all sets count. Where an elite specialization has its own version of a skill, that one alone is there.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby
from operator import itemgetter

from bot.domain.facts import GameFacts, Placed
from bot.domain.gamedata import GameData
from bot.domain.professions import Profession
from bot.domain.template import BuildTemplate, TraitLine

_BAR_SLOTS = ("Heal", "Utility", "Elite", None)
"""None is the slot of a few very new skills."""


@dataclass(frozen=True, slots=True)
class Reach:
    """Everything that a build can use."""

    lines: frozenset[int]
    """The trait lines, by specialization."""
    traits: tuple[int, ...]
    """Minor ones of each line and chosen ones, line by line."""
    open: tuple[int, ...]
    """The three traits of the one tier in which nothing is chosen; empty where there is no such tier, or several."""
    skills: tuple[int, ...]
    """In the order of bar, legends, weapons, mechanics, what traits set off, then what comes with all these."""
    legends: frozenset[int]


def find_reach(template: BuildTemplate, game: GameData, facts: GameFacts, no_toolbelt: frozenset[int]) -> Reach:
    """Return what `template` has at hand; `no_toolbelt` are the specializations that give up the tool belt."""
    own = [line for line in template.lines if _is_own(line, template.profession, game)]
    lines = frozenset(line.specialization for line in own)
    legends = frozenset(template.legends.land) - {0} if template.legends else frozenset()
    traits = tuple(_traits(own, game))
    found = dict.fromkeys(
        (
            *_bar(template, game),
            *_legend_skills(legends, game),
            *_weapon_skills(template, lines, game, facts),
            *_mechanics(template, lines, game, facts),
            *(skill for trait in traits if trait in facts.traits for skill in facts.traits[trait].follows),
        )
    )
    _follow(found, template.profession, lines, game, facts, with_toolbelt=not lines & no_toolbelt)
    return Reach(lines, traits, _open_tier(template, own, game), tuple(found), legends)


def find_all_skills(profession: Profession, game: GameData, facts: GameFacts) -> tuple[int, ...]:
    """Return every skill that a build of `profession` can have by its bars, weapons and mechanics.

    Aquatic weapons too, which no code names; and of elite specializations all, though a build has one.
    """
    every = frozenset(game.professions[profession].specializations)
    bars = (skill for skill in game.palettes[profession].values() if skill.slot in _BAR_SLOTS)
    legends = _legend_skills(game.legends, game) if profession is Profession.REVENANT else ()
    weapons = (one.skill for (owner, _), placed in facts.weapons.items() if owner is profession for one in placed)
    mechanics = (one.skill for one in facts.mechanics.get(profession, ()))
    found = dict.fromkeys((*(skill.id for skill in bars), *legends, *weapons, *mechanics))
    _follow(found, profession, every, game, facts, with_toolbelt=True)
    return tuple(found)


def _is_own(line: TraitLine, profession: Profession, game: GameData) -> bool:
    known = game.specializations.get(line.specialization)
    return known is not None and known.profession is profession


def _traits(lines: Iterable[TraitLine], game: GameData) -> Iterator[int]:
    for line in lines:
        known = game.specializations[line.specialization]
        yield from known.minor
        yield from (known.major[3 * tier + choice - 1] for tier, choice in enumerate(line.traits) if choice)


def _open_tier(template: BuildTemplate, lines: list[TraitLine], game: GameData) -> tuple[int, ...]:
    empty = [(line, tier) for line in lines for tier, choice in enumerate(line.traits) if not choice]
    if len(empty) != 1 or len(lines) != len(template.lines):
        return ()
    line, tier = empty[0]
    return game.specializations[line.specialization].major[3 * tier : 3 * tier + 3]


def _bar(template: BuildTemplate, game: GameData) -> Iterator[int]:
    legend = template.legends.land[0] if template.legends else 0
    for palette in (template.land.heal, *template.land.utility, template.land.elite):
        skill = game.get_skill(template.profession, palette, legend) if palette else None
        # Palette ids of what thieves steal are known too, but no bar can hold it.
        if skill and skill.slot in _BAR_SLOTS:
            yield skill.id


def _legend_skills(legends: Iterable[int], game: GameData) -> Iterator[int]:
    for number in sorted(legends):
        if legend := game.legends.get(number):
            yield from (skill.id for skill in legend.skills.values())


def _weapon_skills(template: BuildTemplate, lines: frozenset[int], game: GameData, facts: GameFacts) -> Iterator[int]:
    wielded = [game.weapons[number].name for number in template.weapons if number in game.weapons]
    for weapon in wielded:
        placed = facts.weapons.get((template.profession, weapon), ())
        for _, rivals in groupby(sorted(placed, key=_PLACE), key=_PLACE):
            yield from _fitting([(one.skill, _gate(one.skill, game)) for one in rivals], lines)
    yield from (number for number in template.overrides if number in facts.skills)


_PLACE = itemgetter(1, 2, 3)


def _fitting(rivals: list[tuple[int, int]], lines: frozenset[int]) -> list[int]:
    """Return the skills of one's own elite specialization; else those of everyone; else, lent out, those of others."""
    special = [skill for skill, gate in rivals if gate in lines]
    return special or [skill for skill, gate in rivals if not gate] or [skill for skill, _ in rivals]


def _gate(skill: int, game: GameData) -> int:
    known = game.skills.get(skill)
    return (known and known.specialization) or 0


def _mechanics(template: BuildTemplate, lines: frozenset[int], game: GameData, facts: GameFacts) -> Iterator[int]:
    wielded = {"", *(game.weapons[number].name for number in template.weapons if number in game.weapons)}
    placed = (one for one in facts.mechanics.get(template.profession, ()) if one.weapon in wielded)
    at_hand = [one for one in placed if not one.gate or one.gate in lines]
    special: Mapping[tuple[str, str], bool] = {_slot(one): True for one in at_hand if one.gate}
    yield from (one.skill for one in at_hand if one.gate or _slot(one) not in special)


def _slot(placed: Placed) -> tuple[str, str]:
    return placed.slot, placed.attunement


def _follow(
    found: dict[int, None],
    profession: Profession,
    lines: frozenset[int],
    game: GameData,
    facts: GameFacts,
    *,
    with_toolbelt: bool,
) -> None:
    """Add what comes with the skills in `found`, and with what is added."""
    waiting = list(found)
    while waiting:
        thing = facts.skills.get(waiting.pop())
        for number in thing.follows if thing else ():
            skill = game.skills.get(number)
            if number in found or skill is None or (thing and number == thing.toolbelt and not with_toolbelt):
                continue
            gated = skill.specialization and skill.specialization not in lines
            if not gated and (not skill.professions or profession in skill.professions):
                found[number] = None
                waiting.append(number)
