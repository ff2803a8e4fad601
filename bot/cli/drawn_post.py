"""The post of one raid at a Discord on this machine, drawn as the bot draws it: for benchmarks of what changes it."""

import asyncio
import contextlib
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass

from discord.http import Route
from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncEngine
from typing_extensions import override

from bot.app import Bot, Services
from bot.cli.local_discord.payloads import JSON
from bot.cli.local_discord.server import TOKEN, DiscordServer
from bot.domain.raids import Roster
from bot.errors import StorageUnavailableError
from bot.models import JobRow
from bot.services.raids.planning import DRAW
from cogs.raids.board import draw_or_note, post_of, served

_LOOK_S = 0.1
_PATIENCE_S = 60.0


class _Drawer(Bot):
    """A bot without commands, that does nothing by itself: its database may be somebody's own."""

    @override
    async def setup_hook(self) -> None:
        """Load nothing."""


@dataclass(frozen=True)
class DrawnPost:
    """The post as it stands."""

    server: DiscordServer
    bot: Bot
    engine: AsyncEngine
    ref: str

    @property
    def edits(self) -> int:
        """How often it was drawn again."""
        return sum(request.startswith("PATCH ") for request in self.server.requests)

    async def settle(self) -> None:
        """Wait until nothing is left to be drawn."""
        async with asyncio.timeout(_PATIENCE_S):
            while await self._is_due():  # noqa: ASYNC110 - the end is the database's
                await asyncio.sleep(_LOOK_S)

    def is_true(self, roster: Roster) -> bool:
        """Tell whether it stands once and shows this, to the last character."""
        posts: list[JSON] = list(self.server.channels.messages.values())
        expected = json.dumps(post_of(self.bot, roster).to_components())  # type: ignore[no-untyped-call]
        return [one["components"] for one in posts] == [json.loads(expected)]

    async def work(self) -> None:
        """Draw it whenever a job says so; other raids' jobs are left to whoever draws those."""
        while True:
            with contextlib.suppress(StorageUnavailableError):  # as the bot, it looks again
                await self.bot.services.jobs.work({DRAW: self._draw})
            await asyncio.sleep(_LOOK_S)

    async def _draw(self, ref: str) -> bool:
        if ref != self.ref:
            return False
        try:
            return await served(draw_or_note(self.bot, ref))
        except StorageUnavailableError:  # it waited too long behind those who press
            return False

    async def _is_due(self) -> bool:
        waiting = select(JobRow.id).where(JobRow.kind == DRAW, JobRow.key == self.ref)
        async with self.engine.connect() as connection:
            return await connection.scalar(waiting) is not None


@asynccontextmanager
async def drawn_post(services: Services, engine: AsyncEngine, ref: str) -> AsyncIterator[DrawnPost]:
    """Have a raid posted, and drawn as long as the block lasts."""
    usual = Route.BASE
    async with DiscordServer.open() as server, _Drawer(services=services) as bot:
        Route.BASE = server.api_url
        try:
            await bot.login(TOKEN)
            post = DrawnPost(server, bot, engine, ref)
            working = asyncio.create_task(post.work(), name="draw the post")
            try:
                await post.settle()
                yield post
            finally:
                working.cancel()
                await asyncio.wait({working})
        finally:
            Route.BASE = usual
