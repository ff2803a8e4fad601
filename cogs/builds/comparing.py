"""`/build compare`: two builds side by side."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

import discord
from discord import app_commands, ui
from discord.app_commands import locale_str as T  # noqa: N812 - short, like gettext's underscore

from bot.services.comparisons import Compared
from cogs.builds.comparison import render_differences, render_heads, render_shared
from cogs.builds.comparison_picture import describe_comparison, draw_comparison
from cogs.builds.controls import SHELF
from cogs.ui.choices import suggest_builds
from cogs.ui.controls import Layout, row
from cogs.ui.drawing.columns import draw_columns
from cogs.ui.keeping import Open
from cogs.ui.limits import LAYOUT_TEXT, clip
from cogs.ui.people import Interaction, services, viewer
from cogs.ui.pictures import Picture, find_picture, gallery
from cogs.ui.replies import thinking, whisper
from cogs.ui.words import reader


@app_commands.command(name="compare", description=T("See two builds side by side: what differs, what is the same"))
@app_commands.describe(a=T("One of your builds or of this server's"), b=T("The build to compare it with"))
@app_commands.autocomplete(a=suggest_builds, b=suggest_builds)
async def compare(interaction: Interaction, a: str, b: str) -> None:
    """Compare two builds."""
    await thinking(interaction)
    language = reader(interaction).language
    compared = await services(interaction).comparisons.compare(viewer(interaction), a, b, language=language)
    await whisper(interaction, ComparisonCard(interaction, compared, await _pictures(interaction, compared)))


class ComparisonCard(Layout):
    """Two builds side by side, with a select to open either."""

    def __init__(self, interaction: Interaction, compared: Compared, pictures: Sequence[Picture]) -> None:
        words = reader(interaction)
        game = services(interaction).game_in(words.language)
        texts = [
            render_heads(compared.left, compared.right, game, words),
            *render_differences(compared.comparison, words),
            *filter(None, [render_shared(compared.comparison, words)]),
        ]
        items: list[ui.Item[Any]] = [ui.TextDisplay[Any](told) for told in _fitting(texts)]
        if pictures:
            items.insert(1, gallery(pictures))
        select = row(Open(_options(interaction, compared), words))
        super().__init__(ui.Container[Any](*items), select, pictures=pictures)


async def _pictures(interaction: Interaction, compared: Compared) -> list[Picture]:
    """Return the picture of what differs, none where nothing does."""
    if compared.comparison.is_same:
        return []
    words = reader(interaction)
    game = services(interaction).game_in(words.language)
    columns = draw_comparison(compared.left, compared.right, compared.comparison, game, words)
    return [await find_picture(interaction, columns, draw_columns, describe_comparison(columns, words))]


def _fitting(texts: Iterable[str]) -> Iterator[str]:
    room = LAYOUT_TEXT
    for told in texts:
        if room > 1:
            yield clip(told, room)
            room -= len(told)


def _options(interaction: Interaction, compared: Compared) -> list[discord.SelectOption]:
    # a select refuses the same value twice
    found = {build.short_id: build for build in (compared.left, compared.right)}
    return [SHELF.option(interaction, build) for build in found.values()]


COMMANDS: tuple[app_commands.Command[Any, ..., Any], ...] = (compare,)
