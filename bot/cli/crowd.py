"""Fills an empty database with as many builds as a large bot has, for `bench search`; always the same ones.

Guilds differ in size as words do in a language: the largest has about a seventh of all builds, most have some hundred.
Codes, names, gear and counters are as skewed. What a build is found by is told by the bot's own rules, once for each of
TEMPLATES codes.
"""

import random
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import accumulate
from typing import Any, Final
from uuid import UUID

from sqlalchemy import Connection, Table, func, insert, select
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from bot.cli.bench import make_codes
from bot.domain.builds import Build
from bot.domain.ids import BuildId, UserId
from bot.domain.modes import GameMode
from bot.domain.names import name_key
from bot.domain.search.terms import Facet, facet_of, slug_of, words_of
from bot.domain.template import BuildTemplate
from bot.domain.titles import title_of
from bot.models import AccountRow, Base, BuildRow, GuildRow, PublicationRow, WordRow
from bot.repositories.sql_terms import hash_of, to_stored
from bot.services.almanac import Almanac
from bot.services.describing import Describer
from bot.services.short_ids import ALPHABET, LENGTH

TEMPLATES: Final = 3_000
OWN: Final = 500
"""Builds of the one person who has as many as one may have."""
_STATS: Final = ("Berserker's", "Viper's", "Celestial", "Minstrel's", "Diviner's", "Harrier's", "Dragon's", "Marauder")
_ROLES: Final = (
    "power",
    "condi",
    "heal",
    "quick",
    "alac",
    "boon",
    "support",
    "tank",
    "roaming",
    "zerg",
    "solo",
    "open",
)
_START: Final = datetime(2026, 1, 1, tzinfo=UTC)
_BATCH: Final = 20_000
_SYLLABLES: Final = ("ka", "ro", "mi", "ten", "ul", "sha", "be", "lor", "qui", "dra", "fen", "os", "ya", "vin", "gro")


@dataclass(frozen=True, slots=True)
class Pattern:
    """One of the codes that all builds are made of, and what it is found by."""

    title: str
    mode: GameMode | None
    code: str
    terms: frozenset[str]


@dataclass(frozen=True, slots=True)
class Size:
    """How much is made."""

    builds: int
    guilds: int

    def of_guild(self, number: int) -> int:
        """Return how many builds the guild has; they are numbered from 1, the largest first."""
        whole = sum(1 / rank for rank in range(1, self.guilds + 1))
        return max(1, round(self.builds / number / whole))

    def counts(self) -> tuple[int, int]:
        """Return how many builds and guilds the database holds then, as `count_builds` does."""
        return sum(self.of_guild(number) for number in range(1, self.guilds + 1)), self.guilds


async def fill(engine: AsyncEngine, almanac: Almanac, describer: Describer, size: Size) -> None:
    """Fill the database, which is migrated and empty; `finish` makes the indexes, in a tenth of the time so."""
    async with engine.begin() as connection:
        await connection.run_sync(_drop_indexes)
        await _insert(connection, GuildRow, ({"id": n, "joined_at": _START} for n in range(1, size.guilds + 1)))
        await _insert(connection, AccountRow, _accounts(size))
        await _fill_guilds(connection, list(_patterns(almanac, describer)), describer.mark, size)


async def finish(engine: AsyncEngine) -> None:
    """Make the indexes that are missing, and let the database count what it holds, as it does by itself in time."""
    async with engine.begin() as connection:
        await connection.run_sync(_make_indexes)
    async with engine.connect() as connection:
        plain = await connection.execution_options(isolation_level="AUTOCOMMIT")
        await plain.exec_driver_sql("ANALYZE" if engine.dialect.name == "sqlite" else "VACUUM ANALYZE")


async def count_builds(engine: AsyncEngine) -> tuple[int, int]:
    """Return how many builds and guilds are there."""
    async with engine.connect() as connection:
        builds = await connection.scalar(select(func.count()).select_from(BuildRow))
        guilds = await connection.scalar(select(func.count()).select_from(GuildRow))
    return builds or 0, guilds or 0


def owner_of(number: int) -> int:
    """Return which person the build of that number belongs to; the first has OWN."""
    return 1 if number < OWN else 2 + (number - OWN) // 10


def account_id(person: int) -> UUID:
    """Return the key of a person's account."""
    return UUID(int=person)


def word_of(rank: int) -> str:
    """Return an invented word, such as a guild may have for its builds."""
    syllables = []
    rank += len(_SYLLABLES)
    while rank:
        rank, rest = divmod(rank, len(_SYLLABLES))
        syllables.append(_SYLLABLES[rest])
    return "".join(syllables)


def _accounts(size: Size) -> Iterator[dict[str, Any]]:
    for person in range(1, owner_of(size.builds + size.guilds) + 1):
        yield {"id": account_id(person), "user_id": person, "created_at": _START}


