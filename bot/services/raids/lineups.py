"""The leader's board: who sits where, changed by hand, with a trace of each change so that it can be taken back."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Final

from bot.domain import leading
from bot.domain.announcements import Topic
from bot.domain.edits import mark
from bot.domain.ids import UserId
from bot.domain.leading import Spot
from bot.domain.names import clean_name
from bot.domain.raids import Raid, RaidStatus, Roster
from bot.domain.seating import At, Demands
from bot.domain.teams import Player
from bot.domain.viewer import Viewer
from bot.errors import NotAllowedError
from bot.repositories.unit import UnitFactory, UnitOfWork
from bot.repositories.unit_raids import Step
from bot.services.manners import check_manners
from bot.services.raids.announcing import Saying, make_announcement, note_said
from bot.services.raids.leavers import Leavers, coming
from bot.services.raids.planning import DRAW, Raids, hold_led, next_drawing, require_raid
from bot.services.raids.signups import TELL, demands_of

RESEAT: Final = "reseat-raid"
"""Kind of the job that lets those who wait move up after somebody was erased; its key is the raid's short id."""
TELL_AFTER: Final = timedelta(minutes=5)
"""How long a leader's changes are collected before people are told: whoever tries things out pings nobody twice."""
STEPS: Final = 20
"""Steps that a history shows."""

Change = Callable[[Roster], Roster]


@dataclass(frozen=True, slots=True)
class Done:
    """Something that a leader did."""

    action: str
    places: tuple[str, ...]
    """Where, as "1-3"."""
    by: UserId | None
    about: UserId | None
    """To whom: None for guests, for people who were erased, and where it was about nobody."""
    at: datetime
    mark: str | None
    """What *Undo* names it by; None where there is nothing to take back."""


@dataclass(frozen=True, slots=True)
class Board:
    """The seats of a raid as its leader sees them, with what was done last, the newest first."""

    roster: Roster
    history: tuple[Done, ...]
    is_done: bool = True
    """False where a place was not as it had been seen: then nothing was changed."""
    left: frozenset[UserId] = frozenset()
    """Who of those seated or waiting is known to have left the guild."""
    suspended: frozenset[UserId] = frozenset()
    """Who of those seated is suspended in the guild: they signed up before, or a leader put them there."""

    @property
    def undoable(self) -> str | None:
        """The mark of what *Undo* takes back."""
        return next((done.mark for done in self.history if done.mark is not None), None)


