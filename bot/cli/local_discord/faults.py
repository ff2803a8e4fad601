"""How the local Discord misbehaves when it is told to: too many, my fault, a cut connection."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from typing import Literal

from aiohttp import web

from bot.cli.local_discord.payloads import JSON, to_response

How = Literal["cut", "fail", "too many"]
_ANSWERS: dict[str, tuple[int, JSON]] = {
    "fail": (500, {"message": "500: Internal Server Error", "code": 0}),
    "too many": (429, {"message": "You are being rate limited.", "retry_after": 0.1, "global": False}),
}


@dataclass
class Faults:
    """What goes wrong next, by a part of the request's method and path."""

    acknowledged: set[str] = field(default_factory=set)
    """Interactions that had their first answer; Discord takes no second one."""
    _pending: list[tuple[str, How, bool]] = field(default_factory=list)

    def order(self, request: str, how: How, *, times: int = 1, arrives: bool = False) -> None:
        """Let the next requests with `request` in them go wrong; those that arrive are done all the same."""
        self._pending += [(request, how, arrives)] * times

    @property
    def left(self) -> int:
        """How many faults nothing came for yet."""
        return len(self._pending)

    def acknowledge(self, interaction: str) -> web.Response | None:
        """Note a first answer; for a second one, return what Discord says to it."""
        if interaction in self.acknowledged:
            refusal = {"message": "Interaction has already been acknowledged.", "code": 40060}
            return to_response(refusal, status=400)
        self.acknowledged.add(interaction)
        return None

    @web.middleware
    async def misbehave(
        self, request: web.Request, handler: Callable[[web.Request], Awaitable[web.StreamResponse]]
    ) -> web.StreamResponse:
        """Stand between the wire and the rest of the server."""
        said = f"{request.method} {request.path}"
        fault = next((one for one in self._pending if one[0] in said), None)
        if fault is None:
            return await handler(request)
        self._pending.remove(fault)
        _, how, arrives = fault
        if arrives:
            await handler(request)
        if how == "cut":
            if request.transport is not None:
                request.transport.close()
            return web.Response()
        status, body = _ANSWERS[how]
        answer = to_response(body, status=status)
        answer.headers["Via"] = "1.1 google"  # without it, discord.py takes a 429 for a ban
        return answer
