"""Guilds that come, go and return, with the bot there to see it or not."""

from datetime import timedelta

import pytest

from bot.domain.ids import GuildId
from bot.services.builds import BuildLibrary
from bot.services.residence import FORGET_GUILD, GUILD_MEMORY, Residence
from tests.factories import ALICE, AWAY, BOB, HOME, Clock, make_code, viewer
from tests.fakes import FakeUnits

ME, YOU = viewer(ALICE), viewer(BOB)
NEW = GuildId(5003)


@pytest.fixture
def residence(units: FakeUnits, clock: Clock) -> Residence:
    return Residence(units, clock)


@pytest.fixture
async def published(residence: Residence, library: BuildLibrary) -> str:
    saved = await library.save(ME, make_code())
    await residence.joined(HOME)
    await library.publish(ME, saved.build.short_id)
    return saved.build.short_id


async def test_a_guild_is_forgotten_30_days_after_leaving(
    residence: Residence, library: BuildLibrary, published: str, clock: Clock
) -> None:
    await residence.left(HOME)
    clock.now += timedelta(days=29)
    assert not await residence.is_due(HOME)
    assert not await residence.forget(HOME)
    assert (await library.list_public(YOU)).total == 1
    clock.now += timedelta(days=1)
    assert await residence.is_due(HOME)
    assert await residence.forget(HOME)
    assert not await residence.forget(HOME)
    assert (await library.list_public(YOU)).total == 0
    assert (await library.require(ME, published)).published_in == frozenset()


@pytest.mark.usefixtures("published")
async def test_a_guild_that_came_back_is_kept_and_counts_anew(
    residence: Residence, library: BuildLibrary, clock: Clock, units: FakeUnits
) -> None:
    clock.still = True
    await residence.left(HOME)
    await residence.joined(HOME)
    clock.now += timedelta(days=20)
    await residence.left(HOME)
    left_at = clock.now
    clock.now += timedelta(days=10)
    assert not await residence.is_due(HOME), "the job of the first time finds that it is later"
    assert units.state.jobs[FORGET_GUILD, str(HOME)].job.due_at <= left_at + GUILD_MEMORY
    assert (await library.list_public(YOU)).total == 1


async def test_what_happened_while_the_bot_was_away_is_noted_at_the_next_start(
    residence: Residence, units: FakeUnits, clock: Clock
) -> None:
    for guild in (HOME, AWAY):
        await residence.joined(guild)
    await residence.compare(lambda: [NEW], lambda guild: guild != AWAY)
    left = units.state.guilds
    assert (left[HOME] is None, left[AWAY], left[NEW]) == (False, None, None), "AWAY is another shard's"
    units.state.jobs.clear()
    await residence.compare(lambda: [NEW], lambda _: True)
    assert (FORGET_GUILD, str(HOME)) in units.state.jobs, "one left before there were jobs has one now"
    await residence.compare(lambda: [HOME, NEW], lambda _: True)
    assert left is not units.state.guilds
    assert units.state.guilds[HOME] is None
    clock.now += timedelta(days=99)
    assert not await residence.is_due(HOME)


async def test_a_guild_that_comes_while_it_is_compared_stays(residence: Residence, units: FakeUnits) -> None:
    await residence.joined(HOME)
    here = {HOME}

    def list_here() -> list[GuildId]:
        here.add(NEW)
        return sorted(here)

    await residence.compare(list_here, lambda _: True)
    assert units.state.guilds == {HOME: None, NEW: None}
