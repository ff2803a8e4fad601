"""Changing builds, as their owners see it."""

from datetime import timedelta
from typing import Any

import pytest

from bot.domain.builds import Build
from bot.domain.edits import FIELDS, Seen
from bot.domain.gamedata import GameData
from bot.domain.modes import GameMode
from bot.errors import (
    ChatCodeError,
    EditedMeanwhileError,
    InvalidLinkError,
    InvalidNameError,
    InvalidTagsError,
    NotAllowedError,
    NotesTooLongError,
    NotFoundError,
    StorageUnavailableError,
    UnknownRoleError,
    UserError,
)
from bot.services.almanac import Almanac
from bot.services.builds import BuildLibrary
from bot.services.changes import VERSIONS_KEPT
from bot.services.editing import BuildEditor, Edited
from bot.services.gear import Wardrobe
from tests.factories import ALICE, BOB, Clock, make_code, viewer
from tests.fakes import FakeUnits

ME, YOU = viewer(ALICE), viewer(BOB)
FIREBRAND, DRAGONHUNTER = 62, 27


@pytest.fixture
def editor(units: FakeUnits, clock: Clock) -> BuildEditor:
    return BuildEditor(units, ("heal", "dps", "tank"), clock)


@pytest.fixture
async def build(library: BuildLibrary) -> Build:
    return (await library.save(ME, make_code(), name="Mine")).build


async def edit(editor: BuildEditor, build: Build, **typed: Any) -> Edited:
    return await editor.edit(ME, build.short_id, typed, Seen.of(build, typed))


async def test_everything_is_cleaned_and_kept(editor: BuildEditor, library: BuildLibrary, build: Build) -> None:
    edited = await edit(
        editor,
        build,
        name="  New\nname ",
        code=f"see {make_code(FIREBRAND)}",
        mode="wvw",
        notes="a\r\nb\x00",
        source_link="HTTPS://Example.org",
        roles=("tank", "heal"),
        tags="Solo, solo",
    )
    after = edited.build
    assert set(FIELDS) <= {*Build.__dataclass_fields__}
    assert (after.name, after.code, after.mode) == ("New name", make_code(FIREBRAND), GameMode.WVW)
    assert after.template.chat_code() == after.code
    assert (after.notes, after.source_link) == ("a\nb", "https://example.org")
    assert (after.roles, after.tags) == (("heal", "tank"), ("solo",))
    assert (after.revision, after.version, edited.elsewhere) == (2, 2, ())
    assert await library.require(ME, "new name") == after


async def test_an_edit_of_nothing_is_no_change(editor: BuildEditor, build: Build, clock: Clock) -> None:
    clock.now += timedelta(days=1)
    assert (await edit(editor, build, name="Mine", code=make_code(), notes=" ")).build == build


@pytest.mark.parametrize(
    ("typed", "error"),
    [
        ({"name": " "}, InvalidNameError),
        ({"name": "x" * 101}, InvalidNameError),
        ({"code": ""}, ChatCodeError),
        ({"notes": "x" * 2001}, NotesTooLongError),
        ({"source_link": "here"}, InvalidLinkError),
        ({"tags": "x" * 31}, InvalidTagsError),
        ({"roles": ("cook",)}, UnknownRoleError),
    ],
)
async def test_bad_input_is_refused_before_any_connection(
    editor: BuildEditor, build: Build, units: FakeUnits, typed: dict[str, Any], error: type[UserError]
) -> None:
    units.is_away = True
    with pytest.raises(error):
        await edit(editor, build, **typed)


async def test_the_second_of_two_edits_is_told_and_changes_nothing(editor: BuildEditor, build: Build) -> None:
    await edit(editor, build, name="First", notes="first")
    with pytest.raises(EditedMeanwhileError) as caught:
        await edit(editor, build, name="Mine", notes="second", source_link="https://example.org")
    assert caught.value.fields == ("notes",)
    now = await editor.require(ME, build.short_id)
    assert (now.name, now.notes, now.source_link) == ("First", "first", None)


