"""The tree of commands: discord.py's, with each command followed from its beginning to its end."""

import asyncio
from typing import Any

import discord
from discord import app_commands
from typing_extensions import override

from bot.services.tracing import UNKNOWN, Tracer

_COMMAND, _AUTOCOMPLETE = "command", "autocomplete"


class TracedTree(app_commands.CommandTree[Any]):
    """Runs commands and autocompletes, each in a task of its own."""

    @override
    async def interaction_check(self, interaction: discord.Interaction[Any], /) -> bool:
        tracer: Tracer = interaction.client.services.tracer
        is_typing = interaction.type is discord.InteractionType.autocomplete
        name = interaction.command.qualified_name if interaction.command is not None else UNKNOWN
        request = tracer.begin(_AUTOCOMPLETE if is_typing else _COMMAND, name)
        task = asyncio.current_task()
        if task is not None:
            # the library tells of commands that went well only; a task ends in any case
            task.add_done_callback(lambda _task: tracer.end(request))
        return True
