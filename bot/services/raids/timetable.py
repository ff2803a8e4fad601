"""What is to be done at which time because of a raid: asked for anew when it is opened, moved or called off.

Who changes a raid's time or status calls `set_timetable` in the same transaction, with the raid held.
"""

from datetime import datetime

from bot.domain.raids import Raid, RaidStatus
from bot.domain.reminders import SCHEDULED, Reminder, state_of
from bot.repositories.unit import UnitOfWork

REMIND = "remind"
"""Kind of the job that reminds people of a raid; its key is the raid's short id and which reminder it is."""


ATTEND = "attend"
"""Kind of the job that draws a raid anew when sign-ups end, and when it begins, with its attendance; its key is the
raid's short id."""


NOTE_NEEDS = "note-needs"
"""Kind of the job that notes what a raid asked for and lacked, asked for when it begins; its key is the raid's short
id."""


AWAY = "away"
"""Kind of the job that lets absences speak; its key is "raid:" and a short id, or "absence:" and the absence's id."""


async def set_timetable(unit: UnitOfWork, raid: Raid, now: datetime) -> None:
    """Ask for the jobs of the raid as it is now, in place of those that were asked for before."""
    states = await unit.reminders.find(raid.id)
    for which in SCHEDULED:
        at = state_of(states, which).next_at(which, raid, now)
        await unit.jobs.drop(REMIND, reminder_key(raid, which))
        if at is not None:
            await unit.jobs.put(REMIND, reminder_key(raid, which), at)
    await unit.jobs.drop(ATTEND, raid.short_id)
    if raid.status in {RaidStatus.OPEN, RaidStatus.LOCKED}:
        closes = raid.closes_at
        await unit.jobs.put(ATTEND, raid.short_id, closes if closes is not None and closes > now else raid.starts_at)
        await unit.jobs.put(AWAY, f"raid:{raid.short_id}", now)


def reminder_key(raid: Raid, which: Reminder) -> str:
    """Return the key of the job for one reminder."""
    return f"{raid.short_id}:{which}"
