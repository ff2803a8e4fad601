"""What every storage does with builds."""

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.domain.builds import Build
from bot.domain.ids import GuildId, UserId
from bot.domain.modes import GameMode
from bot.domain.names import name_key
from bot.domain.pages import PAGE_SIZE
from bot.errors import ConflictError
from bot.repositories import sql_paging
from bot.repositories.unit import UnitFactory
from bot.repositories.unit_names import Match
from tests import fake_shelves
from tests.factories import ALICE, AWAY, BOB, CAROL, HOME, START, make_build, make_template, new_id

LATER = START + timedelta(hours=1)


async def keep(units: UnitFactory, *builds: Build, public_in: tuple[GuildId, ...] = ()) -> None:
    async with units() as unit:
        for age, build in enumerate(builds):
            await unit.accounts.ensure(build.owner, START)
            assert await unit.builds.add(build)
            for guild in public_in:
                await unit.guilds.ensure(guild, START)
                await unit.builds.publish(build.id, guild, START - timedelta(seconds=age))


async def find(units: UnitFactory, build: Build) -> Build | None:
    async with units(reads_only=True) as unit:
        return await unit.builds.find(build.short_id)


async def test_returns_what_was_added(units: UnitFactory) -> None:
    build = make_build(CAROL, "Fëu 🔥 *x*", mode=GameMode.WVW, template=make_template(specialization=62))
    await keep(units, build)
    assert await find(units, build) == build


async def test_add_needs_an_account(units: UnitFactory) -> None:
    with pytest.raises(ConflictError):
        async with units() as unit:
            await unit.builds.add(make_build())


async def test_refuses_a_short_id_in_use(units: UnitFactory) -> None:
    first, second = make_build(), make_build(BOB, short_id="22222222")
    await keep(units, first)
    async with units() as unit:
        await unit.accounts.ensure(BOB, START)
        assert not await unit.builds.add(make_build(BOB, short_id=first.short_id))
        assert await unit.builds.add(second)
    assert await find(units, first) == first
    assert await find(units, second) == second


async def test_rolls_back_on_an_error(units: UnitFactory) -> None:
    build, twin = make_build(), make_build(mode=GameMode.PVP)
    with pytest.raises(AssertionError):
        await keep(units, build, replace(twin, short_id=build.short_id))
    assert await find(units, build) is None


async def test_find_many_keeps_the_order_asked_for(units: UnitFactory) -> None:
    builds = [make_build(name=f"b{number}") for number in range(4)]
    await keep(units, *builds)
    wanted = (builds[2].id, builds[0].id, new_id(), builds[3].id)
    async with units(reads_only=True) as unit:
        assert await unit.builds.find_many(wanted) == (builds[2], builds[0], builds[3])
        assert await unit.builds.find_many(()) == ()


async def test_finds_own_builds_by_code_and_all_of_them(units: UnitFactory) -> None:
    other = make_template(specialization=62)
    old, new, elite = make_build(age=9), make_build(age=1), make_build(template=other, age=5)
    await keep(units, old, new, elite, make_build(BOB), make_build(template=other, deleted_at=None, age=4))
    async with units() as unit:
        await unit.builds.mark_deleted((await unit.builds.list_all_own(ALICE))[1].id, START)
    async with units(reads_only=True) as unit:
        assert await unit.builds.find_own_coded(ALICE, old.code) == (new, old)
        assert await unit.builds.find_own_coded(CAROL, old.code) == ()
        assert await unit.builds.list_all_own(ALICE) == (new, elite, old)
        assert await unit.builds.list_all_own(CAROL) == ()


async def test_lists_what_one_person_shows_in_a_guild(units: UnitFactory) -> None:
    ours = [make_build(name=f"b{number:02}") for number in range(PAGE_SIZE + 1)]
    await keep(units, *ours, make_build(BOB), public_in=(HOME,))
    await keep(units, make_build(name="elsewhere"), public_in=(AWAY,))
    await keep(units, make_build(name="private"))
    async with units(reads_only=True) as unit:
        first = await unit.builds.list_public_of(HOME, ALICE, None)
        rest = await unit.builds.list_public_of(HOME, ALICE, first.next)
        assert [build.name for build in (*first.items, *rest.items)] == [build.name for build in ours]
        assert first.total == len(ours)
        assert (await unit.builds.list_public_of(HOME, CAROL, None)).items == ()


async def test_finds_by_name_key_newest_first(units: UnitFactory) -> None:
    old, new, other = make_build(name="Élan", age=9), make_build(name="elan", age=1), make_build(name="elan 2")
    await keep(units, old, new, other, make_build(BOB, name="elan"))
    async with units(reads_only=True) as unit:
        assert await unit.builds.find_own_named(ALICE, "elan") == (new, old)
        assert await unit.builds.find_own_named(UserId(5), "elan") == ()


