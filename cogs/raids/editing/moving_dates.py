"""One date of a series at another time, before it is posted: chosen on the page of the series, said in a form."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

from discord import ui
from typing_extensions import override

from bot.domain.when.clocks import format_wall
from bot.domain.when.tokens import LONGEST
from bot.errors import ConflictError, WhenError
from bot.services.raids.series import Outlook
from cogs.raids import text as raid_text
from cogs.raids.editing import recurrence_text as text
from cogs.raids.editing.dates import date_name, in_utc
from cogs.raids.editing.form import field
from cogs.raids.editing.leaf import PAGES, ToSeries
from cogs.raids.times import time_options
from cogs.ui.controls import Layout, RefSelect, row
from cogs.ui.errors import describe
from cogs.ui.modals import Answers, SafeModal, answer_form, form_heard, in_time
from cogs.ui.people import Interaction, services, viewer
from cogs.ui.replies import heard, redraw
from cogs.ui.words import Words, reader


class DateForm(SafeModal, verb="raid-date-form"):
    """When one date begins; the reference is the raid, the day by the rule and when it begins so far."""

    def __init__(self, ref: str, starts: datetime, zone: str, words: Words) -> None:
        super().__init__(words(text.MOVE_TITLE), ref)
        typed = field("when", format_wall(starts), LONGEST)
        self.add(words(text.MOVE_FIELD), typed, words(text.MOVE_HINT, zone=zone))

    @override
    @classmethod
    async def submit(cls, interaction: Interaction, ref: str, answers: Answers) -> None:
        await form_heard(interaction)
        try:
            shown = await _moved(interaction, ref, answers.texts["when"])
        except WhenError as error:
            if not error.candidates:
                raise
            words = reader(interaction)
            said = f"{describe(words, error)}\n{words(text.WHICH_START)}"
            back = ToSeries(ref.partition(":")[0], words)
            shown = Layout(
                ui.TextDisplay(said), row(ChooseDateStart(time_options(ref, error, words), words)), row(back)
            )
        await answer_form(interaction, shown)


class MoveDate(RefSelect, verb="raid-move-date"):
    """Open the form for one of the coming dates."""

    placeholder = text.CHOOSE_MOVED

    @override
    async def choose(self, interaction: Interaction, ref: str) -> None:
        short_id, _, seconds = ref.split(":")
        outlook = await in_time(services(interaction).series.require(viewer(interaction), short_id))
        zone = outlook.series.zone
        await DateForm(ref, in_utc(seconds).astimezone(ZoneInfo(zone)), zone, reader(interaction)).open(interaction)


class ChooseDateStart(RefSelect, verb="raid-date-start"):
    """Move it to one of the times that may be meant; the reference is the form's, and the moment."""

    placeholder = raid_text.CHOOSE_TIME

    @override
    async def choose(self, interaction: Interaction, ref: str) -> None:
        await heard(interaction)
        form, _, seconds = ref.rpartition(":")
        outlook = await services(interaction).series.require(viewer(interaction), form.partition(":")[0])
        when = format_wall(in_utc(seconds).astimezone(ZoneInfo(outlook.series.zone)))
        await redraw(interaction, await _moved(interaction, form, when))


async def _moved(interaction: Interaction, ref: str, when: str) -> Layout:
    """Move a date and return the page of its series; where another hand was quicker, as it is now."""
    words = reader(interaction)
    short_id, day, seconds = ref.split(":")
    try:
        outlook = await services(interaction).series.move(
            viewer(interaction), short_id, date.fromisoformat(day), when, in_utc(seconds)
        )
        note = _note(outlook, date.fromisoformat(day), words)
    except ConflictError:
        note = words(text.CHANGED_MEANWHILE)
    roster = await services(interaction).raid_editor.require(viewer(interaction), short_id)
    return await PAGES[ToSeries.verb](interaction, roster, note)


def _note(outlook: Outlook, day: date, words: Words) -> str:
    shown = next(date_name(outlook, one, words) for one in outlook.dates if one.day == day)
    return words(text.MOVED if outlook.series.is_moved(day) else text.PUT_BACK, date=shown)


CONTROLS = (MoveDate, ChooseDateStart)
