"""How the bot fares is told to whoever runs it alone."""

from collections import Counter
from dataclasses import replace

import pytest

from bot.domain.operation import Summary
from bot.domain.viewer import GuildRole
from bot.errors import NotAllowedError
from bot.gateways.cache import NO_CACHE
from bot.gateways.cache.cache import NoCache
from bot.gateways.metrics import NO_METERS
from bot.services.jobs import Jobs
from bot.services.operation import Operation
from bot.services.raids.planning import DRAW
from tests.factories import START, Clock, viewer
from tests.fakes import FakeUnits
from tests.meters_twin import MetersTwin

pytestmark = pytest.mark.still
OPERATOR = replace(viewer(), runs_bot=True)


async def test_what_is_told(units: FakeUnits, clock: Clock) -> None:
    meters, cache = MetersTwin(), NoCache()
    cache.counts = Counter(hits_redis=6, hits_disk=2, misses=1, bypassed=1, invalidations=9)
    operation = Operation(Jobs(units, clock), meters, cache, clock)
    meters.note_request("command", "build save", "done", 0.1, 0.1)
    async with units() as unit:
        await unit.jobs.put(DRAW, "k", START)
    stats = await operation.look(OPERATOR)
    assert stats.commands is not None
    assert stats.commands.outcomes == {"done": 1}
    assert (stats.cache_hits, stats.cache_reads, stats.since) == (8, 10, START)
    assert [(one.kind, one.count) for one in stats.due] == [(DRAW, 1)]


async def test_what_is_not_measured_is_not_told(units: FakeUnits, clock: Clock) -> None:
    stats = await Operation(Jobs(units, clock), NO_METERS, NO_CACHE, clock).look(OPERATOR)
    assert (stats.commands, stats.cache_reads, stats.due) == (None, 0, ())
    assert Summary().heard is None


@pytest.mark.parametrize("roles", [GuildRole(0), GuildRole.ADMIN | GuildRole.LEADER | GuildRole.MODERATOR])
async def test_nobody_else_is_told(units: FakeUnits, clock: Clock, roles: GuildRole) -> None:
    with pytest.raises(NotAllowedError):
        await Operation(Jobs(units, clock), NO_METERS, NO_CACHE, clock).look(viewer(roles=roles))
