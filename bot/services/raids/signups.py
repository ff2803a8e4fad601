"""Signing up for raids: what people answer, what they offer to play, and who sits where by it."""

import asyncio
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from weakref import WeakValueDictionary

from bot.domain.builds import Build
from bot.domain.gear.totals import Attributes
from bot.domain.ids import UserId
from bot.domain.leading import fitting_rank
from bot.domain.lineup.offers import nature_of
from bot.domain.modes import GameMode
from bot.domain.needs import Need, needs_of_role
from bot.domain.order import Suspension
from bot.domain.raid_options import RoleGroup, Standing
from bot.domain.raids import CHOICES, Answer, Choice, Entry, Raid, RaidSeat, Roster
from bot.domain.seating import Demands, seat
from bot.domain.teams import Content, Player
from bot.domain.titles import title_of
from bot.domain.viewer import Viewer
from bot.errors import BotError, InternalError, NotFoundError, RaidClosedError, SuspendedError, UserError
from bot.gateways.events import Deed
from bot.gateways.events.schema import Outcome as Came
from bot.repositories.unit import UnitFactory, UnitOfWork
from bot.services.almanac import Almanac
from bot.services.givings import Givings
from bot.services.learning.kinds import get_offered
from bot.services.learning.noting import NO_NOTES, Notes
from bot.services.lookup import require_visible
from bot.services.raids.planning import DRAW, Raids, next_drawing

TELL = "tell-raid"
"""Kind of the job that tells people where they sit now; its key is the raid's short id."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of an answer."""

    raid: Raid
    entry: Entry
    seat: RaidSeat | None = None
    waiting: int | None = None
    """Place in the waiting list, from 1, of somebody who wants a seat and has none."""


@dataclass(slots=True, eq=False)
class _Press:
    """Somebody's answer on its way; None keeps what was said before. Settled by an outcome or an error."""

    viewer: Viewer
    answer: Answer | None = None
    builds: tuple[Choice, ...] | None = None
    roles: tuple[Choice, ...] | None = None
    outcome: Outcome | None = None
    error: BotError | None = None

    def is_settled(self) -> bool:
        return self.outcome is not None or self.error is not None


@dataclass(eq=False)
class _Row:
    """Who stands before one raid's door: whoever comes in first takes all with them who stand there by then."""

    door: asyncio.Lock = field(default_factory=asyncio.Lock)
    presses: list[_Press] = field(default_factory=list)


