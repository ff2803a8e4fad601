"""What becomes of others' plans when somebody has everything of theirs erased."""

from dataclasses import replace
from datetime import datetime
from typing import Final

from bot.domain.ids import UserId
from bot.domain.raid_options import News
from bot.domain.raids import Raid, RaidStatus
from bot.repositories.unit import UnitOfWork
from bot.services.raids.lineups import RESEAT
from bot.services.raids.planning import DRAW, NEWS, SURROUND
from bot.services.raids.timetable import set_timetable

_ON: Final = frozenset({RaidStatus.OPEN, RaidStatus.LOCKED})
_ALL: Final = 10_000
"""More raids to come nobody has."""
_WORDS: Final = 200
"""Words looked up at once."""


async def say_farewell(unit: UnitOfWork, user: UserId, now: datetime) -> None:
    """Erase a person, wherever they stand.

    The raids to come that they lead are called off and those who answered are told: who planned one holds it together,
    and a raid that looks as if it took place disappoints more people than one that is called off in time. Whoever takes
    one over before keeps it.
    """
    await unit.people.wait_for_writers()
    words = await unit.people.list_words(user)
    for raid in await list_led(unit, user, now):
        await _call_off(unit, raid, now)
    await unit.people.forget_traces(user)
    await unit.series.forget(user)
    changed = await unit.raids.forget(user)
    await unit.raid_proposals.drop_named(changed)
    for short_id in changed:
        await unit.jobs.put(DRAW, short_id, now)
        await unit.jobs.put(RESEAT, short_id, now)
    await unit.attendance.forget(user)
    await unit.order.forget(user, now)
    await unit.reports.forget(user)
    await unit.notices.forget(user)
    await unit.accounts.delete(user)
    for guild, found in words.items():
        ordered = sorted(found)
        for start in range(0, len(ordered), _WORDS):
            await unit.searches.drop_unused(guild, ordered[start : start + _WORDS])


async def list_led(unit: UnitOfWork, user: UserId, now: datetime) -> tuple[Raid, ...]:
    """Return the raids to come that a person leads and that others know of."""
    coming = await unit.raids.list_of(user, now, _ALL)
    return tuple(raid for raid in coming if raid.leader == user and raid.status in _ON)


async def _call_off(unit: UnitOfWork, raid: Raid, now: datetime) -> None:
    off = replace(raid, status=RaidStatus.CANCELED, news=News(canceled=True), updated_at=now)
    await unit.raids.save(off)
    await set_timetable(unit, off, now)
    await unit.jobs.put(NEWS, raid.short_id, now)
    if raid.has_surroundings():
        await unit.jobs.put(SURROUND, raid.short_id, now)
