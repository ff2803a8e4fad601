"""Raids in lists and calendars, as one person sees them."""

from collections.abc import Callable
from datetime import datetime

from bot.domain.agenda import FILED, FILED_BEFORE, PAGE, SHOWN_AFTER, Planned
from bot.domain.attendance import KEPT
from bot.domain.pages import Cursor, Page
from bot.domain.viewer import Viewer
from bot.repositories.unit import UnitFactory
from bot.repositories.unit_around import Wanted


class Agenda:
    """What is planned: in a guild all of it, or what the viewer leads or answered; in a direct message the latter."""

    def __init__(self, units: UnitFactory, clock: Callable[[], datetime]) -> None:
        self._units = units
        self._clock = clock

    async def list_coming(self, viewer: Viewer, *, mine: bool, cursor: str | None = None) -> Page[Planned]:
        """Return one page of what is to come or began within SHOWN_AFTER, the earliest first."""
        wanted = self._wanted(viewer, self._clock() - SHOWN_AFTER, mine=mine)
        async with self._units(reads_only=True) as unit:
            found = await unit.agenda.list_raids(wanted, Cursor.from_text(cursor), PAGE + 1)
            planned = await unit.agenda.find_planned(viewer.user, found[:PAGE])
            total = await unit.agenda.count_raids(wanted)
        last = planned[-1].raid if len(found) > PAGE else None
        return Page(planned, None if last is None else Cursor(last.starts_at, last.id).to_text(), total)

    async def list_filed(self, viewer: Viewer, *, mine: bool) -> tuple[Planned, ...]:
        """Return what goes into a calendar file: all that is to come or began within FILED_BEFORE, canceled or not."""
        wanted = self._wanted(viewer, self._clock() - FILED_BEFORE, mine=mine)
        async with self._units(reads_only=True) as unit:
            found = await unit.agenda.list_raids(wanted, None, FILED)
            return await unit.agenda.find_planned(viewer.user, found)

    async def purge(self) -> int:
        """Erase the raids that began KEPT ago, and with them who signed up and who came; returns how many."""
        async with self._units() as unit:
            return await unit.agenda.purge(self._clock() - KEPT)

    @staticmethod
    def _wanted(viewer: Viewer, after: datetime, *, mine: bool) -> Wanted:
        return Wanted(viewer.user, viewer.guild, after, is_mine=mine or viewer.guild is None)
