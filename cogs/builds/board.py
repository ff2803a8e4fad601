"""The builds channel: what is public in a server is posted there, kept as it is now, and taken down again.

The database says what should stand where; `tidy` makes it so. Whatever Discord refuses becomes a fault that the build's
owner reads on its card.
"""

import asyncio
import contextlib
from collections.abc import Iterable, Iterator
from dataclasses import replace
from hashlib import blake2b
from typing import TYPE_CHECKING, Any, TypeAlias

import aiohttp
import discord
import structlog
from discord.ext import commands, tasks
from typing_extensions import override

from bot.app import JOBS_NAME
from bot.domain.builds import Build
from bot.domain.ids import ChannelId, GuildId, MessageId
from bot.domain.posts import PostFault
from bot.domain.viewer import Viewer
from bot.errors import StorageUnavailableError
from bot.services.noticeboard import Errand
from bot.services.tracing import own_id
from cogs.builds import text
from cogs.builds.controls import post_card
from cogs.builds.tags import find_tags
from cogs.ui.limits import NONCE, THREAD_NAME, clip
from cogs.ui.sending import is_passing
from cogs.ui.words import Words, words_for

if TYPE_CHECKING:
    from bot.app import Bot

_log = structlog.get_logger(__name__)

EVERY_S = 2.0
"""How often is looked for something to do: a read of a small index."""
LANES = 20
"""Guilds that are tidied at once."""
_ERRAND_S = 30.0
"""How long one errand may take."""
_BATCH_S = 20.0
"""How long errands are begun that were taken together: the last of them ends before their lease."""
_LOST = 10
"""Posts of one name that are looked at, the newest first, before another is made."""

Channel: TypeAlias = "discord.TextChannel | discord.ForumChannel"


class Board(commands.Cog):
    """Runs errands as long as the bot runs, each guild's in a lane of its own."""

    def __init__(self, bot: "Bot") -> None:
        self._bot = bot
        self._lanes: dict[GuildId, asyncio.Task[None]] = {}

    @override
    async def cog_load(self) -> None:
        self.look.add_exception_type(Exception)  # logged with its cause, then tried again, a little later each time
        self.look.start()

    @override
    async def cog_unload(self) -> None:
        self.look.cancel()
        for lane in self._lanes.values():
            lane.cancel()

    @tasks.loop(seconds=EVERY_S)
    async def look(self) -> None:
        """Begin where something is to be done; a forum that asks for patience keeps no other guild waiting."""
        over = [self._lanes.pop(guild) for guild, lane in [*self._lanes.items()] if lane.done()]
        room = 0 if self._bot.is_ending else LANES - len(self._lanes)
        if room:
            waiting = await self._bot.services.noticeboard.find_waiting(self._lanes)
            for guild in [guild for guild in waiting if self._bot.holds(guild)][:room]:
                self._lanes[guild] = asyncio.create_task(tidy(self._bot, guild), name=JOBS_NAME)
        for lane in over:
            lane.result()

    @look.before_loop
    async def _until_ready(self) -> None:
        await self._bot.wait_until_ready()


async def tidy(bot: "Bot", guild: GuildId) -> None:
    """Make the builds channel of a guild show what the database says, one post after the other."""
    clock = asyncio.get_running_loop()
    while errands := await bot.services.noticeboard.take_errands(guild):
        until = clock.time() + _BATCH_S
        for errand in errands:
            with own_id():
                # what is left after that time comes again when its lease is over
                if bot.is_ending or (clock.time() < until and not await _run(bot, errand)):
                    return


async def _run(bot: "Bot", errand: Errand) -> bool:
    """Run an errand; false where Discord asks for patience, so that nothing else is tried in this guild now."""
    board, doing = bot.services.noticeboard, asyncio.wait_for(_do(bot, errand), _ERRAND_S)
    (error,) = await asyncio.gather(doing, return_exceptions=True)
    if isinstance(error, StorageUnavailableError):
        raise error
    is_away = isinstance(error, aiohttp.ClientError | TimeoutError)
    if is_away or (isinstance(error, discord.HTTPException) and is_passing(error)):
        _log.info("builds channel put off", error=type(error).__name__)
        await board.put_off_all(errand.post.guild)
        return False
    if isinstance(error, discord.HTTPException):
        _log.info("builds channel", status=error.status, code=error.code, wanted=errand.is_wanted)
        await (board.stuck(errand) if errand.is_standing_elsewhere else board.failed(errand, _fault_of(error)))
    elif error is not None:
        # a mistake of ours with one build keeps no other waiting
        _log.error("builds channel failed", exc_info=error)
        await board.put_off(errand)
    return True


def _fault_of(error: discord.HTTPException) -> PostFault:
    if isinstance(error, discord.Forbidden):
        return PostFault.FORBIDDEN
    if isinstance(error, discord.NotFound):
        return PostFault.CHANNEL_GONE
    return PostFault.TAG_REQUIRED if error.code == _TAG_REQUIRED else PostFault.REFUSED


_TAG_REQUIRED = 40067
"""Discord's code for a forum post without the tag that the forum asks for; topics/opcodes-and-status-codes."""


async def _do(bot: "Bot", errand: Errand) -> None:
    post, build, wanted = errand.post, errand.build, errand.channel
    if build is None or wanted is None or errand.is_standing_elsewhere:
        with contextlib.suppress(discord.NotFound):  # it, or its channel, is gone already
            await _take_down(bot, errand)
        await bot.services.noticeboard.taken_down(errand)
    elif post.message is None:
        await _put_up(bot, errand, build, wanted)
    else:
        await _draw_again(bot, errand, build, post.message)


