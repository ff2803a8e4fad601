"""What leaders see when they plan a raid from a team."""

import pytest

from bot.app import Services
from bot.domain.ids import GuildId, UserId
from tests.cogs.conftest import World
from tests.cogs.reading import answer, buttons, said
from tests.cogs.test_builds import FIREBRAND
from tests.cogs.test_editing import filled
from tests.factories import viewer

WEDNESDAY = "Wednesday"


@pytest.fixture
async def team(world: World) -> World:
    await world.leo.slash(world.channel, "team create", name=WEDNESDAY, content="raid", subgroups=3)
    await world.leo.slash(
        world.channel, "team seat", team=WEDNESDAY, subgroup=1, place=2, role="heal-alac", guest="Otti"
    )
    await world.leo.slash(world.channel, "build save", code=FIREBRAND, name="Heal Firebrand")
    await world.leo.slash(world.channel, "team seat", team=WEDNESDAY, subgroup=3, place=1, build="Heal Firebrand")
    return world


async def test_wishes_and_builds_become_what_the_places_ask_for(team: World, services: Services) -> None:
    shown = answer(await team.leo.slash(team.channel, "team show", team=WEDNESDAY))
    form = await team.leo.click(shown, label="Plan raid")
    assert filled(form)["title"] == WEDNESDAY
    planned = await team.leo.submit_modal(form, filled(form, when="friday 20:00", zone="Europe/Paris"))
    assert "with the roles that 2 places of the team ask for" in said(planned)
    assert "Post" in " ".join(buttons(planned))
    leo = viewer(UserId(team.leo.id), GuildId(team.guild.id))
    (raid,) = await services.raids.list_here(leo)
    roster = await services.raids.require(leo, raid.short_id)
    assert (raid.subgroups, raid.size, raid.content) == (3, 15, "raid")
    assert {seat.at: seat.wants for seat in roster.seats} == {(1, 2): "heal-alac", (3, 1): "heal-quick"}
    assert not [seat for seat in roster.seats if seat.player]


async def test_the_command_takes_a_team_too(team: World, services: Services) -> None:
    when = {"title": "Friday", "when": "friday 20:00", "zone": "Europe/Paris"}
    await team.leo.slash(team.channel, "raid plan", **when, team=WEDNESDAY)
    leo = viewer(UserId(team.leo.id), GuildId(team.guild.id))
    (raid,) = await services.raids.list_here(leo)
    assert raid.size == 15
    assert len((await services.raids.require(leo, raid.short_id)).seats) == 2
    assert "I find no team" in said(await team.leo.slash(team.channel, "raid plan", **when, team="nowhere"))


async def test_what_is_not_understood_is_handed_back(team: World) -> None:
    shown = answer(await team.leo.slash(team.channel, "team show", team=WEDNESDAY))
    form = await team.leo.click(shown, label="Plan raid")
    told = said(await team.leo.submit_modal(form, filled(form, when="some day", zone="Europe/Paris")))
    assert "some day" in told


async def test_members_have_no_such_button(team: World) -> None:
    await team.leo.slash(team.channel, "team publish", team=WEDNESDAY)
    assert "Plan raid" not in buttons(await team.mia.slash(team.channel, "team show", team=WEDNESDAY))
