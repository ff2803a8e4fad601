"""Leaders and members change the seats of one raid at once, in several processes: nothing is overwritten or lost."""

import asyncio

from bot.app import Services
from bot.domain.ids import UserId
from bot.domain.leading import Spot
from bot.domain.raids import Answer, Raid
from bot.domain.teams import Player
from bot.services.raids.lineups import Board
from tests.factories import viewer
from tests.repositories.test_signup_races import LEADER, press, processes, raid, roster_of, url

__all__ = ["processes", "raid", "url"]


async def spot(processes: list[Services], raid: Raid, place: int) -> Spot:
    return Spot.of((await roster_of(processes, raid)).get_seat((1, place)))


async def test_of_leaders_who_change_one_place_at_once_one_succeeds(processes: list[Services], raid: Raid) -> None:
    await press(processes, raid, range(1, 13), Answer.SIGNED)
    seen = await spot(processes, raid, 1)
    boards: list[Board] = await asyncio.gather(
        *(one.lineups.seat(LEADER, raid.short_id, seen, Player(name=f"G{n}")) for n, one in enumerate(processes))
    )
    assert sum(board.is_done for board in boards) == 1
    roster = await roster_of(processes, raid)
    guests = [seat.player.name for seat in roster.seats if seat.player is not None and seat.player.name]
    (winner,) = [f"G{n}" for n, board in enumerate(boards) if board.is_done]
    assert guests == [winner]
    assert all(seat.player is not None for seat in roster.seats)


async def test_changes_of_different_places_are_all_kept(processes: list[Services], raid: Raid) -> None:
    spots = [await spot(processes, raid, place) for place in range(1, 5)]
    boards = await asyncio.gather(
        *(
            one.lineups.note(LEADER, raid.short_id, seen, f"note {seen.at[1]}")
            for one, seen in zip(processes, spots, strict=True)
        )
    )
    assert all(board.is_done for board in boards)
    roster = await roster_of(processes, raid)
    assert [seat.note for seat in roster.seats] == ["note 1", "note 2", "note 3", "note 4"]
    assert len((await processes[0].lineups.require(LEADER, raid.short_id)).history) == 6


async def test_nobody_is_lost_between_leaders_and_sign_ups(processes: list[Services], raid: Raid) -> None:
    await press(processes, raid, range(1, 11), Answer.SIGNED)

    async def lead(one: Services) -> None:
        for place in range(1, 6):
            board = await one.lineups.require(LEADER, raid.short_id)
            await one.lineups.bench(LEADER, raid.short_id, Spot.of(board.roster.get_seat((1, place))))

    await asyncio.gather(*map(lead, processes[:2]), press(processes, raid, range(11, 31), Answer.SIGNED))
    roster = await roster_of(processes, raid)
    assert {entry.user for entry in roster.entries} == set(range(1, 31))
    assert {*roster.seat_by_user, *(entry.user for entry in roster.waiting())} == set(range(1, 31))
    assert len(roster.seat_by_user) == 10


async def test_a_lineup_published_by_two_at_once_mentions_nobody_twice(processes: list[Services], raid: Raid) -> None:
    await press(processes, raid, range(1, 11), Answer.SIGNED)
    published = await asyncio.gather(*(one.lineups.publish(LEADER, raid.short_id) for one in processes))
    mentioned = [user for one in published if one is not None for user in one.announcement.people]
    assert sorted(mentioned) == [UserId(number) for number in range(1, 11)]


async def test_two_who_undo_at_once_take_back_one_step(processes: list[Services], raid: Raid) -> None:
    await processes[0].lineups.note(LEADER, raid.short_id, await spot(processes, raid, 1), "first")
    last = await processes[0].lineups.note(LEADER, raid.short_id, await spot(processes, raid, 2), "second")
    boards = await asyncio.gather(
        *(one.lineups.undo(LEADER, raid.short_id, last.undoable or "") for one in processes[:2])
    )
    assert sorted(board.is_done for board in boards) == [False, True]
    assert [seat.note for seat in (await roster_of(processes, raid)).seats] == ["first"]


async def test_erasing_hands_the_seat_on_in_the_database_too(processes: list[Services], raid: Raid) -> None:
    await press(processes, raid, range(1, 13), Answer.SIGNED)
    before = await roster_of(processes, raid)
    gone, coming = before.entries[1].user, before.waiting()[0].user
    await processes[1].accounts.delete_everything(viewer(gone))
    await processes[1].lineups.reseat(raid.short_id)
    assert set((await roster_of(processes, raid)).seat_by_user) == {*before.seat_by_user, coming} - {gone}
