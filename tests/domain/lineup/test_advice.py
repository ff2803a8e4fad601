"""What would close a gap, why somebody waits, who sits where, and what else could be played."""

from dataclasses import replace
from time import monotonic

from hypothesis import given

from bot.domain.lineup.advice import Fix, Why, explain_bench, explain_gaps
from bot.domain.lineup.alternatives import find_alternatives
from bot.domain.lineup.board import Board
from bot.domain.lineup.coverage import arrange, cover
from bot.domain.lineup.problem import WHOLE, Offer, Pin, Player, Problem, Quota, Spots, Standing, Template
from bot.domain.lineup.search import Limit, Watch
from bot.domain.lineup.squads import find_most_squads
from tests.domain.lineup import oracle
from tests.domain.lineup.problems import problems
from tests.domain.lineup.test_oracle import solve, thoroughly
from tests.domain.lineup.test_search import DPS, HEALER, QUICK, RAID, TEN, players

IDEAS = {"heal-alac": HEALER.supplies, "quick-dps": QUICK.supplies, "dps": {}, "tank": {"tank": WHOLE}}
WATCH = Watch(monotonic)


def fixes(problem: Problem) -> list[tuple[int | None, str, Fix | None]]:
    spots = solve(problem).best
    found = explain_gaps(problem, spots, IDEAS)
    return [(gap.coverage.subgroup, gap.coverage.quota.need, gap.fix) for gap in found]


class TestGaps:
    def test_a_complete_squad_has_none(self) -> None:
        assert fixes(Problem(template=RAID, players=TEN)) == []

    def test_one_build_that_closes_it_is_named(self) -> None:
        crowd = (*TEN[1:], *players((DPS,)))
        (alacrity, healing) = fixes(Problem(template=RAID, players=crowd))
        assert (alacrity[1], healing[1]) == ("alacrity", "healing")
        assert alacrity[2] == healing[2]
        assert alacrity[2] is not None
        assert alacrity[2].closes
        assert alacrity[2].completes
        assert alacrity[2].role == "heal-alac"
        assert crowd[alacrity[2].player or 0].offers == (DPS,)

    def test_where_there_is_room_one_more_player_would_do(self) -> None:
        gaps = fixes(Problem(template=replace(RAID, subgroups=1), players=TEN[:1]))
        assert gaps == [(1, "quickness", Fix(None, "quick-dps", closes=True, completes=True))]

    def test_no_advice_breaks_a_rule(self) -> None:
        template = replace(RAID, subgroups=1, whole=(Quota(need="healing", at_most=0),))
        for _, need, fix in fixes(Problem(template=template, players=TEN[2:7])):
            assert need in {"alacrity", "healing"}
            assert fix is None

    def test_needs_of_the_squad_are_the_squads(self) -> None:
        template = replace(RAID, whole=(Quota(need="tank", amount=WHOLE, weight=5),))
        (gap,) = fixes(Problem(template=template, players=TEN))
        assert gap[:2] == (None, "tank")
        assert gap[2] is not None
        assert TEN[gap[2].player or 0].offers == (DPS,)


@thoroughly
@given(problems())
def test_every_fix_makes_the_lineup_better(problem: Problem) -> None:
    spots = solve(problem).best
    ideas = {"healer": {"healing": 100}, "both": {"healing": 100, "quickness": 50}}
    gaps = [one for one in cover(problem, spots) if one.missing]
    told = list(explain_gaps(problem, spots, ideas))
    assert [gap.coverage for gap in told] == gaps
    before = oracle.rate(problem, spots)[1]
    for fix in (gap.fix for gap in told if gap.fix is not None):
        brought = Offer(name="", supplies=ideas[fix.role], roles=(fix.role,))
        who = Player(name="", offers=(brought,))
        members = list(problem.players)
        if fix.player is None:
            members.append(who)
        else:
            members[fix.player] = replace(members[fix.player], offers=(*members[fix.player].offers, brought))
        assert solve(replace(problem, players=tuple(members), current=())).score.met > before


