"""Which controls stand below the leader's board: those for all places, or those for the one that is open."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from discord import ui

from bot.domain.leading import Spot
from bot.domain.raids import RaidSeat, RaidStatus, Roster
from bot.domain.seating import At
from bot.services.raids.lineups import Board
from cogs.raids.attendance.panel import after_start
from cogs.raids.lineup import controls, options, text
from cogs.raids.lineup.forms import Guest, Note
from cogs.raids.lineup.layout import LineupBoard, View
from cogs.raids.lineup.publishing import LineupHistory, PublishLineup
from cogs.raids.optimize.command import OptimizeRaid
from cogs.ui.controls import RefSelect, row, rows
from cogs.ui.words import Words


def _arrange(board: Board, view: View, words: Words, now: datetime) -> Iterator[ui.Item[Any]]:
    return _board_controls(board, words, now) if view.at is None else _place_controls(board, view, view.at, words)


def _board_controls(board: Board, words: Words, now: datetime) -> Iterator[ui.Item[Any]]:
    roster, ref = board.roster, board.roster.raid.short_id
    kinds = (controls.ChoosePlace, controls.ChooseOtherPlace)
    pages = options.place_pages(roster, ref, words)
    yield from _selects(kinds, pages, (text.CHOOSE_PLACE, text.CHOOSE_SUBGROUPS), words)
    yield from rows(
        *_before_end(roster, words, now),
        *after_start(roster.raid, words, now),
        _undo(board, words),
        LineupHistory(ref, words),
        *([controls.TakeAway(ref, words)] if board.left else []),
    )


def _before_end(roster: Roster, words: Words, now: datetime) -> Iterator[ui.Item[Any]]:
    """Yield what is of use until the raid is over; sign-ups end when it begins."""
    raid = roster.raid
    if raid.is_over(now):
        return
    is_posted = raid.status in {RaidStatus.OPEN, RaidStatus.LOCKED}
    yield PublishLineup(raid.short_id, words, disabled=not (is_posted and roster.seat_by_user))
    if now < raid.starts_at:
        lock = controls.Unlock if raid.status is RaidStatus.LOCKED else controls.Lock
        yield lock(raid.short_id, words, disabled=not is_posted)
    yield OptimizeRaid(raid.short_id, words)


def _place_controls(board: Board, view: View, at: At, words: Words) -> Iterator[ui.Item[Any]]:
    roster, seat = board.roster, board.roster.get_seat(at)
    ref = f"{roster.raid.short_id}:{Spot.of(seat).to_text()}"
    if view.mode == "swap":
        kinds = (controls.SwapPlace, controls.SwapOtherPlace)
        pages = options.place_pages(roster, ref, words, without=at)
        yield from _selects(kinds, pages, (text.SWAP_WITH, text.SWAP_SUBGROUPS), words)
    elif view.mode == "wish":
        yield row(controls.ChooseWish(options.wish_options(seat, ref, words), words))
    else:
        yield from _who_controls(roster, seat, ref, view.page, words)
    is_free = seat.player is None
    pin = controls.Unpin if seat.pinned else controls.Pin
    acting = (
        pin(ref, words, disabled=is_free),
        controls.Swap(ref, words, disabled=is_free),
        controls.Bench(ref, words, disabled=is_free),
    )
    yield row(*acting, Note(ref, words), controls.Wish(ref, words))
    yield row(Guest(ref, words), _undo(board, words), controls.AllPlaces(roster.raid.short_id, words))


def _who_controls(roster: Roster, seat: RaidSeat, ref: str, page: int, words: Words) -> Iterator[ui.Item[Any]]:
    if waiting := options.waiting_options(roster, ref, page, words):
        yield row(controls.SeatWaiting(waiting, words))
    yield row(controls.SeatMember(ref, words))
    played = options.played_options(roster, seat, ref, words)
    if len(played) > 1:
        yield row(controls.ChoosePlayed(played, words))


def _selects(
    kinds: tuple[type[RefSelect], ...],
    pages: list[tuple[str, options.Options]],
    placeholders: tuple[str, str],
    words: Words,
) -> Iterator[ui.Item[Any]]:
    """Yield a select for each page of places; where there are two, each says for which subgroups it is."""
    one, several = placeholders
    for kind, (span, places) in zip(kinds, pages, strict=False):
        select = kind(places, words)
        select.item.placeholder = words(one) if len(pages) == 1 else words(several, span=span)
        yield row(select)


def _undo(board: Board, words: Words) -> ui.Item[Any]:
    mark = board.undoable
    return controls.Undo(f"{board.roster.raid.short_id}:{mark or '-'}", words, disabled=mark is None)


LineupBoard.arrange = staticmethod(_arrange)
CONTROLS: tuple[type[ui.DynamicItem[Any]], ...] = (
    PublishLineup,
    LineupHistory,
    controls.AllPlaces,
    controls.Lock,
    controls.Unlock,
    controls.TakeAway,
    controls.Undo,
    controls.Swap,
    controls.Wish,
    controls.Pin,
    controls.Unpin,
    controls.Bench,
    Guest,
    Note,
    controls.ChoosePlace,
    controls.ChooseOtherPlace,
    controls.SwapPlace,
    controls.SwapOtherPlace,
    controls.SeatWaiting,
    controls.SeatMember,
    controls.ChoosePlayed,
    controls.ChooseWish,
)
