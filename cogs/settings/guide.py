"""The guide for admins: posted where the bot came to a server, else shown to the first of them who uses a command."""

import contextlib
from collections.abc import Awaitable, Callable, Collection
from typing import TYPE_CHECKING, Any

import discord
import structlog
from discord import app_commands, ui
from discord.ext import commands
from typing_extensions import override

from bot.domain.guide import GuideStep
from bot.domain.ids import GuildId
from bot.errors import StorageUnavailableError
from cogs.settings import choosing, controls, roles
from cogs.settings import guide_text as text
from cogs.ui.controls import Layout, Notice, RefButton, row
from cogs.ui.limits import NONCE
from cogs.ui.people import Interaction, services, viewer
from cogs.ui.replies import heard, redraw, whisper
from cogs.ui.sending import CUT
from cogs.ui.words import Words, audience, reader, words_for

if TYPE_CHECKING:
    from bot.app import Bot

_log = structlog.get_logger(__name__)
_DONE, _OPEN = "✅", "▫️"
_NEEDED = ("view_channel", "send_messages")


class OpenStep(RefButton, verb="guide-step"):
    """Opens what a step is about, and draws the guide anew."""

    label = text.DONE

    def __init__(self, ref: str, words: Words | None = None, *, disabled: bool = False) -> None:
        super().__init__(ref, words, disabled=disabled)
        if words is not None:
            self.item.label = words(text.LABELS[GuideStep(ref)])

    @override
    async def press(self, interaction: Interaction) -> None:
        await heard(interaction)
        await redraw(interaction, await _drawn(interaction))
        await whisper(interaction, await _OPENED[GuideStep(self.ref)](interaction))


class FinishGuide(RefButton, verb="guide-done"):
    """Ends the guide."""

    label = text.DONE
    style = discord.ButtonStyle.primary

    @override
    async def press(self, interaction: Interaction) -> None:
        await heard(interaction)
        await services(interaction).guide.finish(viewer(interaction))
        await redraw(interaction, Notice(_words(interaction)(text.FINISHED)))


async def _try(interaction: Interaction) -> Layout:
    return Notice(reader(interaction)(text.TRY))


_OPENED: dict[GuideStep, Callable[[Interaction], Awaitable[Layout]]] = {
    GuideStep.ROLES: roles.shown,
    GuideStep.CHANNELS: controls.shown,
    GuideStep.LANGUAGE: choosing.language_panel,
    GuideStep.BUILD: _try,
}


def render_guide(done: Collection[GuideStep], words: Words) -> Layout:
    """Return the guide with what is done ticked off."""
    steps = [f"{_DONE if step in done else _OPEN} {words(text.STEPS[step])}" for step in GuideStep]
    said = "\n".join([f"## {words(text.TITLE)}", words(text.INTRO), *steps, words(text.TO_SETTINGS)])
    buttons: list[ui.Item[Any]] = [OpenStep(step.value, words) for step in GuideStep]
    return Layout(ui.Container(ui.TextDisplay(said)), row(*buttons, FinishGuide("all", words)))


async def greet(bot: "Bot", key: str) -> bool:
    """Post the guide in the system channel; where we may not speak there, keep it for an admin."""
    guild_id, guide = GuildId(int(key)), bot.services.guide
    if not await guide.is_due(guild_id):
        return True
    guild = bot.get_guild(guild_id)
    if guild is None:
        return False  # the process that holds it comes by
    channel = guild.system_channel
    if channel is None or not all(getattr(channel.permissions_for(guild.me), name) for name in _NEEDED):
        await guide.wait(guild_id)
        return True
    words = words_for(bot.services.rulebook.get(guild_id).language or str(guild.preferred_locale))
    try:
        await channel.send(view=render_guide((), words), nonce=f"guide{key}"[:NONCE])
    except (discord.Forbidden, discord.NotFound) as error:
        _log.info("guide not posted", status=error.status, code=error.code)
        await guide.wait(guild_id)
    else:
        await guide.posted(guild_id)
    return True


class Guiding(commands.Cog):
    """Shows the guide after the answer to an admin's command, where it could be posted nowhere."""

    def __init__(self, bot: "Bot") -> None:
        self._guide = bot.services.guide

    @commands.Cog.listener()
    async def on_app_command_completion(
        self, interaction: Interaction, _command: app_commands.Command[Any, ..., Any]
    ) -> None:
        """Show it to whoever it waits for."""
        who = viewer(interaction)
        if not self._guide.waits_for(who):
            return
        with contextlib.suppress(StorageUnavailableError):
            done = await self._guide.find_done(who)  # before it is taken: whatever fails here loses nothing
            if not await self._guide.take(who):
                return
            try:
                await interaction.followup.send(view=render_guide(done, reader(interaction)), ephemeral=True)
            except (discord.HTTPException, *CUT) as error:
                _log.info("guide waits", error=type(error).__name__)
                await self._guide.put_back(who)


async def _drawn(interaction: Interaction) -> Layout:
    """Return the guide as it stands."""
    return render_guide(await services(interaction).guide.find_done(viewer(interaction)), _words(interaction))


def _words(interaction: Interaction) -> Words:
    """Return the words of those who see the guide: all, or whom it was shown to."""
    message = interaction.message
    return reader(interaction) if message is not None and message.flags.ephemeral else audience(interaction)


CONTROLS = (OpenStep, FinishGuide)