class TestBench:
    def why(self, problem: Problem) -> dict[int, Why]:
        return explain_bench(problem, solve(problem).best)

    def test_who_signed_up_later(self) -> None:
        assert self.why(Problem(template=RAID, players=(*TEN, *players((DPS,))))) == {10: Why.LATER}

    def test_who_signed_up_earlier_but_comes_late(self) -> None:
        crowd = [*TEN, *players((DPS,))]
        crowd[5] = replace(crowd[5], standing=Standing.LATE)
        assert self.why(Problem(template=RAID, players=tuple(crowd))) == {5: Why.UNSURE}
        later = replace(crowd[5], standing=Standing.LATE)
        assert self.why(Problem(template=RAID, players=(*crowd, later))) == {5: Why.UNSURE, 11: Why.UNSURE}

    def test_who_comes_as_late_as_those_who_play(self) -> None:
        late = tuple(replace(one, standing=Standing.LATE) for one in (*TEN, *players((DPS,))))
        assert self.why(Problem(template=RAID, players=late)) == {10: Why.LATER}

    def test_who_would_displace_somebody_needed(self) -> None:
        crowd = (*players((DPS,)), *TEN[:4])
        template = replace(RAID, places=2)
        assert self.why(Problem(template=template, players=crowd)) == {0: Why.NEEDED}

    def test_who_brings_no_build(self) -> None:
        assert self.why(Problem(template=RAID, players=players(()))) == {0: Why.NO_BUILD}

    def test_who_is_kept_out_by_a_rule(self) -> None:
        template = replace(RAID, each=(), whole=(Quota(need="healing", at_most=WHOLE),))
        crowd = players((HEALER,), (HEALER,))
        assert self.why(Problem(template=template, players=crowd)) == {1: Why.RULE}

    def test_who_gives_way_to_a_pin(self) -> None:
        crowd = players((DPS,), (DPS,))
        pinned = (crowd[0], replace(crowd[1], pin=Pin(subgroup=1)))
        template = replace(RAID, subgroups=1, places=1, each=())
        assert self.why(Problem(template=template, players=pinned)) == {0: Why.PINNED}


class TestPlaces:
    def test_who_meets_needs_sits_first_and_pins_are_kept(self) -> None:
        crowd = (replace(TEN[9], pin=Pin(place=1)), TEN[8], TEN[0])
        problem = Problem(template=replace(RAID, subgroups=1), players=crowd)
        seats = arrange(problem, solve(problem).best)
        assert [(seat.place, seat.player) for seat in seats] == [(1, 0), (2, 2), (3, 1)]

    @thoroughly
    @given(problems())
    def test_everybody_has_a_place_of_their_own(self, problem: Problem) -> None:
        spots = solve(problem).best
        seats = arrange(problem, spots)
        assert len({(seat.squad, seat.subgroup, seat.place) for seat in seats}) == len(seats)
        assert {seat.player for seat in seats} == {number for number, spot in enumerate(spots) if spot}
        for seat in seats:
            pin = problem.players[seat.player].pin
            assert 1 <= seat.place <= problem.template.places
            assert pin is None or pin.place in {None, seat.place}

    @thoroughly
    @given(problems())
    def test_coverage_adds_up_to_what_is_met(self, problem: Problem) -> None:
        spots = solve(problem).best
        met = sum(one.quota.weight * min(one.have, one.quota.amount) for one in cover(problem, spots))
        assert met == Board(problem).rate(spots).met


class TestAlternatives:
    def test_the_next_ones_are_worse_and_unlike(self) -> None:
        problem = Problem(template=RAID, players=(*TEN, *players((DPS,), (DPS,))))
        best = solve(problem)
        scores = [best.score, *(one.score for one in find_alternatives(problem, best.best, 3, Limit(), 0, WATCH))]
        assert len(scores) == 4
        assert scores == sorted(scores, reverse=True)
        assert scores[1].order == best.score.order - 1

    @thoroughly
    @given(problems(most_players=4))
    def test_they_are_the_next_best(self, problem: Problem) -> None:
        best = solve(problem).best
        known: tuple[Spots, ...] = (best,)
        for outcome in find_alternatives(problem, best, 2, Limit(), 0, WATCH):
            further = replace(problem, excluded=known)
            assert oracle.is_legal(further, outcome.best)
            assert outcome.score.as_tuple() == oracle.find_best(further)
            known = (*known, outcome.best)


class TestSquads:
    @staticmethod
    def most(*crowd: Player, template: Template = RAID) -> tuple[int, bool]:
        return find_most_squads(Problem(template=template, players=crowd), Limit(), 0, WATCH)

    def test_as_many_as_can_be_complete(self) -> None:
        assert self.most(*TEN, *TEN, *TEN) == (3, True)
        assert self.most(*TEN, *TEN, *TEN[:9]) == (2, True)
        assert self.most(*TEN, *players(*[(DPS,)] * 10)) == (1, True)
        assert self.most() == (1, True)

    def test_one_who_can_do_either_counts_once(self) -> None:
        template = replace(RAID, subgroups=1, places=2)
        both = players((HEALER, QUICK))
        assert self.most(*players((HEALER,), (QUICK,)), *both, *players((DPS,)), template=template) == (1, True)
        assert self.most(*players((HEALER,), (QUICK,)), *both, *both, template=template) == (2, True)

    def test_time_that_runs_out_leaves_what_is_sure(self) -> None:
        problem = Problem(template=RAID, players=(*TEN, *TEN))
        assert find_most_squads(problem, Limit(seconds=0), 0, WATCH) == (1, False)