class Signups:
    """Answers to raids. All of it can be repeated: who presses a button twice keeps turn and seat.

    The raid is held while its seats change, so answers come one after the other, whichever process they come to. Those
    that come to this process meanwhile are written together: a thousand presses are a few transactions.
    """

    def __init__(
        self,
        units: UnitFactory,
        raids: Raids,
        almanac: Almanac,
        givings: Givings,
        clock: Callable[[], datetime],
        attributes: Callable[[Build], Attributes | None],
        *,
        notes: Notes = NO_NOTES,
    ) -> None:
        self._units = units
        self._notes = notes
        self._raids = raids
        self._almanac = almanac
        self._givings = givings
        self._clock = clock
        self._attributes = attributes
        self._rows: WeakValueDictionary[str, _Row] = WeakValueDictionary()

    async def answer(self, viewer: Viewer, ref: str, answer: Answer) -> Outcome:
        """Say whether one comes, with what one offered last time. RaidClosedError, NotFoundError("raid")."""
        return await self._press(ref, _Press(viewer, answer))

    async def choose(
        self, viewer: Viewer, ref: str, *, builds: Sequence[str] | None = None, roles: Sequence[str] | None = None
    ) -> Outcome:
        """Say what one plays, the best liked first: builds, then roles without a build; at most CHOICES count.

        What is None stays as it was chosen before. Who did not answer yet signs up by it. Turn and, where the choices
        allow it, the seat are kept.
        """
        read = None if builds is None else tuple(await self._read_builds(viewer, ref, builds))
        named = None if roles is None else tuple(map(choice_of_role, roles))
        return await self._press(ref, _Press(viewer, builds=read, roles=named))

    def get_choice(self, build: Build, mode: GameMode | None) -> Choice:
        """Return what a build is offered as, in a mode."""
        giving = self._givings.get(build, mode)
        roles = (*build.roles, *giving.roles)
        meets = {need for need in Need if need.is_met_by(giving)}.union(*map(needs_of_role, build.roles))
        title = title_of(build.template, self._almanac.game)
        nature = nature_of(build.template.profession, giving, self._attributes(build))
        return Choice(title, next(iter(roles), None), build.id, frozenset({*meets, *roles}), nature)

    async def _press(self, ref: str, press: _Press) -> Outcome:
        row = self._rows.setdefault(ref, _Row())
        row.presses.append(press)
        async with row.door:
            if not press.is_settled():
                together, row.presses = row.presses, []
                await self._settle(ref, together)
        if press.outcome is None:
            raise press.error or InternalError
        return press.outcome

    async def _settle(self, ref: str, presses: list[_Press]) -> None:
        """Write answers in one transaction: all of them or, where it fails, none."""
        try:
            outcomes = await self._write(ref, presses)
        except BotError as error:
            for press in presses:
                press.error = error
            return
        for press, outcome in zip(presses, outcomes, strict=True):
            if isinstance(outcome, Outcome):
                press.outcome = outcome
            else:
                press.error = outcome

    async def _write(self, ref: str, presses: list[_Press]) -> list[Outcome | UserError]:
        now = self._clock()
        async with self._units() as unit:
            raid = await unit.raids.find(ref, hold=True)
            if raid is None:
                return [NotFoundError("raid", ref) for _ in presses]
            before = after = await unit.raids.find_roster(raid)
            demands = demands_of(self._raids.get_content(raid), raid.options.limits)
            people: list[Entry | UserError] = []
            pressing = {press.viewer.user for press in presses}
            silent = {user for user in pressing if user not in before.by_user or not before.by_user[user].choices}
            last = await unit.raids.find_last_choices(silent, raid.guild, raid.content)
            forbidden = {one.user: one for one in await unit.order.list_suspended(raid.guild, pressing, now)}
            for press in presses:
                refused = _refusal(raid, press, ref, now) or _suspended(forbidden, press)
                if refused is not None:
                    people.append(refused)
                    continue
                entry = _entry(after, press, last, now)
                after = answered(after, entry, demands)
                people.append(entry)
            await self._keep(unit, before, after, now)
            outcomes = [one if isinstance(one, UserError) else _outcome(after, one) for one in people]
        for press, outcome in zip(presses, outcomes, strict=True):
            if isinstance(outcome, Outcome):
                self._note(press.viewer, before.by_user.get(press.viewer.user), outcome)
        return outcomes

    def _note(self, viewer: Viewer, before: Entry | None, after: Outcome) -> None:
        """Note what somebody signed up with, where they said so just now; that belongs to the raid's guild."""
        raid, entry = after.raid, after.entry
        is_same = before is not None and (before.answer, before.choices) == (entry.answer, entry.choices)
        if is_same or not entry.wants_seat or not entry.choices:
            return
        kind = get_offered(entry.choices[0], self._raids.get_content(raid).mode, self._almanac.game)
        there = replace(viewer, guild=raid.guild)
        came = Came.WAITS if after.seat is None else Came.SEATED
        self._notes.note(there, Deed.SIGNED_UP, kind, content=raid.content, outcome=came)

    @staticmethod
    async def _keep(unit: UnitOfWork, before: Roster, after: Roster, now: datetime) -> None:
        """Write what changed, and leave behind the jobs that show and tell it."""
        if after is before:
            return
        raid = after.raid
        changed = tuple(entry for entry in after.entries if before.by_user.get(entry.user) != entry)
        await unit.raids.put_entries(before, changed)
        if raid != before.raid:
            await unit.raids.save(raid)
        await unit.raids.set_seats(before, after.seats)
        await unit.jobs.put(DRAW, raid.short_id, next_drawing(raid, now))
        if after.has_untold():
            await unit.jobs.put(TELL, raid.short_id, next_drawing(raid, now))

    async def _read_builds(self, viewer: Viewer, ref: str, builds: Iterable[str]) -> list[Choice]:
        async with self._units(reads_only=True) as unit:
            raid = await unit.raids.find(ref)
            if raid is None or not raid.is_visible_to(viewer):
                raise NotFoundError("raid", ref)
            found = [await require_visible(unit.builds, viewer, build, "build") for build in builds]
        return [self.get_choice(build, self._raids.get_content(raid).mode) for build in found]


def choice_of_role(role: str) -> Choice:
    """Return the offer to play a role with a build that is not named."""
    return Choice(role=role, gives=frozenset({role, *needs_of_role(role)}))


