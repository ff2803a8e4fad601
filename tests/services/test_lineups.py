"""The leader's board: who may, what is refused, what is told and when; sequences are for the machine beside it."""

from datetime import timedelta

import pytest

from bot.app import Services
from bot.domain.ids import UserId
from bot.domain.leading import Spot
from bot.domain.raids import NOTE_LIMIT, Answer, Raid, RaidStatus, Roster
from bot.domain.seating import At
from bot.domain.teams import Player
from bot.domain.viewer import GuildRole
from bot.errors import (
    AlreadySeatedError,
    InvalidNameError,
    InvalidPlaceError,
    NotAllowedError,
    NotesTooLongError,
    NotFoundError,
    RaidClosedError,
)
from bot.services.raids.lineups import RESEAT
from bot.services.raids.signups import TELL
from tests.factories import ALICE, AWAY, BOB, Clock, viewer
from tests.fakes import FakeUnits
from tests.services.test_raids import LEADER, fill, planned

ME, YOU = UserId(1), UserId(2)


@pytest.fixture
async def raid(services: Services) -> Raid:
    """A raid of five in which seven signed up: the sixth and seventh wait."""
    opened = await services.raids.open(LEADER, (await planned(services)).short_id)
    await fill(services, opened, 7)
    return opened


async def roster_of(services: Services, raid: Raid) -> Roster:
    return (await services.lineups.require(LEADER, raid.short_id)).roster


async def spot(services: Services, raid: Raid, at: At) -> Spot:
    return Spot.of((await roster_of(services, raid)).get_seat(at))


async def test_a_spot_survives_a_buttons_id(services: Services, raid: Raid) -> None:
    seen = await spot(services, raid, (1, 3))
    assert Spot.from_text(seen.to_text()) == seen
    assert len(seen.to_text()) <= 13
    with pytest.raises(ValueError, match="unpack"):
        Spot.from_text("1/3")


async def test_only_those_who_lead_see_the_board(services: Services, raid: Raid) -> None:
    with pytest.raises(NotAllowedError):
        await services.lineups.require(viewer(ME), raid.short_id)
    with pytest.raises(NotFoundError):
        await services.lineups.require(viewer(BOB, AWAY, GuildRole.LEADER), raid.short_id)
    for who in (viewer(ALICE, None), viewer(BOB, roles=GuildRole.LEADER)):
        assert (await services.lineups.require(who, raid.short_id)).roster.raid.id == raid.id


async def test_members_change_nothing(services: Services, raid: Raid) -> None:
    seen, lineups = await spot(services, raid, (1, 1)), services.lineups
    before = await roster_of(services, raid)
    for who, error in ((viewer(ME), NotAllowedError), (viewer(BOB, AWAY, GuildRole.LEADER), NotFoundError)):
        for doing in (
            lineups.bench(who, raid.short_id, seen),
            lineups.seat(who, raid.short_id, seen, Player(name="Otti")),
            lineups.swap(who, raid.short_id, seen, seen),
            lineups.undo(who, raid.short_id, "x"),
            lineups.lock(who, raid.short_id, is_locked=True),
            lineups.publish(who, raid.short_id),
        ):
            with pytest.raises(error):
                await doing
    assert await roster_of(services, raid) == before


async def test_the_benched_wait_while_the_next_moves_up(services: Services, raid: Raid) -> None:
    await services.lineups.bench(LEADER, raid.short_id, await spot(services, raid, (1, 1)))
    roster = await roster_of(services, raid)
    assert set(roster.seat_by_user) == {2, 3, 4, 5, 6}
    assert [entry.user for entry in roster.waiting()] == [1, 7]
    await services.signups.answer(viewer(YOU), raid.short_id, Answer.ABSENT)
    await services.signups.answer(viewer(UserId(3)), raid.short_id, Answer.ABSENT)
    assert set((await roster_of(services, raid)).seat_by_user) == {4, 5, 6, 7}
    # other words than signing up do not call them back
    await services.signups.choose(viewer(ME), raid.short_id, roles=["heal"])
    assert ME not in (await roster_of(services, raid)).seat_by_user
    again = await services.signups.answer(viewer(ME), raid.short_id, Answer.SIGNED)
    assert again.seat is not None


