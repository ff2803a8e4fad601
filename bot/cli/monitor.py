"""What an operator's programs ask the running bot: `/metrics`, `/livez` and `/readyz`, by HTTP, where a port is set."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING, Final

from aiohttp import web

from bot.cli.readings import Readings
from bot.cli.refusal import Refusal
from bot.gateways.metrics.prometheus import PrometheusMeters

if TYPE_CHECKING:
    from sqlalchemy.ext.asyncio import AsyncEngine

    from bot.app import Bot
    from bot.cli.readiness import Readying
    from config.settings import MonitorSettings

TEXT: Final = "text/plain; version=0.0.4; charset=utf-8"
LAG_EVERY_S: Final = 0.5
CLOSE_S: Final = 1.0
_EVENTS: Final = {"connect": "connected", "resumed": "resumed", "disconnect": "disconnected"}
_NOT_READY: Final = 503


@asynccontextmanager
async def monitoring(
    bot: "Bot", engine: "AsyncEngine", readying: "Readying", settings: "MonitorSettings"
) -> AsyncIterator[None]:
    """Answer while the block lasts, if the bot has meters; raises Refusal where the port is taken."""
    meters, port = bot.services.meters, settings.port
    if port is None or not isinstance(meters, PrometheusMeters):
        yield
        return
    runner = web.AppRunner(
        _build(meters, Readings(bot, engine, readying), readying), access_log=None, shutdown_timeout=CLOSE_S
    )
    await runner.setup()
    _count_events(bot, meters)
    lagging = asyncio.create_task(_measure_lag(meters), name="event loop lag")
    try:
        await _listen(runner, settings.host, port)
        yield
    finally:
        lagging.cancel()
        await runner.cleanup()


async def _listen(runner: web.AppRunner, host: str, port: int) -> None:
    try:
        await web.TCPSite(runner, host, port, reuse_address=True).start()
    except OSError as error:
        raise Refusal(f"cannot listen on {host}:{port}: {error.strerror}; see METRICS_HOST and METRICS_PORT") from error


def _build(meters: PrometheusMeters, readings: Readings, readying: "Readying") -> web.Application:
    async def metrics(_request: web.Request) -> web.Response:
        await readings.renew()
        return web.Response(body=meters.to_text(), headers={"Content-Type": TEXT})

    async def livez(_request: web.Request) -> web.Response:
        return web.Response(text="alive\n")  # who can say so lives

    async def readyz(_request: web.Request) -> web.Response:
        found = await readying.look()
        lines = [*(found.faults or ("ready",)), *(f"degraded: {flaw}" for flaw in found.flaws)]
        return web.Response(text="\n".join(lines) + "\n", status=200 if found.is_ready else _NOT_READY)

    meters.add_readings(readings)
    application = web.Application()
    application.add_routes([web.get("/metrics", metrics), web.get("/livez", livez), web.get("/readyz", readyz)])
    return application


def _count_events(bot: "Bot", meters: PrometheusMeters) -> None:
    for name in ("connect", "resumed", "disconnect"):

        async def count(_shard: int, event: str = _EVENTS[name]) -> None:
            meters.note_event(event)

        bot.add_listener(count, f"on_shard_{name}")


async def _measure_lag(meters: PrometheusMeters) -> None:
    clock = asyncio.get_running_loop().time
    while True:
        due = clock() + LAG_EVERY_S
        await asyncio.sleep(LAG_EVERY_S)
        meters.note_lag(max(0.0, clock() - due))
