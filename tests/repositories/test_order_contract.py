"""What every storage does with what moderators hid, whom they suspended, and the log."""

from dataclasses import replace
from datetime import timedelta

from bot.domain.order import MARK_KEPT, Deed, Hidden, LogEntry, LogFilter, Suspension, ThingKind
from bot.domain.pages import Cursor
from bot.repositories.unit import UnitFactory
from tests.factories import ALICE, AWAY, BOB, CAROL, HOME, START, new_id

HOUR = timedelta(hours=1)


async def test_hidden_things_and_suspensions(units: UnitFactory) -> None:
    hidden = Hidden(HOME, ThingKind.BUILD, new_id(), "k7m3qx2a", "Mirage", ALICE, "why", START)
    later = replace(hidden, thing=new_id(), kind=ThingKind.TEAM, hidden_at=START + HOUR)
    async with units() as unit:
        await unit.guilds.ensure(HOME, START)
        await unit.order.hide(hidden)
        await unit.order.hide(later)
        assert await unit.order.list_hidden(HOME) == (later, hidden)
        await unit.order.hide(replace(hidden, answer="no"))
        assert await unit.order.find_hidden(HOME, hidden.thing) == replace(hidden, answer="no")
        await unit.order.drop_hidden(HOME, later.thing)
        assert await unit.order.find_hidden(HOME, later.thing) is None
        ended = Suspension(HOME, BOB, "why", START + HOUR)
        await unit.order.suspend(ended)
        assert await unit.order.find_suspension(HOME, BOB, START) == ended
        assert await unit.order.find_suspension(HOME, BOB, START + HOUR) is None
        await unit.order.suspend(replace(ended, until=None))
        assert await unit.order.list_suspended(HOME, (ALICE, BOB), START + HOUR) == (replace(ended, until=None),)
        await unit.order.drop_suspension(HOME, BOB)
        assert await unit.order.list_suspended(HOME, (BOB,), START) == ()


async def test_the_log_is_filtered(units: UnitFactory) -> None:
    build, team = "build:k7m3qx2a", "team:22222222"
    hid = LogEntry(new_id(), HOME, START, Deed.HIDE, ALICE, BOB, "Mirage", "why", thing=build)
    renamed = replace(hid, id=new_id(), at=START + HOUR, deed=Deed.RESTORE, actor=BOB, target="Phantom")
    other = replace(hid, id=new_id(), at=START + 2 * HOUR, thing=team, target="Friday")
    ended = LogEntry(new_id(), HOME, START + 3 * HOUR, Deed.UNSUSPEND, BOB, ALICE, "", "why")
    async with units() as unit:
        await unit.guilds.ensure(HOME, START)
        for entry in (hid, renamed, other, ended):
            await unit.moderation_log.add(entry)
    async with units() as unit:
        for wanted, found in (
            (LogFilter(), (ended, other, renamed, hid)),
            (LogFilter(by=BOB), (ended, renamed)),
            (LogFilter(about=BOB, by=ALICE), (other, hid)),
            (LogFilter(thing=build), (renamed, hid)),
            (LogFilter(thing=team, deed=Deed.HIDE), (other,)),
            (LogFilter(since=START + HOUR, until=START + 3 * HOUR), (other, renamed)),
        ):
            assert await unit.moderation_log.list_of(HOME, wanted, place=None, limit=9) == found, wanted
        things = await unit.moderation_log.list_things(HOME, 9)
        assert things == ((team, "Friday"), (build, "Phantom"), (build, "Mirage"))
        await unit.order.forget(BOB, START)
        assert await unit.moderation_log.list_things(HOME, 9) == ()


