"""What leaders and members see when a raid is planned, posted and signed up for."""

import asyncio
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

import discord
import pytest
import simcord
from discord.ext import commands

from bot.app import Bot
from bot.domain.ids import GuildId, MessageId, UserId
from bot.domain.raids import Answer
from bot.domain.viewer import GuildRole, Viewer
from cogs.jobs import JobLoop
from cogs.raids import board
from cogs.ui.limits import LAYOUT_TEXT
from tests.cogs.conftest import World
from tests.cogs.reading import answer, buttons, custom_ids, options, said
from tests.cogs.test_builds import FIREBRAND

FRIDAY = {"title": "Friday clear", "when": "friday 20:00", "zone": "Europe/Paris"}


@pytest.fixture(autouse=True)
def by_hand(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let only the tests do jobs, so that they know when they are done."""
    monkeypatch.setattr(JobLoop, "cog_load", commands.Cog.cog_load)


@pytest.fixture
async def posted(world: World) -> World:
    planned = await world.leo.slash(world.channel, "raid plan", **FRIDAY)
    await world.leo.click(answer(planned), label="Post it")
    return world


def bot_of(world: World) -> Bot:
    assert isinstance(world.env.bot, Bot)
    return world.env.bot


def post(world: World) -> discord.Message:
    return world.channel.history()[-1]


def text(world: World) -> str:
    return "\n".join(_texts(post(world).components))


def _texts(components: Sequence[Any]) -> Iterator[str]:
    for part in components:
        if isinstance(part, discord.TextDisplay):
            yield part.content
        yield from _texts(getattr(part, "children", ()))


async def redrawn(world: World) -> str:
    (ref,) = [raid.short_id for raid in await bot_of(world).services.raids.list_here(eyes(world, world.leo))]
    await board.draw(bot_of(world), ref)
    return text(world)


def eyes(world: World, person: simcord.MemberActor) -> Viewer:
    return Viewer(UserId(person.id), GuildId(world.guild.id))


async def test_who_posts_a_raid_and_the_job_that_draws_it_make_one_post(world: World) -> None:
    await world.leo.slash(world.channel, "raid plan", **FRIDAY)
    raids, leader = bot_of(world).services.raids, replace(eyes(world, world.leo), roles=GuildRole.LEADER)
    (draft,) = await raids.list_here(leader)
    opened = await raids.open(leader, draft.short_id)
    before = len(world.channel.history())
    await asyncio.gather(*(board.draw(bot_of(world), opened.short_id) for _ in range(3)))
    assert len(world.channel.history()) == before + 1


async def test_a_plan_is_seen_by_its_leader_until_it_is_posted(world: World) -> None:
    planned = await world.leo.slash(world.channel, "raid plan", **FRIDAY)
    assert "## Friday clear" in said(planned)
    assert "Only you see this" in said(planned)
    assert "No raid is planned" in said(await world.mia.slash(world.channel, "raid list"))
    assert "I find no raid" in said(await world.mia.slash(world.channel, "raid show", raid="Friday clear"))
    clicked = await world.leo.click(answer(planned), label="Post it")
    assert "**Friday clear** is posted in" in said(clicked)
    assert "##" not in said(clicked)  # the card is in the channel
    assert buttons(clicked) == ["To the post", "Lineup", "Edit", "Reminders"]
    assert "## Friday clear" in text(world)
    assert "Friday clear" in said(await world.mia.slash(world.channel, "raid list"))


async def test_members_plan_nothing(world: World) -> None:
    refused = await world.mia.slash(world.channel, "raid plan", **FRIDAY)
    assert "Only the raid leaders" in said(refused)


async def test_what_is_not_clear_is_asked_and_handed_back(world: World) -> None:
    asked = await world.leo.slash(world.channel, "raid plan", title="Clear", when="friday 8", zone="Europe/Paris")
    assert "several ways" in said(asked)
    assert "Clear" in said(asked)
    without = await world.tom.slash(world.channel, "raid plan", title="Clear", when="friday 20:00")
    assert "Only the raid leaders" in said(without)
    without = await world.leo.slash(world.channel, "raid plan", title="Clear", when="friday 20:00")
    assert "In which time zone" in said(without)


async def test_signing_up_says_where_one_sits_and_the_post_shows_it(posted: World) -> None:
    pressed = await posted.mia.click(post(posted), label="Sign up")
    assert "You are in: subgroup 1, place 1" in said(pressed)
    assert options(pressed)
    assert f"<@{posted.mia.id}>" in await redrawn(posted)


async def test_a_role_is_remembered_for_the_next_time(posted: World) -> None:
    pressed = await posted.mia.click(post(posted), label="Sign up")
    chosen = await posted.mia.select(answer(pressed), ["heal-alac"])
    assert "as **Heal-Alac**" in said(chosen)
    assert "Heal-Alac" in await redrawn(posted)
    again = await posted.leo.slash(posted.channel, "raid plan", title="Sunday", when="sunday 20:00")
    await posted.leo.click(answer(again), label="Post it")
    assert "as **Heal-Alac**" in said(await posted.mia.click(post(posted), label="Sign up"))


async def test_a_private_build_is_shown_by_its_specialization_only(posted: World) -> None:
    await posted.mia.slash(posted.channel, "build save", code=FIREBRAND, name="My secret")
    panel = await posted.mia.click(post(posted), label="My builds")
    assert "My secret" in options(panel)
    (build,) = await bot_of(posted).services.builds.suggest(eyes(posted, posted.mia), "")
    await posted.mia.select(answer(panel), [build.short_id], custom_id=_custom_id(panel, "raid-with"))
    drawn = await redrawn(posted)
    assert "Firebrand" in drawn
    assert "My secret" not in drawn


def _custom_id(result: simcord.InteractionResult, verb: str) -> str:
    return next(one for one in custom_ids(answer(result)) if one.startswith(verb))


@pytest.mark.parametrize(
    ("label", "told", "shown"),
    [("Late", "You are in", "🕒"), ("Maybe", "Noted: maybe", "Maybe"), ("Can't", "do not come", "Absent")],
)
async def test_other_answers(posted: World, label: str, told: str, shown: str) -> None:
    assert told in said(await posted.mia.click(post(posted), label=label))
    assert shown in await redrawn(posted)


async def test_canceling_says_so_in_the_post_and_takes_its_buttons(posted: World) -> None:
    refused = await posted.mia.slash(posted.channel, "raid cancel", raid="Friday clear")
    assert "Only the raid leaders" in said(refused)
    asked = await posted.leo.slash(posted.channel, "raid cancel", raid="Friday clear")
    await posted.leo.click(answer(asked), label="Yes, call it off")
    assert "called off" in await redrawn(posted)
    assert not any(isinstance(part, discord.ActionRow) for part in post(posted).components)


async def test_who_moves_up_is_told_once_and_nobody_else_is_pinged(posted: World) -> None:
    services, leader = bot_of(posted).services, eyes(posted, posted.leo)
    (raid,) = await services.raids.list_here(leader)
    people = [posted.mia.id, *range(10**17, 10**17 + 9), posted.tom.id]
    for user in people:
        await services.signups.answer(Viewer(UserId(user), leader.guild), raid.short_id, Answer.SIGNED)
    await posted.mia.click(post(posted), label="Can't")
    await board.tell(bot_of(posted), raid.short_id)
    await board.tell(bot_of(posted), raid.short_id)
    told = [message.content for message in posted.channel.history() if message.content]
    assert len(told) == 1
    assert f"<@{posted.tom.id}>" in told[0]


async def test_a_post_that_was_deleted_can_be_posted_again(posted: World) -> None:
    services = bot_of(posted).services
    (raid,) = await services.raids.list_here(eyes(posted, posted.leo))
    await services.raids.note_drawn(raid.short_id, MessageId(4))
    await board.draw(bot_of(posted), raid.short_id)
    shown = await posted.leo.slash(posted.channel, "raid show", raid="Friday clear")
    assert "*Post it* makes it anew" in said(shown)
    assert buttons(shown) == ["Post it", "Lineup", "Edit", "Reminders"]
    await posted.leo.click(answer(shown), label="Post it")
    assert len(posted.channel.history()) == 2


async def test_a_full_zerg_fits_discord(world: World) -> None:
    planned = await world.leo.slash(world.channel, "raid plan", **(FRIDAY | {"title": "*" * 100}), template="wvw-zerg")
    await world.leo.click(answer(planned), label="Post it")
    services, leader = bot_of(world).services, eyes(world, world.leo)
    (raid,) = await services.raids.list_here(leader)
    for number in range(90):
        who = Viewer(UserId(2**62 + number), leader.guild)
        await services.signups.choose(who, raid.short_id, roles=["stability-support", "cleanser", "strip"])
        if number > 70:
            await services.signups.answer(who, raid.short_id, [Answer.MAYBE, Answer.ABSENT][number % 2])
    assert len(await redrawn(world)) <= LAYOUT_TEXT


async def test_french_people_read_french(posted: World) -> None:
    posted.speaks_french(posted.mia)
    assert "Tu en es" in said(await posted.mia.click(post(posted), label="Sign up"))
