"""What every storage finds; brute force over all builds is the oracle."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.domain.builds import Build
from bot.domain.ids import GuildId, UserId
from bot.domain.search.query import Condition, Entry, Place, Query
from bot.domain.search.request import Order
from bot.domain.teams import Player, Seat
from bot.repositories.searches import Description
from bot.repositories.sql_unit import SqlUnits
from bot.repositories.unit import UnitFactory
from tests.factories import ALICE, AWAY, BOB, CAROL, HOME, START, make_build, make_team, new_id
from tests.fakes import FakeUnits

LATER = START + timedelta(hours=1)
ALL = 10_000


def describe(build: Build) -> Description:
    """Make the words of the name the terms, as they stand."""
    return Description(frozenset(build.name.split()), "2")


@pytest.fixture(params=["fake", "sqlite", "postgres"])
def units(request: pytest.FixtureRequest) -> UnitFactory:
    if request.param == "fake":
        return FakeUnits(describe)
    if request.param == "sqlite":
        return SqlUnits(request.getfixturevalue("own_sqlite"), describe)
    postgres: SqlUnits = request.getfixturevalue("postgres_units")
    return SqlUnits(postgres._bind, describe)


async def keep(units: UnitFactory, *builds: Build, public_in: tuple[GuildId, ...] = (HOME,)) -> None:
    async with units() as unit:
        for build in builds:
            await unit.accounts.ensure(build.owner, START)
            assert await unit.builds.add(build)
            for guild in public_in:
                await unit.guilds.ensure(guild, START)
                await unit.builds.publish(build.id, guild, build.created_at)


def any_of(*terms: str, near: tuple[str, ...] = ()) -> Condition:
    return Condition(frozenset(terms), frozenset(near))


async def search(
    units: UnitFactory, *conditions: Condition, order: Order = Order.BEST, guild: GuildId = HOME, cap: int = ALL
) -> list[Entry]:
    async with units(reads_only=True) as unit:
        matches = await unit.searches.list_public(guild, Query(conditions, order), None, ALL, cap)
    assert matches.is_capped or matches.total == len(matches.entries)
    return list(matches.entries)


async def test_finds_by_terms(units: UnitFactory) -> None:
    mirage, reaper = make_build(name="e:mirage x:one"), make_build(name="e:reaper x:one", age=1)
    await keep(units, mirage, reaper)
    await keep(units, make_build(name="e:mirage x:one"), public_in=(AWAY,))
    assert [entry.id for entry in await search(units, any_of("e:mirage"))] == [mirage.id]
    assert [entry.id for entry in await search(units, any_of("e:mirage", "e:reaper"))] == [mirage.id, reaper.id]
    assert await search(units, any_of("e:mirage"), any_of("e:reaper")) == []
    assert await search(units, any_of("e:mir")) == []
    assert [entry.id for entry in await search(units)] == [mirage.id, reaper.id]


@pytest.mark.parametrize("word", ["x:%", "x:_", "x:'", 'x:"', "x:\\", "x:🔥", "x:日本", "x:" + "y" * 500])
async def test_any_term_may_be_asked_for(units: UnitFactory, word: str) -> None:
    build = make_build(name="x:🔥 x:日本")
    await keep(units, build)
    expected = [build.id] if word in build.name.split() else []
    assert [entry.id for entry in await search(units, any_of(word))] == expected


async def test_what_is_private_deleted_or_taken_back_is_not_there(units: UnitFactory) -> None:
    private, deleted, back = (make_build(name="e:mirage") for _ in range(3))
    await keep(units, private, public_in=())
    await keep(units, deleted, back)
    async with units() as unit:
        await unit.builds.mark_deleted(deleted.id, LATER)
        await unit.builds.unpublish(back.id, HOME)
    for conditions in ((), (any_of("e:mirage"),)):
        assert await search(units, *conditions) == []
    async with units() as unit:
        await unit.builds.mark_deleted(deleted.id, None)
    assert [entry.id for entry in await search(units, any_of("e:mirage"))] == [deleted.id]


async def test_a_change_is_found_where_the_build_is_public(units: UnitFactory) -> None:
    build = make_build(name="e:mirage x:old")
    await keep(units, build, public_in=(HOME, AWAY))
    async with units() as unit:
        assert await unit.builds.replace(build, build.changed(LATER, name="e:mirage x:new"))
    for guild in (HOME, AWAY):
        assert await search(units, any_of("x:old"), guild=guild) == []
        assert len(await search(units, any_of("x:new"), guild=guild)) == 1


async def test_own_builds_that_are_not_public_here(units: UnitFactory) -> None:
    here, elsewhere, private = make_build(name="x:a"), make_build(name="x:b"), make_build(name="x:c")
    gone = make_build(name="x:d")
    await keep(units, here)
    await keep(units, elsewhere, public_in=(AWAY,))
    await keep(units, private, make_build(BOB, "x:e"), gone, public_in=())
    async with units() as unit:
        await unit.builds.mark_deleted(gone.id, LATER)
    async with units(reads_only=True) as unit:
        at_home = {entry.id: entry for entry in await unit.searches.list_own(ALICE, HOME)}
        assert set(at_home) == {elsewhere.id, private.id}
        assert at_home[private.id].terms == {"x:c"}
        assert {entry.id for entry in await unit.searches.list_own(ALICE, None)} == {here.id, *at_home}
        assert await unit.searches.list_own(CAROL, None) == ()


async def test_a_seat_is_a_use_that_searches_see(units: UnitFactory) -> None:
    build, team = make_build(name="x:a"), make_team()
    await keep(units, build)
    async with units() as unit:
        await unit.teams.add(team)
        await unit.teams.fill(team, Seat(1, 1, build), START)
        completed = Seat(1, 1, build, Player(name="Guest"))
        await unit.teams.fill(team.with_seat(Seat(1, 1, build)), completed, START)
    assert [entry.uses for entry in await search(units, order=Order.USED)] == [1]


async def test_counters_are_those_of_the_moment(units: UnitFactory) -> None:
    plain, used, liked = (make_build(name="x:a", age=age) for age in range(3))
    await keep(units, plain, used, liked)
    async with units() as unit:
        await unit.accounts.ensure(BOB, START)
        await unit.accounts.ensure(CAROL, START)
        for fan in (BOB, CAROL):
            await unit.popularity.like(liked.id, fan, START)
        for _ in range(3):
            await unit.popularity.add_use(used.id)
    orders = {
        Order.BEST: [liked, used, plain],
        Order.NEWEST: [plain, used, liked],
        Order.LIKED: [liked, plain, used],
        Order.USED: [used, plain, liked],
    }
    for conditions in ((), (any_of("x:a"),)):
        for order, expected in orders.items():
            found = await search(units, *conditions, order=order)
            assert [entry.id for entry in found] == [build.id for build in expected]
            assert {(entry.likes, entry.uses) for entry in found} == {(2, 0), (0, 3), (0, 0)}
    async with units() as unit:
        await unit.popularity.unlike(liked.id, BOB)
        await unit.accounts.delete(CAROL)
    assert [entry.id for entry in await search(units, order=Order.BEST)] == [used.id, plain.id, liked.id]


async def test_a_late_publication_has_the_counters_too(units: UnitFactory) -> None:
    build = make_build(name="x:a")
    await keep(units, build, public_in=())
    async with units() as unit:
        await unit.popularity.add_use(build.id)
        await unit.guilds.ensure(HOME, START)
        await unit.builds.publish(build.id, HOME, START)
    assert [entry.uses for entry in await search(units, any_of("x:a"))] == [1]


async def test_more_than_the_cap_is_narrowed_to_exact_words(units: UnitFactory) -> None:
    exact = [make_build(name="x:fire", age=age) for age in range(3)]
    near = [make_build(name="x:firebrand", age=-1 - age) for age in range(3)]
    await keep(units, *exact, *near)
    graded = any_of("x:fire", near=("x:firebrand",))
    assert len(await search(units, graded, cap=6)) == 6
    async with units(reads_only=True) as unit:
        matches = await unit.searches.list_public(HOME, Query((graded,)), None, ALL, 5)
    assert (matches.total, matches.is_capped, matches.query) == (5, True, Query((any_of("x:fire"),)))
    assert [entry.id for entry in matches.entries] == [build.id for build in exact]


async def test_the_count_of_all_is_capped_too(units: UnitFactory) -> None:
    await keep(units, *(make_build(name="x:a") for _ in range(4)))
    async with units(reads_only=True) as unit:
        totals = [await unit.searches.list_public(HOME, Query(), None, 2, cap) for cap in (3, 4)]
    assert [(matches.total, matches.is_capped, len(matches.entries)) for matches in totals] == [
        (3, True, 2),
        (4, False, 2),
    ]


async def test_words(units: UnitFactory) -> None:
    build = make_build(name="x:firebrand x:fire x:roamer e:mirage")
    await keep(units, build, make_build(BOB, "x:fir x:🔥"))
    await keep(units, make_build(name="x:firestorm"), public_in=())
    async with units() as unit:
        words = unit.searches
        assert await words.list_words(HOME, "fire", 9) == ("fire", "firebrand")
        assert await words.list_words(HOME, "f", 2) == ("fir", "fire")
        assert await words.list_words(AWAY, "f", 9) == ()
        assert set(await words.list_words_like(HOME, "fr", 4, 8)) == {"fire", "roamer"}
        assert await words.find_occurring(HOME, {"fire", "firestorm", "mirage"}) == {"fire"}
        assert await words.find_occurring(HOME, set()) == frozenset()
        await unit.builds.unpublish(build.id, HOME)
        assert await words.find_occurring(HOME, {"fire", "fir"}) == {"fir"}
        assert await words.list_words(HOME, "fire", 9) == ("fire", "firebrand")
        place, turns = (GuildId(0), ""), 0
        while (found := await words.forget_words(place, 2)) is not None:
            place, turns = found, turns + 1
        assert turns == 3
        assert await words.list_words(HOME, "", 9) == ("fir", "🔥")


async def test_old_descriptions_are_made_anew(units: UnitFactory) -> None:
    build = make_build(name="x:a")
    await keep(units, build)
    async with units() as unit:
        assert await unit.searches.list_stale("2", 9) == ()
        (stale,) = await unit.searches.list_stale("3", 9)
        assert stale.id == build.id
        assert await unit.searches.list_stale("3", 0) == ()
        await unit.searches.describe(replace(stale, name="x:b"))
        assert len((await unit.searches.list_public(HOME, Query((any_of("x:b"),)), None, 9, 9)).entries) == 1


async def test_what_was_changed_meanwhile_is_not_described(units: UnitFactory) -> None:
    build = make_build(name="x:a")
    await keep(units, build)
    async with units() as unit:
        assert await unit.builds.replace(build, build.changed(LATER, name="x:b"))
        await unit.searches.describe(build)
    assert len(await search(units, any_of("x:b"))) == 1


async def test_requests_are_kept_until_they_are_old(units: UnitFactory) -> None:
    async with units() as unit:
        await unit.searches.keep_request("abc", "{}", START)
        await unit.searches.keep_request("abc", "other", LATER)
        await unit.searches.keep_request("old", "'\"%", START)
        assert await unit.searches.find_request("abc") == "{}"
        assert await unit.searches.find_request("old") == "'\"%"
        assert await unit.searches.purge_requests(LATER) == 1
        assert await unit.searches.find_request("old") is None
        assert await unit.searches.find_request("abc") == "{}"


TERMS = ("e:a", "e:b", "x:c", "x:d", "x:e")
some_terms = st.sets(st.sampled_from(TERMS), min_size=1)
conditions = st.builds(
    lambda exact, near: Condition(frozenset(exact), frozenset(near)), some_terms, st.sets(st.sampled_from(TERMS))
)
stored = st.tuples(some_terms, st.sampled_from([HOME, AWAY]), st.integers(0, 2), st.integers(0, 2), st.booleans())


async def fill(units: UnitFactory, plans: list[tuple[Any, ...]]) -> list[Entry]:
    """Store builds as planned and return those that are to be found at home."""
    entries = []
    async with units() as unit:
        for guild in (HOME, AWAY):
            await unit.guilds.ensure(guild, START)
        for user in (ALICE, BOB, CAROL):
            await unit.accounts.ensure(user, START)
        for age, (terms, guild, likes, uses, is_public) in enumerate(plans):
            build = make_build(name=" ".join(sorted(terms)), age=age // 2)
            assert await unit.builds.add(build)
            for fan in (BOB, CAROL)[:likes]:
                await unit.popularity.like(build.id, fan, START)
            for _ in range(uses):
                await unit.popularity.add_use(build.id)
            if is_public:
                await unit.builds.publish(build.id, guild, build.created_at)
            if is_public and guild == HOME:
                entries.append(Entry(build.id, build.created_at, likes, uses, frozenset(terms)))
    return entries


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(stored, max_size=12),
    st.lists(st.tuples(st.lists(conditions, max_size=3), st.sampled_from(Order), st.integers(2, 12)), max_size=4),
)
async def test_finds_what_comparing_all_finds(
    units: UnitFactory, plans: list[tuple[Any, ...]], asked: list[tuple[list[Condition], Order, int]]
) -> None:
    async with units() as unit:
        for user in (ALICE, BOB, CAROL):
            await unit.accounts.delete(UserId(user))
    entries = await fill(units, plans)
    for parts, order, cap in asked:
        query = Query(tuple(parts), order)
        found = query.pick(entries)
        expected = found if len(found) <= cap else query.narrowed().pick(entries)
        pages: list[Entry] = []
        place = None
        async with units(reads_only=True) as unit:
            while len(pages) < len(expected) or place is None:
                page = await unit.searches.list_public(HOME, query, place, 2, cap)
                pages += page.entries
                assert (page.total, page.is_capped) == (min(len(found), cap), len(found) > cap)
                place = Place.of(pages[-1], order) if pages else Place(0, 0, START, new_id())
            page = await unit.searches.list_public(HOME, query, place, 2, cap)
            assert (page.entries, page.total, page.is_capped) == ((), min(len(found), cap), len(found) > cap)
        assert [(entry.id, entry.score) for entry in pages] == [(entry.id, entry.score) for entry in expected]
        assert len(expected) == len(pages)
