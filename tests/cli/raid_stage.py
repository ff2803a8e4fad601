"""A bot in a process of its own that may die, between a local Discord and a database that both outlive it."""

import asyncio
import json
import re
from collections import Counter
from collections.abc import Awaitable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from sqlalchemy import func, select, update
from sqlalchemy.ext.asyncio import AsyncEngine

from bot.app import Bot, Services
from bot.cli.local_discord.answers import Answers
from bot.cli.local_discord.payloads import (
    APPLICATION,
    CHANNEL,
    GUILD,
    JSON,
    PERSON,
    guild_payload,
    member_payload,
    user_payload,
)
from bot.cli.local_discord.server import DiscordServer
from bot.domain.ids import ChannelId, GuildId, UserId
from bot.domain.raid_options import PLAIN, Options
from bot.domain.raids import Answer, Raid, Roster
from bot.domain.viewer import MEMBER, GuildRole, Viewer
from bot.models import JobRow, MarkRow, RaidRow, SheetRow
from bot.services.learning.nights import TRAIN
from bot.services.raids.announcing import SAY
from bot.services.raids.planning import PLAN_NEXT
from bot.services.raids.timetable import ATTEND, REMIND
from cogs.raids.board import post_of
from tests.cli.dying import order, steps_of
from tests.cli.nursery import Child, Nursery
from tests.cli.process import PATIENCE_S, settings_for

LEADER = Viewer(UserId(PERSON), GuildId(GUILD), GuildRole.LEADER)
PEOPLE = tuple(UserId(5000000000000000001 + number) for number in range(6))
"""Enough for a fractal, and one to wait."""
ROLE = 2000000000000000009
"""Anybody may mention it."""
_LATER = (ATTEND, PLAN_NEXT, REMIND, SAY, TRAIN)
"""Kinds of jobs that wait for their time. A process that trains outlives the bot whose end is not asked for."""


@dataclass(frozen=True)
class State:
    """What the database knows of a raid, in words that are the same for every raid that the same was done to."""

    core: tuple[object, ...]
    """What one transaction writes: it is as before, or as after it."""
    around: tuple[object, ...]
    """What is made step by step, each step of which stands for itself."""


