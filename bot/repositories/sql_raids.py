"""Raids, answers and seats in the database."""

from collections.abc import Collection, Iterable, Sequence
from datetime import datetime
from itertools import groupby
from operator import attrgetter
from typing import Any, cast

from sqlalchemy import (
    ColumnElement,
    Executable,
    Row,
    Select,
    Table,
    Uuid,
    and_,
    bindparam,
    delete,
    func,
    insert,
    or_,
    select,
    update,
)
from sqlalchemy.ext.asyncio import AsyncSession
from uuid_utils.compat import uuid7

from bot.domain.ids import GuildId, MessageId, RaidId, UserId
from bot.domain.raid_options import Standing
from bot.domain.raids import Answer, Choice, Entry, Raid, RaidSeat, RaidStatus, Roster
from bot.models import ChoiceRow, RaidRow, RaidSeatRow, SignupRow, StepRow
from bot.repositories.sql_accounts import INSERT, change, dialect_of, insert_into
from bot.repositories.sql_paging import FRESH
from bot.repositories.sql_raid_rows import (
    RAID_COLUMNS,
    choice_from_row,
    choice_values,
    entry_from_row,
    entry_values,
    raid_from_row,
    raid_values,
    seat_from_row,
    seat_values,
)
from bot.repositories.unit_raids import Step

_RAIDS, _CHOICE, _SEAT = (cast("Table", row.__table__) for row in (RaidRow, ChoiceRow, RaidSeatRow))
_R, _S, _C, _P = (row.__table__.c for row in (RaidRow, SignupRow, ChoiceRow, RaidSeatRow))
_RAID = bindparam("raid", type_=Uuid())
# What a press waits for is made once, on the tables as such: that costs a third of what mapped classes cost.
_FIND = select(*_R).where(_R.short_id == bindparam("short_id"))
_HOLD = _FIND.with_for_update()
_SEATS = select(*_P).where(_P.raid_id == _RAID).order_by(_P.subgroup, _P.place)
_ENTRIES = select(*_S).where(_S.raid_id == _RAID).order_by(_S.turn)
_CHOICES = select(*_C).where(_C.raid_id == _RAID).order_by(_C.user_id, _C.rank)
_SAVE = update(_RAIDS).where(_R.id == _RAID).values({name: bindparam(f"new_{name}") for name in RAID_COLUMNS})
_NOTE_DRAWN = (
    update(_RAIDS)
    .where(_R.short_id == bindparam("ref"), _R.faults == "")
    .values(message_id=bindparam("message"), drawn_at=bindparam("at"))
)


def _last_choices(people: ColumnElement[bool]) -> Select[Any]:
    order = ((_R.content == bindparam("content")).desc(), _S.changed_at.desc())
    ranked = (
        select(_S.raid_id, _S.user_id, func.row_number().over(partition_by=_S.user_id, order_by=order).label("nth"))
        .join(_RAIDS, _R.id == _S.raid_id)
        .where(people, _R.guild_id == bindparam("guild"))
        .where(select(_C.rank).where(_C.raid_id == _S.raid_id, _C.user_id == _S.user_id).exists())
        .subquery()
    )
    last = and_(_C.raid_id == ranked.c.raid_id, _C.user_id == ranked.c.user_id, ranked.c.nth == 1)
    return select(*_C).join(ranked, last).order_by(_C.user_id, _C.rank)


_LAST_OF_ONE = _last_choices(_S.user_id == bindparam("user"))
_LAST_OF_MANY = _last_choices(_S.user_id.in_(bindparam("users", expanding=True)))


def _put_entry(insert_row: Any) -> Any:
    row = insert_row(SignupRow.__table__)
    key = ("raid_id", "user_id")
    given = {column.name: row.excluded[column.name] for column in _S if column.name not in key}
    return row.on_conflict_do_update(index_elements=key, set_=given)


_PUT_ENTRY = {name: _put_entry(insert_row) for name, insert_row in INSERT.items()}
_DROP_CHOICES = delete(_CHOICE).where(_C.raid_id == _RAID, _C.user_id == bindparam("user"))
_ADD_CHOICE = insert(_CHOICE)
_DROP_SEAT = delete(_SEAT).where(
    _P.raid_id == _RAID, _P.subgroup == bindparam("subgroup"), _P.place == bindparam("place")
)
_ADD_SEAT = insert(_SEAT)


