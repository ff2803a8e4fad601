"""Measures what it costs the bot itself that leaders have raids optimized, from their sign-ups to the proposals."""

import asyncio
import os
import random
from collections.abc import AsyncIterator, Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from time import monotonic, thread_time
from typing import Final

from bot.app import Services
from bot.cli.compose import build_services, load_almanac, now, open_engine, open_units, spare_facts
from bot.cli.migrate import upgrade
from bot.domain.combos import ComboRules
from bot.domain.ids import ChannelId, GuildId, UserId
from bot.domain.lineup.offers import RoleTable
from bot.domain.raid_lineups import Terms
from bot.domain.raids import CHOICES
from bot.domain.viewer import GuildRole, Viewer
from bot.gateways.models import NO_MODEL
from bot.repositories.unit import UnitFactory
from bot.services.optimizing import Optimizer
from bot.services.pacing import Paces
from bot.services.raids.optimizing import RaidOptimizer
from bot.services.worths import ComboWorths
from config.rates import load_rates

AT_ONCE: Final = 3
PEOPLE: Final = 200
"""Who sign up for each of the raids."""
_CONTENT: Final = "wvw-zerg"
_ROLES: Final = ("stability-support", "healer", "cleanser", "strip", "damage")
_GUILD: Final = GuildId(1)
_FIRST: Final = 2**62
"""The first of those who sign up: nobody's Discord id."""
_TICK: Final = 0.005


@dataclass(frozen=True, slots=True)
class Wait:
    """For how much longer than asked for an event loop slept, and for how long its own thread worked meanwhile."""

    waited: float
    worked: float


@dataclass(frozen=True, slots=True)
class Strain:
    """What searches cost whoever has them run; seconds at worst, and memory in all processes."""

    waited: float
    usually: float
    """At the 99th of a hundred."""
    worked: float
    """Processor time of the loop's thread in one go: where others work on the machine, only that is the bot's."""
    idle: float
    """What an event loop waited for as long, without any search: the machine's own doing."""
    mib: float


async def watch_raids(roles: RoleTable, combos: ComboRules, people: int = PEOPLE) -> Strain:
    """Tell what it costs to optimize three raids at the same time, each with so many sign-ups."""
    with TemporaryDirectory() as folder:
        url = f"sqlite+aiosqlite:///{folder}/strain.sqlite3"
        await asyncio.to_thread(upgrade, url)
        async with open_engine(url) as engine:
            almanac = load_almanac()
            units = open_units(engine, almanac)
            services = build_services(units, almanac)
            raids = [await _plan(services, number, people) for number in range(AT_ONCE)]
            spare_facts()
            worths = ComboWorths(combos, NO_MODEL, services.rulebook, now)
            return await _watch(services, units, raids, roles, worths)


async def _plan(services: Services, number: int, people: int) -> tuple[Viewer, str]:
    """Return who leads a raid, and its short id."""
    leader, rng = Viewer(UserId(_FIRST + number), _GUILD, GuildRole.LEADER), random.Random(number)  # noqa: S311
    when, channel = f"in {number + 2} hours", ChannelId(1)
    planned = await services.raids.plan(leader, f"{number}", when, _CONTENT, channel=channel, zone="UTC")
    raid = await services.raids.open(leader, planned.short_id)
    for person in range(people):
        chosen = tuple(rng.sample(_ROLES, rng.randint(1, CHOICES)))
        await services.signups.choose(Viewer(UserId(_FIRST + AT_ONCE + person), _GUILD), raid.short_id, roles=chosen)
    return leader, raid.short_id


async def _watch(
    services: Services, units: UnitFactory, raids: Sequence[tuple[Viewer, str]], roles: RoleTable, worths: ComboWorths
) -> Strain:
    optimizer, began = Optimizer(at_once=len(raids)), monotonic()
    leading = RaidOptimizer(units, services.raids, optimizer, roles, worths, now, Paces(load_rates(), now))
    proposals = asyncio.gather(*(leading.propose(leader, ref, Terms()) for leader, ref in raids))
    mib = 0.0

    def is_over() -> bool:
        nonlocal mib
        mib = max(mib, sum(map(_get_mib, (os.getpid(), *optimizer.pids)))) if len(optimizer.pids) else mib
        return proposals.done()

    try:
        waits = [wait async for wait in _list_waits(is_over)]
        await proposals
    finally:
        await optimizer.close()
    until = monotonic() + monotonic() - began
    idle = [wait async for wait in _list_waits(lambda: monotonic() > until)]
    waited = sorted(wait.waited for wait in waits)
    return Strain(
        waited=waited[-1],
        usually=waited[len(waited) * 99 // 100],
        worked=max(wait.worked for wait in waits),
        idle=max(wait.waited for wait in idle),
        mib=mib,
    )


async def _list_waits(is_over: Callable[[], bool]) -> AsyncIterator[Wait]:
    while not is_over():
        began, worked = monotonic(), thread_time()
        await asyncio.sleep(_TICK)
        yield Wait(monotonic() - began - _TICK, thread_time() - worked)


def _get_mib(pid: int) -> float:
    """Return the memory that a process has; 0 where this system does not tell, or the process is gone."""
    try:
        lines = Path(f"/proc/{pid}/status").read_text(encoding="ascii", errors="replace").splitlines()
    except OSError:
        return 0.0
    return next((int(line.split()[1]) / 1024 for line in lines if line.startswith("VmRSS:")), 0.0)
