"""`gw2optimizer try`: the bot, unmodified, on a simulated Discord in the browser.

SimCord stands in for Discord; everything else is what `run` uses: the same bot, services and database code, on SQLite
in the user's data folder. Its file is not the one that `run` writes.
"""

import asyncio
import contextlib
import shutil
import signal
import webbrowser
from collections.abc import AsyncIterator
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from bot.cli.refusal import Refusal
from bot.errors import BotError
from config.logging import configure
from config.settings import DataSettings, load

if TYPE_CHECKING:
    import simcord

    from bot.app import Bot

TRY_FILE = "try.sqlite3"
"""The database of `try`, in the data folder."""
TRY_EVENTS = "try-learning"
"""What `try` notes for recommendations to learn from."""
TRY_SEAL = "try.secret"
"""What `try` seals keys of game accounts with, unless the settings have a secret."""
_TICK_SECONDS = 0.2
_PATIENCE_S = 60.0
"""For what the bot does at a press, on a busy machine or while it optimizes; who is done sooner goes on sooner."""
_JOBS_SECONDS = 0.5


def trial(
    *,
    port: Annotated[int, typer.Option(min=0, max=65_535, help="Port on 127.0.0.1; 0 takes a free one.")] = 0,
    fresh: Annotated[bool, typer.Option("--fresh", help="Begin anew: erase what earlier tries saved.")] = False,
    no_open: Annotated[bool, typer.Option("--no-open", help="Print the address, but open no browser.")] = False,
    channel: Annotated[
        str, typer.Option(help="Channel of the demo guild to show: builds, raids or general.")
    ] = "builds",
) -> None:
    """Open the bot in your browser, on a simulated Discord with a demo guild."""
    _require_simulator()
    configure(level="warning", style="console")
    file = load(DataSettings).make_folder() / TRY_FILE
    if fresh:
        for path in file.parent.glob(f"{TRY_FILE}*"):
            path.unlink()
        file.with_name(TRY_SEAL).unlink(missing_ok=True)
        shutil.rmtree(file.with_name(TRY_EVENTS), ignore_errors=True)
    asyncio.run(_serve(file, port=port, channel=channel, is_opened=not no_open))


def _require_simulator() -> None:
    try:
        import simcord.preview  # noqa: F401
    except ImportError:
        raise Refusal("`try` needs the simulated Discord: pip install 'gw2optimizer[try]'") from None


async def _serve(file: Path, *, port: int, channel: str, is_opened: bool) -> None:
    stopped = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(number, stopped.set)
    async with _opened(file, channel=channel, port=port) as preview:
        typer.echo(f"GW2Optimizer is at {preview.url}\nPress Ctrl-C to end it.")
        if is_opened:
            await asyncio.to_thread(webbrowser.open, preview.url)
        waits = [asyncio.ensure_future(stopped.wait()), asyncio.ensure_future(preview.wait_closed())]
        await asyncio.wait(waits, return_when=asyncio.FIRST_COMPLETED)
        for wait in waits:
            wait.cancel()
    typer.echo("Ended. What was saved is kept for the next time.")


@contextlib.asynccontextmanager
async def _opened(file: Path, *, channel: str, port: int) -> "AsyncIterator[simcord.Preview]":
    import simcord

    from bot.app import Bot
    from bot.cli.collecting import open_events
    from bot.cli.compose import open_services
    from bot.cli.demo import CHANNELS, OPERATOR, build_guild, chat, furnish, speak
    from bot.cli.linking import keep_secret, open_doorway
    from bot.cli.migrate import upgrade
    from bot.gateways.metrics.prometheus import PrometheusMeters
    from cogs.ui.translator import CommandTranslator

    if channel not in CHANNELS:
        raise Refusal(f"the demo guild has no channel {channel!r}; choose one of {', '.join(CHANNELS)}")
    url = f"sqlite+aiosqlite:///{file}"
    await asyncio.to_thread(upgrade, url)
    async with (
        open_events(file.with_name(TRY_EVENTS)) as events,
        open_doorway(secrets=[keep_secret(file.with_name(TRY_SEAL))]) as doorway,
        open_services(url, doorway=doorway, events=events, meters=PrometheusMeters()) as services,
    ):
        bot = Bot(services=services, translator=CommandTranslator())
        env = simcord.Env(bot, shard_count=1, check_errors=False, settle_timeout=_PATIENCE_S)
        demo = build_guild(env)
        speak(env, demo.locales)
        bot.owner_ids = {demo.members[OPERATOR].id}
        # the simulation begins on a fixed day: the ids made so far are the same at every start, and the database
        # relies on them; from here on it is today
        _catch_up(env)
        async with _started(env):
            env.backend.edit_bot_profile("GW2Optimizer")
            await bot.tree.sync()
            await furnish(demo, services)
            shown = demo.guild.channels[channel]
            await chat(demo, shown)
            async with _previewed(env, shown, list(demo.members.values()), port) as preview:
                jobs = asyncio.create_task(_do_jobs(bot))
                yield preview
                jobs.cancel()


@contextlib.asynccontextmanager
async def _started(env: "simcord.Env") -> AsyncIterator[None]:
    await env.start()
    try:
        yield
    finally:
        await env.shutdown()


@contextlib.asynccontextmanager
async def _previewed(
    env: "simcord.Env", channel: "simcord.ChannelHandle", viewers: "list[simcord.MemberActor]", port: int
) -> "AsyncIterator[simcord.Preview]":
    from simcord import SetupError

    async with contextlib.AsyncExitStack() as stack:
        page = env.preview(channel, viewers=viewers, layout="channel", port=port or None)
        try:
            preview = await stack.enter_async_context(page)
        except (SetupError, OSError) as error:
            raise Refusal(f"cannot serve on port {port}: {error}; choose another --port") from error
        clock = asyncio.create_task(_keep_time(env, preview))
        stack.callback(clock.cancel)
        yield preview


def _catch_up(env: "simcord.Env") -> None:
    env.backend.advance_clock(max(0.0, (datetime.now(UTC) - env.now()).total_seconds()))


async def _do_jobs(bot: "Bot") -> None:
    """Do what is due, beside the bot's own loop: the simulation lets that one go on only when somebody clicks."""
    while True:
        await asyncio.sleep(_JOBS_SECONDS)
        with contextlib.suppress(BotError):
            await bot.services.jobs.work(bot.handlers)


async def _keep_time(env: "simcord.Env", preview: "simcord.Preview") -> None:
    """Let the simulation's clock, which stands still by itself, go with ours, and the page's with it.

    Not at each click: a click that is older than three seconds when it is answered has failed, as on Discord.
    """
    while True:
        await asyncio.sleep(_TICK_SECONDS)
        _catch_up(env)
        preview.capture_time = env.now()
