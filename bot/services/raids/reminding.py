"""Reminders: which go out, to whom, and how each person wants theirs."""

from collections.abc import Callable, Collection
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Final

from bot.domain.ids import UserId
from bot.domain.raids import Choice, Raid, RaidSeat, RaidStatus, Roster
from bot.domain.reminders import (
    GRACE,
    PAUSE,
    REGULAR,
    SCHEDULED,
    Reminder,
    ReminderState,
    Way,
    next_among,
    state_of,
    wanted_among,
)
from bot.domain.viewer import Viewer
from bot.errors import RaidClosedError, RemindedAlreadyError
from bot.repositories.unit import UnitFactory, UnitOfWork
from bot.services.raids.planning import hold_led, require_raid
from bot.services.raids.timetable import REMIND, reminder_key, set_timetable

REMIND_DIRECT = "remind-direct"
"""Kind of the job that reminds one person by a direct message; its key is that of the reminder and the person."""
ASKED: Final = 80
"""How many people who did not answer are mentioned at most: so many fit one message."""


@dataclass(frozen=True, slots=True)
class ReminderPlan:
    """What a person sees of the reminders of a raid."""

    raid: Raid
    wanted: Collection[Reminder]
    next: tuple[Reminder, datetime] | None
    way: Way
    """How they get their own."""
    expected: int | None
    """How many are expected to answer and did not; None where the viewer cannot change anything."""


@dataclass(frozen=True, slots=True)
class Call:
    """A reminder that goes out now."""

    raid: Raid
    which: Reminder
    mentioned: tuple[UserId, ...]
    direct: int = 0
    """How many get it by a direct message instead, by jobs of their own."""


@dataclass(frozen=True, slots=True)
class DirectCall:
    """A reminder that goes out now to one person."""

    raid: Raid
    user: UserId
    seat: RaidSeat | None = None
    choice: Choice | None = None