async def test_who_is_displaced_waits_in_their_turn_and_moves_up(services: Services, raid: Raid) -> None:
    await services.lineups.seat(LEADER, raid.short_id, await spot(services, raid, (1, 1)), Player(user=UserId(7)))
    roster = await roster_of(services, raid)
    assert [entry.user for entry in roster.waiting()] == [1, 6]
    assert roster.get_seat((1, 1)).pinned
    await services.signups.answer(viewer(YOU), raid.short_id, Answer.ABSENT)
    assert ME in (await roster_of(services, raid)).seat_by_user


async def test_what_a_pinned_player_plays_follows_their_choices(services: Services, raid: Raid) -> None:
    await services.signups.choose(viewer(ME), raid.short_id, roles=["dps", "heal", "quick-dps"])
    at = (await roster_of(services, raid)).seat_by_user[ME].at
    await services.lineups.seat(LEADER, raid.short_id, await spot(services, raid, at), Player(user=ME), 2)
    await services.signups.choose(viewer(ME), raid.short_id, roles=["dps"])
    seat = (await roster_of(services, raid)).get_seat(at)
    assert (seat.player, seat.rank, seat.pinned) == (Player(user=ME), 0, True)
    await services.signups.answer(viewer(UserId(8)), raid.short_id, Answer.SIGNED)


async def test_who_was_seated_without_an_answer_can_say_no(services: Services, raid: Raid) -> None:
    member = UserId(99)
    await services.lineups.seat(LEADER, raid.short_id, await spot(services, raid, (1, 2)), Player(user=member))
    assert member in (await roster_of(services, raid)).seat_by_user
    for _ in range(2):
        await services.signups.answer(viewer(member), raid.short_id, Answer.ABSENT)
        assert member not in (await roster_of(services, raid)).seat_by_user
    await services.lineups.seat(LEADER, raid.short_id, await spot(services, raid, (1, 2)), Player(user=member))
    await services.signups.answer(viewer(member), raid.short_id, Answer.ABSENT)
    assert member not in (await roster_of(services, raid)).seat_by_user


async def test_bad_input_is_refused(services: Services, raid: Raid) -> None:
    lineups, seen = services.lineups, await spot(services, raid, (1, 1))
    with pytest.raises(NotesTooLongError):
        await lineups.note(LEADER, raid.short_id, seen, "x" * (NOTE_LIMIT + 1))
    with pytest.raises(InvalidNameError):
        await lineups.seat(LEADER, raid.short_id, seen, Player(name="\u200b "))
    for at in ((2, 1), (1, 6), (0, 0)):
        with pytest.raises(InvalidPlaceError):
            await lineups.bench(LEADER, raid.short_id, Spot(at, seen.seen))
    await lineups.seat(LEADER, raid.short_id, seen, Player(name="Otti"))
    other = await spot(services, raid, (1, 2))
    with pytest.raises(AlreadySeatedError):
        await lineups.seat(LEADER, raid.short_id, other, Player(name="OTTI"))


async def test_a_rank_that_nobody_offers_is_the_best_that_fits(services: Services, raid: Raid) -> None:
    seen = await spot(services, raid, (1, 1))
    board = await services.lineups.seat(LEADER, raid.short_id, seen, Player(user=YOU), 4)
    assert board.roster.get_seat((1, 1)).rank == 0


async def test_people_are_told_of_a_leaders_changes_after_some_minutes(
    services: Services, raid: Raid, units: FakeUnits, clock: Clock
) -> None:
    units.state.jobs.clear()
    clock.still = True
    seen, other = await spot(services, raid, (1, 1)), await spot(services, raid, (1, 2))
    await services.lineups.swap(LEADER, raid.short_id, seen, other)
    assert units.state.jobs[TELL, raid.short_id].job.due_at == clock.now + timedelta(minutes=5)
    told = await services.announcements.pop_untold(raid.short_id)
    assert told is not None
    assert set(told.announcement.people) == {ME, YOU}


