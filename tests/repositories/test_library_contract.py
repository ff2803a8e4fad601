"""What every storage does with what authors say of their builds, earlier versions, copies, likes and uses."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from bot.domain.builds import Build, Origin, Version
from bot.domain.gear.gear import Gear
from bot.domain.gear.slots import Slot
from bot.domain.modes import GameMode
from bot.domain.teams import Seat
from bot.errors import ConflictError
from bot.repositories.unit import UnitFactory
from tests.factories import ALICE, AWAY, BOB, CAROL, HOME, START, make_build, make_team, make_template, viewer
from tests.repositories.test_builds_contract import find, keep

LATER = START + timedelta(hours=1)
GEAR = Gear(rune=24836, relic=100916).with_stat(161, Slot.HELM)
OTHER = make_template(specialization=62)
SAID: dict[str, Any] = {
    "name": "Élan 🔥",
    "mode": GameMode.WVW,
    "notes": "# How to\n- *dodge*\n\n" + "🔥" * 1000,
    "source_link": "https://example.org/a?b=c#d",
    "roles": ("heal-quick", "tank"),
    "tags": ("open world", "日本"),
}


async def test_everything_that_is_said_comes_back(units: UnitFactory) -> None:
    build = make_build(origin=Origin("22222222", BOB), **SAID)
    await keep(units, build)
    assert await find(units, build) == build


async def test_a_change_is_kept_and_counted(units: UnitFactory) -> None:
    build = make_build(name="Before")
    await keep(units, build, public_in=(HOME,))
    after = build.changed(LATER, **SAID)
    assert (after.revision, after.version, after.updated_at) == (2, 1, LATER)
    async with units() as unit:
        assert await unit.builds.replace(build, after)
        assert await unit.versions.list_earlier(build.id) == ()
    assert await find(units, build) == replace(after, published_in=frozenset({HOME}))
    async with units(reads_only=True) as unit:
        (found,) = await unit.builds.find_public_named(HOME, "elan 🔥")
        assert found.id == build.id
        assert await unit.builds.find_public_named(HOME, "before") == ()


async def test_a_change_of_an_older_revision_writes_nothing(units: UnitFactory) -> None:
    build = make_build()
    await keep(units, build)
    first, second = build.changed(LATER, notes="first"), build.changed(LATER, template=OTHER, code=OTHER.chat_code())
    async with units() as unit:
        assert await unit.builds.replace(build, first)
        assert not await unit.builds.replace(build, second)
        assert not await unit.builds.replace(make_build(), second)
        assert await unit.versions.list_earlier(build.id) == ()
    assert await find(units, build) == first


async def test_gear_and_code_leave_versions(units: UnitFactory) -> None:
    build = make_build()
    dressed = build.changed(LATER, gear=GEAR)
    other = dressed.changed(LATER + timedelta(hours=1), template=OTHER, code=OTHER.chat_code())
    assert (other.revision, other.version) == (3, 3)
    await keep(units, build)
    async with units() as unit:
        assert await unit.builds.replace(build, dressed)
        assert await unit.builds.replace(dressed, other)
    async with units(reads_only=True) as unit:
        assert await unit.versions.list_earlier(build.id) == (
            Version(2, build.template, build.code, GEAR, other.updated_at),
            Version(1, build.template, build.code, None, LATER),
        )
        assert await unit.versions.list_earlier(make_build().id) == ()
    async with units() as unit:
        await unit.versions.trim(build.id, keep=1)
        assert [version.number for version in await unit.versions.list_earlier(build.id)] == [2]


async def test_versions_and_likes_go_with_their_build(units: UnitFactory) -> None:
    build = make_build()
    await keep(units, build)
    async with units() as unit:
        await unit.builds.replace(build, build.changed(LATER, gear=GEAR))
        await unit.popularity.like(build.id, ALICE, START)
        await unit.builds.mark_deleted(build.id, START)
        assert await unit.builds.purge_deleted(LATER) == 1
        assert await unit.versions.list_earlier(build.id) == ()
        assert not await unit.popularity.is_liked(build.id, ALICE)


async def test_finds_the_newest_kept_copy(units: UnitFactory) -> None:
    origin = Origin("22222222", BOB)
    old, new, gone = (make_build(name=str(age), age=age, origin=origin) for age in (9, 5, 1))
    await keep(units, old, new, gone, make_build(CAROL, origin=origin), make_build(origin=Origin("33333333", BOB)))
    async with units() as unit:
        await unit.builds.mark_deleted(gone.id, LATER)
        assert await unit.builds.find_copy(ALICE, "22222222") == new
        assert await unit.builds.find_copy(ALICE, "44444444") is None
        assert await unit.builds.find_copy(BOB, "22222222") is None


async def test_erasing_an_author_leaves_the_copy_without_a_trace(units: UnitFactory) -> None:
    origin = make_build(BOB)
    copy, other = (make_build(origin=Origin(origin.short_id, user)) for user in (BOB, CAROL))
    await keep(units, origin, copy, other)
    async with units() as unit:
        await unit.accounts.delete(BOB)
    assert await find(units, copy) == replace(copy, origin=None)
    assert await find(units, other) == other


async def test_likes_are_counted_once_a_person(units: UnitFactory) -> None:
    build = make_build()
    await keep(units, build, make_build(BOB), make_build(CAROL))
    async with units() as unit:
        for user in (BOB, CAROL, BOB):
            await unit.popularity.like(build.id, user, START)
        assert await unit.popularity.is_liked(build.id, BOB)
        assert not await unit.popularity.is_liked(build.id, ALICE)
    assert await likes(units, build) == 2
    async with units() as unit:
        for user in (CAROL, CAROL, ALICE):
            await unit.popularity.unlike(build.id, user)
        assert not await unit.popularity.is_liked(build.id, CAROL)
    assert await likes(units, build) == 1


async def test_a_change_does_not_touch_the_counters(units: UnitFactory) -> None:
    build = make_build()
    await keep(units, build, make_build(BOB))
    async with units() as unit:
        await unit.popularity.like(build.id, BOB, START)
        await unit.popularity.add_use(build.id)
        assert await unit.builds.replace(build, build.changed(LATER, notes="x"))
    found = await find(units, build)
    assert found is not None
    assert (found.likes, found.uses, found.notes) == (1, 1, "x")


async def test_a_like_needs_build_and_account(units: UnitFactory) -> None:
    build = make_build()
    await keep(units, build)
    for key, user in ((build.id, BOB), (make_build().id, ALICE)):
        with pytest.raises(ConflictError):
            async with units() as unit:
                await unit.popularity.like(key, user, START)


async def test_erasing_a_person_takes_their_likes_along(units: UnitFactory) -> None:
    liked, other = make_build(), make_build()
    await keep(units, liked, other, make_build(BOB), make_build(CAROL))
    async with units() as unit:
        for user in (BOB, CAROL):
            await unit.popularity.like(liked.id, user, START)
        await unit.popularity.like(other.id, CAROL, START)
        await unit.accounts.delete(BOB)
    assert [await likes(units, build) for build in (liked, other)] == [1, 1]


async def test_uses_add_up(units: UnitFactory) -> None:
    build = make_build()
    await keep(units, build)
    async with units() as unit:
        for _ in range(3):
            await unit.popularity.add_use(build.id)
    found = await find(units, build)
    assert found is not None
    assert (found.uses, found.updated_at) == (3, build.updated_at)


async def test_counts_the_teams_that_the_viewer_may_see(units: UnitFactory) -> None:
    build = make_build(BOB)
    here, there, private, gone = (make_team(name=name) for name in ("here", "there", "private", "gone"))
    await keep(units, build, make_build(), public_in=(HOME, AWAY))
    async with units() as unit:
        for team in (here, there, private, gone):
            await unit.teams.add(team)
            await unit.teams.fill(team, Seat(1, 1, build), START)
        await unit.teams.fill(here, Seat(1, 2, build), START)
        for team, guild in ((here, HOME), (there, AWAY), (gone, HOME)):
            await unit.teams.set_guild(team.id, guild, START)
        await unit.teams.mark_deleted(gone.id, LATER)
    async with units(reads_only=True) as unit:
        eyes = (viewer(BOB, HOME), viewer(BOB, None), viewer(ALICE, None), viewer(CAROL, AWAY))
        assert [await unit.popularity.count_teams(build.id, who) for who in eyes] == [1, 0, 3, 1]


async def likes(units: UnitFactory, build: Build) -> int:
    found = await find(units, build)
    assert found is not None
    return found.likes