class Lineups:
    """What leaders do with the seats of one raid.

    The raid is held meanwhile. A `Spot` says how a place looked to whoever changes it: where it looks different by
    then, nothing is changed, and the board that is returned says so and shows how it is. Every method raises
    NotFoundError("raid"), NotAllowedError("raids"), InvalidPlaceError and StorageUnavailableError.
    """

    def __init__(self, units: UnitFactory, raids: Raids, clock: Callable[[], datetime], leavers: Leavers) -> None:
        self._units = units
        self._raids = raids
        self._clock = clock
        self._leavers = leavers

    async def require(self, viewer: Viewer, ref: str) -> Board:
        """Return the board of the raid that `ref` names."""
        async with self._units(reads_only=True) as unit:
            raid = await require_raid(unit, viewer, ref, self._clock())
            if not raid.can_lead(viewer):
                raise NotAllowedError("raids")
            return await self._board(unit, await unit.raids.find_roster(raid))

    async def seat(self, viewer: Viewer, ref: str, spot: Spot, player: Player, rank: int | None = None) -> Board:
        """Put somebody in a place: who waits, sits elsewhere, or never answered; or a guest by name.

        Whoever sat there waits, in their turn. Somebody suspended may be put there: the board tells of it. Raises
        InvalidNameError, ImitationError, LinkForbiddenError, and
        AlreadySeatedError for a second guest of the same name.
        """
        someone = player if player.name is None else Player(name=clean_name(player.name))
        return await self._change(
            viewer,
            ref,
            ("seat", spot),
            lambda roster: leading.put_in(roster, spot.at, someone, rank),
            about=someone.user,
            guest=someone.name or "",
        )

    async def play(self, viewer: Viewer, ref: str, spot: Spot, rank: int) -> Board:
        """Let whoever sits in a place play another of their choices."""
        return await self._change(viewer, ref, ("play", spot), lambda roster: leading.playing(roster, spot.at, rank))

    async def swap(self, viewer: Viewer, ref: str, spot: Spot, other: Spot) -> Board:
        """Exchange two places; an empty one is moved to."""
        return await self._change(
            viewer, ref, ("swap", spot, other), lambda roster: leading.swapped(roster, spot.at, other.at)
        )

    async def bench(self, viewer: Viewer, ref: str, spot: Spot) -> Board:
        """Send whoever sits in a place to the waiting list; the next of those who wait for their turn moves up."""
        return await self._change(viewer, ref, ("bench", spot), lambda roster: leading.benched(roster, spot.at))

    async def pin(self, viewer: Viewer, ref: str, spot: Spot, *, is_pinned: bool) -> Board:
        """Keep whoever sits in a place there, or let them be moved where that helps."""
        action = "pin" if is_pinned else "unpin"
        return await self._change(
            viewer, ref, (action, spot), lambda roster: leading.pinned(roster, spot.at, is_pinned=is_pinned)
        )

    async def wish(self, viewer: Viewer, ref: str, spot: Spot, wants: str | None) -> Board:
        """Say which role is wanted in a place, or that any is; who sits there stays."""
        return await self._change(viewer, ref, ("wish", spot), lambda roster: leading.wished(roster, spot.at, wants))

    async def note(self, viewer: Viewer, ref: str, spot: Spot, text: str) -> Board:
        """Note something at a place; an empty text takes the note away. NotesTooLongError, LinkForbiddenError."""
        note = leading.clean_note(text)
        return await self._change(
            viewer, ref, ("note", spot), lambda roster: leading.noted(roster, spot.at, note), note=note
        )

    async def take_away(self, viewer: Viewer, ref: str) -> Board:
        """Have those who are known to have left the guild say that they do not come; those who wait move up."""
        async with self._units() as unit:
            raid = await hold_led(unit, viewer, ref, self._clock())
            before = await unit.raids.find_roster(raid)
            left = self._left(before)
            after = leading.filled(leading.without(before, left), self._demands(raid)) if left else before
            return await self._write(unit, viewer, (before, after), "left", about=min(left) if len(left) == 1 else None)

    async def lock(self, viewer: Viewer, ref: str, *, is_locked: bool) -> Board:
        """Close sign-ups, or open them again; drafts and what was called off stay as they are."""
        now, status = self._clock(), RaidStatus.LOCKED if is_locked else RaidStatus.OPEN
        async with self._units() as unit:
            raid = await hold_led(unit, viewer, ref, now)
            if raid.status in {RaidStatus.OPEN, RaidStatus.LOCKED} and raid.status is not status:
                raid = replace(raid, status=status, updated_at=now)
                await unit.raids.save(raid)
                await unit.raids.add_step(Step(raid.id, viewer.user, "lock" if is_locked else "unlock", now))
                await unit.jobs.put(DRAW, raid.short_id, now)
            return await self._board(unit, await unit.raids.find_roster(raid))

    async def undo(self, viewer: Viewer, ref: str, seen: str) -> Board:
        """Take back the last change of seats, if it is still the one that is marked `seen`.

        Called again, it takes back the one before. Who came or left meanwhile is not forgotten by it.
        """
        now = self._clock()
        async with self._units() as unit:
            raid = await hold_led(unit, viewer, ref, now)
            board = await self._board(unit, await unit.raids.find_roster(raid))
            if board.undoable != seen:
                return replace(board, is_done=False)
            step = await unit.raids.pop_undoable(raid.id)
            if step is None or step.before is None:
                return replace(board, is_done=False)
            before = board.roster
            after = leading.filled(leading.restored(before, step.before), self._demands(raid))
            return await self._write(unit, viewer, (before, after), "undo", is_undoable=False)

    async def publish(self, viewer: Viewer, ref: str) -> Saying | None:
        """Return whom the lineup is told: those seated, each once for the same place. None where that is nobody.

        Whoever is known to have left is not, until they are back.
        """
        now = self._clock()
        async with self._units() as unit:
            raid = await hold_led(unit, viewer, ref, now)
            untold = await unit.raids.pop_unpublished(raid.id)
            roster = await unit.raids.find_roster(raid)
            left = self._left(roster)
            people = tuple(user for user in untold if user not in left)
            await unit.raids.set_seats(roster, roster.unpublished(left))
            if not people:
                return None
            await unit.raids.add_step(Step(raid.id, viewer.user, "publish", now))
            told = make_announcement(raid, Topic.LINEUP, now)
            return await note_said(unit, roster, replace(told, people=people))

    async def reseat(self, ref: str) -> None:
        """Let those who wait move up to places that became free without a press."""
        async with self._units() as unit:
            raid = await unit.raids.find(ref, hold=True)
            if raid is None or raid.status is RaidStatus.CANCELED or raid.starts_at <= self._clock():
                return
            before = await unit.raids.find_roster(raid)
            await self._keep(unit, before, leading.filled(before, self._demands(raid)), told_at=self._clock())

    async def _change(
        self,
        viewer: Viewer,
        ref: str,
        action: tuple[str, *tuple[Spot, ...]],
        change: Change,
        *,
        about: UserId | None = None,
        guest: str = "",
        note: str = "",
    ) -> Board:
        name, *spots = action
        async with self._units() as unit:
            raid = await hold_led(unit, viewer, ref, self._clock())
            await check_manners(unit, (raid.guild,), (guest,), note)
            before = await unit.raids.find_roster(raid)
            sitting = before.get_seat(spots[0].at).player
            if not all(spot.is_as_seen(before) for spot in spots):
                return await self._board(unit, before, is_done=False)
            after = leading.filled(change(before), self._demands(raid))
            whom = about or (sitting.user if sitting is not None else None)
            said = " ".join([name, *(_format_place(spot.at) for spot in spots)])
            return await self._write(unit, viewer, (before, after), said, about=whom)

    async def _write(
        self,
        unit: UnitOfWork,
        viewer: Viewer,
        rosters: tuple[Roster, Roster],
        action: str,
        *,
        about: UserId | None = None,
        is_undoable: bool = True,
    ) -> Board:
        before, after = rosters
        now, raid = self._clock(), before.raid
        if (before.seats, before.entries) != (after.seats, after.entries):
            trace = leading.traced(before, after) if is_undoable else None
            await unit.raids.add_step(Step(raid.id, viewer.user, action, now, trace, about))
            after = await self._keep(unit, before, after, told_at=now + TELL_AFTER)
        return await self._board(unit, after)

    async def _keep(self, unit: UnitOfWork, before: Roster, after: Roster, told_at: datetime) -> Roster:
        """Write what changed, and leave behind the jobs that show and tell it; returns what was written."""
        raid, after = before.raid, leading.with_unseated(before, after)
        if (before.seats, before.entries) == (after.seats, after.entries):
            return after
        await unit.raids.put_entries(before, [one for one in after.entries if before.by_user[one.user] != one])
        await unit.raids.set_seats(before, after.seats)
        await unit.jobs.put(DRAW, raid.short_id, next_drawing(raid, self._clock()))
        if after.has_untold():
            await unit.jobs.put(TELL, raid.short_id, told_at)
        return after

    async def _board(self, unit: UnitOfWork, roster: Roster, *, is_done: bool = True) -> Board:
        steps = await unit.raids.list_steps(roster.raid.id, STEPS)
        found = await unit.order.list_suspended(roster.raid.guild, roster.seat_by_user.keys(), self._clock())
        return Board(
            roster, tuple(map(_done, steps)), is_done, self._left(roster), frozenset(one.user for one in found)
        )

    def _left(self, roster: Roster) -> frozenset[UserId]:
        return self._leavers.among(roster.raid.guild, coming(roster))

    def _demands(self, raid: Raid) -> Demands:
        return demands_of(self._raids.get_content(raid), raid.options.limits)


def _done(step: Step) -> Done:
    action, *places = step.action.split()
    marked = None if step.before is None else mark(f"{step.at.isoformat()} {step.by} {step.action}")
    return Done(action, tuple(places), step.by, step.about, step.at, marked)


def _format_place(at: At) -> str:
    return f"{at[0]}-{at[1]}"
