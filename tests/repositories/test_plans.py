"""No list and no lookup reads a whole table: Postgres says how it would answer, with 50,000 builds in it."""

from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest
from sqlalchemy import event
from sqlalchemy.engine.interfaces import DBAPICursor
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from bot.cli.compose import open_engine
from bot.domain.ids import BuildId, GuildId, UserId
from bot.domain.pages import Cursor
from bot.domain.search.query import Condition, Place, Query
from bot.domain.search.request import Order
from bot.domain.viewer import Viewer
from bot.repositories.engine import create_engine
from bot.repositories.sql_unit import SqlUnits
from bot.repositories.unit import UnitOfWork
from bot.repositories.unit_names import Match
from bot.repositories.unit_uses import Span
from tests import servers
from tests.factories import START, make_code, new_id

FILL = """
INSERT INTO accounts SELECT gen_random_uuid(), n, now() FROM generate_series(1, 1000) n;
UPDATE accounts SET learns_since = now() - interval '1 year' WHERE user_id % 50 = 7;
INSERT INTO guilds SELECT n, now() FROM generate_series(1, 50) n;
INSERT INTO builds (id, short_id, owner_id, name, name_key, code, created_at, updated_at, deleted_at)
SELECT gen_random_uuid(), lpad(n::text, 8, '0'), a.id, 'build ' || n, 'build ' || n, '{code}',
    now() - n * interval '1 second', now(), CASE WHEN n % 50 = 0 THEN now() END
FROM generate_series(1, 50000) n JOIN accounts a ON a.user_id = n % 1000 + 1;
INSERT INTO build_publications (build_id, guild_id, name_key, published_at, listed, terms)
SELECT id, row_number() OVER () % 50 + 1, name_key, created_at, deleted_at IS NULL,
    ARRAY[row_number() OVER () % 50, row_number() OVER () % 2000] FROM builds;
INSERT INTO guild_words SELECT n % 50 + 1, 'word' || n FROM generate_series(1, 50000) n;
UPDATE builds SET origin_user_id = substr(short_id, 6)::int + 1, origin_short_id = '22222222'
WHERE short_id LIKE '%0';
INSERT INTO build_posts (build_id, guild_id, stale, changes)
SELECT build_id, guild_id, false, 0 FROM build_publications;
INSERT INTO build_versions SELECT id, 1, code, NULL, now() FROM builds;
INSERT INTO build_likes
SELECT b.id, a.id, b.created_at FROM builds b JOIN accounts a ON a.user_id = substr(b.short_id, 6)::int + 2;
INSERT INTO teams (id, short_id, owner_id, name, name_key, content, subgroups, guild_id, published_at, created_at,
    updated_at, deleted_at)
SELECT gen_random_uuid(), lpad(n::text, 8, '0'), a.id, 'team ' || n, 'team ' || n, 'raid', 2, n % 50 + 1, now(),
    now() - n * interval '1 second', now(), CASE WHEN n % 50 = 0 THEN now() END
FROM generate_series(1, 5000) n JOIN accounts a ON a.user_id = n % 1000 + 1;
INSERT INTO team_seats (team_id, subgroup, place, subgroups, build_id, player_user_id)
SELECT t.id, 1, place, 2, b.id, place
FROM generate_series(1, 5) place, teams t JOIN builds b ON b.short_id = t.short_id;
"""


@pytest.fixture(scope="module")
def large_url() -> Iterator[str]:
    with servers.postgres_database(f"large_{uuid4().hex[:8]}") as url:
        servers.execute(url, FILL.format(code=make_code()))
        servers.execute(url, "VACUUM ANALYZE")
        yield url


@pytest.fixture
async def large(large_url: str) -> AsyncIterator[AsyncEngine]:
    engine = create_engine(large_url)
    yield engine
    await engine.dispose()


