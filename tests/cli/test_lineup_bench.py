"""`bench optimize`: that it measures what it says, not how fast this machine is."""

import json
from dataclasses import replace

import pytest
from typer.testing import CliRunner

from bot.cli import lineup_bench, lineup_strain
from bot.cli.bench import bench
from bot.cli.lineup_bench import Case, count_moves, list_cases, make_problem, time_search
from bot.cli.lineup_strain import Strain, watch_raids
from bot.cli.lineup_targets import judge
from bot.domain.lineup.score import Score
from config.combos import load_combo_rules
from config.content import load_contents
from config.role_supplies import load_role_table

CONTENTS = {content.id: content for content in load_contents()}
ROLES = load_role_table()
COMBOS = load_combo_rules()
SMALL = Case("raid", "scarce", 3, 0)


def test_cases_bring_the_same_sign_ups_each_time() -> None:
    for case in list_cases(1):
        problem = make_problem(case, CONTENTS[case.content], ROLES, COMBOS)
        assert problem == make_problem(case, CONTENTS[case.content], ROLES, COMBOS)
        assert problem != make_problem(replace(case, seed=1), CONTENTS[case.content], ROLES, COMBOS)
        assert len(problem.players) >= problem.template.capacity


def test_no_other_way_finds_a_better_lineup_than_the_proven_one() -> None:
    timing = time_search(make_problem(SMALL, CONTENTS["raid"], ROLES, COMBOS), SMALL, 20)
    assert timing.proof is not None
    assert timing.first <= timing.proof
    assert timing.gap == timing.needs_gap == 0
    assert all(score <= timing.scores["this"] for score in timing.scores.values())
    assert timing.scores["plain model"] == timing.scores["this"]


def test_it_counts_who_moves() -> None:
    moves = count_moves(make_problem(SMALL, CONTENTS["raid"], ROLES, COMBOS), 0)
    assert len(moves) == lineup_bench.CANCELLATIONS
    assert all(0 <= moved < 10 for moved in moves)


def test_it_is_told_for_people_and_for_programs(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lineup_bench, "list_cases", lambda _seeds: [SMALL])
    monkeypatch.setattr(lineup_bench, "LARGE", 10)
    monkeypatch.setattr(lineup_strain, "watch_raids", lambda roles, combos: watch_raids(roles, combos, people=12))
    lines = CliRunner().invoke(bench, ["optimize"]).stdout.splitlines()
    assert lines[1].startswith("raid       scarce    3  0  10")
    assert any("moved after a cancellation" in line for line in lines)
    record, strain = map(json.loads, CliRunner().invoke(bench, ["optimize", "--json"]).stdout.splitlines())
    assert set(record["scores"]["greedy"]) == set(Score.__slots__)
    assert strain["mib"] > 0
    assert strain["worked"] > 0
    assert [target["most"] for target in strain["targets"]] == [0.2, 0.5, 3, 50, 50, 400]


def test_targets_hold_or_not_by_the_worst_that_was_measured() -> None:
    quick = time_search(make_problem(SMALL, CONTENTS["raid"], ROLES, COMBOS), SMALL, 20)
    quick = replace(quick, first=0.01, proof=0.1)
    strain = Strain(waited=0.08, usually=0.01, worked=0.02, idle=0.01, mib=300)
    found = {target.name: target for target in judge([quick, replace(quick, proof=None)], [], strain)}
    proven, waits = found["10 players proven, seconds"], found["event loop waits beside three, milliseconds"]
    assert found["first lineup, seconds"].to_line() == "holds   first lineup, seconds: 0.01 of at most 0.2"
    assert proven.to_line() == "MISSED  10 players proven, seconds: not within the limit of at most 0.5"
    assert proven.to_record()["found"] is None
    assert not waits.holds()
    assert "ordinary 50 proven, seconds" not in found
