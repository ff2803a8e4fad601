"""The layout of a build's card. It only arranges what `render` wrote."""

from typing import Any

from discord import ui

from bot.domain.builds import Build
from bot.domain.gamedata import GameData
from bot.domain.giving import Giving
from bot.domain.sheet import BuildSheet, describe
from bot.domain.viewer import Viewer
from cogs.builds import render
from cogs.builds.giving import render_giving
from cogs.ui.controls import Layout, row
from cogs.ui.markup import code_block
from cogs.ui.professions import COLORS
from cogs.ui.words import Words


class BuildCard(Layout):
    """One build at a glance: what it is, its lines, skills and weapons, its defects, and the code to copy."""

    def __init__(
        self,
        build: Build,
        game: GameData,
        words: Words,
        *,
        viewer: Viewer,
        giving: Giving,
        note: str | None = None,
        controls: tuple[ui.Item[Any], ...] = (),
    ) -> None:
        sheet = describe(build.template, game)
        blocks: list[ui.Item[Any]] = [ui.TextDisplay(note)] if note else []
        blocks.append(ui.Container(*_card(build, sheet, giving, words, viewer), accent_color=COLORS[sheet.profession]))
        if controls:
            blocks.append(row(*controls))
        super().__init__(*blocks)


def _card(build: Build, sheet: BuildSheet, giving: Giving, words: Words, viewer: Viewer) -> list[ui.Item[Any]]:
    defects, water = render.render_defects(sheet, words), render.render_water(sheet, words)
    items: list[ui.Item[Any]] = [
        ui.TextDisplay(render.render_title(build, sheet, words)),
        ui.Separator(),
        ui.TextDisplay(render.render_lines(sheet, words)),
        ui.TextDisplay(render.render_skills(sheet, words)),
        ui.TextDisplay(render.render_equipment(sheet, words)),
    ]
    items.append(ui.TextDisplay(render_giving(giving, words)))
    if water:
        items.append(ui.TextDisplay(water))
    if defects:
        items += [ui.Separator(), ui.TextDisplay(defects)]
    items += [
        ui.TextDisplay(code_block(build.code)),
        ui.TextDisplay(render.render_state(build, viewer, words)),
    ]
    return items
