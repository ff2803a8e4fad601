"""`gw2optimizer bench search`: how long searches, lists and suggestions take among very many builds, by which index.

The services are measured, one call after the other, through the same pool of connections as in the bot. Who asks is
drawn from all builds: a guild with a seventh of them gets a seventh of the searches.
"""

import asyncio
import json
import random
import re
from collections.abc import Awaitable, Callable
from dataclasses import asdict, dataclass
from math import inf
from time import perf_counter, process_time
from typing import TYPE_CHECKING, Annotated, Any, Final

import typer

from bot.cli.refusal import Refusal, refused_without_database

if TYPE_CHECKING:
    from sqlalchemy.ext.asyncio import AsyncEngine

    from bot.services.almanac import Almanac

ASKS: Final = 200
"""Calls of each kind that are measured."""
_WARM: Final = 20
_READERS: Final = 20
"""People who turn to their second page, which is read beforehand: turning it is what they wait for."""
_INDEX: Final = re.compile(r"(?:on|using|Index Cond.*|INDEX) (?P<name>(?:ix|pk|uq)_\w+)")

Ask = Callable[[random.Random], Awaitable[object]]


@dataclass(frozen=True, slots=True)
class Timing:
    """How long a kind of call took, and how the database answered one of them."""

    p50_ms: float
    p95_ms: float
    own_p50_ms: float
    own_p95_ms: float
    """Processor time of this process: where others work on the machine too, only that can be compared."""
    statements: int
    indexes: tuple[str, ...]
    plans: tuple[str, ...]

    def to_line(self, name: str) -> str:
        """Return it for people."""
        used = ", ".join(self.indexes)
        taken = (self.p50_ms, self.p95_ms, self.own_p50_ms, self.own_p95_ms)
        return f"{name:<28}{''.join(f'{ms:>8.1f}' for ms in taken)}  {self.statements:>2}  {used}"


def bench_search(
    *,
    builds: Annotated[int, typer.Option(min=1_000, help="How many builds to make.")] = 1_000_000,
    guilds: Annotated[int, typer.Option(min=1, help="In how many guilds they are public.")] = 1_000,
    url: Annotated[str, typer.Option(help="An empty database; DATABASE_URL without it.")] = "",
    asks: Annotated[int, typer.Option(min=1, help="Calls of each kind.")] = ASKS,
    plans: Annotated[bool, typer.Option("--plans", help="Show how the database answers.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Write one JSON object.")] = False,
) -> None:
    """Measure searches, lists and suggestions among very many builds, which are made first, in an empty database.

    They stay there, and a second run measures at once. For each kind of call: milliseconds of the half that is faster
    and of all but 5 %, the same of processor time, statements, and the indexes by which the database answers.
    """
    address = address_of(url)
    with refused_without_database(address):
        timings = asyncio.run(_measure_all(address, builds, guilds, asks))
    if as_json:
        typer.echo(json.dumps({name: asdict(timing) for name, timing in timings.items()}))
        return
    typer.echo(f"{'':<28}{'p50 ms':>8}{'p95 ms':>8}{'own p50':>8}{'own p95':>8}  statements, indexes")
    for name, timing in timings.items():
        typer.echo(timing.to_line(name))
        for shown in timing.plans if plans else ():
            typer.echo("\n".join(f"    {line}" for line in shown.splitlines()))


def address_of(url: str) -> str:
    """Return the address of the database that was named, or is set, migrated; raises Refusal."""
    from bot.cli.migrate import upgrade
    from config.settings import DatabaseSettings, load, to_driver_url

    if url:
        address = to_driver_url(url)
    else:
        settings = load(DatabaseSettings)
        settings.make_place()
        address = settings.url.get_secret_value()
    with refused_without_database(address):
        upgrade(address)
    return address