def _patterns(almanac: Almanac, describer: Describer) -> Iterator[Pattern]:
    modes = (GameMode.PVE, GameMode.WVW, GameMode.PVE, None, GameMode.PVP)
    for number, code in enumerate(make_codes(almanac.game, TEMPLATES)):
        template, mode = BuildTemplate.from_chat_code(code), modes[number % len(modes)]
        build = Build(
            id=BuildId(UUID(int=number)),
            short_id="",
            owner=UserId(0),
            name="x",
            mode=mode,
            template=template,
            code=code,
            created_at=_START,
            updated_at=_START,
        )
        told = (term for term in describer(build).terms if facet_of(term) not in {Facet.AUTHOR, Facet.WORD})
        yield Pattern(title_of(template, almanac.game), mode, code, frozenset(told))


async def _fill_guilds(connection: AsyncConnection, patterns: list[Pattern], mark: str, size: Size) -> None:
    rng = random.Random(0)  # noqa: S311 - repeatable on purpose, nothing is secret
    weights = list(accumulate(1 / (rank + 20) for rank in range(len(patterns))))
    number = 0
    for guild in range(1, size.guilds + 1):
        hashes: dict[str, int] = {}
        words: set[str] = set()
        made = range(number, number + size.of_guild(guild))
        for begin in range(made.start, made.stop, _BATCH):
            batch = range(begin, min(begin + _BATCH, made.stop))
            chosen = rng.choices(patterns, cum_weights=weights, k=len(batch))
            rows = [_rows(one, guild, pattern, mark, rng) for one, pattern in zip(batch, chosen, strict=True)]
            if connection.dialect.name == "postgresql":
                for _, publication in rows:
                    publication["terms"] = _hashed(guild, publication["terms"], hashes)
            await _insert(connection, BuildRow, (build for build, _ in rows))
            await _insert(connection, PublicationRow, (publication for _, publication in rows))
            words |= {word for build, _ in rows for word in words_of(build["name"])}
        await _insert(connection, WordRow, ({"guild_id": guild, "word": word} for word in words))
        number = made.stop


def _rows(number: int, guild: int, pattern: Pattern, mark: str, rng: random.Random) -> tuple[dict[str, Any], Any]:
    own_word = word_of(int(rng.paretovariate(0.7)) % 30_000)
    name = f"{rng.choice(_ROLES)} {pattern.title} {own_word}"
    stat = Facet.STAT.term(slug_of(rng.choice(_STATS)))
    person, at = owner_of(number), _START + timedelta(seconds=number * 17 % 30_000_000)
    words = {Facet.WORD.term(word) for word in words_of(name)}
    terms = to_stored(pattern.terms | words | {stat, Facet.AUTHOR.term(str(person))})
    likes, uses = int(rng.paretovariate(1.2)) - 1, int(rng.paretovariate(1.0)) - 1
    likes, uses = min(likes, 5_000), min(uses, 5_000)
    key = UUID(int=(number << 64) + rng.getrandbits(62))
    build = {
        "id": key,
        "short_id": _short_id(number),
        "owner_id": account_id(person),
        "name": name,
        "name_key": name_key(name),
        "mode": pattern.mode and pattern.mode.value,
        "code": pattern.code,
        "terms": terms,
        "terms_mark": mark,
        "likes": likes,
        "uses": uses,
        "created_at": at,
        "updated_at": at,
    }
    publication = {
        "build_id": key,
        "guild_id": guild,
        "name_key": build["name_key"],
        "published_at": at,
        "listed": True,
        "likes": likes,
        "uses": uses,
        "standing": 2 * likes + uses,
        "terms": terms,
    }
    return build, publication


def _hashed(guild: int, terms: str, known: dict[str, int]) -> list[int]:
    found = terms.split()
    for term in found:
        if term not in known:
            known[term] = hash_of(guild, term)
    return sorted(known[term] for term in found)


def _short_id(number: int) -> str:
    letters = []
    for _ in range(LENGTH):
        number, rest = divmod(number, len(ALPHABET))
        letters.append(ALPHABET[rest])
    return "".join(letters)


async def _insert(connection: AsyncConnection, table: type[Base], rows: Iterable[dict[str, Any]]) -> None:
    """Insert rows, on Postgres in the way that is made for many."""
    listed = list(rows)
    if not listed:
        return
    if connection.dialect.name == "sqlite":
        await connection.execute(insert(table), listed)
        return
    raw: Any = (await connection.get_raw_connection()).driver_connection
    columns = list(listed[0])
    records = [tuple(row.values()) for row in listed]
    await raw.copy_records_to_table(table.__tablename__, records=records, columns=columns)


def _tables() -> tuple[Table, ...]:
    return tuple(Base.metadata.tables[table.__tablename__] for table in (BuildRow, PublicationRow))


def _drop_indexes(connection: Connection) -> None:
    for table in _tables():
        for index in table.indexes:
            index.drop(connection, checkfirst=True)


def _make_indexes(connection: Connection) -> None:
    if connection.dialect.name == "postgresql":
        connection.exec_driver_sql("SET LOCAL maintenance_work_mem = '512MB'")
        connection.exec_driver_sql("SET LOCAL statement_timeout = 0")
    for table in _tables():
        for index in table.indexes:
            index.create(connection, checkfirst=True)
