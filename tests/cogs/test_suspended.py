"""Whoever is suspended finds every door of a raid closed, but can say that they do not come."""

from dataclasses import replace

import pytest
import simcord

from bot.domain.ids import UserId
from bot.domain.leading import Spot
from bot.domain.raids import Answer
from bot.domain.teams import Player
from bot.domain.viewer import GuildRole
from bot.errors import SuspendedError
from tests.cogs.conftest import World
from tests.cogs.reading import answer, buttons, said
from tests.cogs.test_moderation import MIRAGE, WHY, max_
from tests.cogs.test_raids import bot_of, by_hand, eyes, post, posted, redrawn

__all__ = ["by_hand", "max_", "posted"]


async def test_no_door_of_a_raid_lets_them_in(posted: World, max_: simcord.MemberActor) -> None:
    mia, signups = posted.mia, bot_of(posted).services.signups
    await mia.slash(posted.channel, "build save", code=MIRAGE, name="Nightfall")
    (raid,) = await bot_of(posted).services.raids.list_here(eyes(posted, posted.leo))
    await max_.slash(posted.channel, "mod suspend", member=mia, reason=WHY)
    for label in ("Sign up", "Late"):  # "Maybe" and "Absent" take no place
        assert WHY in said(await mia.click(post(posted), label=label))
    with pytest.raises(SuspendedError):
        await signups.choose(eyes(posted, mia), raid.short_id, builds=["Nightfall"])
    with pytest.raises(SuspendedError):
        await signups.choose(eyes(posted, mia), raid.short_id, roles=["heal"])
    assert f"<@{mia.id}>" not in await redrawn(posted)
    outcome = await signups.answer(eyes(posted, mia), raid.short_id, Answer.ABSENT)
    assert outcome.entry.answer is Answer.ABSENT
    await max_.slash(posted.channel, "mod unsuspend", member=mia, reason="fine")
    assert WHY not in said(await mia.click(post(posted), label="Sign up"))
    assert f"<@{mia.id}>" in await redrawn(posted)


async def test_a_hidden_build_leaves_a_raid_its_specialization_and_role(
    posted: World, max_: simcord.MemberActor
) -> None:
    """A raid never tells name or code of what somebody plays, so hiding takes nothing from it, and leaks nothing."""
    mia = posted.mia
    await mia.slash(posted.channel, "build save", code=MIRAGE, name="Nightfall")
    await mia.slash(posted.channel, "build publish", build="Nightfall")
    (raid,) = await bot_of(posted).services.raids.list_here(eyes(posted, posted.leo))
    await bot_of(posted).services.signups.choose(eyes(posted, mia), raid.short_id, builds=["Nightfall"])
    before = await redrawn(posted)
    assert "Mirage" in before
    await max_.slash(posted.channel, "mod hide", build="Nightfall", reason=WHY)
    assert await redrawn(posted) == before
    board = said(await posted.leo.slash(posted.channel, "raid lineup", raid="Friday clear"))
    for shown in (before, board):
        assert "Nightfall" not in shown


async def test_who_comes_back_after_everything_was_erased_is_still_suspended(
    posted: World, max_: simcord.MemberActor
) -> None:
    mia = posted.mia
    await max_.slash(posted.channel, "mod suspend", member=mia, reason=WHY)
    await bot_of(posted).services.accounts.delete_everything(eyes(posted, mia))
    assert "stays suspended there, by a mark" in said(await mia.slash(posted.channel, "account show"))
    refused = said(await mia.click(post(posted), label="Sign up"))
    assert "before you had everything about you erased" in refused
    assert WHY not in refused
    await mia.slash(posted.channel, "build save", code=MIRAGE, name="Nightfall")
    assert "suspended you until" in said(await mia.slash(posted.channel, "build publish", build="Nightfall"))
    await max_.slash(posted.channel, "mod unsuspend", member=mia, reason="fine")
    assert "suspended" not in said(await mia.click(post(posted), label="Sign up"))