async def test_who_loses_a_place_is_told_once(services: Services, raid: Raid, units: FakeUnits) -> None:
    await services.announcements.pop_untold(raid.short_id)
    units.state.jobs.clear()
    await services.lineups.bench(LEADER, raid.short_id, await spot(services, raid, (1, 1)))
    assert (TELL, raid.short_id) in units.state.jobs
    told = await services.announcements.pop_untold(raid.short_id)
    assert told is not None
    assert (told.announcement.people, told.announcement.unseated) == ((6,), (ME,))
    assert await services.announcements.pop_untold(raid.short_id) is None


async def test_who_gets_the_place_back_before_is_not_told(services: Services, raid: Raid) -> None:
    await services.announcements.pop_untold(raid.short_id)
    board = await services.lineups.bench(LEADER, raid.short_id, await spot(services, raid, (1, 1)))
    assert board.undoable is not None
    await services.lineups.undo(LEADER, raid.short_id, board.undoable)
    assert await services.announcements.pop_untold(raid.short_id) is None


async def published(services: Services, raid: Raid) -> tuple[UserId, ...]:
    saying = await services.lineups.publish(LEADER, raid.short_id)
    return () if saying is None else saying.announcement.people


async def test_publishing_names_everybody_once_then_those_who_moved(services: Services, raid: Raid) -> None:
    assert await published(services, raid) == (1, 2, 3, 4, 5)
    assert await published(services, raid) == ()
    seen, other = await spot(services, raid, (1, 1)), await spot(services, raid, (1, 2))
    board = await services.lineups.swap(LEADER, raid.short_id, seen, other)
    assert board.undoable is not None
    assert await published(services, raid) == (2, 1)
    await services.lineups.undo(LEADER, raid.short_id, board.undoable)
    assert await published(services, raid) == (1, 2)
    # taken back before anybody was told: there is nothing to tell
    board = await services.lineups.bench(LEADER, raid.short_id, await spot(services, raid, (1, 1)))
    await services.lineups.undo(LEADER, raid.short_id, board.undoable or "")
    assert await published(services, raid) == ()


async def test_what_discord_refused_is_published_again(services: Services, raid: Raid) -> None:
    saying = await services.lineups.publish(LEADER, raid.short_id)
    assert saying is not None
    await services.announcements.refused(saying)
    assert await published(services, raid) == saying.announcement.people


async def test_undo_goes_back_step_by_step_and_only_once_for_each(services: Services, raid: Raid) -> None:
    start = (await roster_of(services, raid)).seats
    first = await services.lineups.note(LEADER, raid.short_id, await spot(services, raid, (1, 1)), "food")
    second = await services.lineups.wish(LEADER, raid.short_id, await spot(services, raid, (1, 2)), "heal")
    assert second.undoable is not None
    for board in (first, second):
        assert board.undoable is not None
    stale = await services.lineups.undo(LEADER, raid.short_id, first.undoable or "")
    assert not stale.is_done
    back = await services.lineups.undo(LEADER, raid.short_id, second.undoable)
    assert back.roster.seats == first.roster.seats
    again = await services.lineups.undo(LEADER, raid.short_id, second.undoable)
    assert not again.is_done
    done = await services.lineups.undo(LEADER, raid.short_id, back.undoable or "")
    assert done.roster.seats == start
    assert done.undoable is None
    assert not (await services.lineups.undo(LEADER, raid.short_id, "-")).is_done


async def test_undo_does_not_seat_who_said_no_meanwhile(services: Services, raid: Raid) -> None:
    board = await services.lineups.bench(LEADER, raid.short_id, await spot(services, raid, (1, 1)))
    await services.signups.answer(viewer(ME), raid.short_id, Answer.ABSENT)
    back = await services.lineups.undo(LEADER, raid.short_id, board.undoable or "")
    assert ME not in back.roster.seat_by_user
    assert len(back.roster.seat_by_user) == 5


