"""What builds give: only what was chosen counts, with whom it reaches and how sure it is."""

import dataclasses

from hypothesis import given

from bot.domain.facts import Fact, Hint, ThingFacts
from bot.domain.giving import find_giving
from bot.domain.modes import GameMode
from bot.domain.professions import Profession
from bot.domain.supplies import Evidence, Grant, Kind, Source, To, find_reach, group_supplies
from bot.domain.supplies.grants import Gift, effective_facts, find_grants, get_recharge
from bot.domain.template import BuildTemplate, Legends, SkillBar, TraitLine
from tests.domain.giving import FACTS, GAME, RULES, build_of, giving_of, line_of, supply
from tests.strategies import templates

HEAT_THE_SOUL, FIRE_FOR_EFFECT = 2042, 2146
SKILL = Source("skill", 1, "Something")


def thing(*facts: Fact, hint: Hint = Hint.ALLIES, **more: object) -> ThingFacts:
    return dataclasses.replace(ThingFacts(1, hint, facts), **more)  # type: ignore[arg-type]


def grants_of(one: ThingFacts, mode: GameMode = GameMode.PVE, *traits: int) -> list[Grant]:
    return list(find_grants(one, SKILL, mode, traits))


class TestGrants:
    def test_allied_targets_say_whom_and_how_many(self) -> None:
        (grant,) = grants_of(
            thing(Fact("might", 8, 3), Fact("allied targets", 5), Fact("recharge", 20), hint=Hint.SELF)
        )
        assert (grant.kind, grant.name, grant.to, grant.count) == (Kind.BOON, "Might", To.ALLIES, 5)
        assert (grant.seconds, grant.stacks, grant.recharge, grant.evidence) == (8, 3, 20, Evidence.FACT)

    def test_targets_beside_damage_may_be_foes(self) -> None:
        (grant,) = grants_of(thing(Fact("fury", 5), Fact("targets", 3), Fact("damage", 0)))
        assert (grant.to, grant.count) == (To.ALLIES, None)
        (grant,) = grants_of(thing(Fact("fury", 5), Fact("targets", 3), Fact("damage", 0), hint=Hint.UNKNOWN))
        assert (grant.to, grant.count) == (To.UNKNOWN, None)

    def test_a_text_without_allies_means_oneself(self) -> None:
        (grant,) = grants_of(thing(Fact("quickness", 6), hint=Hint.SELF))
        assert (grant.to, grant.count) == (To.SELF, 1)

    def test_what_is_done_to_foes_is_given_to_nobody(self) -> None:
        (grant,) = grants_of(thing(Fact("strip", 2), Fact("targets", 5)))
        assert (grant.kind, grant.to) == (Kind.STRIP, To.UNKNOWN)

    def test_a_wall_may_shield_others_too(self) -> None:
        (grant,) = grants_of(thing(Fact("denial", 0), hint=Hint.SELF))
        assert (grant.kind, grant.to) == (Kind.DENIAL, To.UNKNOWN)

    def test_of_facts_told_twice_the_longest_counts(self) -> None:
        (grant,) = grants_of(thing(Fact("quickness", 1), Fact("quickness", 3), Fact("quickness", 2)))
        assert grant.seconds == 3

    def test_a_traits_fact_takes_the_place_of_another(self) -> None:
        one = thing(Fact("stability", 2), Fact("fury", 3), Fact("stability", 1, 1, 77, 0), Fact("aegis", 4, 1, 78))
        assert [(grant.name, grant.seconds) for grant in grants_of(one)] == [("Stability", 2), ("Fury", 3)]
        found = {(grant.name, grant.seconds) for grant in grants_of(one, GameMode.PVE, 77)}
        assert found == {("Stability", 1), ("Fury", 3)}
        assert "Aegis" in {grant.name for grant in grants_of(one, GameMode.PVE, 78)}

    def test_wvw_has_its_own_numbers_and_lacks_some(self) -> None:
        one = thing(Fact("quickness", 5), Fact("alacrity", 4), Fact("might", 6), wvw={"quickness": 2, "alacrity": None})
        wvw = {grant.name: (grant.seconds, grant.evidence) for grant in grants_of(one, GameMode.WVW)}
        assert wvw == {"Quickness": (2, Evidence.SPLIT), "Might": (6, Evidence.FACT)}
        assert {grant.seconds for grant in grants_of(one)} == {5, 4, 6}

    def test_facts_of_wvw_alone_are_told_as_such(self) -> None:
        (grant,) = grants_of(thing(Fact("fury", 5), split=True))
        assert grant.evidence is Evidence.SPLIT

    def test_a_gift_fills_a_gap_and_covers_no_fact(self) -> None:
        gift = Gift("quickness", To.ALLIES, 5, 3, Evidence.UNKNOWN, frozenset({GameMode.PVE}))
        (grant,) = find_grants(thing(Fact("targets", 5)), SKILL, GameMode.PVE, (), [gift])
        assert (grant.name, grant.seconds, grant.evidence) == ("Quickness", 3, Evidence.UNKNOWN)
        assert list(find_grants(thing(), SKILL, GameMode.WVW, (), [gift])) == []
        (grant,) = find_grants(thing(Fact("quickness", 6)), SKILL, GameMode.PVE, (), [gift])
        assert grant.seconds == 6

    def test_ammunition_is_slower_than_the_recharge_between_its_shots(self) -> None:
        assert get_recharge([Fact("recharge", 1), Fact("ammunition", 12)]) == 12
        assert get_recharge([Fact("recharge", 8), Fact("recharge", 30)]) == 8
        assert get_recharge([]) == 0

    def test_overridden_places_are_those_of_the_builder(self) -> None:
        for one in (*FACTS.skills.values(), *FACTS.traits.values()):
            for fact in one.facts:
                assert fact.overrides < len(one.facts)
                if fact.overrides >= 0:
                    assert fact.trait
                    assert not one.facts[fact.overrides].trait
            assert len(effective_facts(one, ())) == sum(not fact.trait for fact in one.facts)


