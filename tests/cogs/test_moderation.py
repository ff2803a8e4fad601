"""Moderators hide, restore and suspend; nobody else sees or does what they forbid."""

from typing import Any

import discord
import pytest
import simcord

from bot.app import Bot
from bot.domain.edits import Seen
from bot.domain.ids import GuildId, UserId
from bot.domain.order import Deed
from bot.domain.viewer import Viewer
from tests.cogs.conftest import World
from tests.cogs.reading import said
from tests.fakes import FakeUnits

MIRAGE = "[&DQctPRg9OzsjDwAAggEAAIEBAACDAQAA7RIAAAAAAAAAAAAAAAAAAAAAAAADWQBWAGYAAA==]"
WHY = "copied from somebody"


@pytest.fixture
def max_(world: World) -> simcord.MemberActor:
    wardens = world.guild.create_role("Wardens", permissions=discord.Permissions(manage_messages=True))
    return world.guild.add_member(world.env.create_user("max"), roles=[wardens])


@pytest.fixture
async def build(world: World) -> str:
    await world.mia.slash(world.channel, "build save", code=MIRAGE, name="Nightfall")
    await world.mia.slash(world.channel, "build publish", build="Nightfall")
    return "Nightfall"


def bot_of(world: World) -> Bot:
    assert isinstance(world.env.bot, Bot)
    return world.env.bot


async def work(world: World) -> None:
    bot = bot_of(world)
    await bot.services.jobs.work(bot.handlers)


async def test_a_hidden_build_is_nowhere_but_with_its_owner(
    world: World, max_: simcord.MemberActor, build: str
) -> None:
    tom, channel = world.tom, world.channel
    await tom.slash(channel, "build list", which="public")
    page = await tom.slash(channel, "build search", text="nightfall")
    assert build in said(page)
    hidden = said(await max_.slash(channel, "mod hide", build=build, reason=WHY))
    assert "hidden here from now on" in hidden
    for command, given in (
        ("build show", {"build": build}),
        ("build copy", {"build": build}),
        ("build list", {"which": "public"}),
        ("build search", {"text": "nightfall"}),
    ):
        told = said(await tom.slash(channel, command, **given))
        assert f"**{build}**" not in told
    assert await bot_of(world).services.builds.suggest(eyes(world, tom), "nigh") == []
    assert "# Nightfall" in said(await world.mia.slash(channel, "build show", build=build))
    again = said(await world.mia.slash(channel, "build publish", build=build))
    assert WHY in again
    assert "hid this" in again
    assert "hidden here from now on" in said(await max_.slash(channel, "mod hide", build=build, reason="again"))
    restored = said(await max_.slash(channel, "mod restore", hidden=f"build:{build}", reason="a mistake"))
    assert "public here again" in restored
    assert "# Nightfall" in said(await tom.slash(channel, "build show", build=build))
    gone = said(await max_.slash(channel, "mod restore", hidden=build, reason="again"))
    assert "no longer find" in gone


async def test_what_its_owner_wrote_meanwhile_is_looked_at_before_it_is_public_again(
    world: World, max_: simcord.MemberActor, build: str
) -> None:
    await max_.slash(world.channel, "mod hide", build=build, reason=WHY)
    editor, mia = bot_of(world).services.editor, eyes(world, world.mia)
    typed = {"notes": "join us: discord.gg/abcdef"}
    await editor.edit(mia, build, typed, Seen.of(await editor.require(mia, build), typed))
    refused = said(await max_.slash(world.channel, "mod restore", hidden=f"build:{build}", reason="a mistake"))
    assert "public here again" not in refused
    assert "no build" in said(await world.tom.slash(world.channel, "build show", build=build))


async def test_a_hidden_team_likewise(world: World, max_: simcord.MemberActor) -> None:
    await world.mia.slash(world.channel, "team create", name="Friday")
    await world.mia.slash(world.channel, "team publish", team="Friday")
    await max_.slash(world.channel, "mod hide", team="Friday", reason=WHY)
    assert "no team" in said(await world.tom.slash(world.channel, "team show", team="Friday"))
    assert WHY in said(await world.mia.slash(world.channel, "team publish", team="Friday"))
    await max_.slash(world.channel, "mod restore", hidden="team:Friday", reason="fine")
    assert "Friday" in said(await world.tom.slash(world.channel, "team show", team="Friday"))


async def test_the_owner_is_told_and_answers_once(
    world: World, max_: simcord.MemberActor, build: str, units: FakeUnits
) -> None:
    log = world.guild.create_text_channel("log")
    ada = world.guild.add_member(
        world.env.create_user("ada"),
        roles=[world.guild.create_role("A", permissions=discord.Permissions(manage_guild=True))],
    )
    await ada.slash(world.channel, "settings channels", log=log)
    await max_.slash(world.channel, "mod hide", build=build, reason=WHY)
    (entry,) = [one for one in units.state.deeds.values() if one.deed is Deed.HIDE]
    await work(world)
    assert any(WHY in message.content for message in log.history())
    moderation, mia = bot_of(world).services.moderation, Viewer(UserId(world.mia.id))
    with pytest.raises(Exception, match="hidden"):
        await moderation.answer(Viewer(UserId(world.tom.id)), entry.id, "not mine")
    await moderation.answer(mia, entry.id, "it is mine")
    with pytest.raises(Exception, match="already"):
        await moderation.answer(mia, entry.id, "again")
    shown = await max_.slash(world.channel, "mod log", deed="answer")
    assert "it is mine" in said(shown)
    assert WHY not in said(shown)
    await work(world)
    assert "it is mine" in log.history()[-1].content


async def test_who_is_suspended_neither_publishes_nor_signs_up(
    world: World, max_: simcord.MemberActor, build: str
) -> None:
    bot = bot_of(world)
    planned = await world.leo.slash(world.channel, "raid plan", title="Friday", when="2026-12-04 20:00", zone="UTC")
    assert "## Friday" in said(planned)
    mia, until = world.mia, "in 2 hours"
    told = said(await max_.slash(world.channel, "mod suspend", member=mia, reason=WHY, until=until))
    assert "signs up for nothing here until <t:" in told
    await world.mia.slash(world.channel, "build unpublish", build=build)
    refused = said(await world.mia.slash(world.channel, "build publish", build=build))
    assert WHY in refused
    assert "suspended you until" in refused
    await world.mia.slash(world.channel, "team create", name="Mine")
    assert WHY in said(await world.mia.slash(world.channel, "team publish", team="Mine"))
    assert "publish and sign up here again" in said(
        await max_.slash(world.channel, "mod unsuspend", member=mia, reason="ok")
    )
    assert "not suspended" in said(await max_.slash(world.channel, "mod unsuspend", member=mia, reason="ok"))
    assert WHY not in said(await world.mia.slash(world.channel, "build publish", build=build))
    page = said(await max_.slash(world.channel, "mod log", member=mia))
    assert page.count("suspen") >= 2
    assert bot is not None


@pytest.mark.parametrize(
    ("command", "given"),
    [
        ("mod hide", {"build": "Nightfall", "reason": "x"}),
        ("mod restore", {"hidden": "Nightfall", "reason": "x"}),
        ("mod log", {}),
    ],
)
async def test_members_and_leaders_moderate_nothing(
    world: World, build: str, command: str, given: dict[str, Any]
) -> None:
    assert build
    for person in (world.tom, world.mia, world.leo):
        assert "Only the moderators" in said(await person.slash(world.channel, command, **given))


def eyes(world: World, person: simcord.MemberActor) -> Viewer:
    return Viewer(UserId(person.id), GuildId(world.guild.id))
