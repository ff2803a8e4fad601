"""Attendance: noted down by leaders after a raid, seen by leaders for all and by each member for themselves."""

import csv
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from io import StringIO
from typing import Final

from bot.domain.attendance import (
    KEPT,
    LOOKED_AT,
    Attended,
    Mark,
    Presence,
    Sheet,
    Tally,
    Turnout,
    arranged,
    propose,
    tallied,
)
from bot.domain.ids import GuildId, UserId
from bot.domain.names import name_key
from bot.domain.raid_needs import NOTED_AFTER
from bot.domain.raids import Raid, RaidStatus
from bot.domain.suggestions import typed_key
from bot.domain.teams import Player
from bot.domain.viewer import Viewer
from bot.errors import NotAllowedError, RaidAheadError, RaidClosedError
from bot.repositories.unit import UnitFactory, UnitOfWork
from bot.services.exchange.csv_file import guarded
from bot.services.raids.describing import LineupDescriber
from bot.services.raids.planning import DRAW, hold_led, require_raid
from bot.services.raids.timetable import ATTEND, NOTE_NEEDS

COLUMNS: Final = ("raid", "title", "starts_at", "who", "presence")
SUGGESTED: Final = 100
"""Raids that began last, among which those are suggested whose title fits."""


PAGE: Final = 15
"""People or raids on one page."""


@dataclass(frozen=True, slots=True)
class Record:
    """One page of attendance over many raids, by person or by raid."""

    raids: int
    """How many raids count."""
    tallies: tuple[Tally, ...] = ()
    """What each person's marks make, whoever came most often first."""
    turnouts: tuple[Turnout, ...] = ()
    """How many came to each raid, the latest first."""
    is_last: bool = True


@dataclass(frozen=True, slots=True)
class OwnRecord:
    """What leaders noted of one person: all of it, and what it makes."""

    attended: tuple[Attended, ...]
    tally: Tally | None


