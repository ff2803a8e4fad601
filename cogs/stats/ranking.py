"""`/stats builds`: public builds by what became of them, and a select to open one."""

from collections.abc import Iterable, Sequence
from typing import Any

from discord import ui

from bot.domain.stats import WEEKS
from bot.services.stats import BuildStatistics, Counted, Outdated
from cogs.stats import text
from cogs.ui.controls import Layout, row
from cogs.ui.keeping import Open
from cogs.ui.limits import CHOICES, LAYOUT_TEXT, clip
from cogs.ui.people import Interaction
from cogs.ui.shelf import find_on_shelf
from cogs.ui.words import Words, reader

ACCENT = 0x56B4E9
"""The color of all that is numbers."""
_THINGS, _NAMED = 80, 2
"""Characters of what the game changed in a build, and how many things are named."""

_ROOM = LAYOUT_TEXT // 3 - 50
"""Characters of each list, its heading among them; the rest is for the title."""


def ranking_card(interaction: Interaction, stats: BuildStatistics) -> Layout:
    """Return the card."""
    words, (shelf, _) = reader(interaction), find_on_shelf("build")
    sections = {
        text.SEATED: _seated(interaction, stats, words),
        text.LIKED: _ranked(interaction, stats.liked) or [words(text.NOBODY_LIKED)],
        text.OUTDATED: _outdated(interaction, stats, words),
    }
    items = [ui.TextDisplay[Any](f"## {words(text.BUILDS)}")]
    items += [ui.TextDisplay("\n".join(fitting([f"### {words(title)}", *rows]))) for title, rows in sections.items()]
    listed = [one.build for one in (*stats.seated, *stats.liked)] + [one.build for one in stats.outdated]
    options = [shelf.option(interaction, build) for build in {build.id: build for build in listed}.values()]
    controls = [row(Open(options[:CHOICES], words))] if options else []
    return Layout(ui.Container(*items, accent_color=ACCENT), *controls)


def _seated(interaction: Interaction, stats: BuildStatistics, words: Words) -> list[str]:
    if not stats.seated:
        return [words(text.NOBODY_PLAYED, weeks=WEEKS)]
    return [*_ranked(interaction, stats.seated), f"-# {words(text.SEATED_NOTE, weeks=WEEKS)}"]


def _outdated(interaction: Interaction, stats: BuildStatistics, words: Words) -> list[str]:
    if not stats.outdated:
        return [words(text.NOTHING_OUTDATED, looked=stats.looked_through)]
    counted = words(text.OUTDATED_COUNT, count=stats.outdated_count, looked=stats.looked_through)
    return [*(_changed(interaction, one, words) for one in stats.outdated), f"-# {counted}"]


def _changed(interaction: Interaction, one: Outdated, words: Words) -> str:
    shelf, _ = find_on_shelf("build")
    things = _things(one.changes.names, words)
    return f"- {shelf.row(interaction, one.build)} · {words(text.OUTDATED_ROW, things=things)}"


def _ranked(interaction: Interaction, ranked: Iterable[Counted]) -> list[str]:
    shelf, _ = find_on_shelf("build")
    return [f"{place}. {shelf.row(interaction, one.build)} · **{one.count}**" for place, one in enumerate(ranked, 1)]


def _things(names: Sequence[str], words: Words) -> str:
    return clip(", ".join(names[:_NAMED]), _THINGS) if names else words(text.NAMELESS)


def fitting(rows: Sequence[str]) -> list[str]:
    """Return the rows for which there is room: as many of the first as fit, and always a note at the end."""
    note = list(rows[-1:]) if rows[-1].startswith("-# ") else []
    kept, room = list[str](), _ROOM - sum(len(one) + 1 for one in note)
    for one in rows[: len(rows) - len(note)]:
        room -= len(one) + 1
        if room < 0:
            break
        kept.append(one)
    return kept + note