async def test_finds_public_names_of_one_guild(units: UnitFactory) -> None:
    here, there = make_build(BOB, "Élan"), make_build(BOB, "elan")
    await keep(units, here, public_in=(HOME,))
    await keep(units, there, public_in=(AWAY,))
    async with units(reads_only=True) as unit:
        assert [build.id for build in await unit.builds.find_public_named(HOME, "elan")] == [here.id]


@pytest.mark.parametrize("mode", [None, GameMode.PVP])
async def test_finds_the_same_build(units: UnitFactory, mode: GameMode | None) -> None:
    build = make_build(name="Élan", mode=mode)
    await keep(units, build)
    async with units(reads_only=True) as unit:
        assert await unit.builds.find_same(ALICE, "Élan", mode, build.code) == build
        assert await unit.builds.find_same(ALICE, "Elan", mode, build.code) is None
        assert await unit.builds.find_same(ALICE, "Élan", GameMode.WVW, build.code) is None
        assert await unit.builds.find_same(ALICE, "Élan", mode, "[&other]") is None
        assert await unit.builds.find_same(BOB, "Élan", mode, build.code) is None


@pytest.mark.parametrize("kept", [0, 1, PAGE_SIZE, PAGE_SIZE + 1, 2 * PAGE_SIZE + 3])
async def test_pages_cover_a_list_once(units: UnitFactory, kept: int) -> None:
    builds = [make_build(name=f"b{number}", age=number // 3) for number in range(kept)]
    await keep(units, *builds, make_build(BOB), public_in=(HOME,))
    seen: list[Build] = []
    cursor = None
    async with units(reads_only=True) as unit:
        while True:
            page = await unit.builds.list_own(ALICE, cursor)
            assert page.total == kept
            seen += page.items
            cursor = page.next
            if cursor is None:
                break
            assert len(page.items) == PAGE_SIZE
    expected = sorted(builds, key=lambda build: (build.created_at, build.id), reverse=True)
    assert [build.id for build in seen] == [build.id for build in expected]


async def test_a_bad_cursor_is_the_first_page(units: UnitFactory) -> None:
    build = make_build()
    await keep(units, build)
    async with units(reads_only=True) as unit:
        assert (await unit.builds.list_own(ALICE, "nonsense")).items == (build,)


async def test_public_list_is_per_guild_and_by_publication(units: UnitFactory) -> None:
    builds = [make_build(ALICE if number % 2 else BOB, f"b{number}", age=-number) for number in range(PAGE_SIZE + 2)]
    await keep(units, *builds, public_in=(HOME,))
    await keep(units, make_build(name="elsewhere"), public_in=(AWAY,))
    async with units(reads_only=True) as unit:
        first = await unit.builds.list_public(HOME, None)
        second = await unit.builds.list_public(HOME, first.next)
    assert first.total == second.total == PAGE_SIZE + 2
    assert [build.id for build in (*first.items, *second.items)] == [build.id for build in builds]
    assert second.next is None


async def test_publishing_twice_keeps_the_first_time(units: UnitFactory) -> None:
    first, second = make_build(name="first"), make_build(name="second")
    await keep(units, first, second, public_in=(HOME, AWAY))
    async with units() as unit:
        await unit.builds.publish(second.id, HOME, LATER)
        page = await unit.builds.list_public(HOME, None)
    assert [build.name for build in page.items] == ["first", "second"]
    assert page.items[0].published_in == {HOME, AWAY}


async def test_publishing_needs_guild_and_build(units: UnitFactory) -> None:
    build = make_build()
    await keep(units, build)
    async with units() as unit:
        await unit.guilds.ensure(HOME, START)
    for key, guild in ((build.id, AWAY), (make_build().id, HOME)):
        with pytest.raises(ConflictError):
            async with units() as unit:
                await unit.builds.publish(key, guild, START)


async def test_unpublish_is_per_guild(units: UnitFactory) -> None:
    build = make_build()
    await keep(units, build, public_in=(HOME, AWAY))
    async with units() as unit:
        await unit.builds.unpublish(build.id, HOME)
        await unit.builds.unpublish(build.id, HOME)
        assert (await unit.builds.list_public(HOME, None)).total == 0
        assert [found.published_in for found in (await unit.builds.list_public(AWAY, None)).items] == [{AWAY}]


async def test_deleted_builds_are_listed_apart(units: UnitFactory) -> None:
    build, kept = make_build(name="gone"), make_build(name="kept")
    await keep(units, build, kept, public_in=(HOME,))
    async with units() as unit:
        await unit.builds.mark_deleted(build.id, LATER)
    async with units(reads_only=True) as unit:
        assert [found.name for found in (await unit.builds.list_own(ALICE, None)).items] == ["kept"]
        assert await unit.builds.count_own(ALICE) == 1
        public = await unit.builds.list_public(HOME, None)
        assert ([found.name for found in public.items], public.total) == (["kept"], 1)
        assert await unit.builds.find_own_named(ALICE, "gone") == ()
        assert await unit.builds.find_public_named(HOME, "gone") == ()
        (found,) = (await unit.builds.list_deleted(ALICE, None)).items
        assert found.deleted_at == LATER
        assert found.published_in == {HOME}
        assert await unit.builds.find_own_named(ALICE, "gone", deleted=True) == (found,)
        assert [entry.key for entry in await unit.builds.list_own_names(ALICE)] == ["kept"]
        names = await unit.builds.list_public_names(HOME, "", Match.NEWEST, 9)
        assert [entry.key for entry in names] == ["kept"]


async def test_restored_builds_are_public_again(units: UnitFactory) -> None:
    build = make_build()
    await keep(units, build, public_in=(HOME,))
    async with units() as unit:
        await unit.builds.mark_deleted(build.id, LATER)
        await unit.builds.mark_deleted(build.id, None)
        assert (await unit.builds.list_public(HOME, None)).total == 1
        assert (await unit.builds.list_deleted(ALICE, None)).total == 0


async def test_purges_what_was_deleted_before(units: UnitFactory) -> None:
    builds = [make_build(name=f"b{number}") for number in range(3)]
    await keep(units, *builds, public_in=(HOME,))
    async with units() as unit:
        await unit.builds.mark_deleted(builds[0].id, START)
        await unit.builds.mark_deleted(builds[1].id, LATER)
        assert await unit.builds.purge_deleted(LATER) == 1
        assert await unit.builds.find(builds[0].short_id) is None
        assert await unit.builds.find(builds[1].short_id) is not None


async def test_trims_the_bin_to_the_newest(units: UnitFactory) -> None:
    builds = [make_build(name=f"b{number}") for number in range(4)]
    await keep(units, *builds, make_build(BOB, "other"))
    async with units() as unit:
        for hours, build in enumerate(builds):
            await unit.builds.mark_deleted(build.id, START + timedelta(hours=hours))
        await unit.builds.trim_deleted(ALICE, keep=2)
        left = (await unit.builds.list_deleted(ALICE, None)).items
    assert [build.name for build in left] == ["b3", "b2"]


@pytest.mark.parametrize(
    ("match", "typed", "expected"),
    [
        (Match.PREFIX, "fire", ["fire", "firebrand", "fire\U0010fffe"]),
        (Match.PREFIX, "日本", ["日本"]),
        (Match.SUBSTRING, "brand", ["firebrand", "quick brand"]),
        (Match.SUBSTRING, "%", ["100%_ok"]),
        (Match.SUBSTRING, "_", ["100%_ok"]),
        (Match.SUBSTRING, "/", ["a/b"]),
        (Match.SUBSTRING, "\\", ["c\\d"]),
    ],
)
async def test_searches_public_names(units: UnitFactory, match: Match, typed: str, expected: list[str]) -> None:
    names = ["FIREBRAND", "fire", "fire\U0010fffe", "Quick brand", "100%_ok", "a/b", "c\\d", "日本", "fir"]
    await keep(units, *(make_build(name=name) for name in names), public_in=(HOME,))
    async with units(reads_only=True) as unit:
        found = await unit.builds.list_public_names(HOME, typed, match, 25)
        assert [entry.key for entry in found] == [name_key(name) for name in expected]
        assert len(await unit.builds.list_public_names(HOME, typed, match, 1)) == 1
        assert await unit.builds.list_public_names(AWAY, typed, match, 25) == ()


async def test_newest_public_names(units: UnitFactory) -> None:
    await keep(units, *(make_build(name=f"b{number}") for number in range(3)), public_in=(HOME,))
    async with units(reads_only=True) as unit:
        found = await unit.builds.list_public_names(HOME, "ignored", Match.NEWEST, 2)
    assert [entry.key for entry in found] == ["b0", "b1"]


async def test_own_names_are_newest_first(units: UnitFactory) -> None:
    await keep(units, make_build(name="Öld", age=5), make_build(name="New"), make_build(BOB, "other"))
    async with units(reads_only=True) as unit:
        assert [entry.key for entry in await unit.builds.list_own_names(ALICE)] == ["new", "old"]


@pytest.mark.parametrize(("kept", "told", "is_capped"), [(2, 2, False), (3, 3, False), (5, 3, True)])
async def test_nobody_counts_on_for_ever(
    units: UnitFactory, monkeypatch: pytest.MonkeyPatch, kept: int, told: int, *, is_capped: bool
) -> None:
    for module in (sql_paging, fake_shelves):
        monkeypatch.setattr(module, "COUNTED", 3)
    for number in range(kept):
        await keep(units, make_build(age=number), public_in=(HOME,))
    async with units(reads_only=True) as unit:
        for page in (await unit.builds.list_public(HOME, None), await unit.builds.list_own(ALICE, None)):
            assert (len(page.items), page.total, page.is_capped) == (kept, told, is_capped)
