"""The pages of what a team has and lacks: a picture and its text, a select to turn to another page, a button to share.

A small team is one page. A squad has one for the whole of it and one for every two subgroups: more of them side by
side nobody could read on a phone.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import discord
from discord import ui
from typing_extensions import override

from bot.domain.analysis import Answer, SubgroupReport, TeamReport
from bot.domain.teams import Team
from bot.domain.viewer import Viewer
from cogs.teams import text
from cogs.teams.analysis import render_gaps, render_squad, render_subgroups
from cogs.teams.cards import ACCENT
from cogs.teams.picture import describe_squad, describe_subgroups, draw_squad, draw_subgroups
from cogs.ui.controls import Layout, RefButton, RefSelect, row
from cogs.ui.drawing.grid import draw_grid
from cogs.ui.limits import CHOICE_NAME, clip
from cogs.ui.markup import shown
from cogs.ui.people import Interaction, everyone_here, services, viewer
from cogs.ui.pictures import Picture, find_picture, gallery
from cogs.ui.replies import heard, post, redraw, thinking, whisper
from cogs.ui.terms import purpose_name
from cogs.ui.text import SHARE
from cogs.ui.words import Words, audience, reader

SQUAD = "squad"
"""The page of the whole squad; others are called by their first subgroup."""
_SIDE_BY_SIDE = 2


@dataclass(frozen=True, slots=True)
class Page:
    """One page: its name, the subgroups on it, and what is asked of the squad where the page shows all of it."""

    name: str
    subgroups: tuple[SubgroupReport, ...]
    squad: tuple[Answer, ...] = ()

    @property
    def is_overview(self) -> bool:
        """Whether there are more subgroups than stand side by side, so that each is told in a line."""
        return len(self.subgroups) > _SIDE_BY_SIDE


def pages_of(report: TeamReport) -> list[Page]:
    """Return the pages of a report, the one that is shown first in front; none for an empty team."""
    pairs = [
        report.subgroups[start : start + _SIDE_BY_SIDE] for start in range(0, len(report.subgroups), _SIDE_BY_SIDE)
    ]
    if len(pairs) == 1:
        return [Page(SQUAD, report.subgroups, report.squad)]
    whole = [Page(SQUAD, report.subgroups, report.squad)] if pairs else []
    return [*whole, *(Page(str(pair[0].number), pair) for pair in pairs)]


async def analyzed(interaction: Interaction, ref: str, name: str = SQUAD, *, is_shared: bool = False) -> Layout:
    """Return a page about the team that the person who acts, or else everyone in the channel, may see."""
    eyes = everyone_here(interaction) if is_shared else viewer(interaction)
    words = audience(interaction) if is_shared else reader(interaction)
    planner = services(interaction).teams
    team = await planner.require(eyes, ref)
    report = await services(interaction).givings.report(team, planner.get_content(team))
    pages = pages_of(report)
    if not pages:
        return _card(team, [ui.TextDisplay(words(text.ANALYSIS_EMPTY))], words)
    # what stood on a page may have gone meanwhile
    page = next((page for page in pages if page.name == name), pages[0])
    picture = await _picture(page, interaction, words)
    return _card(
        team,
        [gallery([picture]), *(ui.TextDisplay(part) for part in _texts(page, words))],
        words,
        controls=_controls(team, pages, page, eyes, words, is_shared=is_shared),
        pictures=[picture],
    )


class TurnTo(RefSelect, verb="analysis-page"):
    """Turn to another page; each option's value is the team's short id and the page's name."""

    placeholder = text.PAGES

    @override
    async def choose(self, interaction: Interaction, ref: str) -> None:
        short_id, _, name = ref.partition(":")
        if interaction.message is not None and interaction.message.flags.ephemeral:
            await heard(interaction)
            await redraw(interaction, await analyzed(interaction, short_id, name))
            return
        # what all see stays as it is; this person's own eyes may see more
        await thinking(interaction)
        await whisper(interaction, await analyzed(interaction, short_id, name))


class Analyze(RefButton, verb="team-analyze"):
    """Tell what the team has and lacks, beside its card."""

    label = text.ANALYZE
    emoji = "🔎"

    @override
    async def press(self, interaction: Interaction) -> None:
        await thinking(interaction)
        await whisper(interaction, await analyzed(interaction, self.ref))


class ShareAnalysis(RefButton, verb="analysis-share"):
    """Show the page to everyone in the channel, as far as all of them may see what is on it."""

    label = SHARE

    @override
    async def press(self, interaction: Interaction) -> None:
        await heard(interaction)
        short_id, _, name = self.ref.partition(":")
        await post(interaction, await analyzed(interaction, short_id, name, is_shared=True))


CONTROLS: tuple[type[ui.DynamicItem[Any]], ...] = (TurnTo, Analyze, ShareAnalysis)


def _card(
    team: Team,
    parts: Sequence[ui.Item[Any]],
    words: Words,
    *,
    controls: Sequence[ui.Item[Any]] = (),
    pictures: Sequence[Picture] = (),
) -> Layout:
    head = f"## {shown(team.name)}\n{words(text.ANALYSIS, content=shown(purpose_name(team, words)))}"
    note = ui.TextDisplay[Any](f"-# {words(text.ANALYSIS_NOTE)}")
    body = ui.Container[Any](ui.TextDisplay(head), *parts, note, accent_color=ACCENT)
    return Layout(body, *(row(control) for control in controls), pictures=pictures)


async def _picture(page: Page, interaction: Interaction, words: Words) -> Picture:
    if page.is_overview:
        grid = draw_squad(page.subgroups, page.squad, words)
        return await find_picture(interaction, grid, draw_grid, describe_squad(page.subgroups, page.squad, words))
    grid = draw_subgroups(page.subgroups, services(interaction).game_in(words.language), words, page.squad)
    return await find_picture(interaction, grid, draw_grid, describe_subgroups(page.subgroups, words, page.squad))


def _texts(page: Page, words: Words) -> list[str]:
    render = render_squad if page.is_overview else render_subgroups
    return render(page.subgroups, words, page.squad)


def _controls(
    team: Team, pages: Sequence[Page], page: Page, eyes: Viewer, words: Words, *, is_shared: bool
) -> list[ui.Item[Any]]:
    controls: list[ui.Item[Any]] = []
    if len(pages) > 1:
        controls.append(TurnTo([_option(team, one, page, words) for one in pages], words))
    if not is_shared and team.guild is not None and team.guild == eyes.guild:
        controls.append(ShareAnalysis(f"{team.short_id}:{page.name}", words))
    return controls


def _option(team: Team, page: Page, current: Page, words: Words) -> discord.SelectOption:
    return discord.SelectOption(
        label=_title(page, words),
        value=f"{team.short_id}:{page.name}",
        description=clip(_description(page, words), CHOICE_NAME) or None,
        default=page.name == current.name,
    )


def _title(page: Page, words: Words) -> str:
    if page.name == SQUAD:
        return words(text.PAGE_SQUAD)
    numbers = [report.number for report in page.subgroups]
    if len(numbers) == 1:
        return words(text.PAGE_ONE, number=numbers[0])
    return words(text.PAGE_TWO, one=numbers[0], two=numbers[1])


def _description(page: Page, words: Words) -> str:
    if page.name == SQUAD:
        return ""
    return " | ".join(f"{report.number}: {render_gaps(report, words)}" for report in page.subgroups)