async def test_undo_moves_who_took_another_place_meanwhile(services: Services, raid: Raid) -> None:
    board = await services.lineups.bench(LEADER, raid.short_id, await spot(services, raid, (1, 1)))
    for user, answer in ((YOU, Answer.ABSENT), (UserId(7), Answer.ABSENT), (ME, Answer.SIGNED)):
        await services.signups.answer(viewer(user), raid.short_id, answer)
    assert (await roster_of(services, raid)).seat_by_user[ME].at == (1, 2)
    back = await services.lineups.undo(LEADER, raid.short_id, board.undoable or "")
    seated = {seat.at: seat.player.user for seat in back.roster.seats if seat.player is not None}
    assert seated == {(1, 1): 1, (1, 2): 6, (1, 3): 3, (1, 4): 4, (1, 5): 5}


async def test_locking_stops_answers_and_unlocking_takes_them_again(services: Services, raid: Raid) -> None:
    for _ in range(2):
        board = await services.lineups.lock(LEADER, raid.short_id, is_locked=True)
        assert board.roster.raid.status is RaidStatus.LOCKED
    with pytest.raises(RaidClosedError):
        await services.signups.answer(viewer(ME), raid.short_id, Answer.ABSENT)
    await services.lineups.lock(LEADER, raid.short_id, is_locked=False)
    await services.signups.answer(viewer(ME), raid.short_id, Answer.ABSENT)
    assert [done.action for done in (await services.lineups.require(LEADER, raid.short_id)).history][:2] == [
        "unlock",
        "lock",
    ]


async def test_a_draft_or_a_canceled_raid_is_not_opened_by_unlocking(services: Services, raid: Raid) -> None:
    draft = await planned(services, "saturday 20:00")
    await services.raids.cancel(LEADER, raid.short_id)
    for one, status in ((draft, RaidStatus.DRAFT), (raid, RaidStatus.CANCELED)):
        board = await services.lineups.lock(LEADER, one.short_id, is_locked=False)
        assert board.roster.raid.status is status


async def test_the_seat_of_who_is_erased_goes_to_the_next(services: Services, raid: Raid, units: FakeUnits) -> None:
    await services.lineups.bench(LEADER, raid.short_id, await spot(services, raid, (1, 1)))
    await services.accounts.delete_everything(viewer(YOU))
    assert (RESEAT, raid.short_id) in units.state.jobs
    await services.lineups.reseat(raid.short_id)
    roster = await roster_of(services, raid)
    assert set(roster.seat_by_user) == {3, 4, 5, 6, 7}
    assert (TELL, raid.short_id) in units.state.jobs


async def test_the_place_of_a_former_member_says_so_until_somebody_takes_it(services: Services, raid: Raid) -> None:
    for user in (1, 6, 7):
        await services.accounts.delete_everything(viewer(UserId(user)))
    await services.lineups.reseat(raid.short_id)
    seat = (await roster_of(services, raid)).get_seat((1, 1))
    assert (seat.player, seat.former) == (None, True)
    board = await services.lineups.seat(LEADER, raid.short_id, Spot.of(seat), Player(name="Zoë"))
    assert not board.roster.get_seat((1, 1)).former
    benched = await services.lineups.bench(LEADER, raid.short_id, Spot.of(board.roster.get_seat((1, 1))))
    assert not benched.roster.get_seat((1, 1)).former


async def test_nobody_is_reseated_in_a_raid_that_is_over(services: Services, raid: Raid, clock: Clock) -> None:
    clock.now = raid.starts_at
    await services.accounts.delete_everything(viewer(YOU))
    await services.lineups.reseat(raid.short_id)
    await services.lineups.reseat("22222222")
    assert set((await roster_of(services, raid)).seat_by_user) == {1, 3, 4, 5}


async def left(services: Services, raid: Raid, *users: int) -> None:
    for user in users:
        services.leavers.note(raid.guild, UserId(user), is_gone=True)


async def test_who_left_is_shown_and_taken_away_with_one_press_that_can_be_undone(
    services: Services, raid: Raid, units: FakeUnits
) -> None:
    await left(services, raid, 1, 3, 6, 99)
    before = await services.lineups.require(LEADER, raid.short_id)
    assert before.left == {1, 3, 6}
    board = await services.lineups.take_away(LEADER, raid.short_id)
    assert set(board.roster.seat_by_user) == {2, 4, 5, 7}
    assert board.roster.waiting() == ()
    assert {entry.user for entry in board.roster.answered(Answer.ABSENT)} == {1, 3, 6}
    assert not any(entry.unseated for entry in board.roster.entries)
    assert (board.left, board.history[0].action, board.history[0].about) == (frozenset(), "left", None)
    assert (TELL, raid.short_id) in units.state.jobs  # the one who moved up
    assert board.undoable is not None
    undone = (await services.lineups.undo(LEADER, raid.short_id, board.undoable)).roster
    assert (undone.lineup().seated, undone.entries) == (before.roster.lineup().seated, before.roster.entries)


