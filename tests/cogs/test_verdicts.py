"""What leaders find of a lineup after its raid, as they say it below who came."""

from datetime import timedelta

import pytest

from bot.app import Services
from bot.cli.compose import build_services
from bot.domain.gamedata import GameData
from bot.domain.raids import Answer, Raid
from bot.gateways.events import EventFiles
from bot.services.almanac import Almanac
from tests.cogs.conftest import NOW, World
from tests.cogs.reading import answer, buttons, custom_ids, said
from tests.cogs.test_raids import bot_of, by_hand, eyes, post, posted, redrawn
from tests.factories import Clock
from tests.fakes import FakeUnits

__all__ = ["by_hand", "posted"]


@pytest.fixture
def clock() -> Clock:
    return Clock(NOW)


@pytest.fixture
def services(units: FakeUnits, game: GameData, files: EventFiles, clock: Clock) -> Services:
    return build_services(units, Almanac.of(game), clock=clock, events=files)


@pytest.fixture
async def raid(posted: World, clock: Clock) -> Raid:
    """A raid that began two hours ago; Mia has a place."""
    services = bot_of(posted).services
    (raid,) = await services.raids.list_here(eyes(posted, posted.leo))
    await services.signups.answer(eyes(posted, posted.mia), raid.short_id, Answer.SIGNED)
    clock.now = raid.starts_at + timedelta(hours=2)
    return raid


async def test_a_leader_says_whether_it_worked_and_takes_it_back(posted: World, raid: Raid) -> None:
    await redrawn(posted)
    opened = await posted.leo.click(post(posted), label="Who came?")
    assert "Did this lineup work?" in said(opened)
    assert buttons(opened) == ["It worked", "It did not work", "Save"]
    worked = await posted.leo.click(answer(opened), label="It worked")
    assert "found that this lineup worked" in said(worked)
    assert buttons(worked) == ["It did not work", "Take this back", "Save"]
    failed = await posted.leo.click(answer(worked), label="It did not work")
    assert "found that this lineup did not work" in said(failed)
    back = await posted.leo.click(answer(failed), label="Take this back")
    assert buttons(back) == ["It worked", "It did not work", "Save"]
    assert raid.short_id in custom_ids(answer(back))[-1]


async def test_it_is_one_for_all_leaders_and_none_for_members(posted: World, raid: Raid) -> None:
    opened = await posted.leo.slash(posted.channel, "raid attendance", raid=raid.short_id)
    await posted.leo.click(answer(opened), label="It worked")
    again = await posted.leo.slash(posted.channel, "raid attendance", raid=raid.short_id)
    assert "A leader found" in said(again)
    assert str(posted.leo.id) not in said(again)
    refused = await posted.mia.slash(posted.channel, "raid attendance", raid=raid.short_id)
    assert "Only the raid leaders" in said(refused)


async def test_where_nothing_may_be_learned_it_is_not_asked(posted: World, raid: Raid) -> None:
    opened = await posted.leo.slash(posted.channel, "raid attendance", raid=raid.short_id)
    async with bot_of(posted).services.verdicts._units() as unit:
        await unit.rules.set(raid.guild, {"learns": False})
    await bot_of(posted).services.rulebook.refresh()
    refused = await posted.leo.click(answer(opened), label="It worked")
    assert "nothing may be learned" in said(refused)
    shown = await posted.leo.slash(posted.channel, "raid attendance", raid=raid.short_id)
    assert "Did this lineup work?" not in said(shown)
    assert buttons(shown) == ["Save"]


async def test_french_leaders_are_asked_in_french(posted: World, raid: Raid) -> None:
    posted.speaks_french(posted.leo)
    opened = await posted.leo.slash(posted.channel, "raid attendance", raid=raid.short_id)
    assert "Cette composition a-t-elle marché\N{NO-BREAK SPACE}?" in said(opened)
    worked = await posted.leo.click(answer(opened), label="Elle a marché")
    assert "cette composition a marché" in said(worked)