class TestReach:
    def test_chosen_and_minor_traits_count_and_no_others(self) -> None:
        build = build_of(Profession.WARRIOR, line_of("Berserker", 1, 2, 3))
        line = GAME.specializations[18]
        reach = find_reach(build, GAME, FACTS, frozenset())
        assert set(reach.traits) == {*line.minor, line.major[0], line.major[4], line.major[8]}

    def test_lines_of_others_count_for_nothing(self) -> None:
        build = build_of(Profession.GUARDIAN, line_of("Berserker", 1, 2, 3))
        assert find_reach(build, GAME, FACTS, frozenset()).traits == ()

    def test_one_tier_left_open_is_told_and_two_are_not(self) -> None:
        full = (line_of("Strength", 1, 1, 1), line_of("Arms", 1, 1, 1))
        one = find_reach(build_of(Profession.WARRIOR, *full, line_of("Berserker", 1, 0, 3)), GAME, FACTS, frozenset())
        assert one.open == GAME.specializations[18].major[3:6]
        two = find_reach(build_of(Profession.WARRIOR, *full, line_of("Berserker", 1, 0, 0)), GAME, FACTS, frozenset())
        assert two.open == ()

    def test_weapons_bring_their_skills_in_either_hand(self) -> None:
        build = build_of(Profession.WARRIOR, weapons=("Axe",))
        names = {GAME.skills[number].name for number in find_reach(build, GAME, FACTS, frozenset()).skills}
        assert {"Chop", "Dual Strike", "Whirling Axe"} <= names

    def test_a_burst_needs_its_weapon(self) -> None:
        axe, none = (
            {GAME.skills[number].name for number in find_reach(build, GAME, FACTS, frozenset()).skills}
            for build in (build_of(Profession.WARRIOR, weapons=("Axe",)), build_of(Profession.WARRIOR))
        )
        assert "Eviscerate" in axe
        assert "Arcing Slice" not in axe
        assert "Eviscerate" not in none

    def test_a_specializations_version_of_a_skill_takes_the_place_of_the_other(self) -> None:
        holosmith, scrapper = (
            find_reach(
                build_of(Profession.ENGINEER, line_of(name, 1, 1, 1), weapons=("Sword",)), GAME, FACTS, frozenset()
            )
            for name in ("Holosmith", "Scrapper")
        )
        assert 40160 in holosmith.skills
        assert 69565 not in holosmith.skills
        assert 69565 in scrapper.skills
        assert 40160 not in scrapper.skills

    def test_both_legends_count_with_all_their_skills(self) -> None:
        build = BuildTemplate(profession=Profession.REVENANT, legends=Legends(land=(2, 3)))
        skills = find_reach(build, GAME, FACTS, frozenset()).skills
        for legend in (2, 3):
            assert {skill.id for skill in GAME.legends[legend].skills.values()} <= set(skills)
        assert not {skill.id for skill in GAME.legends[4].skills.values()} & set(skills)

    def test_kits_bring_their_bar(self) -> None:
        palette = next(
            number for number, skill in GAME.palettes[Profession.ENGINEER].items() if skill.name == "Elixir Gun"
        )
        build = BuildTemplate(profession=Profession.ENGINEER, land=SkillBar(0, (palette, 0, 0), 0))
        names = {GAME.skills[number].name for number in find_reach(build, GAME, FACTS, frozenset()).skills}
        assert {"Super Elixir", "Healing Mist"} <= names

    def test_mechanists_have_no_tool_belt(self) -> None:
        palette = next(
            number for number, skill in GAME.palettes[Profession.ENGINEER].items() if skill.name == "Elixir Gun"
        )
        bar = SkillBar(0, (palette, 0, 0), 0)
        build = BuildTemplate(
            profession=Profession.ENGINEER, lines=(TraitLine(), TraitLine(), line_of("Mechanist", 1, 1, 1)), land=bar
        )
        skills = find_reach(build, GAME, FACTS, RULES.supplies.no_toolbelt).skills
        assert "Healing Mist" not in {GAME.skills[number].name for number in skills}

    def test_nobody_has_what_a_thief_may_steal(self) -> None:
        build = build_of(Profession.THIEF, line_of("Deadeye", 1, 1, 1), weapons=("Dagger", "Pistol"))
        names = {GAME.skills[number].name for number in find_reach(build, GAME, FACTS, frozenset()).skills}
        assert not names & {"Throw Gunk", "Healing Seed", "Mace Head Crack", "Consume Plasma"}

    @given(templates())
    def test_any_template_has_some_reach_of_its_own_profession(self, template: BuildTemplate) -> None:
        reach = find_reach(template, GAME, FACTS, frozenset())
        assert len(set(reach.skills)) == len(reach.skills)
        for trait in reach.traits:
            line = GAME.specializations[GAME.traits[trait].specialization]
            assert line.profession is template.profession