async def test_who_is_seated_without_an_answer_is_taken_away_too(services: Services, raid: Raid) -> None:
    await services.lineups.seat(LEADER, raid.short_id, await spot(services, raid, (1, 1)), Player(user=UserId(9)))
    await left(services, raid, 9)
    board = await services.lineups.take_away(LEADER, raid.short_id)
    assert UserId(9) not in board.roster.seat_by_user
    assert board.history[0].about == 9


async def test_what_who_left_says_when_they_are_back_stands_whatever_is_undone(services: Services, raid: Raid) -> None:
    await left(services, raid, 1)
    board = await services.lineups.take_away(LEADER, raid.short_id)
    services.leavers.note(raid.guild, ME, is_gone=False)
    await services.signups.answer(viewer(ME), raid.short_id, Answer.MAYBE)
    assert board.undoable is not None
    undone = (await services.lineups.undo(LEADER, raid.short_id, board.undoable)).roster
    assert undone.by_user[ME].answer is Answer.MAYBE
    assert ME not in undone.seat_by_user


async def test_without_anybody_who_left_nothing_is_changed(services: Services, raid: Raid) -> None:
    before = await services.lineups.require(LEADER, raid.short_id)
    assert await services.lineups.take_away(LEADER, raid.short_id) == before
    with pytest.raises(NotAllowedError):
        await services.lineups.take_away(viewer(ME), raid.short_id)


async def test_who_left_is_not_mentioned_with_the_lineup_until_they_are_back(services: Services, raid: Raid) -> None:
    await left(services, raid, 1)
    told = await services.lineups.publish(LEADER, raid.short_id)
    assert told is not None
    assert told.announcement.people == (2, 3, 4, 5)
    assert await services.lineups.publish(LEADER, raid.short_id) is None
    services.leavers.note(raid.guild, ME, is_gone=False)
    again = await services.lineups.publish(LEADER, raid.short_id)
    assert again is not None
    assert again.announcement.people == (ME,)


async def test_a_guest_who_goes_back_is_not_waited_for_to_be_told(services: Services, raid: Raid) -> None:
    await services.lineups.seat(LEADER, raid.short_id, await spot(services, raid, (1, 1)), Player(name="Otti"))
    before = (await roster_of(services, raid)).seats
    one, other = await spot(services, raid, (1, 1)), await spot(services, raid, (1, 2))
    board = await services.lineups.swap(LEADER, raid.short_id, one, other)
    back = await services.lineups.undo(LEADER, raid.short_id, board.undoable or "")
    assert back.roster.seats == before


async def test_who_was_seated_though_they_do_not_come_gets_the_place_back(services: Services, raid: Raid) -> None:
    await services.signups.answer(viewer(ME), raid.short_id, Answer.ABSENT)
    await services.lineups.seat(LEADER, raid.short_id, await spot(services, raid, (1, 1)), Player(user=ME))
    board = await services.lineups.seat(LEADER, raid.short_id, await spot(services, raid, (1, 1)), Player(name="Otti"))
    back = await services.lineups.undo(LEADER, raid.short_id, board.undoable or "")
    assert back.roster.get_seat((1, 1)).player == Player(user=ME)
    # said anew meanwhile, it holds
    board = await services.lineups.seat(LEADER, raid.short_id, await spot(services, raid, (1, 1)), Player(name="Otti"))
    await services.signups.answer(viewer(ME), raid.short_id, Answer.MAYBE)
    await services.signups.answer(viewer(ME), raid.short_id, Answer.ABSENT)
    back = await services.lineups.undo(LEADER, raid.short_id, board.undoable or "")
    assert ME not in back.roster.seat_by_user
