"""Which boons are held: by the table of triggers and by facts, in each mode, and what roles follow from it."""

import dataclasses

import pytest

from bot.domain.giving import find_giving
from bot.domain.modes import GameMode
from bot.domain.professions import Profession
from bot.domain.roles import Measures, RoleRule, RoleRules, suggest_roles
from bot.domain.supplies import Evidence, Grant, Kind, Reach, Source, To
from bot.domain.support import SupportRules, Trigger, find_support, get_held
from bot.domain.template import BuildTemplate, Legends, SkillBar
from tests.domain.giving import FACTS, GAME, RULES, build_of, giving_of, line_of

NOBODY = Reach(frozenset(), (), (), (), frozenset())
TRIGGER = Trigger(boon="quickness", source=("trait", 7), seconds=5, seconds_wvw=2, every=10)
NAMELESS: dict[str, dict[int, str | None]] = {"trait": {}, "skill": {}}
RULE = SupportRules(triggers=(TRIGGER,))


def reach(**more: object) -> Reach:
    return dataclasses.replace(NOBODY, **more)  # type: ignore[arg-type]


def held(there: Reach, rules: SupportRules = RULE, mode: GameMode = GameMode.PVE) -> tuple[str, ...]:
    return get_held(find_support(there, (), mode, rules, {"trait": {7: "Seven"}, "skill": {}}))


def grant(name: str, seconds: float, recharge: float, number: int = 1, **more: object) -> Grant:
    source = Source("skill", number, f"Skill {number}")
    made = Grant(Kind.BOON, name, To.ALLIES, 5, source, Evidence.FACT, seconds, 1, recharge)
    return dataclasses.replace(made, **more)  # type: ignore[arg-type]


def rate(*grants: Grant) -> float:
    found = find_support(NOBODY, grants, GameMode.PVE, RULE, NAMELESS)
    return found[0].uptime if found else 0


class TestTriggers:
    def test_half_the_fight_is_enough_with_twice_the_duration(self) -> None:
        (found,) = find_support(reach(traits=(7,)), (), GameMode.PVE, RULE, {"trait": {7: "Seven"}, "skill": {}})
        assert (found.boon, found.uptime, found.held) == ("quickness", 1.0, True)
        assert (found.sources, found.evidence) == ((Source("trait", 7, "Seven"),), Evidence.FACT)

    def test_less_is_told_and_not_held(self) -> None:
        rules = dataclasses.replace(RULE, boon_duration=0.5)
        (found,) = find_support(reach(traits=(7,)), (), GameMode.PVE, rules, NAMELESS)
        assert (found.uptime, found.held) == (0.75, False)

    def test_without_the_trait_there_is_nothing(self) -> None:
        assert held(reach(traits=(8,))) == ()

    def test_wvw_has_its_own_seconds(self) -> None:
        assert held(reach(traits=(7,)), RULE, GameMode.WVW) == ()
        assert held(reach(traits=(7,)), RULE, GameMode.PVP) == ()

    def test_a_skill_is_at_hand_or_not(self) -> None:
        rules = SupportRules(triggers=(dataclasses.replace(TRIGGER, source=("skill", 7)),))
        assert held(reach(traits=(7,)), rules) == ()
        assert held(reach(skills=(7,)), rules) == ("quickness",)

    def test_an_open_tier_counts_and_is_told_as_unsure(self) -> None:
        (found,) = find_support(reach(open=(6, 7, 8)), (), GameMode.PVE, RULE, NAMELESS)
        assert (found.held, found.evidence) == (True, Evidence.UNKNOWN)

    def test_one_of_the_legends_must_be_there(self) -> None:
        rules = SupportRules(triggers=(dataclasses.replace(TRIGGER, legends=frozenset({1, 2})),))
        assert held(reach(traits=(7,)), rules) == ()
        assert held(reach(traits=(7,), legends=frozenset({2})), rules) == ("quickness",)

    def test_where_a_trait_takes_the_choice_a_line_decides(self) -> None:
        rules = SupportRules(triggers=(dataclasses.replace(TRIGGER, lines=frozenset({31}), unless=9, choice=True),))
        assert held(reach(traits=(7,)), rules) == ("quickness",)
        assert held(reach(traits=(7, 9)), rules) == ()
        assert held(reach(traits=(7, 9), lines=frozenset({31})), rules) == ("quickness",)


