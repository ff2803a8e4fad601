"""Threads and scheduled events of the local Discord: what the bot puts around its posts. And who is still there."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from aiohttp import web

from bot.cli.local_discord.payloads import APPLICATION, GUILD, JSON, member_payload, to_response

_HAS_THREAD = {"message": "A thread has already been created for this message", "code": 160004}
_UNKNOWN_EVENT = {"message": "Unknown Guild Scheduled Event", "code": 10070}
_UNKNOWN_MEMBER = {"message": "Unknown Member", "code": 10007}
_SCHEDULED = 1


@dataclass
class Around:
    """What stands around posts, as it is by now."""

    threads: dict[str, JSON] = field(default_factory=dict)
    """By the message that each hangs on."""
    events: dict[str, JSON] = field(default_factory=dict)
    left: set[int] = field(default_factory=set)
    """People who left the guilds; everybody else is there."""
    _next: int = 6000000000000000001

    def routes(self) -> Sequence[web.RouteDef]:
        """Return what is answered here."""
        events = "/api/v10/guilds/{guild}/scheduled-events"
        return (
            web.post("/api/v10/channels/{channel}/messages/{message}/threads", self._start_thread),
            web.get(events, self._list_events),
            web.post(events, self._make_event),
            web.get(events + "/{event}", self._show_event),
            web.patch(events + "/{event}", self._change_event),
            web.delete(events + "/{event}", self._delete_event),
            web.get("/api/v10/guilds/{guild}/members/{user}", self._show_member),
        )

    async def _show_member(self, request: web.Request) -> web.Response:
        user = int(request.match_info["user"])
        return to_response(_UNKNOWN_MEMBER, status=404) if user in self.left else to_response(member_payload(user))

    async def _start_thread(self, request: web.Request) -> web.Response:
        message = request.match_info["message"]
        if message in self.threads:
            return to_response(_HAS_THREAD, status=400)
        body: JSON = await request.json()
        self.threads[message] = body | {"id": message, "type": 11, "guild_id": str(GUILD)}
        return to_response(self.threads[message])

    async def _list_events(self, _request: web.Request) -> web.Response:
        return to_response(list(self.events.values()))

    async def _make_event(self, request: web.Request) -> web.Response:
        identifier, self._next = str(self._next), self._next + 1
        fixed = {"id": identifier, "guild_id": str(GUILD), "creator_id": str(APPLICATION), "status": _SCHEDULED}
        self.events[identifier] = await request.json() | fixed
        return to_response(self.events[identifier])

    async def _show_event(self, request: web.Request) -> web.Response:
        found = self.events.get(request.match_info["event"])
        return to_response(_UNKNOWN_EVENT, status=404) if found is None else to_response(found)

    async def _change_event(self, request: web.Request) -> web.Response:
        found = self.events.get(request.match_info["event"])
        if found is None:
            return to_response(_UNKNOWN_EVENT, status=404)
        found |= await request.json()
        return to_response(found)

    async def _delete_event(self, request: web.Request) -> web.Response:
        is_there = self.events.pop(request.match_info["event"], None) is not None
        return web.Response(status=204) if is_there else to_response(_UNKNOWN_EVENT, status=404)
