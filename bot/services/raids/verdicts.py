"""Whether a lineup worked, as its leaders find after the raid: what combos are worth is learned from that."""

import asyncio
from collections.abc import Callable
from datetime import datetime

from bot.domain.attendance import Sheet
from bot.domain.verdicts import Verdict, describe_raid
from bot.domain.viewer import Viewer
from bot.errors import NotAllowedError
from bot.repositories.unit import UnitFactory
from bot.services.givings import ASSUMED_MODE
from bot.services.learning.noting import Learning
from bot.services.raids.attendance import Attendance
from bot.services.raids.planning import Raids, hold_led
from bot.services.worths import ComboWorths


class Verdicts:
    """Keeps at most one verdict a raid, whoever of its leaders gives it; where nothing may be learned, none."""

    def __init__(
        self,
        units: UnitFactory,
        raids: Raids,
        attendance: Attendance,
        worths: ComboWorths,
        learning: Learning,
        clock: Callable[[], datetime],
    ) -> None:
        self._units = units
        self._raids = raids
        self._attendance = attendance
        self._worths = worths
        self._learning = learning
        self._clock = clock

    async def judge(self, viewer: Viewer, ref: str, *, worked: bool | None) -> Sheet:
        """Say that the lineup of a raid worked or did not, or with None take that back; said again, it is fine.

        What it had, of those who came, is kept with it. Raises as `Attendance.mark` does, and
        NotAllowedError("learning") where the server lets nothing be learned.
        """
        sheet = await self._attendance.require_sheet(viewer, ref)
        if worked is None:
            async with self._units() as unit:
                raid = await hold_led(unit, viewer, ref, self._clock())
                await unit.verdicts.drop(raid.id)
        elif not sheet.takes_verdict:
            raise NotAllowedError("learning")
        elif worked is not sheet.worked:
            await self._keep(viewer, sheet, worked=worked)
        return await self._attendance.require_sheet(viewer, ref)

    async def _keep(self, viewer: Viewer, sheet: Sheet, *, worked: bool) -> None:
        content = self._raids.get_content(sheet.raid)
        mode = content.mode or ASSUMED_MODE
        async with self._units(reads_only=True) as unit:
            roster = await unit.raids.find_roster(sheet.raid)
        traits = await asyncio.to_thread(describe_raid, roster, sheet, content, self._worths.get_ours(mode))
        verdict = Verdict(worked=worked, at=self._clock(), mode=mode, traits=traits)
        async with self._units() as unit:
            raid = await hold_led(unit, viewer, sheet.raid.short_id, verdict.at)
            await unit.verdicts.put(raid.id, verdict)
        self._learning.note_lineup(sheet.raid.guild, sheet.raid.content, verdict)
