"""What every storage does with reports, and with what people are still to be told."""

from dataclasses import replace
from datetime import timedelta

from bot.domain.order import Deed, LogEntry
from bot.domain.pages import Cursor
from bot.domain.reports import Complaint, Decision, Notice, NoticeKind, Report, ReportKind, Verdict
from bot.repositories.unit import UnitFactory
from tests.factories import ALICE, AWAY, BOB, CAROL, HOME, START, new_id

HOUR = timedelta(hours=1)


def reported(hours: int = 0, ref: str = "k7m3qx2a") -> Report:
    return Report(new_id(), HOME, ReportKind.BUILD, ref, ALICE, "Mirage", "notes", START + hours * HOUR)


async def test_a_thing_is_open_once_and_takes_one_word_of_each(units: UnitFactory) -> None:
    first = reported()
    said = Complaint(BOB, "copied", START, "1/2")
    async with units() as unit:
        await unit.guilds.ensure(HOME, START)
        assert await unit.reports.open(first) == first.id
        assert await unit.reports.open(reported()) == first.id
        assert await unit.reports.list_open(HOME, but_of=CAROL, place=None, limit=9) == ()
        await unit.reports.complain(first.id, replace(said, reason="twice"))
        await unit.reports.complain(first.id, said)
        await unit.reports.complain(first.id, replace(said, user=ALICE, at=START + HOUR, place=None))
        whole = replace(first, complaints=(said, replace(said, user=ALICE, at=START + HOUR, place=None)))
        assert await unit.reports.find_open(HOME, ReportKind.BUILD, first.ref) == whole
        assert await unit.reports.find(HOME, first.id, hold=True) == whole
        assert await unit.reports.find(AWAY, first.id) is None
        assert not await unit.reports.withdraw(first.id, CAROL)
        assert await unit.reports.withdraw(first.id, BOB)
        assert await unit.reports.count_open(HOME, but_of=CAROL) == 1
        assert await unit.reports.count_open(HOME, but_of=ALICE) == 0
        assert await unit.reports.withdraw(first.id, ALICE)
        assert await unit.reports.find(HOME, first.id) is None


async def test_what_is_decided_leaves_the_queue(units: UnitFactory) -> None:
    queue = [reported(hours, f"k7m3qx2{hours + 2}") for hours in range(3)]
    entry = LogEntry(new_id(), HOME, START, Deed.HIDE, BOB, ALICE, "Mirage", "why")
    async with units() as unit:
        await unit.guilds.ensure(HOME, START)
        for one in queue:
            await unit.reports.open(one)
            await unit.reports.complain(one.id, Complaint(BOB, "why", START))
        found = await unit.reports.list_open(HOME, but_of=CAROL, place=None, limit=2)
        assert [one.id for one in found] == [queue[0].id, queue[1].id]
        place = Cursor(found[0].opened_at, found[0].id)
        rest = await unit.reports.list_open(HOME, but_of=CAROL, place=place, limit=9)
        assert [one.id for one in rest] == [queue[1].id, queue[2].id]
        await unit.moderation_log.add(entry)
        for hours, one in enumerate(queue[:2]):
            decision = Decision(Verdict.HIDE, BOB, START + hours * HOUR, "why", entry.id)
            await unit.reports.decide(one.id, decision)
        await unit.moderation_log.set_answer(entry.id, "it is mine")
        assert await unit.reports.count_open(HOME, but_of=BOB) == 1
        assert not await unit.reports.withdraw(queue[0].id, BOB)
        last, first = await unit.reports.list_decided(HOME, but_of=CAROL, place=None, limit=9)
        assert (last.id, first.id) == (queue[1].id, queue[0].id)
        assert (last.decision, last.answer) == (
            Decision(Verdict.HIDE, BOB, START + HOUR, "why", entry.id),
            "it is mine",
        )
        behind = await unit.reports.list_decided(HOME, but_of=CAROL, place=Cursor(START + HOUR, last.id), limit=9)
        assert [one.id for one in behind] == [first.id]
        again = reported(5, queue[0].ref)
        assert await unit.reports.open(again) == again.id


async def test_reports_grow_old_and_forget_people(units: UnitFactory) -> None:
    mine, theirs, form = reported(1), replace(reported(1, "33333333"), owner=BOB), reported(0, "44444444")
    async with units() as unit:
        await unit.guilds.ensure(HOME, START)
        for one in (mine, theirs, form):
            await unit.reports.open(one)
        await unit.reports.complain(mine.id, Complaint(BOB, "why", START))
        await unit.reports.complain(theirs.id, Complaint(ALICE, "why", START))
        assert await unit.reports.purge(START, START + HOUR) == 1
        await unit.reports.decide(mine.id, Decision(Verdict.HIDE, BOB, START, "why", new_id()))
        await unit.reports.forget(BOB)
        (left,) = await unit.reports.list_decided(HOME, but_of=CAROL, place=None, limit=9)
        assert left.complaints == ()
        assert left.decision is not None
        assert (left.decision.by, left.decision.reason) == (None, "")
        assert await unit.reports.find(HOME, theirs.id) is None
        await unit.reports.forget(ALICE)
        assert await unit.reports.find(HOME, mine.id) is None


async def test_notices_are_told_once(units: UnitFactory) -> None:
    notices = [Notice(BOB, new_id(), HOME, NoticeKind.DEED, START + hours * HOUR) for hours in range(2)]
    async with units() as unit:
        await unit.guilds.ensure(HOME, START)
        for one in (*reversed(notices), notices[0]):
            await unit.notices.put(one)
        assert await unit.notices.list_waiting() == {BOB}
        assert await unit.notices.pop(ALICE) == ()
        assert await unit.notices.pop(BOB) == tuple(notices)
        assert await unit.notices.pop(BOB) == ()
        for one in notices:
            await unit.notices.put(one)
        assert await unit.notices.purge(START + HOUR) == 1
        await unit.notices.forget(BOB)
        assert await unit.notices.list_waiting() == frozenset()
