"""What people are told of a raid: noted as said first, said then, and said again where whoever noted it died."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Final
from uuid import UUID

from uuid_utils.compat import uuid7

from bot.domain.announcements import Announcement, Topic
from bot.domain.raids import Raid, Roster
from bot.repositories.unit import UnitFactory, UnitOfWork
from bot.services.raids.leavers import Leavers, coming_or_unsure

SAY: Final = "say-raid"
"""Kind of the job that says again what nobody knows to be said; its key is the raid's short id and the announcement."""
SAY_AFTER: Final = timedelta(seconds=10)
"""How long whoever noted it has time to say it, before somebody else does."""
REPEATED: Final = timedelta(minutes=2)
"""How long after it was noted as said something is said again by whoever takes it over from a process that died.

Discord posts a message with the same nonce once, if it comes within "the past few minutes"; two of them are sure.
"""


@dataclass(frozen=True, slots=True)
class Saying:
    """Something to be said now, and the raid that it is about."""

    roster: Roster
    announcement: Announcement

    @property
    def raid(self) -> Raid:
        """The raid."""
        return self.roster.raid


def make_announcement(raid: Raid, topic: Topic, now: datetime) -> Announcement:
    """Return an announcement that mentions nobody yet."""
    return Announcement(id=uuid7(), raid=raid.id, topic=topic, at=now)


async def note_said(unit: UnitOfWork, roster: Roster, announcement: Announcement) -> Saying:
    """Note that something is said: whoever called says it and nobody else, unless they die first."""
    await unit.announcements.add(announcement)
    await unit.jobs.put(SAY, _key(roster.raid, announcement), announcement.at + SAY_AFTER)
    return Saying(roster, announcement)


class Announcements:
    """What is on its way. Nobody is told twice: what is said again has the nonces of before, and comes within REPEATED.

    Later it is not said, since nobody can know whether it was.
    """

    def __init__(self, units: UnitFactory, clock: Callable[[], datetime], leavers: Leavers) -> None:
        self._units = units
        self._clock = clock
        self._leavers = leavers

    async def pop_untold(self, short_id: str) -> Saying | None:
        """Return who is to be told of a new seat, or of having none, noting that they were: again, it is nobody.

        Who is known to have left is told nothing.
        """
        async with self._units() as unit:
            raid = await unit.raids.find(short_id, hold=True)
            if raid is None:
                return None
            seated = self._leavers.without(raid.guild, await unit.raids.pop_untold(raid.id))
            unseated = self._leavers.without(raid.guild, await unit.raids.pop_unseated(raid.id))
            if not (seated or unseated):
                return None
            told = make_announcement(raid, Topic.SEATS, self._clock())
            return await note_said(unit, Roster(raid), replace(told, people=seated, unseated=unseated))

    async def pop_news(self, short_id: str) -> Saying | None:
        """Return what those who come are to be told, noting that they were: a second call has nothing to tell.

        Who is known to have left is told nothing.
        """
        async with self._units() as unit:
            raid = await unit.raids.find(short_id, hold=True)
            if raid is None or raid.news is None:
                return None
            await unit.raids.save(replace(raid, news=None))
            roster = await unit.raids.find_roster(raid)
            people = self._leavers.without(raid.guild, coming_or_unsure(roster))
            news = replace(raid.news, displaced=self._leavers.without(raid.guild, raid.news.displaced))
            if not (people or news.displaced):
                return None
            told = make_announcement(raid, Topic.NEWS, self._clock())
            return await note_said(unit, roster, replace(told, people=people, news=news))

    async def find(self, key: str) -> Saying | None:
        """Return what a job is to say again; None where it was said, or is too old, which forgets it."""
        short_id, _, named = key.partition(":")
        async with self._units() as unit:
            found, raid = await unit.announcements.find(UUID(named)), await unit.raids.find(short_id)
            if found is None or raid is None:
                return None
            if self._clock() > found.at + REPEATED:
                await unit.announcements.remove(found.id)
                return None
            return Saying(await unit.raids.find_roster(raid), found)

    async def done(self, saying: Saying) -> None:
        """Forget what Discord has taken."""
        async with self._units() as unit:
            await _forget(unit, saying)

    async def refused(self, saying: Saying) -> None:
        """Forget what Discord refuses; who was to be told of a lineup is so when it is published again."""
        async with self._units() as unit:
            raid = await unit.raids.find(saying.raid.short_id, hold=True)
            await _forget(unit, saying)
            if raid is None or saying.announcement.topic is not Topic.LINEUP:
                return
            roster = await unit.raids.find_roster(raid)
            await unit.raids.set_seats(roster, roster.unpublished(saying.announcement.people))


async def _forget(unit: UnitOfWork, saying: Saying) -> None:
    await unit.announcements.remove(saying.announcement.id)
    await unit.jobs.drop(SAY, _key(saying.raid, saying.announcement))


def _key(raid: Raid, announcement: Announcement) -> str:
    return f"{raid.short_id}:{announcement.id.hex}"