@pytest.mark.parametrize("kind", ["build", "team"])
async def test_what_is_hidden_stays_so_whatever_its_owner_does(
    posted: World, max_: simcord.MemberActor, kind: str
) -> None:
    mia, here = posted.mia, posted.channel
    made = {"code": MIRAGE} if kind == "build" else {}
    await mia.slash(here, f"{kind} {'save' if made else 'create'}", name="Nightfall", **made)
    await mia.slash(here, f"{kind} publish", **{kind: "Nightfall"})
    for door in ("hidden", "unpublished", "thrown away"):
        if door == "hidden":
            await max_.slash(here, "mod hide", reason=WHY, **{kind: "Nightfall"})
        elif door == "unpublished":
            await mia.slash(here, f"{kind} unpublish", **{kind: "Nightfall"})
        else:
            asked = await mia.slash(here, f"{kind} delete", **{kind: "Nightfall"})
            gone = await mia.click(answer(asked), label="Yes, delete it")
            await mia.click(answer(gone), label="Bring it back")
        assert WHY in said(await mia.slash(here, f"{kind} publish", **{kind: "Nightfall"}))
        card = await mia.slash(here, f"{kind} show", **{kind: "Nightfall"})
        assert WHY in said(await mia.click(answer(card), label="Publish here"))
        assert "Nightfall" not in said(await posted.tom.slash(here, f"{kind} list", which="public"))
    await max_.slash(here, "mod restore", hidden=f"{kind}:Nightfall", reason="fine")
    assert "Nightfall" in said(await posted.tom.slash(here, f"{kind} show", **{kind: "Nightfall"}))


async def test_a_leader_may_seat_who_is_suspended_and_is_told(posted: World, max_: simcord.MemberActor) -> None:
    mia, leo = posted.mia, posted.leo
    board = await leo.slash(posted.channel, "raid lineup", raid="Friday clear")
    assert "Suspended in this server" not in said(board)
    await max_.slash(posted.channel, "mod suspend", member=mia, reason=WHY)
    lineups, eyes_of_leo = bot_of(posted).services.lineups, replace(eyes(posted, leo), roles=GuildRole.LEADER)
    kept = await lineups.require(eyes_of_leo, "Friday clear")
    spot = Spot.of(kept.roster.get_seat((1, 4)))
    seated = await lineups.seat(eyes_of_leo, "Friday clear", spot, Player(user=UserId(mia.id)))
    assert seated.suspended == {mia.id}
    told = said(await leo.slash(posted.channel, "raid lineup", raid="Friday clear"))
    assert f"seated all the same: <@{mia.id}> (1-4)" in told


async def test_what_is_hidden_is_behind_no_old_button_menu_export_or_place(
    posted: World, max_: simcord.MemberActor
) -> None:
    mia, tom, here = posted.mia, posted.tom, posted.channel
    await mia.slash(here, "build save", code=MIRAGE, name="Nightfall")
    await mia.slash(here, "build publish", build="Nightfall")
    card = await tom.slash(here, "build show", build="Nightfall")
    await tom.slash(here, "team create", name="Ours")
    await tom.slash(here, "team seat", team="Ours", subgroup=1, place=1, build="Nightfall")
    await tom.slash(here, "team publish", team="Ours")
    await max_.slash(here, "mod hide", build="Nightfall", reason=WHY)
    for label in ("Picture", "Code"):
        if label in buttons(card):
            assert "no longer find this build" in said(await tom.click(answer(card), label=label))
    for told in (
        await tom.context_menu(here, "Builds of this member", mia),
        await tom.slash(here, "build export", build="Nightfall"),
        await tom.slash(here, "team show", team="Ours"),
        await tom.slash(here, "team analyze", team="Ours"),
        await mia.slash(here, "team show", team="Ours"),
    ):
        assert "**Nightfall**" not in said(told).replace("“Nightfall”", "")
        assert MIRAGE not in said(told)
    assert "Nightfall" in said(await mia.slash(here, "build show", build="Nightfall"))