class TestFacts:
    def test_skills_add_up(self) -> None:
        assert rate(grant("Fury", 3, 20)) == pytest.approx(0.3)
        assert rate(grant("Fury", 3, 20), grant("Fury", 4, 20, 2)) == pytest.approx(0.7)

    def test_two_versions_of_one_skill_are_one(self) -> None:
        twice = (grant("Fury", 3, 20), grant("Fury", 2, 20, 2, source=Source("skill", 2, "Skill 1")))
        assert rate(*twice) == pytest.approx(0.3)

    @pytest.mark.parametrize(
        "other",
        [
            grant("Fury", 3, 20, to=To.SELF, count=1),
            grant("Fury", 3, 20, to=To.UNKNOWN),
            grant("Fury", 3, 20, count=3),
            grant("Fury", 3, 20, count=None),
            grant("Fury", 3, 0),
            grant("Fury", 3, 1),
            grant("Fury", 3, 20, kind=Kind.AURA),
        ],
    )
    def test_only_what_surely_reaches_a_subgroup_counts(self, other: Grant) -> None:
        assert rate(other) == 0

    def test_alacrity_lets_skills_come_back_sooner(self) -> None:
        rules = SupportRules(alacrity=0.25)
        for boon, mode, uptime in (
            ("Fury", GameMode.PVE, 0.375),
            ("Alacrity", GameMode.PVE, 0.3),
            ("Fury", GameMode.WVW, 0.3),
        ):
            (found,) = find_support(NOBODY, [grant(boon, 3, 20)], mode, rules, NAMELESS)
            assert found.uptime == pytest.approx(uptime)

    def test_it_does_so_for_skills_of_the_table_and_not_for_traits(self) -> None:
        rules = dataclasses.replace(RULE, alacrity=0.25, boon_duration=0.0)
        (trait,) = find_support(reach(traits=(7,)), (), GameMode.PVE, rules, NAMELESS)
        rules = dataclasses.replace(rules, triggers=(dataclasses.replace(TRIGGER, source=("skill", 7)),))
        (skill,) = find_support(reach(skills=(7,)), (), GameMode.PVE, rules, {"trait": {}, "skill": {7: "Seven"}})
        assert (trait.uptime, skill.uptime) == (0.5, 0.625)
        assert skill.sources == (Source("skill", 7, "Seven"),)

    def test_might_is_measured_in_stacks(self) -> None:
        rules = SupportRules(might_stacks=15)
        (found,) = find_support(NOBODY, [grant("Might", 10, 20, stacks=15)], GameMode.PVE, rules, NAMELESS)
        assert (found.uptime, found.held) == (1.0, True)

    def test_a_skill_in_the_table_is_not_counted_again_by_its_facts(self) -> None:
        rules = SupportRules(triggers=(dataclasses.replace(TRIGGER, source=("skill", 1)),))
        there = reach(skills=(1,))
        (found,) = find_support(there, [grant("Quickness", 5, 10)], GameMode.PVE, rules, NAMELESS)
        assert found.uptime == 1.0


class TestBuilds:
    @pytest.mark.parametrize(
        ("profession", "elite", "place", "boon"),
        [
            (Profession.GUARDIAN, "Willbender", (2, 1), "alacrity"),
            (Profession.WARRIOR, "Berserker", (1, 2), "quickness"),
            (Profession.WARRIOR, "Bladesworn", (2, 3), "alacrity"),
            (Profession.ENGINEER, "Scrapper", (2, 2), "quickness"),
            (Profession.MESMER, "Chronomancer", (2, 1), "alacrity"),
            (Profession.MESMER, "Chronomancer", (2, 2), "quickness"),
            (Profession.RANGER, "Untamed", (2, 1), "quickness"),
        ],
    )
    def test_one_trait_makes_the_difference(
        self, profession: Profession, elite: str, place: tuple[int, int], boon: str
    ) -> None:
        tier, wanted = place
        choices = {choice: [choice if one == tier else 0 for one in range(3)] for choice in range(4)}
        found = {choice: giving_of(build_of(profession, line_of(elite, *choices[choice]))).held for choice in choices}
        assert [choice for choice, boons in found.items() if boon in boons] == [wanted]

    @pytest.mark.parametrize("legend", [1, 2, 3, 6])
    def test_a_herald_reaches_the_upkeep_with_any_legend(self, legend: int) -> None:
        assert "quickness" in herald(1, legend)
        assert "quickness" not in herald(2, legend)

    def test_a_conduit_needs_the_entity(self) -> None:
        choice = GAME.specializations[79].major.index(2352) % 3 + 1
        build = build_of(Profession.REVENANT, line_of("Conduit", 0, 0, choice))
        entity, demon = (dataclasses.replace(build, legends=Legends(land=(2, number))) for number in (8, 4))
        assert "quickness" in giving_of(entity).held
        assert "quickness" not in giving_of(demon).held

    def test_a_mantra_alone_is_not_enough(self) -> None:
        guardian = GAME.palettes[Profession.GUARDIAN]
        mantra = next(number for number, skill in guardian.items() if skill.name == "Mantra of Potence")
        vow = GAME.specializations[62].major.index(2101) % 3 + 1
        bar = SkillBar(0, (mantra, 0, 0), 0)
        alone, together = (
            dataclasses.replace(build_of(Profession.GUARDIAN, line_of("Firebrand", choice, 0, 0)), land=bar)
            for choice in (0, vow)
        )
        assert "quickness" not in giving_of(alone).held
        assert "quickness" in giving_of(together).held

    def test_a_renegade_needs_longer_orders(self) -> None:
        found = {choice: giving_of(renegade(choice)).held for choice in (1, 2, 3)}
        assert [choice for choice, boons in found.items() if "alacrity" in boons] == [3]

    def test_nobody_holds_alacrity_by_orders_in_wvw(self) -> None:
        assert "alacrity" not in giving_of(renegade(3), GameMode.WVW).held


