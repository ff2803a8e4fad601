"""Where leaders go on from a raid that is posted, and that nobody else does."""

import pytest

from bot.domain.raids import Answer
from tests.cogs.conftest import World
from tests.cogs.reading import answer, buttons, said
from tests.cogs.test_raid_editing import control, raid_of
from tests.cogs.test_raids import FRIDAY, bot_of, by_hand, eyes, posted

__all__ = ["by_hand", "posted"]


@pytest.mark.parametrize(
    ("label", "shown"),
    [("Lineup", "Choose a place to seat"), ("Edit", "**Places:** 10"), ("Reminders", "Next: **1 hour before")],
)
async def test_a_leader_goes_on_from_the_card(posted: World, label: str, shown: str) -> None:
    card = await posted.leo.slash(posted.channel, "raid show", raid="Friday clear")
    assert buttons(card)[5:] == ["Lineup", "Edit", "Reminders"]
    opened = await posted.leo.click(answer(card), label=label)
    assert shown in said(opened)


async def test_whoever_posts_a_raid_goes_on_at_once(world: World) -> None:
    planned = await world.leo.slash(world.channel, "raid plan", **FRIDAY)
    assert buttons(planned) == ["Post it", "Edit"]
    assert "Lineup" in buttons(await world.leo.click(answer(planned), label="Post it"))


async def test_who_asked_to_come_is_one_press_away(posted: World) -> None:
    services, raid = bot_of(posted).services, await raid_of(posted)
    form = await posted.leo.slash(posted.channel, "raid edit", raid="Friday clear")
    page = await posted.leo.click(answer(form), label="Options")
    await posted.leo.select(answer(page), ["approval"], custom_id=control(page, "raid-extras"))
    await services.signups.answer(eyes(posted, posted.mia), raid.short_id, Answer.SIGNED)
    card = await posted.leo.slash(posted.channel, "raid show", raid="Friday clear")
    opened = await posted.leo.click(answer(card), label="Requests")
    assert f"<@{posted.mia.id}>" in said(opened)


async def test_a_raid_with_closed_signups_can_still_be_led(posted: World) -> None:
    board = await posted.leo.slash(posted.channel, "raid lineup", raid="Friday clear")
    await posted.leo.click(answer(board), label="Lock sign-ups")
    card = await posted.leo.slash(posted.channel, "raid show", raid="Friday clear")
    assert buttons(card) == ["Lineup", "Edit", "Reminders"]


async def test_members_only_answer(posted: World) -> None:
    card = await posted.mia.slash(posted.channel, "raid show", raid="Friday clear")
    assert buttons(card) == ["Sign up", "Late", "Maybe", "Can't", "My builds"]


async def test_the_draft_says_how_it_recurs_and_whom_it_mentions(world: World) -> None:
    role = world.guild.create_role("Raiders", mentionable=True)
    planned = await world.leo.slash(world.channel, "raid plan", **FRIDAY, repeat="every week", ping=role)
    assert "🔁 It takes place every week on Friday" in said(planned)
    assert f"a mention of <@&{role.id}>, once" in said(planned)
    panel = await world.leo.click(answer(planned), label="Edit")
    assert "🔁 It takes place every week on Friday" in said(panel)


async def test_calling_off_and_editing_offer_only_what_one_leads(posted: World) -> None:
    for command in ("raid cancel", "raid edit"):
        assert await posted.mia.autocomplete(posted.channel, command, "raid", "") == []
        assert len(await posted.leo.autocomplete(posted.channel, command, "raid", "")) == 1
