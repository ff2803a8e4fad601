"""A bot in a process of its own under load, while what it stands on fails. Counted, and printed with `-s`.

    TEST_FAULTS=all pytest -s tests/cli/test_run_faults.py

Without it, only every connection is cut, which is over in a moment; a server that is stopped or killed is tried without
a bot in `tests/repositories/test_pulse.py`.
"""

import asyncio
import json
import os
import shutil
import signal
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Iterable, Iterator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path

import asyncpg  # type: ignore[import-untyped]
import pytest

from bot.cli.local_discord.answers import Answers
from bot.cli.local_discord.payloads import PERSON, member_payload
from bot.cli.local_discord.server import DiscordServer
from tests.cli.process import Running
from tests.cli.test_run import CODE, connected
from tests.gateways.cache.own_redis import OwnRedis
from tests.postgres_alone import PostgresAlone

PEOPLE = 4
AWAY_S = 2.5
PATIENCE_S = 30.0
PAUSE_S = 0.1
"""How soon somebody tries again after a refusal."""
_TOLD = ("My database", "Something that I depend on", "This changed a moment ago")


@dataclass
class Count:
    """What people met during one fault and after it."""

    commands: int = 0
    refused: int = 0
    unanswered: int = 0
    stale: int = 0
    longest_s: float = 0.0
    over_at: float | None = None
    recovered_s: float | None = None
    saved: set[str] = field(default_factory=set)
    """Names of builds of which somebody read that they were saved."""

    def note(self, took_s: float, *, said: str | None) -> bool:
        """Note what came in answer, None where nothing came; tells whether it was done."""
        self.commands += 1
        self.unanswered += said is None
        is_refused = said is not None and any(words in said for words in _TOLD)
        self.refused += is_refused
        self.longest_s = max(self.longest_s, took_s if said is not None else 0)
        is_done = said is not None and not is_refused
        if is_done and self.over_at is not None and self.recovered_s is None:
            self.recovered_s = time.monotonic() - self.over_at
        return is_done


@dataclass
class World:
    """A bot with its database and its Redis, each a process."""

    server: DiscordServer
    postgres: PostgresAlone
    redis: OwnRedis
    folder: Path
    bots: AsyncExitStack
    running: Running | None = None

    async def start_bot(self) -> None:
        self.server.ready.clear()
        # nobody reads what it logs before its end: a pipe that is full would hold it up
        settings = {"DATABASE_URL": self.postgres.url, "REDIS_URL": self.redis.url, "LOG_LEVEL": "error"}
        self.running = await self.bots.enter_async_context(connected(self.server, self.folder, **settings))

    async def kill_bot(self) -> None:
        assert self.running is not None
        await self.running.end(signal.SIGKILL)


async def connections_cut(world: World) -> None:
    await asyncio.to_thread(world.postgres.cut)


async def database_stopped(world: World) -> None:
    world.postgres.signal(signal.SIGSTOP)
    await asyncio.sleep(AWAY_S)
    world.postgres.signal(signal.SIGCONT)


async def database_killed(world: World) -> None:
    await asyncio.to_thread(world.postgres.kill)
    await asyncio.sleep(AWAY_S)
    await asyncio.to_thread(world.postgres.start)


async def cache_disk_gone(world: World) -> None:
    for folder in world.folder.rglob("cache"):
        shutil.rmtree(folder)
        folder.write_text("no folder")


async def redis_killed(world: World) -> None:
    world.redis.kill()
    await asyncio.sleep(AWAY_S)
    world.redis.start()


async def bot_killed(world: World) -> None:
    await world.kill_bot()
    await world.start_bot()


Fault = Callable[[World], Awaitable[None]]
EVERY: tuple[Fault, ...] = (
    connections_cut,
    database_stopped,
    database_killed,
    redis_killed,
    bot_killed,
    cache_disk_gone,
)
FAULTS = EVERY if os.environ.get("TEST_FAULTS") == "all" else EVERY[:1]


