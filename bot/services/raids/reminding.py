"""Reminders: which go out, to whom, and how each person wants theirs."""

from collections.abc import Callable, Collection
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Final

from bot.domain.announcements import Topic
from bot.domain.edits import mark
from bot.domain.ids import GuildId, UserId
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
from bot.services.raids.announcing import REPEATED, Saying, make_announcement, note_said
from bot.services.raids.leavers import Leavers
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
    nonce: str = ""
    """What Discord knows the message by, so that it stands once though it is sent twice."""
    saying: Saying | None = None
    """What was noted of one that a leader sends; None where nobody is mentioned."""


@dataclass(frozen=True, slots=True)
class DirectCall:
    """A reminder that goes out now to one person."""

    raid: Raid
    user: UserId
    seat: RaidSeat | None = None
    choice: Choice | None = None
    nonce: str = ""
    """As in Call."""


class Reminders:
    """Reminders of raids. What is to be sent is noted as sent first.

    Where whoever noted it died, it is sent again within REPEATED, by the same nonce; later it is not, since nobody can
    know whether it was sent. So nobody is pinged twice.
    """

    def __init__(self, units: UnitFactory, clock: Callable[[], datetime], leavers: Leavers) -> None:
        self._units = units
        self._clock = clock
        self._leavers = leavers

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
            call = await self._take(unit, raid, which, ReminderState(is_wanted=False), now)
            if not call.mentioned:
                return call
            told = make_announcement(raid, Topic.REMINDER, now)
            saying = await note_said(unit, Roster(raid), replace(told, people=call.mentioned, reminder=which))
            return replace(call, saying=saying)

    async def find_addressed(self, short_id: str, which: Reminder) -> tuple[GuildId, tuple[UserId, ...]] | None:
        """Return the guild, and whom a reminder is for in it, whether they left or not; None where the raid is gone."""
        async with self._units(reads_only=True) as unit:
            raid = await unit.raids.find(short_id)
            return None if raid is None else (raid.guild, await _addressed(unit, raid, which))

    async def pop_due(self, key: str) -> Call | None:
        """Return the reminder of a job if it is to go out now, noting that it did.

        A second call, which is that of somebody who took the job over, returns it within REPEATED with the same nonce,
        afterwards None. One that is due later, since the raid moved, is asked for again.
        """
        ref, which, now = key.partition(":")[0], Reminder(key.partition(":")[2]), self._clock()
        async with self._units() as unit:
            raid = await unit.raids.find(ref, hold=True)
            if raid is None:
                return None
            state = state_of(await unit.reminders.find(raid.id), which)
            at = state.next_at(which, raid, now)
            if at is None and _is_repeated(raid, state, now):
                people, _ = await self._reminded(unit, raid, which)
                return Call(raid, which, people, nonce=_nonce(key, state))
            if at is None or at > now:
                if at is not None:
                    await unit.jobs.put(REMIND, key, at)
                return None
            return await self._take(unit, raid, which, state, now)

    async def pop_direct(self, key: str) -> DirectCall | None:
        """Return whom a job is to remind by a direct message; None where that is out of date.

        Who takes the job over from somebody who died gets it within REPEATED, with the same nonce.
        """
        ref, named, user = key.split(":")
        which, who, now = Reminder(named), UserId(int(user)), self._clock()
        async with self._units() as unit:
            raid = await unit.raids.find(ref)
            if raid is None or not _is_on(raid) or now > raid.starts_at - which.lead + GRACE:
                return None
            state = state_of(await unit.reminders.find(raid.id), which)
            is_taken_over = await unit.jobs.count_attempts(REMIND_DIRECT, key) > 1
            if is_taken_over and not _is_repeated(raid, state, now):
                return None
            roster = await unit.raids.find_roster(raid)
        nonce, seat = _nonce(key, state), roster.seat_by_user.get(who)
        if which.asks:
            return None if who in roster.by_user else DirectCall(raid, who, nonce=nonce)
        return None if seat is None else DirectCall(raid, who, seat, roster.choice_at(seat), nonce)

    async def _plan(self, unit: UnitOfWork, viewer: Viewer, raid: Raid) -> ReminderPlan:
        states, now = await unit.reminders.find(raid.id), self._clock()
        way = (await unit.reminders.find_ways((viewer.user,))).get(viewer.user, Way.CHANNEL)
        expected = len(await _expected(unit, raid)) if raid.can_lead(viewer) else None
        return ReminderPlan(raid, wanted_among(states), next_among(states, raid, now), way, expected)

    async def _take(self, unit: UnitOfWork, raid: Raid, which: Reminder, state: ReminderState, now: datetime) -> Call:
        """Note that a reminder went out, and leave behind the jobs for direct messages."""
        mentioned, direct = await self._reminded(unit, raid, which)
        sent = replace(state, sent_at=now)
        await unit.reminders.put(raid.id, which, sent)
        key = reminder_key(raid, which)
        for user in direct:
            await unit.jobs.put(REMIND_DIRECT, f"{key}:{user}", now)
        return Call(raid, which, mentioned, len(direct), _nonce(key, sent))

    async def _reminded(
        self, unit: UnitOfWork, raid: Raid, which: Reminder
    ) -> tuple[tuple[UserId, ...], tuple[UserId, ...]]:
        """Return who gets a reminder by a mention, and who by a direct message; nobody who is known to have left."""
        wanted = await _addressed(unit, raid, which)
        people = self._leavers.without(raid.guild, wanted)
        ways = await unit.reminders.find_ways(people)
        mentioned = tuple(user for user in people if ways.get(user, Way.CHANNEL) is Way.CHANNEL)
        return mentioned, tuple(user for user in people if ways.get(user) is Way.DIRECT)


async def _addressed(unit: UnitOfWork, raid: Raid, which: Reminder) -> tuple[UserId, ...]:
    return await _expected(unit, raid) if which.asks else tuple((await unit.raids.find_roster(raid)).seat_by_user)


async def _expected(unit: UnitOfWork, raid: Raid) -> tuple[UserId, ...]:
    """Return who is expected to answer and did not: those who answered the guild's raids of late.

    Who has the role that a raid pings, Discord tells only bots that may list all members; this one may not.
    """
    return await unit.reminders.list_expected(raid, raid.starts_at - REGULAR, ASKED)


def _is_on(raid: Raid) -> bool:
    return raid.status in {RaidStatus.OPEN, RaidStatus.LOCKED}


def _is_repeated(raid: Raid, state: ReminderState, now: datetime) -> bool:
    """Tell whether a reminder that was noted as sent may be sent again, since Discord still knows its nonce."""
    return _is_on(raid) and state.sent_at is not None and now <= state.sent_at + REPEATED


def _nonce(key: str, state: ReminderState) -> str:
    return mark((key, "" if state.sent_at is None else state.sent_at.isoformat()))
