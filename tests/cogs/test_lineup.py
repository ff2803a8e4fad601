"""The leader's board: what leaders see and do there, and what members and others are told."""

import asyncio
from dataclasses import replace

import pytest
import simcord
from discord.ext import commands

from bot.app import Bot, Services
from bot.domain.ids import UserId
from bot.domain.leading import Spot
from bot.domain.raids import NOTE_LIMIT, OVER_AFTER, Answer, Roster
from bot.domain.teams import Player
from bot.domain.viewer import GuildRole, Viewer
from bot.errors import NotAllowedError
from cogs.jobs import JobLoop
from cogs.raids.leaving import ask_who_left
from cogs.ui.limits import CHOICES, CONTENT, LAYOUT_TEXT
from cogs.ui.translator import CommandTranslator
from tests.cogs.conftest import World
from tests.cogs.reading import answer, buttons, custom_ids, options, said
from tests.cogs.test_raids import FRIDAY, bot_of, eyes, post, redrawn

CROWD = 10**17
"""The first of a row of people of whom only the ids are known."""


@pytest.fixture(autouse=True)
def by_hand(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let only the tests do jobs, so that they know when they are done."""
    monkeypatch.setattr(JobLoop, "cog_load", commands.Cog.cog_load)


@pytest.fixture
async def posted(world: World) -> World:
    planned = await world.leo.slash(world.channel, "raid plan", **FRIDAY)
    await world.leo.click(answer(planned), label="Post it")
    for person in (world.mia, world.tom):
        await person.click(post(world), label="Sign up")
    return world


async def crowd(world: World, count: int) -> None:
    """Let so many others sign up."""
    roster = await roster_of(world)
    for number in range(count):
        who = Viewer(UserId(CROWD + number), roster.raid.guild, name=f"Person {number}")
        await bot_of(world).services.signups.answer(who, roster.raid.short_id, Answer.SIGNED)


async def roster_of(world: World) -> Roster:
    raids = bot_of(world).services.raids
    (raid,) = await raids.list_here(eyes(world, world.leo))
    return await raids.require(eyes(world, world.leo), raid.short_id)


async def opened(
    world: World, person: simcord.MemberActor | None = None, raid: str = "Friday clear"
) -> simcord.InteractionResult:
    return await (person or world.leo).slash(world.channel, "raid lineup", raid=raid)


def leading(world: World) -> Viewer:
    return replace(eyes(world, world.leo), roles=GuildRole.LEADER)


async def at_place(world: World, subgroup: int, place: int) -> simcord.InteractionResult:
    """Open the board and a place on it."""
    roster = await roster_of(world)
    value = f"{roster.raid.short_id}:{Spot.of(roster.get_seat((subgroup, place))).to_text()}"
    return await world.leo.select(answer(await opened(world)), [value], custom_id="lineup-place")


def option(result: simcord.InteractionResult, label: str) -> str:
    """Return the value of the option with this label."""
    (value,) = [
        found["value"]
        for part in answer(result).components
        for select in part.get("components", [])
        for found in select.get("options", [])
        if label in found["label"]
    ]
    return str(value)


async def test_the_board_shows_places_and_who_is_there(posted: World) -> None:
    shown = await opened(posted)
    assert "## Friday clear" in said(shown)
    assert f"<@{posted.mia.id}>" in said(shown)
    assert options(shown)[:3] == ["1-1 · mia", "1-2 · tom", "1-3 · free"]
    assert len(options(shown)) == 10
    assert {"Publish lineup", "Lock sign-ups", "Undo", "History"} <= set(buttons(shown))


async def test_members_are_refused_and_other_guilds_know_nothing(posted: World) -> None:
    assert "Only the raid leaders" in said(await opened(posted, posted.mia))
    elsewhere = posted.env.create_guild("Elsewhere")
    stranger = elsewhere.add_member(posted.env.create_user("ann"))
    channel = elsewhere.create_text_channel("raids")
    assert "I find no raid" in said(await stranger.slash(channel, "raid lineup", raid="Friday clear"))


async def test_swapping_moves_both_and_undo_brings_them_back(posted: World) -> None:
    before = (await roster_of(posted)).seats
    asked = await posted.leo.click(answer(await at_place(posted, 1, 1)), label="Swap")
    swapped = await posted.leo.select(answer(asked), [option(asked, "2-1")], custom_id="lineup-swap")
    assert "**Subgroup 2, place 1**" in said(swapped)
    roster = await roster_of(posted)
    assert roster.seat_by_user[UserId(posted.mia.id)].at == (2, 1)
    assert "swapped 1-1 and 2-1" in said(swapped)
    await posted.leo.click(answer(swapped), label="Undo")
    assert (await roster_of(posted)).seats == before


async def test_who_is_benched_waits_until_they_sign_up_again(posted: World) -> None:
    benched = await posted.leo.click(answer(await at_place(posted, 1, 1)), label="Bench")
    assert "Waiting** 1 · " in said(benched)
    assert f"sign up again: <@{posted.mia.id}> (by <@{posted.leo.id}>)" in said(benched)
    assert f"<@{posted.mia.id}>" in await redrawn(posted)
    await posted.tom.click(post(posted), label="Can't")
    assert (await roster_of(posted)).seat_by_user == {}
    await posted.mia.click(post(posted), label="Sign up")
    assert UserId(posted.mia.id) in (await roster_of(posted)).seat_by_user


async def test_who_waits_is_seated_from_a_list(posted: World) -> None:
    await crowd(posted, 40)
    panel = await at_place(posted, 1, 1)
    assert "Person 8" in options(panel)
    turned = await posted.leo.select(answer(panel), [option(panel, "Others who wait")], custom_id="lineup-seat")
    seated = await posted.leo.select(answer(turned), [option(turned, "Person 39")], custom_id="lineup-seat")
    assert f"**Subgroup 1, place 1** · <@{CROWD + 39}>" in said(seated)
    assert "stays here" in said(seated)
    roster = await roster_of(posted)
    assert roster.waiting()[0].user == posted.mia.id


async def test_a_member_who_did_not_answer_can_be_seated(posted: World) -> None:
    panel = await at_place(posted, 2, 5)
    (select,) = [one for one in custom_ids(answer(panel)) if one.startswith("lineup-member")]
    seated = await posted.leo.select(answer(panel), [posted.leo], custom_id=select)
    assert f"**Subgroup 2, place 5** · <@{posted.leo.id}>" in said(seated)
    assert f"<@{posted.leo.id}>" in await redrawn(posted)


async def test_a_guest_and_a_note_stand_in_the_post(posted: World) -> None:
    form = await posted.leo.click(answer(await at_place(posted, 1, 3)), label="Guest")
    seated = await posted.leo.submit_modal(form, {"guest": "Otti *the* **tank**"})
    form = await posted.leo.click(answer(seated), label="Note")
    noted = await posted.leo.submit_modal(form, {"note": "brings\nfood"})
    assert "✏️ brings food" in said(noted)
    drawn = await redrawn(posted)
    assert r"Otti \*the\* \*\*tank\*\* 📌 ✏️ brings food" in drawn


async def test_a_second_guest_of_the_same_name_is_refused_and_handed_back(posted: World) -> None:
    for place, told in ((3, "Otti"), (4, "already")):
        form = await posted.leo.click(answer(await at_place(posted, 1, place)), label="Guest")
        assert told in said(await posted.leo.submit_modal(form, {"guest": "Otti"}))


async def test_a_wish_is_shown_where_nobody_sits(posted: World) -> None:
    asked = await posted.leo.click(answer(await at_place(posted, 1, 3)), label="Wish")
    wished = await posted.leo.select(answer(asked), [option(asked, "Heal-Alac")], custom_id="lineup-wish")
    assert "wanted: Heal-Alac" in said(wished)
    assert "open: 3 (Heal-Alac), 4, 5" in await redrawn(posted)


async def test_a_former_member_leaves_a_free_place_that_says_so(posted: World) -> None:
    await bot_of(posted).services.accounts.delete_everything(Viewer(UserId(posted.mia.user.id)))
    panel = await opened(posted)
    assert option(panel, "1-1 · free, of a former member")
    assert "1 (former member)" in await redrawn(posted)
    assert "free, of a former member" in said(await at_place(posted, 1, 1))


async def test_locked_sign_ups_take_nobody_until_they_are_opened(posted: World) -> None:
    locked = await posted.leo.click(answer(await opened(posted)), label="Lock sign-ups")
    assert "Sign-ups are closed" in said(locked)
    assert "takes no more answers" in said(await posted.mia.click(post(posted), label="Can't"))
    await posted.leo.click(answer(locked), label="Open sign-ups")
    assert "do not come" in said(await posted.mia.click(post(posted), label="Can't"))


async def test_what_a_raid_has_no_use_for_any_more_is_gone_from_the_board(
    posted: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    raid = (await roster_of(posted)).raid
    raids = bot_of(posted).services.raids
    monkeypatch.setattr(raids, "_clock", lambda: raid.starts_at)
    assert buttons(await opened(posted))[:3] == ["Publish lineup", "Optimize", "Who came?"]
    monkeypatch.setattr(raids, "_clock", lambda: raid.starts_at + OVER_AFTER)
    assert buttons(await opened(posted)) == ["Who came?", "Undo", "History"]


async def test_the_second_of_two_leaders_sees_what_the_first_did(posted: World) -> None:
    first, second = await at_place(posted, 1, 1), await at_place(posted, 1, 1)
    await posted.leo.click(answer(first), label="Bench")
    before = (await roster_of(posted)).seats
    told = await posted.leo.click(answer(second), label="Bench")
    assert "This changed meanwhile" in said(told)
    assert "to the bench" in said(told)
    assert (await roster_of(posted)).seats == before


async def test_publishing_mentions_each_person_once(posted: World) -> None:
    panel = answer(await opened(posted))
    assert "2 people were mentioned" in said(await posted.leo.click(panel, label="Publish lineup"))
    published = posted.channel.history()[-1]
    assert f"**Subgroup 1** · <@{posted.mia.id}> <@{posted.tom.id}>" in published.content
    assert "nobody was mentioned again" in said(await posted.leo.click(panel, label="Publish lineup"))
    assert posted.channel.history()[-1].id == published.id
    await posted.leo.click(answer(await at_place(posted, 1, 1)), label="Bench")
    await posted.mia.click(posted.channel.history()[0], label="Sign up")
    assert "1 person was mentioned" in said(await posted.leo.click(panel, label="Publish lineup"))


@pytest.mark.parametrize("name", ["*" * 32, "あ" * 32, "🛡️" * 16, "Ω̈" * 16])
async def test_a_lineup_of_fifty_with_guests_notes_and_pins_fits(world: World, name: str) -> None:
    planned = await world.leo.slash(world.channel, "raid plan", **(FRIDAY | {"title": "*" * 100}), template="wvw-zerg")
    await world.leo.click(answer(planned), label="Post it")
    services, leader = bot_of(world).services, leading(world)
    roster = await roster_of(world)
    ref = roster.raid.short_id
    for number, at in enumerate(roster.raid.places()):
        spot = Spot.of((await roster_of(world)).get_seat(at))
        player = Player(name=f"{name[:30]}{number:02}") if number % 2 else Player(user=UserId(2**62 + number))
        board = await services.lineups.seat(leader, ref, spot, player)
        await services.lineups.note(leader, ref, Spot.of(board.roster.get_seat(at)), "n" * NOTE_LIMIT)
    for number in range(100, 190):
        who = Viewer(UserId(2**62 + number), leader.guild, name="*" * 32)
        await services.signups.answer(who, ref, list(Answer)[number % 4])
    drawn = await redrawn(world)
    assert len(drawn) <= LAYOUT_TEXT
    assert drawn.count("📌") == drawn.count("✏️") == 50
    panel = await opened(world, world.leo, raid=ref)
    for result in (panel, await world.leo.select(answer(panel), [option(panel, "5-5")], custom_id="lineup-place")):
        assert sum(map(len, said(result).splitlines())) <= LAYOUT_TEXT
        assert len(options(result)) <= 2 * CHOICES
    assert "🚪 Left the server" in said(panel)  # none of them is a member any more
    for user in (await roster_of(world)).seat_by_user:
        services.leavers.note(roster.raid.guild, user, is_gone=False)
    whole = await world.leo.click(answer(panel), label="All places")
    publish = await world.leo.click(answer(whole), label="Publish lineup")
    assert "25 people were mentioned" in said(publish)
    assert len(world.channel.history()[-1].content) <= CONTENT


async def test_where_the_bot_may_not_write_nobody_counts_as_mentioned(posted: World) -> None:
    panel = answer(await opened(posted))
    posted.env.inject_error("POST", "/channels/*/messages", status=403, code=50013)
    refused = await posted.leo.click(panel, label="Publish lineup")
    assert "I could not write in" in said(refused)
    assert "2 people were mentioned" in said(await posted.leo.click(panel, label="Publish lineup"))


async def test_whoever_dies_between_noting_and_sending_mentions_nobody_twice(posted: World) -> None:
    panel, lineups = answer(await opened(posted)), bot_of(posted).services.lineups
    await lineups.publish(leading(posted), (await roster_of(posted)).raid.short_id)
    assert "nobody was mentioned again" in said(await posted.leo.click(panel, label="Publish lineup"))


async def test_the_board_still_works_after_a_restart(posted: World, services: Services) -> None:
    panel = await at_place(posted, 1, 1)
    form = await posted.leo.click(answer(panel), label="Note")
    await posted.env.restart_bot(Bot(services=services, translator=CommandTranslator()))
    noted = await posted.leo.submit_modal(form, {"note": "food"})
    assert "✏️ food" in said(noted)
    assert "Waiting** 1" in said(await posted.leo.click(answer(noted), label="Bench"))


async def test_a_member_cannot_press_what_a_leader_sees(posted: World) -> None:
    roster = await roster_of(posted)
    lineups, spot = bot_of(posted).services.lineups, Spot.of(roster.get_seat((1, 1)))
    with pytest.raises(NotAllowedError):
        await lineups.bench(eyes(posted, posted.mia), roster.raid.short_id, spot)
    assert (await roster_of(posted)).seats == roster.seats


async def test_the_history_names_who_did_what(posted: World) -> None:
    benched = await posted.leo.click(answer(await at_place(posted, 1, 1)), label="Bench")
    back = await posted.leo.click(answer(benched), label="All places")
    history = said(await posted.leo.click(answer(back), label="History"))
    assert f"<@{posted.leo.id}> sent <@{posted.mia.id}> from 1-1 to the bench" in history
    assert "planned the raid" in history


async def test_french_leaders_read_french(posted: World) -> None:
    posted.speaks_french(posted.leo)
    shown = await opened(posted)
    assert "Publier la composition" in buttons(shown)
    assert "1-3 · libre" in options(shown)


async def test_who_left_is_told_to_the_leader_and_taken_away_with_one_press(posted: World) -> None:
    assert "Take away who left" not in buttons(await opened(posted))
    bot_of(posted).services.leavers._known.clear()  # as ten minutes later
    posted.guild.remove_member(posted.mia)
    panel = await opened(posted)
    assert "🚪 Left the server: **mia** (1-1)" in said(panel)
    away = await posted.leo.click(answer(panel), label="Take away who left")
    assert "🚪" not in said(away)
    assert f"<@{posted.leo.id}> took away who left the server" in said(away)
    assert posted.mia.id not in (await roster_of(posted)).seat_by_user
    back = await posted.leo.click(answer(away), label="Undo")
    assert "🚪 Left the server: **mia** (1-1)" in said(back)


async def test_who_is_back_by_the_time_of_the_press_stays(posted: World) -> None:
    raid, leavers = (await roster_of(posted)).raid, bot_of(posted).services.leavers
    leavers.note(raid.guild, UserId(posted.mia.id), is_gone=True)
    panel = await opened(posted)
    leavers._known.clear()
    await posted.leo.click(answer(panel), label="Take away who left")
    assert posted.mia.id in (await roster_of(posted)).seat_by_user


@pytest.mark.parametrize(("status", "code"), [(503, 0), (403, 50001), (404, 10004)])
async def test_what_discord_does_not_tell_is_taken_for_nothing(posted: World, status: int, code: int) -> None:
    posted.env.inject_error("GET", "/guilds/*/members/*", status=status, code=code, times=None)
    assert "🚪" not in said(await opened(posted))


async def test_a_discord_that_does_not_answer_is_waited_for_no_longer(
    posted: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def hang(_guild: int, _user: int) -> None:
        await asyncio.Event().wait()

    bot, roster = bot_of(posted), await roster_of(posted)
    monkeypatch.setattr(bot.http, "get_member", hang)
    await ask_who_left(bot, roster, 0.01)
    assert len(bot.services.leavers.list_unasked(roster.raid.guild, roster.seat_by_user)) == 2
