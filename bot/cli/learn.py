"""`gw2optimizer learn`: what is learned from use, and how good that is."""

import asyncio
import json
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from bot.cli.interaction_files import read_interactions
from bot.cli.learned import export, info
from bot.cli.refusal import Refusal
from bot.cli.streams import ending_quietly, write_line
from bot.domain.learning.splits import Split

if TYPE_CHECKING:
    from bot.domain.learning.interactions import Interactions
    from bot.domain.learning.metrics import Estimate
    from bot.domain.learning.trial import Report

learn = typer.Typer(help="Learn from use, and see how well.", no_args_is_help=True)


learn.command("info")(info)
learn.command("export")(export)


@learn.callback()
def _group() -> None:
    """Learn from use, and see how well."""


@learn.command()
def evaluate(
    file: Annotated[
        Path | None,
        typer.Argument(
            metavar="[FILE]",
            help="Who took what when: CSV with user,item,timestamp, or MovieLens' u.data, of which ratings from 4 on "
            "count. Without a file: made-up people with known tastes.",
        ),
    ] = None,
    *,
    split: Annotated[
        Split,
        typer.Option(
            help="Where the past ends: at one moment for all, or, which flatters, for each person after 80 % of theirs."
        ),
    ] = Split.TIME,
    seed: Annotated[int, typer.Option(min=0, help="Of what is drawn at random.")] = 0,
    as_json: Annotated[bool, typer.Option("--json", help="Write one JSON object.")] = False,
) -> None:
    """Measure the models on what came later: recall and NDCG of lists of ten, beside popularity and chance.

    In brackets: between what the mean lies in 95 of 100 draws of as many people. Settings and the model that would be
    served are chosen on the past alone. The exit status is 2 if the file cannot be used.
    """
    from bot.domain.learning.interactions import Interactions
    from bot.domain.learning.made_tastes import World, make_up
    from bot.domain.learning.trial import try_models

    with ending_quietly():
        if file is None:
            made = make_up(World(seed=seed))
            rows, features = made.rows, made.features
        else:
            rows, features = Interactions.of(read_interactions(file)), None
        if not len(rows):
            raise Refusal(f"{file}: nothing in it to learn from")
        report = try_models(rows, features, way=split, seed=seed)
        write_line(json.dumps(to_record(rows, report)) if as_json else "\n".join(to_lines(rows, report)))


@learn.command()
def train(*, as_json: Annotated[bool, typer.Option("--json", help="Write one JSON object.")] = False) -> None:
    """Learn from what people show and play in servers that let it, and write the model that recommends.

    The running bot does it by itself once a night.
    """
    from bot.cli.training import to_lines as describe
    from bot.cli.training import to_record as describe_as_record
    from bot.cli.training import train_once

    served = asyncio.run(train_once())
    with ending_quietly():
        write_line(json.dumps(describe_as_record(served)) if as_json else "\n".join(describe(served)))


def to_record(rows: "Interactions", report: "Report") -> dict[str, Any]:
    """Return what `--json` writes."""
    return {
        "interactions": len(rows),
        "people": len(rows.people),
        "items": len(rows.items),
        "learned_from": report.learned_from,
        "tried_on": report.tried_on,
        "parted_at": _moment(report.parted_at).isoformat(),
        "seed": report.seed,
        "models": {line.family: asdict(line) for line in report.lines},
        "chosen": report.chosen.family,
        "beats_popularity": report.beats_popularity,
    }


def to_lines(rows: "Interactions", report: "Report") -> list[str]:
    """Return what people read."""
    began, ended = (f"{_moment(int(at)):%Y-%m-%d}" for at in rows.when[[0, -1]])
    head = (
        f"{len(rows):,} interactions of {len(rows.people):,} people with {len(rows.items):,} items, {began} to {ended}"
    )
    parted = f"{_moment(report.parted_at):%Y-%m-%d %H:%M}"
    tried = f"learned from {report.learned_from:,}, tried on {report.tried_on:,} people from {parted} on"
    table = [f"{'':<12}{'recall@10':<24}{'NDCG@10':<24}"]
    table += [
        f"{line.family:<12}{_range(line.recall):<24}{_range(line.ndcg):<24}{line.settings}".rstrip()
        for line in report.lines
    ]
    return [head, tried, *table, _verdict(report)]


def _verdict(report: "Report") -> str:
    from bot.domain.learning.trial import LEAST_PEOPLE, POPULARITY

    if report.tried_on < LEAST_PEOPLE:
        return f"too few people came back to tell ({LEAST_PEOPLE} are needed): what is popular would be shown"
    family = report.chosen.family
    if not report.beats_popularity:
        return f"{family} is not better than popularity beyond chance: what is popular would be shown"
    line, plain = report.get_line(family), report.get_line(POPULARITY)
    times = f"{line.ndcg.mean / plain.ndcg.mean:.2f} x popularity's NDCG@10, " if plain.ndcg.mean else ""
    return f"{family} would be served: {times}above it by {_range(line.gain)}"


def _range(estimate: "Estimate") -> str:
    return f"{estimate.mean:.4f} ({estimate.low:.4f}-{estimate.high:.4f})"


def _moment(seconds: int) -> datetime:
    return datetime.fromtimestamp(seconds, UTC)
