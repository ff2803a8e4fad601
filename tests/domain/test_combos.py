"""Fields and finishers, what comes of them, and that more of them is never worse."""

import json
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.combos import FIELDS, FINISHERS, Combos, Field, Finisher, count_told, find_combos, pair_up, rate_combos
from bot.domain.modes import GameMode
from bot.domain.professions import Profession
from bot.domain.supplies import Source, find_reach
from bot.domain.supplies.reach import Reach, find_all_skills
from bot.domain.template import BuildTemplate, Legends, Pets, SkillBar
from tests.domain.giving import FACTS, GAME, RULES, build_of, giving_of
from tests.domain.rows import SHARED
from tests.strategies import templates

SOURCE = Source("skill", 1, "Something")
SOURCES = SHARED / "tables/combo_sources.from_api_2025-07.json"
TABLE = SHARED / "tables/combo_table.json"
STOLEN = {1110, 1139, 45094}
"""Throw Gunk and Healing Seed as a thief steals them; sylvari have another Healing Seed of their own."""
shares = st.floats(0, 1, allow_nan=False)
fields = st.builds(Field, st.sampled_from(FIELDS), st.just(SOURCE), shares)
rates = st.floats(0, 20, allow_nan=False)
finishers = st.builds(Finisher, st.sampled_from(FINISHERS), st.just(SOURCE), st.just(100.0), rates)
combos = st.builds(Combos, st.lists(fields, max_size=4).map(tuple), st.lists(finishers, max_size=4).map(tuple))
teams = st.lists(combos, max_size=6)
modes = st.sampled_from(GameMode)


def efficacy(team: list[Combos], mode: GameMode = GameMode.PVE, subgroups: int = 1) -> float:
    return rate_combos(team, mode, RULES.combos, subgroups=subgroups)


def field(kind: str, share: float = 1.0) -> Combos:
    return Combos((Field(kind, SOURCE, share),), ())


def finisher(kind: str, per_minute: float = 8.0) -> Combos:
    return Combos((), (Finisher(kind, SOURCE, 100, per_minute),))


class TestFinding:
    def test_a_field_lies_as_long_as_its_facts_say(self) -> None:
        found = giving_of(bar_of(Profession.RANGER, "Healing Spring")).combos.fields
        (water,) = [one for one in found if one.source.name == "Healing Spring"]
        assert water.type == "Water"
        assert 0 < water.share < 1

    def test_fast_projectiles_finish_by_chance(self) -> None:
        found = giving_of(build_of(Profession.RANGER, weapons=("Longbow",))).combos.finishers
        chances = {one.source.name: one.chance for one in found if one.type == "Projectile"}
        assert chances["Long Range Shot"] == 20
        assert chances["Point-Blank Shot"] == 100

    def test_legends_bring_theirs(self) -> None:
        centaur = BuildTemplate(profession=Profession.REVENANT, legends=Legends(land=(6, 4)))
        dwarf = BuildTemplate(profession=Profession.REVENANT, legends=Legends(land=(3, 4)))
        ours, theirs = ({one.source.name for one in giving_of(build).combos.fields} for build in (centaur, dwarf))
        assert ours != theirs

    @given(templates())
    def test_every_template_has_its_fields_and_finishers(self, template: BuildTemplate) -> None:
        found = giving_of(template).combos
        assert all(one.type in FIELDS and 0 < one.share <= 1 for one in found.fields)
        assert all(one.type in FINISHERS and one.per_minute > 0 for one in found.finishers)


class TestTable:
    def test_every_cell_is_there(self) -> None:
        assert set(RULES.combos.cells) == set(product(FIELDS, FINISHERS))

    def test_it_is_that_of_the_sources(self) -> None:
        if not TABLE.exists():
            pytest.skip(f"{TABLE} is not beside this checkout")
        for cell in json.loads(TABLE.read_text()):
            mine = RULES.combos.cells[cell["field"], cell["finisher"]]
            if cell["duration_s"] is not None:
                assert (cell["field"], cell["finisher"], mine.amount) == (
                    cell["field"],
                    cell["finisher"],
                    cell["duration_s"],
                )

    def test_all_known_sources_are_found(self) -> None:
        if not SOURCES.exists():
            pytest.skip(f"{SOURCES} is not beside this checkout")
        missing = [
            (kind, profession, name)
            for kind, professions in json.loads(SOURCES.read_text()).items()
            for profession, names in professions.items()
            for name in names
            if name not in {"Throw Gunk", "Healing Seed"} and (kind.capitalize(), name) not in found_by(profession)
        ]
        assert missing == []

    def test_stolen_skills_are_nobodys(self) -> None:
        for profession in Profession:
            assert STOLEN.isdisjoint(find_all_skills(profession, GAME, FACTS))

    def test_no_bar_holds_what_is_stolen(self) -> None:
        thief = GAME.palettes[Profession.THIEF]
        stolen = [palette for palette, skill in thief.items() if skill.id in STOLEN]
        assert stolen
        for palette in stolen:
            build = BuildTemplate(profession=Profession.THIEF, land=SkillBar(palette))
            assert STOLEN.isdisjoint(find_reach(build, GAME, FACTS, frozenset()).skills)


