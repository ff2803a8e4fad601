"""Buttons and selects that still work after a restart, and the layout that holds them.

All that a control knows stands in its `custom_id`, so that any process can answer it. A control does one thing:
`press`. What it raises is answered like a command's error. Rights are the services' business: a button that somebody
else presses is refused there.
"""

import re
from collections.abc import Sequence
from typing import Any, ClassVar, Self

import discord
from discord import ui
from typing_extensions import override

from cogs.ui.errors import guarded
from cogs.ui.limits import ROW_BUTTONS
from cogs.ui.people import Interaction
from cogs.ui.pictures import Picture
from cogs.ui.words import Words

_NEVER = r"(?!)"
"""A template that matches no id: for classes that are only bases."""


class Layout(ui.LayoutView):
    """A message made of components that live as long as the message: they keep no state in memory.

    `pictures` are sent with it; a gallery among the items says where they stand.
    """

    def __init__(self, *items: ui.Item[Any], pictures: Sequence[Picture] = ()) -> None:
        super().__init__(timeout=None)
        self.pictures = tuple(pictures)
        for item in items:
            self.add_item(item)


class RefButton(ui.DynamicItem[ui.Button[Any]], template=_NEVER):
    """A button about one thing: `custom_id` is the verb and the thing's reference.

    Subclasses set `verb`, `label`, `style` and define `press`. A reference is a short id, or short words of the
    feature joined by colons.
    """

    verb: ClassVar[str]
    label: ClassVar[str]
    style: ClassVar[discord.ButtonStyle] = discord.ButtonStyle.secondary
    emoji: ClassVar[str | None] = None

    def __init_subclass__(cls, *, verb: str) -> None:
        cls.verb = verb
        super().__init_subclass__(template=rf"{re.escape(verb)}:(?P<ref>[^:].*)")

    def __init__(self, ref: str, words: Words | None = None, *, disabled: bool = False) -> None:
        self.ref = ref
        label = words(self.label) if words is not None else self.label
        button: ui.Button[Any] = ui.Button(
            label=label,
            style=self.style,
            emoji=self.emoji,
            custom_id=f"{self.verb}:{ref}",
            disabled=disabled,
        )
        super().__init__(button)

    @override
    @classmethod
    async def from_custom_id(
        cls, interaction: discord.Interaction[Any], item: ui.Item[Any], match: re.Match[str]
    ) -> Self:
        return cls(match["ref"])

    @override
    async def callback(self, interaction: discord.Interaction[Any]) -> None:
        await guarded(interaction, self.press(interaction))

    async def press(self, interaction: Interaction) -> None:
        """Do what the button says."""
        raise NotImplementedError


class RefSelect(ui.DynamicItem[ui.Select[Any]], template=_NEVER):
    """A select that opens one of the things listed; each option's value is a reference."""

    verb: ClassVar[str]
    placeholder: ClassVar[str]

    def __init_subclass__(cls, *, verb: str) -> None:
        cls.verb = verb
        super().__init_subclass__(template=re.escape(verb))

    def __init__(self, options: list[discord.SelectOption], words: Words | None = None) -> None:
        placeholder = words(self.placeholder) if words is not None else self.placeholder
        super().__init__(ui.Select(custom_id=self.verb, placeholder=placeholder, options=options))

    @override
    @classmethod
    async def from_custom_id(
        cls, interaction: discord.Interaction[Any], item: ui.Item[Any], match: re.Match[str]
    ) -> Self:
        return cls(item.options if isinstance(item, ui.Select) else [])

    @override
    async def callback(self, interaction: discord.Interaction[Any]) -> None:
        await guarded(interaction, self.choose(interaction, self.item.values[0]))

    async def choose(self, interaction: Interaction, ref: str) -> None:
        """Do what the select says with the thing chosen."""
        raise NotImplementedError


def row(*controls: ui.Item[Any]) -> ui.ActionRow[Any]:
    """Return the controls side by side."""
    return ui.ActionRow(*controls)


def rows(*controls: ui.Item[Any]) -> list[ui.Item[Any]]:
    """Return the controls side by side, in as many rows as it takes."""
    return [row(*controls[start : start + ROW_BUTTONS]) for start in range(0, len(controls), ROW_BUTTONS)]


class Notice(Layout):
    """A sentence with buttons below it."""

    def __init__(self, sentence: str, *controls: ui.Item[Any]) -> None:
        super().__init__(ui.TextDisplay(sentence), *([row(*controls)] if controls else []))
