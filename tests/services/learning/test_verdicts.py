"""What leaders find of lineups: kept with what a lineup had, and noted without anybody."""

from collections.abc import AsyncIterator
from datetime import timedelta

import pytest

from bot.app import Services
from bot.cli.compose import build_services
from bot.domain.attendance import Presence
from bot.domain.ids import ChannelId, UserId
from bot.domain.modes import GameMode
from bot.domain.raids import Raid
from bot.domain.verdicts import Verdict
from bot.domain.viewer import GuildRole
from bot.errors import NotAllowedError
from bot.gateways.events import Deed, Level
from bot.gateways.events.schema import Outcome
from bot.gateways.gamedata.editions import load_bundled
from bot.services.almanac import Almanac
from bot.services.raids.attendance import members
from tests.cli.test_optimize import ALAC_MIRAGE
from tests.factories import ALICE, BOB, CAROL, Clock, viewer
from tests.fakes import FakeUnits
from tests.services.learning.conftest import Process

LEADER = viewer(ALICE, roles=GuildRole.LEADER)
ADMIN = viewer(ALICE, roles=GuildRole.ADMIN)


@pytest.fixture
async def services(here: Process, units: FakeUnits, clock: Clock) -> AsyncIterator[Services]:
    services = build_services(units, Almanac(load_bundled()), clock=clock, events=here.files)
    await services.rulebook.refresh()
    await services.learning.refresh()
    yield services
    await services.optimizer.close()


@pytest.fixture
async def raid(services: Services, clock: Clock) -> Raid:
    """A raid that began, in which Bob plays a mirage and Carol deals damage."""
    draft = await services.raids.plan(LEADER, "Run", "friday 20:00", "raid", channel=ChannelId(7), zone="Europe/Paris")
    raid = await services.raids.open(LEADER, draft.short_id)
    saved = await services.builds.save(viewer(BOB), ALAC_MIRAGE)
    await services.signups.choose(viewer(BOB), raid.short_id, builds=[saved.build.short_id])
    await services.signups.choose(viewer(CAROL), raid.short_id, roles=["dps"])
    clock.now = raid.starts_at + timedelta(hours=3)
    await services.learning.refresh()
    return raid


async def kept(units: FakeUnits, raid: Raid) -> Verdict | None:
    async with units(reads_only=True) as unit:
        return await unit.verdicts.find(raid.id)


async def test_it_is_kept_with_what_those_had_who_came(services: Services, raid: Raid, units: FakeUnits) -> None:
    sheet = await services.verdicts.judge(LEADER, raid.short_id, worked=True)
    assert sheet.worked is True
    verdict = await kept(units, raid)
    assert verdict is not None
    assert (verdict.worked, verdict.mode, verdict.traits.seated) == (True, GameMode.PVE, 0.2)
    assert verdict.traits.combos["Leap"] > 0
    assert verdict.traits.needs["alacrity"] == 0.5
    await services.attendance.mark(LEADER, raid.short_id, Presence.ABSENT, members([BOB]))
    assert (await services.verdicts.judge(LEADER, raid.short_id, worked=False)).worked is False
    other = await kept(units, raid)
    assert other is not None
    assert (other.worked, other.traits.seated, other.traits.needs["alacrity"]) == (False, 0.1, 0.0)
    assert set(other.traits.combos.values()) == {0.0}


async def test_it_follows_who_is_marked_afterwards(services: Services, raid: Raid, units: FakeUnits) -> None:
    await services.verdicts.judge(LEADER, raid.short_id, worked=True)
    await services.attendance.mark(LEADER, raid.short_id, Presence.ABSENT, members([BOB]))
    verdict = await kept(units, raid)
    assert verdict is not None
    assert (verdict.worked, verdict.traits.seated, verdict.traits.needs["alacrity"]) == (True, 0.1, 0.0)
    sheet = await services.attendance.mark(LEADER, raid.short_id, Presence.ABSENT, members([BOB, CAROL]))
    assert (sheet.worked, await kept(units, raid)) == (None, None)


async def test_it_can_be_taken_back(services: Services, raid: Raid, units: FakeUnits) -> None:
    await services.verdicts.judge(LEADER, raid.short_id, worked=True)
    for _ in range(2):
        assert (await services.verdicts.judge(LEADER, raid.short_id, worked=None)).worked is None
    assert await kept(units, raid) is None


async def test_only_leaders_judge(services: Services, raid: Raid, units: FakeUnits) -> None:
    for worked in (True, None):
        with pytest.raises(NotAllowedError):
            await services.verdicts.judge(viewer(BOB), raid.short_id, worked=worked)
    assert await kept(units, raid) is None


async def test_where_nothing_may_be_learned_nobody_is_asked(services: Services, raid: Raid, units: FakeUnits) -> None:
    await services.verdicts.judge(LEADER, raid.short_id, worked=True)
    await services.rulebook.let_learn(ADMIN, learns=False)
    sheet = await services.attendance.require_sheet(LEADER, raid.short_id)
    assert (sheet.worked, sheet.takes_verdict) == (True, False)
    with pytest.raises(NotAllowedError):
        await services.verdicts.judge(LEADER, raid.short_id, worked=False)
    assert (await services.verdicts.judge(LEADER, raid.short_id, worked=None)).worked is None
    deaf = build_services(units, Almanac(load_bundled()), clock=lambda: raid.starts_at + timedelta(hours=3))
    await deaf.rulebook.refresh()
    assert not (await deaf.attendance.require_sheet(LEADER, raid.short_id)).takes_verdict


async def test_a_line_tells_of_the_lineup_and_of_nobody(services: Services, raid: Raid, here: Process) -> None:
    await services.learning.agree(LEADER)
    for worked in (True, True, False, None):
        await services.verdicts.judge(LEADER, raid.short_id, worked=worked)
    lines = [event for event in await here.read(Level.COUNTS) if event.deed is Deed.JUDGED]
    assert [(line.outcome, line.content, line.mode, line.person) for line in lines] == [
        (Outcome.UP, "raid", GameMode.PVE, None),
        (Outcome.DOWN, "raid", GameMode.PVE, None),
    ]
    assert lines[0].traits is not None
    assert lines[0].traits.needs["alacrity"] == 0.5
    assert not [event for event in await here.read(Level.TASTE) if event.deed is Deed.JUDGED]


async def test_without_anybody_who_came_there_is_nothing_to_judge(
    services: Services, raid: Raid, units: FakeUnits
) -> None:
    sheet = await services.attendance.mark(LEADER, raid.short_id, Presence.ABSENT, members([BOB, CAROL, UserId(5)]))
    assert not sheet.takes_verdict
    assert (await services.verdicts.judge(LEADER, raid.short_id, worked=True)).worked is None
    assert await kept(units, raid) is None
