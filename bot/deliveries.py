"""What Discord delivers twice is done once.

After a session that was resumed, or where a proxy stands between, the same interaction can come again, with the same
id. What is remembered is the ids of the last minutes, not what was asked.
"""

from collections import OrderedDict
from typing import Any

import discord
import structlog
from typing_extensions import override

from bot.tree import TracedTree

_log = structlog.get_logger(__name__)

REMEMBERED = 20_000
"""Interactions: at 20 a second those of a quarter of an hour, after which Discord takes no answer; about 2 MiB."""


class Deliveries:
    """Knows which interactions came before."""

    def __init__(self, remembered: int = REMEMBERED) -> None:
        self._remembered = remembered
        self._ids: OrderedDict[int, None] = OrderedDict()

    def is_first(self, interaction: int) -> bool:
        """Tell whether this interaction never came before, and remember it."""
        if interaction in self._ids:
            _log.info("delivered twice")
            return False
        self._ids[interaction] = None
        if len(self._ids) > self._remembered:
            self._ids.popitem(last=False)
        return True


class Tree(TracedTree):
    """The bot's commands, each use of which is answered once; buttons and forms pass through `cogs.ui.errors`."""

    def __init__(self, client: discord.Client) -> None:
        super().__init__(client)
        self.deliveries = Deliveries()

    @override
    async def interaction_check(self, interaction: discord.Interaction[Any], /) -> bool:
        return self.deliveries.is_first(interaction.id) and await super().interaction_check(interaction)
