"""`/account link` and `/account unlink`: a key of the game, typed into a form and never shown again."""

from typing import Any

from discord import app_commands, ui
from discord.app_commands import locale_str as T  # noqa: N812 - short, like gettext's underscore
from pydantic import SecretStr
from typing_extensions import override

from bot.services.linking import Linked
from cogs.account import linking_text as text
from cogs.ui.controls import Layout, Notice, row
from cogs.ui.errors import UNSHOWN
from cogs.ui.game_account import characters_button
from cogs.ui.keys import PAGE, PERMISSION
from cogs.ui.markup import shown
from cogs.ui.modals import Answers, SafeModal, answer_form, form_heard, in_time
from cogs.ui.people import Interaction, services, viewer
from cogs.ui.replies import thinking, whisper
from cogs.ui.words import Words, reader

KEY_FIELD = f"{UNSHOWN}key"
_TYPED = 100
"""A key has 72 characters; room for blanks around it."""


@app_commands.command(name="link", description=T("Link your game account, to take builds from your characters"))
async def link(interaction: Interaction) -> None:
    """Open the form for the key."""
    linked = await in_time(services(interaction).links.prepare(viewer(interaction)))
    await KeyForm(linked, reader(interaction)).open(interaction)


@app_commands.command(name="unlink", description=T("Erase the key of your game account"))
async def unlink(interaction: Interaction) -> None:
    """Erase it at once: a key is made anew in a minute."""
    await thinking(interaction)
    words, erased = reader(interaction), await services(interaction).links.unlink(viewer(interaction))
    said = f"{words(text.UNLINKED)}\n-# {words(text.UNLINKED_TOO, page=PAGE)}"
    await whisper(interaction, Notice(said if erased else words(text.NOTHING_LINKED)))


class KeyForm(SafeModal, verb="account-key"):
    """The one place where a key is typed."""

    def __init__(self, linked: Linked | None, words: Words) -> None:
        super().__init__(words(text.FORM_TITLE), "new")
        how = [words(text.FORM_HOW, page=PAGE, permissions=words.list(list(PERMISSION.values())))]
        if linked is not None:
            how.append(words(text.FORM_REPLACES, name=shown(linked.name)))
        self.add_item(ui.TextDisplay("\n".join(how)))
        key: ui.TextInput[ui.Modal] = ui.TextInput(custom_id=KEY_FIELD, max_length=_TYPED)
        self.add(words(text.KEY), key, words(text.KEY_HINT))

    @override
    @classmethod
    async def submit(cls, interaction: Interaction, ref: str, answers: Answers) -> None:
        await form_heard(interaction)
        key = SecretStr(answers.texts[KEY_FIELD])
        linked, words = await services(interaction).links.link(viewer(interaction), key), reader(interaction)
        card = ui.Container[Any](ui.TextDisplay(render_linked(linked, words)))
        await answer_form(interaction, Layout(card, row(characters_button(words))))


def render_linked(linked: Linked, words: Words) -> str:
    """Return what is linked now, and what that is good for."""
    count = len(linked.characters)
    lines = [
        f"## {words(text.LINKED)}",
        words.n(text.CHARACTERS_ONE, text.CHARACTERS_MANY, count, name=shown(linked.name)),
        words(text.WHAT_FOR),
    ]
    if linked.others:
        lines.append(words.n(text.SHARED_ONE, text.SHARED_MANY, linked.others, page=PAGE))
    return "\n".join([*lines, f"-# {words(text.SEALED)}"])


COMMANDS: tuple[app_commands.Command[Any, ..., Any], ...] = (link, unlink)
