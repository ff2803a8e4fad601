"""What stands around a raid's post on Discord: a thread, an event, a mention; and what Discord refused.

Whoever talks to Discord asks here what is wanted and notes what became of it. Noted first and mentioned afterwards: a
role is mentioned once, however often the job is begun.
"""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime

from bot.domain.announcements import Topic
from bot.domain.ids import ChannelId, EventId
from bot.domain.raid_options import RaidFault
from bot.domain.raids import Raid, Roster
from bot.repositories.unit import UnitFactory
from bot.services.raids.announcing import Saying, make_announcement, note_said


class Surroundings:
    """Raids by short id, for those who keep Discord as the database says."""

    def __init__(self, units: UnitFactory, clock: Callable[[], datetime]) -> None:
        self._units = units
        self._clock = clock

    async def find(self, short_id: str) -> Raid | None:
        """Return a raid, whatever its status."""
        async with self._units(reads_only=True) as unit:
            return await unit.raids.find(short_id)

    async def note_thread(self, short_id: str, thread: ChannelId | None) -> None:
        """Remember the thread below the post; None where it is gone: it is not made again by itself."""
        await self._change(short_id, lambda raid: _with_thread(raid, thread))

    async def note_event(self, short_id: str, event: EventId | None) -> None:
        """Remember the event; None where it is gone: it is not made again by itself."""
        await self._change(short_id, lambda raid: _with_event(raid, event))

    async def pop_ping(self, short_id: str) -> Saying | None:
        """Return which role is mentioned, noting that it was: a second call names none."""
        async with self._units() as unit:
            raid = await unit.raids.find(short_id, hold=True)
            if raid is None or raid.options.ping is None or raid.pinged:
                return None
            await unit.raids.save(replace(raid, pinged=True))
            told = make_announcement(raid, Topic.PING, self._clock())
            return await note_said(unit, Roster(raid), replace(told, role=raid.options.ping))

    async def note_fault(self, short_id: str, fault: RaidFault) -> Raid | None:
        """Remember what is wrong; returns the raid where that is new, so that its leader is told once."""
        before = await self._change(short_id, lambda raid: replace(raid, faults=raid.faults | {fault}))
        return None if before is None or fault in before.faults else before

    async def clear_faults(self, short_id: str, faults: frozenset[RaidFault]) -> None:
        """Forget what is right again."""
        await self._change(short_id, lambda raid: replace(raid, faults=raid.faults - faults))

    async def _change(self, short_id: str, change: Callable[[Raid], Raid]) -> Raid | None:
        """Change a raid, and return it as it was."""
        async with self._units() as unit:
            raid = await unit.raids.find(short_id, hold=True)
            if raid is not None and (changed := change(raid)) != raid:
                await unit.raids.save(changed)
            return raid


def _with_thread(raid: Raid, thread: ChannelId | None) -> Raid:
    options = raid.options if thread is not None else replace(raid.options, with_thread=False)
    return replace(raid, thread=thread, options=options)


def _with_event(raid: Raid, event: EventId | None) -> Raid:
    options = raid.options if event is not None else replace(raid.options, with_event=False)
    return replace(raid, event=event, options=options)
