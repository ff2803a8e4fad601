"""The layout of a build's card. It only arranges what was written elsewhere, so that it fits one message."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from discord import ui

from bot.domain.builds import Build
from bot.domain.gamedata import GameData
from bot.domain.giving import Giving
from bot.domain.sheet import BuildSheet, describe
from bot.domain.titles import icon_of
from bot.domain.viewer import Viewer
from cogs.builds import render
from cogs.builds.saying import has_more_notes, render_esteem, render_notes, render_purpose
from cogs.ui.controls import Layout, rows
from cogs.ui.limits import LAYOUT_TEXT, clip
from cogs.ui.markup import code_block
from cogs.ui.professions import COLORS
from cogs.ui.words import Words

_LEAST_ROOM = 40
"""Characters below which a part is left out rather than cut."""
_CODE_SHOWN = 1_000
"""Characters of the longest code on a card: those of the game have about 100; longer ones are handed out alone."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Extras:
    """What stands on a card besides what the build itself holds."""

    giving: Giving
    parts: tuple[str | None, ...]
    """Further texts, in this order."""
    more_notes: ui.Item[Any]
    """Added to the controls where the card has no room for all of the notes."""
    note: str | None
    """Stands above the card."""


class BuildCard(Layout):
    """One build at a glance: what it is and is for, its lines, skills and weapons, further parts, notes, the code."""

    def __init__(
        self,
        build: Build,
        game: GameData,
        words: Words,
        *,
        viewer: Viewer,
        extras: Extras,
        controls: tuple[ui.Item[Any], ...] = (),
    ) -> None:
        sheet = describe(build.template, game)
        head = f"{render.render_title(build, sheet, words)}\n{render_purpose(build, extras.giving, words)}"
        tail = [code_block(build.code)] if len(build.code) <= _CODE_SHOWN else []
        tail.append("\n".join(filter(None, [render.render_state(build, viewer, words), render_esteem(build, words)])))
        room = LAYOUT_TEXT - sum(map(len, [extras.note or "", head, *tail]))
        middle = list(_fitting(_middle(sheet, extras.parts, words), room))
        notes = render_notes(build, room - sum(map(len, middle)), words)
        if has_more_notes(build, notes):
            controls = (*controls, extras.more_notes)
        texts: list[ui.Item[Any]] = [ui.TextDisplay(part) for part in (*middle, *filter(None, [notes]), *tail)]
        top = _top(head, icon_of(build.template, game))
        card = ui.Container[Any](top, ui.Separator(), *texts, accent_color=COLORS[sheet.profession])
        super().__init__(*([ui.TextDisplay[Any](extras.note)] if extras.note else []), card, *rows(*controls))


def _top(head: str, icon: str) -> ui.Item[Any]:
    """Return the head, with the emblem beside it where its address is known: Discord fetches it."""
    text = ui.TextDisplay[Any](head)
    return ui.Section[Any](text, accessory=ui.Thumbnail[Any](icon)) if icon else text


def _middle(sheet: BuildSheet, parts: Iterable[str | None], words: Words) -> list[str | None]:
    return [
        render.render_defects(sheet, words),
        render.render_lines(sheet, words),
        render.render_skills(sheet, words),
        render.render_equipment(sheet, words),
        *parts,
        render.render_water(sheet, words),
    ]


def _fitting(texts: Iterable[str | None], room: int) -> Iterator[str]:
    """Yield the texts that there is room for, the last of them cut where it must be."""
    for told in texts:
        if told and room >= _LEAST_ROOM:
            part = clip(told, room)
            yield part
            room -= len(part)
