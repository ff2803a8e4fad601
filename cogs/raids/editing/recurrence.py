"""How a raid recurs: the page of `/raid edit`, what it says, and what is offered for it while typing."""

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

import discord
from discord import app_commands, ui
from typing_extensions import override

from bot.domain.raids import Roster
from bot.domain.when.recurring import LONGEST
from bot.errors import NotFoundError, RepeatUnreadError
from bot.services.jobs import Handler
from bot.services.raids.planning import PLAN_NEXT
from cogs.raids.cards import ACCENT
from cogs.raids.editing import recurrence_text as text
from cogs.raids.editing.dates import coming_options, render_outlook, skipped_options
from cogs.raids.editing.form import field
from cogs.raids.editing.leaf import PAGES, ToPanel, ToSeries
from cogs.raids.editing.moving_dates import MoveDate
from cogs.raids.editing.panel import find
from cogs.raids.render import render_head
from cogs.raids.rules import render_rule
from cogs.ui.choices import Choice
from cogs.ui.controls import Layout, RefButton, row
from cogs.ui.modals import Answers, SafeModal, answer_form, form_heard, in_time
from cogs.ui.people import Interaction, services, viewer
from cogs.ui.picking import PickSelect
from cogs.ui.replies import heard, redraw
from cogs.ui.words import Words, reader

if TYPE_CHECKING:
    from bot.app import Bot


def handlers(bot: "Bot") -> dict[str, Handler]:
    """Return who plans the next date of a series; it is the database's business alone."""
    return {PLAN_NEXT: bot.services.series.plan_next}


async def suggest_repeats(interaction: Interaction, current: str) -> list[Choice]:
    """Offer what is often said, and what was typed once it is understood, as it is understood."""
    words = reader(interaction)
    offered = [words(said) for said in text.SUGGESTED if current.casefold() in words(said).casefold()]
    choices = [app_commands.Choice(name=said, value=said) for said in offered]
    try:
        understood = services(interaction).series.read(current)
    except RepeatUnreadError:
        return choices
    return [app_commands.Choice(name=render_rule(understood, words), value=current), *choices]


class RepeatForm(SafeModal, verb="raid-repeat-form"):
    """How often."""

    def __init__(self, ref: str, words: Words) -> None:
        super().__init__(words(text.FORM_TITLE), ref)
        self.add(words(text.FIELD), field("repeat", "", LONGEST, required=True), words(text.FIELD_HINT))

    @override
    @classmethod
    async def submit(cls, interaction: Interaction, ref: str, answers: Answers) -> None:
        await form_heard(interaction)
        await services(interaction).series.repeat(viewer(interaction), ref, answers.texts["repeat"])
        await answer_form(interaction, await page_of(interaction, ref, text.SAVED))


class SetRepeat(RefButton, verb="raid-repeat"):
    """Open the form."""

    label = text.SET_REPEAT

    @override
    async def press(self, interaction: Interaction) -> None:
        roster = await in_time(find(interaction, self.ref))
        await RepeatForm(roster.raid.short_id, reader(interaction)).open(interaction)


class Follow(RefButton, verb="raid-follow"):
    """Plan all that follow as the raid is now."""

    label = text.FOLLOW

    @override
    async def press(self, interaction: Interaction) -> None:
        await heard(interaction)
        await services(interaction).series.follow(viewer(interaction), self.ref)
        await redraw(interaction, await page_of(interaction, self.ref, text.FOLLOWED))


class EndSeries(RefButton, verb="raid-end-series"):
    """Plan no more."""

    label = text.END
    style = discord.ButtonStyle.danger

    @override
    async def press(self, interaction: Interaction) -> None:
        await heard(interaction)
        await services(interaction).series.end(viewer(interaction), self.ref)
        await redraw(interaction, await page_of(interaction, self.ref, text.ENDED))


class SkipDates(PickSelect, verb="raid-skip"):
    """Call off dates that are not posted yet; those not chosen take place."""

    placeholder = text.CHOOSE_SKIPPED

    @override
    async def pick(self, interaction: Interaction, values: Sequence[str]) -> None:
        await heard(interaction)
        among = [date.fromisoformat(option.value) for option in self.item.options]
        days = [date.fromisoformat(value) for value in values]
        await services(interaction).series.skip(viewer(interaction), self.ref, days, among)
        await redraw(interaction, await page_of(interaction, self.ref, text.SAVED))


async def page(interaction: Interaction, roster: Roster, note: str | None = None) -> Layout:
    """Return how the raid recurs, with the controls to change it."""
    words, ref = reader(interaction), roster.raid.short_id
    parts: list[ui.Item[ui.LayoutView]] = [ui.TextDisplay(note)] if note else []
    try:
        outlook = await services(interaction).series.require(viewer(interaction), ref)
    except NotFoundError:
        said = f"{render_head(roster.raid, words)}\n{words(text.NO_SERIES)}"
        parts += [
            ui.Container(ui.TextDisplay(said), accent_color=ACCENT),
            row(SetRepeat(ref, words), ToPanel(ref, words)),
        ]
        return Layout(*parts)
    said = f"{render_head(roster.raid, words)}\n{render_outlook(outlook, words)}"
    parts.append(ui.Container(ui.TextDisplay(said), accent_color=ACCENT))
    if outlook.dates:
        parts.append(row(SkipDates(ref, skipped_options(outlook, words), words)))
    if coming := coming_options(outlook, words):
        parts.append(row(MoveDate(coming, words)))
    buttons = [SetRepeat(ref, words), Follow(ref, words), EndSeries(ref, words), ToPanel(ref, words)]
    return Layout(*parts, row(*buttons))


async def page_of(interaction: Interaction, ref: str, note: str) -> Layout:
    """Return the page as it is now, with what was done."""
    return await page(interaction, await find(interaction, ref), reader(interaction)(note))


PAGES[ToSeries.verb] = page
CONTROLS = (SetRepeat, Follow, EndSeries, SkipDates)
