"""`gw2optimizer learn train`, and the process in which the running bot does it."""

import asyncio
import contextlib
import os
import sys
from dataclasses import asdict
from pathlib import Path
from typing import Any, Final

from bot.cli.refusal import Refusal
from bot.domain.learning.served import LearnedWorths, Served
from bot.gateways.events import EventReader
from bot.gateways.models import KeptModel, ModelFile
from config.settings import DatabaseSettings, DataSettings, LearningSettings, load

_PLACE: Final = Path(__file__).parents[2]
"""Where `bot` is found, installed or not. A process for it starts where this one did: `.env` lies there."""
ONE_THREAD: Final = dict.fromkeys(("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS"), "1")
"""So that the process that answers people has the other cores."""
_NICE: Final = ("nice", "-n", "10")


async def run_training() -> bool:
    """Train in a process of its own, after everybody else; it ends with whoever waits for it."""
    niced = _NICE if os.name == "posix" else ()
    process = await asyncio.create_subprocess_exec(
        *niced,
        sys.executable,
        "-m",
        "bot",
        "learn",
        "train",
        env={**os.environ, **ONE_THREAD, "PYTHONPATH": os.pathsep.join(filter(None, _paths()))},
        stdin=asyncio.subprocess.DEVNULL,
        stdout=asyncio.subprocess.DEVNULL,
    )
    try:
        return await process.wait() == 0
    finally:
        with contextlib.suppress(ProcessLookupError):
            process.kill()


def _paths() -> tuple[str, str]:
    return str(_PLACE), os.environ.get("PYTHONPATH", "")


def open_model() -> KeptModel:
    """Return the model of this installation, whether there is one yet or not."""
    return KeptModel(ModelFile(load(DataSettings).model_file))


async def train_once() -> Served:
    """Learn from this installation's database and write its model; raises Refusal."""
    from bot.cli.compose import now, open_database
    from bot.repositories.sql_unit import SqlUnits
    from bot.services.learning.training import Trainer

    learning = load(LearningSettings)
    if learning.days == 0:
        raise Refusal("LEARNING_DAYS is 0: nothing is learned here")
    file = ModelFile(load(DataSettings).model_file)
    async with open_database(load(DatabaseSettings)) as engine:
        try:
            return await Trainer(SqlUnits(engine), file, EventReader(learning.events_folder), now).train()
        except OSError as error:
            raise Refusal(f"{error.filename or file.path}: {error.strerror}") from error


def read_model() -> Served | None:
    """Return what is in the file of this installation's model; None without one. Raises Refusal."""
    file = ModelFile(load(DataSettings).model_file)
    try:
        return None if file.find_mark() is None else file.read()
    except (OSError, ValueError) as error:
        raise Refusal(f"{file.path}: no model that can be used") from error


def to_record(served: Served) -> dict[str, Any]:
    """Return what `--json` writes."""
    sizes = {"items": len(served.items), "guilds": len(served.guilds)}
    return asdict(served.tried) | sizes | {"worths": [asdict(one) for one in served.worths]}


def to_lines(served: Served) -> list[str]:
    """Return what people read."""
    return [*_describe(served), *map(_describe_worths, served.worths)]


def _describe_worths(one: LearnedWorths) -> str:
    head = f"combos in {one.mode}: {one.raids:,} lineups judged, comparable in {one.guilds:,} servers; "
    if not one.tried_on:
        return head + "too few to learn from: our worths stay"
    low, high = one.gain
    told = f"{one.right:.1%} of {one.tried_on:,} later pairs told rightly, {one.plainly_right:.1%} with our worths "
    sure = f"(95 of 100 draws: {low:+.1%} to {high:+.1%})"
    percents = ", ".join(f"{finisher} {percent}%" for finisher, percent in one.percents.items())
    return head + told + sure + (f"; of our worths count {percents}" if percents else "; our worths stay")


def _describe(served: Served) -> list[str]:
    tried = served.tried
    head = f"{tried.rows:,} uses of builds by {tried.people:,} people"
    ndcg = f"NDCG@10 on later weeks: {tried.ndcg:.4f} ({tried.family}), {tried.popularity_ndcg:.4f} (popularity)"
    if not served.items:
        return [
            head,
            ndcg,
            f"not better than popularity beyond chance on {tried.tried_on:,} people: what is popular is shown",
        ]
    return [
        head,
        ndcg,
        f"{len(served.items):,} kinds of builds; served in {len(served.guilds):,} servers, elsewhere what is popular",
    ]