def demands_of(content: Content, limits: tuple[tuple[RoleGroup, int], ...] = ()) -> Demands:
    """Return what a content asks of subgroups and squad, and how many of a group may sit, as the seating takes it."""
    return Demands(content.needs, content.squad_needs, limits)


def _entry(roster: Roster, press: _Press, last: Mapping[UserId, tuple[Choice, ...]], now: datetime) -> Entry:
    """Return the new answer; who wanted a seat before and still does keeps the turn."""
    raid, user = roster.raid, press.viewer.user
    before = roster.by_user.get(user)
    answer, name = press.answer or (before.answer if before is not None else Answer.SIGNED), press.viewer.name
    kept = before.choices if before is not None else ()
    choices = _chosen(press, kept or last.get(user, ()))
    if before is None or before.answer.takes_seat is not answer.takes_seat:
        standing = _standing(raid, press.viewer, before)
        return Entry(user, answer, raid.turns + 1, now, choices, standing, name=name)
    # whoever was benched comes back by signing up again, and by nothing else that they say
    benched = before.benched and press.answer is None
    after = replace(before, answer=answer, choices=choices, name=name or before.name, benched=benched)
    return before if after == before else replace(after, changed_at=now)


def _chosen(press: _Press, kept: tuple[Choice, ...]) -> tuple[Choice, ...]:
    builds = tuple(choice for choice in kept if choice.title) if press.builds is None else press.builds
    roles = tuple(choice for choice in kept if not choice.title) if press.roles is None else press.roles
    return (*builds, *roles)[:CHOICES]


def _refusal(raid: Raid, press: _Press, ref: str, now: datetime) -> UserError | None:
    if not raid.is_visible_to(press.viewer):
        return NotFoundError("raid", ref)
    return None if raid.takes_answers(now) else RaidClosedError()


def _suspended(forbidden: Mapping[UserId, Suspension], press: _Press) -> UserError | None:
    """Return why somebody whom moderators suspended cannot sign up; that they do not come, they can say."""
    suspension = forbidden.get(press.viewer.user)
    if suspension is None or press.answer is Answer.ABSENT:  # who may come can be seated too
        return None
    return SuspendedError(suspension.reason, suspension.until)


def _standing(raid: Raid, viewer: Viewer, before: Entry | None) -> Standing:
    """Return whether somebody is let in: what a leader said of them before stays, leaders need nobody's word."""
    if before is not None:
        return before.standing
    return Standing.ASKED if raid.options.approval and not raid.can_lead(viewer) else Standing.IN


def answered(roster: Roster, entry: Entry, demands: Demands) -> Roster:
    """Return the roster after an answer: whoever can sit does, and whoever waits moves up."""
    before, player = roster.by_user.get(entry.user), Player(user=entry.user)
    if before == entry and (entry.wants_seat or entry.user not in roster.seat_by_user):
        return roster
    raid = replace(roster.raid, turns=max(roster.raid.turns, entry.turn))
    entries = sorted((*(one for one in roster.entries if one.user != entry.user), entry), key=lambda one: one.turn)
    after = replace(roster, raid=raid, entries=tuple(entries))
    lineup, people = after.lineup(), after.people()
    sits = lineup.place_of(player)
    if sits is None:
        newcomers = [entry.signup] if entry.wants_seat and not entry.benched else []
        return after.reseated(seat(lineup, newcomers, people, demands), told=entry.user) if newcomers else after
    if entry.wants_seat and lineup.seated[sits].pinned:
        rank = fitting_rank(after, player, sits, lineup.seated[sits].rank)
        return after.reseated(lineup.with_seated({sits: replace(lineup.seated[sits], rank=rank)}), told=entry.user)
    if entry.wants_seat and before and before.choices == entry.choices:
        return after
    others = [one.signup for one in after.moving_up() if one.user != entry.user]
    again = [entry.signup] if entry.wants_seat else []
    return after.reseated(seat(lineup.with_seated({sits: None}), [*again, *others], people, demands), told=entry.user)


def _outcome(roster: Roster, entry: Entry) -> Outcome:
    taken = roster.seat_by_user.get(entry.user)
    waits = entry.wants_seat and taken is None
    waiting = next((place for place, one in enumerate(roster.waiting(), 1) if one.user == entry.user), None)
    return Outcome(roster.raid, roster.by_user[entry.user], taken, waiting if waits else None)
