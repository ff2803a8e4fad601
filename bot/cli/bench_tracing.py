"""`gw2optimizer bench tracing`: what it costs to follow one command, with and without metrics."""

from collections.abc import Callable
from contextvars import copy_context
from functools import partial
from time import process_time
from typing import Annotated

import typer

from bot.gateways.metrics import NO_METERS
from bot.gateways.metrics.prometheus import PrometheusMeters
from bot.services.tracing import Tracer, note_heard
from config.logging import configure


def bench_tracing(
    *, count: Annotated[int, typer.Option(min=1_000, help="How many commands are made up.")] = 50_000
) -> None:
    """Measure what it costs to follow a command from its beginning to its end, in microseconds of one core.

    Each has an id, a context of its own, a first sign and an outcome; nothing is logged. The last line is one scrape.
    """
    configure()
    meters = PrometheusMeters()
    for name, tracer in (("without metrics", Tracer(NO_METERS)), ("with metrics", Tracer(meters))):
        typer.echo(f"{name:<20}{_measure(partial(_follow, tracer), count):>10.1f} µs a command")
    typer.echo(f"{'told':<20}{_measure(meters.to_text, 50):>10.0f} µs a scrape, by names of one command")


def _follow(tracer: Tracer) -> None:
    copy_context().run(_follow_here, tracer)


def _follow_here(tracer: Tracer) -> None:
    request = tracer.begin("command", "build save")
    note_heard()
    tracer.end(request)


def _measure(work: Callable[[], object], count: int) -> float:
    began = process_time()
    for _ in range(count):
        work()
    return (process_time() - began) / count * 1_000_000