async def _measure_all(url: str, builds: int, guilds: int, asks: int) -> dict[str, Timing]:
    from bot.cli.compose import load_almanac, open_engine
    from bot.cli.crowd import Size, count_builds, fill, finish
    from bot.repositories.engine import Limits
    from bot.services.describing import Describer
    from config.giving import load_giving_rules

    size, almanac = Size(builds, guilds), load_almanac()
    # what is slow is measured here: logged too, it would stand in the middle of what is printed
    async with open_engine(url, Limits(slow_s=inf)) as engine:
        found = await count_builds(engine)
        if found not in {(0, 0), size.counts()}:
            raise Refusal(f"the database holds {found[0]} builds of {found[1]} guilds; name an empty one with --url")
        if found == (0, 0):
            await fill(engine, almanac, Describer(almanac, load_giving_rules()), size)
        await finish(engine)
        kinds = await _find_kinds(engine, almanac, size)
        return {
            # asked anew by services that know no statement yet: what they know goes past what is noted here
            name: await _measure(engine, ask, asks, anew=(await _find_kinds(engine, almanac, size))[name])
            for name, ask in kinds.items()
        }


async def _find_kinds(engine: "AsyncEngine", almanac: "Almanac", size: Any) -> dict[str, Ask]:
    """Return what is measured, by name."""
    from bot.cli.compose import build_services, open_units
    from bot.cli.crowd import owner_of, word_of
    from bot.domain.ids import GuildId, UserId
    from bot.domain.search.request import Order, Request
    from bot.domain.viewer import Viewer

    units = open_units(engine, almanac)
    services = build_services(units, almanac)
    numbers = range(1, size.guilds + 1)
    weights = [size.of_guild(number) for number in numbers]
    elites = ("firebrand", "mirage", "reaper", "druid", "scourge", "herald", "tempest", "scrapper")

    def somebody(rng: random.Random) -> Viewer:
        (guild,) = rng.choices(numbers, weights)
        return Viewer(UserId(owner_of(rng.randrange(size.builds))), GuildId(guild))

    def word(rng: random.Random) -> str:
        return word_of(int(rng.paretovariate(0.7)) % 30_000)

    def misspelled(rng: random.Random) -> str:
        text = word_of(rng.randrange(500, 30_000))
        return text[:2] + text[3] + text[2] + text[4:]

    def searching(make: Callable[[random.Random], dict[str, Any]]) -> Ask:
        return lambda rng: services.search.find(somebody(rng), Request(**make(rng)))

    def in_order(order: Order) -> Ask:
        return searching(lambda _: {"order": order})

    async def nothing(_: random.Random) -> None:
        async with units(reads_only=True) as unit:
            await unit.searches.find_request("")

    well_liked, turning = Request(text="heal", order=Order.LIKED), random.Random(1)  # noqa: S311 - repeatable
    key = await services.search.keep(well_liked)
    readers = [somebody(turning) for _ in range(_READERS)]
    firsts = [(eyes, (await services.search.find(eyes, well_liked)).page) for eyes in readers]
    places = [(eyes, page.next) for eyes, page in firsts if page.next]

    async def turn(rng: random.Random) -> object:
        eyes, place = rng.choice(places or [(readers[0], None)])
        return await services.search.find(eyes, await services.search.recall(key), place=place)

    return {
        "(one row by its key)": nothing,
        **{f"everything, {order}": in_order(order) for order in Order},
        "profession": searching(lambda _: {"profession": "guardian"}),
        "mode": searching(lambda _: {"mode": "pve"}),
        "mode, most liked": searching(lambda _: {"mode": "pve", "order": Order.LIKED}),
        "elite": searching(lambda rng: {"elite": rng.choice(elites)}),
        "elite, gives, weapon": searching(
            lambda rng: {"elite": rng.choice(elites), "supply": "fury", "weapon": "sword"}
        ),
        "gives, mode, newest": searching(lambda _: {"supply": "alacrity", "mode": "wvw", "order": Order.NEWEST}),
        "nothing fits": searching(lambda _: {"elite": "mirage", "profession": "warrior", "mode": "pve"}),
        "own words": searching(lambda rng: {"text": f"{rng.choice(elites)} staff berserker wvw"}),
        "a word": searching(lambda rng: {"text": word(rng)}),
        "a common word": searching(lambda _: {"text": "heal"}),
        "half a word": searching(lambda rng: {"text": word_of(rng.randrange(500, 30_000))[:4]}),
        "a misspelled word": searching(lambda rng: {"text": misspelled(rng)}),
        "four words": searching(lambda rng: {"text": f"condi {rng.choice(elites)} {word(rng)} {misspelled(rng)}"}),
        "author": searching(lambda rng: {"author": UserId(owner_of(rng.randrange(size.builds)))}),
        "the next page": turn,
        "500 own builds": lambda _: services.search.find(Viewer(UserId(1), GuildId(2)), Request(text="condi reaper")),
        "list, first page": lambda rng: services.builds.list_public(somebody(rng)),
        "list of own builds": lambda rng: services.builds.list_own(somebody(rng)),
        "suggest, nothing typed": lambda rng: services.builds.suggest(somebody(rng), ""),
        "suggest, a beginning": lambda rng: services.builds.suggest(
            somebody(rng), rng.choice(("hea", "quick f", "po"))
        ),
        "suggest, a middle": lambda rng: services.builds.suggest(somebody(rng), rng.choice(elites)),
        "suggest, a rare word": lambda rng: services.builds.suggest(
            somebody(rng), word_of(rng.randrange(2_000, 30_000))
        ),
        "suggest, misspelled": lambda rng: services.builds.suggest(somebody(rng), misspelled(rng)),
    }


