"""The form of `/raid edit` with title, time and notes, and what it asks back about the time."""

from datetime import datetime
from zoneinfo import ZoneInfo

import discord
from discord import ui
from typing_extensions import override

from bot.domain.edits import Seen
from bot.domain.names import NAME_LIMIT
from bot.domain.raid_options import NOTES_LIMIT
from bot.domain.raids import Raid
from bot.domain.when.clocks import format_wall
from bot.domain.when.tokens import LONGEST
from bot.errors import WhenError
from bot.services.raids.editing import FORM, Changed
from cogs.raids import text as raid_text
from cogs.raids.editing import text
from cogs.raids.editing.leaf import PAGES, ToPanel
from cogs.raids.times import time_options
from cogs.ui.controls import Layout, RefSelect, row
from cogs.ui.errors import describe
from cogs.ui.modals import Answers, SafeModal, answer_form, form_heard
from cogs.ui.people import Interaction, services, viewer
from cogs.ui.replies import heard, redraw
from cogs.ui.text import FIELDS
from cogs.ui.words import Words, reader


class RaidForm(SafeModal, verb="raid-form"):
    """Title, time and notes."""

    def __init__(self, raid: Raid, words: Words) -> None:
        super().__init__(words(text.FORM_TITLE), f"{raid.short_id}:{Seen.of(raid, FORM).to_text()}")
        self.add(words(text.TITLE), field("title", raid.title, NAME_LIMIT, required=True))
        hint = words(text.WHEN_HINT, zone=raid.zone)
        self.add(words(text.WHEN), field("when", raid.when, LONGEST, required=True), hint)
        notes = field("notes", raid.notes, NOTES_LIMIT, style=discord.TextStyle.paragraph)
        self.add(words(text.NOTES), notes, words(text.NOTES_HINT))

    @override
    @classmethod
    async def submit(cls, interaction: Interaction, ref: str, answers: Answers) -> None:
        await form_heard(interaction)
        editor, eyes = services(interaction).raid_editor, viewer(interaction)
        short_id, _, marks = ref.partition(":")
        seen, typed = Seen.from_text(marks, FORM), answers.texts
        try:
            changed = await editor.edit(eyes, short_id, typed, seen)
        except WhenError as error:
            if not error.candidates:
                raise
            rest = {name: value for name, value in typed.items() if name != "when"}
            changed = await editor.edit(eyes, short_id, rest, seen)
            await answer_form(interaction, _asked(ref, error, changed, seen, reader(interaction)))
            return
        await answer_form(interaction, await _saved(interaction, changed, seen))


class ChooseStart(RefSelect, verb="raid-start"):
    """Move the raid to one of the times that may be meant; the reference is the form's, and the moment."""

    placeholder = raid_text.CHOOSE_TIME

    @override
    async def choose(self, interaction: Interaction, ref: str) -> None:
        await heard(interaction)
        form, _, seconds = ref.rpartition(":")
        short_id, _, marks = form.partition(":")
        seen, editor, eyes = Seen.from_text(marks, FORM), services(interaction).raid_editor, viewer(interaction)
        zone = ZoneInfo((await editor.require(eyes, short_id)).raid.zone)
        typed = {"when": format_wall(datetime.fromtimestamp(int(seconds), zone))}
        await redraw(interaction, await _saved(interaction, await editor.edit(eyes, short_id, typed, seen), seen))


def field(
    name: str, value: str, limit: int, *, style: discord.TextStyle = discord.TextStyle.short, required: bool = False
) -> ui.TextInput[ui.Modal]:
    """Return a text field of a form."""
    return ui.TextInput(custom_id=name, default=value or None, max_length=limit, style=style, required=required)


async def _saved(interaction: Interaction, changed: Changed, seen: Seen) -> Layout:
    note = _told(changed, seen.revision, reader(interaction))
    return await PAGES[ToPanel.verb](interaction, changed.roster, note)


def _asked(ref: str, error: WhenError, changed: Changed, seen: Seen, words: Words) -> Layout:
    """Return the question; what else was typed is kept already, so that nothing waits for the answer."""
    said = [_told(changed, seen.revision, words)] if changed.raid.revision > seen.revision else []
    said += [describe(words, error), words(text.WHICH_START)]
    select = ChooseStart(time_options(ref, error, words), words)
    return Layout(ui.TextDisplay("\n".join(said)), row(select), row(ToPanel(changed.raid.short_id, words)))


def _told(changed: Changed, revision: int, words: Words) -> str:
    rows = [words(text.SAVED if changed.raid.revision > revision else text.UNCHANGED)]
    if changed.elsewhere:
        fields = words.list(words(FIELDS[name]) for name in changed.elsewhere)
        rows.append(words(text.ELSEWHERE, fields=fields))
    return "\n".join(rows)


CONTROLS = (ChooseStart,)
