"""Standing absences: said once, they answer every raid of that person, and are taken back everywhere likewise."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from uuid_utils.compat import uuid7

from bot.domain.absences import LIMIT, Absence, Applied
from bot.domain.raids import Answer, Raid
from bot.domain.reminders import REGULAR
from bot.domain.viewer import Viewer
from bot.domain.when.periods import PeriodReader
from bot.errors import LimitReachedError, NotFoundError, RaidClosedError, ZoneMissingError
from bot.repositories.unit import UnitFactory, UnitOfWork
from bot.repositories.unit_around import Wanted
from bot.services.raids.planning import DRAW
from bot.services.raids.signups import Signups
from bot.services.raids.timetable import AWAY
from bot.services.rulebook import find_zone
from bot.services.zones import require_zone

KEPT = timedelta(days=30)
"""How long an absence is kept when it is over."""


@dataclass(frozen=True, slots=True)
class Spoken:
    """What became of an absence in the raids of that person."""

    absence: Absence
    changed: int = 0
    closed: int = 0
    """Raids that take no answers any more: their leader is to be told by hand."""


class Absences:
    """Absences of people. An absence speaks in the guilds where it was said or that person ever answered a raid.

    It speaks once in each raid: who signs up afterwards all the same is not signed off again. That it speaks is noted
    before it does; whoever dies in between leaves a job behind that goes on.
    """

    def __init__(
        self, units: UnitFactory, signups: Signups, reader: PeriodReader, clock: Callable[[], datetime]
    ) -> None:
        self._units = units
        self._signups = signups
        self._reader = reader
        self._clock = clock

    async def add(self, viewer: Viewer, text: str, zone: str | None = None) -> Spoken:
        """Keep an absence and answer the raids on its days; a `zone` is remembered. The same days again change nothing.

        Raises UnknownZoneError, ZoneMissingError where none was ever said, the WhenErrors, and LimitReachedError.
        """
        now = self._clock()
        said = None if not zone else require_zone(zone)
        async with self._units() as unit:
            await unit.accounts.ensure(viewer.user, now)
            kept = await find_zone(unit, viewer)
            if said is None and kept is None:
                raise ZoneMissingError
            here = said or require_zone(kept or "")
            period = self._reader.read(text, now, here)
            if said is not None:
                await unit.accounts.set_zone(viewer.user, said.key)
            own = await unit.absences.list_of(viewer.user, now)
            absence = next((one for one in own if one.period == period), None)
            if absence is None:
                if len(own) >= LIMIT:
                    raise LimitReachedError("absence", limit=LIMIT)
                absence = Absence(uuid7(), viewer.user, period, here.key)
                await unit.absences.add(absence)
            if viewer.guild is not None:
                await unit.guilds.ensure(viewer.guild, now)
                await unit.absences.say_in(absence.id, viewer.guild)
            await unit.jobs.put(AWAY, f"absence:{absence.id}", now)
        return await self._speak(absence)

    async def list_own(self, viewer: Viewer) -> tuple[Absence, ...]:
        """Return the viewer's absences that are not over, the earliest first."""
        async with self._units(reads_only=True) as unit:
            return await unit.absences.list_of(viewer.user, self._clock())

    async def find_zone(self, viewer: Viewer) -> str | None:
        """Return the zone that the viewer writes times in; where they never said so, that of a raid they answered."""
        async with self._units(reads_only=True) as unit:
            said = await find_zone(unit, viewer)
            mine = Wanted(viewer.user, None, self._clock() - REGULAR, is_mine=True)
            near = () if said else await unit.agenda.list_raids(mine, None, 1)
        return next((raid.zone for raid in near), said)

    async def remove(self, viewer: Viewer, key: UUID) -> Spoken:
        """Forget an absence; what it answered is again as it was before, in the raids that still take answers.

        A place that was given up may be somebody else's by now: then one waits. Raises NotFoundError("absence").
        """
        async with self._units(reads_only=True) as unit:
            absence = await unit.absences.find(key)
            if absence is None or absence.user != viewer.user:
                raise NotFoundError("absence", str(key))
            spoken = await unit.absences.list_applied(absence=key)
        changed = [await self._take_back(one) for one in spoken]
        async with self._units() as unit:
            await unit.absences.remove(key)
        return Spoken(absence, sum(changed))

    async def work(self, key: str) -> None:
        """Do a job of kind AWAY: answer the raids of an absence, or a raid for all who are away then."""
        kind, _, ref = key.partition(":")
        if kind == "absence":
            async with self._units(reads_only=True) as unit:
                absence = await unit.absences.find(UUID(ref))
            if absence is not None:
                await self._speak(absence)
            return
        async with self._units(reads_only=True) as unit:
            raid = await unit.raids.find(ref)
            if raid is None:
                return
            spoken = await unit.absences.list_applied(raid=raid.id)
            absences = await unit.absences.list_covering(raid)
        for one in spoken:  # of a raid that was moved
            if not one.absence.covers(raid):
                await self._take_back(one)
        for absence in absences:
            await self._answer(absence, raid)

    async def purge(self) -> int:
        """Forget the absences that were over KEPT ago; returns how many."""
        async with self._units() as unit:
            return await unit.absences.purge(self._clock() - KEPT)

    async def _speak(self, absence: Absence) -> Spoken:
        now = self._clock()
        async with self._units(reads_only=True) as unit:
            raids = await unit.absences.list_raids(absence, now)
        told = [await self._answer(absence, raid) for raid in raids]
        return Spoken(absence, told.count(True), told.count(None))

    async def _answer(self, absence: Absence, raid: Raid) -> bool | None:
        """Say that somebody is absent; false where they are or decided anew, None where no answer is taken any more."""
        now = self._clock()
        async with self._units() as unit:
            held = await unit.raids.find(raid.short_id, hold=True)
            if held is None or not absence.covers(held):
                return False
            if not held.takes_answers(now):
                return None
            (planned,) = await unit.agenda.find_planned(absence.user, [held])
            entry = planned.entry
            is_new = await unit.absences.note(Applied(absence, held, entry.answer if entry is not None else None, now))
            if not is_new and not await self._is_unspoken(unit, absence, held):
                return False
            if entry is not None and entry.answer is Answer.ABSENT:
                return False
        return await self._press(absence, held, Answer.ABSENT)

    @staticmethod
    async def _is_unspoken(unit: UnitOfWork, absence: Absence, raid: Raid) -> bool:
        """Tell whether somebody died between noting that an absence speaks and letting it."""
        noted = await unit.absences.list_applied(absence=absence.id, raid=raid.id)
        (planned,) = await unit.agenda.find_planned(absence.user, [raid])
        entry = planned.entry
        if entry is None:
            return noted[0].before is None
        return entry.answer is noted[0].before and entry.changed_at <= noted[0].at

    async def _take_back(self, spoken: Applied) -> bool:
        """Put back what an absence answered, unless that person or the raid went on since."""
        user, now = spoken.absence.user, self._clock()
        async with self._units() as unit:
            raid = await unit.raids.find(spoken.raid.short_id, hold=True)
            if raid is None:
                return False
            await unit.absences.drop_applied(spoken)
            (planned,) = await unit.agenda.find_planned(user, [raid])
            is_as_left = planned.entry is not None and planned.entry.answer is Answer.ABSENT
            if not is_as_left or spoken.before is Answer.ABSENT or not raid.takes_answers(now):
                return False
            if spoken.before is None:
                await unit.absences.drop_answer(raid.id, user)
                await unit.jobs.put(DRAW, raid.short_id, now)
                return True
        return bool(await self._press(spoken.absence, raid, spoken.before))

    async def _press(self, absence: Absence, raid: Raid, answer: Answer) -> bool | None:
        try:
            await self._signups.answer(Viewer(absence.user, raid.guild), raid.short_id, answer)
        except RaidClosedError:
            return None
        except NotFoundError:
            return False
        return True