async def _put_up(bot: "Bot", errand: Errand, build: Build, wanted: ChannelId) -> None:
    channel = await _fetch(bot, wanted)
    view = await _draw(bot, errand, build)
    if isinstance(channel, discord.ForumChannel):
        lost = await _find_lost(bot, channel, build)
        if lost is not None:
            told = replace(errand, post=replace(errand.post, channel=wanted, thread=ChannelId(lost.channel.id)))
            await _draw_again(bot, told, build, MessageId(lost.id))
            return
        tags = find_tags(channel.available_tags, build, bot.services)
        made = await channel.create_thread(name=clip(build.name, THREAD_NAME), view=view, applied_tags=tags)
        await bot.services.noticeboard.posted(errand, MessageId(made.message.id), ChannelId(made.thread.id))
        return
    sent = await channel.send(view=view, nonce=get_nonce(errand, wanted))
    await bot.services.noticeboard.posted(errand, MessageId(sent.id))


async def _find_lost(bot: "Bot", forum: discord.ForumChannel, build: Build) -> discord.Message | None:
    """Return the post of a process that died before it could note it; a forum takes no nonce.

    The threads are those that Discord told of when it let us in, and since: nothing is asked but where a name fits.
    """
    name, us = clip(build.name, THREAD_NAME), bot.user and bot.user.id
    alike = [thread for thread in forum.threads if (thread.name, thread.owner_id) == (name, us)]
    for thread in sorted(alike, key=lambda thread: thread.id, reverse=True)[:_LOST]:
        with contextlib.suppress(discord.NotFound, discord.Forbidden):
            async for message in thread.history(limit=1, oldest_first=True):
                if build.short_id in _find_refs(message.components):
                    return message
    return None


def _find_refs(components: Iterable[discord.Component]) -> Iterator[str]:
    """Yield what the buttons of a post are about."""
    for part in components:
        yield (getattr(part, "custom_id", None) or "").rpartition(":")[2]
        yield from _find_refs(getattr(part, "children", ()))


def get_nonce(errand: Errand, channel: ChannelId) -> str:
    """Return what Discord takes one message with only: a process that dies before it has told costs no second post.

    It looks at all that we write, so what is the same build for us is another message in another server.
    """
    said = f"{errand.post.build} {channel} {errand.post.changes}"
    return blake2b(said.encode(), digest_size=NONCE // 2).hexdigest()


async def _draw_again(bot: "Bot", errand: Errand, build: Build, message: MessageId) -> None:
    post, board = errand.post, bot.services.noticeboard
    try:
        if post.thread is not None:
            await _rename(bot, post.thread, build)
        place = bot.get_partial_messageable(post.thread or post.channel or 0)
        await place.get_partial_message(message).edit(view=await _draw(bot, errand, build))
    except discord.NotFound:
        await _fetch(bot, errand.channel)  # a channel that is gone is another fault than a post that is
        await board.failed(errand, PostFault.POST_GONE)
    else:
        await board.posted(errand, message, post.thread)


async def _rename(bot: "Bot", thread_id: ChannelId, build: Build) -> None:
    """Give a forum post its build's name and tags, and wake it: an archived one cannot be edited."""
    thread = await bot.fetch_channel(thread_id)
    if not isinstance(thread, discord.Thread) or not isinstance(thread.parent, discord.ForumChannel):
        return
    name, tags = clip(build.name, THREAD_NAME), find_tags(thread.parent.available_tags, build, bot.services)
    if thread.archived or (thread.name, {tag.id for tag in thread.applied_tags}) != (name, {tag.id for tag in tags}):
        await thread.edit(archived=False, name=name, applied_tags=tags)


async def _take_down(bot: "Bot", errand: Errand) -> None:
    post = errand.post
    if post.message is None or post.channel is None:
        return
    if post.thread is None:
        await bot.get_partial_messageable(post.channel).get_partial_message(post.message).delete()
        return
    try:
        await bot.http.delete_channel(post.thread)
    except discord.Forbidden:
        # without the right to manage threads: what others wrote below stays, what we wrote goes, the title included
        guild = await _find_guild(bot, errand)
        gone = _words(bot, guild)(text.POST_TAKEN_BACK)
        await bot.http.edit_channel(post.thread, name=clip(gone, THREAD_NAME), archived=False)
        with contextlib.suppress(discord.NotFound):
            await bot.get_partial_messageable(post.thread).get_partial_message(post.message).delete()
        await bot.http.edit_channel(post.thread, archived=True)


async def _fetch(bot: "Bot", channel: ChannelId | None) -> Channel:
    """Return a builds channel; raises NotFound for one that is gone, or is no place for posts."""
    found: Any = bot.get_channel(channel or 0) or await bot.fetch_channel(channel or 0)
    return found  # type: ignore[no-any-return]  # admins can choose no other kind


async def _draw(bot: "Bot", errand: Errand, build: Build) -> discord.ui.LayoutView:
    guild = await _find_guild(bot, errand)
    words = _words(bot, guild)
    return post_card(bot.services, build, words, Viewer.anyone_in(errand.post.guild))


def _words(bot: "Bot", guild: discord.Guild) -> Words:
    return words_for(bot.services.rulebook.get(GuildId(guild.id)).language or str(guild.preferred_locale))


async def _find_guild(bot: "Bot", errand: Errand) -> discord.Guild:
    return bot.get_guild(errand.post.guild) or await bot.fetch_guild(errand.post.guild)
