"""Who the crowd of a load is: guilds, builds that are public there and their owners, and a raid in each guild.

The builds are those that `bench search` makes too. Raids and newcomers are made for one load and deleted afterwards.
"""

import asyncio
import random
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from sqlalchemy import delete, select

from bot.cli.refusal import Refusal
from bot.domain.ids import ChannelId, GuildId, UserId
from bot.domain.viewer import GuildRole, Viewer
from bot.models import AccountRow, BuildRow, JobRow, PublicationRow, RaidRow

if TYPE_CHECKING:
    from sqlalchemy.ext.asyncio import AsyncEngine

    from bot.app import Services
    from bot.cli.crowd import Size

SPOKEN: Final = 50
"""Guilds from which commands come; in the others the bot only is."""
LEADER: Final = UserId(1 << 60)
NEWCOMER: Final = LEADER + 1
"""The first of the people who save their first build: nobody's Discord id."""
_BUILDS: Final = 40
"""Builds of a guild that commands are about."""


@dataclass(frozen=True, slots=True)
class Known:
    """A public build that a command may be about."""

    short_id: str
    name: str
    code: str
    owner: int


@dataclass(frozen=True, slots=True)
class Place:
    """A guild from which commands come."""

    guild: int
    builds: tuple[Known, ...]
    raid: str
    """Short id of a raid that one can sign up for."""
    kept: Known
    """A build that only those are about who look whether what is shown is so."""


@dataclass(frozen=True, slots=True)
class People:
    """All of them."""

    places: tuple[Place, ...]
    weights: tuple[int, ...]
    """How many builds each guild has: so much more often commands come from there."""

    def pick(self, rng: random.Random) -> Place:
        """Return a guild, a large one rather than a small one."""
        (place,) = rng.choices(self.places, self.weights)
        return place


@asynccontextmanager
async def open_people(url: str, size: "Size") -> AsyncIterator[People]:
    """Fill an empty database, or take what is there of the same size, and plan the raids, which go at the end."""
    from bot.cli.compose import build_services, load_almanac, open_engine, open_units
    from bot.cli.crowd import count_builds, fill, finish
    from bot.services.describing import Describer
    from config.giving import load_giving_rules

    almanac = load_almanac()
    async with open_engine(url) as engine:
        found, expected = await count_builds(engine), size.counts()
        if found not in {(0, 0), expected}:
            raise Refusal(f"the database holds {found[0]} builds of {found[1]} guilds; name an empty one with --url")
        if found == (0, 0):
            await fill(engine, almanac, Describer(almanac, load_giving_rules()), size)
        await finish(engine)
        await _clean(engine)
        services = build_services(open_units(engine, almanac), almanac)
        guilds = range(1, size.guilds + 1, max(1, size.guilds // SPOKEN))[:SPOKEN]
        try:
            places = tuple([await _furnish(engine, services, guild) for guild in guilds])
            yield People(places, tuple(size.of_guild(guild) for guild in guilds))
        finally:
            await asyncio.shield(_clean(engine))


async def _furnish(engine: "AsyncEngine", services: "Services", guild: int) -> Place:
    builds = (
        select(BuildRow.short_id, BuildRow.name, BuildRow.code, AccountRow.user_id)
        .join(PublicationRow, PublicationRow.build_id == BuildRow.id)
        .join(AccountRow, AccountRow.id == BuildRow.owner_id)
        .where(PublicationRow.guild_id == guild)
        .order_by(BuildRow.short_id)  # at random: those made first are one person's, who may not publish as often
        .limit(_BUILDS)
    )
    async with engine.connect() as connection:
        known = tuple(Known(*row) for row in await connection.execute(builds))
    leader = Viewer(LEADER, GuildId(guild), GuildRole.LEADER)
    raid = await services.raids.plan(leader, "Load", "in 10 hours", "raid", channel=ChannelId(guild), zone="UTC")
    await services.raids.open(leader, raid.short_id)
    return Place(guild, known[1:], raid.short_id, known[0])


async def _clean(engine: "AsyncEngine") -> None:
    raids = RaidRow.leader_user_id == LEADER
    async with engine.begin() as connection:
        await connection.execute(delete(JobRow).where(JobRow.key.in_(select(RaidRow.short_id).where(raids))))
        await connection.execute(delete(RaidRow).where(raids))
        await connection.execute(delete(AccountRow).where(AccountRow.user_id >= LEADER))
