"""Keeps what stands around a raid's post: mentions a role once, makes a thread, keeps an event at the raid's time.

Each stands for itself: what Discord refuses costs no other, becomes a fault, and the leader is told of it once.
"""

from collections.abc import Awaitable, Callable
from datetime import timedelta
from typing import TYPE_CHECKING, Final, TypeAlias

import discord

from bot.domain.ids import ChannelId, EventId
from bot.domain.raid_options import POST_FAULTS, RaidFault
from bot.domain.raids import Raid, RaidStatus
from bot.services.jobs import Handler
from bot.services.raids.announcing import Saying
from bot.services.raids.planning import SURROUND
from cogs.raids import surroundings_text as text
from cogs.raids.faults import note_fault
from cogs.raids.render import post_link
from cogs.raids.saying import Message, announce
from cogs.ui.limits import EVENT_NAME, THREAD_NAME, clip
from cogs.ui.markup import shown
from cogs.ui.sending import is_passing
from cogs.ui.words import moment, words_for

if TYPE_CHECKING:
    from bot.app import Bot

_Step: TypeAlias = "Callable[[Bot, Raid, discord.Guild], Awaitable[None]]"

LASTS = timedelta(hours=3)
"""How long an event is said to last: nobody says when a raid ends."""
_ARCHIVED_AFTER: Final = 4320
"""Minutes without a message after which Discord folds a thread away: three days."""
_PING_FAULTS = frozenset({RaidFault.CANNOT_PING, RaidFault.ROLE_GONE})
_HAS_THREAD = 160004
"""Discord's code for a message that has a thread already; topics/opcodes-and-status-codes."""


def handlers(bot: "Bot") -> dict[str, Handler]:
    """Return who does it."""

    async def surround_later(ref: str) -> bool:
        return await surround(bot, ref)

    return {SURROUND: surround_later}


async def surround(bot: "Bot", ref: str) -> bool:
    """Make what is wanted and is not there; false where the post is not there yet, or Discord is to be asked again."""
    raid = await bot.services.surroundings.find(ref)
    if raid is None or raid.status is RaidStatus.DRAFT or raid.faults & POST_FAULTS:
        return True
    if raid.message is None and raid.status is RaidStatus.OPEN:
        return False
    try:
        guild = await _find_guild(bot, raid)
    except discord.HTTPException as error:
        return not is_passing(error)  # or else we are not there any more
    steps: tuple[tuple[_Step, RaidFault], ...] = (
        (_mention, RaidFault.CANNOT_PING),
        (_keep_thread, RaidFault.CANNOT_THREAD),
        (_keep_event, RaidFault.CANNOT_EVENT),
    )
    return all([await _done(bot, raid, guild, step, fault) for step, fault in steps])


async def _find_guild(bot: "Bot", raid: Raid) -> discord.Guild:
    """Return the raid's guild with its roles; of one that another process holds, Discord is asked."""
    guild = bot.get_guild(raid.guild)
    return await bot.fetch_guild(raid.guild) if guild is None or guild.unavailable else guild


async def _done(bot: "Bot", raid: Raid, guild: discord.Guild, step: _Step, fault: RaidFault) -> bool:
    try:
        await step(bot, raid, guild)
    except discord.Forbidden:
        await note_fault(bot, raid.short_id, fault)
    except discord.HTTPException as error:
        return not is_passing(error)
    return True


async def _mention(bot: "Bot", raid: Raid, guild: discord.Guild) -> None:
    """Mention the role, once; one that is gone or that nobody may mention is a fault."""
    if raid.options.ping is None or raid.pinged or raid.status is not RaidStatus.OPEN or raid.channel is None:
        return
    role = guild.get_role(raid.options.ping)
    if role is None or not await _may_mention(bot, guild, raid.channel, role):
        await note_fault(bot, raid.short_id, RaidFault.ROLE_GONE if role is None else RaidFault.CANNOT_PING)
        return
    saying = await bot.services.surroundings.pop_ping(raid.short_id)
    if saying is not None:
        await bot.services.surroundings.clear_faults(raid.short_id, _PING_FAULTS)
        await send_ping(bot, saying)


async def send_ping(bot: "Bot", saying: Saying) -> None:
    """Mention the role; that Discord refuses it is a fault."""
    raid, role, words = saying.raid, saying.announcement.role, words_for(saying.raid.locale)
    title, when = shown(raid.title, limit=80), moment(raid.starts_at, "F")
    said = words(text.PINGED, role=f"<@&{role}>", title=title, when=when, post=post_link(raid))
    try:
        await announce(bot, saying, [Message(said, role=role)])
    except discord.Forbidden:
        await note_fault(bot, raid.short_id, RaidFault.CANNOT_PING)