class TestSupplies:
    def test_a_trait_gives_when_it_is_taken(self) -> None:
        taken = giving_of(build_of(Profession.WARRIOR, line_of("Berserker", 1, 2, 1)))
        found = supply(taken, Kind.BOON, "Quickness", To.ALLIES)
        assert found
        assert Source("trait", HEAT_THE_SOUL, "Heat the Soul") in found.sources
        other = giving_of(build_of(Profession.WARRIOR, line_of("Berserker", 1, 1, 1)))
        assert supply(other, Kind.BOON, "Quickness", To.ALLIES) is None

    def test_what_a_trait_sets_off_comes_from_the_skill(self) -> None:
        found = supply(
            giving_of(build_of(Profession.THIEF, line_of("Deadeye", 1, 1, 3))), Kind.BOON, "Quickness", To.ALLIES
        )
        assert found
        assert [source.name for source in found.sources] == ["Steal Time"]
        assert FIRE_FOR_EFFECT in GAME.specializations[58].major[6:]

    def test_the_table_fills_what_the_game_leaves_hollow(self) -> None:
        build = build_of(Profession.GUARDIAN, line_of("Luminary", 0, 1, 0))
        found = supply(giving_of(build), Kind.BOON, "Alacrity", To.ALLIES)
        assert found
        assert (found.count, found.evidence) == (5, Evidence.UNKNOWN)
        assert supply(giving_of(build, GameMode.WVW), Kind.BOON, "Alacrity", To.ALLIES) is None

    def test_portals_are_told_by_the_table(self) -> None:
        palette = next(
            number for number, skill in GAME.palettes[Profession.MESMER].items() if skill.name == "Portal Entre"
        )
        giving = giving_of(BuildTemplate(profession=Profession.MESMER, land=SkillBar(0, (palette, 0, 0), 0)))
        found = supply(giving, Kind.PORTAL, "Portal", To.ALLIES)
        assert found
        assert (found.count, found.evidence) == (20, Evidence.UNKNOWN)

    def test_gear_adds_to_the_rest(self) -> None:
        rune = Source("rune", 24836, "Superior Rune of the Scholar")
        grant = Grant(Kind.BOON, "Might", To.ALLIES, 5, rune, Evidence.FACT, 10, 1, 20)
        build = build_of(Profession.WARRIOR)
        found = find_giving(build, GAME, FACTS, GameMode.PVE, RULES, [grant])
        might = supply(found, Kind.BOON, "Might", To.ALLIES)
        assert might
        assert rune in might.sources

    def test_the_surest_evidence_and_the_widest_reach_are_told(self) -> None:
        grants = [
            Grant(Kind.AURA, "Fire Aura", To.ALLIES, count, SKILL, evidence, 4, 1, 0)
            for count, evidence in ((None, Evidence.UNKNOWN), (5, Evidence.SPLIT), (3, Evidence.FACT))
        ]
        (found,) = group_supplies(grants)
        assert (found.count, found.evidence, found.sources) == (5, Evidence.FACT, (SKILL,))

    @given(templates())
    def test_every_template_has_its_supplies_in_every_mode(self, template: BuildTemplate) -> None:
        for mode in GameMode:
            giving = giving_of(template, mode)
            keys = [(one.kind, one.name, one.to) for one in giving.supplies]
            assert len(set(keys)) == len(keys)
            assert all(one.sources for one in giving.supplies)
            assert giving.roles
            assert giving == giving_of(template, mode)
