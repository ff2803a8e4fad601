"""Which choice of traits makes each elite specialization hold quickness or alacrity, and that no other one does.

Checked by hand on 2026-11-24: the builds that guides publish (snowcrows.com, benchmarks of 2026-04 and its list of
builds; accessibilitywars.com, 2026-07) and the texts of the traits (/v2/traits of 2026-07-31). All 36 are here, those
of which nobody publishes such a build with no trait at all.
"""

from dataclasses import replace
from itertools import product

import pytest

from bot.domain.modes import GameMode
from bot.domain.professions import Profession
from bot.domain.template import BuildTemplate, Legends, SkillBar, TraitLine
from tests.domain.giving import GAME, build_of, giving_of, line_of

QUICKNESS, ALACRITY = "quickness", "alacrity"
Makers = dict[str, list[set[str]]]
"""By boon, each set of traits that makes it together."""

KNOWN: dict[str, Makers] = {
    # guardian
    "Dragonhunter": {},
    "Firebrand": {QUICKNESS: [{"Liberator's Vow", "Stalwart Speed"}]},
    "Willbender": {ALACRITY: [{"Phoenix Protocol"}]},
    "Luminary": {ALACRITY: [{"Resplendent Weaponry"}]},
    # warrior
    "Berserker": {QUICKNESS: [{"Heat the Soul"}]},
    "Spellbreaker": {},
    "Bladesworn": {ALACRITY: [{"Daring Dragon"}]},
    "Paragon": {ALACRITY: [{"Feverish Pulse"}]},
    # engineer
    "Scrapper": {QUICKNESS: [{"Kinetic Accelerators"}]},
    "Holosmith": {},
    "Mechanist": {ALACRITY: [{"Mech Frame: Channeling Conduits"}]},
    "Amalgam": {ALACRITY: [{"New Genes"}]},
    # ranger
    "Druid": {ALACRITY: [{"Grace of the Land"}]},
    "Soulbeast": {},
    "Untamed": {QUICKNESS: [{"Let Loose"}]},
    "Galeshot": {QUICKNESS: [{"Cloudburst"}]},
    # thief
    "Daredevil": {},
    "Deadeye": {QUICKNESS: [{"Fire for Effect"}]},
    "Specter": {ALACRITY: [{"Shadestep"}]},
    "Antiquary": {ALACRITY: [{"Possessive Hoarder"}]},
    # elementalist
    "Tempest": {ALACRITY: [{"Lucid Singularity"}, {"Elemental Bastion"}]},
    "Weaver": {},
    "Catalyst": {QUICKNESS: [{"Spectacular Sphere"}]},
    "Evoker": {QUICKNESS: [{"Familiar's Blessing"}], ALACRITY: [{"Familiar's Blessing"}]},
    # mesmer
    "Chronomancer": {QUICKNESS: [{"Seize the Moment"}], ALACRITY: [{"Stretched Time"}]},
    "Mirage": {ALACRITY: [{"Mirage Mantle"}]},
    "Virtuoso": {},
    "Troubadour": {QUICKNESS: [{"Life of the Party"}]},
    # necromancer
    "Reaper": {},
    "Scourge": {ALACRITY: [{"Desert Empowerment"}]},
    "Harbinger": {QUICKNESS: [{"Deathly Haste"}]},
    "Ritualist": {QUICKNESS: [{"Empowering Spirits"}]},
    # revenant
    "Herald": {QUICKNESS: [{"Elevated Compassion"}]},
    "Renegade": {ALACRITY: [{"Righteous Rebel"}]},
    "Vindicator": {ALACRITY: [{"Saint of zu Heltzer"}]},
    "Conduit": {QUICKNESS: [{"Found Purpose"}]},
}
NEEDS_A_LINE = {"Specialized Elements"}
"""An evoker with it gives one of the two boons only, by the other lines (`test_a_specialized_evoker`)."""


def profession_of(elite: str) -> Profession:
    return next(one.profession for one in GAME.specializations.values() if one.name == elite)


def build(elite: str, choices: tuple[int, int, int], *more: TraitLine) -> BuildTemplate:
    plain = build_of(profession_of(elite), *more, line_of(elite, *choices))
    if plain.profession is not Profession.REVENANT:
        return plain
    line = next(number for number, one in GAME.specializations.items() if one.name == elite)
    own = next(number for number, one in GAME.legends.items() if one.specialization == line)
    return replace(plain, legends=Legends(land=(own, 2)))


def chosen(elite: str, choices: tuple[int, int, int]) -> set[str]:
    major = next(one.major for one in GAME.specializations.values() if one.name == elite)
    return {GAME.traits[major[3 * tier + choice - 1]].name for tier, choice in enumerate(choices)}


def test_every_elite_specialization_is_in_the_table() -> None:
    assert {one.name for one in GAME.specializations.values() if one.elite} == set(KNOWN)


@pytest.mark.parametrize("elite", KNOWN)
def test_a_boon_is_held_with_its_traits_and_with_no_others(elite: str) -> None:
    for one, two, three in product((1, 2, 3), repeat=3):
        traits = chosen(elite, (one, two, three))
        if traits & NEEDS_A_LINE:
            continue
        held = set(giving_of(build(elite, (one, two, three))).held) & {QUICKNESS, ALACRITY}
        known = {boon for boon, makers in KNOWN[elite].items() if any(maker <= traits for maker in makers)}
        assert held == known, traits


@pytest.mark.parametrize("elite", KNOWN)
def test_none_of_them_holds_alacrity_in_wvw(elite: str) -> None:
    for one, two, three in product((1, 2, 3), repeat=3):
        assert ALACRITY not in giving_of(build(elite, (one, two, three)), GameMode.WVW).held


@pytest.mark.parametrize(("line", "boon"), [("Fire", QUICKNESS), ("Air", QUICKNESS), ("Water", ALACRITY)])
def test_a_specialized_evoker(line: str, boon: str) -> None:
    found = giving_of(build("Evoker", (1, 2, 3), line_of(line, 0, 0, 0))).held
    assert set(found) & {QUICKNESS, ALACRITY} == {boon}


@pytest.mark.parametrize(
    ("skills", "traits", "held"),
    [
        (("Mantra of Potence",), (0, 0, 0), False),
        (('"Feel My Wrath!"',), (0, 0, 0), False),
        (("Mantra of Potence", '"Feel My Wrath!"'), (0, 0, 0), True),
        (("Mantra of Potence",), (2, 0, 0), True),
        (("Mantra of Potence",), (0, 2, 0), True),
        (('"Feel My Wrath!"',), (2, 0, 0), False),
    ],
)
def test_a_firebrand_holds_quickness_by_two_of_its_ways(
    skills: tuple[str, ...], traits: tuple[int, int, int], *, held: bool
) -> None:
    numbers = {skill.name: number for number, skill in GAME.palettes[Profession.GUARDIAN].items()}
    utility = next((numbers[name] for name in skills if name.startswith("Mantra")), 0)
    elite = next((numbers[name] for name in skills if name.startswith('"')), 0)
    firebrand = replace(build("Firebrand", traits), land=SkillBar(0, (utility, 0, 0), elite))
    assert (QUICKNESS in giving_of(firebrand).held) is held