class Reminders:
    """Reminders of raids. What is to be sent is noted as sent first: whoever dies in between pings nobody twice."""

    def __init__(self, units: UnitFactory, clock: Callable[[], datetime]) -> None:
        self._units = units
        self._clock = clock

    async def show(self, viewer: Viewer, ref: str) -> ReminderPlan:
        """Return what goes out when, and how the viewer gets theirs. Raises NotFoundError("raid")."""
        async with self._units(reads_only=True) as unit:
            return await self._plan(unit, viewer, await require_raid(unit, viewer, ref, self._clock()))

    async def choose(self, viewer: Viewer, ref: str, wanted: Collection[Reminder]) -> ReminderPlan:
        """Say which reminders go out by themselves. Raises NotFoundError("raid"), NotAllowedError("raids")."""
        now = self._clock()
        async with self._units() as unit:
            raid = await hold_led(unit, viewer, ref, now)
            states = await unit.reminders.find(raid.id)
            for which in SCHEDULED:
                state = replace(state_of(states, which), is_wanted=which in wanted)
                await unit.reminders.put(raid.id, which, state)
            await set_timetable(unit, raid, now)
            return await self._plan(unit, viewer, raid)

    async def find_way(self, viewer: Viewer) -> Way:
        """Return how the viewer gets reminders, of all raids."""
        async with self._units(reads_only=True) as unit:
            return (await unit.reminders.find_ways((viewer.user,))).get(viewer.user, Way.CHANNEL)

    async def set_way(self, viewer: Viewer, way: Way) -> None:
        """Remember how the viewer wants reminders, of all raids; this makes an account."""
        async with self._units() as unit:
            await unit.accounts.ensure(viewer.user, self._clock())
            await unit.reminders.set_way(viewer.user, way)

    async def send_now(self, viewer: Viewer, ref: str, which: Reminder) -> Call:
        """Take NOW or ASK in hand; the caller sends it, and is the only one to.

        Raises NotFoundError("raid"), NotAllowedError("raids"), RaidClosedError for a raid that is not to take place or
        has begun, RemindedAlreadyError within PAUSE of the last one.
        """
        now = self._clock()
        async with self._units() as unit:
            raid = await hold_led(unit, viewer, ref, now)
            if not _is_on(raid) or now >= raid.starts_at:
                raise RaidClosedError
            states = await unit.reminders.find(raid.id)
            sent = [state.sent_at for state in states.values() if state.sent_at is not None]
            if sent and max(sent) + PAUSE > now:
                raise RemindedAlreadyError(max(sent) + PAUSE)
            return await self._take(unit, raid, which, ReminderState(is_wanted=False), now)

    async def pop_due(self, key: str) -> Call | None:
        """Return the reminder of a job if it is to go out now, noting that it did: a second call returns None.

        One that is due later, since the raid moved, is asked for again.
        """
        ref, which, now = key.partition(":")[0], Reminder(key.partition(":")[2]), self._clock()
        async with self._units() as unit:
            raid = await unit.raids.find(ref, hold=True)
            if raid is None:
                return None
            state = state_of(await unit.reminders.find(raid.id), which)
            at = state.next_at(which, raid, now)
            if at is None or at > now:
                if at is not None:
                    await unit.jobs.put(REMIND, key, at)
                return None
            return await self._take(unit, raid, which, state, now)

    async def pop_direct(self, key: str) -> DirectCall | None:
        """Return whom a job is to remind by a direct message, likewise once; None where that is out of date."""
        ref, named, user = key.split(":")
        which, who, now = Reminder(named), UserId(int(user)), self._clock()
        async with self._units() as unit:
            if not await unit.jobs.drop(REMIND_DIRECT, key):
                return None
            raid = await unit.raids.find(ref)
            if raid is None or not _is_on(raid) or now > raid.starts_at - which.lead + GRACE:
                return None
            roster = await unit.raids.find_roster(raid)
        if which.asks:
            return None if who in roster.by_user else DirectCall(raid, who)
        seat = roster.seat_by_user.get(who)
        return None if seat is None else DirectCall(raid, who, seat, roster.choice_at(seat))

    async def _plan(self, unit: UnitOfWork, viewer: Viewer, raid: Raid) -> ReminderPlan:
        states, now = await unit.reminders.find(raid.id), self._clock()
        way = (await unit.reminders.find_ways((viewer.user,))).get(viewer.user, Way.CHANNEL)
        expected = len(await _expected(unit, raid)) if raid.can_lead(viewer) else None
        return ReminderPlan(raid, wanted_among(states), next_among(states, raid, now), way, expected)

    @staticmethod
    async def _take(unit: UnitOfWork, raid: Raid, which: Reminder, state: ReminderState, now: datetime) -> Call:
        """Note that a reminder went out, and leave behind the jobs for direct messages."""
        people = await _expected(unit, raid) if which.asks else _seated(await unit.raids.find_roster(raid))
        ways = await unit.reminders.find_ways(people)
        await unit.reminders.put(raid.id, which, replace(state, sent_at=now))
        direct = [user for user in people if ways.get(user) is Way.DIRECT]
        for user in direct:
            await unit.jobs.put(REMIND_DIRECT, f"{reminder_key(raid, which)}:{user}", now)
        mentioned = tuple(user for user in people if ways.get(user, Way.CHANNEL) is Way.CHANNEL)
        return Call(raid, which, mentioned, len(direct))


async def _expected(unit: UnitOfWork, raid: Raid) -> tuple[UserId, ...]:
    """Return who is expected to answer and did not: those who answered the guild's raids of late.

    Who has the role that a raid pings, Discord tells only bots that may list all members; this one may not.
    """
    return await unit.reminders.list_expected(raid, raid.starts_at - REGULAR, ASKED)


def _seated(roster: Roster) -> tuple[UserId, ...]:
    return tuple(seat.player.user for seat in roster.seats if seat.player is not None and seat.player.user is not None)


def _is_on(raid: Raid) -> bool:
    return raid.status in {RaidStatus.OPEN, RaidStatus.LOCKED}