CURSOR = Cursor(START, new_id()).to_text()
USER, GUILD = UserId(77), GuildId(7)
QUERY = Query((Condition(frozenset({"e:mirage"})), Condition(frozenset({"x:a"}), frozenset({"x:b"}))))
PLACE = Place(0, 0, START, new_id())
YEAR = Span(datetime.now(UTC) - timedelta(days=365), datetime.now(UTC), 100)
TERMS = tuple(f"e:elite{number}" for number in range(60))
READS = {
    "find": lambda unit: unit.builds.find("22222277"),
    "find_many": lambda unit: unit.builds.find_many((new_id(), new_id())),
    "own named": lambda unit: unit.builds.find_own_named(USER, "build 77"),
    "deleted named": lambda unit: unit.builds.find_own_named(USER, "build 77", deleted=True),
    "public named": lambda unit: unit.builds.find_public_named(GUILD, "build 77"),
    "same": lambda unit: unit.builds.find_same(USER, "build 77", None, "code"),
    "own coded": lambda unit: unit.builds.find_own_coded(USER, "code"),
    "all own": lambda unit: unit.builds.list_all_own(USER),
    "public of": lambda unit: unit.builds.list_public_of(GUILD, USER, CURSOR),
    "count": lambda unit: unit.builds.count_own(USER),
    "list own": lambda unit: unit.builds.list_own(USER, None),
    "list own on": lambda unit: unit.builds.list_own(USER, CURSOR),
    "list public": lambda unit: unit.builds.list_public(GUILD, None),
    "list public on": lambda unit: unit.builds.list_public(GUILD, CURSOR),
    "list deleted": lambda unit: unit.builds.list_deleted(USER, CURSOR),
    "own names": lambda unit: unit.builds.list_own_names(USER),
    "prefix": lambda unit: unit.builds.list_public_names(GUILD, "build 7", Match.PREFIX, 25),
    "substring": lambda unit: unit.builds.list_public_names(GUILD, "ild 7", Match.SUBSTRING, 25),
    "newest names": lambda unit: unit.builds.list_public_names(GUILD, "", Match.NEWEST, 500),
    "find copy": lambda unit: unit.builds.find_copy(USER, "22222277"),
    "earlier versions": lambda unit: unit.versions.list_earlier(BuildId(new_id())),
    "trim versions": lambda unit: unit.versions.trim(BuildId(new_id()), 5),
    "is liked": lambda unit: unit.popularity.is_liked(BuildId(new_id()), USER),
    "unlike": lambda unit: unit.popularity.unlike(BuildId(new_id()), USER),
    "add use": lambda unit: unit.popularity.add_use(BuildId(new_id())),
    "count raids": lambda unit: unit.popularity.count_raids(BuildId(new_id()), GUILD),
    "count teams": lambda unit: unit.popularity.count_teams(BuildId(new_id()), Viewer(USER, GUILD)),
    "find post": lambda unit: unit.posts.find(BuildId(new_id()), GUILD),
    "find posts": lambda unit: unit.posts.find_many((BuildId(new_id()),), GUILD),
    "faulty posts": lambda unit: unit.posts.list_faulty(GUILD, 10),
    "waiting posts": lambda unit: unit.posts.list_waiting(START, (GUILD,)),
    "claim posts": lambda unit: unit.posts.claim(GUILD, START, START, 10),
    "put off posts": lambda unit: unit.posts.put_off_all(GUILD, START),
    "builds with posts": lambda unit: unit.posts.list_posted(BuildId(new_id()), 10),
    "shake posts": lambda unit: unit.posts.mark_stale((BuildId(new_id()),)),
    "mark deleted": lambda unit: unit.builds.mark_deleted(BuildId(new_id()), START),
    "search": lambda unit: unit.searches.list_public(GUILD, QUERY, None, 11, 5_000),
    "search on": lambda unit: unit.searches.list_public(GUILD, QUERY, PLACE, 11, 5_000),
    "search for more than the cap": lambda unit: unit.searches.list_public(GUILD, QUERY, PLACE, 11, -1),
    "browse": lambda unit: unit.searches.list_public(GUILD, Query(order=Order.LIKED), PLACE, 11, 5_000),
    "browse the used": lambda unit: unit.searches.list_public(GUILD, Query(order=Order.USED), PLACE, 11, 5_000),
    "browse the newest": lambda unit: unit.searches.list_public(GUILD, Query(order=Order.NEWEST), PLACE, 11, 5_000),
    "browse the best": lambda unit: unit.searches.list_public(GUILD, Query(), PLACE, 11, 5_000),
    "search own": lambda unit: unit.searches.list_own(USER, GUILD),
    "words": lambda unit: unit.searches.list_words(GUILD, "wo", 20),
    "words like": lambda unit: unit.searches.list_words_like(GUILD, "wx", 4, 6),
    "words occurring": lambda unit: unit.searches.find_occurring(GUILD, {"word", "other"}),
    "forget words": lambda unit: unit.searches.forget_words((GuildId(7), "word"), 100),
    "count what is public": lambda unit: unit.statistics.count_public(GUILD, TERMS),
    "count what is mine": lambda unit: unit.statistics.count_own(USER, TERMS),
    "most liked": lambda unit: unit.statistics.list_best_liked(GUILD, 10),
    "best known": lambda unit: unit.statistics.list_best_known(GUILD, 200),
    "uses in a guild": lambda unit: unit.uses.list_uses(YEAR, GUILD),
    "offered": lambda unit: unit.uses.list_offered(GUILD, USER, 100),
    "who said yes": lambda unit: unit.learning.find_consents(),
    "stale": lambda unit: unit.searches.list_stale("", 100),
    "purge requests": lambda unit: unit.searches.purge_requests(START),
    "find team": lambda unit: unit.teams.find("22222277", hold=True),
    "find teams": lambda unit: unit.teams.find_many((new_id(), new_id())),
    "own team named": lambda unit: unit.teams.find_own_named(USER, "team 77"),
    "public team named": lambda unit: unit.teams.find_public_named(GUILD, "team 77"),
    "count own teams": lambda unit: unit.teams.count_own(USER),
    "list own teams": lambda unit: unit.teams.list_own(USER, CURSOR),
    "list public teams": lambda unit: unit.teams.list_public(GUILD, CURSOR),
    "list deleted teams": lambda unit: unit.teams.list_deleted(USER, CURSOR),
    "own team names": lambda unit: unit.teams.list_own_names(USER),
    "team prefix": lambda unit: unit.teams.list_public_names(GUILD, "team 7", Match.PREFIX, 25),
    "team substring": lambda unit: unit.teams.list_public_names(GUILD, "am 7", Match.SUBSTRING, 25),
    "newest team names": lambda unit: unit.teams.list_public_names(GUILD, "", Match.NEWEST, 500),
    "account": lambda unit: unit.accounts.find_summary(USER),
    "delete account": lambda unit: unit.accounts.delete(USER),
    "trim": lambda unit: unit.builds.trim_deleted(USER, 5),
    "purge": lambda unit: unit.builds.purge_deleted(START),
    "purge teams": lambda unit: unit.teams.purge_deleted(START),
    "forget a guild": lambda unit: unit.guilds.erase(GUILD, START),
}
BIG = (
    "builds",
    "build_publications",
    "build_posts",
    "build_versions",
    "build_likes",
    "teams",
    "team_seats",
    "accounts",
    "guild_words",
)


