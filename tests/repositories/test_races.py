"""Many writers at once, on real databases: each loses or wins, nobody waits for ever, nothing is half done."""

import asyncio
from collections import Counter
from collections.abc import Awaitable, Sequence
from contextlib import AsyncExitStack
from typing import Any

import pytest
from sqlalchemy.ext.asyncio import AsyncEngine

from bot.domain.edits import Seen
from bot.domain.teams import Content, Player, Seat
from bot.domain.viewer import GuildRole
from bot.errors import AlreadySeatedError, ConflictError, EditedMeanwhileError, SeatTakenError, TooOftenError
from bot.gateways.gamedata.editions import load_bundled
from bot.repositories.engine import Limits, create_engine
from bot.repositories.sql_unit import SqlUnits
from bot.services.accounts import Accounts
from bot.services.almanac import Almanac
from bot.services.builds import BuildLibrary
from bot.services.editing import BuildEditor
from bot.services.exchange.imports import Importer
from bot.services.exchange.judging import Fate
from bot.services.pacing import Dear, Paces
from bot.services.sharing import BuildSharing
from bot.services.teams.planning import TeamPlanner
from config.rates import load_rates
from config.role_supplies import load_role_table
from tests.factories import ALICE, BOB, START, Clock, make_build, make_code, make_paces, make_team, viewer

MANY = 60
RAID = Content("raid", None, 2)


@pytest.fixture(params=["sqlite", "postgres"])
def engine(request: pytest.FixtureRequest) -> AsyncEngine:
    found: AsyncEngine = request.getfixturevalue(f"own_{request.param}")
    return found


@pytest.fixture
def library(engine: AsyncEngine) -> BuildLibrary:
    return BuildLibrary(SqlUnits(engine), Almanac(load_bundled()), Clock(), make_paces())


@pytest.fixture
def planner(engine: AsyncEngine) -> TeamPlanner:
    return TeamPlanner(SqlUnits(engine), [RAID], load_role_table(), Clock(), make_paces())


async def outcomes(calls: Sequence[Awaitable[Any]]) -> Counter[str]:
    results = await asyncio.gather(*calls, return_exceptions=True)
    return Counter(type(result).__name__ for result in results)


async def test_one_place_goes_to_one_of_many(planner: TeamPlanner) -> None:
    team = await planner.create(viewer(), "Race", "raid")
    await planner.publish(viewer(), team.short_id)
    leaders = [viewer(BOB, roles=GuildRole.LEADER), viewer()]
    calls = [
        planner.seat(leaders[number % 2], team.short_id, 1, 1, player=Player(name=f"Player {number}"))
        for number in range(MANY)
    ]
    assert await outcomes(calls) == {"Team": 1, SeatTakenError.__name__: MANY - 1}
    assert len((await planner.require(viewer(), team.short_id)).seats) == 1


async def test_one_member_gets_one_of_many_places(planner: TeamPlanner) -> None:
    team = await planner.create(viewer(), "Race", "raid")
    places = [(subgroup, place) for subgroup in (1, 2) for place in range(1, 6)]
    calls = [planner.seat(viewer(), team.short_id, *place, player=Player(user=BOB)) for place in places]
    assert await outcomes(calls) == {"Team": 1, AlreadySeatedError.__name__: 9}


async def test_many_places_are_filled_at_once(planner: TeamPlanner) -> None:
    team = await planner.create(viewer(), "Race", "raid")
    places = [(subgroup, place) for subgroup in (1, 2) for place in range(1, 6)]
    calls = [planner.seat(viewer(), team.short_id, *place, player=Player(name=f"Player {place}")) for place in places]
    assert await outcomes(calls) == {"Team": 10}
    assert len((await planner.require(viewer(), team.short_id)).seats) == 10


async def test_the_same_button_many_times_saves_one_build(library: BuildLibrary) -> None:
    calls = [library.save(viewer(), make_code(), name="Same") for _ in range(MANY)]
    saved = await asyncio.gather(*calls)
    assert sum(one.is_new for one in saved) == 1
    assert len({one.build.id for one in saved}) == 1
    assert (await library.list_own(viewer())).total == 1


