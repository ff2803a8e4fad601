"""Copies and likes, as the people see it who make and receive them."""

from dataclasses import replace

import pytest

from bot.domain.builds import Build, Origin
from bot.domain.edits import Seen
from bot.domain.teams import Player
from bot.errors import LimitReachedError, NotAllowedError, NotFoundError, StorageUnavailableError
from bot.services import builds as builds_module
from bot.services.accounts import Accounts
from bot.services.builds import BuildLibrary
from bot.services.editing import BuildEditor
from bot.services.sharing import BuildSharing
from bot.services.teams.planning import TeamPlanner
from tests.factories import ALICE, AWAY, BOB, CAROL, Clock, make_code, viewer
from tests.fakes import FakeUnits

ME, YOU, THIRD = viewer(ALICE), viewer(BOB), viewer(CAROL)


@pytest.fixture
def sharing(units: FakeUnits, clock: Clock) -> BuildSharing:
    return BuildSharing(units, clock)


@pytest.fixture
def editor(units: FakeUnits, clock: Clock) -> BuildEditor:
    return BuildEditor(units, ("heal",), clock)


@pytest.fixture
async def theirs(library: BuildLibrary, editor: BuildEditor) -> Build:
    """A build of somebody else that is public here."""
    build = (await library.save(YOU, make_code(62), name="Theirs")).build
    typed = {"notes": "how to", "roles": ("heal",), "tags": "solo"}
    await editor.edit(YOU, build.short_id, typed, Seen.of(build, typed))
    return await library.publish(YOU, build.short_id)


async def test_a_copy_is_mine_and_tells_its_origin(sharing: BuildSharing, library: BuildLibrary, theirs: Build) -> None:
    copied = await sharing.copy(ME, "theirs")
    copy = copied.build
    assert copied.is_new
    assert (copy.owner, copy.origin) == (ALICE, Origin(theirs.short_id, BOB, "Theirs"))
    assert (copy.name, copy.code, copy.notes, copy.roles, copy.tags) == (
        theirs.name,
        theirs.code,
        "how to",
        ("heal",),
        ("solo",),
    )
    assert (copy.revision, copy.version, copy.published_in, copy.uses) == (1, 1, frozenset(), 0)
    assert copy.short_id != theirs.short_id
    with pytest.raises(NotFoundError):
        await library.require(YOU, copy.short_id)
    assert (await library.require(YOU, theirs.short_id)).uses == 1


async def test_copying_twice_is_told_and_done_on_demand(
    sharing: BuildSharing, library: BuildLibrary, theirs: Build
) -> None:
    first = await sharing.copy(ME, theirs.short_id)
    again = await sharing.copy(ME, theirs.short_id)
    assert (again.is_new, again.build) == (False, first.build)
    assert (await library.list_own(ME)).total == 1
    # by its name too, which the copy has as well
    assert (await sharing.copy(ME, "theirs")).build == first.build
    with pytest.raises(NotAllowedError):
        await sharing.copy(ME, first.build.short_id)
    assert (await sharing.copy(ME, theirs.short_id, again=True)).is_new
    assert (await library.list_own(ME)).total == 2
    assert (await library.require(YOU, theirs.short_id)).uses == 2


async def test_a_copy_stays_when_its_origin_changes_or_goes(
    sharing: BuildSharing, library: BuildLibrary, accounts: Accounts, theirs: Build
) -> None:
    copy = (await sharing.copy(ME, theirs.short_id)).build
    hidden = replace(copy, origin=Origin(theirs.short_id, BOB))
    await library.unpublish(YOU, theirs.short_id)
    assert await library.require(ME, copy.short_id) == hidden
    await library.publish(YOU, theirs.short_id)
    assert await library.require(ME, copy.short_id) == copy
    assert await library.require(viewer(ALICE, AWAY), copy.short_id) == hidden
    await library.delete(YOU, theirs.short_id)
    assert await library.require(ME, copy.short_id) == hidden
    await accounts.delete_everything(YOU)
    assert await library.require(ME, copy.short_id) == replace(copy, origin=None)


async def test_own_builds_are_neither_copied_nor_liked(sharing: BuildSharing, theirs: Build) -> None:
    for act in (sharing.copy, sharing.toggle_like):
        with pytest.raises(NotAllowedError) as caught:
            await act(YOU, theirs.short_id)
        assert caught.value.needed == "other"


async def test_what_is_not_visible_is_neither_copied_nor_liked(
    sharing: BuildSharing, library: BuildLibrary, theirs: Build
) -> None:
    for who in (viewer(ALICE, AWAY), viewer(ALICE, None)):
        for act in (sharing.copy, sharing.toggle_like):
            with pytest.raises(NotFoundError):
                await act(who, theirs.short_id)
    await library.delete(YOU, theirs.short_id)
    with pytest.raises(NotFoundError):
        await sharing.copy(ME, theirs.short_id)


async def test_limits_hold_for_copies(
    sharing: BuildSharing, library: BuildLibrary, theirs: Build, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(builds_module, "BUILD_LIMIT", 1)
    await library.save(ME, make_code())
    with pytest.raises(LimitReachedError):
        await sharing.copy(ME, theirs.short_id)
    assert (await library.require(YOU, theirs.short_id)).uses == 0


async def test_a_like_is_a_toggle(sharing: BuildSharing, theirs: Build) -> None:
    assert [(await sharing.toggle_like(who, theirs.short_id)).build.likes for who in (ME, THIRD, ME, ME)] == [
        1,
        2,
        1,
        2,
    ]
    assert not (await sharing.toggle_like(ME, theirs.short_id)).is_liked


async def test_seating_is_a_use_and_completing_is_none(
    planner: TeamPlanner, library: BuildLibrary, theirs: Build
) -> None:
    team = await planner.create(ME, "Team", "raid")
    await planner.seat(ME, team.short_id, 1, 1, build_ref=theirs.short_id)
    await planner.seat(ME, team.short_id, 1, 1, player=Player(user=ALICE))
    await planner.seat(ME, team.short_id, 1, 1, build_ref=theirs.short_id)
    await planner.seat(ME, team.short_id, 1, 2, build_ref=theirs.short_id)
    mine = await library.require(ME, theirs.short_id)
    assert (mine.uses, mine.teams) == (2, 1)
    assert (await library.require(YOU, theirs.short_id)).teams == 0
    await planner.publish(ME, team.short_id)
    assert (await library.require(YOU, theirs.short_id)).teams == 1
    await planner.clear(ME, team.short_id, 1, 1)
    assert (await library.require(ME, theirs.short_id)).uses == 2


async def test_nothing_is_half_done_when_the_database_goes_away(
    sharing: BuildSharing, library: BuildLibrary, units: FakeUnits, theirs: Build
) -> None:
    units.is_away = True
    for act in (sharing.copy, sharing.toggle_like):
        with pytest.raises(StorageUnavailableError):
            await act(ME, theirs.short_id)
    units.is_away = False
    assert (await library.list_own(ME)).total == 0
    assert (await library.require(ME, theirs.short_id)).likes == 0
