"""Raids whose leader decides who comes: who asked is let in, or not this time."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime

from bot.domain.ids import UserId
from bot.domain.raid_options import Standing
from bot.domain.raids import Roster
from bot.domain.viewer import Viewer
from bot.errors import NotFoundError
from bot.repositories.unit import UnitFactory
from bot.repositories.unit_raids import Step
from bot.services.raids.planning import DRAW, Raids, hold_led, next_drawing
from bot.services.raids.signups import TELL, answered, demands_of


class Requests:
    """What leaders say to those who asked to come."""

    def __init__(self, units: UnitFactory, raids: Raids, clock: Callable[[], datetime]) -> None:
        self._units = units
        self._raids = raids
        self._clock = clock

    async def let_in(self, viewer: Viewer, ref: str, user: UserId) -> Roster:
        """Seat somebody who asked, or let them wait in order; again changes nothing.

        Raises NotFoundError("raid") and, for who did not answer, NotFoundError("request"); NotAllowedError("raids").
        """
        return await self._decide(viewer, ref, user, Standing.IN)

    async def refuse(self, viewer: Viewer, ref: str, user: UserId) -> Roster:
        """Let somebody not come this time, also who sits already; raises the same."""
        return await self._decide(viewer, ref, user, Standing.REFUSED)

    async def _decide(self, viewer: Viewer, ref: str, user: UserId, standing: Standing) -> Roster:
        now = self._clock()
        async with self._units() as unit:
            raid = await hold_led(unit, viewer, ref, now)
            before = await unit.raids.find_roster(raid)
            entry = before.by_user.get(user)
            if entry is None:
                raise NotFoundError("request", str(user))
            if entry.standing is standing:
                return before
            demands = demands_of(self._raids.get_content(raid), raid.options.limits)
            after = _told_anew(answered(before, replace(entry, standing=standing), demands), before)
            await unit.raids.put_entries(before, [after.by_user[user]])
            await unit.raids.set_seats(before, after.seats)
            action = "let in" if standing is Standing.IN else "refused"
            await unit.raids.add_step(Step(raid.id, viewer.user, action, now))
            await unit.jobs.put(DRAW, raid.short_id, next_drawing(raid, now))
            if any(not seat.told for seat in after.seats):
                await unit.jobs.put(TELL, raid.short_id, next_drawing(raid, now))
            return after


def _told_anew(after: Roster, before: Roster) -> Roster:
    """Return the roster in which whoever sits now and did not before has yet to be told: it was not their own doing."""
    sat = set(before.seat_by_user)
    seats = (
        replace(seat, told=False)
        if seat.player is not None and seat.player.user and seat.player.user not in sat
        else seat
        for seat in after.seats
    )
    return replace(after, seats=tuple(seats))
