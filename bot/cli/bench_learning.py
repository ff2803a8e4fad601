"""`gw2optimizer bench learning`: how long learning and recommending take."""

import json
from time import perf_counter, process_time
from typing import Annotated

import typer

CALLS = 500


def bench_learning(
    *,
    events: Annotated[int, typer.Option(min=1_000, help="Interactions to learn from, about.")] = 100_000,
    items: Annotated[int, typer.Option(min=50, help="How many different things.")] = 1_000,
    as_json: Annotated[bool, typer.Option("--json", help="Write one JSON object.")] = False,
) -> None:
    """Measure learning on made-up people: choosing the settings, all of the trial, and one recommendation.

    Seconds are of all cores together, so other work on the machine counts little; those of one recommendation are
    wall time, the median and the 99th of a hundred.
    """
    from bot.domain.learning.made_tastes import World, make_up
    from bot.domain.learning.metrics import list_best
    from bot.domain.learning.models import Knowledge
    from bot.domain.learning.trial import choose, try_models

    rows = make_up(World(people=max(events // 20, 50), items=items, events=events)).rows
    began, wall = process_time(), perf_counter()
    best = next(iter(choose(rows).values()))
    model = best.recipe(Knowledge.of(rows))
    trained, trained_wall = process_time() - began, perf_counter() - wall
    began = process_time()
    report = try_models(rows)
    tried = process_time() - began
    taken = list(rows.list_taken().values())
    calls = []
    for number in range(CALLS):
        wall = perf_counter()
        list_best(model.score_one(taken[number % len(taken)]))
        calls.append((perf_counter() - wall) * 1000)
    calls.sort()
    found = {
        "interactions": len(rows),
        "served": report.chosen.family,
        "training_s": trained,
        "training_wall_s": trained_wall,
        "trial_s": tried,
        "recommendation_median_ms": calls[CALLS // 2],
        "recommendation_p99_ms": calls[CALLS * 99 // 100],
    }
    if as_json:
        typer.echo(json.dumps(found))
        return
    for name, value in found.items():
        typer.echo(f"{name:<26}{value:>12.3f}" if isinstance(value, float) else f"{name:<26}{value!s:>12}")
