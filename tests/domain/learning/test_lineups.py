"""What combos are worth, out of what leaders found of lineups; in a made-up world the truth is known."""

from collections import Counter
from dataclasses import replace
from datetime import timedelta

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.learning.lineups import LEAST_GUILDS, LEAST_PAIRS, MOST_RAIDS, balance, learn_worths, list_pairs
from bot.domain.learning.pairwise import Differences
from bot.domain.learning.served import LEAST_PERCENT, MOST_PERCENT, LearnedWorths
from bot.domain.modes import GameMode
from bot.domain.verdicts import Judged
from tests.domain.learning.made_verdicts import START, World, make_up

OTHER = World(truth={"Blast": 50, "Leap": 200, "Projectile": 200, "Whirl": 50}, guilds=40)
FEW = World(truth=OTHER.truth, guilds=LEAST_GUILDS, raids=30)


def learn(judged: list[Judged]) -> LearnedWorths:
    (learned,) = learn_worths(judged)
    return learned


def test_what_is_truly_worth_more_comes_first_and_bounds_are_kept() -> None:
    learned = learn(make_up(OTHER))
    assert max(learned.percents[name] for name in ("Blast", "Whirl")) < 80
    assert min(learned.percents[name] for name in ("Leap", "Projectile")) > 125
    assert all(LEAST_PERCENT <= percent <= MOST_PERCENT for percent in learned.percents.values())
    assert learned.right > learned.plainly_right
    assert learned.gain[0] > 0


@pytest.mark.parametrize("seed", range(8))
def test_where_worths_are_right_they_stay(seed: int) -> None:
    learned = learn(make_up(World(seed=seed)))
    assert learned.tried_on > LEAST_PAIRS
    assert learned.percents == {}


def test_where_combos_do_not_matter_nothing_is_learned() -> None:
    assert learn(make_up(replace(OTHER, force=0.0))).percents == {}


def test_too_few_raids_or_guilds_tell_nothing() -> None:
    scarce = learn(make_up(replace(OTHER, guilds=LEAST_GUILDS, raids=20)))
    assert (scarce.tried_on, scarce.right, scarce.percents) == (0, 0.0, {})
    lonely = learn(make_up(replace(OTHER, guilds=LEAST_GUILDS - 1, raids=100)))
    assert (lonely.tried_on, lonely.guilds, lonely.percents) == (0, LEAST_GUILDS - 1, {})


def test_the_order_of_verdicts_means_nothing() -> None:
    judged = make_up(FEW)
    assert learn(judged) == learn(judged[::-1])


def test_each_mode_learns_by_itself_and_other_versions_are_left_out() -> None:
    judged = make_up(FEW)
    in_wvw = [replace(one, verdict=replace(one.verdict, mode=GameMode.WVW)) for one in judged]
    old = [
        replace(one, verdict=replace(one.verdict, traits=replace(one.verdict.traits, version=0))) for one in judged[:9]
    ]
    pve, wvw = learn_worths([*judged, *in_wvw, *old])
    assert replace(wvw, mode=GameMode.PVE) == pve == learn(judged)
    assert learn_worths(()) == ()


@given(st.integers(1, 4), st.integers(0, 9), st.integers(1, 40))
def test_pairs_are_of_one_guild_and_content_and_no_raid_is_in_too_many(reach: int, seed: int, raids: int) -> None:
    judged = make_up(World(guilds=2, raids=raids, seed=seed))
    pairs = list_pairs(judged, reach)
    for pair in pairs:
        assert (pair.worked.guild, pair.worked.content) == (pair.failed.guild, pair.failed.content)
        assert pair.worked.verdict.worked
        assert not pair.failed.verdict.worked
    used = Counter(id(one) for pair in pairs for one in (pair.worked, pair.failed))
    assert max(used.values(), default=0) <= reach
    sorts = Counter((one.guild, one.content, one.verdict.worked) for one in judged)
    alike = {(one.guild, one.content) for one in judged}
    rarer = sum(min(sorts[*place, True], sorts[*place, False]) for place in alike)
    assert sum(pair.weight for pair in pairs) == pytest.approx(rarer)


def test_the_nearest_in_time_are_compared() -> None:
    first, *_ = make_up(World(guilds=1, raids=1))
    verdicts = [replace(first.verdict, worked=worked) for worked in (True, False, False)]
    days = (10, 0, 11)
    raids = [
        replace(first, began=first.began + timedelta(days=day), verdict=verdict)
        for day, verdict in zip(days, verdicts, strict=True)
    ]
    (pair,) = list_pairs(raids, 1)
    assert pair.failed is raids[2]


def test_of_one_guild_only_the_latest_raids_count() -> None:
    judged = make_up(World(guilds=1, raids=MOST_RAIDS + 40))
    learned = learn(judged)
    assert (learned.raids, learned.since) == (MOST_RAIDS, int(judged[40].began.timestamp()))


def test_one_loud_guild_among_five_does_not_decide_for_all() -> None:
    loud = [one for one in make_up(replace(OTHER, raids=100)) if one.guild == 0]
    calm = [one for one in make_up(replace(FEW, raids=100)) if one.guild != 0]
    latest = max(one.began for one in calm)
    (later,) = learn_worths([*calm, *(replace(one, began=one.began + (latest - calm[0].began)) for one in loud)])
    assert (later.guilds, later.tried_on, later.percents) == (LEAST_GUILDS, 0, {})


@given(st.lists(st.integers(2, 60), max_size=9))
def test_no_guild_has_more_than_a_fifth_of_the_pairs(raids: list[int]) -> None:
    made = make_up(World(guilds=len(raids), raids=max(raids, default=0)))
    left = dict(enumerate(raids))
    judged = [one for one in made if (one.began - START).days // 4 < left[one.guild]]
    balanced = balance(list_pairs(judged, 1))
    counts = Counter(pair.worked.guild for pair in balanced)
    assert LEAST_GUILDS * max(counts.values(), default=0) <= len(balanced)


def test_what_harms_on_the_whole_is_not_weighed() -> None:
    rng = np.random.default_rng(0)
    harm = Differences(-rng.random((50, 3)), rng.normal(size=(50, 1)), np.ones(50))
    assert harm.find_worths(0.5, 2.0).tolist() == [1.0, 1.0, 1.0]


def test_parts_are_worth_what_they_weigh_beside_each_other() -> None:
    rng = np.random.default_rng(1)
    shown = rng.normal(size=(4_000, 3))
    won = rng.random(4_000) < 1 / (1 + np.exp(-shown @ np.array([2.0, 1.0, 1.0])))
    better = np.where(won[:, None], shown, -shown)
    worths = Differences(better, np.zeros((4_000, 1)), np.ones(4_000)).find_worths(0.5, 2.0)
    assert worths / worths.sum() == pytest.approx([0.5, 0.25, 0.25], abs=0.02)
