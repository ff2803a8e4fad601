"""`/stats`: a server in numbers for its admins, its builds for its members, oneself, the bot for whoever runs it."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from discord import app_commands, ui
from discord.app_commands import locale_str as T  # noqa: N812 - short, like gettext's underscore
from discord.ext import commands

from bot.services.raids.timetable import NOTE_NEEDS
from cogs.stats import charts, text
from cogs.stats.operation import operation_card
from cogs.stats.ranking import ACCENT, ranking_card
from cogs.stats.render import render_builds, render_needs, render_own, render_weeks
from cogs.ui.controls import Layout
from cogs.ui.drawing.bars import Bars, draw_bars
from cogs.ui.people import Interaction, services, viewer
from cogs.ui.pictures import Picture, find_picture, gallery
from cogs.ui.replies import thinking, whisper
from cogs.ui.words import reader

if TYPE_CHECKING:
    from bot.app import Bot


class Stats(commands.GroupCog, group_name="stats", group_description=T("Builds, raids and attendance in numbers")):
    """The `/stats` commands."""

    @app_commands.command(name="server", description=T("This server in numbers, for those who manage it"))
    async def server(self, interaction: Interaction) -> None:
        await thinking(interaction)
        words, known = reader(interaction), services(interaction)
        stats = await known.statistics.count_server(viewer(interaction))
        game = known.game_in(words.language)
        builds = (charts.chart_callings(stats.callings, game, words), charts.chart_roles(stats.roles, words))
        weeks = (charts.chart_raids(stats.weeks, words), charts.chart_attendance(stats.weeks, words))
        parts = [
            (render_builds(stats, game, words), builds if stats.builds else ()),
            (render_weeks(stats.weeks, words), weeks if any(week.raids for week in stats.weeks) else ()),
            (render_needs(stats, words), (charts.chart_needs(stats.needs, words),) if stats.needs else ()),
        ]
        await _show(interaction, text.SERVER, parts, words(text.COUNTS_ONLY))

    @app_commands.command(name="builds", description=T("The builds of this server: most played, most liked, changed"))
    async def builds(self, interaction: Interaction) -> None:
        await thinking(interaction)
        stats = await services(interaction).statistics.rank_builds(viewer(interaction))
        await whisper(interaction, ranking_card(interaction, stats))

    @app_commands.command(name="me", description=T("You in numbers: your builds, what you played, when you came"))
    async def me(self, interaction: Interaction) -> None:
        await thinking(interaction)
        words, known = reader(interaction), services(interaction)
        stats = await known.statistics.count_own(viewer(interaction))
        game = known.game_in(words.language)
        said = render_own(stats, game, words, is_here=interaction.guild_id is not None)
        drawn = (charts.chart_callings(stats.callings, game, words),) if stats.builds else ()
        await _show(interaction, text.ME, [(said, drawn)])

    @app_commands.command(name="bot", description=T("How the bot fares, for whoever runs it"))
    async def bot(self, interaction: Interaction) -> None:
        await thinking(interaction)
        stats = await services(interaction).operation.look(viewer(interaction))
        await whisper(interaction, operation_card(interaction, stats))


async def _show(
    interaction: Interaction, title: str, parts: Sequence[tuple[str, tuple[Bars, ...]]], foot: str = ""
) -> None:
    """Answer with texts, each followed by its picture where there is one."""
    words = reader(interaction)
    items: list[ui.Item[Any]] = [ui.TextDisplay(f"## {words(title)}")]
    pictures: list[Picture] = []
    for said, drawn in parts:
        if said:
            items.append(ui.TextDisplay(said))
        if drawn:
            picture = await find_picture(interaction, drawn, draw_bars, charts.describe_bars(drawn, words))
            pictures.append(picture)
            items.append(gallery([picture]))
    if foot:
        items.append(ui.TextDisplay(f"-# {foot}"))
    await whisper(interaction, Layout(ui.Container(*items, accent_color=ACCENT), pictures=pictures))


async def setup(bot: "Bot") -> None:
    """Add the commands and what is done behind the scenes; discord.py calls this on loading the extension."""
    bot.handlers[NOTE_NEEDS] = bot.services.statistics.note_needs
    await bot.add_cog(Stats())
