"""Whether a lineup worked, as its leaders find after the raid: what combos are worth is learned from that."""

from collections.abc import Callable
from datetime import datetime

from bot.domain.attendance import Sheet
from bot.domain.verdicts import Verdict
from bot.domain.viewer import Viewer
from bot.errors import NotAllowedError
from bot.repositories.unit import UnitFactory
from bot.services.learning.noting import Learning
from bot.services.raids.attendance import Attendance
from bot.services.raids.describing import LineupDescriber
from bot.services.raids.planning import hold_led


class Verdicts:
    """Keeps at most one verdict a raid, whoever of its leaders gives it; where nothing may be learned, none."""

    def __init__(
        self,
        units: UnitFactory,
        attendance: Attendance,
        describer: LineupDescriber,
        learning: Learning,
        clock: Callable[[], datetime],
    ) -> None:
        self._units = units
        self._attendance = attendance
        self._describer = describer
        self._learning = learning
        self._clock = clock

    async def judge(self, viewer: Viewer, ref: str, *, worked: bool | None) -> Sheet:
        """Say that the lineup of a raid worked or did not, or with None take that back; said again, it is fine.

        What it had, of those who came, is kept with it, and described anew when other people are marked. Raises as
        `Attendance.mark` does, InvalidProblemError where what it had cannot be told, and NotAllowedError("learning")
        where nothing may be learned. Where nobody came there is nothing to say it of, and nothing is kept.
        """
        sheet = await self._attendance.require_sheet(viewer, ref)
        if worked is None:
            async with self._units() as unit:
                raid = await hold_led(unit, viewer, ref, self._clock())
                await unit.verdicts.drop(raid.id)
        elif not self._learning.may_learn(sheet.raid.guild):
            raise NotAllowedError("learning")
        elif sheet.takes_verdict and worked is not sheet.worked:
            await self._keep(viewer, sheet, worked=worked)
        return await self._attendance.require_sheet(viewer, ref)

    async def _keep(self, viewer: Viewer, sheet: Sheet, *, worked: bool) -> None:
        async with self._units(reads_only=True) as unit:
            roster = await unit.raids.find_roster(sheet.raid)
        mode, traits = await self._describer.describe(roster, sheet)
        verdict = Verdict(worked=worked, at=self._clock(), mode=mode, traits=traits)
        async with self._units() as unit:
            raid = await hold_led(unit, viewer, sheet.raid.short_id, verdict.at)
            await unit.verdicts.put(raid.id, verdict)
        self._learning.note_lineup(sheet.raid.guild, sheet.raid.content, verdict)
