"""Calling a raid off: asked first, told once, and only by leaders."""

from bot.domain.raids import Answer, RaidStatus
from tests.cogs.conftest import World
from tests.cogs.reading import answer, buttons, said
from tests.cogs.test_raid_editing import raid_of
from tests.cogs.test_raids import FRIDAY, bot_of, by_hand, eyes, posted

__all__ = ["by_hand", "posted"]


async def test_it_is_asked_first_whom_it_tells(posted: World) -> None:
    raid = await raid_of(posted)
    for person, said_so in ((posted.mia, Answer.SIGNED), (posted.tom, Answer.ABSENT)):
        await bot_of(posted).services.signups.answer(eyes(posted, person), raid.short_id, said_so)
    asked = await posted.leo.slash(posted.channel, "raid cancel", raid="Friday clear")
    assert "cannot be taken back.\n1 person who answered is told." in said(asked)
    assert "Only this date" not in said(asked)
    assert (await raid_of(posted)).status is RaidStatus.OPEN
    kept = await posted.leo.click(answer(asked), label="Back to the raid")
    assert "**Places:** 10" in said(kept)
    again = await posted.leo.click(answer(kept), label="Call off")
    assert "is called off." in said(await posted.leo.click(answer(again), label="Yes, call it off"))
    assert (await raid_of(posted)).status is RaidStatus.CANCELED


async def test_of_one_that_is_called_off_nothing_is_asked(posted: World) -> None:
    asked = await posted.leo.slash(posted.channel, "raid cancel", raid="Friday clear")
    await posted.leo.click(answer(asked), label="Yes, call it off")
    again = await posted.leo.slash(posted.channel, "raid cancel", raid="Friday clear")
    assert "is called off." in said(again)
    assert buttons(again) == []
    assert "Call off" not in buttons(await posted.leo.slash(posted.channel, "raid edit", raid="Friday clear"))


async def test_of_a_series_only_this_date_is_called_off(world: World) -> None:
    planned = await world.leo.slash(world.channel, "raid plan", **FRIDAY, repeat="every week")
    drafted = await world.leo.slash(world.channel, "raid cancel", raid="Friday clear")
    assert "Only this date" not in said(drafted)
    await world.leo.click(answer(planned), label="Post it")
    world.speaks_french(world.leo)
    asked = await world.leo.slash(world.channel, "raid cancel", raid="Friday clear")
    assert "Cette date seulement" in said(asked)
    assert buttons(asked) == ["Oui, annuler le raid", "Retour au raid"]


async def test_members_call_nothing_off(posted: World) -> None:
    refused = await posted.mia.slash(posted.channel, "raid cancel", raid="Friday clear")
    assert "Only the raid leaders" in said(refused)
    assert buttons(refused) == []
