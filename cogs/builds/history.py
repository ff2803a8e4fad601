"""What a build was before: its versions, what each change changed, and the way back."""

from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise
from typing import Any

import discord
from discord import ui
from typing_extensions import override

from bot.domain.builds import Build, Version
from bot.domain.comparison import Area, Comparison
from bot.services.comparisons import Comparisons
from bot.services.editing import History
from cogs.builds import comparison_text
from cogs.builds import editing_text as text
from cogs.builds import text as card_text
from cogs.builds.comparison import LEFT, RIGHT, render_differences, render_shared
from cogs.ui.controls import Layout, Notice, RefButton, RefSelect, row
from cogs.ui.limits import LAYOUT_TEXT, clip
from cogs.ui.markup import shown
from cogs.ui.people import Interaction, services, viewer
from cogs.ui.replies import heard, redraw, thinking, whisper
from cogs.ui.shelf import find_on_shelf
from cogs.ui.words import Words, moment, reader

_ROWS = 8
"""Versions that are told of in full; the select offers all that are kept."""


class BuildHistory(RefButton, verb="history"):
    """Show the earlier versions of the build, and what changed each time."""

    label = text.HISTORY
    emoji = "🕑"

    @override
    async def press(self, interaction: Interaction) -> None:
        await thinking(interaction)
        history = await services(interaction).editor.list_versions(viewer(interaction), self.ref)
        words = reader(interaction)
        if not history.earlier:
            await whisper(interaction, Notice(words(text.NO_HISTORY)))
            return
        said = render_history(history, services(interaction).comparisons, words)
        options = _options(history, words)
        await whisper(
            interaction, Layout(ui.Container[Any](ui.TextDisplay[Any](said)), row(VersionSelect(options, words)))
        )


class VersionSelect(RefSelect, verb="version"):
    """Set an earlier version beside the one of now."""

    placeholder = text.LOOK

    @override
    async def choose(self, interaction: Interaction, ref: str) -> None:
        await thinking(interaction)
        short_id, _, number = ref.partition(":")
        history = await services(interaction).editor.list_versions(viewer(interaction), short_id)
        earlier = next((version for version in history.earlier if str(version.number) == number), None)
        words = reader(interaction)
        if earlier is None:
            await whisper(interaction, Notice(words(text.NO_HISTORY)))
            return
        comparisons = services(interaction).comparisons
        compared = comparisons.get(history.build, _as_it_was(history.build, earlier), language=words.language)
        card = ui.Container[Any](
            *(ui.TextDisplay[Any](part) for part in _beside(history.build, earlier, compared, words))
        )
        await whisper(interaction, Layout(card, row(BringBack(ref, words))))


class BringBack(RefButton, verb="bring-back"):
    """Give the build the code and gear of the earlier version; that makes a new one."""

    label = text.BRING_BACK
    style = discord.ButtonStyle.primary

    @override
    async def press(self, interaction: Interaction) -> None:
        await heard(interaction)
        shelf, rest = find_on_shelf(f"build:{self.ref}")
        short_id, _, number = rest.partition(":")
        build = await services(interaction).editor.bring_back(viewer(interaction), short_id, int(number))
        note = reader(interaction)(text.BROUGHT_BACK, number=number, version=build.version)
        await redraw(interaction, shelf.card(interaction, build, note=note))


CONTROLS = (BuildHistory, VersionSelect, BringBack)


def render_history(history: History, comparisons: Comparisons, words: Words) -> str:
    """Return the versions, the newest first, each with what its successor changed."""
    build, told = history.build, history.earlier[:_ROWS]
    rows = [f"## {words(text.HISTORY_OF, name=shown(build.name))}", f"**{words(text.NOW, number=build.version)}**"]
    states = [build, *(_as_it_was(build, version) for version in told)]
    for version, (after, before) in zip(told, pairwise(states), strict=True):
        compared = comparisons.get(before, after, language=words.language)
        topics = " · ".join(_topics(compared, words))
        rows.append(f"**{words(text.UNTIL, number=version.number, until=moment(version.replaced_at, 'f'))}**")
        rows.append(f"-# {words(text.CHANGED_THEN, topics=topics)}")
    rest = len(history.earlier) - len(told)
    if rest:
        rows.append(f"-# {words(text.MORE, count=rest)}")
    return clip("\n".join(rows), LAYOUT_TEXT)


def _topics(compared: Comparison, words: Words) -> Iterator[str]:
    if any(line.differs for line in compared.lines):
        yield words(card_text.LINES)
    for contrast in compared.differing:
        if contrast.topic.area is not Area.GIVING:
            yield words(comparison_text.TOPICS[contrast.topic])


def _beside(build: Build, earlier: Version, compared: Comparison, words: Words) -> Iterator[str]:
    head = words(text.LEFT_IS, left=LEFT, right=RIGHT, number=earlier.number)
    texts = [f"## {shown(build.name)}\n{head}", *render_differences(compared, words), render_shared(compared, words)]
    room = LAYOUT_TEXT
    for told in filter(None, texts):
        if room > 1:
            yield clip(told, room)
            room -= len(told)


def _as_it_was(build: Build, version: Version) -> Build:
    return replace(build, template=version.template, code=version.code, gear=version.gear)


def _options(history: History, words: Words) -> list[discord.SelectOption]:
    return [
        discord.SelectOption(
            label=words(text.VERSION, number=version.number), value=f"{history.build.short_id}:{version.number}"
        )
        for version in history.earlier
    ]
