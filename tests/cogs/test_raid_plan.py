"""What leaders see when they plan a raid in one go, and what is asked back."""

import discord
import pytest
import simcord

from bot.domain.ids import RoleId
from bot.errors import NotAllowedError, NotFoundError
from tests.cogs.conftest import World
from tests.cogs.reading import answer, buttons, options, said, values
from tests.cogs.test_raid_editing import control, eyes_of_leader, raid_of
from tests.cogs.test_raids import bot_of, by_hand, eyes

__all__ = ["by_hand"]
CLEAR = {"title": "Clear", "when": "friday 20:00", "zone": "Europe/Paris"}


async def test_role_and_repeat_are_said_at_once(world: World) -> None:
    role = world.guild.create_role("Raiders", mentionable=True)
    planned = await world.leo.slash(world.channel, "raid plan", **CLEAR, repeat="every 2 weeks", ping=role)
    assert "## Clear" in said(planned)
    assert "Edit" in buttons(planned)
    raid = await raid_of(world)
    assert raid.options.ping == RoleId(role.id)
    assert raid.series is not None


async def test_a_role_that_may_not_be_mentioned_is_refused_and_nothing_planned(world: World) -> None:
    quiet = world.guild.create_role("Quiet")
    refused = said(await world.leo.slash(world.channel, "raid plan", **CLEAR, ping=quiet))
    assert "may not mention this role" in refused
    assert "friday 20:00" in refused
    assert "No raid" in said(await world.leo.slash(world.channel, "raid list"))


async def test_a_repeat_that_is_not_understood_plans_nothing(world: World) -> None:
    refused = said(await world.leo.slash(world.channel, "raid plan", **CLEAR, repeat="sometimes"))
    assert "I do not understand" in refused
    assert "No raid" in said(await world.leo.slash(world.channel, "raid list"))


@pytest.mark.parametrize("when", ["friday 8", "2026-11-20 20:00", "20.11. 20:00"])
async def test_what_may_be_meant_is_one_press_away(world: World, when: str) -> None:
    asked = await world.leo.slash(world.channel, "raid plan", **(CLEAR | {"when": when}), repeat="weekly")
    if not options(asked):
        assert "over" in said(asked)
        return
    assert "one press plans **Clear**" in said(asked)
    moments = values(asked)
    planned = await world.leo.select(answer(asked), moments[-1:], custom_id=control(asked, "raid-when"))
    assert "## Clear" in said(planned)
    assert (await raid_of(world)).series is not None
    token = moments[-1].partition(":")[0]
    with pytest.raises(NotFoundError):
        await bot_of(world).services.desk.answer_zone(eyes(world, world.leo), token, "UTC")


async def test_the_zone_is_one_press_away_and_asked_once(world: World) -> None:
    asked = await world.leo.slash(world.channel, "raid plan", title="Clear", when="friday 20:00")
    assert "Europe/London" in options(asked)
    value = next(one for one in values(asked) if one.endswith(":Europe/Madrid"))
    planned = await world.leo.select(answer(asked), [value], custom_id=control(asked, "raid-zone"))
    assert "## Clear" in said(planned)
    assert (await raid_of(world)).zone == "Europe/Madrid"
    again = await world.leo.slash(world.channel, "raid plan", title="Second", when="saturday 20:00")
    assert "## Second" in said(again)


async def test_no_zone_is_asked_where_the_time_does_not_depend_on_it(world: World) -> None:
    planned = await world.leo.slash(world.channel, "raid plan", title="Clear", when="in 2 hours")
    assert "## Clear" in said(planned)
    assert not options(planned)
    asked = await world.leo.slash(world.channel, "raid plan", title="Second", when="friday 8 UTC+01:00")
    moments = values(asked)
    assert len(moments) == 2
    planned = await world.leo.select(answer(asked), moments[-1:], custom_id=control(asked, "raid-when"))
    assert f"<t:{moments[-1].partition(':')[2]}" in said(planned)
    weekly = await world.leo.slash(world.channel, "raid plan", title="Third", when="in 2 hours", repeat="weekly")
    assert "Europe/London" in options(weekly)


async def test_repeats_are_offered_as_they_are_understood(world: World) -> None:
    offered = await world.leo.autocomplete(world.channel, "raid plan", "repeat", "mon, thu")
    assert "every week on Monday and Thursday" in [choice["name"] for choice in offered]


@pytest.fixture
def ada(world: World) -> simcord.MemberActor:
    admins = world.guild.create_role("Admins", permissions=discord.Permissions(manage_guild=True))
    return world.guild.add_member(world.env.create_user("ada"), roles=[admins])


async def test_admins_choose_which_roles_raids_may_mention(world: World, ada: simcord.MemberActor) -> None:
    role = world.guild.create_role("Raiders")
    shown = await ada.slash(world.channel, "settings roles")
    assert "everybody may mention" in said(shown)
    after = await ada.select(answer(shown), [role], custom_id="settings-ping-roles")
    assert f"<@&{role.id}>" in said(after)
    planned = await world.leo.slash(world.channel, "raid plan", **CLEAR, ping=role)
    assert "## Clear" in said(planned)
    cleared = await ada.click(answer(after), label="Only those that everybody may mention")
    assert "Choose some" in said(cleared)


@pytest.fixture
async def raids(world: World, ada: simcord.MemberActor) -> simcord.ChannelHandle:
    place = world.guild.create_text_channel("raids")
    await ada.slash(world.channel, "settings channels", raids=place)
    return place


async def test_raids_are_posted_in_the_channel_for_them(world: World, raids: simcord.ChannelHandle) -> None:
    planned = await world.leo.slash(world.channel, "raid plan", **CLEAR)
    assert f"posted in <#{raids.id}>, the raids channel" in said(planned)
    await world.leo.click(answer(planned), label="Post it")
    raid = await raid_of(world)
    assert (raid.channel, raid.message) == (raids.id, raids.history()[-1].id)


async def test_a_channel_that_is_said_goes_first(world: World, raids: simcord.ChannelHandle) -> None:
    planned = await world.leo.slash(world.channel, "raid plan", **CLEAR, channel=world.channel)
    assert "raids channel" not in said(planned)
    assert (await raid_of(world)).channel == world.channel.id
    again = await world.leo.slash(raids, "raid plan", **CLEAR)
    assert "raids channel" not in said(again)


async def test_where_the_channel_for_raids_is_closed_or_gone_they_are_posted_here(
    world: World, raids: simcord.ChannelHandle
) -> None:
    place = bot_of(world).get_channel(raids.id)
    assert isinstance(place, discord.TextChannel)
    await place.set_permissions(place.guild.me, send_messages=False)
    planned = await world.leo.slash(world.channel, "raid plan", **(CLEAR | {"when": "friday 8"}))
    assert f"It is posted here: in <#{raids.id}>" in said(planned)
    assert "one press plans" in said(planned)
    await place.delete()
    planned = await world.leo.slash(world.channel, "raid plan", **CLEAR)
    assert "was deleted" in said(planned)
    assert (await raid_of(world)).channel == world.channel.id


async def test_others_choose_no_roles(world: World) -> None:
    with pytest.raises(NotAllowedError):
        await bot_of(world).services.ping_roles.choose(eyes_of_leader(world), (RoleId(5),))


async def test_who_may_not_plan_is_asked_for_nothing(world: World) -> None:
    told = await world.mia.slash(world.channel, "raid plan", title="Clear", when="in 2 hours", repeat="weekly")
    assert not options(told)
    assert "leader" in said(told)