def herald(choice: int, legend: int) -> tuple[str, ...]:
    build = build_of(Profession.REVENANT, line_of("Herald", 1, 1, choice))
    return giving_of(dataclasses.replace(build, legends=Legends(land=(legend, 4)))).held


def renegade(choice: int) -> BuildTemplate:
    build = build_of(Profession.REVENANT, line_of("Renegade", 1, 1, choice))
    return dataclasses.replace(build, legends=Legends(land=(5, 2)))


class TestHealing:
    def test_minor_traits_of_a_line_count_as_one_and_those_of_an_elite_line_not_at_all(self) -> None:
        def healing(name: str) -> float:
            profession = next(one.profession for one in GAME.specializations.values() if one.name == name)
            found = giving_of(build_of(profession, line_of(name, 0, 0, 0))).measures.healing
            skills = giving_of(build_of(profession)).measures.healing
            return found - skills

        assert healing("Water") == 1.0
        assert healing("Fire") == 0.0
        assert healing("Druid") < 1.0 + 4 * RULES.roles.skill_points

    def test_a_trait_counts_once(self) -> None:
        wave = 358
        stronger = dataclasses.replace(RULES.roles, stronger=frozenset({wave}))
        tier, choice = divmod(GAME.specializations[17].major.index(wave), 3)
        choices = [choice + 1 if one == tier else 0 for one in range(3)]
        build = build_of(Profession.ELEMENTALIST, line_of("Water", *choices))
        plain, more = (
            find_giving(build, GAME, FACTS, GameMode.PVE, dataclasses.replace(RULES, roles=roles)).measures.healing
            for roles in (RULES.roles, stronger)
        )
        assert more - plain == RULES.roles.trait_points - RULES.roles.cleanse_points


class TestRoles:
    @pytest.mark.parametrize(
        ("healing", "boons", "roles"),
        [
            (0.0, (), ("dps",)),
            (0.0, ("quickness",), ("quick-dps",)),
            (2.9, ("alacrity", "might"), ("alac-dps",)),
            (3.0, ("quickness",), ("heal-quick",)),
            (3.0, ("alacrity",), ("heal-alac",)),
            (3.0, ("alacrity", "quickness"), ("heal-quick", "heal-alac")),
            (5.0, ("might",), ("heal",)),
        ],
    )
    def test_in_pve(self, healing: float, boons: tuple[str, ...], roles: tuple[str, ...]) -> None:
        assert suggest_roles(Measures(healing, 9, 9), boons, GameMode.PVE, RULES.roles) == roles

    @pytest.mark.parametrize(
        ("measures", "boons", "roles"),
        [
            (Measures(0, 0, 0), (), ("damage",)),
            (Measures(0, 0, 4), (), ("strip",)),
            (Measures(3, 5, 0), ("stability",), ("stability-support", "healer", "cleanser")),
        ],
    )
    def test_in_wvw(self, measures: Measures, boons: tuple[str, ...], roles: tuple[str, ...]) -> None:
        assert suggest_roles(measures, boons, GameMode.WVW, RULES.roles) == roles

    def test_a_mode_without_roles_has_none(self) -> None:
        rules = RoleRules(roles=(RoleRule(id="dps", modes=frozenset({GameMode.PVE}), fallback=True),))
        assert suggest_roles(Measures(0, 0, 0), (), GameMode.WVW, rules) == ()
