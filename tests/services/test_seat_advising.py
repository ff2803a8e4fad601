"""Which build is advised for a raid, and signing up with it."""

import threading
from collections.abc import AsyncIterator, Callable
from typing import Any

import pytest

from bot.app import Services
from bot.cli.compose import build_services
from bot.domain.builds import Build
from bot.domain.edits import Seen
from bot.domain.gamedata import GameData
from bot.domain.ids import ChannelId, UserId
from bot.domain.modes import GameMode
from bot.domain.raids import Raid
from bot.domain.viewer import GuildRole, Viewer
from bot.errors import NotAllowedError, NotFoundError, RaidClosedError, TooOftenError
from bot.services.almanac import Almanac
from bot.services.raids import advising
from tests.factories import ALICE, AWAY, BOB, Clock, make_code, viewer
from tests.fakes import FakeUnits

LEADER, ME = viewer(roles=GuildRole.LEADER), viewer(BOB)
FIREBRAND, DRUID = 62, 5


@pytest.fixture
async def services(units: FakeUnits, game: GameData, clock: Clock) -> AsyncIterator[Services]:
    services = build_services(units, Almanac.of(game), clock=clock)
    yield services
    await services.optimizer.close()


@pytest.fixture
async def raid(services: Services) -> Raid:
    """A fractal for which four signed up who bring damage."""
    planned = await services.raids.plan(LEADER, "Run", "friday 20:00", "fractal", channel=ChannelId(77), zone="UTC")
    raid = await services.raids.open(LEADER, planned.short_id)
    for number in range(1, 5):
        await services.signups.choose(viewer(UserId(number)), raid.short_id, roles=("dps",))
    return raid


async def keep(services: Services, role: str, who: Viewer = ME, mode: GameMode = GameMode.PVE) -> Build:
    build = (await services.builds.save(who, make_code(FIREBRAND), name=role, mode=mode)).build
    typed = {"roles": (role,)}
    await services.editor.edit(who, build.short_id, typed, Seen.of(build, typed))
    return build


async def test_what_closes_a_gap_comes_first_and_nothing_changes(services: Services, raid: Raid) -> None:
    plain, healer = await keep(services, "dps"), await keep(services, "heal-alac")
    await keep(services, "roamer", mode=GameMode.WVW)
    advice = await services.seat_advisor.advise(ME, "Run")
    assert [one.build.id for one in advice.advised] == [healer.id, plain.id]
    first, second = (one.joined for one in advice.advised)
    assert {"alacrity", "healing"} <= set(first.closes)
    assert (first.met > second.met, first.is_seated, second.is_seated) == (True, True, True)
    assert BOB not in (await services.raids.require(ME, raid.short_id)).by_user


async def test_one_signs_up_with_it_before_what_one_offered_already(services: Services, raid: Raid) -> None:
    plain, healer = await keep(services, "dps"), await keep(services, "heal-alac")
    await services.signups.choose(ME, raid.short_id, builds=(plain.short_id,))
    outcome = await services.seat_advisor.sign_up(ME, raid.short_id, healer.short_id)
    assert [choice.build for choice in outcome.entry.choices] == [healer.id, plain.id]
    again = await services.seat_advisor.sign_up(ME, raid.short_id, healer.short_id)
    assert again.entry.choices == outcome.entry.choices
    advice = await services.seat_advisor.advise(ME, raid.short_id)
    assert advice.advised[0].build.id == healer.id
    assert advice.advised[0].joined.met > 0


async def test_without_a_build_that_fits_nothing_is_sought(services: Services, raid: Raid) -> None:
    await keep(services, "roamer", mode=GameMode.WVW)
    await keep(services, "heal", who=viewer(ALICE))
    advice = await services.seat_advisor.advise(ME, raid.short_id)
    assert (advice.advised, advice.joining) == ((), None)


async def test_what_is_closed_or_not_there_is_refused(services: Services, raid: Raid) -> None:
    theirs = await keep(services, "heal", who=viewer(ALICE))
    await services.builds.publish(viewer(ALICE), theirs.short_id)
    with pytest.raises(NotAllowedError):
        await services.seat_advisor.sign_up(ME, raid.short_id, theirs.short_id)
    with pytest.raises(NotFoundError):
        await services.seat_advisor.advise(viewer(BOB, AWAY), raid.short_id)
    await services.raids.cancel(LEADER, raid.short_id)
    with pytest.raises(RaidClosedError):
        await services.seat_advisor.advise(ME, raid.short_id)


async def test_it_may_be_asked_so_often_only(services: Services, raid: Raid, monkeypatch: pytest.MonkeyPatch) -> None:
    await keep(services, "heal")
    for _ in range(6):
        await services.seat_advisor.advise(ME, raid.short_id)
    monkeypatch.setattr(services.signups, "get_choice", pytest.fail)  # who is refused costs no appraisal
    with pytest.raises(TooOftenError):
        await services.seat_advisor.advise(ME, raid.short_id)


async def test_builds_are_appraised_and_the_raid_is_posed_beside_the_event_loop(
    services: Services, raid: Raid, monkeypatch: pytest.MonkeyPatch
) -> None:
    threads: set[threading.Thread] = set()
    for owner, name in ((services.signups, "get_choice"), (advising, "pose")):
        monkeypatch.setattr(owner, name, in_thread(getattr(owner, name), threads))
    await keep(services, "heal")
    await services.seat_advisor.advise(ME, raid.short_id)
    assert threads
    assert threading.current_thread() not in threads


def in_thread(does: Callable[..., Any], threads: set[threading.Thread]) -> Callable[..., Any]:
    """Do it, and note in which thread."""

    def do(*arguments: object) -> Any:
        threads.add(threading.current_thread())
        return does(*arguments)

    return do
