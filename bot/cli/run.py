"""`gw2optimizer run`: the bot on Discord, from the first connection to the last answer."""

import asyncio
import contextlib
import signal
from collections.abc import Iterator
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from sqlalchemy.ext.asyncio import AsyncEngine

    from bot.app import Bot
    from bot.domain.shards import Shards
    from config.settings import DiscordSettings

FINISH_S = 7.0
"""How long commands may go on after a signal; closing takes the rest of the ten seconds that containers give."""
CLOSE_S = 1.5


def run(
    shards: Annotated[
        str | None, typer.Option(help="Which shards this process keeps where several share the bot, as in 0-3/16.")
    ] = None,
) -> None:
    """Run the bot on Discord until SIGTERM or Ctrl-C; what is in hand is finished first."""
    from bot.cli.sharding import read_shards

    asyncio.run(_run(read_shards(shards)))


async def _run(shards: "Shards | None") -> None:
    with stop_signals() as stopped:
        await _compose(stopped, shards)


async def _compose(stopped: asyncio.Event, shards: "Shards | None") -> None:
    from bot.cli.compose import open_bot, open_database
    from bot.cli.discord_login import require_token
    from bot.cli.health import beating, find_file
    from bot.cli.monitor import monitoring
    from bot.cli.readiness import Readying
    from bot.cli.sharding import require_shared
    from bot.gateways.metrics.prometheus import PrometheusMeters
    from config.logging import configure
    from config.settings import (
        DatabaseSettings,
        DiscordSettings,
        HealthSettings,
        LogSettings,
        MonitorSettings,
        load,
    )

    log = load(LogSettings)
    configure(level=log.level, style=log.format)
    discord_settings, database, health = load(DiscordSettings), load(DatabaseSettings), load(HealthSettings)
    monitor = load(MonitorSettings)
    require_token(discord_settings)
    require_shared(shards, database)
    health.make_folder()
    async with (
        open_database(database) as engine,
        open_bot(engine, shards, meters=PrometheusMeters()) as bot,
        contextlib.aclosing(Readying(bot, engine)) as readying,
        beating(readying, find_file(health, shards)),
        monitoring(bot, engine, readying, monitor),
    ):
        await _serve(bot, engine, discord_settings, stopped)


@contextlib.contextmanager
def stop_signals() -> Iterator[asyncio.Event]:
    """Give an event that the first SIGTERM or Ctrl-C sets; a second one ends the process as usual."""
    stopped = asyncio.Event()
    loop = asyncio.get_running_loop()
    numbers = (signal.SIGTERM, signal.SIGINT)

    def stop() -> None:
        stopped.set()
        release()

    def release() -> None:
        for number in numbers:
            loop.remove_signal_handler(number)

    try:
        for number in numbers:
            loop.add_signal_handler(number, stop)
    except NotImplementedError:  # Windows: Ctrl-C interrupts at once
        yield stopped
        return
    try:
        yield stopped
    finally:
        release()


async def _serve(bot: "Bot", engine: "AsyncEngine", settings: "DiscordSettings", stopped: asyncio.Event) -> None:
    """Talk to Discord until it ends by itself, which is an error, or until `stopped` is set."""
    talking = asyncio.create_task(_talk(bot, engine, settings), name="talk to Discord")
    stopping = asyncio.create_task(stopped.wait(), name="wait for a signal")
    try:
        await asyncio.wait({talking, stopping}, return_when=asyncio.FIRST_COMPLETED)
        if talking.done():
            await talking
            return
        await _finish(bot)
    finally:
        for task in (talking, stopping):
            task.cancel()
        await asyncio.wait({talking, stopping}, timeout=CLOSE_S)


async def _talk(bot: "Bot", engine: "AsyncEngine", settings: "DiscordSettings") -> None:
    from bot.cli.discord_login import log_in, refused_by_discord

    await log_in(bot, settings)
    if bot.is_first:  # one process for all; an older version among them does not take newer commands back
        await _register(bot, engine)
    with refused_by_discord():
        await bot.connect()


async def _register(bot: "Bot", engine: "AsyncEngine") -> None:
    import discord
    import structlog

    from bot.cli.sync import register
    from bot.errors import StorageUnavailableError
    from bot.repositories.sql_registrations import SqlRegistrations

    log = structlog.get_logger(__name__)
    try:
        names = await register(bot, SqlRegistrations(engine))
    except (discord.HTTPException, StorageUnavailableError) as error:
        # the commands registered before still work; the next start tries again
        log.error("commands not registered", reason=str(error))  # noqa: TRY400 - a traceback tells no more
    else:
        log.info("commands registered" if names else "commands unchanged", names=names)


async def _finish(bot: "Bot") -> None:
    import structlog

    log = structlog.get_logger(__name__)
    log.info("stopping")
    if not await bot.drain(within_s=FINISH_S):
        log.warning("stopped with work in hand", waited_s=FINISH_S)
    with contextlib.suppress(TimeoutError):
        await asyncio.wait_for(bot.close(), CLOSE_S)
    log.info("stopped")