async def test_the_same_import_confirmed_many_times_saves_each_build_once(
    engine: AsyncEngine, library: BuildLibrary
) -> None:
    importer = Importer(SqlUnits(engine), Almanac(load_bundled()), (), Clock(), Paces(load_rates(), Clock()))
    plan = await importer.preview(viewer(), "\n".join(make_code(number) for number in range(20)))
    done = await asyncio.gather(*(importer.confirm(viewer(), plan.token) for _ in range(8)))
    assert sorted(plan.count(Fate.NEW) for plan in done) == [0] * 7 + [20]
    assert (await library.list_own(viewer())).total == 20


async def test_many_people_save_at_once(library: BuildLibrary) -> None:
    calls = [library.save(viewer(type(ALICE)(number)), make_code()) for number in range(1, MANY)]
    assert await outcomes(calls) == {"Saved": MANY - 1}


async def test_publishing_and_deleting_at_once_leaves_no_deleted_build_in_the_list(library: BuildLibrary) -> None:
    saved = [(await library.save(viewer(), make_code(), name=f"b{number}")).build for number in range(8)]
    calls = [act(viewer(), build.short_id) for build in saved for act in (library.publish, library.delete)]
    done = await outcomes(calls)
    assert done["Build"] >= len(saved)
    assert done["Build"] + done["NotFoundError"] == len(calls)
    assert (await library.list_public(viewer())).total == 0


async def test_of_many_edits_of_one_field_one_is_kept_and_the_rest_are_told(
    engine: AsyncEngine, library: BuildLibrary
) -> None:
    build = (await library.save(viewer(), make_code(), name="Race")).build
    editor, seen = BuildEditor(SqlUnits(engine), (), Clock()), Seen.of(build, ("notes",))
    calls = [editor.edit(viewer(), build.short_id, {"notes": f"note {number}"}, seen) for number in range(20)]
    assert await outcomes(calls) == {"Edited": 1, EditedMeanwhileError.__name__: 19}
    assert (await library.require(viewer(), build.short_id)).revision == 2


async def test_edits_of_different_fields_at_once_are_all_kept(engine: AsyncEngine, library: BuildLibrary) -> None:
    build = (await library.save(viewer(), make_code(), name="Race")).build
    editor = BuildEditor(SqlUnits(engine), ("tank",), Clock())
    typed: dict[str, Any] = {"notes": "n", "tags": "t", "roles": ("tank",), "name": "N", "code": make_code(62)}
    edits = [
        editor.edit(viewer(), build.short_id, {field: value}, Seen.of(build, (field,)))
        for field, value in typed.items()
    ]
    assert await outcomes(edits) == {"Edited": len(edits)}
    after = await library.require(viewer(), build.short_id)
    assert (after.notes, after.tags, after.roles, after.name) == ("n", ("t",), ("tank",), "N")
    assert (after.code, after.revision, after.version) == (make_code(62), 6, 2)
    assert [old.number for old in (await editor.list_versions(viewer(), build.short_id)).earlier] == [1]


async def test_a_change_that_did_not_hold_its_owner_is_refused(own_postgres: AsyncEngine) -> None:
    """The revision decides even if somebody forgets to hold the account."""
    units, build = SqlUnits(own_postgres), make_build()
    async with units() as unit:
        await unit.accounts.ensure(ALICE, START)
        await unit.builds.add(build)

    async def rewrite(notes: str) -> bool:
        async with units() as unit:
            written = await unit.builds.replace(build, build.changed(START, notes=notes))
            await asyncio.sleep(0.05)
            return written

    assert sorted(await asyncio.gather(*(rewrite(notes) for notes in "abc"))) == [False, False, True]


async def test_likes_of_many_at_once_are_all_counted(engine: AsyncEngine, library: BuildLibrary) -> None:
    build = (await library.save(viewer(), make_code(), name="Race")).build
    await library.publish(viewer(), build.short_id)
    sharing = BuildSharing(SqlUnits(engine), Clock())
    people = [viewer(type(ALICE)(number)) for number in range(1, 31)]
    assert await outcomes([sharing.toggle_like(who, build.short_id) for who in people]) == {"Liked": 30}
    assert (await library.require(viewer(), build.short_id)).likes == 30
    once_more = [sharing.toggle_like(who, build.short_id) for who in people[:5] * 3]
    assert await outcomes(once_more) == {"Liked": 15}
    assert (await library.require(viewer(), build.short_id)).likes == 25


