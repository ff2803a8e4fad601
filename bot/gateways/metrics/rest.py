"""Looks on while Discord's REST API is asked: each try of the library's counts, also those it makes again by itself."""

from collections.abc import Callable
from time import perf_counter
from types import SimpleNamespace
from typing import Final

import aiohttp

from bot.gateways.metrics.meters import Meters

NO_ANSWER: Final = "none"
"""In place of a status: the connection broke."""
_ACCEPTED: Final = range(200, 300)


def build_trace(meters: Meters, on_heard: Callable[[], None]) -> aiohttp.TraceConfig:
    """Return what a client session wants to know; `on_heard` is told of the first sign to a person."""

    async def begin(_session: aiohttp.ClientSession, context: SimpleNamespace, _: object) -> None:
        context.began = perf_counter()

    async def end(
        _session: aiohttp.ClientSession, context: SimpleNamespace, told: aiohttp.TraceRequestEndParams
    ) -> None:
        status = told.response.status
        meters.note_answer(told.method, str(status), perf_counter() - context.began)
        if status in _ACCEPTED and told.url.path.endswith("/callback"):
            on_heard()

    async def fail(
        _session: aiohttp.ClientSession, context: SimpleNamespace, told: aiohttp.TraceRequestExceptionParams
    ) -> None:
        meters.note_answer(told.method, NO_ANSWER, perf_counter() - context.began)

    trace = aiohttp.TraceConfig()
    trace.on_request_start.append(begin)
    trace.on_request_end.append(end)
    trace.on_request_exception.append(fail)
    return trace