async def _measure(engine: "AsyncEngine", ask: Ask, asks: int, *, anew: Ask) -> Timing:
    rng = random.Random(0)  # noqa: S311 - repeatable on purpose, nothing is secret
    for _ in range(min(_WARM, asks)):
        await ask(rng)
    taken, own = [], []
    for _ in range(asks):
        began, worked = perf_counter(), process_time()
        await ask(rng)
        taken.append((perf_counter() - began) * 1_000)
        own.append((process_time() - worked) * 1_000)
    sent = await _note(engine, anew)
    plans = [await _explain(engine, sql, values) for sql, values in sent]
    indexes = dict.fromkeys(match["name"] for plan in plans for match in _INDEX.finditer(plan))
    return Timing(
        p50_ms=_of(taken, 0.5),
        p95_ms=_of(taken, 0.95),
        own_p50_ms=_of(own, 0.5),
        own_p95_ms=_of(own, 0.95),
        statements=len(sent),
        indexes=tuple(indexes),
        plans=tuple(plans),
    )


def _of(times: list[float], share: float) -> float:
    """Return the time within which that share of calls had their answer."""
    return sorted(times)[int(len(times) * share)]


async def _note(engine: "AsyncEngine", ask: Ask) -> list[tuple[str, Any]]:
    """Return the statements that a call sends, for somebody in one of the largest guilds."""
    from sqlalchemy import event

    sent: list[tuple[str, Any]] = []

    def note(_connection: object, _cursor: object, sql: str, values: Any, *_more: object) -> None:
        if sql.lstrip().startswith(("SELECT", "WITH")):
            sent.append((sql, values))

    event.listen(engine.sync_engine, "before_cursor_execute", note)
    try:
        await ask(random.Random(3))  # noqa: S311 - repeatable on purpose, nothing is secret
    finally:
        event.remove(engine.sync_engine, "before_cursor_execute", note)
    return sent


async def _explain(engine: "AsyncEngine", sql: str, values: Any) -> str:
    how = "EXPLAIN QUERY PLAN" if engine.dialect.name == "sqlite" else "EXPLAIN"
    async with engine.connect() as connection:
        rows = await connection.exec_driver_sql(f"{how} {sql}", values)
        return "\n".join(str(row[-1]) for row in rows)