class SqlRaids:
    """RaidRepository over a session."""

    def __init__(self, session: AsyncSession) -> None:
        self._session = session

    async def add(self, raid: Raid) -> bool:
        fixed = {"id": raid.id, "short_id": raid.short_id, "guild_id": raid.guild, "created_at": raid.created_at}
        statement = insert_into(self._session, RaidRow).values({**fixed, **raid_values(raid)})
        return await change(self._session, statement.on_conflict_do_nothing(index_elements=["short_id"])) == 1

    async def find(self, short_id: str, *, hold: bool = False) -> Raid | None:
        row = (await self._session.execute(_HOLD if hold else _FIND, {"short_id": short_id})).first()
        return None if row is None else raid_from_row(row)

    async def list_in_guild(self, guild: GuildId, after: datetime, limit: int) -> tuple[Raid, ...]:
        return await self._all(_earliest(after, limit).where(RaidRow.guild_id == guild))

    async def list_of(self, user: UserId, after: datetime, limit: int) -> tuple[Raid, ...]:
        comes = select(SignupRow.raid_id).where(SignupRow.user_id == user, SignupRow.answer != Answer.ABSENT)
        # one set of keys, so that an index finds it: an "or" over both would read all raids
        mine = select(RaidRow.id).where(RaidRow.leader_user_id == user).union(comes)
        return await self._all(_earliest(after, limit).where(RaidRow.id.in_(mine)))

    async def save(self, raid: Raid) -> None:
        values = {f"new_{name}": value for name, value in raid_values(raid).items()}
        await change(self._session, _SAVE, {"raid": raid.id, **values})

    async def note_drawn(self, short_id: str, message: MessageId, at: datetime) -> bool:
        return await change(self._session, _NOTE_DRAWN, {"ref": short_id, "message": message, "at": at}) == 1

    async def find_roster(self, raid: Raid) -> Roster:
        seats = await self._session.execute(_SEATS, {"raid": raid.id})
        found = tuple(map(seat_from_row, seats))
        entries = (await self._session.execute(_ENTRIES, {"raid": raid.id})).all()
        choices = _by_user(await self._session.execute(_CHOICES, {"raid": raid.id}))
        return Roster(raid, found, tuple(entry_from_row(row, choices.get(row.user_id, ())) for row in entries))

    async def find_last_choices(
        self, users: Collection[UserId], guild: GuildId, content: str
    ) -> dict[UserId, tuple[Choice, ...]]:
        given = {"guild": guild, "content": content}
        if len(users) == 1:  # as nearly always, and then straight to the driver
            return _by_user(await self._session.execute(_LAST_OF_ONE, {"user": next(iter(users)), **given}))
        return _by_user(await self._session.execute(_LAST_OF_MANY, {"users": sorted(users), **given})) if users else {}

    async def count_left_out(self, guild: GuildId, after: datetime, before: datetime) -> dict[UserId, int]:
        same = (RaidSeatRow.raid_id == SignupRow.raid_id) & (RaidSeatRow.user_id == SignupRow.user_id)
        rows = (
            select(SignupRow.user_id, func.count())
            .join(RaidRow, RaidRow.id == SignupRow.raid_id)
            .where(RaidRow.guild_id == guild, RaidRow.starts_at > after, RaidRow.starts_at < before)
            .where(RaidRow.status.in_((RaidStatus.OPEN, RaidStatus.LOCKED)))
            .where(SignupRow.answer.in_((Answer.SIGNED, Answer.LATE)), SignupRow.standing == Standing.IN)
            .where(~select(RaidSeatRow.place).where(same).exists())
            .group_by(SignupRow.user_id)
        )
        return {UserId(user): count for user, count in await self._session.execute(rows)}

    async def put_entries(self, roster: Roster, entries: Sequence[Entry]) -> None:
        raid, kept = roster.raid.id, {entry.user: entry.choices for entry in roster.entries}
        rows = [{"raid_id": raid, **entry_values(entry)} for entry in entries]
        await self._write(_PUT_ENTRY[dialect_of(self._session)], rows)
        others = [entry for entry in entries if kept.get(entry.user, ()) != entry.choices]
        former = [{"raid": raid, "user": entry.user} for entry in others if kept.get(entry.user)]
        await self._write(_DROP_CHOICES, former)
        choices = [
            {"raid_id": raid, "user_id": entry.user, **choice_values(rank, choice)}
            for entry in others
            for rank, choice in enumerate(entry.choices)
        ]
        await self._write(_ADD_CHOICE, choices)

    async def set_seats(self, roster: Roster, seats: Iterable[RaidSeat]) -> None:
        raid, old, new = roster.raid.id, {seat.at: seat for seat in roster.seats}, {seat.at: seat for seat in seats}
        former = [seat for seat in roster.seats if new.get(seat.at) != seat]
        here = [{"raid": raid, "subgroup": seat.subgroup, "place": seat.place} for seat in former]
        await self._write(_DROP_SEAT, here)
        rows = [{"raid_id": raid, **seat_values(seat)} for at, seat in new.items() if old.get(at) != seat]
        await self._write(_ADD_SEAT, rows)

    async def pop_untold(self, raid: RaidId) -> tuple[UserId, ...]:
        untold = (RaidSeatRow.raid_id == raid, RaidSeatRow.told.is_(False), RaidSeatRow.user_id.is_not(None))
        rows = select(RaidSeatRow.user_id).where(*untold).order_by(RaidSeatRow.subgroup, RaidSeatRow.place)
        found = tuple(UserId(user) for user in await self._session.scalars(rows) if user is not None)
        await change(self._session, update(RaidSeatRow).where(RaidSeatRow.raid_id == raid).values(told=True))
        return found

    async def pop_unseated(self, raid: RaidId) -> tuple[UserId, ...]:
        marked = (SignupRow.raid_id == raid, SignupRow.unseated)
        sits = select(RaidSeatRow.user_id).where(RaidSeatRow.raid_id == raid, RaidSeatRow.user_id.is_not(None))
        rows = select(SignupRow.user_id).where(*marked, SignupRow.user_id.not_in(sits)).order_by(SignupRow.turn)
        found = tuple(UserId(user) for user in await self._session.scalars(rows))
        await change(self._session, update(SignupRow).where(*marked).values(unseated=False))
        return found

    async def pop_unpublished(self, raid: RaidId) -> tuple[UserId, ...]:
        members = (RaidSeatRow.raid_id == raid, RaidSeatRow.user_id.is_not(None))
        rows = select(RaidSeatRow.user_id).where(*members, RaidSeatRow.published.is_(False))
        ordered = rows.order_by(RaidSeatRow.subgroup, RaidSeatRow.place)
        found = tuple(UserId(user) for user in await self._session.scalars(ordered) if user is not None)
        await change(self._session, update(RaidSeatRow).where(*members).values(told=True, published=True))
        return found

    async def count_entries(self, user: UserId) -> int:
        rows = select(func.count()).select_from(SignupRow).where(SignupRow.user_id == user)
        return await self._session.scalar(rows) or 0

    async def forget(self, user: UserId) -> tuple[str, ...]:
        drafts = delete(RaidRow).where(RaidRow.leader_user_id == user, RaidRow.status == RaidStatus.DRAFT)
        await change(self._session, drafts)
        answered = select(SignupRow.raid_id).where(SignupRow.user_id == user)
        seated = select(RaidSeatRow.raid_id).where(RaidSeatRow.user_id == user)
        named = or_(RaidRow.leader_user_id == user, RaidRow.id.in_(answered), RaidRow.id.in_(seated))
        changed = tuple(await self._session.scalars(select(RaidRow.short_id).where(named)))
        await change(self._session, delete(SignupRow).where(SignupRow.user_id == user))
        sits = update(RaidSeatRow).where(RaidSeatRow.user_id == user)
        left = {"user_id": None, "rank": 0, "pinned": False, "told": True, "published": False, "former": True}
        await change(self._session, sits.values(left))
        led = update(RaidRow).where(RaidRow.leader_user_id == user)
        await change(self._session, led.values(leader_user_id=None, notes=""))
        await change(self._session, update(StepRow).where(StepRow.user_id == user).values(user_id=None, before=None))
        about = update(StepRow).where(StepRow.about_user_id == user)
        await change(self._session, about.values(about_user_id=None))
        # what a step would bring back names people by their ids, which are told from other numbers by their length
        brings_back = update(StepRow).where(StepRow.before.contains(str(user), autoescape=True))
        await change(self._session, brings_back.values(before=None))
        return changed

    async def add_step(self, step: Step) -> None:
        values = {"raid_id": step.raid, "user_id": step.by, "action": step.action, "before": step.before}
        row = insert(StepRow).values(id=uuid7(), at=step.at, about_user_id=step.about, **values)
        await self._session.execute(row)

    async def list_steps(self, raid: RaidId, limit: int) -> tuple[Step, ...]:
        rows = select(StepRow).where(StepRow.raid_id == raid).order_by(StepRow.id.desc()).limit(limit)
        return tuple(_step(row) for row in await self._session.scalars(rows, execution_options=FRESH))

    async def pop_undoable(self, raid: RaidId) -> Step | None:
        rows = select(StepRow).where(StepRow.raid_id == raid, StepRow.before.is_not(None))
        row = await self._session.scalar(rows.order_by(StepRow.id.desc()).limit(1), execution_options=FRESH)
        if row is None:
            return None
        step = _step(row)
        await change(self._session, update(StepRow).where(StepRow.id == row.id).values(before=None))
        return step

    async def _write(self, statement: Executable, rows: list[dict[str, Any]]) -> None:
        """Execute a statement for each row: a single one, as a press has, can go straight to the driver."""
        if rows:
            await self._session.execute(statement, rows[0] if len(rows) == 1 else rows)

    async def _all(self, rows: Select[RaidRow]) -> tuple[Raid, ...]:
        return tuple(raid_from_row(row) for row in await self._session.scalars(rows, execution_options=FRESH))


def _by_user(rows: Iterable[Row[Any]]) -> dict[UserId, tuple[Choice, ...]]:
    """Return the choices of each person, which come in order."""
    return {UserId(user): tuple(map(choice_from_row, some)) for user, some in groupby(rows, attrgetter("user_id"))}


def _earliest(after: datetime, limit: int) -> Select[RaidRow]:
    return select(RaidRow).where(RaidRow.starts_at > after).order_by(RaidRow.starts_at, RaidRow.id).limit(limit)


def _step(row: StepRow) -> Step:
    by = None if row.user_id is None else UserId(row.user_id)
    about = None if row.about_user_id is None else UserId(row.about_user_id)
    return Step(RaidId(row.raid_id), by, row.action, row.at, row.before, about)
