"""A bot in a process of its own that may die, between a local Discord and a database that both outlive it."""

import asyncio
import json
import re
from collections import Counter
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from sqlalchemy import func, select, update
from sqlalchemy.ext.asyncio import AsyncEngine

from bot.app import Bot, Services
from bot.cli.local_discord.answers import Answers
from bot.cli.local_discord.payloads import CHANNEL, GUILD, JSON, PERSON, member_payload
from bot.cli.local_discord.server import DiscordServer
from bot.domain.ids import ChannelId, GuildId, UserId
from bot.domain.raids import Answer, Raid, Roster
from bot.domain.viewer import MEMBER, GuildRole, Viewer
from bot.models import JobRow
from bot.services.raids.timetable import ATTEND, REMIND
from cogs.raids.board import post_of
from tests.cli.dying import order, steps_of
from tests.cli.nursery import Child, Nursery
from tests.cli.process import PATIENCE_S, settings_for

LEADER = Viewer(UserId(PERSON), GuildId(GUILD), GuildRole.LEADER)
PEOPLE = tuple(UserId(5000000000000000001 + number) for number in range(6))
"""Enough for a fractal, and one to wait."""
_LATER = (ATTEND, REMIND)
"""Kinds of jobs that wait for their time."""
State = tuple[str, tuple[tuple[int, str, int], ...], tuple[tuple[int, int, int], ...]]


@dataclass
class Stage:
    """Keeps a bot running that is told at which step to die."""

    server: DiscordServer
    engine: AsyncEngine
    services: Services
    url: str
    folder: Path
    nursery: Nursery
    seen: int = 0
    """How many messages of the local Discord's belong to raids that are over and done with."""
    _bot: Child | None = None

    async def live(self) -> None:
        """Start the bot where it does not run; what a dead one had in hand is free again, as after a minute."""
        self.end()
        self.live_on()
        async with self.engine.begin() as connection:
            past = datetime.now(UTC) - timedelta(seconds=1)
            await connection.execute(update(JobRow).where(JobRow.leased_until.is_not(None)).values(leased_until=past))
        self.server.ready.clear()
        settings = {**settings_for(self.server), "DATABASE_URL": self.url}
        self._bot = self.nursery.start(self.folder, **settings)
        await asyncio.wait_for(self.server.ready.wait(), PATIENCE_S)

    def end(self) -> None:
        """End the bot, whatever it does."""
        if self._bot is not None:
            self._bot.kill()

    def die_at(self, step: int) -> None:
        order(self.folder / "dying", step)

    def live_on(self) -> None:
        order(self.folder / "dying", None)

    def steps(self) -> list[str]:
        return steps_of(self.folder / "dying")

    def is_dead(self) -> bool:
        return self._bot is None or self._bot.is_dead()

    async def rest(self, raid: Raid) -> None:
        """Wait until the bot has nothing more to do for a raid, or died. What waits for its time does not wait here."""
        mine = JobRow.key.contains(raid.short_id)
        now = mine & JobRow.kind.not_in(_LATER)
        async with asyncio.timeout(PATIENCE_S):
            while not self.is_dead():
                async with self.engine.begin() as connection:
                    free = update(JobRow).where(now, JobRow.leased_until.is_(None))
                    await connection.execute(free.values(due_at=datetime.now(UTC)))
                due = now | (mine & (JobRow.due_at <= datetime.now(UTC)))
                async with self.engine.connect() as connection:
                    if not await connection.scalar(select(func.count()).select_from(JobRow).where(due)):
                        return
                await asyncio.sleep(0.1)

    async def press(self, verb: str, raid: Raid, user: UserId) -> Answers:
        """Let somebody press a button about a raid; wait for what becomes of it, or the bot's end."""
        member = member_payload(user, leads=user == PERSON)
        return await self._answered(await self.server.press(f"{verb}:{raid.short_id}", member=member))

    async def _answered(self, answers: Answers) -> Answers:
        async with asyncio.timeout(PATIENCE_S):
            while len(answers.sent) < 2 and not self.is_dead():  # noqa: ASYNC110 - the end is another process's
                await asyncio.sleep(0.02)
        return answers

    async def plan(self, *, people: int = 0, is_open: bool = True) -> Raid:
        """Plan a fractal, posted by the bot, with some who signed up."""
        raids = self.services.raids
        raid = await raids.plan(LEADER, "Daily", "in 2 hours", "fractal", channel=ChannelId(CHANNEL), zone="UTC")
        if is_open:
            await raids.open(LEADER, raid.short_id)
        for user in PEOPLE[:people]:
            await self.services.signups.answer(Viewer(user, LEADER.guild, MEMBER), raid.short_id, Answer.SIGNED)
        return raid

    async def state(self, raid: Raid) -> State:
        roster = await self.roster(raid)
        entries = tuple((entry.user, entry.answer.value, entry.turn) for entry in roster.entries)
        sits = tuple((user, seat.subgroup, seat.place) for user, seat in sorted(roster.seat_by_user.items()))
        return roster.raid.status.value, entries, sits

    async def roster(self, raid: Raid) -> Roster:
        return await self.services.raids.require(LEADER, raid.short_id)

    def posted(self) -> list[JSON]:
        """Return the messages about the raid at hand, as they are by now."""
        return list(self.server.channels.messages.values())[self.seen :]

    def pings(self) -> Counter[int]:
        """Return how often each person was mentioned so that their phone rings, or written to."""
        allowed = [sent.get("allowed_mentions") or {} for sent in self.posted()]
        mentioned = [int(user) for one in allowed for user in one.get("users", ())]
        mailboxes = self.server.channels.mailboxes
        written = [mailboxes[sent["channel_id"]] for sent in self.posted() if sent["channel_id"] in mailboxes]
        return Counter([*mentioned, *written])

    async def check_post(self, raid: Raid) -> None:
        """See that the raid's post stands once and shows what is so."""
        roster = await self.roster(raid)
        posts = [sent for sent in self.posted() if f"`{raid.short_id}`" in json.dumps(sent.get("components"))]
        assert len(posts) == (roster.raid.message is not None), posts
        if posts:
            shown: object = post_of(Bot(services=self.services), roster).to_components()  # type: ignore[no-untyped-call]
            assert list(texts(posts[0]["components"])) == list(texts(shown))


def texts(part: object) -> list[str]:
    """Return all text of a message in its order; what is said by the clock is left out."""
    if isinstance(part, dict):
        own = [re.sub(r"<t:\d+:\w>", "", part["content"])] if "content" in part else []
        return own + texts(part.get("components", []))
    return [text for inner in part for text in texts(inner)] if isinstance(part, list) else []
