from collections.abc import Sequence
from dataclasses import replace
from time import monotonic

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.lineup.board import Board
from bot.domain.lineup.columns import Aim
from bot.domain.lineup.contrast import Contrast, contrast
from bot.domain.lineup.nature import Nature, Spread, Worths
from bot.domain.lineup.problem import Offer, Pin, Player, Problem, Quota, Spot, Spots, Template
from bot.domain.lineup.search import Limit, Outcome, Reason, Watch, optimize
from bot.domain.lineup.solver import Budget, Solved, Solver
from tests.domain.lineup import oracle
from tests.domain.lineup.problems import lineups, problems

WORTHS = Worths(cells={("Fire", "Blast"): 100, ("Smoke", "Blast"): 10, ("Water", "Leap"): 20})
PAIRS = Template(subgroups=2, places=2, worths=WORTHS)
FIRE = Nature(fields=frozenset({"Fire"}))
SMOKE = Nature(fields=frozenset({"Smoke"}))
BLAST = Nature(finishers=(("Blast", 8),))
RARELY = Nature(finishers=(("Blast", 3), ("Leap", 2)))


def problem(template: Template, *natures: Nature | tuple[Nature, ...]) -> Problem:
    offered = [one if isinstance(one, tuple) else (one,) for one in natures]
    people = [
        Player(name=str(number), offers=tuple(Offer(name="", nature=nature) for nature in offers))
        for number, offers in enumerate(offered)
    ]
    return Problem(template=template, players=tuple(people))


def solve(posed: Problem) -> Outcome:
    return optimize(posed, Limit(), 0, Watch(monotonic))


def groups(spots: Spots) -> list[set[int]]:
    return [{number for number, spot in enumerate(spots) if spot and spot.group == group} for group in (0, 1)]


class TestCombos:
    def test_who_finishes_sits_with_who_lays_the_field(self) -> None:
        best = solve(problem(PAIRS, BLAST, BLAST, FIRE, FIRE))
        assert best.score.combos == 2 * 8 * 100
        assert sorted(len(group & {0, 1}) for group in groups(best.best)) == [1, 1]

    def test_who_finishes_more_often_gets_the_better_field(self) -> None:
        best = solve(problem(PAIRS, BLAST, RARELY, SMOKE, FIRE))
        assert {0, 3} in groups(best.best)
        assert best.score.combos == 8 * 100 + 3 * 10

    def test_of_two_fields_the_better_one_counts_and_enough_is_enough(self) -> None:
        everybody = replace(PAIRS, subgroups=1, places=4)
        assert solve(problem(everybody, BLAST, RARELY, SMOKE, FIRE)).score.combos == 8 * 100

    def test_what_is_learned_of_a_finisher_weighs_it(self) -> None:
        weighed = WORTHS.weighed({"Blast": 50, "Leap": 200})
        assert weighed.cells == {("Fire", "Blast"): 50, ("Smoke", "Blast"): 5, ("Water", "Leap"): 40}
        assert (weighed.is_learned, WORTHS.is_learned) == (True, False)
        scarce = Worths(cells={("Fire", "Blast"): 1, ("Dark", "Blast"): 0}).weighed({"Blast": 50})
        assert list(scarce.cells.values()) == [1, 0]
        often = Nature(finishers=(("Blast", 8), ("Leap", 8)))
        water = Nature(fields=frozenset({"Water", "Smoke"}))
        pair = replace(PAIRS, subgroups=1)
        for worths, combos in ((WORTHS, 8 * 30), (weighed, 8 * 45)):
            assert solve(problem(replace(pair, worths=worths), often, water)).score.combos == combos

    def test_a_field_or_a_finisher_alone_is_worth_nothing(self) -> None:
        assert solve(problem(PAIRS, FIRE, FIRE, SMOKE, Nature())).score.combos == 0
        assert solve(problem(PAIRS, BLAST, BLAST)).score.combos == 0

    def test_needs_come_first(self) -> None:
        template = replace(PAIRS, places=2, each=(Quota(need="healing", amount=100),))
        posed = problem(template, BLAST, BLAST, FIRE, FIRE)
        healing = [replace(one, offers=(replace(one.offers[0], supplies={"healing": 100}),)) for one in posed.players]
        posed = replace(posed, players=(healing[0], *posed.players[1:2], healing[2], *posed.players[3:]))
        best = solve(posed)
        assert best.score.met == 200
        assert best.score.combos == 1600
        assert {0, 3} in groups(best.best)


