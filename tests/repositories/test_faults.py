"""A database that is not there, goes away, hangs or comes back."""

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import asyncpg  # type: ignore[import-untyped]
import pytest
from sqlalchemy import event, text
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.exc import ProgrammingError
from sqlalchemy.ext.asyncio import AsyncEngine

from bot.domain.ids import UserId
from bot.errors import StorageRefusesError, StorageUnavailableError, StorageUnsureError
from bot.gateways.gamedata.editions import load_bundled
from bot.repositories.engine import LIMITS, Limits, create_engine
from bot.repositories.sql_errors import our_errors
from bot.repositories.sql_unit import SqlUnits
from bot.services.almanac import Almanac
from bot.services.builds import BuildLibrary
from tests import servers
from tests.factories import ALICE, START, Clock, make_build, make_code, make_paces, viewer

PATIENCE_S = 60.0
KILL_OTHERS = """
    SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity
    WHERE datname = current_database() AND pid <> pg_backend_pid()
"""


@pytest.fixture
async def killer(own_postgres_url: str) -> AsyncIterator[AsyncEngine]:
    engine = create_engine(own_postgres_url)
    yield engine
    await engine.dispose()


async def kill_others(killer: AsyncEngine) -> bool:
    """Cut all other connections; tells whether there were any."""
    async with killer.connect() as connection:
        return bool(await connection.scalar(text(KILL_OTHERS)))


async def all_killed(killer: AsyncEngine) -> None:
    """Come back when no other connection is left, and its end is known here too."""
    async with asyncio.timeout(PATIENCE_S):
        while await kill_others(killer):  # noqa: ASYNC110 - what changes is the server
            await asyncio.sleep(0.01)
    await asyncio.sleep(0.05)  # the server's farewell is on its way


async def unavailable(engine: AsyncEngine) -> None:
    """Ask for something and be refused, however long that takes on a busy machine."""
    async with asyncio.timeout(PATIENCE_S):
        with pytest.raises(StorageUnavailableError):
            async with SqlUnits(engine)() as unit:
                await unit.builds.count_own(ALICE)
    await engine.dispose()
    await asyncio.sleep(0.05)  # aiosqlite's thread tells the loop that it ends


def test_by_its_limits_nobody_waits_three_seconds_for_what_is_not_there() -> None:
    assert max(LIMITS.connect_s, LIMITS.sqlite_busy_s) < 3


async def test_a_connection_lost_in_the_middle(own_postgres: AsyncEngine, killer: AsyncEngine) -> None:
    units, build = SqlUnits(own_postgres), make_build()

    async def save_half() -> None:
        async with units() as unit:
            await unit.accounts.ensure(ALICE, START)
            assert await kill_others(killer)
            await unit.builds.add(build)

    with pytest.raises(StorageUnavailableError):
        await save_half()
    async with units() as unit:
        assert await unit.accounts.find_summary(ALICE) is None
        assert await unit.builds.find(build.short_id) is None


async def test_a_connection_lost_before_the_commit(own_postgres: AsyncEngine, killer: AsyncEngine) -> None:
    units = SqlUnits(own_postgres)

    async def save_and_lose() -> None:
        async with units() as unit:
            await unit.accounts.ensure(ALICE, START)
            assert await kill_others(killer)

    with pytest.raises(StorageUnavailableError):
        await save_and_lose()
    async with units() as unit:
        assert await unit.accounts.find_summary(ALICE) is None


async def test_idle_connections_that_died_go_unnoticed(own_postgres: AsyncEngine, killer: AsyncEngine) -> None:
    library = BuildLibrary(SqlUnits(own_postgres), Almanac(load_bundled()), Clock(), make_paces())
    await asyncio.gather(*(library.save(viewer(UserId(number)), make_code()) for number in range(1, 9)))
    await all_killed(killer)
    assert (await library.save(viewer(UserId(1)), make_code())).is_new is False
    pages = await asyncio.gather(*(library.list_own(viewer(UserId(number))) for number in range(1, 9)))
    assert [page.total for page in pages] == [1] * 8


async def test_saving_again_after_a_lost_answer_saves_once(own_postgres: AsyncEngine, killer: AsyncEngine) -> None:
    library = BuildLibrary(SqlUnits(own_postgres), Almanac(load_bundled()), Clock(), make_paces())
    calls = [library.save(viewer(), make_code(), name="Same") for _ in range(20)]
    results, _ = await asyncio.gather(asyncio.gather(*calls, return_exceptions=True), kill_others_soon(killer))
    told = {"Saved", StorageUnavailableError.__name__, StorageUnsureError.__name__}
    assert {type(result).__name__ for result in results} <= told
    await all_killed(killer)
    await library.save(viewer(), make_code(), name="Same")
    assert (await library.list_own(viewer())).total == 1


async def kill_others_soon(killer: AsyncEngine) -> None:
    for _ in range(5):
        await kill_others(killer)
        await asyncio.sleep(0.01)


async def test_a_closed_port() -> None:
    await unavailable(create_engine("postgresql+asyncpg://me@127.0.0.1:9/none"))


async def test_an_unknown_host() -> None:
    await unavailable(create_engine("postgresql+asyncpg://me@host.invalid/none"))


