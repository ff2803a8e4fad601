"""A select about one thing, from which several options can be chosen: `custom_id` holds its verb and the reference."""

import re
from collections.abc import Sequence
from typing import Any, ClassVar, Self

import discord
from discord import ui
from typing_extensions import override

from cogs.ui.errors import guarded
from cogs.ui.limits import CHOICES
from cogs.ui.people import Interaction
from cogs.ui.words import Words


class PickSelect(ui.DynamicItem[ui.Select[Any]], template=r"(?!)"):
    """Choose among the options, which say themselves what is chosen so far. Subclasses define `pick`."""

    verb: ClassVar[str]
    placeholder: ClassVar[str]
    least: ClassVar[int] = 0
    most: ClassVar[int] = CHOICES

    def __init_subclass__(cls, *, verb: str) -> None:
        cls.verb = verb
        super().__init_subclass__(template=rf"{re.escape(verb)}:(?P<ref>[^:].*)")

    def __init__(self, ref: str, options: list[discord.SelectOption], words: Words | None = None) -> None:
        self.ref = ref
        select: ui.Select[Any] = ui.Select(
            custom_id=f"{self.verb}:{ref}",
            placeholder=words(self.placeholder) if words is not None else self.placeholder,
            options=options,
            min_values=self.least,
            max_values=min(self.most, len(options)) or 1,
        )
        super().__init__(select)

    @override
    @classmethod
    async def from_custom_id(
        cls, interaction: discord.Interaction[Any], item: ui.Item[Any], match: re.Match[str]
    ) -> Self:
        return cls(match["ref"], item.options if isinstance(item, ui.Select) else [])

    @override
    async def callback(self, interaction: discord.Interaction[Any]) -> None:
        await guarded(interaction, self.pick(interaction, self.item.values))

    async def pick(self, interaction: Interaction, values: Sequence[str]) -> None:
        """Do what the select says with the options chosen."""
        raise NotImplementedError
