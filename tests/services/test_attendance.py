"""Attendance: proposed by the lineup, changed, saved, seen by whom it concerns."""

from datetime import timedelta
from fractions import Fraction

import pytest

from bot.app import Services
from bot.domain.attendance import KEPT, Mark, Presence, Tally, propose
from bot.domain.ids import ChannelId
from bot.domain.raids import Answer, Raid, RaidSeat, Roster
from bot.domain.teams import Player
from bot.domain.viewer import GuildRole
from bot.errors import NotAllowedError, NotFoundError, RaidAheadError, RaidClosedError
from bot.services.raids.attendance import PAGE, Record, format_table, members
from bot.services.raids.planning import DRAW
from bot.services.raids.timetable import ATTEND
from tests.factories import ALICE, AWAY, BOB, CAROL, Clock, make_raid, viewer
from tests.fakes import FakeUnits

pytestmark = pytest.mark.still

LEADER = viewer(roles=GuildRole.LEADER)
(A, B, C) = members((ALICE, BOB, CAROL))


@pytest.fixture
async def raid(services: Services, clock: Clock) -> Raid:
    """A raid that began: Bob sits, Carol comes late, Alice said no."""
    draft = await services.raids.plan(LEADER, "=Raid", "2026-11-27 20:00", "fractal", channel=ChannelId(7), zone="UTC")
    raid = await services.raids.open(LEADER, draft.short_id)
    for who, answer in ((ALICE, Answer.ABSENT), (BOB, Answer.SIGNED), (CAROL, Answer.LATE)):
        await services.signups.answer(viewer(who), raid.short_id, answer)
    clock.now = raid.starts_at + timedelta(hours=2)
    return raid


async def test_the_lineup_is_what_is_proposed(raid: Raid, services: Services) -> None:
    sheet = await services.attendance.require_sheet(LEADER, raid.short_id)
    assert sheet.saved_at is None
    assert sheet.marks == (Mark(A, Presence.EXCUSED), Mark(B, Presence.PRESENT), Mark(C, Presence.LATE))
    assert await services.attendance.list_raids(LEADER) == Record(0)


def test_guests_are_proposed_too() -> None:
    guest = Player(name="Zoë")
    assert propose(Roster(make_raid(), (RaidSeat(1, 1, guest), RaidSeat(1, 2, wants="dps")))) == (
        Mark(guest, Presence.PRESENT),
    )


async def test_what_is_changed_stays_and_counts_once_it_is_saved(raid: Raid, services: Services, clock: Clock) -> None:
    service = services.attendance
    await service.mark(LEADER, raid.short_id, Presence.ABSENT, [B])
    sheet = await service.mark(LEADER, raid.short_id, Presence.LATE, [A], released=[C, B])
    assert sheet.marks == (Mark(A, Presence.LATE), Mark(B, Presence.ABSENT), Mark(C, Presence.PRESENT))
    assert (await service.find_own(viewer(BOB))).attended == ()
    saved = await service.save(LEADER, raid.short_id)
    assert await service.save(LEADER, raid.short_id) == saved
    assert saved.saved_at == clock.now
    assert saved.marks == sheet.marks
    came = (Tally(A, {Presence.LATE: 1}), Tally(C, {Presence.PRESENT: 1}), Tally(B, {Presence.ABSENT: 1}))
    assert await service.list_people(LEADER) == Record(1, tallies=came)
    (turnout,) = (await service.list_raids(LEADER)).turnouts
    assert (turnout.raid.id, turnout.came, turnout.count) == (raid.id, 2, 3)
    (own,) = (await service.find_own(viewer(BOB))).attended
    assert (own.raid.id, own.mark) == (raid.id, Mark(B, Presence.ABSENT))


def test_excused_raids_do_not_lower_the_share() -> None:
    counts = {Presence.PRESENT: 2, Presence.LATE: 1, Presence.ABSENT: 1, Presence.EXCUSED: 4}
    assert Tally(A, counts).share == Fraction(3, 4)
    assert Tally(A, {Presence.EXCUSED: 4}).share is None


async def test_pages_go_on_where_the_one_before_ended(raid: Raid, services: Services) -> None:
    service, many = services.attendance, members(range(100, 100 + PAGE))
    await service.mark(LEADER, raid.short_id, Presence.PRESENT, many)
    await service.save(LEADER, raid.short_id)
    first, second = await service.list_people(LEADER), await service.list_people(LEADER, PAGE)
    assert (len(first.tallies), first.is_last, second.is_last) == (PAGE, False, True)
    assert {tally.player for tally in (*first.tallies, *second.tallies)} == {*many, A, B, C}
    assert await service.list_people(LEADER, 99) == Record(1)