class TestSpread:
    def test_what_is_missing_is_played(self) -> None:
        power, condition = Nature(damage="power"), Nature(damage="condition")
        template = Template(subgroups=1, places=3, spreads=(Spread(side="whole", by="damage", enough=2, weight=3),))
        posed = problem(template, (power, condition), (power, condition), (power, condition))
        liked = [replace(one, offers=tuple(replace(offer, liking=3) for offer in one.offers)) for one in posed.players]
        best = solve(replace(posed, players=tuple(liked)))
        assert best.score.spread == 9
        assert len({spot.offer for spot in best.best if spot}) == 2

    def test_subgroups_get_different_professions(self) -> None:
        guardian, thief = Nature(profession="Guardian"), Nature(profession="Thief")
        template = Template(subgroups=2, places=2, spreads=(Spread(side="each", by="profession"),))
        best = solve(problem(template, guardian, guardian, thief, thief))
        assert best.score.spread == 4
        assert all(group & {0, 1} and group & {2, 3} for group in groups(best.best))

    def test_what_is_unknown_counts_nothing(self) -> None:
        template = Template(subgroups=2, places=2, spreads=(Spread(side="each", by="profession"),))
        assert Board(problem(template, Nature(), Nature())).fine.is_idle()
        assert solve(problem(template, Nature(), Nature(profession="Thief"))).score.spread == 1


def test_a_stage_that_had_too_little_time_gets_what_others_left(monkeypatch: pytest.MonkeyPatch) -> None:
    guardian, thief = Nature(profession="Guardian"), Nature(profession="Thief")
    template = Template(subgroups=2, places=2, spreads=(Spread(side="each", by="profession"),))
    posed = problem(template, guardian, thief, thief, thief)
    best = solve(posed)
    budgets: list[Budget] = []
    real = Solver.solve

    def hurried(solver: Solver, aim: Aim, start: Sequence[int], budget: Budget) -> Solved:
        budgets.append(budget)
        return Solved(None, 1_000, 0) if len(budgets) == 1 else real(solver, aim, start, budget)

    monkeypatch.setattr(Solver, "solve", hurried)
    now = optimize(posed, Limit(100), 0, Watch(lambda: 0.0))
    assert [budget.seconds for budget in budgets] == [50.0, 100.0]
    assert best.score.spread == 3
    assert (now.score, now.reason) == (best.score, Reason.PROVED)


class TestContrast:
    def test_what_another_lineup_has_more_is_told_in_numbers(self) -> None:
        posed = problem(PAIRS, BLAST, BLAST, FIRE, FIRE)
        apart = tuple(Spot(group, 0) for group in (0, 1, 0, 1))
        idle = tuple(Spot(group, 0) for group in (0, 0, 1, 1))
        assert contrast(posed, idle, apart) == Contrast(combos=2, worth=1600, professions=0, damage=0)
        assert contrast(posed, apart, idle).combos == -2
        assert contrast(posed, apart, apart) == Contrast(0, 0, 0, 0)

    def test_a_better_field_is_no_more_combo_but_worth_more(self) -> None:
        posed = problem(replace(PAIRS, subgroups=1), BLAST, FIRE, SMOKE)
        with_fire, with_smoke = (Spot(0, 0), Spot(0, 0), None), (Spot(0, 0), None, Spot(0, 0))
        assert contrast(posed, with_smoke, with_fire) == Contrast(combos=0, worth=720, professions=0, damage=0)

    @given(problems(most_players=4), st.data())
    def test_it_is_what_the_scores_tell(self, posed: Problem, data: st.DataObject) -> None:
        one, other = (data.draw(lineups(posed.players, posed.groups)) for _ in range(2))
        found, before, after = contrast(posed, one, other), oracle.rate(posed, one), oracle.rate(posed, other)
        assert found.worth == after[-1] - before[-1]
        if {spread.weight for spread in posed.template.spreads} == {1}:
            assert found.professions + found.damage == after[-2] - before[-2]


def test_what_a_pin_forbids_to_play_does_not_keep_it_from_being_proven() -> None:
    posed = problem(
        Template(subgroups=1, places=1, spreads=(Spread(side="each", by="profession"),)),
        (Nature(), Nature(profession="Guardian")),
    )
    pinned = replace(posed.players[0], pin=Pin(offer=0))
    outcome = solve(replace(posed, players=(pinned,)))
    assert (outcome.score.spread, outcome.bound.spread, outcome.reason) == (0, 0, Reason.PROVED)
