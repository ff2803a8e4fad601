"""The real bot over a real database with people and things on it; whatever somebody does there can be undone.

All of it happens in one transaction of SQLite's that nobody commits, each deed behind a savepoint.
"""

import asyncio
import gc
import json
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final, Self

import discord
import structlog
from discord.ext import tasks
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.app import EXTENSIONS, Bot
from bot.cli.compose import build_services, load_almanac, open_engine
from bot.cli.local_discord.payloads import (
    APPLICATION,
    JSON,
    channel_payload,
    guild_payload,
    user_payload,
)
from bot.gateways.events.writer import NoEvents
from bot.repositories.sql_unit import SqlUnits
from bot.services.describing import Describer
from config.giving import load_giving_rules
from tests.rights.acting import COMMAND, Stock, parse, person
from tests.rights.wire import Wire, next_id

NOW: Final = datetime.fromisoformat("2026-11-22T20:00:00+00:00")
CODE: Final = "[&DQctPRg9OzsjDwAAggEAAIEBAACDAQAA7RIAAAAAAAAAAAAAAAAAAAAAAAADWQBWAGYAAA==]"
OWNER, SUSPENDED, OTHER, SOMEBODY = 3001, 3002, 3003, 3004
_NAMES: Final = {OWNER: "olga", SUSPENDED: "sam", OTHER: "tom", SOMEBODY: "max"}
PLACES: Final = {"here": 5001, "elsewhere": 5002, "direct": None}
CHANNELS: Final = {"here": 5011, "elsewhere": 5012, "direct": 5011}
ROLE, WARDENS = 6001, 6002
"""Roles of the servers, which admins may choose for leaders and for moderators."""
_ITSELF: Final[Any] = user_payload(APPLICATION, "GW2Optimizer", is_bot=True)
_PERMISSIONS: Final = {
    "member": discord.Permissions(),
    "leader": discord.Permissions(manage_events=True),
    "moderator": discord.Permissions(manage_messages=True),
    "admin": discord.Permissions(manage_guild=True),
    "suspended": discord.Permissions(),
    "chosen leader": discord.Permissions(),
    "chosen moderator": discord.Permissions(),
    "manages events": discord.Permissions(manage_events=True),
    "manages messages": discord.Permissions(manage_messages=True),
}
_HELD: Final = {"chosen leader": ROLE, "chosen moderator": WARDENS}


@dataclass(frozen=True, slots=True)
class Actor:
    """Who acts, with which role, and where."""

    user: int
    role: str = "member"
    place: str = "here"


@dataclass(frozen=True, slots=True)
class Heard:
    """What came of a deed: the answers, and the class of the error if there was one."""

    answers: list[JSON]
    error: str | None
    asked: str
    """What Discord told of the deed."""

    @property
    def text(self) -> str:
        return json.dumps(self.answers, ensure_ascii=False)


@dataclass
class Clock:
    """Time stands still, but where a scene is later."""

    later: timedelta = timedelta()

    def __call__(self) -> datetime:
        return NOW + self.later


@dataclass
class Stage:
    """The bot, and a way to act."""

    bot: Bot
    wire: Wire
    clock: Clock
    database: AsyncConnection
    _log: structlog.testing.LogCapture

    @classmethod
    @asynccontextmanager
    async def open(cls, url: str) -> AsyncIterator[Self]:
        clock, wire, log = Clock(), Wire(), structlog.testing.LogCapture()
        structlog.configure(processors=[log])
        almanac = load_almanac()
        try:
            async with open_engine(f"{url}?check_same_thread=false") as engine, engine.connect() as database:
                (await database.get_raw_connection()).driver_connection._execute = _at_once  # type: ignore[union-attr]
                units = SqlUnits(database, Describer(almanac, load_giving_rules()))
                units._turns = asyncio.Semaphore(1)  # one connection: one unit after the other
                services = build_services(units, almanac, clock=clock, events=NoEvents())  # learning is on
                async with database.begin() as all_of_it, Bot(services=services) as bot:
                    await _furnish(bot, wire)
                    await services.rulebook.refresh()
                    gc.freeze()
                    yield cls(bot, wire, clock, database, log)
                    await all_of_it.rollback()
        finally:
            gc.unfreeze()
            structlog.reset_defaults()

    async def act(self, actor: Actor, line: str, before: list[JSON] | None = None) -> Heard:
        """Let somebody do what the line says, and wait until all of it is over."""
        line = line.replace("{channel}", str(CHANNELS[actor.place]))
        deed = parse(line, self.bot, before or [], _STOCK)
        self.wire.sent, self._log.entries = [], []
        for pair in self.bot.services.paces._paces.values():
            for pace in pair:
                pace._taken.clear()
        event = _event(actor, deed.kind, deed.data, deed.message)
        self.bot._connection.parse_interaction_create(event)  # type: ignore[arg-type]
        while work := set(Bot._in_hand()):
            await asyncio.wait(work)
        errors = [entry for entry in self._log.entries if entry["event"] in {"refused", "failed", "discord failed"}]
        return Heard(self.wire.sent, _error_of(errors), json.dumps(deed.data, ensure_ascii=False))

    @asynccontextmanager
    async def undone(self) -> AsyncIterator[None]:
        """Take back whatever is done within."""
        driver: Any = (await self.database.get_raw_connection()).driver_connection
        point, written = await self.database.begin_nested(), driver.total_changes
        yield
        await point.rollback()
        if driver.total_changes != written:
            await self.bot.services.rulebook.refresh()

    async def rows(self, statement: str) -> list[Any]:
        """Return what is stored."""
        return [tuple(row) for row in await self.database.execute(text(statement))]