async def _may_mention(bot: "Bot", guild: discord.Guild, channel_id: ChannelId, role: discord.Role) -> bool:
    if role.is_default() or role.mentionable:
        return not role.is_default()
    assert bot.user is not None  # noqa: S101 - known since login
    me = guild.get_member(bot.user.id) or await guild.fetch_member(bot.user.id)
    channel = await _find_channel(guild, channel_id)
    if isinstance(channel, discord.Thread) and channel.parent is None:  # a guild that was fetched knows no channels
        channel = await _find_channel(guild, ChannelId(channel.parent_id))
    return (me.guild_permissions if channel is None else channel.permissions_for(me)).mention_everyone


async def _find_channel(
    guild: discord.Guild, channel_id: ChannelId
) -> discord.abc.GuildChannel | discord.Thread | None:
    """Return a channel or thread; None for one that is gone, or that we may not see."""
    try:
        return guild.get_channel_or_thread(channel_id) or await guild.fetch_channel(channel_id)
    except (discord.NotFound, discord.Forbidden):
        return None


async def _keep_thread(bot: "Bot", raid: Raid, guild: discord.Guild) -> None:
    """Make the thread; give it the raid's title again where that changed."""
    if raid.channel is None or raid.message is None:
        return
    name = clip(raid.title, THREAD_NAME)
    if raid.thread is not None:
        thread = await _find_channel(guild, raid.thread)
        if isinstance(thread, discord.Thread) and thread.name != name and not thread.archived:
            await thread.edit(name=name)
        return
    if not raid.options.with_thread or raid.status is not RaidStatus.OPEN:
        return
    try:
        await bot.http.start_thread_with_message(
            raid.channel, raid.message, name=name, auto_archive_duration=_ARCHIVED_AFTER
        )
    except discord.HTTPException as error:
        if error.code != _HAS_THREAD:  # made by somebody who died before noting it
            raise
    await bot.services.surroundings.note_thread(raid.short_id, ChannelId(raid.message))
    await bot.services.surroundings.clear_faults(raid.short_id, frozenset({RaidFault.CANNOT_THREAD}))


async def _keep_event(bot: "Bot", raid: Raid, guild: discord.Guild) -> None:
    """Make the event, keep it at the raid's time and title, take it away with a raid that is called off."""
    is_wanted = raid.options.with_event and raid.status is not RaidStatus.CANCELED
    if raid.event is None:
        if is_wanted and raid.starts_at > discord.utils.utcnow():
            event = await _find_event(bot, raid, guild) or await _make_event(raid, guild)
            await bot.services.surroundings.note_event(raid.short_id, EventId(event.id))
            await bot.services.surroundings.clear_faults(raid.short_id, frozenset({RaidFault.CANNOT_EVENT}))
        return
    try:
        event = await guild.fetch_scheduled_event(raid.event)
        name = clip(raid.title, EVENT_NAME)
        if not is_wanted:
            await event.delete()
        elif event.status is discord.EventStatus.scheduled and (event.name, event.start_time) != (name, raid.starts_at):
            await event.edit(name=name, start_time=raid.starts_at, end_time=raid.starts_at + LASTS)
    except discord.NotFound:
        is_wanted = False  # somebody took it away, and that stands
    if not is_wanted:
        await bot.services.surroundings.note_event(raid.short_id, None)


async def _find_event(bot: "Bot", raid: Raid, guild: discord.Guild) -> discord.ScheduledEvent | None:
    """Return the event that somebody made who died before noting it: it has the link to the post."""
    events = await guild.fetch_scheduled_events(with_counts=False)
    mine = (event for event in events if bot.user is not None and event.creator_id == bot.user.id)
    return next((event for event in mine if post_link(raid) in (event.description or "")), None)


async def _make_event(raid: Raid, guild: discord.Guild) -> discord.ScheduledEvent:
    channel = await _find_channel(guild, ChannelId(raid.channel or 0))
    return await guild.create_scheduled_event(
        name=clip(raid.title, EVENT_NAME),
        description=words_for(raid.locale)(text.EVENT_ABOUT, post=post_link(raid)),
        start_time=raid.starts_at,
        end_time=raid.starts_at + LASTS,
        entity_type=discord.EntityType.external,
        privacy_level=discord.PrivacyLevel.guild_only,
        location=clip(guild.name if channel is None else f"#{channel.name}", EVENT_NAME),
    )
