"""The leader's board without its controls: seats by subgroup, what is missing, who waits, the place that is open."""

from collections.abc import Awaitable, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any, ClassVar

from discord import ui

from bot.domain.leading import Spot
from bot.domain.raids import Roster
from bot.domain.seating import At, Demands
from bot.services.raids.lineups import Board
from bot.services.raids.signups import demands_of
from cogs.raids import render
from cogs.raids.cards import ACCENT
from cogs.raids.faults import render_faults
from cogs.raids.leaving import LOOK_S, ask_who_left
from cogs.raids.lineup import text
from cogs.raids.lineup.render import render_bench, render_left, render_open_place, render_step, render_suspended
from cogs.ui.controls import Layout
from cogs.ui.limits import LAYOUT_TEXT
from cogs.ui.people import Interaction, services, viewer
from cogs.ui.replies import redraw, whisper
from cogs.ui.words import Words, reader


@dataclass(frozen=True, slots=True)
class View:
    """What of a board is shown: the open place, what is about to be chosen for it, and a word about what was done."""

    at: At | None = None
    mode: str = ""
    """Either "swap" while another place is chosen, "wish" while a role is, or empty."""
    page: int = 0
    note: str | None = None


class LineupBoard(Layout):
    """The board as one message."""

    arrange: ClassVar["staticmethod[[Board, View, Words, datetime], Iterable[ui.Item[Any]]]"]
    """Says which controls stand below; `lineup_board` sets it, since boards have the controls that draw boards."""

    def __init__(self, board: Board, view: View, demands: Demands, words: Words, now: datetime) -> None:
        note = view.note if board.is_done else words(text.GONE_MEANWHILE)
        texts = list(_texts(board, view, demands, words, now))
        # what the others leave of a message's characters is for the seats
        room = LAYOUT_TEXT - sum(map(len, texts)) - len(note or "")
        texts.insert(2, "\n".join(render.render_lineup(board.roster, words, room)))
        body: list[ui.Item[Any]] = []
        for part in filter(None, texts):
            body += [ui.Separator(), ui.TextDisplay(part)] if body else [ui.TextDisplay(part)]
        blocks: list[ui.Item[Any]] = [ui.TextDisplay(note)] if note else []
        super().__init__(*blocks, ui.Container(*body, accent_color=ACCENT), *self.arrange(board, view, words, now))


def shown_board(interaction: Interaction, board: Board, view: View) -> LineupBoard:
    """Return the board for the leader who asked."""
    raids = services(interaction).raids
    demands = demands_of(raids.get_content(board.roster.raid))
    return LineupBoard(board, view, demands, reader(interaction), raids.now())


async def open_board(interaction: Interaction, ref: str) -> None:
    """Show the whole board to a leader, after Discord was asked who left."""
    lineups, eyes = services(interaction).lineups, viewer(interaction)
    board = await lineups.require(eyes, ref)
    await ask_who_left(interaction.client, board.roster, LOOK_S)
    await whisper(interaction, shown_board(interaction, await lineups.require(eyes, ref), View()))


async def show(interaction: Interaction, doing: Awaitable[Board], view: View) -> None:
    """Redraw the board after a press."""
    await redraw(interaction, shown_board(interaction, await doing, view))


def parse(ref: str) -> tuple[str, Spot, str]:
    """Return the raid, the open place, and what was chosen for it, out of a control's reference."""
    short_id, spot, *rest = ref.split(":", 2)
    return short_id, Spot.from_text(spot), rest[0] if rest else ""


def _texts(board: Board, view: View, demands: Demands, words: Words, now: datetime) -> Iterator[str]:
    roster = board.roster
    head, state = render.render_head(roster.raid, words), render.render_state(roster.raid, now, words)
    yield "\n".join(filter(None, [head, state, render_faults(roster.raid, words)]))
    yield render.render_gaps(roster, demands, words)
    others = (
        render.render_others(roster, words),
        render_bench(board, words),
        render_left(board, words),
        render_suspended(board, words),
    )
    yield "\n".join(filter(None, others))
    last = f"-# {words(text.LAST, step=render_step(board.history[0], words))}" if board.history else ""
    yield "\n".join(filter(None, [_open_place(roster, view, words), last]))


def _open_place(roster: Roster, view: View, words: Words) -> str:
    if view.at is None:
        return f"-# {words(text.HOW)}"
    said = render_open_place(roster, roster.get_seat(view.at), words)
    hint = {"swap": text.SWAP_HOW, "wish": text.WISH_HOW}.get(view.mode)
    return said if hint is None else f"{said}\n-# {words(hint)}"
