"""What the search does with squads of a real size."""

from dataclasses import replace
from itertools import count

import pytest

from bot.domain.lineup.problem import WHOLE, Offer, Pin, Player, Problem, Quota, Spot, Standing, Template
from bot.domain.lineup.search import Limit, Outcome, Progress, Reason, Watch, optimize
from bot.errors import InvalidProblemError
from config.content import load_contents

HEALER = Offer(name="Heal-Alac", supplies={"alacrity": WHOLE, "healing": WHOLE}, roles=("heal-alac",))
QUICK = Offer(name="Quick-DPS", supplies={"quickness": WHOLE}, roles=("quick-dps",))
DPS = Offer(name="DPS", roles=("dps",))
RAID = Template(
    subgroups=2,
    each=(
        Quota(need="alacrity", amount=WHOLE, weight=10),
        Quota(need="quickness", amount=WHOLE, weight=10),
        Quota(need="healing", amount=WHOLE, weight=8),
    ),
)


def players(*offers: tuple[Offer, ...]) -> tuple[Player, ...]:
    return tuple(Player(name=f"p{number}", offers=offered) for number, offered in enumerate(offers))


TEN = players(*[(HEALER,)] * 2, *[(QUICK,)] * 2, *[(DPS,)] * 6)


def watch() -> Watch:
    ticks = count()
    return Watch(lambda: next(ticks) / 1000)


def solve(problem: Problem, limit: Limit | None = None, seen: Watch | None = None) -> Outcome:
    return optimize(problem, limit or Limit(), 0, seen or watch())


def test_a_full_squad_has_each_need_in_each_subgroup() -> None:
    outcome = solve(Problem(template=RAID, players=TEN))
    assert outcome.reason is Reason.PROVED
    assert (outcome.score.met, outcome.score.seated, outcome.gap, outcome.stage) == (5600, 10, 0.0, None)
    for offer in (HEALER, QUICK):
        playing = [spot for player, spot in zip(TEN, outcome.best, strict=True) if player.offers == (offer,)]
        assert {spot.group for spot in playing if spot} == {0, 1}


def test_nobody_at_all_is_an_answer() -> None:
    outcome = solve(Problem(template=RAID, players=()))
    assert (outcome.best, outcome.reason, outcome.score.met) == ((), Reason.PROVED, 0)


def test_too_few_people_leave_gaps_and_no_error() -> None:
    outcome = solve(Problem(template=RAID, players=TEN[:1]))
    assert outcome.score.met == 1800
    assert outcome.best[0] is not None


def test_who_signed_up_last_or_is_tentative_waits() -> None:
    crowd = (*TEN, *players((DPS,), (DPS,)))
    crowd = (*crowd[:5], replace(crowd[5], standing=Standing.TENTATIVE), *crowd[6:])
    outcome = solve(Problem(template=RAID, players=crowd))
    assert [number for number, spot in enumerate(outcome.best) if spot is None] == [5, 11]


def test_who_is_needed_comes_before_who_was_first() -> None:
    crowd = (*players(*[(DPS,)] * 7), *TEN[:4])
    outcome = solve(Problem(template=RAID, players=crowd))
    assert outcome.score.met == 5600
    assert [number for number, spot in enumerate(outcome.best) if spot is None] == [6]


def test_mending_moves_nobody_without_need() -> None:
    crowd = (*TEN, *players((DPS, HEALER)))
    seated = solve(Problem(template=RAID, players=crowd)).best
    left = seated[0]
    assert left is not None
    missing = replace(crowd[0], offers=())
    problem = Problem(template=RAID, players=(missing, *crowd[1:]), current=(None, *seated[1:]))
    mended = solve(problem)
    assert mended.score.met == 5600
    assert mended.score.kept == 9
    assert mended.best[10] == Spot(left.group, 1)


def test_a_pin_beats_the_needs() -> None:
    pinned = replace(TEN[4], pin=Pin(subgroup=2, place=3, offer=0))
    crowd = (*TEN[:4], pinned, *TEN[5:])
    outcome = solve(Problem(template=replace(RAID, size=1), players=crowd))
    assert outcome.score.pinned == 1
    assert [spot for spot in outcome.best if spot] == [Spot(1, 0)]


@pytest.mark.parametrize(
    ("pin", "path"),
    [
        (Pin(subgroup=3), "players[0].pin.subgroup"),
        (Pin(place=6), "players[0].pin.place"),
        (Pin(squad=2), "players[0].pin.squad"),
        (Pin(offer=1), "players[0].pin.build"),
    ],
)
def test_a_pin_to_nowhere_is_refused(pin: Pin, path: str) -> None:
    with pytest.raises(InvalidProblemError) as caught:
        Problem(template=RAID, players=(replace(TEN[0], pin=pin),))
    assert caught.value.path == path


@pytest.mark.parametrize("pair", [(0, 0), (0, 10), (-1, 0)])
def test_a_wish_with_oneself_or_nobody_is_refused(pair: tuple[int, int]) -> None:
    with pytest.raises(InvalidProblemError, match=r"apart\[0\]"):
        Problem(template=RAID, players=TEN, apart=(pair,))


def test_time_that_runs_out_ends_it_with_what_is_there() -> None:
    outcome = solve(Problem(template=RAID, players=(*TEN, *players((DPS, HEALER)))), Limit(seconds=0))
    assert outcome.reason is Reason.LIMIT
    assert outcome.stage is not None
    assert outcome.score <= outcome.bound
    assert outcome.score.seated == 10


def test_it_can_be_stopped() -> None:
    stopped = Watch(watch().clock, is_stopped=lambda: True)
    problem = Problem(template=RAID, players=(*TEN, *players((DPS, HEALER))))
    assert solve(problem, seen=stopped).reason is Reason.STOPPED


def test_a_kind_of_content_is_a_template() -> None:
    raid = next(content for content in load_contents() if content.id == "raid")
    template = Template.of(raid)
    assert (template.subgroups, template.capacity) == (2, 10)
    assert Quota(need="quickness", amount=WHOLE, weight=10) in template.each
    assert Quota(need="healing", at_most=3 * WHOLE) in template.whole


def test_gap_tells_how_much_more_there_may_be() -> None:
    outcome = solve(Problem(template=RAID, players=TEN))
    told = Progress(best=outcome.best, score=outcome.score, bound=replace(outcome.score, met=7000), seconds=0)
    assert (told.stage, told.gap) == ("met", 0.2)
