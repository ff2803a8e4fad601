"""The layouts of a raid: its post, its leader's view, and the panel on which people say what they play."""

from datetime import datetime
from typing import Any

from discord import ui

from bot.domain.raids import Roster
from bot.domain.seating import Demands
from cogs.raids import render
from cogs.ui.controls import Layout, row
from cogs.ui.limits import LAYOUT_TEXT
from cogs.ui.prose import prose_within
from cogs.ui.words import Words

ACCENT = 0xC9A227
"""The color of all that is about raids."""
_ID = 20
"""Characters of the line with the short id."""
_NOTES = 400
"""Characters of a leader's notes in the post."""


class RaidCard(Layout):
    """A raid with its gaps, its lineup by subgroup, and who else answered."""

    def __init__(
        self,
        roster: Roster,
        demands: Demands,
        words: Words,
        *,
        now: datetime,
        note: str | None = None,
        controls: tuple[ui.Item[Any], ...] = (),
        leads: tuple[ui.Item[Any], ...] = (),
    ) -> None:
        raid = roster.raid
        told = (
            render.render_head(raid, words),
            prose_within(raid.notes, _NOTES),
            render.render_state(raid, now, words),
        )
        head = "\n".join(filter(None, told))
        gaps, others = render.render_gaps(roster, demands, words), render.render_others(roster, words)
        body: list[ui.Item[Any]] = [ui.TextDisplay(head), ui.Separator()]
        if gaps:
            body += [ui.TextDisplay(gaps), ui.Separator()]
        # what the others leave of a message's characters is for the seats
        room = LAYOUT_TEXT - _ID - sum(map(len, (note or "", head, gaps, others)))
        body += [ui.TextDisplay(part) for part in render.render_lineup(roster, words, room)]
        if others:
            body += [ui.Separator(), ui.TextDisplay(others)]
        body.append(ui.TextDisplay(f"-# `{raid.short_id}`"))
        blocks: list[ui.Item[Any]] = [ui.TextDisplay(note)] if note else []
        blocks.append(ui.Container(*body, accent_color=ACCENT))
        blocks += [row(*one) for one in (controls, leads) if one]
        super().__init__(*blocks)