async def statements_of(
    engine: AsyncEngine, read: Callable[[UnitOfWork], Awaitable[object]]
) -> list[tuple[str, tuple[object, ...]]]:
    """Return the SQL that a read sends, by doing it in a transaction that is rolled back."""
    sent: list[tuple[str, tuple[object, ...]]] = []

    def note(_c: object, _cursor: DBAPICursor, sql: str, values: tuple[object, ...], *_more: object) -> None:
        if not sql.startswith(("SAVEPOINT", "RELEASE")):
            sent.append((sql, values))

    event.listen(engine.sync_engine, "before_cursor_execute", note)
    try:
        async with engine.connect() as connection:
            outer = await connection.begin()
            async with SqlUnits(connection)() as unit:
                await read(unit)
            await outer.rollback()
    finally:
        event.remove(engine.sync_engine, "before_cursor_execute", note)
    return sent


async def plan(connection: AsyncConnection, sql: str, values: tuple[object, ...]) -> str:
    result = await connection.exec_driver_sql(f"EXPLAIN {sql}", values)
    return "\n".join(row[0] for row in result)


@pytest.mark.parametrize("name", READS)
async def test_uses_an_index(large: AsyncEngine, name: str) -> None:
    statements = await statements_of(large, READS[name])
    assert statements
    async with large.connect() as connection:
        for sql, values in statements:
            shown = await plan(connection, sql, values)
            for table in BIG:
                assert f"Seq Scan on {table}" not in shown, f"{sql}\n{shown}"


@pytest.mark.parametrize(
    "name",
    [
        "search",
        "search on",
        "search for more than the cap",
        "browse",
        "list public",
        "count what is public",
        "best known",
    ],
)
async def test_sqlite_reads_one_guild_only(sqlite_url: str, name: str) -> None:
    async with open_engine(sqlite_url) as engine:
        statements = await statements_of(engine, READS[name])
        assert statements
        async with engine.connect() as connection:
            for sql, values in statements:
                rows = await connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {sql}", values)
                shown = "\n".join(row[-1] for row in rows)
                assert "SCAN build_publications" not in shown, f"{sql}\n{shown}"
