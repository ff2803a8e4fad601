"""The layout of a build's card. It only arranges what `render` wrote."""

from collections.abc import Iterable
from typing import Any

from discord import ui

from bot.domain.builds import Build
from bot.domain.gamedata import GameData
from bot.domain.sheet import BuildSheet, describe
from bot.domain.viewer import Viewer
from cogs.builds import render
from cogs.ui.controls import Layout, rows
from cogs.ui.markup import code_block
from cogs.ui.professions import COLORS
from cogs.ui.words import Words


class BuildCard(Layout):
    """One build at a glance: what it is, its lines, skills and weapons, further parts, its defects, and the code."""

    def __init__(
        self,
        build: Build,
        game: GameData,
        words: Words,
        *,
        viewer: Viewer,
        parts: Iterable[str],
        note: str | None = None,
        controls: tuple[ui.Item[Any], ...] = (),
    ) -> None:
        sheet = describe(build.template, game)
        blocks: list[ui.Item[Any]] = [ui.TextDisplay(note)] if note else []
        blocks.append(ui.Container(*_card(build, sheet, parts, words, viewer), accent_color=COLORS[sheet.profession]))
        super().__init__(*blocks, *rows(*controls))


def _card(build: Build, sheet: BuildSheet, parts: Iterable[str], words: Words, viewer: Viewer) -> list[ui.Item[Any]]:
    defects, water = render.render_defects(sheet, words), render.render_water(sheet, words)
    items: list[ui.Item[Any]] = [
        ui.TextDisplay(render.render_title(build, sheet, words)),
        ui.Separator(),
        ui.TextDisplay(render.render_lines(sheet, words)),
        ui.TextDisplay(render.render_skills(sheet, words)),
        ui.TextDisplay(render.render_equipment(sheet, words)),
    ]
    items += [ui.TextDisplay(part) for part in parts]
    if water:
        items.append(ui.TextDisplay(water))
    if defects:
        items += [ui.Separator(), ui.TextDisplay(defects)]
    items += [
        ui.TextDisplay(code_block(build.code)),
        ui.TextDisplay(render.render_state(build, viewer, words)),
    ]
    return items
