"""What is noted as said: when it is said again, by the same nonces, and until when."""

from datetime import datetime, timedelta

import pytest

from bot.app import Services
from bot.domain.raids import Raid
from bot.services.jobs import ATTEMPTS
from bot.services.raids.announcing import REPEATED, SAY, SAY_AFTER, Saying
from tests.factories import Clock
from tests.fakes import FakeUnits
from tests.services.test_raids import LEADER, fill, planned

pytestmark = pytest.mark.still


@pytest.fixture
async def raid(services: Services) -> Raid:
    opened = await services.raids.open(LEADER, (await planned(services)).short_id)
    await fill(services, opened, 3)
    return opened


@pytest.fixture
async def saying(services: Services, raid: Raid) -> Saying:
    published = await services.lineups.publish(LEADER, raid.short_id)
    assert published is not None
    return published


def on_its_way(units: FakeUnits) -> list[str]:
    return [key for kind, key in units.state.jobs if kind == SAY]


@pytest.mark.usefixtures("saying")
async def test_whoever_noted_it_has_time_to_say_it(units: FakeUnits, clock: Clock) -> None:
    (key,) = on_its_way(units)
    assert units.state.jobs[SAY, key].job.due_at == clock.now + SAY_AFTER


async def test_what_nobody_knows_to_be_said_is_said_again_as_it_was(
    saying: Saying, units: FakeUnits, services: Services, clock: Clock
) -> None:
    (key,) = on_its_way(units)
    clock.now += REPEATED
    for _ in range(2):
        again = await services.announcements.find(key)
        assert again is not None
        assert (again.announcement, again.raid.short_id) == (saying.announcement, saying.raid.short_id)


async def test_after_two_minutes_nobody_can_know_and_it_is_dropped(
    saying: Saying, units: FakeUnits, services: Services, clock: Clock
) -> None:
    (key,) = on_its_way(units)
    clock.now += REPEATED + timedelta(seconds=1)
    assert await services.announcements.find(key) is None
    clock.now -= timedelta(minutes=1)
    assert await services.announcements.find(key) is None
    assert units.state.announcements == {}
    # who was told nothing is not mentioned by a second press either: it may have been said
    assert await services.lineups.publish(LEADER, saying.raid.short_id) is None


@pytest.mark.usefixtures("saying")
async def test_it_is_tried_until_it_is_too_old_so_that_nothing_stays(
    units: FakeUnits, services: Services, clock: Clock
) -> None:
    async def say_again(key: str) -> bool:
        tries.append(clock.now)
        return await services.announcements.find(key) is None  # Discord is away all the time

    tries: list[datetime] = []
    while on_its_way(units):
        clock.now += timedelta(seconds=1)
        await services.jobs.work({SAY: say_again})
    assert 1 < len(tries) < ATTEMPTS
    assert units.state.announcements == {}


async def test_what_discord_took_is_forgotten(saying: Saying, units: FakeUnits, services: Services) -> None:
    (key,) = on_its_way(units)
    for _ in range(2):
        await services.announcements.done(saying)
        assert on_its_way(units) == []
        assert await services.announcements.find(key) is None


async def test_it_goes_with_its_raid(saying: Saying, units: FakeUnits, services: Services) -> None:
    (key,) = on_its_way(units)
    units.state.drop_raids({saying.raid.id})
    assert await services.announcements.find(key) is None
    await services.announcements.refused(saying)
    assert units.state.announcements == {}
