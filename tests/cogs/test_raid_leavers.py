"""Whoever left the server is mentioned by nothing and written to about nothing that happens there."""

from datetime import timedelta

import pytest

from bot.domain.ids import UserId
from bot.domain.leading import Spot
from bot.domain.raid_options import RaidFault
from bot.domain.raids import Raid
from bot.domain.reminders import Reminder, Way
from bot.services.raids.planning import NEWS
from bot.services.raids.reminding import REMIND_DIRECT
from bot.services.raids.signups import TELL
from bot.services.raids.timetable import REMIND, reminder_key
from cogs.raids.faults import note_fault
from tests.cogs.conftest import World
from tests.cogs.reading import answer, said
from tests.cogs.test_raids import FRIDAY, bot_of, by_hand, eyes, posted
from tests.cogs.test_reminders import come, pings, raid_of
from tests.cogs.test_reminders_direct import letters

__all__ = ["by_hand", "posted"]


@pytest.fixture
async def coming(posted: World) -> Raid:
    """A raid to which Mia and Tom come."""
    await come(posted, posted.mia, posted.tom)
    return await raid_of(posted)


async def leave(world: World) -> None:
    """Let Mia leave, ten minutes after Discord was asked for her."""
    bot_of(world).services.leavers._known.clear()
    world.guild.remove_member(world.mia)


async def do(world: World, kind: str, key: str) -> None:
    assert await bot_of(world).handlers[kind](key)


async def test_news_mention_those_who_are_there(posted: World, coming: Raid) -> None:
    await leave(posted)
    await bot_of(posted).services.raids.cancel(eyes(posted, posted.leo), coming.short_id)
    await do(posted, NEWS, coming.short_id)
    (told,) = pings(posted)
    assert f"<@{posted.tom.id}>" in told
    assert str(posted.mia.id) not in told


async def test_where_all_left_nothing_is_said(posted: World) -> None:
    await come(posted, posted.mia)
    raid = await raid_of(posted)
    await leave(posted)
    await bot_of(posted).services.raids.cancel(eyes(posted, posted.leo), raid.short_id)
    await do(posted, NEWS, raid.short_id)
    assert pings(posted) == []


async def test_a_new_place_is_told_to_those_who_are_there(posted: World, coming: Raid) -> None:
    lineups, leader = bot_of(posted).services.lineups, eyes(posted, posted.leo)
    roster = (await lineups.require(leader, coming.short_id)).roster
    for person, at in ((posted.mia, (2, 1)), (posted.tom, (2, 2))):
        seat = roster.seat_by_user[UserId(person.id)]
        assert seat.player is not None
        roster = (await lineups.seat(leader, coming.short_id, Spot.of(roster.get_seat(at)), seat.player)).roster
    await leave(posted)
    await do(posted, TELL, coming.short_id)
    (told,) = pings(posted)
    assert f"<@{posted.tom.id}>" in told
    assert str(posted.mia.id) not in told


@pytest.mark.parametrize("left", [False, True])
async def test_a_direct_message_that_waits_is_not_sent_to_who_left(
    posted: World, coming: Raid, monkeypatch: pytest.MonkeyPatch, *, left: bool
) -> None:
    reminders, key = bot_of(posted).services.reminders, reminder_key(coming, Reminder.HOUR)
    await reminders.set_way(eyes(posted, posted.mia), Way.DIRECT)
    monkeypatch.setattr(reminders, "_clock", lambda: coming.starts_at - timedelta(hours=1))
    await do(posted, REMIND, key)
    if left:
        await leave(posted)
    await do(posted, REMIND_DIRECT, f"{key}:{posted.mia.id}")
    assert len(letters(posted.mia)) == (not left)
    assert str(posted.mia.id) not in "".join(pings(posted))


@pytest.mark.usefixtures("coming")
async def test_who_did_not_answer_is_asked_only_while_they_are_there(posted: World) -> None:
    planned = await posted.leo.slash(posted.channel, "raid plan", **(FRIDAY | {"title": "Second"}))
    await posted.leo.click(answer(planned), label="Post it")
    await leave(posted)
    panel = await posted.leo.slash(posted.channel, "raid remind", raid="Second")
    asked = await posted.leo.click(answer(panel), label="Ask now")
    assert "Sent to 1." in said(await posted.leo.click(answer(asked), label="Yes, send it"))
    (told,) = pings(posted)
    assert str(posted.mia.id) not in told


async def test_a_leader_who_left_reads_of_no_faults(posted: World, coming: Raid) -> None:
    posted.guild.remove_member(posted.leo)
    await note_fault(bot_of(posted), coming.short_id, RaidFault.MUTE)
    assert letters(posted.leo) == []
    found = await bot_of(posted).services.raids.find_for_drawing(coming.short_id)
    assert found is not None
    assert found.raid.faults == {RaidFault.MUTE}


async def test_what_discord_does_not_tell_costs_nobody_a_mention(posted: World, coming: Raid) -> None:
    await leave(posted)
    posted.env.inject_error("GET", "/guilds/*/members/*", status=503, code=0, times=None)
    await bot_of(posted).services.raids.cancel(eyes(posted, posted.leo), coming.short_id)
    await do(posted, NEWS, coming.short_id)
    assert str(posted.mia.id) in pings(posted)[0]
