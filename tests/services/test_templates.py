"""Templates of guilds' own, and what is planned with them."""

from dataclasses import replace

import pytest

from bot.domain.edits import Seen
from bot.domain.modes import GameMode
from bot.domain.needs import Demand, Need
from bot.domain.teams import Team
from bot.domain.viewer import GuildRole
from bot.errors import (
    InvalidNameError,
    LimitReachedError,
    NotAllowedError,
    NotFoundError,
    UnknownContentError,
)
from bot.services import templates as templates_module
from bot.services.teams.editing import FIELDS, TeamEditor
from bot.services.teams.planning import TeamPlanner
from bot.services.templates import GuildTemplates
from tests.factories import ALICE, AWAY, BOB, HOME, Clock, viewer
from tests.fakes import FakeUnits

LEADER, MEMBER, ELSEWHERE = viewer(ALICE, HOME, GuildRole.LEADER), viewer(BOB), viewer(BOB, AWAY, GuildRole.LEADER)


@pytest.fixture
def templates(units: FakeUnits, planner: TeamPlanner, clock: Clock) -> GuildTemplates:
    return GuildTemplates(units, planner, clock)


@pytest.fixture
async def team(planner: TeamPlanner) -> Team:
    return await planner.create(LEADER, "Monday", "raid", subgroups=3)


async def test_a_team_becomes_a_template_for_others(
    templates: GuildTemplates, planner: TeamPlanner, team: Team
) -> None:
    saved = await templates.save(LEADER, team.short_id, " Big raid ")
    assert (saved.name, saved.content.subgroups, saved.content.mode) == ("Big raid", 3, GameMode.PVE)
    assert [content.name for content in await templates.contents(MEMBER)] == ["Big raid", None, None]
    by_id = await planner.create(MEMBER, "Mine", saved.content.id)
    by_name = await planner.create(MEMBER, "Mine too", "big RAID")
    assert (by_id.subgroups, by_id.template, by_name.template) == (3, saved.content, saved.content)
    assert planner.get_content(by_id) == saved.content


async def test_what_it_needs_is_chosen_and_numbers_stay(templates: GuildTemplates, team: Team) -> None:
    saved = await templates.save(LEADER, team.short_id, "Own")
    asked = await templates.ask(LEADER, saved.short_id, ["healing", "quickness", "nonsense"], of_squad=False)
    assert asked.content.needs == (Demand(Need.QUICKNESS, 1, 5), Demand(Need.HEALING, 1, 5))
    squad = await templates.ask(LEADER, "own", ["tank"], of_squad=True)
    assert (squad.content.squad_needs, squad.content.needs) == ((Demand(Need.TANK, 1, 5),), asked.content.needs)
    assert (await templates.ask(LEADER, "own", [], of_squad=False)).content.needs == ()


async def test_how_many_is_said_within_limits_and_places(templates: GuildTemplates, team: Team) -> None:
    await templates.save(LEADER, team.short_id, "Own")
    asked = await templates.ask(LEADER, "own", ["healing", "quickness"], of_squad=False)
    for amount, kept in ((0, 1), (2, 2), (99, 5)):
        asked = await templates.count(LEADER, "own", Need.HEALING, amount, of_squad=False)
        assert asked.content.needs == (Demand(Need.QUICKNESS, 1, 5), Demand(Need.HEALING, kept, 5))
    for need in (Need.QUICKNESS, Need.TANK):  # held by one for all five; not asked for
        assert (await templates.count(LEADER, "own", need, 3, of_squad=False)).content == asked.content
    limited = replace(asked, content=replace(asked.content, squad_needs=(Demand(Need.STRIP, 1, 5, at_most=3),)))
    assert limited.counting(Need.STRIP, 9, asked.changed_at, of_squad=True).content.squad_needs[0].amount == 3
    await templates.ask(LEADER, "own", ["boon-strip"], of_squad=True)
    many = await templates.count(LEADER, "own", Need.STRIP, 99, of_squad=True)
    assert Demand(Need.STRIP, 15, 5) in many.content.squad_needs
    with pytest.raises(NotAllowedError):
        await templates.count(MEMBER, "own", Need.STRIP, 1, of_squad=True)