async def test_copying_many_times_at_once_makes_one_copy(engine: AsyncEngine, library: BuildLibrary) -> None:
    build = (await library.save(viewer(), make_code(), name="Race")).build
    await library.publish(viewer(), build.short_id)
    sharing, eyes = BuildSharing(SqlUnits(engine), Clock()), viewer(BOB)
    copied = await asyncio.gather(*(sharing.copy(eyes, build.short_id) for _ in range(20)))
    assert sum(one.is_new for one in copied) == 1
    assert (await library.list_own(eyes)).total == 1
    assert (await library.require(viewer(), build.short_id)).uses == 1


async def test_erasing_while_saving_keeps_all_or_nothing(engine: AsyncEngine, library: BuildLibrary) -> None:
    accounts = Accounts(SqlUnits(engine), Clock())
    calls: list[Awaitable[Any]] = [library.save(viewer(), make_code(), name=f"b{number}") for number in range(20)]
    calls[10:10] = [accounts.delete_everything(viewer()) for _ in range(3)]
    done = await outcomes(calls)
    assert done["Saved"] + done["NoneType"] + done["ConflictError"] == len(calls)
    summary = await accounts.show(viewer())
    assert summary.builds == (await library.list_own(viewer())).total


async def test_two_units_that_did_not_hold_the_team(own_postgres: AsyncEngine) -> None:
    """The primary key decides even if somebody forgets to hold the team."""
    units, team = SqlUnits(own_postgres), make_team()
    async with units() as unit:
        await unit.accounts.ensure(ALICE, START)
        await unit.teams.add(team)

    async def fill(name: str) -> None:
        async with units() as unit:
            await unit.teams.fill(team, Seat(1, 1, player=Player(name=name)), START)
            await asyncio.sleep(0.05)

    done = await outcomes([fill("a"), fill("b"), fill("c")])
    assert done == {"NoneType": 1, SeatTakenError.__name__: 2}


async def test_writers_of_two_processes_on_one_file(own_sqlite: AsyncEngine) -> None:
    """Each engine is what another process would be: they share the file and nothing else."""
    url = own_sqlite.url.render_as_string(hide_password=False)
    async with AsyncExitStack() as stack:
        engines = [create_engine(url, limits=Limits(sqlite_busy_s=60.0)) for _ in range(3)]  # however busy the disk is
        for engine in engines:
            stack.push_async_callback(engine.dispose)
        libraries = [
            BuildLibrary(SqlUnits(engine), Almanac(load_bundled()), Clock(), make_paces()) for engine in engines
        ]
        calls = [libraries[number % 3].save(viewer(type(ALICE)(number + 1)), make_code()) for number in range(MANY)]
        assert await outcomes(calls) == {"Saved": MANY}


async def test_ten_thousand_publications_are_one_and_refusals(engine: AsyncEngine) -> None:
    paces = Paces(load_rates(), Clock(still=True))
    library = BuildLibrary(SqlUnits(engine), Almanac(load_bundled()), Clock(), paces)
    build = (await library.save(viewer(ALICE), make_code())).build
    most = load_rates()[Dear.PUBLISH].by_person
    for _ in range(most):
        await library.publish(viewer(ALICE), build.short_id)
    done = await outcomes([library.publish(viewer(ALICE), build.short_id) for _ in range(10_000 - most)])
    assert done == {TooOftenError.__name__: 10_000 - most}
    assert (await library.list_public(viewer(BOB))).total == 1


async def test_a_deadlock_is_a_conflict(own_postgres: AsyncEngine) -> None:
    units, teams = SqlUnits(own_postgres), (make_team(), make_team())
    async with units() as unit:
        await unit.accounts.ensure(ALICE, START)
        for team in teams:
            await unit.teams.add(team)
    both_hold = asyncio.Barrier(2)

    async def hold(first: str, second: str) -> None:
        async with units() as unit:
            await unit.teams.find(first, hold=True)
            await both_hold.wait()
            await unit.teams.find(second, hold=True)

    one, other = (team.short_id for team in teams)
    done = await outcomes([hold(one, other), hold(other, one)])
    assert done == {"NoneType": 1, ConflictError.__name__: 1}
