"""`gw2optimizer bench learning`: how long learning and recommending take, and how good it is on people made up."""

import json
import os
from collections.abc import Iterator
from math import inf
from time import process_time, thread_time
from typing import TYPE_CHECKING, Annotated, Any

import typer

from bot.cli.targets import Target

if TYPE_CHECKING:
    from bot.domain.learning.interactions import Interactions
    from bot.domain.learning.served import Served
    from bot.domain.learning.training import Taken
    from bot.domain.learning.trial import Report

CALLS = 500
SERVERS = 50
LISTED = 10
_NOTHING = 1e-9


def bench_learning(
    *,
    events: Annotated[int, typer.Option(min=1_000, help="Interactions to learn from, about.")] = 100_000,
    items: Annotated[int, typer.Option(min=50, help="How many different things.")] = 1_000,
    as_json: Annotated[bool, typer.Option("--json", help="Write one JSON object.")] = False,
) -> None:
    """Measure how long training takes with made-up people in 50 servers, and one recommendation of what it serves.

    It is what `learn train` does between reading the database and writing the file, with one thread as the bot has it
    done. Where nothing is served, since popularity is not beaten, there is no recommendation to measure, and its target
    is missed.

    Seconds and milliseconds are of processors, of all cores together, so other work on the machine counts little. At
    last it is told which targets hold.
    """
    from bot.cli.training import ONE_THREAD

    os.environ.update(ONE_THREAD)  # before numpy is loaded; two threads take longer, by waiting for each other
    from bot.domain.learning.made_tastes import World, make_up
    from bot.domain.learning.training import train
    from bot.domain.learning.trial import POPULARITY, try_models

    made = make_up(World(people=max(events // 20, 50), items=items, events=events))
    taken = list(_take(made.rows))
    began = process_time()
    served = train(taken, made.features, now=0)
    trained = process_time() - began
    report = try_models(made.rows, made.features)
    calls = sorted(_recommend(served, made.rows)) if served.items else [None]
    found = {
        "interactions": len(made.rows),
        "items_served": len(served.items),
        "training_s": trained,
        "recommendation_median_ms": calls[len(calls) // 2],
        "recommendation_p99_ms": calls[len(calls) * 99 // 100],
        "ndcg": report.get_line(report.chosen.family).ndcg.mean,
        "popularity_ndcg": report.get_line(POPULARITY).ndcg.mean,
    }
    targets = list(_judge(found, report))
    if as_json:
        typer.echo(json.dumps(found | {"targets": [target.to_record() for target in targets]}))
        return
    for name, value in found.items():
        typer.echo(f"{name:<26}" + ("nothing is served" if value is None else f"{value:>15,.3f}"))
    typer.echo("\n".join(target.to_line() for target in targets))


def _take(rows: "Interactions") -> "Iterator[Taken]":
    from bot.domain.learning.training import Taken

    for who, what, when in zip(rows.who.tolist(), rows.what.tolist(), rows.when.tolist(), strict=True):
        yield Taken(rows.people[who], str(who % SERVERS), rows.items[what], when)


def _recommend(served: "Served", rows: "Interactions") -> Iterator[float]:
    """Yield the milliseconds that it takes to put all items in order for one of the people."""
    taken = [[rows.items[number] for number in some] for some in rows.list_taken().values()]
    for number in range(CALLS):
        began = thread_time()
        scores = served.score(taken[number % len(taken)]) or {}
        sorted(scores, key=scores.__getitem__, reverse=True)[:LISTED]
        yield (thread_time() - began) * 1_000


def _judge(found: dict[str, Any], report: "Report") -> Iterator[Target]:
    ndcg, best = found["ndcg"] or _NOTHING, max(line.ndcg.mean for line in report.lines)
    beside = "1.3 x the NDCG@10 of popularity, beside that of the served model"
    yield Target("training, seconds", 10, found["training_s"])
    slow = found["recommendation_p99_ms"]
    yield Target("a recommendation, 99th of a hundred, milliseconds", 5, inf if slow is None else slow)
    yield Target(beside, 1, found["popularity_ndcg"] * 1.3 / ndcg)
    yield Target("percent by which the best model is better than the served", 3, 100 * (best / ndcg - 1))
