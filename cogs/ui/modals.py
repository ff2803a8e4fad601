"""Forms (Discord's modals) that still work after a restart, and lose nothing that was typed.

All that a form knows stands in its `custom_id`, as with buttons; so the library need not remember the ones that are
open, and those that people close without a word leave nothing behind. What `submit` raises is answered like a
command's error, with everything that was typed handed back.
"""

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from typing import Any, ClassVar, TypeAlias, TypeVar, cast

import discord
from discord import app_commands, ui

from bot.errors import StorageUnavailableError
from cogs.ui.controls import Layout
from cogs.ui.errors import guarded
from cogs.ui.limits import FORM_HINT, FORM_PATIENCE_S, FORM_TITLE, clip
from cogs.ui.people import Interaction
from cogs.ui.replies import heard, redraw, thinking, whisper
from cogs.ui.sending import acknowledge
from cogs.ui.words import Words

T = TypeVar("T")
MakeForm: TypeAlias = "Callable[[str, str, Words], SafeModal]"


@dataclass(frozen=True, slots=True)
class Answers:
    """What was typed, and what was chosen, by the names of the fields."""

    texts: Mapping[str, str]
    choices: Mapping[str, tuple[str, ...]]


_FORMS: dict[str, type["SafeModal"]] = {}


class SafeModal(ui.Modal):
    """A form about one thing: `custom_id` is the verb and the thing's reference.

    Subclasses give a `verb`, add fields and define `submit`, which finds its reference and the answers in what Discord
    sends: the object that was opened may be long gone.
    """

    verb: ClassVar[str]

    def __init_subclass__(cls, *, verb: str) -> None:
        cls.verb = verb
        _FORMS[verb] = cls
        super().__init_subclass__()

    def __init__(self, title: str, ref: str) -> None:
        super().__init__(title=clip(title, FORM_TITLE), custom_id=f"{self.verb}:{ref}")

    def add(self, label: str, field: ui.Item[Any], hint: str | None = None) -> None:
        """Add a text field or a select below its label."""
        described = None if hint is None else clip(hint, FORM_HINT)
        self.add_item(ui.Label(text=clip(label, FORM_TITLE), description=described, component=field))

    async def open(self, interaction: Interaction) -> None:
        """Show the form; this must be the first answer."""
        self.stop()  # so that the library does not store it: `on_form` answers
        await acknowledge(interaction, lambda: interaction.response.send_modal(self))

    @classmethod
    async def submit(cls, interaction: Interaction, ref: str, answers: Answers) -> None:
        """Do what the form is for."""
        raise NotImplementedError


def find_form(verb: str) -> "MakeForm":
    """Return a form that another feature opens too, and may not import: made from a reference, a name and the words."""
    return cast("MakeForm", _FORMS[verb])


async def on_form(interaction: Interaction) -> None:
    """Answer a form that was sent; a listener for every interaction."""
    if interaction.type is discord.InteractionType.modal_submit:
        await guarded(interaction, _submit(interaction))


async def in_time(work: Awaitable[T]) -> T:
    """Await what a form is made of; StorageUnavailableError when Discord would no longer take the form."""
    try:
        async with asyncio.timeout(FORM_PATIENCE_S):
            return await work
    except TimeoutError as error:
        raise StorageUnavailableError("too slow for a form") from error


async def form_heard(interaction: Interaction) -> None:
    """Tell Discord that a form was heard: one from a button redraws its message, one from a command answers anew."""
    await (thinking if interaction.message is None else heard)(interaction)


async def answer_form(interaction: Interaction, view: Layout) -> None:
    """Show `view` after `form_heard`."""
    await (whisper if interaction.message is None else redraw)(interaction, view)


async def _submit(interaction: Interaction) -> None:
    data: Mapping[str, Any] = interaction.data or {}
    verb, _, ref = str(data.get("custom_id", "")).partition(":")
    if verb not in _FORMS:
        raise app_commands.CommandNotFound(verb, [])
    await _FORMS[verb].submit(interaction, ref, _answers(data))


def _answers(data: Mapping[str, Any]) -> Answers:
    fields = [part["component"] for part in data["components"] if "component" in part]
    return Answers(
        texts={field["custom_id"]: field["value"] for field in fields if "value" in field},
        choices={field["custom_id"]: tuple(field["values"]) for field in fields if "values" in field},
    )
