"""The layout of a team's card. It only arranges what `render` wrote."""

from typing import Any

from discord import ui

from bot.domain.gamedata import GameData
from bot.domain.teams import Team
from bot.domain.viewer import Viewer
from cogs.teams import render
from cogs.ui.controls import Layout, rows
from cogs.ui.words import Words

ACCENT = 0xC9A227


class TeamCard(Layout):
    """One team: each subgroup with its places, who sits there with which build, and what is open."""

    def __init__(
        self,
        team: Team,
        game: GameData,
        words: Words,
        *,
        viewer: Viewer,
        note: str | None = None,
        controls: tuple[ui.Item[Any], ...] = (),
    ) -> None:
        seen = team.seen_by(viewer)
        subgroups = [ui.TextDisplay[Any](part) for part in render.render_subgroups(seen, game, words)]
        body: list[ui.Item[Any]] = [
            ui.TextDisplay(render.render_head(seen, words)),
            ui.Separator(),
            *subgroups,
            ui.Separator(),
            ui.TextDisplay(render.render_state(seen, viewer, words)),
        ]
        blocks: list[ui.Item[Any]] = [ui.TextDisplay(note)] if note else []
        blocks.append(ui.Container(*body, accent_color=ACCENT))
        if controls:
            blocks += rows(*controls)
        super().__init__(*blocks)
