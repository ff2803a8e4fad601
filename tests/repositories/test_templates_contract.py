"""What every storage does with templates of guilds' own, and with what is planned with them."""

from dataclasses import replace

import pytest

from bot.domain.ids import GuildId
from bot.domain.modes import GameMode
from bot.domain.needs import Demand, Need
from bot.domain.teams import Content
from bot.domain.templates import GuildTemplate
from bot.errors import ConflictError
from bot.repositories.unit import UnitFactory
from tests.factories import ALICE, AWAY, HOME, START, make_raid, make_team

CONTENT = Content(
    "raid", GameMode.PVE, 3, (Demand(Need.QUICKNESS, 1, 10),), (Demand(Need.HEALING, 0, 1, at_most=3),), ("raid10",)
)


def make_template(name: str = "Élan *x*", short_id: str = "k7m3qx2a", guild: GuildId = HOME) -> GuildTemplate:
    return GuildTemplate.of(short_id, guild, name, CONTENT, START)


async def _keep(units: UnitFactory, *templates: GuildTemplate) -> None:
    async with units() as unit:
        for template in templates:
            await unit.guilds.ensure(template.guild, START)
            assert await unit.templates.put(template) == template


async def test_returns_what_was_kept_by_name_and_guild(units: UnitFactory) -> None:
    second, first, other = make_template("B"), make_template("a", "k7m3qx2b"), make_template("c", guild=AWAY)
    await _keep(units, second, first, other)
    async with units(reads_only=True) as unit:
        assert await unit.templates.list_all(HOME) == (first, second)
        assert await unit.templates.list_all(AWAY) == (other,)


async def test_the_same_name_is_replaced(units: UnitFactory) -> None:
    kept = make_template()
    await _keep(units, kept)
    again = replace(kept.asking([Need.TANK], START, of_squad=True), content=replace(kept.content, name="ELAN *x*"))
    await _keep(units, again)
    async with units() as unit:
        assert await unit.templates.list_all(HOME) == (again,)
        assert await unit.templates.drop(HOME, kept.short_id)
        assert not await unit.templates.drop(HOME, kept.short_id)
        assert await unit.templates.list_all(HOME) == ()


async def test_goes_with_its_guild_and_needs_one(units: UnitFactory) -> None:
    await _keep(units, make_template())
    async with units() as unit:
        await unit.guilds.mark_left(HOME, START)
        await unit.guilds.erase(HOME, START.replace(year=2027))
        assert await unit.templates.list_all(HOME) == ()
    with pytest.raises(ConflictError):
        async with units() as unit:
            await unit.templates.put(make_template())


async def test_teams_and_raids_keep_what_they_were_planned_with(units: UnitFactory) -> None:
    own = make_template().content
    team, raid = make_team(content=own.id, template=own), make_raid(content=own.id, template=own)
    async with units() as unit:
        await unit.accounts.ensure(ALICE, START)
        await unit.guilds.ensure(HOME, START)
        await unit.teams.add(team)
        await unit.raids.add(raid)
        assert (await unit.teams.find_many((team.id,)))[0].template == own
        found = await unit.raids.find(raid.short_id)
        assert found is not None
        assert found.template == own
        await unit.teams.change(replace(team, content="raid", template=None))
        await unit.raids.save(replace(raid, content="raid", template=None))
        assert (await unit.teams.find_many((team.id,)))[0].template is None
