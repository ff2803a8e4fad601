"""`/account forget`: what goes and what stays, a word to type, and then everything is erased at once."""

from typing import Any

import discord
from discord import app_commands, ui
from discord.app_commands import locale_str as T  # noqa: N812 - short, like gettext's underscore
from typing_extensions import override

from cogs.account import text
from cogs.account.render import render_farewell
from cogs.ui.controls import Layout, Notice, RefButton, row
from cogs.ui.modals import Answers, SafeModal, answer_form, form_heard
from cogs.ui.people import Interaction, services, viewer
from cogs.ui.replies import thinking, whisper
from cogs.ui.words import Words, reader

ALL = "all"
_WORD_TEXT = 20


@app_commands.command(name="forget", description=T("Erase everything that I hold about you"))
async def forget(interaction: Interaction) -> None:
    """Show what would go, and the button."""
    await thinking(interaction)
    eyes, accounts, words = viewer(interaction), services(interaction).accounts, reader(interaction)
    summary = await accounts.show(eyes)
    if not summary.held:
        await whisper(interaction, Notice(words(text.NOTHING_TO_ERASE)))
        return
    card = ui.Container[Any](ui.TextDisplay(render_farewell(summary, await accounts.count_led(eyes), words)))
    await whisper(interaction, Layout(card, row(Erase(ALL, words))))


class Erase(RefButton, verb="account-erase"):
    """Open the form in which the word is typed."""

    label = text.ERASE
    style = discord.ButtonStyle.danger

    @override
    async def press(self, interaction: Interaction) -> None:
        await EraseForm(reader(interaction)).open(interaction)


class EraseForm(SafeModal, verb="account-erase-form"):
    """One word, so that nobody erases themselves by a slip."""

    def __init__(self, words: Words) -> None:
        super().__init__(words(text.FORM_TITLE), ALL)
        word: ui.TextInput[ui.Modal] = ui.TextInput(custom_id="word", max_length=_WORD_TEXT)
        self.add(words(text.FORM_LABEL, word=words(text.WORD)), word, words(text.FORM_HINT))

    @override
    @classmethod
    async def submit(cls, interaction: Interaction, ref: str, answers: Answers) -> None:
        await form_heard(interaction)
        words = reader(interaction)
        if answers.texts["word"].strip().casefold() != words(text.WORD).casefold():
            said = words(text.NOT_ERASED, word=words(text.WORD))
            await answer_form(interaction, Notice(said, Erase(ALL, words)))
            return
        await services(interaction).accounts.delete_everything(viewer(interaction))
        await answer_form(interaction, Notice(words(text.ERASED)))


COMMANDS: tuple[app_commands.Command[Any, ..., Any], ...] = (forget,)
CONTROLS: tuple[type[ui.DynamicItem[Any]], ...] = (Erase,)
