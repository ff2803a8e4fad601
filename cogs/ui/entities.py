"""A select of what Discord lists and names itself: members, roles, channels. Its id holds a verb and a reference."""

import re
from typing import Any, ClassVar, Self, TypeVar

import discord
from discord import ui
from discord.ui.select import BaseSelect
from typing_extensions import override

from cogs.ui.errors import guarded
from cogs.ui.people import Interaction
from cogs.ui.words import Words

SelectT = TypeVar("SelectT", bound=BaseSelect[Any])


class EntitySelect(ui.DynamicItem[SelectT], template=r"(?!)"):
    """Choose among them. Subclasses set `verb` and `placeholder`, and define `make` and `choose`.

    A select about nothing in particular has an empty reference.
    """

    verb: ClassVar[str]
    placeholder: ClassVar[str]

    def __init_subclass__(cls, *, verb: str) -> None:
        cls.verb = verb
        super().__init_subclass__(template=rf"{re.escape(verb)}(?::(?P<ref>.+))?")

    def __init__(self, ref: str = "", words: Words | None = None) -> None:
        self.ref = ref
        select = self.make()
        select.custom_id = f"{self.verb}:{ref}" if ref else self.verb
        select.placeholder = words(self.placeholder) if words is not None else self.placeholder
        super().__init__(select)

    @override
    @classmethod
    async def from_custom_id(
        cls, interaction: discord.Interaction[Any], item: ui.Item[Any], match: re.Match[str]
    ) -> Self:
        return cls(match["ref"] or "")

    @override
    async def callback(self, interaction: discord.Interaction[Any]) -> None:
        await guarded(interaction, self.choose(interaction))

    def make(self) -> SelectT:
        """Return the select, without its id and what it asks for."""
        raise NotImplementedError

    async def choose(self, interaction: Interaction) -> None:
        """Do what the select says with `self.item.values`."""
        raise NotImplementedError