async def test_teams_keep_it_as_it_was(templates: GuildTemplates, planner: TeamPlanner, team: Team) -> None:
    saved = await templates.save(LEADER, team.short_id, "Own")
    mine = await planner.create(MEMBER, "Mine", "own")
    await templates.ask(LEADER, "own", ["healing"], of_squad=False)
    await templates.delete(LEADER, "own")
    kept = await planner.require(MEMBER, mine.short_id)
    assert planner.get_content(kept) == saved.content
    with pytest.raises(UnknownContentError):
        await planner.create(MEMBER, "Other", saved.content.id)


async def test_a_team_is_given_another_template_and_keeps_one_that_is_gone(
    templates: GuildTemplates, planner: TeamPlanner, units: FakeUnits, clock: Clock, team: Team
) -> None:
    editor = TeamEditor(units, planner, clock)
    saved = await templates.save(LEADER, team.short_id, "Own")
    typed = {"name": team.name, "notes": "", "mode": "", "content": saved.content.id, "subgroups": "3"}
    edited = (await editor.edit(LEADER, team.short_id, typed, Seen.of(team, FIELDS))).team
    assert (edited.content, edited.template) == (saved.content.id, saved.content)
    await templates.delete(LEADER, "own")
    renamed = await editor.edit(LEADER, team.short_id, {**typed, "name": "New"}, Seen.of(edited, FIELDS))
    assert (renamed.team.name, renamed.team.template) == ("New", saved.content)
    other = {**typed, "name": "New", "content": "raid"}
    back = await editor.edit(LEADER, team.short_id, other, Seen.of(renamed.team, FIELDS))
    assert back.team.template is None


async def test_the_same_name_again_replaces_it(templates: GuildTemplates, planner: TeamPlanner, team: Team) -> None:
    first = await templates.save(LEADER, team.short_id, "Own")
    small = await planner.create(LEADER, "Small", "fractal")
    second = await templates.save(LEADER, small.short_id, "OWN")
    assert (second.short_id, second.content.subgroups) == (first.short_id, 1)
    assert len(await templates.list_here(MEMBER)) == 1


async def test_a_guild_keeps_so_many(templates: GuildTemplates, team: Team, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(templates_module, "TEMPLATE_LIMIT", 1)
    await templates.save(LEADER, team.short_id, "One")
    with pytest.raises(LimitReachedError):
        await templates.save(LEADER, team.short_id, "Two")
    await templates.save(LEADER, team.short_id, "one")


async def test_only_leaders_of_the_guild_change_it(templates: GuildTemplates, team: Team) -> None:
    saved = await templates.save(LEADER, team.short_id, "Own")
    assert await templates.require(MEMBER, "own") == saved
    with pytest.raises(NotAllowedError):
        await templates.ask(MEMBER, "own", [], of_squad=False)
    with pytest.raises(NotAllowedError):
        await templates.delete(MEMBER, "own")
    with pytest.raises(NotAllowedError):
        await templates.save(viewer(ALICE, None), team.short_id, "Own")
    for lookup in (templates.require(ELSEWHERE, saved.short_id), templates.delete(ELSEWHERE, saved.short_id)):
        with pytest.raises(NotFoundError):
            await lookup
    assert await templates.list_here(ELSEWHERE) == ()
    assert await templates.list_here(viewer(ALICE, None)) == ()


async def test_bad_names_and_teams_of_others(templates: GuildTemplates, team: Team) -> None:
    with pytest.raises(InvalidNameError):
        await templates.save(LEADER, team.short_id, "  ")
    with pytest.raises(NotFoundError):
        await templates.save(ELSEWHERE, team.short_id, "Stolen")