async def test_who_is_refused(raid: Raid, services: Services) -> None:
    service, member = services.attendance, viewer(BOB)
    for asking in (
        service.require_sheet(member, raid.short_id),
        service.mark(member, raid.short_id, Presence.ABSENT, [C]),
        service.save(member, raid.short_id),
        service.list_people(member),
        service.list_raids(member),
        service.export(member),
        service.suggest(member, ""),
        service.export(viewer(guild=None, roles=GuildRole.LEADER)),
    ):
        with pytest.raises(NotAllowedError):
            await asking
    with pytest.raises(NotFoundError):
        await service.require_sheet(viewer(BOB, AWAY, GuildRole.LEADER), raid.short_id)
    assert await service.list_people(viewer(BOB, AWAY, GuildRole.LEADER)) == Record(0)


async def test_not_before_the_start_and_not_of_what_was_canceled(raid: Raid, services: Services, clock: Clock) -> None:
    clock.now = raid.starts_at - timedelta(seconds=1)
    with pytest.raises(RaidAheadError):
        await services.attendance.save(LEADER, raid.short_id)
    await services.raids.cancel(LEADER, raid.short_id)
    with pytest.raises(RaidClosedError):
        await services.attendance.require_sheet(LEADER, raid.short_id)


async def test_raids_that_began_are_suggested(raid: Raid, services: Services, clock: Clock) -> None:
    assert [one.id for one in await services.attendance.suggest(LEADER, "rai")] == [raid.id]
    assert await services.attendance.suggest(LEADER, "x") == ()
    clock.now = raid.starts_at + KEPT
    assert await services.attendance.suggest(LEADER, "") == ()


async def test_the_table_holds_no_formula(raid: Raid, services: Services) -> None:
    await services.attendance.save(LEADER, raid.short_id)
    table = (await services.attendance.export(LEADER)).decode()
    head, first, *_ = table.split("\r\n")
    assert head == "\ufeffraid,title,starts_at,who,presence"
    assert first == f"{raid.short_id},'=Raid,2026-11-27T20:00:00+00:00,<@{ALICE}>,excused"
    assert format_table(()) == "\ufeffraid,title,starts_at,who,presence\r\n"


async def test_erasing_somebody_erases_what_was_noted_of_them(raid: Raid, services: Services) -> None:
    await services.attendance.save(LEADER, raid.short_id)
    assert (await services.accounts.show(viewer(BOB))).attended == 1
    await services.accounts.delete_everything(viewer(BOB))
    assert (await services.accounts.show(viewer(BOB))).attended == 0
    assert B not in [mark.player for mark in (await services.attendance.require_sheet(LEADER, raid.short_id)).marks]


async def test_the_post_is_drawn_anew_at_the_start(
    raid: Raid, services: Services, units: FakeUnits, clock: Clock
) -> None:
    assert units.state.jobs[ATTEND, raid.short_id].job.due_at == raid.starts_at
    units.state.jobs.pop((DRAW, raid.short_id), None)
    clock.now = raid.starts_at - timedelta(hours=1)
    await services.attendance.offer(raid.short_id)
    assert (DRAW, raid.short_id) not in units.state.jobs
    clock.now = raid.starts_at
    await services.attendance.offer(raid.short_id)
    assert (DRAW, raid.short_id) in units.state.jobs
    await services.attendance.offer("22222222")


async def test_the_post_is_drawn_anew_when_signups_end_too(
    raid: Raid, services: Services, units: FakeUnits, clock: Clock
) -> None:
    clock.now = raid.starts_at - timedelta(days=1)
    now = (await services.raids.require(LEADER, raid.short_id)).raid
    ahead = timedelta(hours=2)
    closing = (await services.raid_editor.set_deadline(LEADER, raid.short_id, now.revision, ahead)).raid
    assert units.state.jobs[ATTEND, raid.short_id].job.due_at == closing.closes_at
    units.state.jobs.pop((DRAW, raid.short_id), None)
    clock.now = raid.starts_at - ahead

    async def offer(ref: str) -> bool:
        await services.attendance.offer(ref)
        return True

    await services.jobs.work({ATTEND: offer})
    assert (DRAW, raid.short_id) in units.state.jobs
    assert units.state.jobs[ATTEND, raid.short_id].job.due_at == raid.starts_at