@pytest.fixture(scope="module")
def postgres() -> Iterator[PostgresAlone]:
    with PostgresAlone.started() as server:
        yield server


@pytest.fixture
async def world(server: DiscordServer, postgres: PostgresAlone, tmp_path: Path) -> AsyncIterator[World]:
    redis = OwnRedis(tmp_path)
    redis.start()
    async with AsyncExitStack() as bots:
        world = World(server, postgres, redis, tmp_path, bots)
        await world.start_bot()
        yield world
    redis.kill()


async def test_nothing_is_lost_and_nothing_is_stale(world: World) -> None:
    counts = {}
    for fault in FAULTS:
        counts[fault.__name__] = count = Count()
        async with load(world, count, fault.__name__, range(PEOPLE)):
            await asyncio.sleep(0.5)
            await fault(world)
            count.over_at = time.monotonic()
            # somebody who comes only now, so that nobody's wait for an answer that never comes counts
            async with load(world, count, fault.__name__, (PEOPLE,)):
                await asyncio.sleep(2)
    kept = await names_kept(world.postgres.url)
    print(table(counts, kept))  # noqa: T201 - with -s it is what this test is for
    for name, count in counts.items():
        assert count.commands > PEOPLE
        assert count.saved - set(kept) == set(), "lost"
        assert len(kept) == len(set(kept)), "done twice"
        assert count.stale == 0
        assert count.recovered_s is not None
        assert not count.unanswered or name == bot_killed.__name__
        assert count.refused == 0 or name in {f.__name__ for f in (connections_cut, database_stopped, database_killed)}


@asynccontextmanager
async def load(world: World, count: Count, name: str, who: Iterable[int]) -> AsyncIterator[None]:
    """Let people save, publish and list builds; what each began is finished at the end."""
    over = asyncio.Event()
    people = [asyncio.create_task(work(world, count, over, name, number)) for number in who]
    try:
        yield
    finally:
        over.set()
        await asyncio.gather(*people)


async def work(world: World, count: Count, over: asyncio.Event, fault: str, person: int) -> None:
    turn, who = 0, member_payload(PERSON + person)
    while not over.is_set():
        turn += 1
        name = f"{fault} {person} {turn}"
        saved = await used(world, count, who, "save", code=CODE, name=name)
        if saved is not None:
            count.saved.add(name)
            if await used(world, count, who, "publish", build=name) is not None:
                listed = await used(world, count, who, "list", which="public")
                count.stale += listed is not None and name not in listed


async def used(world: World, count: Count, who: dict[str, object], command: str, **options: str) -> str | None:
    """Use a command; returns what is said in answer where it was done."""
    began = time.monotonic()
    answers = await world.server.slash("build", command, member=who, **options)
    said = await seen(answers)
    if count.note(time.monotonic() - began, said=said):
        return said
    await asyncio.sleep(PAUSE_S)
    return None


async def seen(answers: Answers) -> str | None:
    try:
        await answers.wait_until_over(PATIENCE_S)
    except TimeoutError:
        return None
    return json.dumps(answers.sent[-1], ensure_ascii=False)


async def names_kept(url: str) -> list[str]:
    connection = await asyncpg.connect(url.replace("+asyncpg", ""))
    rows = await connection.fetch("SELECT name FROM builds")
    await connection.close()
    return [row["name"] for row in rows]


def table(counts: dict[str, Count], kept: list[str]) -> str:
    """Return what was counted, as it stands in the README."""
    rows = [
        "| fault | commands | told that it failed | no answer | stale | lost | longest answer s | works again s |",
        "|---|---:|---:|---:|---:|---:|---:|---:|",
    ]
    for name, one in counts.items():
        numbers = (one.commands, one.refused, one.unanswered, one.stale, len(one.saved - set(kept)))
        times = (one.longest_s, one.recovered_s or -1)
        cells = [name.replace("_", " "), *map(str, numbers), *(f"{seconds:.1f}" for seconds in times)]
        rows.append(f"| {' | '.join(cells)} |")
    return "\n".join(["", *rows])
