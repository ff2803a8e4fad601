"""Many people press *Sign up* at once: for `gw2optimizer bench signups`. Works on a database, and cleans up."""

import asyncio
import time
from contextlib import AsyncExitStack
from dataclasses import asdict, dataclass

from sqlalchemy import delete

from bot.cli.compose import build_services, load_almanac
from bot.cli.drawn_post import DrawnPost, drawn_post
from bot.cli.migrate import upgrade
from bot.domain.ids import ChannelId, GuildId, UserId
from bot.domain.raids import Answer, Roster
from bot.domain.viewer import GuildRole, Viewer
from bot.models import AccountRow, GuildRow, JobRow
from bot.repositories.engine import Limits, create_engine
from bot.repositories.sql_unit import SqlUnits

_GUILD = GuildId(1)
_LEADER = Viewer(UserId(2**62), _GUILD, GuildRole.LEADER)
_FIRST = 2**62 + 1
"""The first of the people who press: nobody's Discord id."""


@dataclass(frozen=True, slots=True)
class Rush:
    """What came of it."""

    people: int
    seated: int
    waiting: int
    lost: int
    """Presses without a turn."""
    is_in_order: bool
    """Whether the first ten turns sit, and the others wait by turn, each turn given once."""
    seconds: float
    median_ms: float
    slowest_ms: float
    edits: int
    """How often the post was drawn again until it had come to rest."""
    is_shown: bool
    """Whether the post then shows what is in the database."""

    def to_record(self) -> dict[str, object]:
        """Return it for JSON."""
        return asdict(self)


async def rush(url: str, people: int, connections: int) -> Rush:
    """Let `people` press at once, from as many engines of one connection each as would be processes."""
    await asyncio.to_thread(upgrade, url)
    almanac = load_almanac()
    async with AsyncExitStack() as stack:
        engines = [create_engine(url, limits=Limits(pool_size=1)) for _ in range(connections)]
        engines.append(create_engine(url))  # for whoever draws the post
        for engine in engines:
            stack.push_async_callback(engine.dispose)
        processes = [build_services(SqlUnits(engine), almanac) for engine in engines]
        raids = processes[0].raids
        planned = await raids.plan(_LEADER, "Rush", "in 2 hours", "raid", channel=ChannelId(1), zone="UTC")
        raid = await raids.open(_LEADER, planned.short_id)

        async def press(number: int) -> float:
            began = time.perf_counter()
            who = Viewer(UserId(_FIRST + number), _GUILD)
            await processes[number % connections].signups.answer(who, raid.short_id, Answer.SIGNED)
            return time.perf_counter() - began

        try:
            async with drawn_post(processes[-1], engines[-1], raid.short_id) as post:
                began = time.perf_counter()
                took = sorted(await asyncio.gather(*map(press, range(people))))
                seconds = time.perf_counter() - began
                await post.settle()
                return _judge(await raids.require(_LEADER, raid.short_id), post, seconds, took)
        finally:
            async with engines[0].begin() as connection:
                await connection.execute(delete(GuildRow).where(GuildRow.id == _GUILD))
                await connection.execute(delete(JobRow).where(JobRow.key == raid.short_id))
                await connection.execute(delete(AccountRow).where(AccountRow.user_id == _LEADER.user))


def _judge(roster: Roster, post: DrawnPost, seconds: float, took: list[float]) -> Rush:
    entries, size, people = roster.entries, roster.raid.size, len(took)
    turns = [entry.turn for entry in entries]
    sits_first = set(roster.seat_by_user) == {entry.user for entry in entries[:size]}
    return Rush(
        people=people,
        seated=len(roster.seat_by_user),
        waiting=len(roster.waiting()),
        lost=people - len(entries),
        is_in_order=sits_first and turns == list(range(1, people + 1)),
        seconds=round(seconds, 2),
        median_ms=round(took[len(took) // 2] * 1000, 1),
        slowest_ms=round(took[-1] * 1000, 1),
        edits=post.edits,
        is_shown=post.is_true(roster),
    )
