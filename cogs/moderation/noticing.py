"""Tells people at their next command what no message could tell them, and what came of their reports."""

import contextlib
from typing import TYPE_CHECKING, Any

import discord
import structlog
from discord import app_commands
from discord.ext import commands

from bot.domain.reports import Notice as Waiting
from bot.domain.reports import NoticeKind
from bot.errors import StorageUnavailableError
from cogs.moderation.reports_render import render_outcome
from cogs.moderation.telling import guild_of, letter
from cogs.ui.controls import Layout, Notice
from cogs.ui.people import Interaction, services, viewer
from cogs.ui.sending import CUT
from cogs.ui.words import reader

if TYPE_CHECKING:
    from bot.app import Bot

_log = structlog.get_logger(__name__)


class Noticing(commands.Cog):
    """Listens for commands that were answered."""

    def __init__(self, bot: "Bot") -> None:
        self._notices = bot.services.notices

    @commands.Cog.listener()
    async def on_app_command_completion(
        self, interaction: Interaction, _command: app_commands.Command[Any, ..., Any]
    ) -> None:
        """Tell whoever used a command, after its answer."""
        if not self._notices.waits_for(viewer(interaction)):
            return
        with contextlib.suppress(StorageUnavailableError):
            for waiting in await self._notices.pop(viewer(interaction)):
                await self._tell(interaction, waiting)

    async def _tell(self, interaction: Interaction, waiting: Waiting) -> None:
        """Tell one; what does not get through waits for the next command."""
        try:
            said = await _said(interaction, waiting)
            if said is not None:
                await interaction.followup.send(view=said, ephemeral=True)
        except (discord.HTTPException, *CUT) as error:
            _log.info("notice waits", error=type(error).__name__)
            await self._notices.put_back(waiting)


async def _said(interaction: Interaction, waiting: Waiting) -> Layout | None:
    """Return what there is to tell; None where it went meanwhile."""
    words, known = reader(interaction), services(interaction)
    guild = (await guild_of(interaction.client, waiting.guild)).name
    if waiting.kind is NoticeKind.DEED:
        entry = await known.moderation.find_entry(waiting.about)
        return None if entry is None or entry.subject != waiting.user else letter(entry, guild, words)
    report = await known.reports.find_told(waiting.guild, waiting.about)
    return None if report is None else Notice(render_outcome(report, guild, words))