async def test_a_server_that_accepts_and_says_nothing() -> None:
    async def say_nothing(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        while await reader.read(1024):
            pass
        writer.close()

    async with await asyncio.start_server(say_nothing, "127.0.0.1", 0) as server:
        port = server.sockets[0].getsockname()[1]
        await unavailable(create_engine(f"postgresql+asyncpg://me@127.0.0.1:{port}/none"))


async def test_no_such_database(own_postgres_url: str) -> None:
    await unavailable(create_engine(servers.database_url(own_postgres_url, "none")))


async def test_no_free_connection_in_time(own_postgres_url: str) -> None:
    engine = create_engine(own_postgres_url, limits=Limits(pool_size=1, pool_wait_s=0.05))
    async with SqlUnits(engine)() as holder:
        with pytest.raises(StorageUnavailableError):
            async with SqlUnits(engine)() as unit:
                await unit.builds.count_own(ALICE)
        assert await holder.builds.count_own(ALICE) == 0
    await engine.dispose()


async def test_a_statement_that_takes_too_long(own_postgres_url: str) -> None:
    engine, holder = create_engine(own_postgres_url, limits=Limits(statement_s=0.2)), create_engine(own_postgres_url)
    async with holder.begin() as connection:
        await connection.execute(text("LOCK TABLE builds IN ACCESS EXCLUSIVE MODE"))
        await unavailable(engine)
    async with SqlUnits(engine)() as unit:
        assert await unit.builds.count_own(ALICE) == 0
    await engine.dispose()
    await holder.dispose()


async def test_a_folder_that_does_not_exist(tmp_path: Path) -> None:
    await unavailable(create_engine(f"sqlite+aiosqlite:///{tmp_path}/none/file.sqlite3"))


async def test_a_file_that_is_no_database(tmp_path: Path) -> None:
    path = tmp_path / "noise.sqlite3"
    path.write_bytes(b"noise" * 1000)
    await unavailable(create_engine(f"sqlite+aiosqlite:///{path}"))


async def test_a_file_locked_for_long(sqlite_url: str) -> None:
    holder, engine = create_engine(sqlite_url), create_engine(sqlite_url, limits=Limits(sqlite_busy_s=0.05))
    async with SqlUnits(holder)():
        await unavailable(engine)
    async with SqlUnits(engine)() as unit:
        assert await unit.builds.count_own(ALICE) == 0
    await engine.dispose()
    await holder.dispose()


async def test_a_full_disk_and_a_file_that_cannot_be_written_take_nothing(sqlite_url: str) -> None:
    full = create_engine(sqlite_url)

    @event.listens_for(full.sync_engine, "connect")
    def no_room(connection: DBAPIConnection, _entry: object) -> None:
        connection.cursor().execute("PRAGMA max_page_count = 1")

    await refused_but_readable(full)
    unwritable = create_engine(sqlite_url.replace("///", "///file:") + "?mode=ro&uri=true")
    await refused_but_readable(unwritable)


async def refused_but_readable(engine: AsyncEngine) -> None:
    async def write() -> None:
        async with SqlUnits(engine)() as unit:
            for number in range(1, 2000):
                await unit.accounts.ensure(UserId(number), START)

    with pytest.raises(StorageRefusesError):
        await write()
    async with SqlUnits(engine)(reads_only=True) as unit:
        assert await unit.builds.count_own(ALICE) == 0
    await engine.dispose()


async def test_readers_do_not_wait_for_a_writer(own_sqlite: AsyncEngine) -> None:
    units = SqlUnits(own_sqlite)
    async with units() as writer:
        await writer.accounts.ensure(ALICE, START)
        async with asyncio.timeout(60), units(reads_only=True) as reader:
            assert await reader.accounts.find_summary(ALICE) is None


async def test_a_mistake_in_a_query_is_not_hidden(own_postgres: AsyncEngine) -> None:
    async with own_postgres.begin() as connection:
        await connection.execute(text("DROP TABLE team_seats"))
    with pytest.raises(ProgrammingError):
        async with SqlUnits(own_postgres)() as unit:
            await unit.accounts.delete(ALICE)


async def test_a_cancelled_unit_rolls_back(own_postgres: AsyncEngine) -> None:
    units = SqlUnits(own_postgres)

    async def save_slowly() -> None:
        async with units() as unit:
            await unit.accounts.ensure(ALICE, START)
            await asyncio.sleep(10)

    task = asyncio.create_task(save_slowly())
    await asyncio.sleep(0.2)
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    async with units() as unit:
        assert await unit.accounts.find_summary(ALICE) is None


@pytest.mark.parametrize(
    "error",
    [
        asyncpg.InterfaceError("connection is closed"),
        asyncpg.TooManyConnectionsError("no more"),
        asyncpg.InternalClientError("another operation is in progress"),
        ConnectionRefusedError(),
        TimeoutError(),
    ],
)
def test_what_the_driver_raises_while_connecting(error: Exception) -> None:
    with pytest.raises(StorageUnavailableError), our_errors():
        raise error


def test_only_two_databases() -> None:
    with pytest.raises(ValueError, match="mysql"):
        create_engine("mysql+aiomysql://root@localhost/x")
