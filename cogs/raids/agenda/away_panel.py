"""Standing absences: the panel behind the button *I'm away* of the lists of raids, and its form."""

from typing import TYPE_CHECKING, Any
from uuid import UUID

import discord
from babel.dates import format_date
from discord import ui
from typing_extensions import override

from bot.domain.absences import Absence
from bot.domain.when.periods import Period
from bot.domain.when.tokens import LONGEST
from bot.services.jobs import Handler
from bot.services.raids.away import Spoken
from bot.services.raids.timetable import AWAY
from cogs.raids.agenda import away_text as text
from cogs.raids.cards import ACCENT
from cogs.ui.controls import Layout, RefButton, RefSelect, row
from cogs.ui.limits import CHOICES
from cogs.ui.modals import Answers, SafeModal, answer_form, form_heard, in_time
from cogs.ui.people import Interaction, services, viewer
from cogs.ui.replies import heard, redraw, thinking, whisper
from cogs.ui.words import Words, reader

if TYPE_CHECKING:
    from bot.app import Bot

ALL = "all"
"""Reference of controls that are about no one absence."""
_ZONE_TEXT = 64


def handlers(bot: "Bot") -> dict[str, Handler]:
    """Return who lets absences speak."""

    async def speak(key: str) -> bool:
        await bot.services.absences.work(key)
        return True

    return {AWAY: speak}


class ShowAbsences(RefButton, verb="raids-away"):
    """Open the panel."""

    label = text.AWAY

    @override
    async def press(self, interaction: Interaction) -> None:
        await thinking(interaction)
        await whisper(interaction, await panel(interaction))


class AddAbsence(RefButton, verb="raids-away-add"):
    """Open the form."""

    label = text.ADD
    style = discord.ButtonStyle.primary

    @override
    async def press(self, interaction: Interaction) -> None:
        zone = await in_time(services(interaction).absences.find_zone(viewer(interaction)))
        await AwayForm(zone, reader(interaction)).open(interaction)


class AwayForm(SafeModal, verb="raids-away-form"):
    """Days, and the zone that they are in."""

    def __init__(self, zone: str | None, words: Words) -> None:
        super().__init__(words(text.FORM), ALL)
        days: ui.TextInput[ui.Modal] = ui.TextInput(custom_id="period", max_length=LONGEST)
        self.add(words(text.PERIOD), days, words(text.PERIOD_HINT))
        place: ui.TextInput[ui.Modal] = ui.TextInput(custom_id="zone", default=zone, max_length=_ZONE_TEXT)
        self.add(words(text.ZONE), place, words(text.ZONE_HINT))

    @override
    @classmethod
    async def submit(cls, interaction: Interaction, ref: str, answers: Answers) -> None:
        await form_heard(interaction)
        typed = answers.texts
        spoken = await services(interaction).absences.add(viewer(interaction), typed["period"], typed["zone"].strip())
        note = render_added(spoken, reader(interaction))
        await answer_form(interaction, await panel(interaction, note=note))


class TakeBack(RefSelect, verb="raids-away-remove"):
    """Take back one absence."""

    placeholder = text.REMOVE

    @override
    async def choose(self, interaction: Interaction, ref: str) -> None:
        await heard(interaction)
        words = reader(interaction)
        spoken = await services(interaction).absences.remove(viewer(interaction), UUID(ref))
        note = words(text.TAKEN_BACK, days=render_days(spoken.absence.period, words))
        if spoken.changed:
            note += "\n" + words.n(text.RESTORED_ONE, text.RESTORED_MANY, spoken.changed)
        await redraw(interaction, await panel(interaction, note=note))


CONTROLS: tuple[type[ui.DynamicItem[Any]], ...] = (ShowAbsences, AddAbsence, TakeBack)


async def panel(interaction: Interaction, *, note: str | None = None) -> Layout:
    """Return the person's absences, with what adds one or takes one back."""
    words = reader(interaction)
    own = await services(interaction).absences.list_own(viewer(interaction))
    rows = [f"- {render_days(one.period, words)} · {one.zone}" for one in own[:CHOICES]] or [words(text.NONE)]
    card = ui.Container[Any](
        ui.TextDisplay(f"## {words(text.TITLE)}"),
        ui.TextDisplay("\n".join(rows)),
        ui.TextDisplay(f"-# {words(text.SPEAKS)}"),
        accent_color=ACCENT,
    )
    controls: list[ui.Item[Any]] = [row(TakeBack(_options(own, words), words))] if own else []
    return Layout(*([ui.TextDisplay(note)] if note else []), card, *controls, row(AddAbsence(ALL, words)))


def render_added(spoken: Spoken, words: Words) -> str:
    """Return what became of an absence."""
    period = spoken.absence.period
    message = text.ADDED if period.first == period.last else text.ADDED_RANGE
    rows = [words(message, days=f"**{render_days(period, words)}**")]
    if spoken.changed:
        rows.append(words.n(text.CHANGED_ONE, text.CHANGED_MANY, spoken.changed))
    if spoken.closed:
        rows.append(words.n(text.CLOSED_ONE, text.CLOSED_MANY, spoken.closed))
    return "\n".join(rows)


def render_days(period: Period, words: Words) -> str:
    """Return the days as the language writes them."""
    first, last = (format_date(day, "long", locale=words.language) for day in (period.first, period.last))
    return first if first == last else words(text.DAYS, first=first, last=last)


def _options(own: tuple[Absence, ...], words: Words) -> list[discord.SelectOption]:
    return [discord.SelectOption(label=render_days(one.period, words), value=one.id.hex) for one in own[:CHOICES]]