@dataclass
class Stage:
    """Keeps a bot running that is told at which step to die."""

    server: DiscordServer
    engine: AsyncEngine
    services: Services
    url: str
    folder: Path
    nursery: Nursery
    at_first: Roster | None = None
    """The raid at hand as it was when people were shown what they press now."""
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
            await connection.execute(update(JobRow).where(JobRow.kind == SAY).values(due_at=past))
        self.server.ready.clear()
        self.server.make_guild = _guild
        settings = {**settings_for(self.server), "DATABASE_URL": self.url}
        self._bot = self.nursery.start(self.folder, **settings)
        await asyncio.wait_for(self.server.ready.wait(), PATIENCE_S)

    def end(self) -> None:
        """End the bot, whatever it does."""
        if self._bot is not None:
            self._bot.kill()

    def die_at(self, step: int | str) -> None:
        order(self.folder / "dying", step)

    def live_on(self) -> None:
        order(self.folder / "dying", None)

    def steps(self) -> list[str]:
        return steps_of(self.folder / "dying")

    @property
    def pid(self) -> int | None:
        return None if self._bot is None else self._bot.pid

    def is_dead(self) -> bool:
        return self._bot is None or self._bot.is_dead()

    async def rest(self) -> None:
        """Wait until the bot has nothing more to do, or died. What waits for its time does not wait here."""
        now = JobRow.kind.not_in(_LATER)
        async with asyncio.timeout(PATIENCE_S):
            while not self.is_dead():
                async with self.engine.begin() as connection:
                    free = update(JobRow).where(now, JobRow.leased_until.is_(None))
                    await connection.execute(free.values(due_at=datetime.now(UTC)))
                due = now | (JobRow.due_at <= datetime.now(UTC))
                async with self.engine.connect() as connection:
                    if not await connection.scalar(select(func.count()).select_from(JobRow).where(due)):
                        return
                await asyncio.sleep(0.1)

    async def press(self, verb: str, ref: str, user: UserId) -> None:
        """Let somebody press a button; wait for what becomes of it, or the bot's end."""
        await self._sent(self.server.press(f"{verb}:{ref}", member=_member(user)))

    async def choose(self, verb: str, value: str) -> None:
        """Let the leader choose in a select, likewise."""
        await self._sent(self.server.choose(verb, value, member=_member(LEADER.user)))

    async def choose_person(self, verb: str, ref: str, user: UserId) -> None:
        """Let the leader choose a member, likewise."""
        await self._sent(self.server.choose_person(f"{verb}:{ref}", user, member=_member(LEADER.user)))

    async def submit(self, verb: str, ref: str, **texts: str) -> None:
        """Let the leader send a form, likewise."""
        await self._sent(self.server.submit(f"{verb}:{ref}", texts, member=_member(LEADER.user)))

    async def _sent(self, sending: Awaitable[Answers]) -> None:
        await self._answered(await sending)

    async def _answered(self, answers: Answers) -> Answers:
        async with asyncio.timeout(PATIENCE_S):
            while len(answers.sent) < 2 and not self.is_dead():  # noqa: ASYNC110 - the end is another process's
                await asyncio.sleep(0.02)
        return answers

    async def plan(self, *, people: int = 0, is_open: bool = True, options: Options = PLAIN) -> Raid:
        """Plan a fractal, posted by the bot, with some who signed up."""
        raids = self.services.raids
        raid = await raids.plan(LEADER, "Daily", "in 2 hours", "fractal", channel=ChannelId(CHANNEL), zone="UTC")
        if options != PLAIN:
            await self.services.raid_editor.set_options(LEADER, raid.short_id, raid.revision, options)
        if is_open:
            await raids.open(LEADER, raid.short_id)
        for user in PEOPLE[:people]:
            await self.services.signups.answer(Viewer(user, LEADER.guild, MEMBER), raid.short_id, Answer.SIGNED)
        return raid

    async def state(self, raid: Raid) -> State:
        roster = await self.roster(raid)
        now, status = roster.raid, roster.raid.status.value
        entries = tuple((entry.user, entry.answer.value, entry.turn, entry.benched) for entry in roster.entries)
        sits = tuple((user, seat.at, seat.pinned) for user, seat in sorted(roster.seat_by_user.items()))
        core = (status, now.title, entries, sits, await self._timetable(now), await self._sheet(now))
        around = (now.thread is not None, now.event is not None, now.pinged, await self._dates(now))
        return State(core, around)

    async def _timetable(self, raid: Raid) -> tuple[object, ...]:
        """Return which reminders are to come how long before the raid; nothing where a test moved its start by hand."""
        if raid.starts_at != raid.wall.replace(tzinfo=UTC):
            return ()
        async with self.engine.connect() as connection:
            mine = select(JobRow.key, JobRow.due_at).where(JobRow.kind == REMIND, JobRow.key.contains(raid.short_id))
            rows = (await connection.execute(mine.order_by(JobRow.key))).all()
        return tuple((key.partition(":")[2], raid.starts_at - due) for key, due in rows)

    async def _sheet(self, raid: Raid) -> tuple[object, ...]:
        """Return who came, as noted."""
        async with self.engine.connect() as connection:
            marks = (
                select(MarkRow.user_id, MarkRow.presence).where(MarkRow.raid_id == raid.id).order_by(MarkRow.user_id)
            )
            saved = select(func.count()).select_from(SheetRow).where(SheetRow.raid_id == raid.id)
            rows = (await connection.execute(marks)).all()
            return (*((user, presence) for user, presence in rows), await connection.scalar(saved))

    async def _dates(self, raid: Raid) -> tuple[object, ...]:
        """Return for each date of the raid's series how often it stands in the channel."""
        if raid.series is None:
            return ()
        async with self.engine.connect() as connection:
            dates = select(RaidRow.short_id).where(RaidRow.series_id == raid.series).order_by(RaidRow.starts_at)
            ids = (await connection.scalars(dates)).all()
        return tuple(len(self._posts_of(short_id)) for short_id in ids)

    async def roster(self, raid: Raid) -> Roster:
        return await self.services.raids.require(LEADER, raid.short_id)

    def posted(self) -> list[JSON]:
        """Return the messages about the raid at hand, as they are by now."""
        return list(self.server.channels.messages.values())[self.seen :]

    def pings(self) -> Counter[int]:
        """Return how often each person or role was mentioned so that a phone rings, or written to."""
        allowed = [sent.get("allowed_mentions") or {} for sent in self.posted()]
        mentioned = [int(who) for one in allowed for who in (*one.get("users", ()), *one.get("roles", ()))]
        mailboxes = self.server.channels.mailboxes
        written = [mailboxes[sent["channel_id"]] for sent in self.posted() if sent["channel_id"] in mailboxes]
        return Counter([*mentioned, *written])

    def _posts_of(self, short_id: str) -> list[JSON]:
        return [sent for sent in self.posted() if f"`{short_id}`" in json.dumps(sent.get("components"))]

    async def check_post(self, raid: Raid) -> None:
        """See that the raid's post stands once and shows what is so."""
        roster = await self.roster(raid)
        posts = self._posts_of(raid.short_id)
        assert len(posts) == (roster.raid.message is not None), posts
        if posts:
            shown: object = post_of(Bot(services=self.services), roster).to_components()  # type: ignore[no-untyped-call]
            assert list(texts(posts[0]["components"])) == list(texts(shown))


def _guild(identifier: int) -> JSON:
    """Return the guild with the bot in it, and a role."""
    guild = guild_payload(identifier)
    (everyone,) = guild["roles"]
    role = {**everyone, "id": str(ROLE), "name": "Raiders", "mentionable": True, "position": 1}
    me = {**member_payload(), "user": user_payload(APPLICATION, "GW2Optimizer", is_bot=True)}
    return {**guild, "roles": [everyone, role], "members": [me]}


def _member(user: UserId) -> JSON:
    return member_payload(user, leads=user == PERSON)


def texts(part: object) -> list[str]:
    """Return all text of a message in its order; what is said by the clock is left out."""
    if isinstance(part, dict):
        own = [re.sub(r"<t:\d+:\w>", "", part["content"])] if "content" in part else []
        return own + texts(part.get("components", []))
    return [text for inner in part for text in texts(inner)] if isinstance(part, list) else []
