"""Editing and copying teams."""

import pytest

from bot.domain.builds import Origin
from bot.domain.edits import Seen
from bot.domain.modes import GameMode
from bot.domain.teams import FREE, Player, Team
from bot.errors import (
    EditedMeanwhileError,
    InvalidNameError,
    InvalidPlaceError,
    NotAllowedError,
    NotesTooLongError,
    NotFoundError,
    TeamTooSmallError,
    UnknownContentError,
)
from bot.services.accounts import Accounts
from bot.services.builds import BuildLibrary
from bot.services.teams.editing import FIELDS, TeamEditor
from bot.services.teams.planning import TeamPlanner
from tests.factories import ALICE, BOB, Clock, make_code, viewer
from tests.fakes import FakeUnits

ME, YOU, GUEST = viewer(ALICE), viewer(BOB), Player(name="Zoë")


@pytest.fixture
def editor(units: FakeUnits, planner: TeamPlanner, clock: Clock) -> TeamEditor:
    return TeamEditor(units, planner, clock)


@pytest.fixture
async def team(planner: TeamPlanner) -> Team:
    return await planner.create(ME, "Monday", "raid")


def _typed(team: Team, **typed: str) -> dict[str, str]:
    shown = {"name": team.name, "notes": team.notes, "mode": team.mode or "", "content": team.content}
    return {**shown, "subgroups": str(team.subgroups), **typed}


async def test_changes_what_was_typed(editor: TeamEditor, planner: TeamPlanner, team: Team) -> None:
    typed = _typed(team, name=" Friday ", notes="Bring food\n", mode="wvw", content="fractal5", subgroups="3")
    edited = await editor.edit(ME, team.short_id, typed, Seen.of(team, FIELDS))
    after = edited.team
    assert (after.name, after.notes, after.mode) == ("Friday", "Bring food", GameMode.WVW)
    assert (after.content, after.subgroups, edited.is_changed) == ("fractal", 3, True)
    assert await planner.require(ME, "friday") == after
    assert planner.get_content(after).mode is GameMode.WVW


async def test_nothing_typed_changes_nothing(editor: TeamEditor, team: Team) -> None:
    edited = await editor.edit(ME, team.short_id, _typed(team), Seen.of(team, FIELDS))
    assert (edited.team, edited.is_changed) == (team, False)


async def test_two_hands_keep_both_changes_and_never_overwrite(editor: TeamEditor, team: Team) -> None:
    seen = Seen.of(team, FIELDS)
    await editor.edit(ME, team.short_id, _typed(team, name="Tuesday"), seen)
    second = await editor.edit(ME, team.short_id, _typed(team, notes="Hi"), seen)
    assert (second.team.name, second.team.notes, second.elsewhere) == ("Tuesday", "Hi", ("name",))
    with pytest.raises(EditedMeanwhileError) as caught:
        await editor.edit(ME, team.short_id, _typed(team, name="Sunday", subgroups="5"), seen)
    assert caught.value.fields == ("name",)
    assert (await editor.require(ME, team.short_id)).subgroups == 2


async def test_seating_meanwhile_is_no_conflict(editor: TeamEditor, planner: TeamPlanner, team: Team) -> None:
    await planner.seat(ME, team.short_id, 1, 1, player=GUEST)
    edited = await editor.edit(ME, team.short_id, _typed(team, name="Tuesday"), Seen.of(team, FIELDS))
    assert (edited.team.name, edited.team.filled, edited.elsewhere) == ("Tuesday", 1, ())


async def test_shrinking_never_loses_a_place(editor: TeamEditor, planner: TeamPlanner, team: Team) -> None:
    await planner.seat(ME, team.short_id, 2, 3, wish="heal")
    with pytest.raises(TeamTooSmallError) as caught:
        await editor.edit(ME, team.short_id, _typed(team, subgroups="1"), Seen.of(team, FIELDS))
    assert (caught.value.places, caught.value.subgroups) == (((2, 3),), 1)
    await planner.clear(ME, team.short_id, 2, 3)
    edited = await editor.edit(ME, team.short_id, _typed(team, subgroups="1"), Seen.of(team, FIELDS))
    assert edited.team.subgroups == 1