async def _at_once(act: Callable[..., Any], *given: Any, **named: Any) -> Any:
    """Stand where the driver has a thread of its own, to which each statement would take a tenth of a millisecond."""
    return act(*given, **named)


def _error_of(entries: list[Any]) -> str | None:
    if not entries:
        return None
    last = entries[-1]
    cause = last.get("exc_info")
    return str(last.get("error") or (repr(cause) if cause is not None else last))


async def _furnish(bot: Bot, wire: Wire) -> None:
    """Let the bot be where READY and GUILD_CREATE would have brought it."""
    state: Any = bot._connection
    bot.http._HTTPClient__session = wire  # type: ignore[attr-defined]
    bot.http._global_over = asyncio.Event()
    bot.http._global_over.set()
    state.user = discord.ClientUser(state=state, data=_ITSELF)
    state.application_id = APPLICATION
    for extension in EXTENSIONS:
        await bot.load_extension(extension)
    for cog in bot.cogs.values():
        for name in (name for name, value in vars(type(cog)).items() if isinstance(value, tasks.Loop)):
            getattr(cog, name).cancel()  # nothing happens by itself
    for guild in filter(None, PLACES.values()):
        state._add_guild_from_data(_guild(guild))


def _guild(guild: int) -> JSON:
    told = guild_payload(guild)
    everything = str(discord.Permissions.all().value)
    roles = [
        {**told["roles"][0], "id": str(role), "name": name, "mentionable": True, "position": 1}
        for role, name in ((ROLE, "Raiders"), (WARDENS, "Wardens"))
    ]
    told["roles"] = [{**told["roles"][0], "permissions": everything}, *roles]
    told["channels"] = [_channel(guild)]
    told["members"] = [person(APPLICATION, "GW2Optimizer", discord.Permissions.all().value)]
    return told


def _channel(guild: int) -> JSON:
    everything = str(discord.Permissions.all().value)
    return channel_payload() | {"id": str(guild + 10), "guild_id": str(guild), "permissions": everything}


def _member(user: int) -> JSON:
    told = person(user, _NAMES[user], 0)
    return {name: value for name, value in told.items() if name not in {"user", "deaf", "mute"}}


_STOCK: Final = Stock(
    users={str(user): user_payload(user, name) for user, name in _NAMES.items()},
    members={str(user): _member(user) for user in _NAMES},
    roles={role["id"]: role for role in _guild(5001)["roles"][1:]},
    channels={str(channel["id"]): channel for channel in (_channel(5001), _channel(5002))},
    said=f"Try this: {CODE}",
)


def _event(actor: Actor, kind: int, data: JSON, message: JSON | None) -> JSON:
    """Return an interaction as Discord tells of it."""
    identifier, guild = str(next_id()), PLACES[actor.place]
    event: JSON = {
        "id": identifier,
        "application_id": str(APPLICATION),
        "type": kind,
        "data": data if kind != COMMAND else data | {"id": identifier},
        "token": f"token-{identifier}",
        "version": 1,
        "locale": "en-US",
        "app_permissions": str(discord.Permissions.all().value),
        "entitlements": [],
        "authorizing_integration_owners": {},
        "context": 0 if guild else 1,
        "attachment_size_limit": 10_485_760,
    }
    if message is not None:
        event["message"] = message
    if guild is None:
        user = user_payload(actor.user, _NAMES[actor.user])
        channel = {"id": "7001", "type": 1, "recipients": [user], "last_message_id": None, "flags": 0}
        return event | {"user": user, "channel": channel, "channel_id": "7001"}
    channel = _channel(guild)
    member = person(actor.user, _NAMES[actor.user], _PERMISSIONS[actor.role].value)
    member["roles"] = [str(_HELD[actor.role])] if actor.role in _HELD else []
    home = {"id": str(guild), "locale": "en-US", "features": []}
    return event | {
        "guild_id": str(guild),
        "guild": home,
        "guild_locale": "en-US",
        "channel": channel,
        "channel_id": channel["id"],
        "member": member,
    }