async def test_the_same_edit_twice_is_fine(editor: BuildEditor, build: Build) -> None:
    first = await edit(editor, build, notes="same")
    assert (await edit(editor, build, notes="same")).build == first.build


async def test_what_others_changed_stays_and_is_named(editor: BuildEditor, build: Build) -> None:
    await edit(editor, build, name="First")
    edited = await edit(editor, build, name="Mine", notes="second")
    assert (edited.build.name, edited.build.notes, edited.elsewhere) == ("First", "second", ("name",))


async def test_only_owners_edit(editor: BuildEditor, library: BuildLibrary, build: Build) -> None:
    for act in (editor.require, editor.list_versions):
        with pytest.raises(NotFoundError):
            await act(YOU, build.short_id)
    await library.publish(ME, build.short_id)
    with pytest.raises(NotAllowedError):
        await editor.edit(YOU, build.short_id, {"notes": "x"}, Seen.of(build, ("notes",)))
    for act in (editor.require, editor.list_versions):
        with pytest.raises(NotAllowedError):
            await act(YOU, build.short_id)
    with pytest.raises(NotAllowedError):
        await editor.bring_back(YOU, build.short_id, 1)


async def test_a_build_deleted_meanwhile_is_not_found(editor: BuildEditor, library: BuildLibrary, build: Build) -> None:
    await library.delete(ME, build.short_id)
    with pytest.raises(NotFoundError):
        await edit(editor, build, notes="x")


async def test_earlier_versions_are_kept_and_brought_back(editor: BuildEditor, build: Build) -> None:
    first = (await edit(editor, build, code=make_code(FIREBRAND))).build
    second = (await edit(editor, first, code=make_code(DRAGONHUNTER), notes="x")).build
    history = await editor.list_versions(ME, build.short_id)
    assert history.build == second
    assert [(old.number, old.code) for old in history.earlier] == [(2, make_code(FIREBRAND)), (1, make_code())]
    back = await editor.bring_back(ME, build.short_id, 2)
    assert (back.version, back.code, back.notes) == (4, make_code(FIREBRAND), "x")
    assert back.template.chat_code() == back.code
    again = await editor.bring_back(ME, build.short_id, 4)
    assert again == back
    with pytest.raises(NotFoundError) as caught:
        await editor.bring_back(ME, build.short_id, 9)
    assert caught.value.kind == "version"


async def test_bringing_back_twice_makes_one_version(editor: BuildEditor, build: Build) -> None:
    await edit(editor, build, code=make_code(FIREBRAND))
    back = [await editor.bring_back(ME, build.short_id, 1) for _ in range(2)]
    assert [one.version for one in back] == [3, 3]


async def test_only_so_many_versions_are_kept(editor: BuildEditor, build: Build) -> None:
    for number in range(VERSIONS_KEPT + 5):
        build = (await edit(editor, build, code=make_code(number + 1))).build
    earlier = (await editor.list_versions(ME, build.short_id)).earlier
    assert len(earlier) == VERSIONS_KEPT
    assert earlier[0].number == build.version - 1


async def test_gear_makes_versions_and_the_same_gear_none(
    editor: BuildEditor, build: Build, wardrobe: Wardrobe
) -> None:
    dressed = (await wardrobe.dress(ME, build.short_id, "full Berserker's")).build
    assert (dressed.version, dressed.revision) == (2, 2)
    assert (await wardrobe.dress(ME, build.short_id, "full Berserker's")).build == dressed
    bare = await wardrobe.undress(ME, build.short_id)
    assert (bare.version, bare.gear) == (3, None)
    assert (await editor.bring_back(ME, build.short_id, 2)).gear == dressed.gear


@pytest.fixture
def wardrobe(units: FakeUnits, game: GameData, clock: Clock) -> Wardrobe:
    from bot.cli.compose import build_wardrobe

    return build_wardrobe(units, Almanac.of(game), clock)


async def test_nothing_is_lost_when_the_database_goes_away(editor: BuildEditor, build: Build, units: FakeUnits) -> None:
    units.is_away = True
    with pytest.raises(StorageUnavailableError):
        await edit(editor, build, notes="x")
    units.is_away = False
    assert await editor.require(ME, build.short_id) == build
