"""`/raid list`: what is planned, all of it or one's own, by pages."""

from datetime import datetime
from typing import Any

import discord
from discord import app_commands, ui
from discord.app_commands import locale_str as T  # noqa: N812 - short, like gettext's underscore
from typing_extensions import override

from bot.domain.agenda import Planned
from bot.domain.pages import Page
from bot.domain.raid_options import Standing
from bot.domain.raids import Answer, RaidStatus
from cogs.raids.agenda import text
from cogs.raids.agenda import which as which_raids
from cogs.raids.agenda.away_panel import ALL, ShowAbsences
from cogs.raids.agenda.calendar_command import GetCalendar
from cogs.raids.cards import ACCENT
from cogs.raids.posting import shown_raid
from cogs.raids.render import render_choice
from cogs.ui.controls import Layout, RefSelect, row
from cogs.ui.limits import CHOICE_NAME, clip
from cogs.ui.markup import shown
from cogs.ui.people import Interaction, services, viewer
from cogs.ui.replies import thinking, whisper
from cogs.ui.terms import purpose_name
from cogs.ui.turning import TurnButton
from cogs.ui.words import Words, moment, reader

_TITLE = 80
_ANSWERS = {Answer.MAYBE: text.MAYBE, Answer.ABSENT: text.ABSENT}
_STANDINGS = {Standing.ASKED: text.ASKED, Standing.REFUSED: text.REFUSED}


@app_commands.command(name="list", description=T("List the coming raids, all of them or yours"))
@which_raids.described
@which_raids.chosen
async def list_raids(interaction: Interaction, which: str = which_raids.ALL) -> None:
    """Show the first page."""
    await thinking(interaction)
    await whisper(interaction, await agenda(interaction, which))


class TurnAgenda(TurnButton, verb="raids"):
    """Show a page of a list; the reference is the list and where the page begins."""

    label = text.LATER

    @override
    async def page(self, interaction: Interaction, about: str, where: str) -> Layout:
        return await agenda(interaction, about, where or None)


class FirstOfAgenda(TurnAgenda, verb="raids-first"):
    """Show the first page."""

    label = text.FIRST


class ShowAll(TurnAgenda, verb="raids-all"):
    """Show all raids of the server."""

    label = text.SHOW_ALL


class ShowMine(TurnAgenda, verb="raids-mine"):
    """Show one's own raids."""

    label = text.SHOW_MINE


class OpenRaid(RefSelect, verb="raid-open"):
    """Show one of the raids listed."""

    placeholder = text.OPEN

    @override
    async def choose(self, interaction: Interaction, ref: str) -> None:
        await thinking(interaction)
        roster = await services(interaction).raids.require(viewer(interaction), ref)
        await whisper(interaction, shown_raid(interaction, roster))


COMMANDS: tuple[app_commands.Command[Any, ..., None], ...] = (list_raids,)
CONTROLS: tuple[type[ui.DynamicItem[Any]], ...] = (TurnAgenda, FirstOfAgenda, ShowAll, ShowMine, OpenRaid)


async def agenda(interaction: Interaction, which: str, cursor: str | None = None) -> Layout:
    """Return one page of a list. In a direct message there are no raids but one's own."""
    words, is_direct = reader(interaction), interaction.guild_id is None
    which = which_raids.MINE if is_direct or which == which_raids.MINE else which_raids.ALL
    page = await services(interaction).agenda.list_coming(
        viewer(interaction), mine=which == which_raids.MINE, cursor=cursor
    )
    if cursor and not page.items:  # what stood on this page is over
        return await agenda(interaction, which)
    empty = text.NONE_DIRECT if is_direct else text.NONE_MINE if which == which_raids.MINE else text.NONE_HERE
    head = f"## {words(text.MINE if which == which_raids.MINE else text.COMING)}"
    if page.total:
        head += f"\n-# {words.n(text.COUNT_ONE, text.COUNT_MANY, page.total)}"
    now = services(interaction).raids.now()
    rows = [render_planned(one, words, now) for one in page.items] or [words(empty)]
    card = ui.Container[Any](ui.TextDisplay(head), accent_color=ACCENT)
    for part in rows:
        card.add_item(ui.Separator(visible=False)).add_item(ui.TextDisplay(part))
    return Layout(card, *_controls(page, which, words, is_turned=bool(cursor), is_direct=is_direct))


def render_planned(planned: Planned, words: Words, now: datetime) -> str:
    """Return a raid as lines of a list: what and when, and whether it began, then what the reader has to do with it."""
    raid = planned.raid
    title = f"**{shown(raid.title, limit=_TITLE)}**"
    if raid.message is not None:
        title = f"{title} · <#{raid.channel}>"
    when = f"{moment(raid.starts_at, 'f')} · {moment(raid.starts_at)}"
    if now >= raid.starts_at and raid.status in {RaidStatus.OPEN, RaidStatus.LOCKED}:
        when += f" · **{words(text.OVER if raid.is_over(now) else text.UNDER_WAY)}**"
    return f"{title}\n{when}\n-# {shown(purpose_name(raid, words))} · {render_part(planned, words)}"


def render_part(planned: Planned, words: Words) -> str:
    """Return what the reader has to do with a raid."""
    raid, entry, seat = planned.raid, planned.entry, planned.seat
    if raid.status is RaidStatus.CANCELED:
        return words(text.CALLED_OFF)
    if raid.status is RaidStatus.DRAFT:
        return words(text.UNPOSTED)
    if seat is not None:
        choice = planned.choice
        late = words(text.LATE) if entry is not None and entry.answer is Answer.LATE else ""
        place = words(text.SEAT, subgroup=seat.subgroup, place=seat.place)
        return " · ".join(filter(None, [place, render_choice(choice, words) if choice is not None else "", late]))
    if entry is None:
        return words(text.NO_ANSWER)
    return words(_ANSWERS.get(entry.answer) or _STANDINGS.get(entry.standing, text.WAITS))


def _controls(page: Page[Planned], which: str, words: Words, *, is_turned: bool, is_direct: bool) -> list[ui.Item[Any]]:
    parts: list[ui.Item[Any]] = []
    if page.items:
        options = [
            discord.SelectOption(
                label=clip(one.raid.title, CHOICE_NAME),
                value=one.raid.short_id,
                description=f"{one.raid.starts_here:%Y-%m-%d %H:%M} {one.raid.zone}",
            )
            for one in page.items
        ]
        parts.append(row(OpenRaid(options, words)))
    buttons: list[ui.Item[Any]] = []
    if is_turned:
        buttons.append(FirstOfAgenda(which, words))
    if page.next:
        buttons.append(TurnAgenda(f"{which}:{page.next}", words))
    if not is_direct:
        buttons.append(
            ShowAll(which_raids.ALL, words) if which == which_raids.MINE else ShowMine(which_raids.MINE, words)
        )
    if page.items:
        buttons.append(GetCalendar(which, words))
    return [*parts, row(*buttons, ShowAbsences(ALL, words))]
