"""What people see of a raid whose leader decides who comes."""

from dataclasses import replace

from tests.cogs.conftest import World
from tests.cogs.reading import answer, said
from tests.cogs.test_raid_editing import control, eyes_of_leader, raid_of
from tests.cogs.test_raids import bot_of, by_hand, post, posted, redrawn

__all__ = ["by_hand", "posted"]


async def ask(world: World) -> None:
    raid = await raid_of(world)
    wanted = replace(raid.options, approval=True)
    await bot_of(world).services.raid_editor.set_options(eyes_of_leader(world), raid.short_id, 0, wanted)
    assert "You asked to come" in said(await world.mia.click(post(world), label="Sign up"))


async def test_a_leader_lets_in_who_asked(posted: World) -> None:
    await ask(posted)
    assert "Asked to come" in await redrawn(posted)
    panel = await posted.leo.slash(posted.channel, "raid edit", raid="Friday clear")
    page = await posted.leo.click(answer(panel), label="Requests")
    assert f"<@{posted.mia.id}>" in said(page)
    done = await posted.leo.select(answer(page), [str(posted.mia.id)], custom_id=control(page, "raid-let-in"))
    assert "Nobody waits" in said(done)
    assert "Asked to come" not in await redrawn(posted)


async def test_who_is_refused_reads_so(posted: World) -> None:
    await ask(posted)
    panel = await posted.leo.slash(posted.channel, "raid edit", raid="Friday clear")
    page = await posted.leo.click(answer(panel), label="Requests")
    await posted.leo.select(answer(page), [str(posted.mia.id)], custom_id=control(page, "raid-refuse"))
    assert "no place for you this time" in said(await posted.mia.click(post(posted), label="Sign up"))