@pytest.mark.parametrize(
    ("typed", "error"),
    [
        ({"name": " "}, InvalidNameError),
        ({"notes": "é" * 501}, NotesTooLongError),
        ({"content": "picnic"}, UnknownContentError),
        ({"subgroups": "11"}, InvalidPlaceError),
    ],
)
async def test_bad_input_is_refused(
    editor: TeamEditor, team: Team, typed: dict[str, str], error: type[Exception]
) -> None:
    with pytest.raises(error):
        await editor.edit(ME, team.short_id, _typed(team, **typed), Seen.of(team, FIELDS))


async def test_others_cannot_edit(editor: TeamEditor, planner: TeamPlanner, team: Team) -> None:
    with pytest.raises(NotFoundError):
        await editor.edit(YOU, team.short_id, _typed(team), Seen.of(team, FIELDS))
    await planner.publish(ME, team.short_id)
    with pytest.raises(NotAllowedError):
        await editor.edit(YOU, team.short_id, _typed(team), Seen.of(team, FIELDS))


async def test_a_free_team_is_of_any_size(planner: TeamPlanner) -> None:
    free = await planner.create(ME, "Any")
    assert (free.content, free.subgroups, planner.get_content(free).needs) == (FREE, 1, ())
    assert (await planner.create(ME, "Ten", subgroups=10)).size == 50
    assert (await planner.create(ME, "Small raid", "raid", subgroups=1)).subgroups == 1
    with pytest.raises(InvalidPlaceError):
        await planner.create(ME, "Eleven", subgroups=11)


async def test_a_copy_brings_what_may_be_seen_and_keeps_its_origin(
    editor: TeamEditor, planner: TeamPlanner, library: BuildLibrary, team: Team
) -> None:
    open_build = (await library.save(ME, make_code(), name="Open")).build
    secret = (await library.save(ME, make_code(1), name="Secret")).build
    await library.publish(ME, open_build.short_id)
    await planner.seat(ME, team.short_id, 1, 1, build_ref=open_build.short_id, player=GUEST)
    await planner.seat(ME, team.short_id, 1, 2, build_ref=secret.short_id, wish="heal")
    await planner.seat(ME, team.short_id, 1, 3, build_ref=secret.short_id)
    await planner.publish(ME, team.short_id)
    copied = await editor.copy(YOU, "monday")
    copy = copied.team
    assert (copied.is_new, copy.owner, copy.guild, copy.name) == (True, BOB, None, "Monday")
    assert copy.origin == Origin(team.short_id, ALICE, "Monday")
    assert [(seat.place, seat.wish, seat.hidden) for seat in copy.seats] == [(1, None, False), (2, "heal", False)]
    assert copy.seats[0].build is not None
    assert copy.seats[0].player == GUEST
    assert (await editor.copy(YOU, team.short_id)).team.short_id == copy.short_id
    assert (await editor.copy(YOU, team.short_id, again=True)).is_new


async def test_an_origin_is_named_to_whom_it_is_visible(
    editor: TeamEditor, planner: TeamPlanner, accounts: Accounts, team: Team
) -> None:
    await planner.publish(ME, team.short_id)
    copy = (await editor.copy(YOU, team.short_id)).team
    await planner.unpublish(ME, team.short_id)
    assert (await planner.require(YOU, copy.short_id)).origin == Origin(team.short_id, ALICE)
    await accounts.delete_everything(ME)
    assert (await planner.require(YOU, copy.short_id)).origin is None


async def test_private_teams_of_others_cannot_be_copied_and_own_ones_again_and_again(
    editor: TeamEditor, team: Team
) -> None:
    with pytest.raises(NotFoundError):
        await editor.copy(YOU, team.short_id)
    first, second = await editor.copy(ME, team.short_id), await editor.copy(ME, team.short_id)
    assert first.team.short_id != second.team.short_id