async def test_the_log_goes_by_pages_and_forgets(units: UnitFactory) -> None:
    entries = [
        LogEntry(new_id(), HOME, START + n * HOUR, Deed.HIDE if n % 2 else Deed.SUSPEND, ALICE, BOB, "Mirage", "why")
        for n in range(4)
    ]
    async with units() as unit:
        await unit.guilds.ensure(HOME, START)
        for entry in entries:
            await unit.moderation_log.add(entry)
        log, newest = unit.moderation_log, tuple(reversed(entries))
        assert await log.find(entries[0].id) == entries[0]
        assert await log.list_of(HOME, LogFilter(), place=None, limit=2) == newest[:2]
        place = Cursor(newest[1].at, newest[1].id)
        assert await log.list_of(HOME, LogFilter(about=BOB), place=place, limit=9) == newest[2:]
        assert await log.list_of(HOME, LogFilter(about=ALICE, deed=Deed.HIDE), place=None, limit=9) == newest[::2]
        await unit.order.suspend(Suspension(HOME, BOB, "why", START))
        assert await log.purge(START + 2 * HOUR) == 2
    async with units() as unit:
        await unit.order.hide(Hidden(HOME, ThingKind.BUILD, new_id(), "k7m3qx2a", "Mirage", BOB, "why", START))
        await unit.order.forget(BOB, START)
        assert await unit.order.list_hidden(HOME) == ()
        left = await unit.moderation_log.list_of(HOME, LogFilter(), place=None, limit=9)
        assert {(one.actor, one.subject, one.target, one.reason) for one in left} == {(ALICE, None, "", "")}
        await unit.order.forget(ALICE, START)
        assert await unit.moderation_log.list_of(HOME, LogFilter(about=ALICE), place=None, limit=9) == ()
    async with units() as unit:
        await unit.guilds.mark_left(HOME, START)
        await unit.guilds.erase(HOME, START + HOUR)
        assert await unit.moderation_log.list_of(HOME, LogFilter(), place=None, limit=9) == ()


async def test_a_suspension_outlives_whom_it_concerns_as_a_mark_and_ends(units: UnitFactory) -> None:
    async with units() as unit:
        for guild in (HOME, AWAY):
            await unit.guilds.ensure(guild, START)
        await unit.order.suspend(Suspension(HOME, BOB, "why", START + HOUR))
        await unit.order.suspend(Suspension(HOME, CAROL, "over", START))
        await unit.order.suspend(Suspension(AWAY, BOB, "why"))
        for who in (BOB, CAROL, BOB):
            await unit.order.forget(who, START)
        left = Suspension(HOME, BOB, "", START + HOUR)
        assert await unit.order.find_suspension(HOME, BOB, START) == left
        assert await unit.order.list_suspended(HOME, (ALICE, BOB, CAROL), START) == (left,)
        assert await unit.order.find_suspension(HOME, BOB, START + HOUR) is None
        assert await unit.order.find_suspension(AWAY, BOB, START) == Suspension(AWAY, BOB, "", START + MARK_KEPT)
        assert await unit.order.find_suspension(AWAY, BOB, START + MARK_KEPT) is None
        await unit.order.suspend(Suspension(AWAY, BOB, "shorter", START + HOUR))
        assert await unit.order.list_suspended(AWAY, (BOB,), START + 2 * HOUR) == ()
        assert await unit.order.find_suspension(AWAY, BOB, START + 2 * HOUR) is None
        await unit.order.suspend(Suspension(AWAY, BOB, "why"))
        await unit.order.forget(BOB, START)
        await unit.order.suspend(Suspension(HOME, BOB, "again", None))
        assert await unit.order.find_suspension(HOME, BOB, START) == Suspension(HOME, BOB, "again", None)
        await unit.order.drop_suspension(HOME, BOB)
        assert await unit.order.find_suspension(HOME, BOB, START) is None
        await unit.order.purge_marks(START + MARK_KEPT - HOUR)
        assert await unit.order.find_suspension(AWAY, BOB, START) is not None
        await unit.order.purge_marks(START + MARK_KEPT)
        assert await unit.order.find_suspension(AWAY, BOB, START) is None


async def test_marks_go_with_the_guild(units: UnitFactory) -> None:
    async with units() as unit:
        await unit.guilds.ensure(HOME, START)
        await unit.order.suspend(Suspension(HOME, BOB, "why"))
        await unit.order.forget(BOB, START)
    async with units() as unit:
        await unit.guilds.mark_left(HOME, START)
        await unit.guilds.erase(HOME, START + HOUR)
        assert await unit.order.find_suspension(HOME, BOB, START) is None
