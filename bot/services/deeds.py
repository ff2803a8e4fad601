"""What moderators and admins do, within a transaction of whoever lets them: things hidden, people suspended, noted.

Rights are checked by those services.
"""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from uuid_utils.compat import uuid7

from bot.domain.builds import Build
from bot.domain.ids import GuildId, UserId
from bot.domain.names import name_key
from bot.domain.order import Deed, Hidden, LogEntry, Suspension, ThingKind, thing_key
from bot.domain.setting_changes import SettingChange
from bot.domain.teams import Team
from bot.domain.viewer import Viewer
from bot.errors import NotFoundError
from bot.repositories.unit import UnitOfWork
from bot.services.lookup import require_visible

TELL_OWNER, TELL_LOG = "order-owner", "order-log"
"""Kinds of jobs: an owner is told what was done; an entry is posted in the log channel. Their key is the entry's id."""


@dataclass(frozen=True, slots=True)
class Hand:
    """Who acts where and when, and why."""

    guild: GuildId
    actor: UserId
    at: datetime
    reason: str

    def entry(
        self,
        deed: Deed,
        subject: UserId | None,
        target: str = "",
        *,
        until: datetime | None = None,
        thing: str | None = None,
    ) -> LogEntry:
        """Return the entry of the log that tells of it; `thing` is the key of a build or team."""
        return LogEntry(
            uuid7(), self.guild, self.at, deed, self.actor, subject, target, self.reason, until, thing=thing
        )

    def entry_about(self, deed: Deed, hidden: Hidden) -> LogEntry:
        """Return the entry that tells what was done to a thing."""
        return self.entry(deed, hidden.owner, hidden.name, thing=thing_key(hidden.kind, hidden.short_id))


async def note(unit: UnitOfWork, entry: LogEntry, *, tells: bool = True) -> UUID:
    """Log a deed, leave behind the jobs that tell of it, and return the entry's id."""
    await unit.moderation_log.add(entry)
    await unit.jobs.put(TELL_LOG, str(entry.id), entry.at)
    if tells:
        await unit.jobs.put(TELL_OWNER, str(entry.id), entry.at)
    return entry.id


async def note_change(unit: UnitOfWork, guild: GuildId, actor: UserId, at: datetime, change: SettingChange) -> None:
    """Log that a setting was changed; one that was set to what it was is no deed."""
    if change.before != change.after:
        hand = Hand(guild, actor, at, change.to_text())
        await note(unit, hand.entry(Deed.SETTINGS, None, change.setting.value), tells=False)


async def hide_thing(unit: UnitOfWork, hand: Hand, kind: ThingKind, ref: str) -> tuple[Hidden, bool]:
    """Take what is public out of the guild, and tell whether that is new. Not logged. NotFoundError."""
    known = named(await unit.order.list_hidden(hand.guild), kind, ref)
    if known is not None:
        return known, False
    thing = await _take(unit, hand, kind, ref)
    hidden = Hidden(hand.guild, kind, thing.id, thing.short_id, thing.name, thing.owner, hand.reason, hand.at)
    await unit.order.hide(hidden)
    return hidden, True


async def suspend(unit: UnitOfWork, hand: Hand, user: UserId, until: datetime | None) -> Suspension:
    """Suspend somebody in place of an earlier time; not logged."""
    await unit.guilds.ensure(hand.guild, hand.at)
    suspension = Suspension(hand.guild, user, hand.reason, until)
    await unit.order.suspend(suspension)
    return suspension


def named(things: tuple[Hidden, ...], kind: ThingKind, ref: str) -> Hidden | None:
    """Return the hidden thing of that short id, else the last hidden one of that name."""
    ours = [one for one in things if one.kind is kind]
    typed = ref.strip()
    by_id = next((one for one in ours if one.short_id == typed.lower()), None)
    return by_id or next((one for one in ours if name_key(one.name) == name_key(typed)), None)


async def _take(unit: UnitOfWork, hand: Hand, kind: ThingKind, ref: str) -> Build | Team:
    """Return a thing that is public in the guild, and is not any more; its owner's writes wait meanwhile."""
    anyone = Viewer.anyone_in(hand.guild)
    if kind is ThingKind.BUILD:
        build = await require_visible(unit.builds, anyone, ref, kind.value)
        await unit.accounts.ensure(build.owner, hand.at)
        await unit.builds.unpublish(build.id, hand.guild)
        return build
    short_id = (await require_visible(unit.teams, anyone, ref, kind.value)).short_id
    team = await unit.teams.find(short_id, hold=True)
    if team is None or not team.is_visible_to(anyone):
        raise NotFoundError(kind.value, ref)
    await unit.teams.set_guild(team.id, None, hand.at)
    return team