class Attendance:
    """Who came. All of it can be repeated: a mark that is given twice is one."""

    def __init__(
        self,
        units: UnitFactory,
        clock: Callable[[], datetime],
        may_learn: Callable[[GuildId], bool],
        describer: LineupDescriber,
    ) -> None:
        self._describer = describer
        self._units = units
        self._clock = clock
        self._may_learn = may_learn

    async def require_sheet(self, viewer: Viewer, ref: str) -> Sheet:
        """Return who came, or may have come, to a raid. Raises as `mark` does."""
        now = self._clock()
        async with self._units(reads_only=True) as unit:
            raid = await require_raid(unit, viewer, ref, now)
            if not raid.can_lead(viewer):
                raise NotAllowedError("raids")
            return await self._sheet(unit, raid, now)

    async def mark(
        self,
        viewer: Viewer,
        ref: str,
        presence: Presence,
        people: Collection[Player],
        released: Collection[Player] = (),
    ) -> Sheet:
        """Give people a mark; `released` are those who had it and have not any more: they were present.

        Raises NotFoundError("raid"), NotAllowedError("raids"), RaidAheadError before the start, and RaidClosedError for
        a raid that did not take place. What is kept with a verdict follows; without anybody who came it goes.
        """
        now = self._clock()
        async with self._units() as unit:
            raid = await hold_led(unit, viewer, ref, now)
            sheet = await self._sheet(unit, raid, now)
            has_it = {one.player for one in sheet.marks if one.presence is presence}
            given = [Mark(player, Presence.PRESENT) for player in released if player in has_it and player not in people]
            await unit.attendance.put_marks(raid.id, [*given, *(Mark(player, presence) for player in people)])
            return await self._describe_anew(unit, await self._sheet(unit, raid, now), now)

    async def save(self, viewer: Viewer, ref: str) -> Sheet:
        """Let the sheet count as it is; it can still be changed. Raises as `mark` does."""
        now = self._clock()
        async with self._units() as unit:
            raid = await hold_led(unit, viewer, ref, now)
            sheet = await self._sheet(unit, raid, now)
            await unit.attendance.put_marks(raid.id, sheet.marks)
            await unit.attendance.save(raid.id, now)
            return await self._describe_anew(unit, await self._sheet(unit, raid, now), now)

    async def offer(self, ref: str) -> None:
        """Have the post of a raid drawn again when sign-ups ended and when it begins, be it later than planned.

        When it begins, what it lacks is to be noted later.
        """
        now = self._clock()
        async with self._units() as unit:
            raid = await unit.raids.find(ref)
            if raid is None:
                return
            if now < raid.starts_at:
                await unit.jobs.put(ATTEND, ref, raid.starts_at)
            elif raid.status in {RaidStatus.OPEN, RaidStatus.LOCKED}:
                await unit.jobs.put(NOTE_NEEDS, ref, raid.starts_at + NOTED_AFTER)
            if not raid.takes_answers(now):
                await unit.jobs.put(DRAW, ref, now)

    async def list_people(self, viewer: Viewer, start: int = 0) -> Record:
        """Return the people behind the first `start`, by what was saved in the viewer's guild within LOOKED_AT.

        Raises NotAllowedError("guild" or "raids").
        """
        guild, after = _led_guild(viewer), self._clock() - LOOKED_AT
        async with self._units(reads_only=True) as unit:
            found = await unit.attendance.list_tallies(guild, after, start, PAGE + 1)
            raids = await unit.attendance.count_attended(guild, after)
        return Record(raids, tallies=found[:PAGE], is_last=len(found) <= PAGE)

    async def list_raids(self, viewer: Viewer, start: int = 0) -> Record:
        """Return the raids behind the first `start`, likewise. Raises as `list_people` does."""
        guild, after = _led_guild(viewer), self._clock() - LOOKED_AT
        async with self._units(reads_only=True) as unit:
            found = await unit.attendance.list_turnouts(guild, after, start, PAGE + 1)
            raids = await unit.attendance.count_attended(guild, after)
        return Record(raids, turnouts=found[:PAGE], is_last=len(found) <= PAGE)

    async def find_own(self, viewer: Viewer) -> OwnRecord:
        """Return the viewer's own marks within KEPT, in this guild or, in a direct message, everywhere."""
        async with self._units(reads_only=True) as unit:
            after = self._clock() - KEPT
            attended = await unit.attendance.list_attended(after, guild=viewer.guild, user=viewer.user)
        return OwnRecord(attended, next(iter(tallied(attended)), None))

    async def export(self, viewer: Viewer) -> bytes:
        """Return all marks of the guild within KEPT as a table, one row each. Raises as `list_people` does."""
        async with self._units(reads_only=True) as unit:
            attended = await unit.attendance.list_attended(self._clock() - KEPT, guild=_led_guild(viewer))
        return format_table(attended).encode()

    async def suggest(self, viewer: Viewer, text: str) -> tuple[Raid, ...]:
        """Return raids that began, the latest first, whose title holds what was typed; for leaders."""
        guild, now, typed = _led_guild(viewer), self._clock(), typed_key(text)
        async with self._units(reads_only=True) as unit:
            begun = await unit.attendance.list_begun(guild, now - KEPT, now, SUGGESTED)
        return tuple(raid for raid in begun if typed in name_key(raid.title))

    async def _describe_anew(self, unit: UnitOfWork, sheet: Sheet, now: datetime) -> Sheet:
        """Let the verdict tell of those who came now; without anybody who came there is none."""
        raid = sheet.raid
        verdict = None if sheet.worked is None else await unit.verdicts.find(raid.id)
        if verdict is None:
            return sheet
        if not any(mark.presence.came for mark in sheet.marks):
            await unit.verdicts.drop(raid.id)
            return await self._sheet(unit, raid, now)
        mode, traits = await self._describer.describe(await unit.raids.find_roster(raid), sheet)
        await unit.verdicts.put(raid.id, replace(verdict, mode=mode, traits=traits))
        return sheet

    async def _sheet(self, unit: UnitOfWork, raid: Raid, now: datetime) -> Sheet:
        if raid.status in {RaidStatus.DRAFT, RaidStatus.CANCELED}:
            raise RaidClosedError
        if now < raid.starts_at:
            raise RaidAheadError
        marks, saved_at = await unit.attendance.find_marks(raid.id), await unit.attendance.find_saved(raid.id)
        if saved_at is None:
            marks = arranged([*propose(await unit.raids.find_roster(raid)), *marks])
        verdict = await unit.verdicts.find(raid.id)
        return Sheet(
            raid,
            marks,
            saved_at,
            worked=None if verdict is None else verdict.worked,
            takes_verdict=self._may_learn(raid.guild) and any(mark.presence.came for mark in marks),
        )


def format_table(attended: Iterable[Attended]) -> str:
    """Return a table for spreadsheets, in which no cell is taken for a formula."""
    table = StringIO("\ufeff")
    table.seek(0, 2)
    writer = csv.writer(table, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    for one in attended:
        player = one.mark.player
        who = player.name or f"<@{player.user}>"
        cells = (one.raid.short_id, one.raid.title, one.raid.starts_at.isoformat(), who, one.mark.presence.value)
        writer.writerow(map(guarded, cells))
    return table.getvalue()


def members(users: Iterable[int]) -> tuple[Player, ...]:
    """Return members by their Discord ids."""
    return tuple(Player(user=UserId(user)) for user in users)


def _led_guild(viewer: Viewer) -> GuildId:
    if viewer.guild is None:
        raise NotAllowedError("guild")
    if not viewer.is_leader():
        raise NotAllowedError("raids")
    return viewer.guild