class TestPairs:
    def test_who_lays_and_who_finishes(self) -> None:
        (pair,) = pair_up([field("Fire", 0.5), finisher("Blast", 6)], RULES.combos)
        assert (pair.field, pair.finisher, pair.layer, pair.closer) == ("Fire", "Blast", 0, 1)
        assert (pair.effect, pair.per_minute) == ("Might", 3)

    def test_one_alone_may_do_both(self) -> None:
        both = Combos(field("Water").fields, finisher("Leap").finishers)
        (pair,) = pair_up([both], RULES.combos)
        assert (pair.layer, pair.closer, pair.effect) == (0, 0, "Healing")

    @given(teams)
    def test_every_field_meets_every_finisher(self, team: list[Combos]) -> None:
        laid = [(layer, kind) for layer, one in enumerate(team) for kind in {each.type for each in one.fields}]
        closed = [(closer, kind) for closer, one in enumerate(team) for kind in {each.type for each in one.finishers}]
        pairs = pair_up(team, RULES.combos)
        assert len(pairs) == len(laid) * len(closed)
        assert [one.per_minute for one in pairs] == sorted((one.per_minute for one in pairs), reverse=True)


class TestTold:
    def test_facts_alone_are_counted(self) -> None:
        assumed = Combos((), (Finisher("Blast", SOURCE, 100, 20, told=False),))
        both = Combos((), (*finisher("Blast", 6).finishers, *assumed.finishers))
        unsure, mixed = pair_up([field("Fire", 0.5), both, assumed], RULES.combos)
        assert (unsure.per_minute, unsure.told) == (13, 3)
        assert (mixed.per_minute, mixed.told) == (10, 0)

    def test_a_field_without_facts_tells_nothing(self) -> None:
        assumed = Combos((Field("Fire", SOURCE, 0.5, told=False),), ())
        (pair,) = pair_up([assumed, finisher("Blast")], RULES.combos)
        assert (pair.per_minute, pair.told) == (4, 0)

    def test_finishers_add_up_and_fields_do_not(self) -> None:
        team = [field("Fire", 0.5), field("Fire", 0.25), finisher("Blast", 6), finisher("Blast", 2)]
        assert count_told(pair_up(team, RULES.combos)) == 4
        assert count_told([]) == 0

    @given(templates())
    def test_no_more_is_told_than_is_reckoned_with(self, template: BuildTemplate) -> None:
        pairs = pair_up([giving_of(template).combos], RULES.combos)
        assert all(0 <= pair.told <= pair.per_minute * (1 + 1e-9) for pair in pairs)

    def test_what_has_no_recharge_is_not_told(self) -> None:
        found = giving_of(build_of(Profession.RANGER, weapons=("Longbow",))).combos.finishers
        told = {one.source.name: one.told for one in found if one.type == "Projectile"}
        assert told["Point-Blank Shot"]
        assert not told["Long Range Shot"]


class TestEfficacy:
    def test_nothing_comes_of_fields_or_finishers_alone(self) -> None:
        assert efficacy([]) == 0
        assert efficacy([field("Fire")] * 5) == 0
        assert efficacy([finisher("Blast")] * 5) == 0

    def test_five_who_blast_without_end_in_fire_reach_the_ceiling(self) -> None:
        assert efficacy([field("Fire")] + [finisher("Blast")] * 5) == 100
        assert efficacy([field("Fire")] + [finisher("Blast")] * 5, subgroups=2) == 50
        assert efficacy([field("Fire", 0.5)] + [finisher("Blast")] * 5) == 50

    def test_nobody_finishes_more_often_than_there_is_time(self) -> None:
        assert (
            efficacy([field("Fire"), finisher("Blast", 500)]) == efficacy([field("Fire"), finisher("Blast", 8)]) == 20
        )

    def test_modes_weigh_differently(self) -> None:
        team = [field("Light"), finisher("Blast")]
        assert efficacy(team, GameMode.WVW) > efficacy(team, GameMode.PVE)

    @given(teams, combos, modes, st.integers(1, 10))
    def test_another_player_never_lowers_it(
        self, team: list[Combos], other: Combos, mode: GameMode, subgroups: int
    ) -> None:
        assert efficacy([*team, other], mode, subgroups) >= efficacy(team, mode, subgroups) - 1e-9

    @given(teams.filter(bool), fields, finishers, modes)
    def test_another_field_or_finisher_never_lowers_it(
        self, team: list[Combos], more: Field, another: Finisher, mode: GameMode
    ) -> None:
        first, *rest = team
        before = efficacy(team, mode)
        assert efficacy([Combos((*first.fields, more), first.finishers), *rest], mode) >= before - 1e-9
        assert efficacy([Combos(first.fields, (*first.finishers, another)), *rest], mode) >= before - 1e-9

    @given(teams, modes)
    def test_it_is_between_0_and_100_and_the_order_does_not_matter(self, team: list[Combos], mode: GameMode) -> None:
        assert 0 <= efficacy(team, mode) <= 100
        assert efficacy(team, mode) == pytest.approx(efficacy(team[::-1], mode))


def bar_of(profession: Profession, name: str) -> BuildTemplate:
    number = next(palette for palette, skill in GAME.palettes[profession].items() if skill.name == name)
    bar = SkillBar(number) if GAME.palettes[profession][number].slot == "Heal" else SkillBar(0, (number, 0, 0))
    return BuildTemplate(profession=profession, land=bar, pets=Pets() if profession is Profession.RANGER else None)


def found_by(profession: str) -> set[tuple[str, str | None]]:
    """Return type and name of all fields and finishers that a profession's builds can have."""
    skills = find_all_skills(Profession[profession.upper()], GAME, FACTS)
    found = find_combos(Reach(frozenset(), (), (), skills, frozenset()), GAME, FACTS, RULES.combos)
    laid = {(one.type, one.source.name) for one in found.fields}
    return laid | {(one.type, one.source.name) for one in found.finishers}
